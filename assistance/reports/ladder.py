"""The ladder of certainty: how much stands on which rung, never one blurred sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from assistance.models import Commitment, CommitmentParty, Organisation
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports.money import CurrencySum
from assistance.vocabulary import FIRM_STATUSES, CommitmentStatus, PartyRole

#: A status, a currency (empty for none), how many commitments have both, and the sum of their amounts.
LadderEntry = tuple[str, str, int, Decimal | None]


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
        .values_list("status", "currency")
        .annotate(Count("pk"), Sum("amount"))
        .order_by("status", "currency")
    )
    return _ladder_of(rows)


def ladders_by_party(organisations: Iterable[Organisation], role: PartyRole) -> dict[int, Ladder]:
    """Return for each organisation, by key, the ladder of the public commitments it is ``role`` in; in one query.

    A commitment of several donors stands in the ladder of each, so these ladders must not be added to one another.
    """
    rows = (
        CommitmentParty.objects.filter(
            role=role, organisation__in=list(organisations), commitment__in=Commitment.objects.published()
        )
        .order_by()
        .values_list("organisation", "commitment__status", "commitment__currency")
        .annotate(Count("pk"), Sum("commitment__amount"))
        .order_by("organisation", "commitment__currency")
    )
    by_organisation: dict[int, list[LadderEntry]] = defaultdict(list)
    for organisation, *entry in rows:
        by_organisation[organisation].append(tuple(entry))
    return {key: _ladder_of(entries) for key, entries in by_organisation.items()}


def _ladder_of(entries: Iterable[LadderEntry]) -> Ladder:
    by_status: dict[str, list[CurrencySum]] = defaultdict(list)
    for status, currency, count, amount in entries:
        by_status[status].append(CurrencySum(currency=currency, amount=amount or Decimal(), count=count))
    return Ladder(rungs=tuple(_rung(status, by_status[status]) for status in CommitmentStatus))


def _rung(status: CommitmentStatus, sums: list[CurrencySum]) -> Rung:
    """Return the rung of ``status``; the sum under an empty currency counts those without an amount."""
    return Rung(
        status=status,
        count=sum(entry.count for entry in sums),
        without_amount=sum(entry.count for entry in sums if not entry.currency),
        sums=tuple(entry for entry in sums if entry.currency),
    )
