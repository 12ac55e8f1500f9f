"""Equipment promised, shipped, handed over and outstanding: the one place where these come out of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistance.models import Commitment, DeliveryEvent, EquipmentLine
from assistance.models.equipment import EquipmentLineQuerySet
from assistance.vocabulary import Counting, DeliveryStage

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """How much reached a stage: from ``known`` to ``upper``, which differ only where reports contradict one another.

    ``upper`` is None where some came in unknown number, so ``known`` or more.
    """

    known: Decimal
    upper: Decimal | None

    @property
    def at_least(self) -> bool:
        """Whether some of it came in unknown number."""
        return self.upper is None

    @property
    def contested(self) -> bool:
        """Whether reports contradict one another and nobody has settled how much it was."""
        return self.upper is not None and self.upper != self.known

    @property
    def anything(self) -> bool:
        """Whether anything is reported at all."""
        return self.upper is None or self.upper > 0


@dataclass(frozen=True, kw_only=True)
class Balance:
    """One line's account, in its unit. ``promised`` and what is outstanding are None where unknown; none is below zero.

    ``outstanding`` and ``outstanding_upper`` differ only where reports contradict one another. ``exceeds_promise``
    flags that more was handed over than promised, whichever of them is right.
    """

    line: EquipmentLine
    promised: Decimal | None
    shipped: Arrived
    handed_over: Arrived
    on_balance: Arrived
    outstanding: Decimal | None
    outstanding_upper: Decimal | None
    exceeds_promise: bool

    @property
    def contested(self) -> bool:
        """Whether reports contradict one another at any stage."""
        return self.shipped.contested or self.handed_over.contested or self.on_balance.contested


def balance(line: EquipmentLine) -> Balance:
    """Return the account of ``line``, expecting it fetched ``with_accounts()`` or ``with_deliveries()``.

    What is on the recipient's balance was handed over, and what was handed over was shipped, reported or not.
    """
    events = list(line.deliveries.all())
    on_balance = _arrived(events, DeliveryStage.ON_BALANCE)
    handed_over = _further(_arrived(events, DeliveryStage.HANDED_OVER), on_balance)
    shipped = _further(_arrived(events, DeliveryStage.SHIPPED), handed_over)
    least, most = _outstanding(line.quantity, handed_over)
    return Balance(
        line=line,
        promised=line.quantity,
        shipped=shipped,
        handed_over=handed_over,
        on_balance=on_balance,
        outstanding=least,
        outstanding_upper=most,
        exceeds_promise=line.quantity is not None and handed_over.known > line.quantity,
    )


def balances(lines: EquipmentLineQuerySet) -> tuple[Balance, ...]:
    """Return the account of each of ``lines``, in a fixed number of queries."""
    return tuple(balance(line) for line in lines.with_deliveries())


def all_handed_over(commitment: Commitment) -> bool:
    """Return whether ``commitment`` promises equipment in known numbers, and all of it was handed over for certain."""
    accounts = [balance(line) for line in commitment.equipment.with_accounts()]
    return bool(accounts) and all(account.outstanding_upper == 0 for account in accounts)


@dataclass(frozen=True, kw_only=True)
class _Count:
    """How much came so far: from ``least`` to ``most``, or more than that where some came in unknown number."""

    least: Decimal = ZERO
    most: Decimal = ZERO
    more: bool = False

    def after(self, event: DeliveryEvent) -> _Count:
        """Return the count with ``event``: an increment adds; a running total takes the place of all before it.

        A running total below what is known already does not undo it.
        """
        if event.quantity is None:
            return replace(self, more=True)
        if event.counting == Counting.RUNNING_TOTAL:
            return _Count(least=max(self.least, event.quantity), most=max(self.most, event.quantity))
        return self.plus(event.quantity)

    def plus(self, quantity: Decimal) -> _Count:
        """Return the count with ``quantity`` more."""
        return replace(self, least=self.least + quantity, most=self.most + quantity)

    def after_one_of(self, reports: Sequence[DeliveryEvent]) -> _Count:
        """Return the count with one delivery that ``reports`` tell of: what staff settled, or from least to most.

        A report without a number contradicts none that has one.
        """
        settled: Decimal | None = reports[0].settled  # type: ignore[attr-defined]
        if settled is not None:
            return self.plus(settled)
        counted = [report for report in reports if report.quantity is not None] or reports[:1]
        counts = [self.after(report) for report in counted]
        return _Count(
            least=min(count.least for count in counts),
            most=max(count.most for count in counts),
            more=any(count.more for count in counts),
        )


def _arrived(events: Iterable[DeliveryEvent], stage: DeliveryStage) -> Arrived:
    """Add up the deliveries of ``stage``; one that several tell of stands where the first of them does."""
    deliveries: dict[tuple[str, int], list[DeliveryEvent]] = {}
    for event in events:
        if event.stage == stage:
            key = ("occasion", event.occasion_id) if event.occasion_id else ("event", event.pk)
            deliveries.setdefault(key, []).append(event)
    count = _Count()
    for reports in deliveries.values():
        count = count.after_one_of(reports)
    return Arrived(known=count.least, upper=None if count.more else count.most)


def _further(own: Arrived, later: Arrived) -> Arrived:
    """Return what reached a stage, by its own reports and by those of the stage after it.

    An unknown number in either leaves it unknown how much there was in all.
    """
    unknown = own.upper is None or later.upper is None
    return Arrived(
        known=max(own.known, later.known), upper=None if unknown else max(own.upper or ZERO, later.upper or ZERO)
    )


def _outstanding(promised: Decimal | None, handed_over: Arrived) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the most that is still to come, both None where that is unknown."""
    if promised is None:
        return None, None
    most = max(promised - handed_over.known, ZERO)
    if handed_over.upper is None:
        return (None, None) if most else (most, most)
    return max(promised - handed_over.upper, ZERO), most
