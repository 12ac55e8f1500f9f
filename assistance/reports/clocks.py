"""Clocks: what is overdue, silent or about to end, and the terms the law sets to those who receive.

The day is an argument: the same day gives the same rows. Rules and their sources stand in ``vocabulary.clocks``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext

from assistance.models import (
    Commitment,
    CommitmentClaim,
    CommitmentParty,
    DeliveryEvent,
    EquipmentLine,
    Organisation,
    Release,
    Snooze,
    StatusChange,
)
from assistance.models.commitments import CommitmentQuerySet
from assistance.models.equipment import EquipmentLineQuerySet
from assistance.reports.equipment import balance
from assistance.vocabulary import (
    AWAITED_STATUSES,
    CLOCK_RULES,
    CLOSED_STATUSES,
    DELIVERY_CLOCKS,
    HUMANITARIAN_REPORT_DAYS,
    PROPERTY_NOTICE_DAYS,
    ClockKind,
    DeliveryStage,
    PartyRole,
)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One clock on a commitment, or on a ``delivery`` of it.

    ``since`` is the day it started to run, None where it runs towards a day only; ``days_left`` is below zero by as
    many days as ``due_on`` is over. ``items`` are the lines whose own day passed. ``snooze`` puts it aside for now.
    """

    kind: ClockKind
    commitment: Commitment
    delivery: DeliveryEvent | None = None
    items: tuple[EquipmentLine, ...] = ()
    since: date | None
    due_on: date
    days_left: int
    donors: tuple[Organisation, ...] = ()
    snooze: Snooze | None = None

    @property
    def record(self) -> Commitment | DeliveryEvent:
        """What the clock is about."""
        return self.delivery or self.commitment

    @property
    def days_over(self) -> int:
        """For how many days it has run out; 0 before and on its last day."""
        return max(-self.days_left, 0)

    @property
    def days_since(self) -> int | None:
        """For how many days it has run; None where it runs towards a day only."""
        return None if self.since is None else (self.due_on - self.since).days - self.days_left

    @property
    def officers(self) -> tuple[User, ...]:
        """Who keeps the dossiers of its donors, each once."""
        return tuple({donor.desk_officer: None for donor in self.donors if donor.desk_officer})

    @property
    def officer_names(self) -> tuple[str, ...]:
        """The names of its officers, as they sign in where they gave none."""
        return tuple(officer.get_full_name() or officer.get_username() for officer in self.officers)


@dataclass(frozen=True)
class Tick:
    """A clock as its rule finds it, before donors and snoozes are looked up."""

    kind: ClockKind
    commitment: Commitment
    since: date | None
    due_on: date
    delivery: DeliveryEvent | None = None
    items: tuple[EquipmentLine, ...] = ()


def rule_of(kind: ClockKind) -> str:
    """Return the rule of ``kind`` in the reader's language, with the number of days that is set."""
    days = {ClockKind.SILENT: settings.SILENT_AFTER_DAYS, ClockKind.ENDING: settings.ENDING_WITHIN_DAYS}
    return gettext(CLOCK_RULES[kind]) % {"days": days[kind]} if kind in days else gettext(CLOCK_RULES[kind])


def clocks(commitments: CommitmentQuerySet, *, today: date) -> tuple[Clock, ...]:
    """Return the clocks on those of ``commitments`` that stand, snoozed ones too.

    Those that the law sets come first, then the longest overdue. Takes a fixed number of queries: one or two a kind,
    one for the donors and one for the snoozes.
    """
    picked = Commitment.objects.filter(pk__in=commitments.standing().order_by().values("pk"))
    ticks = [
        *promises_passed(picked, today, lines=EquipmentLine.objects.all()),
        *silent(picked, today, days=settings.SILENT_AFTER_DAYS, heard=words_on(OuterRef("pk"))),
        *_ending(picked, today),
        *_property_notices(picked),
        *_humanitarian_reports(picked),
    ]
    donors = _donors_by_commitment({tick.commitment.pk for tick in ticks})
    snoozes = {
        (snooze.kind, snooze.commitment_id, snooze.delivery_id): snooze
        for snooze in Snooze.objects.standing(today).select_related("made_by")
    }
    ticks.sort(key=_urgency)
    return tuple(_clock(tick, today, donors[tick.commitment.pk], snoozes) for tick in ticks)


def _urgency(tick: Tick) -> tuple[bool, date, int, int, int]:
    by_law = tick.kind in DELIVERY_CLOCKS
    return not by_law, tick.due_on, list(ClockKind).index(tick.kind), tick.commitment.pk, _key(tick.delivery) or 0


def _key(delivery: DeliveryEvent | None) -> int | None:
    return delivery.pk if delivery else None


def _clock(
    tick: Tick,
    today: date,
    donors: Iterable[Organisation],
    snoozes: dict[tuple[str, int | None, int | None], Snooze],
) -> Clock:
    of_commitment = None if tick.delivery else tick.commitment.pk
    return Clock(
        kind=tick.kind,
        commitment=tick.commitment,
        delivery=tick.delivery,
        items=tick.items,
        since=tick.since,
        due_on=tick.due_on,
        days_left=(tick.due_on - today).days,
        donors=tuple(donors),
        snooze=snoozes.get((tick.kind, of_commitment, _key(tick.delivery))),
    )


def _donors_by_commitment(commitments: Iterable[int]) -> dict[int, list[Organisation]]:
    parties = CommitmentParty.objects.filter(role=PartyRole.FUNDING, commitment__in=list(commitments))
    donors: dict[int, list[Organisation]] = defaultdict(list)
    for party in parties.select_related("organisation__desk_officer"):
        donors[party.commitment_id].append(party.organisation)
    return donors


def promises_passed(commitments: QuerySet[Commitment], today: date, *, lines: EquipmentLineQuerySet) -> Iterator[Tick]:
    """Find what was promised for a day before ``today``: the whole, or items among ``lines`` of which not all came."""
    still_open = commitments.exclude(status__in=CLOSED_STATUSES)
    late: dict[int, Tick] = {}
    promised = still_open.annotate(promised_for=Coalesce("period_end", "project__end"))
    for whole in promised.filter(promised_for__lt=today):
        late[whole.pk] = Tick(ClockKind.PROMISE_PASSED, whole, whole.promised_for, whole.promised_for)
    late_lines = lines.filter(commitment__in=still_open, due_on__lt=today)
    by_commitment: dict[Commitment, list[EquipmentLine]] = defaultdict(list)
    for line in late_lines.select_related("commitment").with_accounts().order_by("due_on", "pk"):
        if balance(line).outstanding_upper != 0:
            by_commitment[line.commitment].append(line)
    for commitment, items in by_commitment.items():
        first = min(line.due_on for line in items if line.due_on)
        day = min(first, late[commitment.pk].due_on) if commitment.pk in late else first
        late[commitment.pk] = Tick(ClockKind.PROMISE_PASSED, commitment, day, day, items=tuple(items))
    yield from late.values()


def _latest(rows: QuerySet[Any]) -> Subquery:
    return Subquery(rows.order_by(F("day").desc(nulls_last=True)).values("day")[:1])


def words_on(commitment: OuterRef, *, public: bool = False) -> dict[str, QuerySet[Any]]:
    """Return what can be heard of ``commitment``, each with its ``day``: in releases, deliveries, staff's own changes.

    A status that a release reports is heard on the day of the release, not on the day staff wrote it down. With
    ``public``, releases and deliveries that readers are not shown are not heard.
    """
    reported = CommitmentClaim.objects.filter(commitment=commitment)
    delivered = DeliveryEvent.objects.filter(line__commitment=commitment)
    if public:
        reported = reported.filter(claim__release__in=Release.objects.published())
        delivered = delivered.filter(line__in=EquipmentLine.objects.published())
    own_steps = StatusChange.objects.filter(commitment=commitment, claim__isnull=True)
    return {
        "in_release": reported.annotate(
            day=Coalesce("claim__release__published_on", TruncDate("claim__release__retrieved_at"))
        ),
        "in_delivery": delivered.annotate(day=F("happened_on")),
        "in_step": own_steps.annotate(day=Coalesce("happened_on", TruncDate("made_at"))),
    }


def silent(
    commitments: QuerySet[Commitment], today: date, *, days: int, heard: Mapping[str, QuerySet[Any]]
) -> Iterator[Tick]:
    """Find what is awaited and was not ``heard`` of for so many ``days``, up to and including ``today``.

    What was never heard of counts from the day it was written down.
    """
    term = timedelta(days=days)
    lately = [Exists(rows.filter(day__gt=today - term)) for rows in heard.values()]
    quiet = commitments.filter(~lately[0], ~lately[1], ~lately[2], status__in=AWAITED_STATUSES)
    for commitment in quiet.annotate(**{name: _latest(rows) for name, rows in heard.items()}):
        known = [day for name in heard if (day := getattr(commitment, name)) is not None]
        last = max(known, default=timezone.localdate(commitment.created_at))
        if last + term <= today:
            yield Tick(ClockKind.SILENT, commitment, last, last + term)


def _ending(commitments: QuerySet[Commitment], today: date) -> Iterator[Tick]:
    """Find what ends soon, by its own period or by its project's end, whichever comes first."""
    last = today + timedelta(days=settings.ENDING_WITHIN_DAYS)
    near = Q(period_end__range=(today, last)) | Q(project__end__range=(today, last))
    for commitment in commitments.exclude(status__in=CLOSED_STATUSES).filter(near).select_related("project"):
        ends = (commitment.period_end, commitment.project.end if commitment.project else None)
        day = min(end for end in ends if end and today <= end <= last)
        yield Tick(ClockKind.ENDING, commitment, None, day)


def _property_notices(commitments: QuerySet[Commitment]) -> Iterator[Tick]:
    """Find what is on a recipient's balance since a known day and not published."""
    events = DeliveryEvent.objects.filter(
        stage=DeliveryStage.ON_BALANCE, happened_on__isnull=False, notice_published_on__isnull=True
    )
    for event in _unfinished(events, commitments, done="notice_published_on"):
        assert event.happened_on is not None  # noqa: S101 - filtered above
        due = event.happened_on + timedelta(days=PROPERTY_NOTICE_DAYS)
        yield Tick(ClockKind.PROPERTY_NOTICE, event.line.commitment, event.happened_on, due, event)


def _humanitarian_reports(commitments: QuerySet[Commitment]) -> Iterator[Tick]:
    """Find humanitarian loads that were cleared by customs and not reported on."""
    events = DeliveryEvent.objects.filter(cleared_on__isnull=False, report_filed_on__isnull=True)
    for event in _unfinished(events, commitments, done="report_filed_on"):
        assert event.cleared_on is not None  # noqa: S101 - filtered above
        due = event.cleared_on + timedelta(days=HUMANITARIAN_REPORT_DAYS)
        yield Tick(ClockKind.HUMANITARIAN_REPORT, event.line.commitment, event.cleared_on, due, event)


def _unfinished(
    events: QuerySet[DeliveryEvent], commitments: QuerySet[Commitment], *, done: str
) -> QuerySet[DeliveryEvent]:
    """Return those of ``events`` on ``commitments`` that no report of the same delivery says to be ``done``.

    Several reports of one delivery are one clock, that of the first of them.
    """
    same = DeliveryEvent.objects.filter(occasion=OuterRef("occasion"))
    earlier = same.filter(pk__lt=OuterRef("pk"), pk__in=events.values("pk"))
    running = events.filter(~Exists(same.filter(**{f"{done}__isnull": False})), ~Exists(earlier))
    return running.filter(line__commitment__in=commitments).select_related("line__commitment")
