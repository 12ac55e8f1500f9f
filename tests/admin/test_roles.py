"""Every staff view and every action, for every role: the table in ``doors.py`` says who may."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import Group, Permission, User
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from assistance.admin.site import site
from assistance.models import DeliveryEvent, EquipmentLine
from assistance.models.roles import APP, RECORDS, RIGHTS, apps_with_records, permissions_of, remove_roles, write_roles
from assistance.vocabulary import Role
from tests.admin.addresses import address_of, name_of, records, views
from tests.admin.doors import ACTIONS, MODELS, NAMELESS, READER, doors, may
from tests.admin.pages import add, address, errors_of, words
from tests.factories import (
    CommitmentFactory,
    DeliveryEventFactory,
    EquipmentLineFactory,
    NeedFactory,
    OrganisationFactory,
    ProjectFactory,
    ReleaseFactory,
    StatedTotalFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.walk]

#: Models that no staff page shows as records.
NOT_SHOWN = {"apitokenuse", "auth.permission", "awaitedimport", "decidedevidence"}


def in_role(role: Role) -> User:
    member = UserFactory(staff=True)
    member.groups.add(Group.objects.get(name=role.value))
    return member


def is_open(rf: RequestFactory, member: User, method: str, url: str) -> bool:
    """Return whether a view takes such a request from ``member``; whatever it wrote is undone.

    The page itself is not drawn: over every view, role and method that takes minutes.
    """
    request: Any = getattr(rf, method)(url)
    request.user, request.session = member, SessionStore()
    request._messages, request._dont_enforce_csrf_checks = FallbackStorage(request), True
    request.resolver_match = found = resolve(request.path)
    with transaction.atomic():
        try:
            status = found.func(request, *found.args, **found.kwargs).status_code
        except (PermissionDenied, Http404):
            status = 403
        transaction.set_rollback(True)
    return status not in {403, 405}


def test_table_names_every_view_there_is() -> None:
    there = {name: route for name, route in views() if not name.endswith("_simple_history")}
    nameless = {route for name, route in views() if not name}
    assert nameless == NAMELESS
    assert set(there) - {"", "login"} == set(doors()), "Write the new view into tests/admin/doors.py."


@pytest.mark.parametrize("role", Role)
def test_view_is_open_to_those_the_table_names(rf: RequestFactory, role: Role) -> None:
    rows, member, table = records(), in_role(role), doors()
    wrong = []
    for name, route in views():
        first = table.get(name.replace("_simple_history", "_history"))
        if name in {"", "login"} or first is None:
            continue
        url = address_of(name, route, rows)
        for method, who in zip(("get", "post"), first, strict=True):
            if name.endswith("_simple_history") and method == "post":
                continue
            if is_open(rf, member, method, url) != may(role, who):
                wrong.append(f"{method} {url}: the table says {who}")
    assert wrong == []


def test_view_is_shut_to_those_who_are_not_logged_in(client: Client) -> None:
    rows = records()
    open_doors = []
    for name, route in views():
        if name in {"login", "logout", ""}:
            continue
        for method in ("get", "post"):
            page = getattr(client, method)(address_of(name, route, rows))
            if page.status_code != 302 or not page.headers["Location"].startswith(reverse("admin:login")):
                open_doors.append(f"{method} {name}: {page.status_code}")
    for nameless in ("/admin/nothing/there/", "/admin/assistance/commitment/1/"):
        assert client.get(nameless).headers["Location"].startswith(reverse("admin:login"))
    assert open_doors == []


def test_view_is_shut_to_those_who_are_no_staff(client: Client) -> None:
    client.force_login(UserFactory())
    assert client.get(reverse("admin:index")).status_code == 302


def test_table_names_every_action_there_is() -> None:
    there = {
        name_of(model): {name for _act, name, _words in admin._get_base_actions()}  # type: ignore[attr-defined]
        for model, admin in site._registry.items()
    }
    assert there == {name: set(actions) for name, actions in ACTIONS.items()}, "Write it into tests/admin/doors.py."
    assert set(ACTIONS) == set(MODELS)


@pytest.mark.parametrize("role", Role)
def test_action_is_offered_to_those_the_table_names(rf: RequestFactory, role: Role) -> None:
    request = rf.get("/admin/")
    request.user = in_role(role)
    offered = {name_of(model): set(_actions(admin, request)) for model, admin in site._registry.items()}
    assert offered == {
        name: {action for action, first in actions.items() if may(role, first)} for name, actions in ACTIONS.items()
    }


def _actions(admin: ModelAdmin[Any], request: Any) -> dict[str, Any]:
    return admin.get_actions(request)


def test_roles_have_the_permissions_of_the_table_and_no_model_is_without() -> None:
    models = {
        model._meta.model_name if label == APP else f"{label}.{model._meta.model_name}"
        for label in apps_with_records()
        for model in apps.get_app_config(label).get_models()
        if not model.__name__.startswith("Historical")
    }
    assert models - NOT_SHOWN == set(RECORDS), "Give the model a row in assistance/models/roles.py."
    builtin = tuple(f"{verb}_" for verb in ("add", "change", "delete", "view"))
    own = Permission.objects.filter(content_type__app_label=APP).values_list("codename", flat=True)
    assert {name for name in own if not name.startswith(builtin)} == set(RIGHTS), "Say which role has it, there too."
    for role in Role:
        held = Group.objects.get(name=role.value).permissions.values_list("content_type__app_label", "codename")
        assert set(held) == permissions_of(role), "End the migration that adds the model with write_roles."


def test_roles_are_steps() -> None:
    rights = [permissions_of(role) for role in Role]
    assert all(lower < higher for lower, higher in pairwise(rights))


def test_roles_written_again_are_the_same_and_what_was_added_by_hand_is_gone() -> None:
    reader = Group.objects.get(name=READER.value)
    reader.permissions.add(Permission.objects.get(codename="publish_commitment"))
    Group.objects.get(name=Role.EDITOR.value).delete()
    for _ in range(2):
        write_roles(apps)
    assert set(reader.permissions.values_list("content_type__app_label", "codename")) == permissions_of(READER)
    assert Group.objects.filter(name=Role.EDITOR.value).count() == 1


def test_roles_are_made_before_any_permission_is_there() -> None:
    Group.objects.all().delete()
    Permission.objects.all().delete()
    state = MigrationExecutor(connection).loader.project_state([(APP, "0006_roles")])
    write_roles(state.apps)
    held = Group.objects.get(name=Role.PUBLISHER.value).permissions.values_list("codename", flat=True)
    assert {"publish_commitment", "decide_claim", "edit_public", "view_claim", "add_commitment"} <= set(held)


def test_roles_removed_leave_the_people() -> None:
    member = in_role(READER)
    other = Group.objects.create(name="drivers")
    remove_roles(apps)
    assert (list(Group.objects.all()), User.objects.filter(pk=member.pk).exists()) == ([other], True)


def public_records() -> list[Model]:
    """Return a row of every kind that others rely on."""
    commitment = CommitmentFactory(public=True, with_project=True)
    organisation = OrganisationFactory()
    commitment.parties.create(organisation=organisation, role="funding")
    line = EquipmentLineFactory(commitment=commitment)
    rows = [NeedFactory(public=True), StatedTotalFactory(public=True), ReleaseFactory(public=True)]
    return [commitment, organisation, commitment.project, line, DeliveryEventFactory(line=line), *rows]


def withheld_records() -> list[Model]:
    line = EquipmentLineFactory(commitment=CommitmentFactory(withheld=True))
    return [line, line.commitment, NeedFactory(withheld=True), ReleaseFactory(withheld=True)]


@pytest.mark.parametrize("settled", [public_records, withheld_records])
def test_editor_sees_why_a_public_record_is_closed_and_a_reviewer_edits_it(client: Client, settled: Any) -> None:
    rows = settled()
    client.force_login(in_role(Role.EDITOR))
    for row in rows:
        url = address(type(row), "change", row.pk)
        assert "Editors change drafts" in words(client.get(url)), url
        assert client.post(url, {}).status_code == 403, url
        assert client.post(address(type(row), "delete", row.pk), {"post": "yes"}).status_code == 403, url
    client.force_login(in_role(Role.REVIEWER))
    for row in rows:
        url = address(type(row), "change", row.pk)
        assert "Editors change drafts" not in words(client.get(url)), url
        assert client.post(url, {}).status_code != 403, url


def test_editor_deletes_no_public_record_from_a_list(client: Client) -> None:
    organisation, project = OrganisationFactory(), ProjectFactory()
    CommitmentFactory(public=True, project=project, donors=[organisation])
    client.force_login(in_role(Role.EDITOR))
    for row in (organisation, project):
        chosen = {"_selected_action": [row.pk], "action": "delete_selected", "post": "yes"}
        assert client.post(address(type(row), "changelist"), chosen).status_code in {200, 403}
        row.refresh_from_db()


def test_editor_adds_nothing_to_a_public_record(client: Client) -> None:
    line = EquipmentLineFactory(commitment=CommitmentFactory(public=True))
    client.force_login(in_role(Role.EDITOR))
    typed = {"commitment": str(line.commitment_id), "name_en": "Saws", "category": "other"}
    assert "public or withheld" in errors_of(add(client, EquipmentLine, **typed))
    arrived = {"line": str(line.pk), "stage": "shipped", "counting": "increment", "note": "Act."}
    assert "public or withheld" in errors_of(add(client, DeliveryEvent, **arrived))
    draft = EquipmentLineFactory()
    assert add(client, DeliveryEvent, **(arrived | {"line": str(draft.pk)})).status_code == 302


def test_user_page_tells_what_each_role_may_do(client: Client) -> None:
    member = in_role(Role.ADMINISTRATOR)
    client.force_login(member)
    page = words(client.get(reverse("admin:auth_user_change", args=[member.pk])))
    assert [role.label for role in Role if role.label not in page] == []
    assert "Administrator" in words(client.get(reverse("admin:auth_user_changelist")))


def test_password_page_warns_in_the_readers_language(client: Client) -> None:
    client.force_login(in_role(Role.ADMINISTRATOR))
    client.cookies["django_language"] = "uk"
    page = words(client.get(reverse("admin:auth_user_password_change", args=[UserFactory().pk])))
    assert "теперішній пароль цього користувача буде втрачено" in page
