"""Writing down what has come, and which promise it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User

from assistance.models import Claim, ClaimItem, Commitment, DeliveryEvent, EquipmentLine
from assistance.models.history import erase, write
from assistance.vocabulary import Counting, DeliveryStage, Language, normalise_name


@dataclass(frozen=True, kw_only=True)
class DeliveryFact:
    """A delivery as a person decides it. ``line`` None makes a line of which the promise said nothing."""

    claim_item: ClaimItem
    line: EquipmentLine | None = None
    quantity: Decimal | None = None
    stage: DeliveryStage = DeliveryStage.HANDED_OVER
    counting: Counting = Counting.INCREMENT
    happened_on: date | None = None


def propose_deliveries(commitment: Commitment, claim: Claim) -> list[DeliveryFact]:
    """Return a delivery for each item of ``claim``, on the line of the same name, or the only one of its category."""
    lines = list(commitment.equipment.all())
    return [
        DeliveryFact(claim_item=item, line=_line_for(item, lines), quantity=item.quantity) for item in claim.items.all()
    ]


def record_deliveries(
    commitment: Commitment,
    *,
    claim: Claim,
    by: User,
    deliveries: Sequence[DeliveryFact] | None = None,
) -> dict[str, Any]:
    """Write ``deliveries`` (or those proposed) with ``claim`` as their grounds; return what changed, for JSON.

    An item the promise did not name gets a line of unknown quantity.
    """
    added = []
    for fact in propose_deliveries(commitment, claim) if deliveries is None else deliveries:
        line = fact.line
        if line is None:
            line = _new_line(commitment, fact.claim_item, by)
            added.append({"name": line.name_en or line.name_uk, "quantity": None, "unit": line.unit, "line": line.pk})
        event = DeliveryEvent(
            line=line,
            stage=fact.stage,
            counting=fact.counting,
            quantity=fact.quantity,
            happened_on=fact.happened_on,
            claim=claim,
            claim_item=fact.claim_item,
        )
        write(event, by=by)
    return {"lines": {"before": [], "after": added}} if added else {}


def take_back_deliveries(claim: Claim, *, changes: dict[str, Any], by: User, why: str) -> None:
    """Remove what ``record_deliveries`` wrote for ``claim`` and told in ``changes``.

    A line it added stays where something else rests on it by now.
    """
    for delivery in claim.deliveries.all():
        erase(delivery, by=by, why=why)
    added = [line["line"] for line in changes.get("lines", {}).get("after", [])]
    for line in EquipmentLine.objects.filter(pk__in=added, deliveries__isnull=True, covers__isnull=True):
        erase(line, by=by, why=why)


def record_first_delivery(commitment: Commitment, *, claim: Claim, by: User) -> None:
    """Write every line of ``commitment`` as handed over in full: its first report already says so."""
    for line in commitment.equipment.all():
        event = DeliveryEvent(
            line=line,
            stage=DeliveryStage.HANDED_OVER,
            quantity=line.quantity,
            claim=claim,
            claim_item=line.claim_item,
        )
        write(event, by=by)


def _line_for(item: ClaimItem, lines: list[EquipmentLine]) -> EquipmentLine | None:
    name = normalise_name(item.name)
    same_name = [line for line in lines if name in (normalise_name(line.name_en), normalise_name(line.name_uk))]
    if same_name:
        return same_name[0]
    same_category = [line for line in lines if line.category == item.category and line.unit == item.unit]
    return same_category[0] if len(same_category) == 1 else None


def _new_line(commitment: Commitment, item: ClaimItem, by: User) -> EquipmentLine:
    in_ukrainian = item.claim.release.language == Language.UKRAINIAN
    line = EquipmentLine(
        commitment=commitment,
        name_en="" if in_ukrainian else item.name,
        name_uk=item.name if in_ukrainian else "",
        category=item.category,
        unit=item.unit,
        claim_item=None,
    )
    write(line, by=by)
    return line
