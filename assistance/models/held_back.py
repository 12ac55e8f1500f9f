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
from assistance.vocabulary import PART_OF, Hedge, Region, ValuationBasis, WithheldManner, WithheldScope, normalise_name

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


class HeldBackError(TypeError):
    """Raised on an attempt to store a commitment that facts were taken from."""


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
        """Yield them; one query more, whatever their number."""
        commitments = list(super().__iter__())
        if commitments:
            hold_back(commitments, standing_facts())
        yield from commitments


def standing_facts() -> Mapping[int, list[Withholding]]:
    """Return by commitment what of it is withheld today."""
    found: dict[int, list[Withholding]] = defaultdict(list)
    for withholding in Withholding.objects.standing().facts().order_by("scope"):
        found[withholding.commitment_id or 0].append(withholding)
    return found


def hold_back(commitments: Sequence[Any], facts: Mapping[int, list[Withholding]]) -> None:
    """Take from ``commitments`` what is withheld of them, and leave ``held_back`` in its place."""
    for commitment in commitments:
        withheld = facts.get(commitment.pk, [])
        commitment.held_back = tuple(_held_back(commitment, withholding) for withholding in withheld)
        for entry in commitment.held_back:
            for name, value in EMPTY[entry.scope].items():
                setattr(commitment, name, value)
            if entry.scope in ROWS:
                _empty(commitment, ROWS[entry.scope])


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
        regions = commitment.places.values_list("region", flat=True)
        return tuple(sorted({PART_OF[Region(region)].value for region in regions}))
    return tuple(sorted(set(commitment.equipment.values_list("category", flat=True))))


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


def found_by(commitment: Any) -> list[str]:
    """Return the folded texts a commitment is found by but for its equipment; expects names and project fetched."""
    texts = [commitment.title_en, commitment.title_uk]
    if commitment.project:
        texts += [commitment.project.title_en, commitment.project.title_uk]
    texts += [alias.name for party in commitment.parties.all() for alias in party.organisation.aliases.all()]
    return [normalise_name(text) for text in texts]
