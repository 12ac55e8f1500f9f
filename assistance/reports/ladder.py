"""The ladder of certainty: how much stands on which rung, never one blurred sum."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from assistance.models import Commitment, CommitmentParty, Organisation
from assistance.models.commitments import CommitmentQuerySet
from assistance.models.held_back import withheld
from assistance.reports.money import CurrencySum, Valued, sums_of
from assistance.vocabulary import FIRM_STATUSES, CommitmentStatus, PartyRole, WithheldScope

#: The status, currency (empty for none), amount and basis of a commitment, and whether these three are withheld.
LadderEntry = tuple[str, str, Decimal | None, str, bool]


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One status: how many commitments have it, how many of them state no amount, and the sums by currency.

    Amounts that are withheld are counted in ``withheld`` and are in no sum.

    ``counted`` tells whether its amounts are promised or given: neither merely considered nor called off.
    """

    status: CommitmentStatus
    count: int
    without_amount: int
    withheld: int
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
    rows = Commitment.objects.filter(pk__in=picked).order_by().annotate(held=withheld(WithheldScope.AMOUNT))
    return _ladder_of(rows.values_list("status", "currency", "amount", "valuation_basis", "held"))


def ladders_by_party(organisations: Iterable[Organisation], role: PartyRole) -> dict[int, Ladder]:
    """Return for each organisation, by key, the ladder of the public commitments it is ``role`` in; in one query.

    A commitment of several donors stands in the ladder of each, so these ladders must not be added to one another.
    """
    parties = CommitmentParty.objects.filter(
        role=role, organisation__in=list(organisations), commitment__in=Commitment.objects.published()
    )
    rows = (
        parties.order_by()
        .annotate(held=withheld(WithheldScope.AMOUNT, "commitment"))
        .values_list(
            "organisation",
            "commitment__status",
            "commitment__currency",
            "commitment__amount",
            "commitment__valuation_basis",
            "held",
        )
    )
    by_organisation: dict[int, list[LadderEntry]] = defaultdict(list)
    for organisation, *entry in rows:
        by_organisation[organisation].append(cast("LadderEntry", tuple(entry)))
    return {key: _ladder_of(entries) for key, entries in by_organisation.items()}


def _ladder_of(entries: Iterable[LadderEntry]) -> Ladder:
    amounts: dict[str, dict[str, list[Valued]]] = defaultdict(lambda: defaultdict(list))
    held_back: Counter[str] = Counter()
    for status, currency, amount, basis, held in entries:
        if held:
            held_back[status] += 1
        else:
            amounts[status][currency].append((amount or Decimal(), basis))
    return Ladder(rungs=tuple(_rung(status, amounts[status], held_back[status]) for status in CommitmentStatus))


def _rung(status: CommitmentStatus, amounts: dict[str, list[Valued]], held_back: int) -> Rung:
    """Return the rung of ``status`` with its ``amounts`` by currency; under the empty one stand those without any."""
    without = len(amounts.get("", []))
    sums = sums_of({currency: stated for currency, stated in amounts.items() if currency})
    count = without + held_back + sum(entry.count for entry in sums)
    return Rung(status=status, count=count, without_amount=without, withheld=held_back, sums=sums)
