"""Which role may do what: one table, and the groups that are written from it.

A new model gets a row in ``RECORDS``, a new permission one in ``RIGHTS``; the migration that adds it ends with
``migrations.RunPython(write_roles, migrations.RunPython.noop)``, so that the groups follow.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.management import create_permissions

from assistance.vocabulary import Role

#: What the roles from the named one on may do with the rows of a model.
Access = Mapping[Role, str]

SEEN: Access = {Role.READER: "view"}
EDITED: Access = {**SEEN, Role.EDITOR: "add change delete"}
NOTED: Access = {**SEEN, Role.EDITOR: "add"}
SETTLED: Access = {**SEEN, Role.REVIEWER: "add change delete"}
ANSWERED: Access = {**SEEN, Role.EDITOR: "change"}
#: Everybody their own; whose it is the staff pages see to.
OWNED: Access = {Role.READER: "view add change delete"}
#: Everybody their own too, which they add and give up but never edit.
KEPT: Access = {Role.READER: "view add"}
MANAGED: Access = {Role.ADMINISTRATOR: "view add change delete"}

#: Every model that has staff pages or rows on one; of another app than this one with the app's label before it.
#: That editors change drafts only, and that some rows are never deleted, the staff pages see to.
RECORDS: Mapping[str, Access] = {
    "apitoken": KEPT,
    "bulkchange": {**SEEN, Role.REVIEWER: "add"},
    "claim": SEEN,
    "claimevidence": SEEN,
    "claimitem": SEEN,
    "claimparty": SEEN,
    "claimplace": SEEN,
    "claimsector": SEEN,
    "commitment": EDITED,
    "commitmentclaim": SEEN,
    "commitmentparty": EDITED,
    "commitmentplace": EDITED,
    "commitmentsector": EDITED,
    "correction": ANSWERED,
    "decision": SEEN,
    "deliveryevent": EDITED,
    "deliveryoccasion": NOTED,
    "deliverysettlement": NOTED,
    "donor": SEEN,
    "equipmentline": EDITED,
    "exchangerate": SETTLED,
    "fetchedaddress": SEEN,
    "importrun": SEEN,
    "importrunitem": SEEN,
    "need": EDITED,
    "needcoverage": EDITED,
    "organisation": EDITED,
    "organisationalias": EDITED,
    "project": EDITED,
    "projectplace": EDITED,
    "projectreference": EDITED,
    "projectsector": EDITED,
    "release": EDITED,
    "savedfilter": OWNED,
    "snooze": NOTED,
    "source": EDITED,
    "staffprofile": MANAGED,
    "statedtotal": EDITED,
    "statuschange": SEEN,
    "thanks": EDITED,
    "trap": SEEN,
    "withholding": SEEN,
    "auth.group": MANAGED,
    "auth.user": MANAGED,
}

#: Permissions of their own, each with the first role that has it.
RIGHTS: Mapping[str, Role] = {
    "decide_claim": Role.REVIEWER,
    "edit_public": Role.REVIEWER,
    "publish_commitment": Role.PUBLISHER,
}

APP = "assistance"


def apps_with_records() -> set[str]:
    """Return the labels of the apps whose models the table names."""
    return {name.rpartition(".")[0] or APP for name in RECORDS}


def permissions_of(role: Role) -> set[tuple[str, str]]:
    """Return the permissions of ``role`` as pairs of an app's label and a code name."""
    found = {(APP, right) for right, first in RIGHTS.items() if first in role.up_to_here}
    for name, access in RECORDS.items():
        app, _dot, model = name.rpartition(".")
        for first, verbs in access.items():
            if first in role.up_to_here:
                found |= {(app or APP, f"{verb}_{model}") for verb in verbs.split()}
    return found


def write_roles(apps: Any, schema_editor: Any = None) -> None:
    """Give each role's group the permissions of the table, those of models that ``apps`` does not know yet left out.

    Groups that are missing are made; what staff added to them by hand is taken away again.
    """
    # On an empty database permissions are made after the last migration only: too late for a migration to grant them.
    for label in sorted(apps_with_records() & set(apps.app_configs)):
        config = apps.get_app_config(label)
        module = getattr(config, "models_module", None)
        config.models_module = module or True
        create_permissions(config, verbosity=0, apps=apps)
        config.models_module = module
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    known = {
        (permission.content_type.app_label, permission.codename): permission
        for permission in permission_model.objects.select_related("content_type")
    }
    for role in Role:
        group, _created = group_model.objects.get_or_create(name=role.value)
        group.permissions.set([known[name] for name in permissions_of(role) if name in known])


def remove_roles(apps: Any, schema_editor: Any = None) -> None:
    """Remove the roles' groups; who was in them keeps the login."""
    apps.get_model("auth", "Group").objects.filter(name__in=[role.value for role in Role]).delete()
