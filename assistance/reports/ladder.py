"""The ladder of certainty: how much stands on which rung, never one blurred sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assistance.models import Commitment, CommitmentParty, Organisation
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports.money import CurrencySum, sums_of
from assistance.vocabulary import FIRM_STATUSES, CommitmentStatus, PartyRole

#: The status, currency (empty for none) and amount of a commitment.
LadderEntry = tuple[str, str, Decimal | None]


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
    Sums are made here, exactly: SQLite adds decimals as floats.
    """
    picked = commitments.order_by().values("pk")
    return _ladder_of(Commitment.objects.filter(pk__in=picked).order_by().values_list("status", "currency", "amount"))


def ladders_by_party(organisations: Iterable[Organisation], role: PartyRole) -> dict[int, Ladder]:
    """Return for each organisation, by key, the ladder of the public commitments it is ``role`` in; in one query.

    A commitment of several donors stands in the ladder of each, so these ladders must not be added to one another.
    """
    parties = CommitmentParty.objects.filter(
        role=role, organisation__in=list(organisations), commitment__in=Commitment.objects.published()
    )
    rows = parties.order_by().values_list(
        "organisation", "commitment__status", "commitment__currency", "commitment__amount"
    )
    by_organisation: dict[int, list[LadderEntry]] = defaultdict(list)
    for organisation, status, currency, amount in rows:
        by_organisation[organisation].append((status, currency, amount))
    return {key: _ladder_of(entries) for key, entries in by_organisation.items()}


def _ladder_of(entries: Iterable[LadderEntry]) -> Ladder:
    amounts: dict[str, dict[str, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    for status, currency, amount in entries:
        amounts[status][currency].append(amount or Decimal())
    return Ladder(rungs=tuple(_rung(status, amounts[status]) for status in CommitmentStatus))


def _rung(status: CommitmentStatus, amounts: dict[str, list[Decimal]]) -> Rung:
    """Return the rung of ``status`` with its ``amounts`` by currency; under the empty one stand those without any."""
    without = len(amounts.get("", []))
    sums = sums_of({currency: stated for currency, stated in amounts.items() if currency})
    return Rung(status=status, count=without + sum(entry.count for entry in sums), without_amount=without, sums=sums)
