"""How tests write findings down: short lines that name what was found, in the words of the text."""

from decimal import Decimal

from assistance.extraction import Claim, Extraction, Item, items, status
from assistance.extraction.numerals import numerals
from assistance.extraction.text import Source, language_of
from assistance.vocabulary import PartyRole


def number(value: Decimal | None) -> str:
    return "?" if value is None else f"{value:f}"


def item(one: Item) -> str:
    unit = f" {one.unit}" if one.unit else ""
    return f"{number(one.quantity)}{unit} {one.name} ({one.category.value})"


def things(text: str) -> list[str]:
    """Return the things of every sentence with their numbers, before any claim is made of them."""
    source, language = Source(text), language_of(text)
    numbers = numerals(source, language)
    return [
        item(items.as_item(source, thing)).rpartition(" (")[0]
        for sentence in source.sentences
        for thing in items.find(source, sentence, language, numbers, frozenset())
    ]


def status_near(text: str, near: str | None = None) -> str | None:
    """Return the status that the first sentence tells of what stands in it at ``near``, or of itself."""
    source = Source(text)
    sentence = source.sentences[0]
    at = source.token_at(source.plain.index(near)) if near else None
    found = status.settle(source, status.find(source, sentence.first, sentence.last), at)
    return found.value.value if found else None


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
