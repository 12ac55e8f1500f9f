"""Figures of the staff's front page on a fixed day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from assistance.models import Claim, Commitment, Decision
from assistance.models.history import write
from assistance.reports import Event, lately, queue_by_age, reading_quality, share_of
from assistance.review import change_status, publish
from assistance.vocabulary import CommitmentStatus, Happening, QueueAge, Reading
from tests.factories import ClaimFactory, CommitmentFactory, DecisionFactory, StatusChangeFactory

pytestmark = pytest.mark.django_db

TODAY = datetime(2026, 11, 22, tzinfo=UTC).date()
WEEK_AGO = datetime(2026, 11, 15, 10, tzinfo=UTC)


@contextmanager
def at(moment: str) -> Iterator[None]:
    """Do something at ``moment``, two hours ahead of UTC."""
    with time_machine.travel(datetime.fromisoformat(f"{moment}+02:00"), tick=False):
        yield


@pytest.mark.parametrize(
    ("moment", "age"),
    [
        ("2026-11-22T00:00", QueueAge.TODAY),
        ("2026-11-21T23:59", QueueAge.WEEK),
        ("2026-11-16T00:00", QueueAge.WEEK),
        ("2026-11-15T23:59", QueueAge.MONTH),
        ("2026-10-24T00:00", QueueAge.MONTH),
        ("2026-10-23T22:30", QueueAge.OLDER),
    ],
)
def test_queue_by_age_counts_days_where_the_office_is(moment: str, age: QueueAge) -> None:
    with at(moment):
        ClaimFactory()
    assert {row.age: row.count for row in queue_by_age(today=TODAY)} == {each: int(each == age) for each in QueueAge}


def test_queue_by_age_counts_what_awaits_a_decision_alone(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ClaimFactory()
    DecisionFactory()
    reopened = DecisionFactory(rejected=True).claim
    DecisionFactory(claim=reopened, reopened=True)
    with django_assert_num_queries(1):
        rows = queue_by_age(today=TODAY)
    assert [row.count for row in rows] == [2, 0, 0, 0]
    assert sum(row.count for row in rows) == Claim.objects.needing_review().count()


def decided(publisher: str, **facts: object) -> Decision:
    return DecisionFactory(claim__release__publisher=publisher, **facts)


def test_reading_quality_counts_the_standing_decision_by_publisher(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    decided("Embassy", accepted=True)
    decided("Embassy", accepted=True, changes={"kind": {"read": "mixed", "decided": "training"}})
    decided("Embassy", merged=True, changes={"amount": {"before": "1", "after": "2"}})
    claim = decided("Embassy", rejected=True).claim
    DecisionFactory(claim=claim, reopened=True)
    decided("", rejected=True)
    again = decided("Ministry", rejected=True).claim
    DecisionFactory(claim=again, reopened=True)
    DecisionFactory(claim=again, accepted=True)
    ClaimFactory()
    with django_assert_num_queries(1):
        rows = reading_quality(Decision.objects.all())
    assert [(row.publisher, tuple(row.counts.values()), row.decided) for row in rows] == [
        ("Embassy", (1, 1, 1, 0), 3),
        ("", (0, 0, 0, 1), 1),
        ("Ministry", (1, 0, 0, 0), 1),
    ]


@pytest.mark.parametrize(("count", "enough"), [(4, False), (5, True)])
def test_reading_quality_of_few_claims_is_no_share(count: int, enough: bool) -> None:
    for _ in range(count):
        decided("Embassy")
    [row] = reading_quality(Decision.objects.all())
    assert row.enough == enough


def test_reading_quality_parts_lie_end_to_end() -> None:
    for facts in ({"accepted": True}, {"merged": True}, {"rejected": True}):
        decided("Embassy", **facts)
    [row] = reading_quality(Decision.objects.all())
    assert [(part.word, part.count, part.start, part.share) for part in row.parts] == [
        (Reading.UNCHANGED, 1, 0, 33),
        (Reading.CHANGED, 0, 33, 0),
        (Reading.MERGED, 1, 33, 34),
        (Reading.REJECTED, 1, 67, 33),
    ]


@pytest.mark.parametrize(("part", "whole", "share"), [(0, 0, 0), (1, 3, 33), (2, 3, 67), (3, 3, 100)])
def test_share(part: int, whole: int, share: int) -> None:
    assert share_of(part, whole) == share


def week() -> tuple[dict[Happening, int], tuple[Event, ...]]:
    told = lately(since=WEEK_AGO, decisions=Decision.objects.all(), commitments=Commitment.objects.all())
    return told.counts, told.events


def test_lately_tells_decisions_changes_of_status_and_publications(staff: User) -> None:
    with at("2026-11-01T10:00"):
        commitment = CommitmentFactory(with_claim=True)
        StatusChangeFactory(commitment=commitment)
    with at("2026-11-18T10:00"):
        decision = DecisionFactory(rejected=True, made_by=staff)
    with at("2026-11-19T10:00"):
        change_status(commitment, to=CommitmentStatus.AGREED, by=staff, reason="Signed.")
    with at("2026-11-20T10:00"):
        publish(commitment, by=staff)
    with at("2026-11-21T10:00"):
        write(commitment, by=staff)
    counts, events = week()
    assert counts == {Happening.DECISION: 1, Happening.STATUS: 1, Happening.PUBLICATION: 1}
    assert [(event.kind, event.by, event.outcome) for event in events] == [
        (Happening.PUBLICATION, staff, ""),
        (Happening.STATUS, staff, "Agreed"),
        (Happening.DECISION, staff, "Rejected"),
    ]
    assert [event.commitment for event in events] == [commitment, commitment, None]
    assert events[-1].claim == decision.claim


def test_lately_leaves_out_what_is_older_and_first_statuses() -> None:
    with at("2026-11-15T11:59"):
        DecisionFactory()
        CommitmentFactory(public=True)
    StatusChangeFactory()
    counts, events = week()
    assert set(counts.values()) == {0}
    assert events == ()


def test_lately_counts_all_and_tells_the_latest(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(7):
        DecisionFactory()
        CommitmentFactory(public=True)
    with django_assert_num_queries(7):
        counts, events = week()
        named = [(event.by, event.commitment, event.claim) for event in events]
    assert counts == {Happening.DECISION: 7, Happening.STATUS: 0, Happening.PUBLICATION: 7}
    assert len(named) == 10


def test_lately_asks_for_nothing_that_is_not_to_be_told(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert lately(since=WEEK_AGO, decisions=None, commitments=None).counts == {}
