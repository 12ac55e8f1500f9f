"""Sums of money, each in its own currency: two currencies are never added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistance.vocabulary import ValuationBasis

#: An amount and what it rests on.
Valued = tuple[Decimal, str]


@dataclass(frozen=True, kw_only=True)
class CurrencySum:
    """The sum of ``count`` amounts stated in ``currency``, in full units, and all ``bases`` they rest on."""

    currency: str
    amount: Decimal
    count: int
    bases: tuple[ValuationBasis, ...]

    @property
    def mixes_bases(self) -> bool:
        """Whether amounts that rest on different bases are added, so that the sum can be compared only roughly."""
        return len(self.bases) > 1


def sums_of(amounts: Mapping[str, Sequence[Valued]]) -> tuple[CurrencySum, ...]:
    """Return the exact sum of the ``amounts`` of each currency, in the order of the codes."""
    return tuple(_sum(currency, stated) for currency, stated in sorted(amounts.items()))


def _sum(currency: str, stated: Sequence[Valued]) -> CurrencySum:
    bases = {basis for _amount, basis in stated}
    return CurrencySum(
        currency=currency,
        amount=sum((amount for amount, _basis in stated), Decimal()),
        count=len(stated),
        bases=tuple(basis for basis in ValuationBasis if basis in bases),
    )
