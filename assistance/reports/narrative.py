"""What a report for a meeting or a quarter tells: public figures of some commitments, each with the words it rests on.

It covers the commitments that releases of its days speak of, and what happened in these days to all that are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from assistance.models import Commitment, DeliveryEvent, EquipmentLine, Need, StatusChange
from assistance.models.commitments import CommitmentQuerySet
from assistance.models.needs import NeedQuerySet
from assistance.reports.conversion import Converted, ConvertedRung, Quote, converted_each, converted_rungs
from assistance.reports.equipment import Balance, balance
from assistance.reports.items import progress_of
from assistance.reports.ladder import Ladder, ladder
from assistance.reports.needs import NeedAccount, need_account
from assistance.reports.public_clocks import overdue_promises, silent_promises
from assistance.reports.sources import Source, Sources
from assistance.reports.totals import GROUPINGS, Group, groups, rows_of
from assistance.reports.withheld import Withheld, withheld
from assistance.vocabulary import ChangeKind, ClockKind, CommitmentStatus, DeliveryStage, Progress, step_kind

#: The groupings that a report breaks its commitments down by.
BROKEN_DOWN_BY = ("sector", "month")
#: Stages at which equipment is with those who receive it.
ARRIVED = (DeliveryStage.HANDED_OVER, DeliveryStage.ON_BALANCE)


@dataclass(frozen=True, kw_only=True)
class Days:
    """The days a report is about, both included; without an end it is open there."""

    since: date | None = None
    until: date | None = None

    @property
    def asked(self) -> bool:
        """Whether the report is about some days only."""
        return self.since is not None or self.until is not None

    def hold(self, day: date | None) -> bool:
        """Return whether ``day`` is one of them; an unknown one is so only where none are asked for."""
        if day is None:
            return not self.asked
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A commitment of the report; ``converted`` is its amount in the currency asked for, None where none is."""

    commitment: Commitment
    first_reported: date | None
    converted: Converted | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Step:
    """A change of status on ``day``, the one its release was published on or else the one staff know of."""

    commitment: Commitment
    change: StatusChange
    kind: ChangeKind
    day: date
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A report that equipment of ``commitment`` was handed over or taken on the balance."""

    commitment: Commitment
    delivery: DeliveryEvent
    day: date | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Item:
    """Equipment promised by ``commitment`` and what came of it; the sources are of promise and deliveries."""

    commitment: Commitment
    account: Balance
    progress: Progress
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class AskedNeed:
    """A need and how far it is covered."""

    need: Need
    account: NeedAccount
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Late:
    """A promise whose day is over by ``days``, or of which nothing public was heard for so many, ``since`` that day."""

    commitment: Commitment
    kind: ClockKind
    since: date
    days: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Narrative:
    """The report. ``rungs`` are its amounts in ``target``, None where no currency is asked for.

    ``beside`` are the public commitments asked for of which no release of its days speaks; ``undated`` of them have no
    release with a day at all.
    """

    days: Days
    today: date
    ladder: Ladder
    by: Mapping[str, tuple[Group, ...]]
    entries: tuple[Entry, ...]
    steps: tuple[Step, ...]
    arrivals: tuple[Arrival, ...]
    items: tuple[Item, ...]
    needs: tuple[AskedNeed, ...]
    late: tuple[Late, ...]
    target: str
    rungs: Mapping[CommitmentStatus, ConvertedRung] | None
    beside: int
    undated: int
    withheld: Withheld

    @property
    def new(self) -> tuple[Entry, ...]:
        """The commitments that were first reported in its days; none where no days are asked for."""
        return tuple(row for row in self.entries if self.days.asked and self.days.hold(row.first_reported))

    @property
    def deliveries(self) -> int:
        """How many deliveries its arrivals tell of: several reports of one are one."""
        return len({row.delivery.occasion_id or -row.delivery.pk for row in self.arrivals})

    def keys_of(self, by: str, entry: Entry) -> set[str]:
        """Return the keys of the group that ``entry`` stands in, grouped ``by`` one of ``BROKEN_DOWN_BY``."""
        return {key for key, _words in GROUPINGS[by](entry.commitment)}

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Every rate that was used, in order of their days."""
        used = {quote for row in self.entries if row.converted for quote in row.converted.quotes}
        return tuple(sorted(used, key=lambda quote: (quote.day, quote.currency, quote.target, quote.source)))

    @property
    def unconverted(self) -> int:
        """How many stated amounts there was no rate for."""
        return sum(row.converted is not None and row.converted.amount is None for row in self.entries)


def narrative(
    commitments: CommitmentQuerySet, *, needs: NeedQuerySet, days: Days, today: date, to: str = ""
) -> Narrative:
    """Return the report on published ``commitments`` and ``needs`` as known on ``today``, in a fixed number of queries.

    With ``to``, amounts are converted into that currency beside what is stated.
    """
    asked = commitments.reported_within(days.since, days.until) if days.asked else commitments
    whole = list(commitments.with_parties().newest_first())
    held = {each.pk: each for each in whole}
    sources = Sources(held)
    reported = set(asked.order_by().values_list("pk", flat=True))
    covered = [each for each in whole if each.pk in reported]
    rows = converted_each(covered, to=to) if to else ()
    by_key = {row.commitment.pk: row for row in rows}
    return Narrative(
        days=days,
        today=today,
        ladder=ladder(Commitment.objects.published().filter(pk__in=reported)),
        by={name: groups(rows_of(covered, name)) for name in BROKEN_DOWN_BY},
        entries=tuple(_entry(each, by_key, sources) for each in covered),
        steps=tuple(_steps(held, sources, days)),
        arrivals=tuple(_arrivals(held, sources, days)),
        items=tuple(_items(held, reported, sources)),
        needs=tuple(_needs(needs)),
        late=tuple(_late(commitments, sources, today)),
        target=to,
        rungs=converted_rungs(rows) if to else None,
        beside=len(whole) - len(reported),
        undated=sum(each.first_reported is None for each in whole if each.pk not in reported),  # type: ignore[attr-defined]
        withheld=withheld(Commitment),
    )


def _entry(commitment: Commitment, converted_by: Mapping[int, Converted], sources: Sources) -> Entry:
    return Entry(
        commitment=commitment,
        first_reported=commitment.first_reported,  # type: ignore[attr-defined]
        converted=converted_by.get(commitment.pk),
        sources=sources.of(commitment.pk),
    )


def _steps(commitments: Mapping[int, Commitment], sources: Sources, days: Days) -> Iterable[Step]:
    """Yield the changes of status, the latest first; the first status of a commitment is no change."""
    changes = StatusChange.objects.filter(commitment__in=list(commitments)).exclude(old_status="")
    found = []
    for change in changes:
        source = sources.by_claim(change.claim_id, change.commitment_id)
        told = source.release.published_on if source else None
        day = told or change.happened_on or timezone.localdate(change.made_at)
        if days.hold(day):
            kind = step_kind(CommitmentStatus(change.old_status), CommitmentStatus(change.status))
            row = Step(
                commitment=commitments[change.commitment_id],
                change=change,
                kind=kind,
                day=day,
                sources=(source,) if source else (),
            )
            found.append(row)
    return sorted(found, key=lambda row: (row.day, row.change.pk), reverse=True)


def _arrivals(commitments: Mapping[int, Commitment], sources: Sources, days: Days) -> Iterable[Arrival]:
    """Yield the reports of what came, the latest first, those of an unknown day last."""
    lines = EquipmentLine.objects.published().filter(commitment__in=list(commitments))
    told = DeliveryEvent.objects.told().filter(line__in=lines, stage__in=ARRIVED).select_related("line", "claim_item")
    found = []
    for delivery in told.order_by(F("happened_on").desc(nulls_last=True), "-pk"):
        words = delivery.claim_item.words if delivery.claim_item else ""
        source = sources.by_claim(delivery.claim_id, delivery.line.commitment_id, words)
        day = delivery.happened_on or (source.release.published_on if source else None)
        if days.hold(day):
            commitment = commitments[delivery.line.commitment_id]
            rests_on = (source,) if source else ()
            found.append(Arrival(commitment=commitment, delivery=delivery, day=day, sources=rests_on))
    return sorted(found, key=lambda row: row.day or date.min, reverse=True)


def _items(commitments: Mapping[int, Commitment], reported: set[int], sources: Sources) -> Iterable[Item]:
    lines = EquipmentLine.objects.published().filter(commitment__in=reported)
    for line in lines.with_deliveries().order_by("-commitment", "pk"):
        account = balance(line)
        promise = line.claim_item
        rows: list[tuple[int | None, str]] = [(promise.claim_id, promise.words)] if promise else []
        rows += [(each.claim_id, each.claim_item.words if each.claim_item else "") for each in line.deliveries.all()]
        found = [sources.by_claim(claim, line.commitment_id, words) for claim, words in rows]
        yield Item(
            commitment=commitments[line.commitment_id],
            account=account,
            progress=progress_of(account),
            sources=tuple(dict.fromkeys(source for source in found if source)),
        )


def _needs(needs: NeedQuerySet) -> Iterable[AskedNeed]:
    for need in needs.with_public_accounts().select_related("release").defer("release__text"):
        yield AskedNeed(
            need=need, account=need_account(need), sources=(Source(release=need.release, words=need.words),)
        )


def _late(commitments: CommitmentQuerySet, sources: Sources, today: date) -> Iterable[Late]:
    """Yield what is overdue, then what is silent, the longest first."""
    overdue = overdue_promises(commitments, today=today)
    silent = silent_promises(commitments, today=today, days=settings.SILENT_AFTER_DAYS)
    found = [(ClockKind.PROMISE_PASSED, row.commitment, row.promised_for, row.days) for row in overdue]
    found += [(ClockKind.SILENT, row.commitment, row.last_heard, row.days) for row in silent]
    for kind, commitment, since, days in found:
        yield Late(commitment=commitment, kind=kind, since=since, days=days, sources=sources.of(commitment.pk))
