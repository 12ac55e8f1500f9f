"""Sums of money, each in its own currency: two currencies are never added."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class CurrencySum:
    """The sum of ``count`` amounts stated in ``currency``, in full units."""

    currency: str
    amount: Decimal
    count: int
