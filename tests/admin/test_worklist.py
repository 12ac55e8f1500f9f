"""The worklist: what is due, narrowed, paged, and put aside with a reason."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assistance.models import Commitment, Snooze
from tests.admin.pages import words
from tests.factories import (
    ClaimFactory,
    CommitmentFactory,
    DeliveryEventFactory,
    OrganisationFactory,
    SnoozeFactory,
    UserFactory,
)
from tests.review.states import unchanged

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
WORKLIST = "/admin/worklist/"


def late(days: int = 1, **facts: Any) -> Commitment:
    """Return a commitment whose promised day passed ``days`` ago, and that was heard of today."""
    claim = ClaimFactory(release__published_on=TODAY)
    return CommitmentFactory(period_end=TODAY - timedelta(days=days), claims=[claim], **facts)


def listed(client: Client, **asked: Any) -> list[Commitment]:
    return [row.clock.commitment for row in client.get(WORKLIST, asked).context["rows"]]


def asked_for(commitment: Commitment, **typed: Any) -> dict[str, Any]:
    return {
        "kind": "promise_passed",
        "commitment": commitment.pk,
        "delivery": "",
        "until": "2026-12-22",
        "reason": "The ship waits in port.",
        "back": f"{WORKLIST}?desk=mine",
        **typed,
    }


def test_worklist_shows_the_longest_overdue_first(staff_page: Client) -> None:
    second, first = late(), late(5, title_en="Generators for Sumy")
    page = staff_page.get(WORKLIST)
    assert [row.clock.commitment for row in page.context["rows"]] == [first, second]
    assert "5 days over" in words(page)
    assert f'<a href="{reverse("admin:assistance_commitment_change", args=[first.pk])}">' in words(page)


def test_worklist_is_narrowed_by_kind_donor_and_desk(staff_page: Client, staff: User) -> None:
    japan = OrganisationFactory(desk_officer=staff)
    norway = OrganisationFactory(desk_officer=UserFactory(staff=True))
    of_japan, of_norway, of_nobody = late(3, donors=[japan]), late(2, donors=[norway]), late(1)
    silent = CommitmentFactory(donors=[japan], claims=[ClaimFactory(release__published_on=date(2020, 1, 1))])
    assert listed(staff_page, desk="mine") == [silent, of_japan]
    assert listed(staff_page, desk="nobody") == [of_nobody]
    assert listed(staff_page, donor=norway.pk) == [of_norway]
    assert listed(staff_page, kind="silent") == [silent]
    assert listed(staff_page, kind="promise_passed", desk="mine") == [of_japan]
    assert listed(staff_page, kind="no such clock") == [silent, of_japan, of_norway, of_nobody]


def test_worklist_counts_each_kind_of_the_desk(staff_page: Client, staff: User) -> None:
    late(donors=[OrganisationFactory(desk_officer=staff)])
    late()
    counts = {kind: count for kind, _, count in staff_page.get(WORKLIST, {"desk": "mine"}).context["kinds"]}
    assert counts["promise_passed"] == 1
    assert sum(counts.values()) == 1


def test_worklist_comes_in_pages(staff_page: Client) -> None:
    for days in range(1, 53):
        late(days)
    assert len(listed(staff_page)) == 50
    assert [row.period_end for row in listed(staff_page, page=2)] == [date(2026, 11, 20), date(2026, 11, 21)]


def test_worklist_takes_a_fixed_number_of_queries(staff_page: Client) -> None:
    def counted() -> int:
        late(donors=[OrganisationFactory(desk_officer=UserFactory(staff=True))])
        SnoozeFactory(commitment=late(), kind="promise_passed")
        DeliveryEventFactory(on_balance=True)
        with CaptureQueriesContext(connection) as queries:
            staff_page.get(WORKLIST)
        return len(queries)

    counted()
    assert counted() == counted()


@pytest.mark.parametrize(("permission", "status"), [("view_commitment", 200), ("view_release", 403)])
def test_worklist_is_for_those_who_may_view_commitments(client: Client, permission: str, status: int) -> None:
    client.force_login(UserFactory(staff=True, permissions=[permission]))
    assert client.get(WORKLIST).status_code == status


def test_worklist_is_for_staff(client: Client, user: User) -> None:
    client.force_login(user)
    assert client.get(WORKLIST).status_code == 302


def test_clock_is_put_aside_with_a_reason(staff_page: Client, staff: User) -> None:
    commitment = late()
    answer = staff_page.post(f"{WORKLIST}snooze/", asked_for(commitment))
    assert (answer.status_code, answer["Location"]) == (302, f"{WORKLIST}?desk=mine")
    snooze = Snooze.objects.get()
    assert (snooze.commitment, snooze.until, snooze.made_by) == (commitment, date(2026, 12, 22), staff)
    page = staff_page.get(WORKLIST)
    assert page.context["rows"] == []
    assert [row.clock.snooze for row in page.context["snoozed"]] == [snooze]
    assert "The ship waits in port." in words(page)


def test_clock_of_a_delivery_is_put_aside(staff_page: Client) -> None:
    event = DeliveryEventFactory(on_balance=True, line__commitment=CommitmentFactory(status="delivered"))
    [row] = staff_page.get(WORKLIST).context["rows"]
    sent = {field.name: field.value() for field in row.form if field.value() is not None}
    staff_page.post(f"{WORKLIST}snooze/", {**sent, "reason": "The act is being signed."})
    snooze = Snooze.objects.get()
    assert (snooze.delivery, snooze.until) == (event, date(2026, 12, 22))


def test_clock_is_brought_back(staff_page: Client) -> None:
    commitment = SnoozeFactory(commitment=late(), kind="promise_passed").commitment
    staff_page.post(f"{WORKLIST}wake/", asked_for(commitment, reason="They answered."))
    assert listed(staff_page) == [commitment]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"reason": ""}, "This field is required."),
        ({"until": "2026-11-22"}, "Choose a day after today"),
        ({"until": "soon"}, "Enter a valid date."),
        ({"kind": "property_notice"}, "This clock does not run on such a record."),
    ],
    ids=["no-reason", "today", "no-day", "other-clock"],
)
def test_snooze_that_is_refused_says_why_and_keeps_what_was_typed(
    staff_page: Client, typed: dict[str, str], told: str
) -> None:
    commitment = late()
    with unchanged():
        page = staff_page.post(f"{WORKLIST}snooze/", asked_for(commitment, **typed))
    assert page.status_code == 200
    assert told in words(page)
    assert page.context["form"]["back"].value() == f"{WORKLIST}?desk=mine"


def test_snooze_of_no_record_is_not_found(staff_page: Client) -> None:
    for record in ({"commitment": "0"}, {"commitment": "x"}, {"delivery": "99"}):
        typed = {"commitment": "", "kind": "silent", "until": "2026-12-22", "reason": "Why.", **record}
        assert staff_page.post(f"{WORKLIST}snooze/", typed).status_code == 404


def test_snooze_without_a_clock_leads_to_the_worklist(staff_page: Client) -> None:
    for answer in (staff_page.get(f"{WORKLIST}snooze/"), staff_page.post(f"{WORKLIST}wake/", {"reason": "Why."})):
        assert (answer.status_code, answer["Location"]) == (302, WORKLIST)


def test_snooze_goes_back_to_pages_of_ours_only(staff_page: Client) -> None:
    answer = staff_page.post(f"{WORKLIST}snooze/", asked_for(late(), back="https://example.org/"))
    assert answer["Location"] == WORKLIST


def test_snooze_is_for_those_who_may_add_one(client: Client) -> None:
    commitment = late()
    client.force_login(UserFactory(staff=True, permissions=["view_commitment"]))
    assert client.get(WORKLIST).context["rows"][0].form is None
    with unchanged():
        assert client.post(f"{WORKLIST}snooze/", asked_for(commitment)).status_code == 403
