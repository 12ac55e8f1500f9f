"""Who may open what on the staff pages: the table that every view and every action is held against.

Roles are steps, so one role stands in each place: the first that may. ``None`` is nobody.

A new model with staff pages gets a row in ``MODELS``; a view of its own one in ``VIEWS`` (under the name of its
address, first who may open it, then who may send it); an action one in ``ACTIONS``.
"""

from __future__ import annotations

from typing import NamedTuple

from assistance.vocabulary import Role

READER, EDITOR, REVIEWER, PUBLISHER, ADMINISTRATOR = Role
NOBODY = None


class Doors(NamedTuple):
    """The first role that may see, add, change and delete rows of a model."""

    see: Role | None = READER
    add: Role | None = NOBODY
    change: Role | None = NOBODY
    delete: Role | None = NOBODY


#: Drafts. What becomes public is in ``tests/admin/test_roles.py``.
MODELS: dict[str, Doors] = {
    "assistance_apitoken": Doors(see=ADMINISTRATOR, add=READER),  # those of others
    "assistance_bulkchange": Doors(),
    "assistance_claim": Doors(),
    "assistance_commitment": Doors(add=EDITOR, change=EDITOR),
    "assistance_correction": Doors(),
    "assistance_decision": Doors(),
    "assistance_deliveryevent": Doors(add=EDITOR, change=EDITOR, delete=EDITOR),
    "assistance_donor": Doors(),
    "assistance_equipmentline": Doors(add=EDITOR, change=EDITOR, delete=EDITOR),
    "assistance_exchangerate": Doors(add=REVIEWER, change=REVIEWER, delete=REVIEWER),
    "assistance_importrun": Doors(add=EDITOR),
    "assistance_need": Doors(change=EDITOR),
    "assistance_organisation": Doors(add=EDITOR, change=EDITOR, delete=EDITOR),
    "assistance_project": Doors(add=EDITOR, change=EDITOR, delete=EDITOR),
    "assistance_release": Doors(add=EDITOR, change=EDITOR),
    "assistance_savedfilter": Doors(change=ADMINISTRATOR, delete=ADMINISTRATOR),  # those of others, that they share
    "assistance_source": Doors(add=EDITOR, change=EDITOR, delete=EDITOR),
    "assistance_statedtotal": Doors(change=EDITOR),
    "assistance_statuschange": Doors(),
    "assistance_trap": Doors(),
    "assistance_withholding": Doors(),
    "auth_group": Doors(ADMINISTRATOR, ADMINISTRATOR, ADMINISTRATOR, ADMINISTRATOR),
    "auth_user": Doors(ADMINISTRATOR, ADMINISTRATOR, ADMINISTRATOR, ADMINISTRATOR),
}

#: Views beside those that every model has: who may open them, who may send them.
VIEWS: dict[str, tuple[Role | None, Role | None]] = {
    "index": (READER, READER),
    "app_list": (READER, READER),
    "autocomplete": (READER, NOBODY),
    "jsi18n": (READER, NOBODY),
    "logout": (NOBODY, READER),
    "password_change": (READER, READER),
    "password_change_done": (READER, NOBODY),
    "view_on_site": (
        NOBODY,
        NOBODY,
    ),  # no record has an address of this kind
    "report": (READER, READER),
    "worklist": (READER, READER),
    "worklist_snooze": (EDITOR, EDITOR),
    "worklist_wake": (EDITOR, EDITOR),
    "assistance_apitoken_revoke": (ADMINISTRATOR, ADMINISTRATOR),  # those of others
    "assistance_bulkchange_undo": (REVIEWER, REVIEWER),
    "assistance_claim_review": (READER, REVIEWER),
    "assistance_commitment_lift": (PUBLISHER, PUBLISHER),
    "assistance_commitment_publish": (PUBLISHER, PUBLISHER),
    "assistance_commitment_status": (EDITOR, EDITOR),
    "assistance_commitment_withhold": (PUBLISHER, PUBLISHER),
    "assistance_correction_answer": (EDITOR, EDITOR),
    "assistance_equipmentline_part": (EDITOR, EDITOR),
    "assistance_equipmentline_settle": (EDITOR, EDITOR),
    "assistance_equipmentline_together": (EDITOR, EDITOR),
    "assistance_equipmentline_unsettle": (EDITOR, EDITOR),
    "assistance_need_apart": (EDITOR, EDITOR),
    "assistance_need_cover": (EDITOR, EDITOR),
    "assistance_need_lift": (PUBLISHER, PUBLISHER),
    "assistance_importrun_cancel": (NOBODY, EDITOR),
    "assistance_importrun_progress": (READER, NOBODY),
    "assistance_importrun_report": (READER, NOBODY),
    "assistance_importrun_resume": (NOBODY, EDITOR),
    "assistance_need_publish": (PUBLISHER, PUBLISHER),
    "assistance_need_same": (EDITOR, EDITOR),
    "assistance_need_withhold": (PUBLISHER, PUBLISHER),
    "assistance_organisation_dossier": (READER, READER),
    "assistance_organisation_dossier_docx": (READER, READER),
    "assistance_organisation_merge": (REVIEWER, REVIEWER),
    "assistance_project_merge": (REVIEWER, REVIEWER),
    "assistance_release_add_claim": (REVIEWER, REVIEWER),
    "assistance_release_part": (EDITOR, EDITOR),
    "assistance_release_lift": (PUBLISHER, PUBLISHER),
    "assistance_release_publish": (PUBLISHER, PUBLISHER),
    "assistance_release_withhold": (PUBLISHER, PUBLISHER),
    "assistance_source_fetch": (EDITOR, EDITOR),
    "assistance_statedtotal_lift": (PUBLISHER, PUBLISHER),
    "assistance_statedtotal_publish": (PUBLISHER, PUBLISHER),
    "assistance_statedtotal_withhold": (PUBLISHER, PUBLISHER),
    "auth_user_password_change": (ADMINISTRATOR, ADMINISTRATOR),
}

#: Lists that everybody opens, each with those rows that are their own.
OF_ONES_OWN = ["assistance_apitoken"]

#: Lists that are exported and imported. Who may neither add nor change a record imports none.
EXCHANGED = [
    "assistance_commitment",
    "assistance_deliveryevent",
    "assistance_equipmentline",
    "assistance_exchangerate",
    "assistance_organisation",
]

#: Views that answer without a name of their own.
NAMELESS = {"(?P<url>.*)$", "<path:object_id>/"}

PUBLISHING = {"publish_selected": PUBLISHER, "withhold_selected": PUBLISHER}
DELETING = {"delete_selected": EDITOR}

#: Actions on a list, those left out of it for everybody included.
ACTIONS: dict[str, dict[str, Role | None]] = {
    "assistance_apitoken": {"delete_selected": NOBODY},
    "assistance_bulkchange": {"delete_selected": NOBODY},
    "assistance_claim": {"delete_selected": NOBODY, "accept_without_doubt": REVIEWER},
    "assistance_commitment": {"delete_selected": NOBODY, **PUBLISHING, "edit_selected": REVIEWER},
    "assistance_correction": {"delete_selected": NOBODY},
    "assistance_decision": {"delete_selected": NOBODY},
    "assistance_deliveryevent": DELETING,
    "assistance_donor": {"delete_selected": NOBODY},
    "assistance_equipmentline": DELETING,
    "assistance_exchangerate": {"delete_selected": REVIEWER},
    "assistance_importrun": {"delete_selected": NOBODY},
    "assistance_need": {"delete_selected": NOBODY, **PUBLISHING},
    "assistance_organisation": DELETING,
    "assistance_project": DELETING,
    "assistance_release": {"delete_selected": NOBODY, **PUBLISHING},
    "assistance_savedfilter": {"delete_selected": READER},
    "assistance_source": DELETING,
    "assistance_statedtotal": {"delete_selected": NOBODY, **PUBLISHING},
    "assistance_statuschange": {"delete_selected": NOBODY},
    "assistance_trap": {"delete_selected": NOBODY},
    "assistance_withholding": {"delete_selected": NOBODY},
    "auth_group": {"delete_selected": ADMINISTRATOR},
    "auth_user": {"delete_selected": ADMINISTRATOR},
}


def doors() -> dict[str, tuple[Role | None, Role | None]]:
    """Return, for the name of every view, who may open it and who may send it."""
    found = dict(VIEWS)
    for name, model in MODELS.items():
        found[f"{name}_changelist"] = (model.see, model.see)
        found[f"{name}_add"] = (model.add, model.add)
        found[f"{name}_change"] = (model.see, model.change)
        found[f"{name}_delete"] = (model.delete, model.delete)
        found[f"{name}_history"] = (model.see, model.see)
        if model.change is not NOBODY and not name.startswith("auth_"):
            found[f"{name}_restore"] = (model.change, model.change)
    for name in OF_ONES_OWN:
        found[f"{name}_changelist"] = (READER, READER)
    for name in EXCHANGED:
        model = MODELS[name]
        found[f"{name}_export"] = found[f"{name}_download"] = (model.see, model.see)
        found[f"{name}_import"] = found[f"{name}_preview"] = (model.add, model.add)
    return found


def may(role: Role, first: Role | None) -> bool:
    """Return whether ``role`` may do what ``first`` is the first role to do."""
    return first is not None and first in role.up_to_here
