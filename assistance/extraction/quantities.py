"""How many of something: number, unit and hedge, before a name ("60 tonnes of") or after it ("– 18 шт.")."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistance.extraction.numerals import Numeral
from assistance.extraction.text import Source
from assistance.extraction.wordlists import phrases_of, words_of
from assistance.vocabulary import Hedge

_SKIPPED = 3


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
    """Return the numbers by the token after which the thing they count may stand."""
    return {source.token_at(number.end - 1): number for number in numbers}


def by_first_token(source: Source, numbers: Iterable[Numeral]) -> dict[int, Numeral]:
    """Return the numbers by their first token."""
    return {source.token_at(number.start): number for number in numbers}


def before(source: Source, ending: Mapping[int, Numeral], index: int, floor: int) -> Quantity | None:
    """Return the quantity that leads up to token ``index``, looking back no further than ``floor``."""
    tokens = source.tokens
    at = index - 1
    for _ in range(_SKIPPED):
        if at >= floor and at not in ending and tokens[at].low in words_of("quantities", "passed_over"):
            at -= 1
    if at < floor:
        return None
    if at in ending:
        return _plain(ending[at])
    if tokens[at].low in ("a", "an"):
        return Quantity(Decimal(1), None, Hedge.EXACT, tokens[at].start, tokens[at].end, "quantities.article")
    return _with_unit(source, ending, at, floor)


def _plain(number: Numeral) -> Quantity | None:
    if number.value == number.value.to_integral_value() and number.value > 0:
        return Quantity(number.value, None, number.hedge, number.start, number.end, "quantities.number-before")
    return None


def _with_unit(source: Source, ending: Mapping[int, Numeral], at: int, floor: int) -> Quantity | None:
    """Read "60 tonnes of" and "13 комплектів", the last token of which is ``at``."""
    tokens = source.tokens
    if tokens[at].text == "." and at > floor:
        at -= 1
    if tokens[at].low == "of" and at > floor:
        at -= 1
    each = tokens[at].low == "each" and at > floor
    at -= each
    for width in (2, 1):
        first = at - width + 1
        number = ending.get(first - 1)
        if number is None or first <= floor:
            continue
        match = phrases_of("quantities", "units").at(tokens, first, at + 1)
        if match and match.last == at + 1:
            end = tokens[at].end
            return Quantity(number.value, match.value, number.hedge, number.start, end, "quantities.unit-before", each)
    return None


def after(source: Source, starting: Mapping[int, Numeral], index: int, stop: int) -> Quantity | None:
    """Return the quantity that follows the name ending before token ``index``: "– 18", ": 18", "(82 палети)"."""
    tokens = source.tokens
    if index + 1 >= stop or tokens[index].text not in "-:(":
        return None
    number = starting.get(index + 1)
    if number is None and index + 2 < stop:
        number = starting.get(index + 2)
    if number is None:
        return None
    following = source.token_at(number.end - 1) + 1
    unit = phrases_of("quantities", "units").at(tokens, following, stop) if following < stop else None
    if unit is None and number.value != number.value.to_integral_value():
        return None
    last = unit.last if unit else following
    if last < stop and tokens[last].text not in ".,;)" and tokens[index].text != "(":
        return None
    end = tokens[last - 1].end
    return Quantity(
        number.value, unit.value if unit else None, number.hedge, number.start, end, "quantities.number-after"
    )
