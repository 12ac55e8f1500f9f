"""How many rows of a list each choice of a filter would leave: counted in the database, one query a filter.

What is withheld is counted nowhere that would tell it: a place only where places are told, a currency only where
amounts are, an item only where equipment is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from assistance.models import (
    Commitment,
    CommitmentParty,
    CommitmentPlace,
    CommitmentSector,
    EquipmentLine,
    Need,
    Organisation,
    Project,
    ProjectPlace,
    ProjectSector,
    Release,
)
from assistance.models.commitments import CommitmentQuerySet
from assistance.models.needs import NeedQuerySet
from assistance.vocabulary import CHANNEL_ROLES, PartyRole, WithheldScope

#: Rows by a choice's value as it stands in an address; a choice that would leave none is not in it.
Counts = dict[str, int]
#: Counts the rows it is given by the values of one filter.
CountOf = Callable[[Any], Counts]


def _grouped(rows: QuerySet[Any], field: str, counted: str) -> Counts:
    """Return how many there are for each value of ``field``; ``counted`` leads from a row to what is counted."""
    found = rows.order_by().values_list(field).annotate(count=Count(counted, distinct=True))
    return {str(value): count for value, count in found if value not in (None, "")}


def _own(field: str) -> CountOf:
    return lambda rows: _grouped(rows, field, "pk")


def _parties(*roles: PartyRole) -> CountOf:
    def count(rows: CommitmentQuerySet) -> Counts:
        parties = CommitmentParty.objects.filter(role__in=roles, commitment__in=rows.values("pk"))
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
    return _grouped(rows.telling(WithheldScope.AMOUNT), "currency", "pk")


def _yes_no(rows: QuerySet[Any], condition: Q) -> Counts:
    """Return for how many of ``rows`` the condition holds, and for how many it does not."""
    counted = rows.aggregate(true=Count("pk", filter=condition), false=Count("pk", filter=~condition))
    return {value: count for value, count in counted.items() if count}


def _amounts(rows: CommitmentQuerySet) -> Counts:
    return _yes_no(rows.telling(WithheldScope.AMOUNT), Q(amount__isnull=False))


def _parties_of_lines(role: PartyRole) -> CountOf:
    def count(lines: QuerySet[EquipmentLine]) -> Counts:
        of_role = lines.filter(commitment__parties__role=role)
        return _grouped(of_role, "commitment__parties__organisation", "pk")

    return count


def _rows_of(model: type[Model], field: str, owner: str) -> CountOf:
    """Return what counts the owners of rows of ``model`` by their ``field``."""
    return lambda rows: _grouped(model._default_manager.filter(**{f"{owner}__in": rows.values("pk")}), field, owner)


def _cover_states(rows: NeedQuerySet) -> Counts:
    return dict(Counter(rows.with_public_accounts().values_list("cover_state", flat=True)))  # type: ignore[misc]


def _asked_again(rows: NeedQuerySet) -> Counts:
    asked = rows.with_public_accounts().values_list("asked", flat=True)  # type: ignore[misc]
    return dict(Counter(str(times > 1).lower() for times in asked))


#: The filters of each list whose choices are counted, in the order they are shown in.
FACETS: dict[type[Model], dict[str, CountOf]] = {
    Commitment: {
        "status": _own("status"),
        "donor": _parties(PartyRole.FUNDING),
        "channel": _parties(*CHANNEL_ROLES),
        "recipient": _parties(PartyRole.RECIPIENT),
        "sector": _sectors,
        "kind": _own("kind"),
        "item_category": _item_categories,
        "place": _places,
        "year": _years,
        "currency": _currencies,
        "has_amount": _amounts,
    },
    Organisation: {"type": _own("type"), "country": _own("country")},
    Project: {
        "sector": _rows_of(ProjectSector, "sector", "project"),
        "place": _rows_of(ProjectPlace, "region", "project"),
    },
    Release: {"publisher": _own("publisher"), "language": _own("language")},
    EquipmentLine: {
        "category": _own("category"),
        "status": _own("commitment__status"),
        "donor": _parties_of_lines(PartyRole.FUNDING),
        "recipient": _parties_of_lines(PartyRole.RECIPIENT),
    },
    Need: {"category": _own("category"), "coverage": _cover_states, "asked_again": _asked_again},
}


def facet_counts(name: str, rows: QuerySet[Any]) -> Counts:
    """Return how many of public ``rows`` each choice of the filter ``name`` would leave, in one query.

    They are picked out in a sub-select, so that joins count none of them twice. Raises ``KeyError`` for a filter that
    is not counted.
    """
    picked = rows.model._default_manager.filter(pk__in=rows.order_by().values("pk"))
    return FACETS[rows.model][name](picked)
