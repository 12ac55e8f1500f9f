"""Totals by donor, status, sector, year or currency: each commitment counts once in each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistance.models import Commitment
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports.money import CurrencySum, Valued, sums_of
from assistance.vocabulary import FIRM_STATUSES, CommitmentStatus, PartyRole, WithheldScope

#: A part of a group's key: the stored value (a pk, a code, a year) and the words a reader is shown.
Part = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class TotalsRow:
    """What is promised or given in one group, at one status.

    A commitment of several donors (or sectors) stands in the group of exactly those, named together in ``parts``,
    so that no sum counts twice. ``parts`` is empty where the group is unknown. Amounts that are withheld are counted in
    ``withheld`` and are in no sum; ``commitments`` must be fetched for the public for that.
    """

    parts: tuple[Part, ...]
    status: CommitmentStatus
    count: int
    without_amount: int
    withheld: int
    sums: tuple[CurrencySum, ...]

    @property
    def counted(self) -> bool:
        """Whether the amounts are promised or given: neither merely considered nor called off."""
        return self.status in FIRM_STATUSES


def _donors(commitment: Commitment) -> Iterable[Part]:
    return ((str(donor.pk), donor.name) for donor in commitment.organisations_in(PartyRole.FUNDING))


def _status(commitment: Commitment) -> Iterable[Part]:
    return [(commitment.status, str(commitment.get_status_display()))]


def _sectors(commitment: Commitment) -> Iterable[Part]:
    return ((row.sector, str(row.get_sector_display())) for row in commitment.sectors.all())


def _year(commitment: Commitment) -> Iterable[Part]:
    day = commitment.first_reported  # type: ignore[attr-defined]
    return [(str(day.year), str(day.year))] if day else []


def _currency(commitment: Commitment) -> Iterable[Part]:
    return [(commitment.currency, commitment.currency)] if commitment.currency else []


GROUPINGS: dict[str, Callable[[Commitment], Iterable[Part]]] = {
    "donor": _donors,
    "status": _status,
    "sector": _sectors,
    "year": _year,
    "currency": _currency,
}


def totals(commitments: CommitmentQuerySet, *, by: str) -> tuple[TotalsRow, ...]:
    """Return the rows of ``commitments`` grouped ``by`` one of ``GROUPINGS``, in a fixed number of queries.

    The year is that of the first release that spoke of the commitment. Raises ``KeyError`` for another grouping.
    """
    parts_of = GROUPINGS[by]
    groups: dict[tuple[tuple[Part, ...], CommitmentStatus], list[Commitment]] = defaultdict(list)
    for commitment in commitments.with_parties().newest_first():
        parts = tuple(sorted(set(parts_of(commitment)), key=lambda part: (part[1], part[0])))
        groups[parts, CommitmentStatus(commitment.status)].append(commitment)
    order = _up_the_ladder if by == "status" else _by_words
    return tuple(_row(parts, status, groups[parts, status]) for parts, status in sorted(groups, key=order))


def _by_words(key: tuple[tuple[Part, ...], CommitmentStatus]) -> tuple[bool, list[Part], int]:
    """Order by the words shown, unknown groups last, then up the ladder."""
    parts, _ = key
    return not parts, [(label, value) for value, label in parts], _up_the_ladder(key)


def _up_the_ladder(key: tuple[tuple[Part, ...], CommitmentStatus]) -> int:
    return list(CommitmentStatus).index(key[1])


def _row(parts: tuple[Part, ...], status: CommitmentStatus, commitments: Sequence[Commitment]) -> TotalsRow:
    amounts: dict[str, list[Valued]] = defaultdict(list)
    for commitment in commitments:
        if commitment.amount is not None:
            amounts[commitment.currency].append((commitment.amount, commitment.valuation_basis))
    sums = sums_of(amounts)
    held_back = sum(commitment.withholds(WithheldScope.AMOUNT) for commitment in commitments)
    return TotalsRow(
        parts=parts,
        status=status,
        count=len(commitments),
        without_amount=len(commitments) - held_back - sum(entry.count for entry in sums),
        withheld=held_back,
        sums=sums,
    )
