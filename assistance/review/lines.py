"""Writing the items of a commitment; those it has already keep their deliveries and what they cover."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from assistance.models import Commitment, EquipmentLine
from assistance.models.history import erase, write
from assistance.review.errors import ReviewError
from assistance.review.facts import LineFact
from assistance.review.holding import check


def write_lines(commitment: Commitment, facts: Iterable[LineFact], *, by: User) -> None:
    """Make the commitment's lines those of ``facts``: the same item is changed, others are added and removed.

    Raises ``ReviewError`` where a line to be removed has deliveries or covers a need, and where an item has no name.
    """
    earlier = list(commitment.equipment.all())
    for fact in facts:
        line = next((line for line in earlier if _is_same(line, fact)), None)
        if line is None:
            line = EquipmentLine(commitment=commitment)
        else:
            earlier.remove(line)
        for name in ("name_en", "name_uk", "category", "quantity", "unit", "claim_item"):
            setattr(line, name, getattr(fact, name))
        check(line)
        write(line, by=by)
    for line in earlier:
        remove_line(line, by=by)


def remove_line(line: EquipmentLine, *, by: User, why: str = "") -> None:
    """Remove ``line``; raise ``ReviewError`` where something rests on it."""
    if line.covers.exists() or line.deliveries.exists() or line.occasions.exists():
        raise ReviewError(
            _("“%(item)s” has deliveries or covers a need. Keep the item, or remove those from it first.")
            % {"item": line}
        )
    erase(line, by=by, why=why)


def _is_same(line: EquipmentLine, fact: LineFact) -> bool:
    if fact.claim_item is not None and line.claim_item_id is not None:
        return line.claim_item_id == fact.claim_item.pk
    return (line.name_en, line.name_uk, line.category) == (fact.name_en, fact.name_uk, fact.category)
