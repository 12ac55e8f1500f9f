"""Figures of the staff's front page: the queue, how well releases are read, what happened lately."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from assistance.models import Claim, Commitment, Decision, StatusChange
from assistance.models.commitments import CommitmentQuerySet
from assistance.vocabulary import Happening, Outcome, QueueAge, Reading, Visibility

#: Below so many decided claims a share says nothing.
ENOUGH_DECIDED = 5

#: Rows of each kind that are told of a week.
LATEST = 5


@dataclass(frozen=True, kw_only=True)
class AgeRow:
    """How many claims await a decision since a span of days."""

    age: QueueAge
    count: int


@dataclass(frozen=True, kw_only=True)
class QualityPart:
    """One outcome among a publisher's: ``share`` and ``start`` in percent, so that the parts lie end to end.

    Each end is rounded, not each share: the shares add up to a hundred.
    """

    word: Reading
    count: int
    start: int
    share: int


@dataclass(frozen=True, kw_only=True)
class QualityRow:
    """What became of the decided claims of one publisher's releases; ``counts`` has every word of ``Reading``."""

    publisher: str
    counts: dict[Reading, int]

    @property
    def decided(self) -> int:
        """How many claims were decided on."""
        return sum(self.counts.values())

    @property
    def enough(self) -> bool:
        """Whether there are enough to speak of shares."""
        return self.decided >= ENOUGH_DECIDED

    @property
    def parts(self) -> tuple[QualityPart, ...]:
        """Each word with its count, its share in percent, and how much comes before it."""
        ends = [share_of(reached, self.decided) for reached in accumulate(self.counts.values())]
        starts = [0, *ends]
        return tuple(
            QualityPart(word=word, count=count, start=start, share=end - start)
            for (word, count), start, end in zip(self.counts.items(), starts, ends, strict=False)
        )


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that staff did: when, who, on what. ``outcome`` is the word of the decision or the new status."""

    kind: Happening
    at: datetime
    by: User | None
    commitment: Commitment | None
    claim: Claim | None = None
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class Lately:
    """What staff did since a day: how often, and the latest of it, the newest first."""

    counts: dict[Happening, int] = field(default_factory=dict)
    events: tuple[Event, ...] = ()


def share_of(part: int, whole: int) -> int:
    """Return ``part`` in percent of ``whole``, rounded; 0 of nothing."""
    return round(100 * part / whole) if whole else 0


def day_begins(day: date) -> datetime:
    """Return the moment ``day`` begins where the office is."""
    return timezone.make_aware(datetime.combine(day, time.min))


def queue_by_age(*, today: date) -> tuple[AgeRow, ...]:
    """Return how long the claims in the queue have waited since they were read, in one query."""
    starts = {
        QueueAge.TODAY: day_begins(today),
        QueueAge.WEEK: day_begins(today - timedelta(days=6)),
        QueueAge.MONTH: day_begins(today - timedelta(days=29)),
    }
    since = {age.value: Count("pk", filter=Q(recorded_at__gte=start)) for age, start in starts.items()}
    found = Claim.objects.needing_review().order_by().aggregate(all=Count("pk"), **since)
    reached = [found[age.value] for age in starts] + [found["all"]]
    before = [0, *reached]
    return tuple(
        AgeRow(age=age, count=count - earlier) for age, count, earlier in zip(QueueAge, reached, before, strict=False)
    )


def reading_quality(decisions: QuerySet[Decision]) -> tuple[QualityRow, ...]:
    """Return what became of the claims of each publisher, by the decision that stands, the most decided on first.

    A claim that was reopened counts nowhere until it is decided anew. Takes one query.
    """
    latest = Decision.objects.filter(claim=OuterRef("claim")).order_by("-made_at", "-pk").values("pk")[:1]
    accepted = Q(outcome=Outcome.ACCEPTED.value)
    as_read = Q(changes={})
    counted = {
        Reading.UNCHANGED.value: Count("pk", filter=accepted & as_read),
        Reading.CHANGED.value: Count("pk", filter=accepted & ~as_read),
        Reading.MERGED.value: Count("pk", filter=Q(outcome=Outcome.MERGED.value)),
        Reading.REJECTED.value: Count("pk", filter=Q(outcome=Outcome.REJECTED.value)),
    }
    standing = decisions.filter(pk=Subquery(latest)).exclude(outcome=Outcome.REOPENED.value)
    rows: Any = standing.order_by().values(publisher=F("claim__release__publisher")).annotate(**counted)
    quality = [
        QualityRow(publisher=row["publisher"], counts={word: row[word.value] for word in Reading}) for row in rows
    ]
    return tuple(sorted(quality, key=lambda row: (-row.decided, row.publisher)))


def lately(*, since: datetime, decisions: QuerySet[Decision] | None, commitments: CommitmentQuerySet | None) -> Lately:
    """Return what staff did since a moment, as far as it concerns ``decisions`` and ``commitments``; None for neither.

    Takes two queries for each kind, how often and the latest, and one for the commitments made public.
    """
    found: dict[Happening, QuerySet[Any]] = {}
    if decisions is not None:
        found[Happening.DECISION] = decisions.filter(made_at__gte=since).order_by("-made_at", "-pk")
    if commitments is not None:
        keys = commitments.order_by().values("pk")
        steps = StatusChange.objects.filter(commitment__in=keys, made_at__gte=since).exclude(old_status="")
        found[Happening.STATUS] = steps.order_by("-made_at", "-pk")
        found[Happening.PUBLICATION] = _publications(keys, since)
    events = [event for kind, rows in found.items() for event in _EVENTS[kind](rows)]
    events.sort(key=lambda event: event.at, reverse=True)
    return Lately(counts={kind: rows.count() for kind, rows in found.items()}, events=tuple(events))


def _publications(keys: QuerySet[Any], since: datetime) -> QuerySet[Any]:
    """Return the versions in which a commitment became public, the newest first."""
    history: Any = Commitment.history.model.objects
    earlier = history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    versions = history.filter(id__in=keys, visibility=Visibility.PUBLIC.value, history_date__gte=since)
    became = versions.annotate(before=Subquery(earlier.values("visibility")[:1])).filter(
        Q(before__isnull=True) | ~Q(before=Visibility.PUBLIC.value)
    )
    found: QuerySet[Any] = became.order_by("-history_date", "-history_id")
    return found


def _decisions(rows: QuerySet[Decision]) -> list[Event]:
    fetched = rows.select_related("made_by", "claim", "commitment")[:LATEST]
    return [
        Event(
            kind=Happening.DECISION,
            at=row.made_at,
            by=row.made_by,
            commitment=row.commitment,
            claim=row.claim,
            outcome=row.get_outcome_display(),
        )
        for row in fetched
    ]


def _steps(rows: QuerySet[StatusChange]) -> list[Event]:
    fetched = rows.select_related("made_by", "commitment")[:LATEST]
    return [
        Event(
            kind=Happening.STATUS,
            at=row.made_at,
            by=row.made_by,
            commitment=row.commitment,
            outcome=row.get_status_display(),
        )
        for row in fetched
    ]


def _made_public(rows: QuerySet[Any]) -> list[Event]:
    fetched = list(rows.select_related("history_user")[:LATEST])
    commitments = Commitment.objects.in_bulk([row.id for row in fetched])
    return [
        Event(kind=Happening.PUBLICATION, at=row.history_date, by=row.history_user, commitment=commitments[row.id])
        for row in fetched
    ]


_EVENTS: dict[Happening, Callable[[QuerySet[Any]], list[Event]]] = {
    Happening.DECISION: _decisions,
    Happening.STATUS: _steps,
    Happening.PUBLICATION: _made_public,
}
