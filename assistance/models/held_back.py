"""What the public sees of a commitment while facts of it are withheld: the rest, and that something is.

This is the one place that holds facts back. Whatever is fetched from ``Commitment.objects.published()`` has no longer
what is withheld; what is picked out in the database is picked from ``telling(scope)``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models.query import ModelIterable

from assistance.models.withholdings import Withholding
from assistance.vocabulary import PART_OF, Hedge, Region, ValuationBasis, ValueScope, WithheldManner, WithheldScope

#: A commitment's fields and rows for each kind of fact, with what stands there instead.
EMPTY: dict[WithheldScope, dict[str, Any]] = {
    WithheldScope.AMOUNT: {
        "amount": None,
        "amount_upper": None,
        "currency": "",
        "amount_hedge": Hedge.EXACT.value,
        "valuation_basis": ValuationBasis.UNKNOWN.value,
    },
    WithheldScope.PLACE: {},
    WithheldScope.EQUIPMENT: {},
}
ROWS = {WithheldScope.PLACE: "places", WithheldScope.EQUIPMENT: "equipment"}

#: An amount is told as lying between two of these, times a power of ten.
STEPS = (Decimal(1), Decimal(5), Decimal(10))


#: A delivery's value, with what stands there instead where the amount of its commitment is withheld.
NO_VALUE: dict[str, Any] = {
    "value": None,
    "currency": "",
    "value_hedge": Hedge.EXACT.value,
    "value_upper": None,
    "valuation_basis": ValuationBasis.UNKNOWN.value,
    "value_scope": ValueScope.ITEM.value,
}


class HeldBackError(TypeError):
    """Raised on an attempt to store a record that facts were taken from."""


@dataclass(frozen=True, kw_only=True)
class HeldBack:
    """One kind of fact that is withheld, why as the public is told, and the day it ends.

    ``told`` is what is told instead: the two bounds of an amount in ``currency``, the parts of the country, the
    categories of equipment; nothing where it is hidden.
    """

    scope: WithheldScope
    manner: WithheldManner
    reason: str
    until: date | None
    told: tuple[str, ...] = ()
    currency: str = ""


class HoldingBack(ModelIterable):  # type: ignore[type-arg]
    """Commitments as they are fetched, without the facts that are withheld."""

    def __iter__(self) -> Iterator[Any]:
        """Yield them; one query more, and one for each kind of row that is told less exactly, whatever their number."""
        commitments = list(super().__iter__())
        if commitments:
            hold_back(commitments, standing_facts())
        yield from commitments


class HoldingBackValues(ModelIterable):  # type: ignore[type-arg]
    """Deliveries as they are fetched, without the values that ``value_withheld``, annotated, says are withheld."""

    def __iter__(self) -> Iterator[Any]:
        """Yield them, without a further query."""
        for delivery in super().__iter__():
            if delivery.value_withheld:
                for name, value in NO_VALUE.items():
                    setattr(delivery, name, value)
            yield delivery


def standing_facts() -> Mapping[int, list[Withholding]]:
    """Return by commitment what of it is withheld today."""
    found: dict[int, list[Withholding]] = defaultdict(list)
    for withholding in Withholding.objects.standing().facts().order_by("scope"):
        found[withholding.commitment_id or 0].append(withholding)
    return found


def hold_back(commitments: Sequence[Any], facts: Mapping[int, list[Withholding]]) -> None:
    """Take from ``commitments`` what is withheld of them, and leave ``held_back`` in its place."""
    _fetch_coarsened(commitments, facts)
    for commitment in commitments:
        withheld = facts.get(commitment.pk, [])
        commitment.held_back = tuple(_held_back(commitment, withholding) for withholding in withheld)
        for entry in commitment.held_back:
            for name, value in EMPTY[entry.scope].items():
                setattr(commitment, name, value)
            if entry.scope in ROWS:
                _empty(commitment, ROWS[entry.scope])


def _fetch_coarsened(commitments: Sequence[Any], facts: Mapping[int, list[Withholding]]) -> None:
    """Fetch for all ``commitments`` at once the rows of which something is told instead."""
    coarsened: dict[str, list[Any]] = defaultdict(list)
    for commitment in commitments:
        for withholding in facts.get(commitment.pk, []):
            if withholding.manner == WithheldManner.COARSENED and withholding.scope in ROWS:
                coarsened[ROWS[WithheldScope(withholding.scope)]].append(commitment)
    for rows, theirs in coarsened.items():
        models.prefetch_related_objects(theirs, rows)


def _empty(commitment: Any, rows: str) -> None:
    """Let the related ``rows`` of ``commitment`` be none, fetched already or not."""
    none = getattr(commitment, rows).model._default_manager.none()
    commitment.__dict__.setdefault("_prefetched_objects_cache", {})[rows] = none


def _held_back(commitment: Any, withholding: Withholding) -> HeldBack:
    scope, manner = WithheldScope(withholding.scope), WithheldManner(withholding.manner)
    return HeldBack(
        scope=scope,
        manner=manner,
        reason=withholding.public_reason,
        until=withholding.until,
        told=told_instead(commitment, scope) if manner == WithheldManner.COARSENED else (),
        currency=commitment.currency if (scope, manner) == (WithheldScope.AMOUNT, WithheldManner.COARSENED) else "",
    )


def told_instead(commitment: Any, scope: WithheldScope) -> tuple[str, ...]:
    """Return what is told of ``scope`` less exactly: bounds of the amount, parts of the country, categories."""
    if scope == WithheldScope.AMOUNT:
        return () if commitment.amount is None else tuple(str(bound) for bound in bounds_of(commitment.amount))
    if scope == WithheldScope.PLACE:
        return tuple(sorted({PART_OF[Region(place.region)].value for place in commitment.places.all()}))
    return tuple(sorted({line.category for line in commitment.equipment.all()}))


def bounds_of(amount: Decimal) -> tuple[Decimal, Decimal]:
    """Return the bounds that ``amount`` lies between, the lower one included: 1, 5 or 10 of its power of ten."""
    power = Decimal(10) ** amount.adjusted()
    lower, upper = (STEPS[0], STEPS[1]) if amount < STEPS[1] * power else (STEPS[1], STEPS[2])
    return (lower * power).quantize(Decimal(1)), (upper * power).quantize(Decimal(1))


def withheld(scope: WithheldScope, way: str = "pk") -> models.Exists:
    """Return, for a query, whether ``scope`` is withheld of the commitment that ``way`` leads to."""
    return models.Exists(Withholding.objects.standing().of(scope).filter(commitment=models.OuterRef(way)))


def withheld_in_part(way: str) -> models.Exists:
    """Return, for a query, whether any fact is withheld of the commitment that ``way`` leads to."""
    return models.Exists(Withholding.objects.standing().facts().filter(commitment=models.OuterRef(way)))


#: What ``found_by`` reads: all names of the parties, and the projects that were merged into the commitment's.
FOUND_BY = ("parties__organisation__aliases", "project__merged_here")


def found_by(commitment: Any) -> list[str]:
    """Return the texts a commitment is found by but for its equipment; expects project and ``FOUND_BY`` fetched."""
    texts = [commitment.title_en, commitment.title_uk]
    texts += [alias.name for party in commitment.parties.all() for alias in party.organisation.aliases.all()]
    if commitment.project:
        projects = (commitment.project, *commitment.project.merged_here.all())
        texts += [title for project in projects for title in (project.title_en, project.title_uk)]
    return list(dict.fromkeys(filter(None, texts)))
