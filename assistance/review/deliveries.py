"""Writing down what has come, and which promise it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from assistance.models import Claim, ClaimItem, Commitment, DeliveryEvent, EquipmentLine
from assistance.models.history import erase, write
from assistance.review.errors import ReviewError
from assistance.review.holding import check
from assistance.review.occasions import question_settlement
from assistance.vocabulary import (
    Counting,
    DeliveryStage,
    Hedge,
    Language,
    ValuationBasis,
    ValueScope,
    normalise_name,
)

#: How releases write that they count single things.
PIECES = ("pieces", "piece", "pcs", "units", "unit", "items", "item", "штук", "шт", "шт.", "одиниць", "од", "од.")


@dataclass(frozen=True, kw_only=True)
class DeliveryValue:
    """What a delivery was worth, in full units of ``currency``: above zero, of a range the lower end."""

    value: Decimal
    currency: str
    upper: Decimal | None = None
    hedge: Hedge = Hedge.EXACT
    basis: ValuationBasis = ValuationBasis.STATED
    scope: ValueScope = ValueScope.ITEM


@dataclass(frozen=True, kw_only=True)
class DeliveryFact:
    """A delivery as a person decides it. ``line`` None makes a line of which the promise said nothing.

    ``worth`` is None where no value is stated, and where it stands with all items on another one of the release.
    """

    claim_item: ClaimItem
    line: EquipmentLine | None = None
    quantity: Decimal | None = None
    stage: DeliveryStage = DeliveryStage.HANDED_OVER
    counting: Counting = Counting.INCREMENT
    happened_on: date | None = None
    worth: DeliveryValue | None = None


def propose_deliveries(commitment: Commitment, claim: Claim) -> list[DeliveryFact]:
    """Return a delivery for each item of ``claim``, on the line of its name and unit, or the only one of its category.

    An item counted in another unit than every line of its name gets none: units are never converted. The claim's amount
    is the value of its only delivery, else of all together.
    """
    lines = list(commitment.equipment.all())
    facts = [
        DeliveryFact(claim_item=item, line=_line_for(item, lines), quantity=item.quantity) for item in claim.items.all()
    ]
    return with_value(facts, propose_value(claim, alone=len(facts) == 1))


def propose_value(claim: Claim, *, alone: bool) -> DeliveryValue | None:
    """Return the amount of ``claim`` as what was delivered is worth: its item where ``alone``, else all together."""
    if claim.amount is None:
        return None
    return DeliveryValue(
        value=claim.amount,
        currency=claim.currency,
        upper=claim.amount_upper,
        hedge=Hedge(claim.amount_hedge),
        scope=ValueScope.ITEM if alone else ValueScope.BATCH,
    )


def with_value(facts: Sequence[DeliveryFact], worth: DeliveryValue | None) -> list[DeliveryFact]:
    """Return ``facts`` with ``worth`` on the first of them: a sum stands once, however many items it is that of."""
    return [replace(fact, worth=worth if place == 0 else None) for place, fact in enumerate(facts)]


def record_deliveries(
    commitment: Commitment,
    *,
    claim: Claim,
    by: User,
    deliveries: Sequence[DeliveryFact] | None = None,
) -> dict[str, Any]:
    """Write ``deliveries`` (or those proposed) with ``claim`` as their grounds; return what changed, for JSON.

    An item the promise did not name gets a line of unknown quantity. Raises ``ReviewError`` where an item is counted
    in another unit than its line, and where a value cannot stand.
    """
    proposed = propose_deliveries(commitment, claim)
    decided = proposed if deliveries is None else list(deliveries)
    changes: dict[str, Any] = {}
    if decided != proposed:
        changes["deliveries"] = {"read": [_plain(fact) for fact in proposed], "decided": [_plain(f) for f in decided]}
    added = []
    for fact in decided:
        line = fact.line
        if line is None:
            line = _new_line(commitment, fact.claim_item, by)
            added.append({"name": line.name_en or line.name_uk, "quantity": None, "unit": line.unit, "line": line.pk})
        require_one_unit(fact.claim_item, line, fact.quantity)
        event = DeliveryEvent(
            line=line,
            stage=fact.stage,
            counting=fact.counting,
            quantity=fact.quantity,
            happened_on=fact.happened_on,
            claim=claim,
            claim_item=fact.claim_item,
            **_value_of(fact),
        )
        check(event)
        write(event, by=by)
    return changes | ({"lines": {"before": [], "after": added}} if added else {})


def _value_of(fact: DeliveryFact) -> dict[str, Any]:
    """Return the value of ``fact`` by the fields of a delivery, nothing where it states none."""
    if fact.worth is None:
        return {}
    worth = fact.worth
    return {
        "value": worth.value,
        "currency": worth.currency,
        "value_upper": worth.upper,
        "value_hedge": worth.hedge,
        "valuation_basis": worth.basis,
        "value_scope": worth.scope,
    }


def _plain(fact: DeliveryFact) -> dict[str, Any]:
    """Return ``fact`` fit for JSON; without a line it makes one of its own."""
    worth = {name: None if each is None else str(each) for name, each in _value_of(fact).items()}
    return {
        "name": fact.claim_item.name,
        "unit": fact.claim_item.unit,
        "line": fact.line and (fact.line.name_en or fact.line.name_uk),
        "quantity": None if fact.quantity is None else str(fact.quantity),
        "stage": fact.stage.value,
        "counting": fact.counting.value,
        "happened_on": fact.happened_on and fact.happened_on.isoformat(),
        "worth": worth or None,
    }


def take_back_deliveries(claim: Claim, *, by: User, why: str) -> None:
    """Remove the deliveries that rest on ``claim``; what was settled on them is open again."""
    for delivery in claim.deliveries.select_related("occasion"):
        if delivery.occasion is not None:
            question_settlement(delivery.occasion, by=by)
        erase(delivery, by=by, why=why)


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


def same_unit(one: str, other: str) -> bool:
    """Return whether two units are written alike; pieces need not be written."""
    return _unit(one) == _unit(other)


def _unit(unit: str) -> str:
    folded = normalise_name(unit)
    return "" if folded in PIECES else folded


def require_one_unit(item: ClaimItem, line: EquipmentLine, quantity: Decimal | None) -> None:
    """Raise ``ReviewError`` where ``quantity`` would be counted in a unit that its release does not give."""
    if quantity is None or same_unit(item.unit, line.unit):
        return
    raise ReviewError(
        _(
            "The release counts “%(item)s” in %(unit)s, the line “%(line)s” in %(own)s. Units are not converted: "
            "give the item a line of its own, or leave its number empty."
        )
        % {
            "item": item.name,
            "unit": item.unit or _("pieces"),
            "line": line,
            "own": line.unit or _("pieces"),
        }
    )


def _line_for(item: ClaimItem, lines: list[EquipmentLine]) -> EquipmentLine | None:
    name = normalise_name(item.name)
    comparable = [line for line in lines if item.quantity is None or same_unit(line.unit, item.unit)]
    same_name = [line for line in comparable if name in (normalise_name(line.name_en), normalise_name(line.name_uk))]
    if same_name:
        return same_name[0]
    same_category = [line for line in lines if line.category == item.category and same_unit(line.unit, item.unit)]
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
