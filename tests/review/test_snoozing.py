"""Putting clocks aside and bringing them back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from assistance.models import Snooze
from assistance.review import ReviewError, snooze, wake
from assistance.vocabulary import ClockKind
from tests.factories import CommitmentFactory, DeliveryEventFactory
from tests.review.states import unchanged

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
TOMORROW = date(2026, 11, 23)
IN_A_YEAR = date(2027, 11, 23)


@pytest.mark.parametrize("until", [TOMORROW, IN_A_YEAR])
def test_snooze_says_who_until_when_and_why(staff: User, until: date) -> None:
    commitment = CommitmentFactory()
    made = snooze(commitment, kind=ClockKind.SILENT, until=until, reason=" They wait for the budget. ", by=staff)
    stored = Snooze.objects.get()
    assert stored == made
    assert (stored.commitment, stored.delivery, stored.kind) == (commitment, None, ClockKind.SILENT)
    assert (stored.until, stored.reason, stored.made_by) == (until, "They wait for the budget.", staff)


def test_snooze_of_a_delivery(staff: User) -> None:
    event = DeliveryEventFactory(on_balance=True)
    made = snooze(event, kind=ClockKind.PROPERTY_NOTICE, until=TOMORROW, reason="Asked.", by=staff)
    assert (made.commitment, made.delivery) == (None, event)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"reason": " "}, "needs a reason"),
        ({"until": TODAY}, "after today and within a year"),
        ({"until": date(2027, 11, 24)}, "after today and within a year"),
        ({"kind": ClockKind.PROPERTY_NOTICE}, "does not run on such a record"),
    ],
    ids=["no-reason", "today", "more-than-a-year", "legal-clock-of-a-commitment"],
)
def test_snooze_is_refused(staff: User, facts: dict[str, Any], told: str) -> None:
    commitment = CommitmentFactory()
    asked = {"kind": ClockKind.SILENT, "until": TOMORROW, "reason": "Asked.", **facts}
    with unchanged(), pytest.raises(ReviewError, match=told):
        snooze(commitment, by=staff, **asked)


def test_snooze_of_a_delivery_with_a_clock_of_commitments_is_refused(staff: User) -> None:
    event = DeliveryEventFactory()
    with unchanged(), pytest.raises(ReviewError, match="does not run on such a record"):
        snooze(event, kind=ClockKind.SILENT, until=TOMORROW, reason="Asked.", by=staff)


def test_wake_ends_a_snooze_and_keeps_both_on_record(staff: User) -> None:
    commitment = CommitmentFactory()
    snooze(commitment, kind=ClockKind.SILENT, until=IN_A_YEAR, reason="Asked.", by=staff)
    assert Snooze.objects.standing(TODAY).exists()
    wake(commitment, kind=ClockKind.SILENT, reason="They answered.", by=staff)
    assert not Snooze.objects.standing(TODAY).exists()
    assert [(row.reason, row.until) for row in Snooze.objects.all()] == [
        ("Asked.", IN_A_YEAR),
        ("They answered.", TODAY),
    ]


def test_wake_without_a_reason_is_refused(staff: User) -> None:
    commitment = CommitmentFactory()
    snooze(commitment, kind=ClockKind.SILENT, until=TOMORROW, reason="Asked.", by=staff)
    with unchanged(), pytest.raises(ReviewError, match="needs a reason"):
        wake(commitment, kind=ClockKind.SILENT, reason="", by=staff)


def test_wake_of_what_is_awake_is_refused(staff: User) -> None:
    commitment = CommitmentFactory()
    snooze(commitment, kind=ClockKind.ENDING, until=TOMORROW, reason="Asked.", by=staff)
    with unchanged(), pytest.raises(ReviewError, match="not put aside"):
        wake(commitment, kind=ClockKind.SILENT, reason="They answered.", by=staff)
