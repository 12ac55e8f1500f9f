"""How many of something: number, unit and hedge, before a name ("60 tonnes of") or after it ("– 18 шт.")."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from assistance.extraction import dates, singular
from assistance.extraction.numerals import Numeral
from assistance.extraction.phrases import Match
from assistance.extraction.text import Source
from assistance.extraction.wordlists import phrases_of, section, words_of
from assistance.vocabulary import Hedge

_SKIPPED = 6
_NEAR = 6
_CLOSERS = {'"': '"', ")": "("}
_SHORT = 4
_WERE = frozenset(("were", "are", "was", "is"))
_OPENING = frozenset("-:(,|")
_SETTING_APART = frozenset("-(|")
_CLOSING = frozenset((".", ",", ";", ")", "(", "|", "and", "та", "і", "й"))
_TIMES = frozenset(("x", "х", "×", "+"))
_OF_ONES = frozenset(("them", "which", "these", "них", "яких"))
_LEADING_TO = frozenset(("of", "із", "з", "from"))
_BY_MEASURE = frozenset(("kg", "tonnes", "litres", "kilometers", "meters"))
_INTO_NUMBER = frozenset(("in", "у", "в", "по", "numbering", "кількістю"))
_NUMBERING = frozenset(("numbering", "number", "quantity", "кількості", "кількістю"))
_CONSISTING = ("складається", "складалас", "складавс", "складатим")
_FAR = 30
#: Says in Ukrainian what was done to a thing: «496 укомплектованих аптечок».
_PARTICIPLE_UK = re.compile(r"[а-яіїєґ']{3}(?:ован|єн|ен|ян|ан|ут|ит)(?:их|і|ими)$")
_YEARS = range(1990, 2040)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count with its unit (English plural, or None) at ``plain[start:end]``; ``each`` holds for a whole list."""

    value: Decimal
    unit: str | None
    hedge: Hedge
    start: int
    end: int
    rule: str
    each: bool = False


def by_last_token(source: Source, numbers: Iterable[Numeral]) -> dict[int, Numeral]:
    """Return the numbers by the token after which the thing they count may stand; those of a model left out."""
    return {source.token_at(number.end - 1): number for number in numbers if not _of_model(source, number)}


def by_first_token(source: Source, numbers: Iterable[Numeral]) -> dict[int, Numeral]:
    """Return the numbers by their first token, the hedge before them included; those of a model left out."""
    return {source.token_at(number.begin): number for number in numbers if not _of_model(source, number)}


def _of_model(source: Source, number: Numeral) -> bool:
    """Tell whether a number says what a thing is like: "a 200 kW generator", "19-seat buses", "155 mm shells"."""
    tokens, last = source.tokens, source.token_at(number.end - 1)
    if number.value in _YEARS and last and tokens[last - 1].low in dates.months():
        return True
    if tokens[last].end > number.end and source.plain[number.end] == "-":
        return source.plain[number.end + 1 : tokens[last].end] not in words_of("quantities", "case_endings")
    return last + 1 < len(tokens) and tokens[last + 1].low in words_of("quantities", "specifying")


def before(source: Source, ending: Mapping[int, Numeral], index: int, floor: int) -> Quantity | None:
    """Return the quantity that leads up to token ``index``, looking back no further than ``floor``."""
    tokens = source.tokens
    at = _passed_over(source, ending, index - 1, floor)
    if at < floor:
        return None
    if at in ending:
        return _one_of(source, ending[at], floor) or _plain(ending[at])
    if tokens[at].low in ("a", "an"):
        return Quantity(Decimal(1), None, Hedge.EXACT, tokens[at].start, tokens[at].end, "quantities.article")
    return _with_unit(source, ending, at, floor)


def _passed_over(source: Source, ending: Mapping[int, Numeral], at: int, floor: int) -> int:
    """Return the last token before ``at`` that may belong to a quantity: "40 new", "20 of them", "12 x", '10 "'."""
    tokens = source.tokens
    for _ in range(_SKIPPED):
        if at < floor or at in ending:
            break
        low = tokens[at].low
        were = low in _WERE and (_counts_alone(source, ending, at - 1) or tokens[at - 1].low in _OF_ONES)
        done = at - 1 in ending and low.endswith("ed") and low.isascii()
        if were or done or low in words_of("quantities", "passed_over") or _describes(low):
            at -= 1
        elif low in _CLOSERS:
            at = _opener(source, at, floor) - 1
        elif low == "," and at > floor and _describes(tokens[at - 1].low, alone=False):
            at -= 1
        elif low in _OF_ONES and at - 1 > floor and tokens[at - 1].low in _LEADING_TO and at - 2 in ending:
            at -= 2
        elif at - 1 in ending and (low in _TIMES or (low in "-:|" and at - 1 == floor)):
            at -= 1
        else:
            break
    return at


def _counts_alone(source: Source, ending: Mapping[int, Numeral], at: int) -> bool:
    """Tell whether the token ``at`` ends a number that counts by itself: "41 are trucks"."""
    number = ending.get(at)
    return number is not None and number.value not in _YEARS and source.plain[number.start - 1 : number.start] in " \n"


def _opener(source: Source, at: int, floor: int) -> int:
    """Return the quotation mark or bracket that the one at ``at`` closes; ``at`` itself where none is near."""
    opener = _CLOSERS[source.tokens[at].low]
    near = range(at - 1, max(at - _NEAR, floor) - 1, -1)
    return next((one for one in near if source.tokens[one].low == opener), at)


def _describes(word: str, *, alone: bool = True) -> bool:
    """Tell whether a word only describes what the number before it counts: "two fully …", "two 12-metre …"."""
    if not alone and word in words_of("quantities", "passed_over"):
        return True
    return (
        _is_adverb(word)
        or _PARTICIPLE_UK.search(word) is not None
        or (word[0].isdigit() and "-" in word and word[-1].isalpha())
    )


def _is_adverb(word: str) -> bool:
    """Tell whether a word only goes with the one after it: "two fully equipped ambulances", «15 спеціально …»."""
    return len(word) > _SHORT and word.isalpha() and word.endswith(("ly", "ьно", "ово", "стю"))


def _one_of(source: Source, number: Numeral, floor: int) -> Quantity | None:
    """Return one where a Ukrainian number only tells out of how many it is: «перший із чотирьох комплексів»."""
    tokens, at = source.tokens, source.token_at(number.begin)
    if at - 2 < floor or tokens[at - 1].low not in _LEADING_TO:
        return None
    if tokens[at - 2].low not in words_of("quantities", "one_of"):
        return None
    return Quantity(Decimal(1), None, Hedge.EXACT, tokens[at - 2].start, number.end, "quantities.one-of")


def _plain(number: Numeral) -> Quantity | None:
    if number.value == number.value.to_integral_value() and number.value > 0:
        return Quantity(number.value, None, number.hedge, number.start, number.end, "quantities.number-before")
    return None


def _with_unit(source: Source, ending: Mapping[int, Numeral], at: int, floor: int) -> Quantity | None:
    """Read "60 tonnes of" and "13 комплектів", the last token of which is ``at``."""
    tokens = source.tokens
    if tokens[at].text == "." and at > floor:
        at -= 1
    joined = tokens[at].low == "of" and at > floor
    at -= joined
    if joined and tokens[at].text == ")":
        at = max(_opener(source, at, floor) - 1, floor)
    each = tokens[at].low == "each" and at > floor
    at -= each
    if each and at in ending:
        one = ending[at]
        return Quantity(one.value, None, one.hedge, one.start, tokens[at + 1].end, "quantities.each", each)
    for width in (2, 1):
        first = at - width + 1
        number = ending.get(first - 1)
        article = width == 1 and first > floor and tokens[first - 1].low in ("a", "an") and joined
        article = article or (width == 1 and tokens[at].low in words_of("quantities", "one_unit"))
        if (number is None and not article) or first <= floor:
            continue
        match = phrases_of("quantities", "units").at(tokens, first, at + 1)
        if joined and tokens[at].low in words_of("quantities", "units_of"):
            match = Match(at, at + 1, tokens[at].low, tokens[at].low)
        if match is None or match.last != at + 1:
            continue
        if match.value in _BY_MEASURE and tokens[at].text[0] < "a{" and not (joined or each):
            continue
        start, end = tokens[first - 1].start, tokens[at].end
        if number is None:
            return Quantity(Decimal(1), match.value, Hedge.EXACT, start, end, "quantities.unit-before", each)
        return Quantity(number.value, match.value, number.hedge, number.start, end, "quantities.unit-before", each)
    return None


def same_unit(source: Source, index: int, stop: int, other: Quantity | None) -> Match[str] | None:
    """Return the unit at token ``index`` where another quantity is told in it too, and no name follows."""
    if other is None or other.unit is None or index >= stop:
        return None
    unit = phrases_of("quantities", "units").at(source.tokens, index, stop)
    return unit if unit is not None and unit.value == other.unit else None


def measured(source: Source, number: Numeral, unit: Match[str]) -> Quantity:
    """Return the quantity that a number and the unit behind it tell."""
    end = source.tokens[unit.last - 1].end
    return Quantity(number.value, unit.value, number.hedge, number.start, end, "quantities.unit-after")


def single(source: Source, first: int, head: tuple[int, int], floor: int) -> Quantity | None:
    """Return one for a Ukrainian name from ``first`` on, if its head is in the singular and nothing generalises it."""
    tokens = source.tokens
    around = {token.low for token in tokens[max(first - 1, floor) : first + 1]}
    if around & words_of("quantities", "generalising"):
        return None
    at = next((one for one in range(*head) if singular.is_singular(tokens[one].low)), None)
    if at is None and _takes_genitive(source, first, floor):
        at = next((one for one in range(*head) if singular.is_singular_genitive(tokens[one].low)), None)
    if at is None:
        at = singular.described_noun(tokens.lows[first : head[1]], first)
        if at is None or tokens[at].low.startswith(_of_mass()):
            return None
    return Quantity(Decimal(1), None, Hedge.EXACT, tokens[at].start, tokens[at].end, "quantities.singular")


def _takes_genitive(source: Source, first: int, floor: int) -> bool:
    """Tell whether a name from ``first`` on is in the genitive: «придбання …», «пакет складається з …»."""
    lows = source.tokens.lows
    if first > floor and lows[first - 1] in words_of("items", "purposeful", "giving"):
        return True
    return any(low.startswith(_CONSISTING) for low in lows[max(first - _FAR, floor) : first])


@cache
def _of_mass() -> tuple[str, ...]:
    """Return how the names of stuff begin, which nobody counts: «обладнання», «вода»."""
    return tuple(section("items", "uncounted", "stems"))


def after(source: Source, starting: Mapping[int, Numeral], index: int, stop: int) -> Quantity | None:
    """Return the quantity that follows the name ending before token ``index``: "– 18", ": 18", "(82 палети)".

    Without a sign between, and after a comma, only a number with a unit is taken, or one that ends the line.
    """
    if index >= stop:
        return None
    tokens = source.tokens
    at, opened = _number_at(source, starting, index, stop)
    number = starting.get(at)
    if number is None:
        return None
    following = source.token_at(number.end - 1) + 1
    unit = _unit(source, tokens[index].text, following, stop) if following < stop else None
    last = unit.last if unit else following
    totting = phrases_of("quantities", "totting").at(tokens, last, stop) if last < stop else None
    last = totting.last if totting else last
    closed = last == stop or breaks(source, last) or tokens[index].text == "|" or tokens[last].text == ";"
    measure = unit is not None and unit.value != "units" and tokens[at - 1].low != "по"
    closed = closed or (measure and tokens[last].low in words_of("quantities", "closing"))
    counts = unit or totting or _counts(tokens[index].text, number, at_end=closed, opened=opened)
    if not counts or (not closed and tokens[last].low not in _CLOSING):
        return None
    return Quantity(
        number.value, unit.value if unit else None, number.hedge, number.start, tokens[last - 1].end,
        "quantities.number-after",
    )  # fmt: skip


def together(source: Source, starting: Mapping[int, Numeral], index: int, stop: int) -> Quantity | None:
    """Return how many there are in all, where it is told after token ``index``: "…, 110 in all", «разом 110»."""
    tokens = source.tokens
    for at, number in sorted(starting.items()):
        following = source.token_at(number.end - 1) + 1
        if not index < at < stop or number.value != number.value.to_integral_value() or number.value <= 0:
            continue
        ahead = tokens[at - 1].low in words_of("quantities", "in_all")
        closed = following >= stop or tokens[following].low in _CLOSING or breaks(source, following)
        behind = following < stop and phrases_of("quantities", "totting").at(tokens, following, stop) is not None
        if (ahead and closed) or behind:
            return Quantity(number.value, None, number.hedge, number.start, number.end, "quantities.together")
    return None


def _number_at(source: Source, starting: Mapping[int, Numeral], index: int, stop: int) -> tuple[int, bool]:
    """Return where after ``index`` the number should stand, and whether a sign or word leads to it."""
    tokens = source.tokens
    opened = tokens[index].text in _OPENING or tokens[index].low in _TIMES
    at = index + 1 if opened else index
    at += opened and at + 1 < stop and at not in starting and tokens[at].low in words_of("clauses", "parts")
    if at < stop and tokens[at].low in _INTO_NUMBER and at not in starting:
        numbering = next((one for one in (at + 1, at + 2, at + 3) if one in starting and one < stop), at)
        if any(token.low in _NUMBERING for token in tokens[at:numbering]):
            return numbering, True
        return at + opened, opened
    return at, opened


def breaks(source: Source, index: int) -> bool:
    """Tell whether a new line begins at token ``index``."""
    return "\n" in source.plain[source.tokens[index - 1].end : source.tokens[index].start]


def _unit(source: Source, sign: str, index: int, stop: int) -> Match[str] | None:
    """Return the unit of a number that follows its name and ``sign``."""
    unit = phrases_of("quantities", "units").at(source.tokens, index, stop)
    if unit is None and sign in _SETTING_APART:
        unit = phrases_of("quantities", "units_again").at(source.tokens, index, stop)
    return unit or phrases_of("quantities", "units_after").at(source.tokens, index, stop)


def _counts(sign: str, number: Numeral, *, at_end: bool, opened: bool) -> bool:
    """Tell whether a number without a unit, after ``sign``, counts what stands before it."""
    if number.value != number.value.to_integral_value() or number.value <= 0:
        return False
    if sign == "(" and number.value in _YEARS:
        return False
    return at_end if not opened or sign == "," else True
