"""Names with their number after them, as in lists and tables: "Pumps – 12", "шприци (30 палет)", "насос | 12"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistance.extraction import quantities, sifting, unlisted
from assistance.extraction.naming import Line
from assistance.extraction.numerals import Numeral
from assistance.extraction.quantities import Quantity
from assistance.extraction.text import Source
from assistance.extraction.things import Thing
from assistance.extraction.wordlists import words_of
from assistance.vocabulary import ItemCategory

_SIGNS = frozenset("-:(|")
_PARTING = frozenset((",", ";", ":", "|", "•", ")", "."))
_BEYOND = frozenset((",", "that", "which", "що", "які", "який", "яка"))
_WITH = frozenset(("з", "із", "зі", "with"))
_LONGEST_NAME = 7


def entries(line: Line, starting: Mapping[int, Numeral], found: Sequence[Thing], before: Thing | None) -> list[Thing]:
    """Return the things of a sentence, those among them that have their number after the name put right.

    A line of a list with one number is one thing, whatever else it names; a place with a number has so many of what was
    named ``before``.
    """
    places = list(_places(line, starting))
    if not places:
        return list(found)
    things = list(found)
    table = line.sentence.bullet or len(places) > 1
    for sign, quantity in places:
        first = line.sentence.first if line.sentence.bullet and len(places) == 1 else _begin(line.source, line, sign)
        inside = [one for one in things if first <= one.first < sign]
        counting = range(line.source.token_at(quantity.start), line.source.token_at(quantity.end - 1) + 1)
        things = [one for one in things if one not in inside and one.first not in counting]
        inside = sifting.without_furnishing(line.source, inside)
        told = _entry(line, (first, sign), quantity, inside, whole=line.sentence.bullet, table=table)
        counted = next((one for one in reversed(things) if one.quantity and one.last <= first), before)
        if not told and counted is not None and unlisted.is_region(line.source, first):
            told = [_at_place(counted, (first, sign), quantity)]
        things += told
    return sorted(things, key=lambda one: one.first)


def _places(line: Line, starting: Mapping[int, Numeral]) -> Iterator[tuple[int, Quantity]]:
    """Yield where a sign parts a name from its number, and the quantity."""
    tokens, sentence = line.source.tokens, line.sentence
    parted = any(tokens[at].text == ";" for at in range(sentence.first, sentence.last))
    signs = _SIGNS | {","} if parted or sentence.bullet else _SIGNS
    for at in sorted(starting):
        sign = at - 2 if tokens[at - 1].low in words_of("clauses", "parts") else at - 1
        if sign > sentence.first and at < sentence.last and tokens[sign].text in signs:
            quantity = quantities.after(line.source, starting, sign, line.sentence.last)
            if quantity:
                yield sign, quantity


def _begin(source: Source, line: Line, sign: int) -> int:
    """Return where the name before ``sign`` begins."""
    first = sign
    while first > line.sentence.first and source.tokens[first - 1].text not in _PARTING:
        if first < sign and quantities.breaks(source, first):
            break
        first -= 1
    return first


def _entry(
    line: Line, place: tuple[int, int], quantity: Quantity, inside: Sequence[Thing], *, whole: bool, table: bool
) -> list[Thing]:
    """Return the thing of one entry, or what was found there where it is none."""
    first, sign = place
    counted = inside[0].quantity if inside else None
    if counted and counted.start < quantity.start and counted.rule != "quantities.singular":
        return list(inside)
    if inside and (whole or len(inside) == 1):
        known = inside[0]
        last = _end(line.source, known.last, sign)
        return [replace(known, last=last, quantity=quantity, named=(), weak=False, pointing=False)]
    if inside:
        return [*inside[:-1], replace(inside[-1], quantity=quantity, weak=False)]
    while first < sign and (first in line.ending or line.source.tokens[first].text in "№#•-"):
        first += 1
    last = _end(line.source, first, sign)
    if not table or not 0 < last - first <= _LONGEST_NAME or line.taken.intersection(range(first, last)):
        return []
    if not unlisted.may_name(line.source, first, last, opens=True):
        return []
    return [Thing(first, last, ItemCategory.OTHER, quantity, weak=False, pointing=False, rule="items.listed")]


def _at_place(before: Thing, place: tuple[int, int], quantity: Quantity) -> Thing:
    """Return how many of what was named before go to a place: "Zakarpattia – 77"."""
    return replace(
        before, first=place[0], last=place[1], quantity=quantity, weak=False, pointing=False, rule="items.at-place",
        named=before.named or ((before.first, before.last),),
    )  # fmt: skip


def _end(source: Source, last: int, sign: int) -> int:
    """Return how far the name reaches from ``last`` on towards ``sign``."""
    while last < sign and source.tokens[last].low not in _BEYOND and source.tokens[last].text[0].isalnum():
        after = source.tokens[min(last + 1, sign - 1)].low
        if source.tokens[last].low in _WITH and after in words_of("items", "furnishing", "words"):
            break
        last += 1
    return last
