"""Commitments against deliveries: what was promised beside what of it came, without inventing what that was worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from assistance.models import Commitment, DeliveryEvent, EquipmentLine
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports.equipment import Balance, balance
from assistance.reports.items import Tally, progress_of, tallies_of
from assistance.reports.totals import Part, TotalsRow, parts_of, rows_of
from assistance.reports.values import StatedValue, stated_values
from assistance.vocabulary import DeliveryStage, Progress


@dataclass(frozen=True, kw_only=True)
class ValuedDelivery:
    """A delivery at one ``stage`` whose reports state what it was worth; on the earliest day that one of them tells."""

    line: EquipmentLine
    stage: DeliveryStage
    happened_on: date | None
    values: tuple[StatedValue, ...]


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """A commitment beside what of it came.

    ``tallies`` add up its lines unit by unit. ``values`` are what reports state that single deliveries were worth: to
    be added neither to one another, since several may tell of the same goods, nor to the amount.
    """

    commitment: Commitment
    accounts: tuple[Balance, ...]
    tallies: tuple[Tally, ...]
    values: tuple[ValuedDelivery, ...]
    last_delivery: date | None

    @property
    def progress(self) -> Mapping[Progress, int]:
        """How many of its lines have come how far, every step there is."""
        steps = [progress_of(account) for account in self.accounts]
        return {step: steps.count(step) for step in Progress}

    @property
    def anything(self) -> bool:
        """Whether anything of it is reported as handed over."""
        return any(account.handed_over.anything for account in self.accounts)


@dataclass(frozen=True, kw_only=True)
class DeliveredGroup:
    """The commitments of the same donors at one status, with their stated amounts, beside how far they have come.

    ``with_lines`` of them name equipment, of ``with_deliveries`` some is handed over; ``with_values`` have deliveries
    whose worth is stated. ``lines`` are all their lines.
    """

    total: TotalsRow
    with_lines: int
    with_deliveries: int
    with_values: int
    lines: int
    progress: Mapping[Progress, int]


def delivered(commitments: CommitmentQuerySet) -> tuple[Delivered, ...]:
    """Return each of published ``commitments`` beside what came of it, the newest first; in fixed queries."""
    fetched = list(commitments.with_parties().newest_first())
    lines: dict[int, list[EquipmentLine]] = defaultdict(list)
    public = EquipmentLine.objects.published().filter(commitment__in=commitments.order_by().values("pk"))
    for line in public.order_by("pk").prefetch_related(Prefetch("deliveries", DeliveryEvent.objects.told())):
        lines[line.commitment_id].append(line)
    return tuple(_delivered(each, lines[each.pk]) for each in fetched)


def _delivered(commitment: Commitment, lines: Sequence[EquipmentLine]) -> Delivered:
    accounts = tuple(balance(line) for line in lines)
    days = [event.happened_on for line in lines for event in line.deliveries.all() if event.happened_on]
    return Delivered(
        commitment=commitment,
        accounts=accounts,
        tallies=tallies_of(accounts),
        values=tuple(value for line in lines for value in _values(line)),
        last_delivery=max(days, default=None),
    )


def _values(line: EquipmentLine) -> Iterable[ValuedDelivery]:
    """Yield the deliveries of ``line`` that have a value; what several reports tell of is one delivery."""
    deliveries: dict[tuple[str, int], list[DeliveryEvent]] = defaultdict(list)
    for event in line.deliveries.all():
        key = ("occasion", event.occasion_id) if event.occasion_id else ("event", event.pk)
        deliveries[key].append(event)
    for reports in deliveries.values():
        if values := stated_values(reports):
            days = [report.happened_on for report in reports if report.happened_on]
            stage = DeliveryStage(reports[0].stage)
            yield ValuedDelivery(line=line, stage=stage, happened_on=min(days, default=None), values=values)


def by_giver(rows: Sequence[Delivered]) -> tuple[DeliveredGroup, ...]:
    """Return ``rows`` by those who fund them, joint donors together, status by status, unknown donors last."""
    found: dict[tuple[tuple[Part, ...], str], list[Delivered]] = defaultdict(list)
    for row in rows:
        found[parts_of(row.commitment, "donor"), row.commitment.status].append(row)
    groups = rows_of([row.commitment for row in rows], "donor")
    return tuple(_group(total, found[total.parts, total.status]) for total in groups)


def _group(total: TotalsRow, rows: Sequence[Delivered]) -> DeliveredGroup:
    return DeliveredGroup(
        total=total,
        with_lines=sum(bool(row.accounts) for row in rows),
        with_deliveries=sum(row.anything for row in rows),
        with_values=sum(bool(row.values) for row in rows),
        lines=sum(len(row.accounts) for row in rows),
        progress={step: sum(row.progress[step] for row in rows) for step in Progress},
    )
