"""How many commitments each choice of a filter would leave: counted in the database, one query a filter.

What is withheld is counted nowhere that would tell it: a place only where places are told, a currency only where
amounts are, an item only where equipment is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db.models import Count, Q, QuerySet

from assistance.models import Commitment, CommitmentParty, CommitmentPlace, CommitmentSector, EquipmentLine
from assistance.models.commitments import CommitmentQuerySet
from assistance.vocabulary import PartyRole, WithheldScope

#: Commitments by a choice's value as it stands in an address; a choice that would leave none is not in it.
Counts = dict[str, int]


def _grouped(rows: QuerySet[Any], field: str, commitment: str) -> Counts:
    """Return how many commitments there are for each value of ``field``; ``commitment`` leads from a row to its own."""
    counted = rows.order_by().values_list(field).annotate(count=Count(commitment, distinct=True))
    return {str(value): count for value, count in counted}


def _own(field: str) -> Callable[[CommitmentQuerySet], Counts]:
    return lambda rows: _grouped(rows, field, "pk")


def _parties(role: PartyRole) -> Callable[[CommitmentQuerySet], Counts]:
    def count(rows: CommitmentQuerySet) -> Counts:
        parties = CommitmentParty.objects.filter(role=role, commitment__in=rows.values("pk"))
        return _grouped(parties, "organisation", "commitment")

    return count


def _sectors(rows: CommitmentQuerySet) -> Counts:
    return _grouped(CommitmentSector.objects.filter(commitment__in=rows.values("pk")), "sector", "commitment")


def _places(rows: CommitmentQuerySet) -> Counts:
    told = rows.telling(WithheldScope.PLACE)
    return _grouped(CommitmentPlace.objects.filter(commitment__in=told.values("pk")), "region", "commitment")


def _item_categories(rows: CommitmentQuerySet) -> Counts:
    lines = EquipmentLine.objects.published().filter(commitment__in=rows.values("pk"))
    return _grouped(lines, "category", "commitment")


def _years(rows: CommitmentQuerySet) -> Counts:
    days = rows.newest_first().order_by().values_list("first_reported", flat=True)  # type: ignore[misc]
    return dict(Counter(str(day.year) for day in days if day))


def _currencies(rows: CommitmentQuerySet) -> Counts:
    return _grouped(rows.telling(WithheldScope.AMOUNT).exclude(currency=""), "currency", "pk")


def _amounts(rows: CommitmentQuerySet) -> Counts:
    stated = Q(amount__isnull=False)
    told = rows.telling(WithheldScope.AMOUNT)
    counted = told.aggregate(true=Count("pk", filter=stated), false=Count("pk", filter=~stated))
    return {value: count for value, count in counted.items() if count}


#: The filters of the list of commitments whose choices are counted, in the order they are shown in.
FACETS: dict[str, Callable[[CommitmentQuerySet], Counts]] = {
    "status": _own("status"),
    "donor": _parties(PartyRole.FUNDING),
    "recipient": _parties(PartyRole.RECIPIENT),
    "sector": _sectors,
    "kind": _own("kind"),
    "item_category": _item_categories,
    "place": _places,
    "year": _years,
    "currency": _currencies,
    "has_amount": _amounts,
}


def facet_counts(name: str, commitments: CommitmentQuerySet) -> Counts:
    """Return how many of public ``commitments`` each choice of the filter ``name`` would leave, in one query.

    They are picked out in a sub-select, so that joins count none of them twice. Raises ``KeyError`` for a filter that
    is not counted.
    """
    return FACETS[name](Commitment.objects.filter(pk__in=commitments.order_by().values("pk")))
