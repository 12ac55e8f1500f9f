"""What a report is made of: days, sources, and what is overdue or silent by what the public can see."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistance.models import Commitment, Need
from assistance.reports import Days, Narrative, narrative
from tests.factories import (
    ClaimFactory,
    CommitmentClaimFactory,
    CommitmentFactory,
    DeliveryEventFactory,
    DeliveryOccasionFactory,
    EquipmentLineFactory,
    ReleaseFactory,
    StatusChangeFactory,
    WithholdingFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
AUTUMN = Days(since=date(2026, 9, 1), until=date(2026, 10, 31))


def told(days: Days | None = None) -> Narrative:
    return narrative(Commitment.objects.published(), needs=Need.objects.published(), days=days or Days(), today=TODAY)


def promised(day: date | None, **facts: Any) -> Commitment:
    claim = ClaimFactory(release=ReleaseFactory(public=True, published_on=day))
    return CommitmentFactory(**{"public": True, "status": "agreed", "claims": [claim], **facts})


@pytest.mark.parametrize(
    ("day", "held"),
    [(None, False), (date(2026, 8, 31), False), (date(2026, 9, 1), True), (date(2026, 10, 31), True),
     (date(2026, 11, 1), False)],
)  # fmt: skip
def test_days_hold_both_ends_and_no_unknown_day(day: date | None, held: bool) -> None:
    assert (AUTUMN.hold(day), Days().hold(day)) == (held, True)


def test_report_covers_what_releases_of_its_days_speak_of_and_counts_the_rest() -> None:
    new = promised(date(2026, 9, 1))
    again = promised(date(2026, 1, 1))
    CommitmentClaimFactory(
        commitment=again, claim__release__published_on=date(2026, 10, 31), claim__release__visibility="public",
        relation="repeats",
    )  # fmt: skip
    promised(date(2026, 11, 1))
    promised(None)
    found = told(AUTUMN)
    assert {entry.commitment for entry in found.entries} == {new, again}
    assert [entry.commitment for entry in found.new] == [new]
    assert (found.ladder.count, found.beside, found.undated) == (2, 2, 1)
    assert (len(told().entries), told().new, told().beside) == (4, (), 0)


def test_release_that_is_a_draft_brings_nothing_into_the_days() -> None:
    CommitmentFactory(public=True, claims=[ClaimFactory(release__published_on=date(2026, 10, 1))])
    assert told(AUTUMN).entries == ()


def test_sources_are_public_and_of_copies_the_first() -> None:
    commitment = promised(date(2026, 9, 1))
    first = commitment.claims.get().release
    copy = ReleaseFactory(public=True, published_on=date(2026, 9, 2), witness_of=first, likeness="same_text")
    for release in (copy, ReleaseFactory(public=True, published_on=date(2026, 9, 3)), ReleaseFactory()):
        CommitmentClaimFactory(commitment=commitment, claim=ClaimFactory(release=release), relation="repeats")
    (entry,) = told().entries
    assert [source.release.published_on for source in entry.sources] == [date(2026, 9, 1), date(2026, 9, 3)]
    assert [source.words for source in entry.sources] == [claim.words for claim in (commitment.claims.first(),) * 2]


def test_step_is_told_on_the_day_of_its_release_and_first_status_is_no_step() -> None:
    commitment = promised(date(2026, 9, 1))
    StatusChangeFactory(commitment=commitment)
    claim = ClaimFactory(release=ReleaseFactory(public=True, published_on=date(2026, 10, 2)))
    CommitmentClaimFactory(commitment=commitment, claim=claim, relation="repeats")
    steps = {"old_status": "announced", "status": "agreed"}
    StatusChangeFactory(commitment=commitment, claim=claim, reason="", happened_on=date(2026, 7, 1), **steps)
    StatusChangeFactory(commitment=commitment, happened_on=date(2026, 7, 1), **steps)
    found = told(AUTUMN).steps
    assert [(step.day, step.kind.value, len(step.sources)) for step in found] == [(date(2026, 10, 2), "up", 1)]
    assert [step.day for step in told().steps] == [date(2026, 10, 2), date(2026, 7, 1)]


def test_several_reports_of_one_delivery_are_one_and_shipping_is_none() -> None:
    line = EquipmentLineFactory(commitment=promised(date(2026, 9, 1)))
    occasion = DeliveryOccasionFactory(line=line)
    for day in (date(2026, 9, 5), date(2026, 9, 6)):
        DeliveryEventFactory(line=line, happened_on=day, occasion=occasion, stage=occasion.stage)
    DeliveryEventFactory(line=line, happened_on=date(2026, 9, 7))
    DeliveryEventFactory(line=line, happened_on=date(2026, 9, 8), shipped=True)
    DeliveryEventFactory(line=line, happened_on=date(2026, 11, 8))
    found = told(AUTUMN)
    assert ([row.day and row.day.day for row in found.arrivals], found.deliveries) == ([7, 6, 5], 2)


LATE = [
    ({"period_end": date(2026, 11, 21)}, [("promise_passed", 1)]),
    ({"period_end": TODAY}, []),
    ({"period_end": date(2026, 11, 21), "status": "delivered"}, []),
    ({"period_end": date(2026, 11, 21), "public": False}, []),
]


@pytest.mark.parametrize(("facts", "expected"), LATE)
def test_promise_is_overdue_from_the_day_after(facts: dict[str, Any], expected: list[tuple[str, int]]) -> None:
    promised(date(2026, 11, 1), **facts)
    assert [(row.kind.value, row.days) for row in told().late] == expected


def test_item_is_overdue_until_all_has_come_and_while_its_equipment_is_told() -> None:
    commitment = promised(date(2026, 11, 1))
    line = EquipmentLineFactory(commitment=commitment, due_on=date(2026, 11, 20))
    assert [(row.kind.value, row.days) for row in told().late] == [("promise_passed", 2)]
    held = WithholdingFactory(commitment=commitment, equipment=True)
    assert told().late == ()
    held.delete()
    DeliveryEventFactory(line=line, quantity=10)
    assert told().late == ()


def test_commitment_is_silent_by_its_last_public_word() -> None:
    commitment = promised(date(2026, 5, 26))
    assert [(row.kind.value, row.since, row.days) for row in told().late] == [("silent", date(2026, 5, 26), 180)]
    draft = ClaimFactory(release__published_on=date(2026, 11, 1))
    CommitmentClaimFactory(commitment=commitment, claim=draft, relation="repeats")
    assert [row.kind.value for row in told().late] == ["silent"]
    draft.release.visibility = "public"
    draft.release.save()
    assert told().late == ()


def test_commitment_of_which_a_release_is_not_shown_is_never_called_silent() -> None:
    commitment = promised(date(2026, 1, 1))
    assert len(told().late) == 1
    WithholdingFactory(commitment=commitment, place=True)
    assert told().late == ()
