"""How much is held back: numbers alone, of the whole tracker.

They are never narrowed by a filter, nor told by donor: with such numbers one could search for what is withheld.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Model

from assistance.models import Commitment, Need, Release, StatedTotal, Withholding
from assistance.models.moments import asked_moment
from assistance.vocabulary import WithheldScope

#: What staff make public and may withhold.
Kind = type[Commitment] | type[Need] | type[StatedTotal] | type[Release]
KINDS: tuple[Kind, ...] = (Commitment, Need, StatedTotal, Release)


@dataclass(frozen=True, kw_only=True)
class Withheld:
    """How many records of one kind, or of all kinds together, are withheld as a whole.

    ``amounts``, ``places`` and ``equipment`` count the public commitments of which these are withheld.
    """

    records: int
    amounts: int
    places: int
    equipment: int


def withheld(*kinds: Kind) -> Withheld:
    """Return how many of ``kinds`` (all, unless some are given) and how many facts are withheld; in fixed queries."""
    facts = Withholding.objects.standing().facts().filter(commitment__in=Commitment.objects.published())
    counted = Counter(facts.values_list("scope", flat=True))
    return Withheld(
        records=sum(_records(kind) for kind in kinds or KINDS),
        amounts=counted[WithheldScope.AMOUNT],
        places=counted[WithheldScope.PLACE],
        equipment=counted[WithheldScope.EQUIPMENT],
    )


def _records(kind: Kind) -> int:
    """Return how many records of ``kind`` are withheld today, whatever day is asked about.

    A number that changed with the day would tell the days of what is withheld.
    """
    moment = asked_moment()
    return moment.today.withheld[kind] if moment else kind.objects.withheld().count()


def withheld_beside(rows: type[Model] | None) -> Withheld:
    """Return how much is withheld beside a list of ``rows``; donors, projects and equipment come of commitments."""
    return withheld(next((kind for kind in KINDS if kind is rows), Commitment))
