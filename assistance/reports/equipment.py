"""Equipment promised, shipped, handed over and outstanding: the one place where these come out of the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assistance.models import DeliveryEvent, EquipmentLine
from assistance.models.equipment import EquipmentLineQuerySet
from assistance.vocabulary import Counting, DeliveryStage

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """How much reached a stage. ``at_least`` tells that some of it came in unknown number, so more than ``known``."""

    known: Decimal
    at_least: bool

    @property
    def anything(self) -> bool:
        """Whether anything is reported at all."""
        return self.at_least or self.known > 0


@dataclass(frozen=True, kw_only=True)
class Balance:
    """One line's account, in its unit. ``promised`` and ``outstanding`` are None where unknown; none is below zero.

    ``exceeds_promise`` flags that more was handed over than promised.
    """

    line: EquipmentLine
    promised: Decimal | None
    shipped: Arrived
    handed_over: Arrived
    on_balance: Arrived
    outstanding: Decimal | None
    exceeds_promise: bool


def balance(line: EquipmentLine) -> Balance:
    """Return the account of ``line``, expecting its deliveries to be fetched.

    What is on the recipient's balance was handed over, and what was handed over was shipped, reported or not.
    """
    events = list(line.deliveries.all())
    on_balance = _arrived(events, DeliveryStage.ON_BALANCE)
    handed_over = _further(_arrived(events, DeliveryStage.HANDED_OVER), on_balance)
    shipped = _further(_arrived(events, DeliveryStage.SHIPPED), handed_over)
    return Balance(
        line=line,
        promised=line.quantity,
        shipped=shipped,
        handed_over=handed_over,
        on_balance=on_balance,
        outstanding=_outstanding(line.quantity, handed_over),
        exceeds_promise=line.quantity is not None and handed_over.known > line.quantity,
    )


def balances(lines: EquipmentLineQuerySet) -> tuple[Balance, ...]:
    """Return the account of each of ``lines``, in a fixed number of queries."""
    return tuple(balance(line) for line in lines.with_deliveries())


def _arrived(events: Iterable[DeliveryEvent], stage: DeliveryStage) -> Arrived:
    """Add up the increments of ``stage``; a running total takes the place of all before it.

    A running total below what is known already does not undo it.
    """
    known, at_least = ZERO, False
    for event in events:
        if event.stage != stage:
            continue
        if event.quantity is None:
            at_least = True
        elif event.counting == Counting.RUNNING_TOTAL:
            known, at_least = max(known, event.quantity), False
        else:
            known += event.quantity
    return Arrived(known=known, at_least=at_least)


def _further(own: Arrived, later: Arrived) -> Arrived:
    """Return what reached a stage, by its own reports and by those of the stage after it.

    An unknown number in either leaves it unknown how much there was in all.
    """
    return Arrived(known=max(own.known, later.known), at_least=own.at_least or later.at_least)


def _outstanding(promised: Decimal | None, handed_over: Arrived) -> Decimal | None:
    if promised is None:
        return None
    left = max(promised - handed_over.known, ZERO)
    return None if handed_over.at_least and left else left
