"""An extraction as text for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistance.extraction import Amount, Claim, Extraction, Finding, Item, Need, Period
from assistance.vocabulary import Hedge, PartyRole

INDENT = "    "
HEDGES = {Hedge.EXACT: "", Hedge.ABOUT: "about ", Hedge.AT_LEAST: "at least ", Hedge.UP_TO: "up to "}


def describe(name: str, text: str, found: Extraction) -> str:
    """Return what was found in ``text``, claim by claim, each fact with the words it rests on."""
    return "\n".join(_lines(name, text, found)) + "\n"


def _lines(name: str, text: str, found: Extraction) -> Iterator[str]:
    yield f"{name}: {found.title}"
    yield f"  language {found.language}, published {found.published or 'on an unknown day'}"
    for number, claim in enumerate(found.claims, start=1):
        yield f"  Claim {number}: {claim.status.value.label}, {claim.kind.value.label.lower()}"
        yield from _claim_lines(text, claim)
    for need in found.needs:
        yield f"  Need: {_need(need)}{_words(text, need)}"
    for total in found.stated_totals:
        yield f"  Stated total, not added up: {_amount(total.amount)}{_words(text, total.amount)}"
    for trap in found.traps:
        yield f"  Not counted: “{one_line(trap.span.words(text))}” – {trap.reason.label}"
    if not found.claims:
        yield "  No assistance is claimed here."


def _claim_lines(text: str, claim: Claim) -> Iterator[str]:
    for role in PartyRole:
        for party in claim.parties:
            if party.role == role:
                yield f"{INDENT}{role.label}: {party.name}{_words(text, party)}"
    if claim.amount:
        yield f"{INDENT}Amount: {_amount(claim.amount)}{_words(text, claim.amount)}"
    for item in claim.items:
        yield f"{INDENT}Item: {_item(item)}{_words(text, item)}"
    if claim.period:
        yield f"{INDENT}Period: {_period(claim.period)}{_words(text, claim.period)}"
    if claim.places:
        yield f"{INDENT}Places: {', '.join(place.name for place in claim.places)}"
    if claim.sectors:
        yield f"{INDENT}Sectors: {', '.join(sector.value.label for sector in claim.sectors)}"
    yield f"{INDENT}Status from: “{one_line(claim.status.span.words(text))}” ({claim.status.rule})"
    yield f"{INDENT}Passage: {one_line(claim.span.words(text))}"


def _amount(amount: Amount) -> str:
    upper = f" to {_number(amount.upper)}" if amount.upper is not None else ""
    return f"{HEDGES[amount.hedge]}{amount.currency} {_number(amount.value)}{upper}"


def _item(item: Item) -> str:
    many = "quantity unknown" if item.quantity is None else f"{HEDGES[item.hedge]}{_number(item.quantity)}"
    return f"{item.name} ({many}{f' {item.unit}' if item.unit else ''}; {item.category.label.lower()})"


def _need(need: Need) -> str:
    return need.what if need.quantity is None else f"{need.what} ({_number(need.quantity)})"


def _period(period: Period) -> str:
    return f"{period.start or '…'} to {period.end or '…'}"


def _number(number: Decimal) -> str:
    return f"{number.normalize():,f}"


def _words(text: str, finding: Finding) -> str:
    return f"  ← “{one_line(finding.span.words(text))}”"


def one_line(words: str) -> str:
    """Return ``words`` without line breaks and double spaces."""
    return " ".join(words.split())
