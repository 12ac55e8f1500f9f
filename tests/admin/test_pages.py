"""Every staff page opens, whoever asks; and none of them costs more for more rows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import assistance
from assistance.admin.site import site
from assistance.models import (
    ApiToken,
    BulkChange,
    Claim,
    Commitment,
    Correction,
    Decision,
    DeliveryEvent,
    Donor,
    EquipmentLine,
    ExchangeRate,
    ImportRun,
    Need,
    Organisation,
    Project,
    Release,
    SavedFilter,
    Source,
    StatedTotal,
    StatusChange,
    Trap,
    Withholding,
)
from tests.admin.pages import one_of_everything

pytestmark = pytest.mark.walk

OWN = {
    ApiToken,
    BulkChange,
    Claim,
    Commitment,
    Correction,
    Decision,
    DeliveryEvent,
    Donor,
    EquipmentLine,
    ExchangeRate,
    ImportRun,
    Need,
    Organisation,
    Project,
    Release,
    SavedFilter,
    Source,
    StatedTotal,
    StatusChange,
    Trap,
    Withholding,
}
WRITTEN_ONCE = {BulkChange, Claim, Correction, Decision, Donor, StatusChange, Trap, Withholding}
#: Not edited either, but begun here.
BEGUN_HERE = {ApiToken, ImportRun}
COME_WITH_A_RELEASE = {Need, StatedTotal}
SAVED_FROM_A_LIST = {SavedFilter}
PAGES = sorted(OWN, key=lambda model: model.__name__)
ROOT = Path(assistance.__file__).parent


def name_of(model: type[Model]) -> str:
    return f"admin:{model._meta.app_label}_{model._meta.model_name}"


def test_registry_holds_what_staff_work_with() -> None:
    assert {model for model in site._registry if model._meta.app_label == "assistance"} == OWN


@pytest.mark.parametrize("model", PAGES)
def test_changelist_opens(admin_page: Client, model: type[Model]) -> None:
    one_of_everything()
    page = admin_page.get(reverse(f"{name_of(model)}_changelist"))
    assert page.status_code == 200
    assert page.context["cl"].result_count > 0


@pytest.mark.parametrize("model", PAGES)
def test_changelist_search_opens(admin_page: Client, model: type[Model]) -> None:
    one_of_everything()
    assert admin_page.get(reverse(f"{name_of(model)}_changelist"), {"q": "Японія 7"}).status_code == 200


@pytest.mark.parametrize("model", PAGES)
def test_change_page_opens(admin_page: Client, model: type[Model]) -> None:
    one_of_everything()
    for row in model._default_manager.all():
        assert admin_page.get(reverse(f"{name_of(model)}_change", args=[row.pk])).status_code == 200


@pytest.mark.parametrize("model", PAGES)
def test_add_page_opens_or_is_refused(admin_page: Client, model: type[Model]) -> None:
    refused = model in WRITTEN_ONCE | COME_WITH_A_RELEASE | SAVED_FROM_A_LIST
    assert admin_page.get(reverse(f"{name_of(model)}_add")).status_code == (403 if refused else 200)


@pytest.mark.parametrize("model", sorted(WRITTEN_ONCE | BEGUN_HERE, key=lambda model: model.__name__))
def test_written_once_is_neither_changed_nor_deleted(admin_page: Client, model: type[Model]) -> None:
    one_of_everything()
    row = model._default_manager.first()
    for page in ("change", "delete"):
        assert admin_page.post(reverse(f"{name_of(model)}_{page}", args=[row.pk]), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", sorted(OWN - WRITTEN_ONCE - BEGUN_HERE, key=lambda model: model.__name__))
def test_history_page_opens(admin_page: Client, model: type[Model]) -> None:
    one_of_everything()
    row: Any = model._default_manager.first()
    row.save()
    assert admin_page.get(reverse(f"{name_of(model)}_history", args=[row.pk])).status_code == 200
    version = reverse(f"{name_of(model)}_simple_history", args=[row.pk, row.history.last().pk])
    assert admin_page.get(version).status_code == 200
    assert admin_page.post(version, {}).status_code == 403


def queries_of_lists(client: Client) -> dict[str, int]:
    """Return how many queries each list takes."""
    counted = {}
    for model in PAGES:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"{name_of(model)}_changelist")).status_code == 200
        counted[model.__name__] = len(queries)
    return counted


def test_changelists_take_as_many_queries_for_thirty_of_everything_as_for_three(admin_page: Client) -> None:
    for _ in range(3):
        one_of_everything()
    queries_of_lists(admin_page)
    few = queries_of_lists(admin_page)
    for _ in range(27):
        one_of_everything()
    assert queries_of_lists(admin_page) == few


def test_front_page_tells_the_size_of_the_queue(admin_page: Client) -> None:
    one_of_everything()
    waiting = Claim.objects.needing_review().count()
    page = admin_page.get(reverse("admin:index"))
    assert page.context["awaiting"] == waiting
    assert f"{waiting} claims await a decision" in page.content.decode()


def test_front_page_hides_the_queue_from_those_who_may_not_see_it(client: Client, staff: Any) -> None:
    staff.user_permissions.set([])
    client.force_login(staff)
    page = client.get(reverse("admin:index"))
    assert page.status_code == 200
    assert "awaiting" not in page.context


def test_anonymous_is_sent_to_login(client: Client, db: None) -> None:
    for address in (reverse("admin:index"), reverse("admin:assistance_claim_review", args=[1])):
        page = client.get(address)
        assert (page.status_code, page.headers["Location"].split("?")[0]) == (302, reverse("admin:login"))


@pytest.mark.parametrize("path", sorted((ROOT / "templates/admin").rglob("*.html")), ids=lambda path: path.name)
def test_template_has_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)", text)


def test_pages_allow_no_inline_script_and_need_none(admin_page: Client) -> None:
    one_of_everything()
    claim = Claim.objects.needing_review().first()
    for address in (
        reverse("admin:index"),
        reverse("admin:assistance_claim_changelist"),
        reverse("admin:assistance_claim_review", args=[claim.pk]),
        reverse("admin:assistance_commitment_change", args=[Commitment.objects.first().pk]),
        reverse("admin:assistance_commitment_history", args=[Commitment.objects.first().pk]),
        reverse("admin:assistance_release_add"),
    ):
        page = admin_page.get(address)
        assert "unsafe-inline" not in page.headers["Content-Security-Policy"]
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)", page.content.decode()), address


def test_language_switch_keeps_the_page(admin_page: Client) -> None:
    there = reverse("admin:assistance_claim_changelist")
    response = admin_page.post(reverse("set_language"), {"language": "uk", "next": there})
    assert (response.status_code, response["Location"]) == (302, there)
    assert 'lang="uk"' in admin_page.get(there).content.decode()
