"""How much is held back: numbers alone, of the whole tracker.

They are never narrowed by a filter, nor told by donor: with such numbers one could search for what is withheld.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model

from assistance.models import Commitment, Need, Release, StatedTotal

#: What staff make public and may withhold.
Kind = type[Commitment] | type[Need] | type[StatedTotal] | type[Release]
KINDS: tuple[Kind, ...] = (Commitment, Need, StatedTotal, Release)


@dataclass(frozen=True, kw_only=True)
class Withheld:
    """How many records of one kind, or of all kinds together, are withheld as a whole."""

    records: int


def withheld(*kinds: Kind) -> Withheld:
    """Return how much of ``kinds`` is withheld today, of all unless some are given; one query a kind."""
    return Withheld(records=sum(kind.objects.withheld().count() for kind in kinds or KINDS))


def withheld_beside(rows: type[Model] | None) -> Withheld:
    """Return how much is withheld beside a list of ``rows``; donors, projects and equipment come of commitments."""
    return withheld(next((kind for kind in KINDS if kind is rows), Commitment))
