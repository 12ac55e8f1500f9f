"""The ladder of certainty: how much stands on which rung, never one blurred sum."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum

from assistance.models import Commitment
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports.money import CurrencySum
from assistance.vocabulary import FIRM_STATUSES, CommitmentStatus


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One status: how many commitments have it, how many of them state no amount, and the sums by currency.

    ``counted`` tells whether its amounts are promised or given: neither merely considered nor called off.
    """

    status: CommitmentStatus
    count: int
    without_amount: int
    sums: tuple[CurrencySum, ...]

    @property
    def counted(self) -> bool:
        """Whether amounts on this rung are promised or given."""
        return self.status in FIRM_STATUSES


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """Every rung in order, empty ones too."""

    rungs: tuple[Rung, ...]

    @property
    def count(self) -> int:
        """How many commitments stand on the ladder."""
        return sum(rung.count for rung in self.rungs)

    @property
    def currencies(self) -> tuple[str, ...]:
        """The currencies that appear anywhere, in order of their codes."""
        return tuple(sorted({entry.currency for rung in self.rungs for entry in rung.sums}))


def ladder(commitments: CommitmentQuerySet) -> Ladder:
    """Return the ladder of ``commitments``, in one query.

    They are picked out in a sub-select: a join that filters or orders them would count a row once for every claim.
    """
    picked = commitments.order_by().values("pk")
    rows = (
        Commitment.objects.filter(pk__in=picked)
        .order_by()
        .values("status", "currency")
        .annotate(number=Count("pk"), total=Sum("amount"))
        .order_by("status", "currency")
    )
    by_status: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_status[row["status"]].append(dict(row))
    return Ladder(rungs=tuple(_rung(status, by_status[status]) for status in CommitmentStatus))


def _rung(status: CommitmentStatus, rows: list[dict[str, Any]]) -> Rung:
    sums = tuple(
        CurrencySum(currency=row["currency"], amount=row["total"], count=row["number"])
        for row in rows
        if row["currency"]
    )
    without = sum(row["number"] for row in rows if not row["currency"])
    return Rung(status=status, count=without + sum(entry.count for entry in sums), without_amount=without, sums=sums)
