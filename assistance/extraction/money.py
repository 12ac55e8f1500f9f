"""Sums of money: a number and its currency, before or after it, in either language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistance.extraction.findings import Amount
from assistance.extraction.numerals import Numeral
from assistance.extraction.text import Source
from assistance.extraction.wordlists import phrases_of, table
from assistance.vocabulary import Hedge

_SECOND = re.compile(
    r"[\s,-]*(?:[(\[]|\b(?:or|that is|equivalent to|equal to|equals|worth|which (?:is|equals|exceeds|amounts to)"
    r"|або|чи|тобто|це|еквівалент|що (?:перевищує|становить|дорівнює|складає|відповідає))\b)\s*"
    r"(?:(?:which is|that is|that's|or|the equivalent of|equivalent of|equivalent to|equal to|worth|це|або|тобто"
    r"|в еквіваленті)\s+)?$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[,-]\s*$")
_GLUED = re.compile(r"-([^\W\d_]{2,20})")
_WIDEST_GAP = 40


@dataclass(frozen=True, slots=True)
class Money:
    """A sum at ``plain[start:end]``; ``second`` tells that it repeats the sum before it in another currency."""

    start: int
    end: int
    amount: Amount
    second: bool


@cache
def _before() -> re.Pattern[str]:
    signs = "|".join(re.escape(sign) for sign in sorted(table("money")["signs"], key=len, reverse=True))
    codes = "|".join(table("money")["codes"]["all"])
    return re.compile(rf"(?<!\w)(?:(?P<code>{codes}|US|EURO?)|(?P<sign>US \$|{signs}))\s?$", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    codes = "|".join(table("money")["codes"]["all"])
    return re.compile(rf"[ \n-]?(?:(?P<sign>[€$£¥₴])|(?P<code>{codes})\b)")


@cache
def _single_names() -> dict[str, str]:
    """Return the currency by each name of one plain word, as in "140,000-euro"."""
    names = table("money")["names"].items()
    return {phrase: code for code, phrases in names for phrase in phrases if phrase.isalpha()} | {"dollar": "USD"}


def find(source: Source, numbers: Sequence[Numeral]) -> tuple[Money, ...]:
    """Return the sums of money among ``numbers``, in order of the text."""
    found: list[Money] = []
    for number in numbers:
        placed = _currency_before(source, number) or _currency_after(source, number)
        if placed is None:
            continue
        start, end, currency, rule = placed
        second = bool(found) and _is_second(source, found[-1], currency, start, number)
        amount = Amount(
            span=source.span(start, end), rule=rule, value=number.value, currency=currency, hedge=number.hedge,
            upper=number.upper,
        )  # fmt: skip
        found.append(Money(start, end, amount, second))
    return tuple(found)


def _currency_before(source: Source, number: Numeral) -> tuple[int, int, str, str] | None:
    match = _before().search(source.plain[max(number.start - 6, 0) : number.start])
    if not match:
        return None
    start = number.start - len(match[0])
    if match["sign"]:
        sign = match["sign"].upper().replace(" ", "")
        return start, number.end, table("money")["signs"][sign], "money.sign-before"
    code = match["code"].upper()
    if code == "US" or not match["code"].isupper():
        return None
    return start, number.end, "EUR" if code == "EURO" else code, "money.code-before"


def _currency_after(source: Source, number: Numeral) -> tuple[int, int, str, str] | None:
    match = _after().match(source.plain, number.end)
    if match and match["sign"]:
        return number.start, match.end(), table("money")["signs"][match["sign"]], "money.sign-after"
    if match:
        return number.start, match.end(), match["code"], "money.code-after"
    glued = _GLUED.match(source.plain, number.end)
    if glued and glued[1].lower() in _single_names():
        return number.start, glued.end(), _single_names()[glued[1].lower()], "money.name-after"
    first, last = source.tokens_between(number.end, number.end + 60)
    if first >= last or source.tokens[first].start - number.end > 2:
        return None
    name = phrases_of("money", "names").at(source.tokens, first, last)
    if name is None:
        return None
    return number.start, source.tokens[name.last - 1].end, name.value, "money.name-after"


def _is_second(source: Source, previous: Money, currency: str, start: int, number: Numeral) -> bool:
    """Tell whether a sum repeats the one before it: another currency, and only a bracket, "or" or ", about" between."""
    begin = min(start, number.begin)
    if currency == previous.amount.currency or not 0 <= begin - previous.end <= _WIDEST_GAP:
        return False
    between = source.plain[previous.end : begin]
    aside = number.hedge is Hedge.ABOUT and bool(_ASIDE.match(between))
    return aside or bool(_SECOND.match(between or " "))
