"""Two people on one record: the second to save is told, and loses nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import QueryDict
from django.test import Client

from assistance.admin.meanwhile import SAVE_OVER, revive_rows
from assistance.models import Commitment
from assistance.review import publish, write
from tests.admin.pages import address, form_sent, save, words
from tests.factories import (
    CommitmentFactory,
    DeliveryEventFactory,
    EquipmentLineFactory,
    ExchangeRateFactory,
    NeedFactory,
    OrganisationFactory,
    ProjectFactory,
    ReleaseFactory,
    StatedTotalFactory,
    UserFactory,
)
from tests.review.states import unchanged

pytestmark = pytest.mark.django_db

#: A record of every kind that staff edit, a field of it, what somebody else writes there and what was typed meanwhile.
EDITED = [
    (CommitmentFactory, "title_en", "Theirs", "Yours"),
    (DeliveryEventFactory, "note", "Theirs", "Yours"),
    (EquipmentLineFactory, "name_en", "Theirs", "Yours"),
    (ExchangeRateFactory, "source", "Theirs", "Yours"),
    (NeedFactory, "what_en", "Theirs", "Yours"),
    (OrganisationFactory, "name_en", "Theirs", "Yours"),
    (ProjectFactory, "title_en", "Theirs", "Yours"),
    (ReleaseFactory, "title", "Theirs", "Yours"),
    (StatedTotalFactory, "scope_en", "Theirs", "Yours"),
]


@pytest.fixture
def other(db: None) -> User:
    return UserFactory(username="olena", staff=True)


def open_page(client: Client, record: Model) -> tuple[str, Any]:
    url = address(type(record), "change", record.pk)
    return url, client.get(url)


def clashes(page: Any) -> list[tuple[str, str, str, str]]:
    return [(clash.field, clash.before, clash.theirs, clash.yours) for clash in page.context["meanwhile"].clashes]


@pytest.mark.parametrize(("make", "name", "theirs", "yours"), EDITED)
def test_second_to_save_is_told_and_may_save_over_it(
    staff_page: Client, other: User, make: Any, name: str, theirs: str, yours: str
) -> None:
    record = make()
    before = getattr(record, name)
    url, opened = open_page(staff_page, record)
    setattr(record, name, theirs)
    write(record, by=other, why="The embassy wrote.")
    with unchanged():
        page = staff_page.post(url, form_sent(opened, **{name: yours}))
    assert page.status_code == 200
    assert [clash[1:] for clash in clashes(page)] == [(before, theirs, yours)]
    told = [word for word in ("olena", "The embassy wrote.", theirs, f'value="{yours}"') if word in words(page)]
    assert len(told) == 4 or (name == "note" and len(told) == 3)
    record.refresh_from_db()
    assert getattr(record, name) == theirs
    sent = form_sent(page, **{name: yours, SAVE_OVER: page.context["meanwhile"].seen_now})
    assert staff_page.post(url, sent).status_code == 302
    record.refresh_from_db()
    assert getattr(record, name) == yours


def test_saving_over_is_refused_again_where_it_changed_once_more(staff_page: Client, other: User) -> None:
    commitment = CommitmentFactory()
    url, opened = open_page(staff_page, commitment)
    write(commitment, by=other)
    page = staff_page.post(url, form_sent(opened, title_en="Yours"))
    commitment.title_en = "Once more"
    write(commitment, by=other)
    sent = form_sent(page, title_en="Yours", **{SAVE_OVER: page.context["meanwhile"].seen_now})
    again = staff_page.post(url, sent)
    assert [clash[2:] for clash in clashes(again)] == [("Once more", "Yours")]


def test_saving_twice_in_a_row_is_no_clash(staff_page: Client) -> None:
    commitment = CommitmentFactory(complete=True)
    assert save(staff_page, commitment, title_en="One").status_code == 302
    assert save(staff_page, commitment, title_en="Two").status_code == 302


def test_rows_changed_meanwhile_are_told_and_what_was_typed_into_them_stays(staff_page: Client, other: User) -> None:
    commitment = CommitmentFactory(with_donor=True, with_line=True)
    url, opened = open_page(staff_page, commitment)
    line = commitment.equipment.get()
    line.quantity = 12
    write(line, by=other)
    DeliveryEventFactory(line=line)
    page = staff_page.post(url, form_sent(opened, equipment__0__quantity="20"))
    told = [(row.what.partition(":")[0], row.version.history_type) for row in page.context["meanwhile"].rows]
    assert sorted(told) == [("Delivery", "+"), ("Equipment line", "~")]
    assert 'value="20"' in words(page)
    sent = form_sent(page, equipment__0__quantity="20", **{SAVE_OVER: page.context["meanwhile"].seen_now})
    assert staff_page.post(url, sent).status_code == 302
    line.refresh_from_db()
    assert line.quantity == 20


def test_row_that_somebody_removed_comes_back_with_what_was_typed(staff_page: Client, other: User) -> None:
    commitment = CommitmentFactory(with_line=True)
    kept = EquipmentLineFactory(commitment=commitment, name_en="Pumps")
    url, opened = open_page(staff_page, commitment)
    commitment.equipment.exclude(pk=kept.pk).get().delete()
    typed = {"equipment__0__name_en": "Boilers", "equipment__1__name_en": "Big pumps"}
    page = staff_page.post(url, form_sent(opened, **typed))
    assert page.status_code == 200
    sent = form_sent(page, **{SAVE_OVER: page.context["meanwhile"].seen_now})
    assert staff_page.post(url, sent).status_code == 302
    assert sorted(commitment.equipment.values_list("name_en", flat=True)) == ["Big pumps", "Boilers"]
    kept.refresh_from_db()
    assert kept.name_en == "Big pumps"


def test_status_changed_meanwhile_is_told_though_no_form_has_it(staff_page: Client, other: User) -> None:
    commitment = CommitmentFactory(with_claim=True)
    url, opened = open_page(staff_page, commitment)
    publish(commitment, by=other)
    page = staff_page.post(url, form_sent(opened))
    assert clashes(page) == [("Visibility", "Draft", "Public", "")]


def test_donors_of_a_total_changed_meanwhile_are_told(staff_page: Client) -> None:
    japan, total = OrganisationFactory(japan=True), StatedTotalFactory()
    url, opened = open_page(staff_page, total)
    total.donors.add(japan)
    assert clashes(staff_page.post(url, form_sent(opened))) == [("Donors", "", "Japan", "")]


def test_what_cannot_stand_is_told_with_what_changed(staff_page: Client, other: User) -> None:
    commitment = CommitmentFactory(title_uk="")
    url, opened = open_page(staff_page, commitment)
    commitment.currency, commitment.amount = "USD", 5
    write(commitment, by=other)
    page = staff_page.post(url, form_sent(opened, amount="many", currency="EUR"))
    assert [clash[0] for clash in clashes(page)] == ["Amount", "Currency"]
    assert [clash[3] for clash in clashes(page)] == ["many", "EUR"]


@pytest.mark.parametrize("seen", ["", "x.1", "1.2"])
def test_page_that_does_not_say_what_it_saw_is_not_saved(staff_page: Client, seen: str) -> None:
    commitment = CommitmentFactory()
    url, opened = open_page(staff_page, commitment)
    with unchanged():
        page = staff_page.post(url, form_sent(opened, title_en="Yours", version_seen=seen))
    assert "Open it anew" in words(page)


def test_reason_is_kept_with_the_change_and_with_its_rows(staff_page: Client) -> None:
    commitment = CommitmentFactory(with_line=True)
    typed = {"title_en": "After", "equipment__0__quantity": "7"}
    assert save(staff_page, commitment, change_reason="Act No. 5.", **typed).status_code == 302
    assert commitment.history.first().history_change_reason == "Act No. 5."
    assert commitment.equipment.get().history.first().history_change_reason == "Act No. 5."


def test_reason_is_asked_for_where_others_rely_on_the_record(staff_page: Client) -> None:
    commitment = CommitmentFactory(public=True)
    page = save(staff_page, commitment, title_en="After")
    assert page.context["adminform"].form.errors == {"change_reason": ["This field is required."]}
    assert save(staff_page, commitment, title_en="After", change_reason="Typo.").status_code == 302


def test_form_that_is_closed_asks_for_nothing(client: Client) -> None:
    client.force_login(UserFactory(staff=True, permissions=["view_commitment"]))
    page = words(client.get(address(Commitment, "change", CommitmentFactory().pk)))
    assert [name for name in ("version_seen", "change_reason") if name in page] == []


def test_rows_that_are_gone_and_marked_for_removal_are_left_out() -> None:
    data = QueryDict(mutable=True)
    data.update({"r-TOTAL_FORMS": "4", "r-INITIAL_FORMS": "3", "r-0-id": "5", "r-1-id": "6", "r-2-id": "7"})
    data.update({"r-0-name": "a", "r-1-name": "b", "r-2-name": "c", "r-3-name": "d", "r-0-DELETE": "on"})
    revive_rows(data, "r", {"6"})
    assert data.dict() == {
        "r-TOTAL_FORMS": "3",
        "r-INITIAL_FORMS": "1",
        "r-0-id": "6",
        "r-0-name": "b",
        "r-1-name": "d",
        "r-2-id": "",
        "r-2-name": "c",
    }
