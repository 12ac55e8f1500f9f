"""Totals by one of ``GROUPINGS``: each commitment counts once in each of them.

A sum counts where it enters the country. What goes from a donor through a channel to a recipient is one commitment with
these parties: a release that tells of one hop of it is linked to it and adds nothing. So the totals by donor and by
channel add up to the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.formats import date_format

from assistance.models import Commitment
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports.conversion import Converted, ConvertedSum, converted_each, converted_sum
from assistance.reports.money import CurrencySum, Valued, sums_of
from assistance.vocabulary import CHANNEL_ROLES, FIRM_STATUSES, CommitmentStatus, PartyRole, WithheldScope

#: A part of a group's key: the stored value (a pk, a code, a year) and the words a reader is shown.
Part = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class TotalsRow:
    """What is promised or given in one group, at one status.

    A commitment of several donors (or sectors) stands in the group of exactly those, named together in ``parts``,
    so that no sum counts twice. ``parts`` is empty where the group is unknown. Amounts that are withheld are counted in
    ``withheld`` and are in no sum; ``commitments`` must be fetched for the public for that. ``converted`` is the same
    in one currency, None where none was asked for.
    """

    parts: tuple[Part, ...]
    status: CommitmentStatus
    count: int
    without_amount: int
    withheld: int
    sums: tuple[CurrencySum, ...]
    converted: ConvertedSum | None = None

    @property
    def counted(self) -> bool:
        """Whether the amounts are promised or given: neither merely considered nor called off."""
        return self.status in FIRM_STATUSES


@dataclass(frozen=True, kw_only=True)
class Group:
    """The rows of one group, up the ladder; ``parts`` is empty where the group is unknown."""

    parts: tuple[Part, ...]
    rows: tuple[TotalsRow, ...]

    @property
    def count(self) -> int:
        """How many commitments it has, on whatever rung."""
        return sum(row.count for row in self.rows)

    @property
    def firm(self) -> int:
        """How many of them are promised or given."""
        return sum(row.count for row in self.rows if row.counted)


def _named(*roles: PartyRole) -> Callable[[Commitment], Iterable[Part]]:
    def parts(commitment: Commitment) -> Iterable[Part]:
        return ((str(party.pk), party.name) for party in commitment.organisations_in(*roles))

    return parts


def _status(commitment: Commitment) -> Iterable[Part]:
    return [(commitment.status, str(commitment.get_status_display()))]


def _kind(commitment: Commitment) -> Iterable[Part]:
    return [(commitment.kind, str(commitment.get_kind_display()))]


def _item_categories(commitment: Commitment) -> Iterable[Part]:
    return ((line.category, str(line.get_category_display())) for line in commitment.equipment.all())


def _sectors(commitment: Commitment) -> Iterable[Part]:
    return ((row.sector, str(row.get_sector_display())) for row in commitment.sectors.all())


def _places(commitment: Commitment) -> Iterable[Part]:
    return ((row.region, str(row.get_region_display())) for row in commitment.places.all())


def _year(commitment: Commitment) -> Iterable[Part]:
    day = commitment.first_reported  # type: ignore[attr-defined]
    return [(str(day.year), str(day.year))] if day else []


def _month(commitment: Commitment) -> Iterable[Part]:
    day = commitment.first_reported  # type: ignore[attr-defined]
    return [(f"{day:%Y-%m}", date_format(day, "F Y"))] if day else []


def _currency(commitment: Commitment) -> Iterable[Part]:
    return [(commitment.currency, commitment.currency)] if commitment.currency else []


GROUPINGS: dict[str, Callable[[Commitment], Iterable[Part]]] = {
    "donor": _named(PartyRole.FUNDING),
    "channel": _named(*CHANNEL_ROLES),
    "recipient": _named(PartyRole.RECIPIENT),
    "status": _status,
    "kind": _kind,
    "sector": _sectors,
    "item_category": _item_categories,
    "place": _places,
    "year": _year,
    "month": _month,
    "currency": _currency,
}
#: The groupings that the overview tells.
OVERVIEW = ("donor", "recipient", "sector", "year")
#: Groupings whose groups stand in the order of their values, not of the words for them.
IN_TIME = ("year", "month")
#: What a grouping wants fetched along.
FETCHED = {"item_category": ("equipment",)}


def totals(
    commitments: CommitmentQuerySet, *, by: str, to: str = "", rates_of: date | None = None
) -> tuple[TotalsRow, ...]:
    """Return the rows of ``commitments`` grouped ``by`` one of ``GROUPINGS``, in a fixed number of queries.

    Year and month are those of the first release that spoke of it. With the currency ``to``, each row is converted
    too, at the rates of the days or of the day ``rates_of``. Raises ``KeyError`` for another grouping.
    """
    return breakdowns(commitments, by=(by,), to=to, rates_of=rates_of)[by]


def breakdowns(
    commitments: CommitmentQuerySet, *, by: Iterable[str], to: str = "", rates_of: date | None = None
) -> dict[str, tuple[TotalsRow, ...]]:
    """Return ``totals`` for several groupings at once, in as many queries as for one; equipment takes one more."""
    named = tuple(by)
    if unknown := set(named) - set(GROUPINGS):
        raise KeyError(*unknown)
    along = [name for grouping in named for name in FETCHED.get(grouping, ())]
    fetched = list(commitments.with_parties().prefetch_related(*along).newest_first())
    converted = {row.commitment.pk: row for row in converted_each(fetched, to=to, rates_of=rates_of)} if to else None
    return {name: rows_of(fetched, name, converted) for name in named}


def groups(rows: Iterable[TotalsRow]) -> tuple[Group, ...]:
    """Return the groups of ``rows``, in the order of the rows."""
    return tuple(Group(parts=parts, rows=tuple(theirs)) for parts, theirs in groupby(rows, key=lambda row: row.parts))


def parts_of(commitment: Commitment, by: str) -> tuple[Part, ...]:
    """Return the key of the group that ``commitment`` stands in, grouped ``by`` one of ``GROUPINGS``."""
    return tuple(sorted(set(GROUPINGS[by](commitment)), key=lambda part: (part[1], part[0])))


def rows_of(
    commitments: Iterable[Commitment], by: str, converted: Mapping[int, Converted] | None = None
) -> tuple[TotalsRow, ...]:
    """Return the rows of ``commitments``, fetched as ``breakdowns`` fetches them, grouped ``by`` one of ``GROUPINGS``.

    ``converted`` has their amounts in one currency by their keys.
    """
    found: dict[tuple[tuple[Part, ...], CommitmentStatus], list[Commitment]] = defaultdict(list)
    for commitment in commitments:
        found[parts_of(commitment, by), CommitmentStatus(commitment.status)].append(commitment)
    order = _up_the_ladder if by == "status" else _in_time if by in IN_TIME else _by_words
    return tuple(_row(parts, status, found[parts, status], converted) for parts, status in sorted(found, key=order))


def _by_words(key: tuple[tuple[Part, ...], CommitmentStatus]) -> tuple[bool, list[Part], int]:
    """Order by the words shown, unknown groups last, then up the ladder."""
    parts, _ = key
    return not parts, [(label, value) for value, label in parts], _up_the_ladder(key)


def _in_time(key: tuple[tuple[Part, ...], CommitmentStatus]) -> tuple[bool, tuple[Part, ...], int]:
    """Order by the values stored, unknown groups last, then up the ladder."""
    return not key[0], key[0], _up_the_ladder(key)


def _up_the_ladder(key: tuple[tuple[Part, ...], CommitmentStatus]) -> int:
    return list(CommitmentStatus).index(key[1])


def _row(
    parts: tuple[Part, ...],
    status: CommitmentStatus,
    commitments: Sequence[Commitment],
    converted: Mapping[int, Converted] | None,
) -> TotalsRow:
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
        converted=None if converted is None else _in_one(commitments, converted),
    )


def _in_one(commitments: Sequence[Commitment], converted: Mapping[int, Converted]) -> ConvertedSum:
    return converted_sum([converted[each.pk] for each in commitments if each.pk in converted])
