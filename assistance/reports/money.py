"""Sums of money, each in its own currency: two currencies are never added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class CurrencySum:
    """The sum of ``count`` amounts stated in ``currency``, in full units."""

    currency: str
    amount: Decimal
    count: int


def sums_of(amounts: Mapping[str, Sequence[Decimal]]) -> tuple[CurrencySum, ...]:
    """Return the exact sum of the ``amounts`` of each currency, in the order of the codes."""
    return tuple(
        CurrencySum(currency=currency, amount=sum(stated, Decimal()), count=len(stated))
        for currency, stated in sorted(amounts.items())
    )
