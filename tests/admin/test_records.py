"""Editing commitments, equipment, needs, totals, projects and rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from assistance.models import (
    Commitment,
    DeliveryEvent,
    EquipmentLine,
    ExchangeRate,
    Need,
    Project,
    StatedTotal,
)
from assistance.review import refresh_search_text
from assistance.vocabulary import CommitmentStatus, Visibility
from tests.admin.pages import (
    add,
    address,
    errors_of,
    save,
    words,
)
from tests.factories import (
    ClaimFactory,
    CommitmentFactory,
    DeliveryEventFactory,
    EquipmentLineFactory,
    NeedCoverageFactory,
    NeedFactory,
    OrganisationFactory,
    ProjectFactory,
    ReleaseFactory,
    StatedTotalFactory,
)
from tests.review.states import unchanged

RESTS_ON_A_LINE = [DeliveryEventFactory, NeedCoverageFactory]


def test_project_renamed_is_found_in_its_commitments(staff_page: Client) -> None:
    commitment = CommitmentFactory(with_project=True)
    assert save(staff_page, commitment.project, title_uk="ТЕПЛА ЗИМА").status_code == 302
    commitment.refresh_from_db()
    assert "тепла зима" in commitment.search_text


def test_project_that_ends_before_it_starts_is_a_form_error(staff_page: Client) -> None:
    page = add(staff_page, Project, title_en="Demining", start="2026-02-01", end="2026-01-01")
    assert "The end is before the start." in errors_of(page)


def test_commitment_edited_is_found_and_keeps_its_author(staff_page: Client, staff: User) -> None:
    commitment = CommitmentFactory(complete=True)
    undp = OrganisationFactory(undp=True)
    typed = {
        "parties__2__organisation": str(undp.pk),
        "parties__2__role": "implementing",
        "equipment__1__name_en": "Saws",
    }
    page = save(staff_page, commitment, title_uk="Тепла зима", equipment__1__category="other", **typed)
    assert page.status_code == 302
    commitment.refresh_from_db()
    found = [name for name in ("тепла зима", "проон", "saws", "generators") if name in commitment.search_text]
    assert found == ["тепла зима", "проон", "saws", "generators"]
    assert commitment.history.first().history_user == staff
    assert commitment.parties.get(organisation=undp).history.get().history_user == staff


def test_commitment_status_and_visibility_are_not_in_the_form(staff_page: Client) -> None:
    commitment = CommitmentFactory(complete=True)
    assert save(staff_page, commitment, status="delivered", visibility="public").status_code == 302
    commitment.refresh_from_db()
    assert (commitment.status, commitment.visibility) == (CommitmentStatus.ANNOUNCED, Visibility.DRAFT)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"title_en": "", "title_uk": ""}, "Give a title"),
        ({"amount": "5"}, "An amount needs its currency"),
        ({"currency": "USD"}, "An amount needs its currency"),
        ({"amount": "0", "currency": "USD"}, "above zero"),
        ({"amount": "5", "currency": "USD", "amount_upper": "4"}, "above its lower end"),
        ({"amount_upper": "4"}, "above its lower end"),
        ({"amount": "5", "currency": "XXX"}, "no ISO 4217"),
        ({"period_start": "2027-01-01", "period_end": "2026-01-01"}, "before the start"),
        ({"equipment__0__unit": "sets"}, "Name the item"),
        ({"equipment__0__name_en": "x", "equipment__0__quantity": "-1"}, "not below zero"),
    ],
)
def test_commitment_that_cannot_stand_is_a_form_error(staff_page: Client, typed: dict[str, str], message: str) -> None:
    commitment = CommitmentFactory()
    with unchanged():
        page = save(staff_page, commitment, equipment__0__category="other", **typed)
    assert message in errors_of(page)


def test_commitment_added_by_hand_has_a_first_status_with_its_reason(staff_page: Client, staff: User) -> None:
    values = {"title_en": "Boilers", "kind": "equipment", "valuation_basis": "unknown", "first_status": "agreed"}
    assert "required" in errors_of(add(staff_page, Commitment, **values))
    assert add(staff_page, Commitment, grounds="Letter of the embassy.", **values).status_code == 302
    commitment = Commitment.objects.get()
    change = commitment.status_changes.get()
    assert (commitment.status, change.status, change.old_status) == ("agreed", "agreed", "")
    assert (change.reason, change.made_by) == ("Letter of the embassy.", staff)
    assert commitment.search_text == "boilers — boiler "


@pytest.mark.parametrize(("term", "found"), [("ТЕПЛА зима", 1), ("#NUMBER", 1), ("NUMBER", 1), ("Норвегія", 0)])
def test_commitment_search_by_words_and_number(staff_page: Client, term: str, found: int) -> None:
    commitment = CommitmentFactory(title_en="Winter", title_uk="Тепла Зима")
    refresh_search_text(commitment)
    page = staff_page.get(address(Commitment, "changelist"), {"q": term.replace("NUMBER", str(commitment.pk))})
    assert page.context["cl"].result_count == found


def test_commitment_page_shows_its_claims_with_their_words(staff_page: Client) -> None:
    claim = ClaimFactory()
    commitment = CommitmentFactory(claims=[claim])
    page = staff_page.get(address(Commitment, "change", commitment.pk)).content.decode()
    assert claim.words in page
    assert reverse("admin:assistance_claim_review", args=[claim.pk]) in page


@pytest.mark.parametrize(("day", "told"), [(date(2026, 11, 2), "Nov. 2, 2026"), (None, "–")])
def test_commitment_page_tells_when_a_claim_was_published(staff_page: Client, day: date | None, told: str) -> None:
    commitment = CommitmentFactory(claims=[ClaimFactory(release__published_on=day)])
    page = staff_page.get(address(Commitment, "change", commitment.pk)).content.decode()
    cell = page.partition('class="field-published_on"')[2].partition("</td>")[0]
    assert f"<p>{told}</p>" in cell


def test_commitment_is_never_deleted(admin_page: Client) -> None:
    commitment = CommitmentFactory()
    assert admin_page.post(address(Commitment, "delete", commitment.pk), {"post": "yes"}).status_code == 403


def test_line_page_shows_its_account_and_takes_deliveries(staff_page: Client, staff: User) -> None:
    line = EquipmentLineFactory(commitment=CommitmentFactory())
    delivery = {"deliveries__0__stage": "handed_over", "deliveries__0__quantity": "4"}
    assert "or the grounds in words" in errors_of(save(staff_page, line, **delivery))
    assert save(staff_page, line, deliveries__0__note="Act 7.", name_uk="Генератори-2", **delivery).status_code == 302
    event = DeliveryEvent.objects.get()
    assert (event.quantity, event.note, event.history.get().history_user) == (Decimal(4), "Act 7.", staff)
    page = staff_page.get(address(EquipmentLine, "change", line.pk)).content.decode()
    account = page[page.index('class="balance"') :][:900]
    assert [cell for cell in ("<td>10</td>", "<td>6</td>") if cell in account] == ["<td>10</td>", "<td>6</td>"]
    line.commitment.refresh_from_db()
    assert "генератори-2" in line.commitment.search_text


def test_line_deleted_is_found_no_more(staff_page: Client) -> None:
    line, other = EquipmentLineFactory(name_en="Boilers"), EquipmentLineFactory(name_en="Saws")
    for commitment in Commitment.objects.all():
        refresh_search_text(commitment)
    staff_page.post(address(EquipmentLine, "delete", line.pk), {"post": "yes"})
    chosen = {"_selected_action": [other.pk], "action": "delete_selected", "post": "yes"}
    staff_page.post(address(EquipmentLine, "changelist"), chosen)
    assert not EquipmentLine.objects.exists()
    assert [text for text in Commitment.objects.values_list("search_text", flat=True) if "boilers" in text] == []
    assert [text for text in Commitment.objects.values_list("search_text", flat=True) if "saws" in text] == []


@pytest.mark.parametrize("rests", RESTS_ON_A_LINE)
def test_line_that_something_rests_on_is_not_deleted_on_its_commitments_page(staff_page: Client, rests: Any) -> None:
    line = EquipmentLineFactory(name_en="Boilers")
    rests(line=line)
    with unchanged():
        page = save(staff_page, line.commitment, equipment__0__DELETE="on")
    assert page.status_code == 200
    assert "Deleting equipment line Boilers would require deleting the following protected" in words(page)


def test_line_that_nothing_rests_on_is_deleted_on_its_commitments_page(staff_page: Client) -> None:
    line = EquipmentLineFactory()
    assert save(staff_page, line.commitment, equipment__0__DELETE="on").status_code == 302
    assert not EquipmentLine.objects.exists()


@pytest.mark.parametrize("rests", RESTS_ON_A_LINE)
def test_line_that_something_rests_on_is_not_deleted_on_its_own_page_or_list(staff_page: Client, rests: Any) -> None:
    line = rests().line
    chosen = {"_selected_action": [line.pk], "action": "delete_selected", "post": "yes"}
    with unchanged():
        assert staff_page.post(address(EquipmentLine, "delete", line.pk), {"post": "yes"}).status_code == 200
        assert staff_page.post(address(EquipmentLine, "changelist"), chosen).status_code == 200


def test_need_covered_through_its_page(staff_page: Client) -> None:
    need, line = NeedFactory(), EquipmentLineFactory()
    typed = {"coverage__0__line": str(line.pk), "coverage__0__quantity": "10"}
    assert save(staff_page, need, what_uk="Дрони", **typed).status_code == 302
    assert need.coverage.get().line == line
    assert need.words in staff_page.get(address(Need, "change", need.pk)).content.decode()
    assert "what is needed" in errors_of(save(staff_page, need, what_en="", what_uk="")).lower()


def test_total_corrected_through_its_page(staff_page: Client) -> None:
    total, japan = StatedTotalFactory(), OrganisationFactory(japan=True)
    assert save(staff_page, total, scope_uk="усього", donors=[str(japan.pk)]).status_code == 302
    total.refresh_from_db()
    assert (total.scope_uk, list(total.donors.all())) == ("усього", [japan])
    assert StatedTotal.objects.count() == 1


def test_rate_added(staff_page: Client) -> None:
    values = {"currency": "USD", "target": "UAH", "date": "2026-11-20", "rate": "41.25", "source": "NBU"}
    assert add(staff_page, ExchangeRate, **values).status_code == 302
    assert "ISO 4217" in errors_of(add(staff_page, ExchangeRate, **(values | {"currency": "US"})))
    assert add(staff_page, ExchangeRate, **(values | {"rate": "0"})).status_code == 200
    assert add(staff_page, ExchangeRate, **values).status_code == 200
    assert ExchangeRate.objects.count() == 1


def test_history_tells_what_changed_who_did_it_and_why(staff_page: Client, staff: User) -> None:
    commitment = CommitmentFactory(title_en="Before")
    save(staff_page, commitment, title_en="After")
    staff_page.post(
        address(Commitment, "withhold", commitment.pk), {"scope": "record", "manner": "hidden", "reason": "Asked for."}
    )
    page = staff_page.get(address(Commitment, "history", commitment.pk)).content.decode()
    told = ("Before", "After", "staff", "Asked for.", "Visibility", "Draft", "Withheld")
    assert [word for word in told if word not in page] == []


def test_project_autocomplete_finds_cyrillic_in_any_case(staff_page: Client) -> None:
    project = ProjectFactory(title_uk="Тепла зима")
    query = {"app_label": "assistance", "model_name": "commitment", "field_name": "project", "term": "ТЕПЛА"}
    offered = staff_page.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [row["id"] for row in offered] == [str(project.pk)]


@pytest.mark.parametrize("page", ["add", "status"])
def test_form_says_that_the_reason_of_a_status_is_public(staff_page: Client, page: str) -> None:
    key = [] if page == "add" else [CommitmentFactory().pk]
    form = staff_page.get(address(Commitment, page, *key))
    assert "Shown in public with the change." in words(form)


def test_commitment_tells_its_independent_sources_and_names_the_copies(staff_page: Client) -> None:
    original = ReleaseFactory(title="Pumps arrive", publisher="Ministry")
    copy = ReleaseFactory(title="Pumps arrive today", publisher="Paper", witness_of=original, likeness="reprint")
    commitment = CommitmentFactory(claims=[ClaimFactory(release=release) for release in (original, copy)])
    assert "counted as one:" in words(staff_page.get(address(Commitment, "change", commitment.pk)))
    page = staff_page.get(address(Commitment, "changelist"))
    assert [row.independent_sources for row in page.context["cl"].result_list] == [1]
