"""Kinds of equipment: a head noun that the lists know, the words that complete its name, and its quantity.

In English the name leads up to its head ("heavy pyrotechnic vehicles"), in Ukrainian it also follows it («машини
механізованого розмінування»). A name that no list knows is taken only inside a list of things that are known.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise, zip_longest

from assistance.extraction import listed, naming, quantities, shared, sifting, unlisted
from assistance.extraction.findings import Item
from assistance.extraction.naming import Line
from assistance.extraction.numerals import Numeral
from assistance.extraction.phrases import Match
from assistance.extraction.quantities import Quantity
from assistance.extraction.text import Sentence, Source, Token
from assistance.extraction.things import SEPARATORS, Thing
from assistance.extraction.wordlists import phrases_of, section, words_of
from assistance.vocabulary import Hedge, ItemCategory

__all__ = ["Thing", "as_item", "find"]

_NEAR = 6
_USED_FOR = 12
_APART = 8
_WHICH = frozenset(("which", "яких", "якій", "якому"))
_LONGEST_PAYING = 5
#: What follows a stem of a Ukrainian noun in a word that is no noun for the thing itself.
_DERIVED = re.compile(
    r"(?:ь?н(?:ий|а|е|і|ого|ої|ому|ій|им|их|ими|у|ою|о)$|ськ|ов(?:ий|а|е|ого|ої|их|ому|ими)$|[ую]ва|инг|аці|ист|озн|обуд)"
)
_SHORTEST_HEAD = 3
_NEEDED = re.compile(r"(?:необхідн|потрібн|призначен)(?:ий|[аеіоу]|их|ої|ого|им|ими|ою)$")
_LONGEST_NEED = 7


def find(
    source: Source, sentence: Sentence, language: str, numbers: Sequence[Numeral], taken: frozenset[int], *,
    before: Thing | None = None,
) -> tuple[Thing, ...]:  # fmt: skip
    """Return the things that one sentence names, in order.

    ``taken`` are tokens of parties and sums of money; ``before`` is what "another 46" would count: the thing that was
    counted last in the sentences before.
    """
    starting = quantities.by_first_token(source, numbers)
    line = Line(source, sentence, taken, quantities.by_last_token(source, numbers), starting)
    found: list[Thing] = []
    for match in _heads(line):
        if (found and match.first < found[-1].last) or naming.describes_other(line, match.last):
            continue
        thing = _thing(line, language, match, starting)
        if found and found[-1].last > thing.first:
            inner = found.pop()
            thing = replace(thing, category=inner.category) if thing.category is ItemCategory.OTHER else thing
        found += _each_named(line, language, thing, match, found[-1].last if found else sentence.first)
    found = _counted_later(line, listed.entries(line, starting, _with_purposes(line, found), before))
    found = _spread(source, [*found, *unlisted.between(line, found)])
    found += unlisted.after(line, found)
    found = unlisted.modelled(line, language, _measured_together(source, found))
    if language == "en":
        found += unlisted.with_article(line, found)
    found += unlisted.portioned(line, language, found)
    found = sorted([*found, *unlisted.counted(line, language, found)], key=lambda one: one.first)
    found = _spread(source, [*found, *unlisted.unnamed(line, found, before)])
    return sifting.given(source, unlisted.without_wholes(line, found))


def _measured_together(source: Source, found: Sequence[Thing]) -> list[Thing]:
    """Return the things, two of a kind that one measure counts as one: "90 km of cables and wires"."""
    told: list[Thing] = []
    for thing, after in zip_longest(found, found[1:]):
        left = told[-1] if told else None
        listed = after is not None and _follows(source, thing.last, after.first)
        if left is not None and not listed and _shares_measure(source, left, thing):
            told[-1] = replace(left, last=thing.last, weak=left.weak and thing.weak)
        else:
            told.append(thing)
    return told


def _follows(source: Source, first: int, last: int) -> bool:
    """Tell whether nothing but what parts a list stands between two tokens."""
    return all(source.tokens[at].low in SEPARATORS for at in range(first, last))


def _shares_measure(source: Source, left: Thing, right: Thing) -> bool:
    """Tell whether the measure of a thing holds for the next too, which "and" joins to it."""
    measure = left.quantity
    if (
        measure is None
        or measure.rule != "quantities.unit-before"
        or measure.unit not in words_of("quantities", "shared")
    ):
        return False
    plain = right.quantity is None and not (left.named or right.named or right.pointing or measure.each)
    return plain and left.category is right.category and _joined(source, left.last, right.first)


def _with_purposes(line: Line, found: Sequence[Thing]) -> list[Thing]:
    """Return the things, those that share the purpose of the next with it: «обладнання й техніку для розмінування»."""
    tokens, told = line.source.tokens, list(found)
    lead = words_of("items", "for", "uk")
    for at, (left, right) in enumerate(pairwise(found)):
        alone = left.last - left.first == 1 and left.quantity is None and right.quantity is None
        begin = next((one for one in range(right.first, right.last) if tokens[one].low in lead), None)
        if alone and left.weak and begin is not None and _joined(line.source, left.last, right.first):
            named = ((left.first, left.last), (begin, right.last))
            told[at] = replace(left, named=named, weak=False, category=right.category, rule="items.shared-purpose")
        elif left.weak and not left.named:
            told[at] = _with_need(line, left)
    if told and told[-1].weak and not told[-1].named:
        told[-1] = _with_need(line, told[-1])
    return told


def _with_need(line: Line, thing: Thing) -> Thing:
    """Return a thing with what it is needed for in its name, where that follows: «обладнання, необхідне для …»."""
    tokens, begin, stop = line.source.tokens, thing.last + 1, line.sentence.last
    if begin >= stop or tokens[thing.last].text != "," or not _NEEDED.match(tokens[begin].low):
        return thing
    end = begin + 1
    while end < stop and tokens[end].text[0].isalnum() and end - begin < _LONGEST_NEED and end not in line.taken:
        end += 1
    return replace(thing, weak=False, named=((thing.first, thing.last), (begin, end)))


def _heads(line: Line) -> Iterator[Match[str]]:
    """Yield the heads of a sentence in order; «УЗД-сканер» counts as a «сканер»."""
    source, sentence, book = line.source, line.sentence, phrases_of("items", "heads")
    listed = {match.first: match for match in book.every(source.tokens, sentence.first, sentence.last)}
    idle = phrases_of("items", "idle").every(source.tokens, sentence.first, sentence.last) if listed else ()
    barred = {index for match in idle for index in range(match.first, match.last)}
    reached = sentence.first
    for index, low in enumerate(source.tokens.lows[sentence.first : sentence.last], sentence.first):
        if index < reached or index in line.taken or index in barred:
            continue
        match = listed.get(index)
        if match is not None and _is_derived(low, match):
            match = None
        if match is None and "-" in low and not low.isascii():
            part = low.rpartition("-")[2]
            found = book.at((Token(part, part, 0, 0),), 0, 1) if len(part) > _SHORTEST_HEAD else None
            match = Match(index, index + 1, found.value, found.phrase) if found else None
        if match is not None:
            yield match
            reached = match.last


def _is_derived(word: str, match: Match[str]) -> bool:
    """Tell whether a word only stems from a thing's name: «контейнерні», «вакцинація», «протезування»."""
    if match.last - match.first > 1 or not match.phrase.endswith("*"):
        return False
    return _DERIVED.match(word, len(match.phrase.rpartition(" ")[2]) - 1) is not None


def _thing(line: Line, language: str, match: Match[str], starting: Mapping[int, Numeral]) -> Thing:
    source = line.source
    first, last = naming.bounds(line, language, match.first, match.last)
    quantity = _quantity(line, language, match, (first, last), starting)
    phrase = " ".join(token.low for token in source.tokens[match.first : match.last])
    category = ItemCategory(match.value)
    if category is ItemCategory.OTHER and language == "en":
        within = phrases_of("items", "heads").find(source.tokens, match.last, last)
        category = next((ItemCategory(one.value) for one in within), None) or _by_modifier(line, first, match.first)
    weak = phrase in words_of("items", "weak", "heads") and last - first == match.last - match.first
    paid = _is_paid_for(line, first)
    return Thing(
        first, last, category, quantity,
        weak=not paid and (weak or (language == "uk" and phrase.isascii())),
        pointing=not paid and _is_no_gift(line, first, last, quantity),
        rule="items.paid-for" if paid else f"items.{match.value.replace('_', '-')}",
    )  # fmt: skip


def _is_paid_for(line: Line, first: int) -> bool:
    """Tell whether the words before a name say that a sum is for it: "€90m for the production of drones"."""
    tokens, floor = line.source.tokens, line.sentence.first
    begins = range(max(first - _LONGEST_PAYING, floor), first)
    found = (phrases_of("items", "paying", "purposes").at(tokens, begin, first) for begin in begins)
    match = next((one for one in found if one is not None and one.last == first), None)
    if match is None:
        return False
    return match.value == "buying" or (
        match.first > floor and match.first - 1 in line.taken and _ends_sum(line, match.first)
    )


def _ends_sum(line: Line, stop: int) -> bool:
    """Tell whether the words before a token are those of a sum."""
    tokens, first = line.source.tokens, stop
    while first > line.sentence.first and first - 1 in line.taken:
        first -= 1
    return any(
        token.text[0].isdigit() or token.low in words_of("numbers", "scales", "million") for token in tokens[first:stop]
    )


def _quantity(
    line: Line, language: str, match: Match[str], name: tuple[int, int], starting: Mapping[int, Numeral]
) -> Quantity | None:
    """Return how many of the thing at the tokens of ``name`` there are, told before or after it."""
    source, (first, last), sentence = line.source, name, line.sentence
    quantity = quantities.before(source, line.ending, naming.behind_makers(line, first), sentence.first)
    quantity = quantity or quantities.after(source, starting, last, sentence.last)
    if quantity is None and language == "uk":
        return quantities.single(source, first, (match.first, match.last), sentence.first)
    if quantity and not quantity.unit and source.tokens[last - 1].low in words_of("items", "mass", "words"):
        return None
    if quantity is not None and _is_apiece(line, quantity, last):
        return quantities.together(source, starting, last, sentence.last) or quantity
    return quantity


def _by_modifier(line: Line, first: int, head: int) -> ItemCategory:
    """Return the category that the words before a head tell, the nearest first: "mobile water treatment systems"."""
    words = [token.low for token in line.source.tokens[first:head]]
    known = (_modifiers().get(word) for word in reversed(words)) if "and" not in words else ()
    return next((category for category in known if category), ItemCategory.OTHER)


@cache
def _modifiers() -> dict[str, ItemCategory]:
    return {word: ItemCategory(name) for name, words in section("items", "modifiers").items() for word in words}


def _each_named(line: Line, language: str, thing: Thing, match: Match[str], floor: int) -> list[Thing]:
    """Return the things that share the head of ``thing``, in order, itself among them."""
    head = match.first if match.last - match.first == 1 else match.last - 1
    joined = next((at for at in range(thing.first, head) if line.source.tokens[at].low == "and"), None)
    if joined is not None and thing.quantity is None:
        parted = replace(thing, first=joined + 1)
        before = shared.groups(line, language, parted.first, head, floor)
        thing = parted if before else thing
    else:
        before = shared.groups(line, language, thing.first, head, floor)
    before = before or _counted_group(line, language, thing, head, floor)
    if before and thing.quantity is None:
        whole = quantities.before(line.source, line.ending, before[0][0], line.sentence.first)
        others = [quantities.before(line.source, line.ending, first, line.sentence.first) for first, _ in before[1:]]
        if whole and not any(others):
            return [replace(thing, first=before[0][0], quantity=whole)]
    return [
        *(_sharing(line, thing, group, (group, (head, thing.last))) for group in before),
        replace(thing, weak=False) if thing.weak and before else thing,
        *(
            _sharing(line, thing, more, ((thing.first, lead), more))
            for lead, more in _purposes(line, language, thing, match)
        ),
    ]


def _counted_group(line: Line, language: str, thing: Thing, head: int, floor: int) -> list[tuple[int, int]]:
    """Return the words with a number of their own that share the head of a counted thing: "10 large and 5 small …"."""
    if thing.quantity is None or thing.quantity.rule != "quantities.number-before" or thing.first == head:
        return []
    number = line.source.token_at(thing.quantity.start)
    group = shared.group_before(line, language, number, (thing.first, head))
    if group is None or group[0] < floor or group[0] - 1 not in line.ending:
        return []
    return [group]


def _purposes(line: Line, language: str, thing: Thing, match: Match[str]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield the further purposes of a thing whose name already tells one, and up to where they share its name."""
    if thing.last > match.last + 1:
        yield from ((match.last, more) for more in shared.purposes(line, language, thing.last))
        leads = line.source.tokens[match.last].low in words_of("items", "for", "uk")
        if leads and thing.quantity is None and any(naming.is_doing(word.low) for word in thing.words(line.source)):
            yield from ((match.last + 1, more) for more in shared.further_doings(line, thing.last))


def _sharing(line: Line, thing: Thing, place: tuple[int, int], named: tuple[tuple[int, int], ...]) -> Thing:
    """Return the thing at ``place`` that shares its head with ``thing``."""
    own = replace(thing, first=place[0], last=place[1], named=named, weak=False, rule="items.shared-head")
    words = own.words(line.source)
    known = next(phrases_of("items", "heads").find(words, 0, len(words)), None)
    quantity = quantities.before(line.source, line.ending, place[0], line.sentence.first)
    return replace(own, quantity=quantity, category=ItemCategory(known.value) if known else thing.category)


def _is_no_gift(line: Line, first: int, last: int, quantity: Quantity | None) -> bool:
    """Tell whether a thing is only mended, or its name says that it is broken or was named before: "damaged phones"."""
    if quantity is not None and quantity.rule != "quantities.singular":
        return _is_mended(line, first, quantity) or _is_rate(line, last)
    ruined = any(token.low in words_of("items", "ruined", "words") for token in line.source.tokens[first:last])
    return ruined or _points(line, first) or _is_use(line, first, last - 1)


def _is_apiece(line: Line, quantity: Quantity, last: int) -> bool:
    """Tell whether a quantity is what each of many receives: «по п'ять …», "five generators each"."""
    tokens, at = line.source.tokens, line.source.token_at(quantity.start)
    ahead = at > line.sentence.first and tokens[at - 1].low == "по"
    return ahead or (last < line.sentence.last and tokens[last].low in words_of("quantities", "apiece"))


def _is_rate(line: Line, last: int) -> bool:
    """Tell whether the words after a name make its number what a thing can deal with: "20 trucks per hour"."""
    tokens, stop = line.source.tokens, line.sentence.last
    return last < stop and phrases_of("items", "rates").at(tokens, last, stop) is not None


def _is_mended(line: Line, first: int, quantity: Quantity) -> bool:
    """Tell whether the things that a number counts are only mended or built: "repair of 14 shelters"."""
    at = min(line.source.token_at(quantity.start), first)
    begins = range(max(at - 2, line.sentence.first), at)
    found = (phrases_of("items", "mending").at(line.source.tokens, begin, at) for begin in begins)
    return any(match is not None and match.last == at for match in found)


def _points(line: Line, first: int) -> bool:
    """Tell whether a name points back ("the vehicles"), or is what the giving is for ("repair of power plants")."""
    source, sentence, before = line.source, line.sentence, first - 1
    if before < sentence.first:
        return False
    one_more = before > sentence.first and source.tokens[before - 1].low in words_of("items", "pointing", "one_more")
    pointing = source.tokens[before].low in words_of("items", "pointing", "words") and not one_more
    if pointing and source.tokens[before].low == "that":
        pointing = before == sentence.first or source.tokens[before - 1].low not in words_of(
            "items", "pointing", "saying"
        )
    held = source.tokens[before].low in _WHICH and before > sentence.first
    if held and source.tokens[before - 1].low in words_of("items", "pointing", "on_which"):
        return True
    if pointing or naming.is_gerund(line, before):
        return True
    if naming.is_other_doing(line, before):
        return True
    for begin in range(max(before - 2, sentence.first), first):
        match = phrases_of("items", "purpose").at(source.tokens, begin, first)
        if match and match.last == first:
            return True
    return False


def _is_use(line: Line, first: int, head: int) -> bool:
    """Tell whether a name, or the list it is in, tells what something given does: "to power wards and pumps"."""
    floor = max(line.sentence.first, first - _USED_FOR)
    uses = phrases_of("items", "uses").every(line.source.tokens, floor, head)
    return any(all(_is_listed(line, at) for at in range(match.last, head)) for match in uses)


def _is_listed(line: Line, index: int) -> bool:
    """Tell whether a word or sign may stand in a list of names."""
    token = line.source.tokens[index]
    if index in line.taken or index in line.ending or not (token.text[0].isalpha() or token.text == ","):
        return False
    return token.low == "and" or token.low not in words_of("items", "stop", "en")


def _spread(source: Source, found: list[Thing]) -> list[Thing]:
    """Put in order, and give a quantity "each" to everything that follows it in the list."""
    spread: list[Thing] = []
    for one in sorted(found, key=lambda other: other.first):
        thing, previous = one, spread[-1] if spread else None
        follows = previous is not None and _follows(source, previous.last, thing.first)
        given = previous is not None and previous.quantity is not None and thing.quantity is None
        if previous and previous.pointing and thing.quantity is None and _joined(source, previous.last, thing.first):
            thing = replace(thing, pointing=True)
        if previous and given and ((follows and _is_each(previous)) or _as_many(source, previous.last, thing.first)):
            thing = replace(thing, quantity=previous.quantity)
        spread.append(thing)
    return spread


def _counted_later(line: Line, found: list[Thing]) -> list[Thing]:
    """Give a thing the number told behind more of its words: "fire engines from Italy, eight of them, …"."""
    tokens, counted = line.source.tokens, list(found)
    for last, number in line.ending.items():
        first = line.source.token_at(number.begin)
        opened = first > line.sentence.first and tokens[first - 1].text in ",(-"
        if not opened or not line.sentence.first <= last < line.sentence.last - 1:
            continue
        told = phrases_of("quantities", "totting").at(tokens, last + 1, line.sentence.last)
        if told is None or (told.last < line.sentence.last and tokens[told.last].text not in ",.;)-"):
            continue
        at = next((at for at in range(len(counted) - 1, -1, -1) if counted[at].last <= first), -1)
        if at >= 0 and counted[at].quantity is None and first - counted[at].last <= _APART:
            quantity = Quantity(number.value, None, number.hedge, number.start, number.end, "quantities.told-later")
            counted[at] = replace(counted[at], quantity=quantity, weak=False)
    return counted


def _joined(source: Source, first: int, last: int) -> bool:
    """Tell whether nothing but an "and" parts two things: "look inside doors and tyres"."""
    joins = words_of("items", "and", "en") | words_of("items", "and", "uk")
    return last - first == 1 and source.tokens[first].low in joins


def _is_each(thing: Thing) -> bool:
    """Tell whether the number of a thing holds for each thing of its list."""
    return thing.quantity is not None and thing.quantity.each


def _as_many(source: Source, first: int, last: int) -> bool:
    """Tell whether the words between two things say that there are as many of the second."""
    if last - first > _NEAR:
        return False
    return any(match.last == last for match in phrases_of("quantities", "as_many").every(source.tokens, first, last))


def as_item(source: Source, thing: Thing) -> Item:
    """Return the finding for a thing; its span takes in the quantity where that stands beside it."""
    name = " ".join(source.words_of(*piece) for piece in thing.named or ((thing.first, thing.last),))
    start, end = source.tokens[thing.first].start, source.tokens[thing.last - 1].end
    quantity = thing.quantity
    if quantity is None:
        return Item(span=source.span(start, end), rule=thing.rule, name=name, category=thing.category)
    span = source.span(min(start, quantity.start), max(end, quantity.end))
    if span.end - span.start > 200:
        span = source.span(start, end)
    return Item(
        span=span, rule=thing.rule, name=name, category=thing.category, quantity=quantity.value,
        unit=quantity.unit, hedge=quantity.hedge or Hedge.EXACT,
    )  # fmt: skip
