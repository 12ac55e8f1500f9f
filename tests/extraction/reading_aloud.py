"""How tests write findings down: short lines that name what was found, in the words of the text."""

from decimal import Decimal

from assistance.extraction import Claim, Extraction, Item
from assistance.vocabulary import PartyRole


def number(value: Decimal | None) -> str:
    return "?" if value is None else f"{value:f}"


def item(one: Item) -> str:
    unit = f" {one.unit}" if one.unit else ""
    return f"{number(one.quantity)}{unit} {one.name} ({one.category.value})"


def claim(one: Claim) -> dict[str, object]:
    def of(role: PartyRole) -> list[str]:
        return [party.name for party in one.parties if party.role is role]

    return {
        "status": one.status.value.value,
        "kind": one.kind.value.value,
        "donors": of(PartyRole.FUNDING),
        "implementers": of(PartyRole.IMPLEMENTING),
        "recipients": of(PartyRole.RECIPIENT),
        "amount": f"{one.amount.value:f} {one.amount.currency}" if one.amount else None,
        "items": [item(thing) for thing in one.items],
        "places": [place.name for place in one.places],
    }


def claims(extraction: Extraction) -> list[dict[str, object]]:
    return [claim(one) for one in extraction.claims]
