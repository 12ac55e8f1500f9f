"""Kinds of equipment: a head noun that the lists know, the words that complete its name, and its quantity.

In English the name leads up to its head ("heavy pyrotechnic vehicles"), in Ukrainian it also follows it («машини
механізованого розмінування»). A name that no list knows is taken only inside a list of things that are known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistance.extraction import naming, quantities
from assistance.extraction.findings import Item
from assistance.extraction.naming import Line
from assistance.extraction.numerals import Numeral
from assistance.extraction.phrases import Match
from assistance.extraction.quantities import Quantity
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import phrases_of, words_of
from assistance.vocabulary import Hedge, ItemCategory

_WIDEST_GAP = 24
_NO_NOUN = ("их", "іх", "ої", "ий", "ого", "ed")
_SEPARATORS = frozenset((",", ";", "and", "та", "і", "й", "or", "або", "plus", "а", "ще", "also", "as", "well"))


@dataclass(frozen=True, slots=True)
class Thing:
    """A named kind of equipment at tokens ``first`` to ``last``; ``weak`` where the name says little alone.

    ``named`` are the tokens of its name where those stand before: "14 machines now, another 8 later".
    """

    first: int
    last: int
    category: ItemCategory
    quantity: Quantity | None
    weak: bool
    pointing: bool
    rule: str
    named: tuple[int, int] | None = None


def find(
    source: Source, sentence: Sentence, language: str, numbers: Sequence[Numeral], taken: frozenset[int]
) -> tuple[Thing, ...]:
    """Return the things that one sentence names, in order. ``taken`` are tokens of parties and sums of money."""
    line = Line(source, sentence, taken, quantities.by_last_token(source, numbers))
    starting = quantities.by_first_token(source, numbers)
    found: list[Thing] = []
    for match in phrases_of("items", "heads").find(source.tokens, sentence.first, sentence.last):
        if match.first in taken or (found and match.first < found[-1].last):
            continue
        thing = _thing(line, language, match, starting)
        if found and found[-1].last > thing.first:
            inner = found.pop()
            thing = replace(thing, category=inner.category) if thing.category is ItemCategory.OTHER else thing
        found.append(thing)
    found = _spread(source, [*found, *_unlisted(line, found)])
    found = sorted([*found, *_unnamed(line, found)], key=lambda one: one.first)
    kept = enumerate(found)
    return tuple(one for at, one in kept if not one.pointing and (not one.weak or _stands(source, found, at)))


def _thing(line: Line, language: str, match: Match[str], starting: Mapping[int, Numeral]) -> Thing:
    source, sentence = line.source, line.sentence
    first, last = naming.bounds(line, language, match.first, match.last)
    quantity = quantities.before(source, line.ending, first, sentence.first)
    quantity = quantity or quantities.after(source, starting, last, sentence.last)
    phrase = " ".join(token.low for token in source.tokens[match.first : match.last])
    category = ItemCategory(match.value)
    if category is ItemCategory.OTHER and language == "en":
        within = phrases_of("items", "heads").find(source.tokens, match.last, last)
        category = next((ItemCategory(one.value) for one in within), category)
    return Thing(
        first, last, category, quantity,
        weak=phrase in words_of("items", "weak", "heads") and last - first == match.last - match.first,
        pointing=quantity is None and first > sentence.first and _points(source, sentence, first),
        rule=f"items.{match.value.replace('_', '-')}",
    )  # fmt: skip


def _points(source: Source, sentence: Sentence, first: int) -> bool:
    """Tell whether a name points back ("the vehicles"), or is what the giving is for ("repair of power plants")."""
    before = first - 1
    if source.tokens[before].low in words_of("items", "pointing", "words"):
        return True
    for begin in range(max(before - 2, sentence.first), first):
        match = phrases_of("items", "purpose").at(source.tokens, begin, first)
        if match and match.last == first:
            return True
    return False


def _unlisted(line: Line, found: Sequence[Thing]) -> Iterator[Thing]:
    """Yield the names that stand between two known things of one list."""
    source = line.source
    for left, right in pairwise(found):
        gap = range(left.last, right.first)
        if not 0 < len(gap) <= _WIDEST_GAP or line.taken.intersection(gap):
            continue
        for first, last in _parts(source, gap):
            begin = first
            while begin < last and (begin in line.ending or source.tokens[begin].low in ("a", "an")):
                begin += 1
            if not 0 < last - begin <= 4 or source.tokens[last - 1].low.endswith(_NO_NOUN):
                continue
            if all(_is_name(source, index) for index in range(begin, last)):
                quantity = quantities.before(source, line.ending, begin, line.sentence.first)
                category, rule = ItemCategory.OTHER, "items.between-known"
                yield Thing(begin, last, category, quantity, weak=False, pointing=False, rule=rule)


def _unnamed(line: Line, found: Sequence[Thing]) -> Iterator[Thing]:
    """Yield what only a number tells, since its name stands before it: "14 machines come now, another 8 later"."""
    tokens = line.source.tokens
    for last, number in line.ending.items():
        first = line.source.token_at(number.start)
        named = [one for one in found if one.quantity is not None and one.last <= first]
        if not line.sentence.first < first < last + 1 < line.sentence.last or not named or first in line.taken:
            continue
        more = tokens[first - 1].low in words_of("clauses", "parts")
        acts = phrases_of("verbs", "status").at(tokens, last + 1, line.sentence.last)
        quantity = quantities.before(line.source, line.ending, last + 1, line.sentence.first)
        if more and acts and quantity and not number.scaled:
            name = named[-1]
            yield replace(name, first=first, last=last + 1, quantity=quantity, named=(name.first, name.last),
                          rule="items.unnamed")  # fmt: skip


def _parts(source: Source, gap: range) -> Iterator[tuple[int, int]]:
    """Yield the parts of ``gap`` that a separator closes on both sides."""
    first: int | None = None
    for index in gap:
        if source.tokens[index].low in _SEPARATORS:
            if first is not None and index > first:
                yield first, index
            first = index + 1


def _is_name(source: Source, index: int) -> bool:
    token = source.tokens[index]
    if not token.text[0].isalpha() or token.low in words_of("items", "stop", "en") | words_of("items", "stop", "uk"):
        return False
    return phrases_of("verbs", "status").at(source.tokens, index, index + 1) is None


def _spread(source: Source, found: list[Thing]) -> list[Thing]:
    """Put in order, and give a quantity "each" to everything that follows it in the list."""
    spread: list[Thing] = []
    for one in sorted(found, key=lambda other: other.first):
        thing, previous = one, spread[-1] if spread else None
        follows = previous is not None and all(
            source.tokens[index].low in _SEPARATORS for index in range(previous.last, thing.first)
        )
        if previous and follows and thing.quantity is None and previous.quantity and previous.quantity.each:
            thing = replace(thing, quantity=previous.quantity)
        spread.append(thing)
    return spread


def _stands(source: Source, found: Sequence[Thing], at: int) -> bool:
    """Tell whether a name that says little alone is held up by a number or by its place in a list."""
    thing = found[at]
    if thing.quantity is not None:
        return True
    for other in found[max(at - 1, 0) : at + 2]:
        gap = range(other.last, thing.first) if other.first < thing.first else range(thing.last, other.first)
        if other is thing or other.weak or len(gap) > 3:
            continue
        if all(source.tokens[index].low in _SEPARATORS for index in gap):
            return True
    return False


def as_item(source: Source, thing: Thing) -> Item:
    """Return the finding for a thing; its span takes in the quantity where that stands beside it."""
    first, last = thing.named or (thing.first, thing.last)
    name = source.span(source.tokens[first].start, source.tokens[last - 1].end).words(source.raw)
    start, end = source.tokens[thing.first].start, source.tokens[thing.last - 1].end
    quantity = thing.quantity
    if quantity is None:
        return Item(span=source.span(start, end), rule=thing.rule, name=name, category=thing.category)
    span = source.span(min(start, quantity.start), max(end, quantity.end))
    if span.end - span.start > 200:
        span = source.span(start, end)
    return Item(
        span=span, rule=thing.rule, name=" ".join(name.split()), category=thing.category, quantity=quantity.value,
        unit=quantity.unit, hedge=quantity.hedge or Hedge.EXACT,
    )  # fmt: skip
