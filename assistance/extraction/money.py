"""Sums of money: a number and its currency, before or after it, in either language."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import zip_longest

from assistance.extraction.findings import Amount
from assistance.extraction.known import HOME, book
from assistance.extraction.numerals import Numeral
from assistance.extraction.text import Source
from assistance.extraction.wordlists import phrases_of, table, words_of
from assistance.vocabulary import Hedge

_SECOND = re.compile(
    r"[\s,-]*(?:[(\[]|\b(?:or|that is|equivalent to|equal to|equals|worth|which (?:is|equals|exceeds|amounts to)"
    r"|або|чи|тобто|це|еквівалент|що (?:перевищує|становить|дорівнює|складає|відповідає))\b)\s*"
    r"(?:(?:which is|that is|that's|or|the equivalent of|equivalent of|equivalent to|equal to|worth|це|або|тобто"
    r"|в еквіваленті)\s+)?$",
    re.IGNORECASE,
)
_EQUALS = re.compile(
    r"^[^.;:!?]{0,44}?,\s*"
    r"(?:which (?:equals|is equal to|amounts to|is)|equal to|equivalent to|or"
    r"|що (?:дорівнює|становить|еквівалентно)|або)"
    r"\s+(?:some |about |around |roughly |nearly |almost |близько |приблизно |майже )?$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[,-]\s*$")
_GLUED = re.compile(r"-([^\W\d_]{2,20})")
_ENDED = re.compile(r"[.!?]\s|\n")
_WIDEST_GAP = 70
_CROWNS = re.compile(r"\b(?:kron|krun|crown|kr\b|крон)", re.IGNORECASE)
_ELLIPSIS = 160
#: Ends of Ukrainian verbs that no noun counted by a number of millions has.
_VERBS = ("ено", "ано", "ято", "уто", "ла", "ли", "ло", "ить", "ять", "ють", "ує", "ає", "ться")
_NEAREST = 12
_US_DOLLARS = re.compile(r"US ?\$|\bUSD ?\d|U\.S\. dollar|US dollar|American dollar", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Money:
    """A sum at ``plain[start:end]``; ``second`` tells that it repeats the sum before it in another currency.

    ``shared`` is the name of its currency where several states have one of that name ("dollars", "crowns").
    """

    start: int
    end: int
    amount: Amount
    second: bool
    shared: str = ""


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
    return {phrase: code for code, phrases in names for phrase in phrases if phrase.isalpha()} | {"dollar": "dollars"}


def find(source: Source, numbers: Sequence[Numeral], state: str | None = None) -> tuple[Money, ...]:
    """Return the sums of money among ``numbers``, in order of the text.

    ``state`` is the one the text is about (ISO 3166-1 alpha-2): bare "kroner" are its own.
    """
    found: list[Money] = []
    for number, following in zip_longest(numbers, numbers[1:]):
        placed = _currency_before(source, number) or _currency_after(source, number)
        placed = placed or _as_before(source, number, found[-1] if found else None)
        placed = placed or (_as_behind(source, number, following) if following else None)
        if placed is None:
            continue
        start, end, named, rule = placed
        currency = named if named.isupper() else _of_state(named, _state_before(source, start) or state)
        if currency is None:
            continue
        second = bool(found) and _is_second(source, found[-1], currency, start, number)
        amount = Amount(
            span=source.span(start, end), rule=rule, value=number.value, currency=currency, hedge=number.hedge,
            upper=number.upper,
        )  # fmt: skip
        found.append(Money(start, end, amount, second, "" if named.isupper() else named))
    return tuple(found)


def _as_before(source: Source, number: Numeral, previous: Money | None) -> tuple[int, int, str, str] | None:
    """Return millions that count nothing else in the currency of the sum before: "€5m, and Spain 1.5 million"."""
    if previous is None or not number.scaled or not 0 < number.start - previous.end <= _ELLIPSIS:
        return None
    if "\n" in source.plain[previous.end : number.start]:
        return None
    after = _word_after(source, number)
    if after not in words_of("money", "after_ellipsis", "words") and not after.endswith(_VERBS):
        return None
    return number.start, number.end, previous.shared or previous.amount.currency, "money.as-before"


def _as_behind(source: Source, number: Numeral, following: Numeral) -> tuple[int, int, str, str] | None:
    """Return millions in the currency of the sum they stand in a row with: «A матиме 4 млн, а B – 2 млн євро»."""
    between = source.plain[number.end : following.begin]
    if not (number.scaled and following.scaled) or len(between) > _ELLIPSIS or _ENDED.search(between):
        return None
    leads = source.tokens[max(source.token_at(number.begin) - 1, 0)].low
    if leads in words_of("money", "before_ellipsis", "leads") or (
        _word_after(source, number) not in words_of("money", "before_ellipsis", "words")
    ):
        return None
    placed = _currency_after(source, following)
    return (number.start, number.end, placed[2], "money.as-behind") if placed else None


def _word_after(source: Source, number: Numeral) -> str:
    """Return the word after a number, or the stop that closes it: «13 млн.» at the end of a sentence."""
    following = source.token_at(number.end - 1) + 1
    if following >= len(source.tokens):
        return "."
    token = source.tokens[following]
    ends = token.text[0].isupper() or "\n" in source.plain[number.end : token.start]
    return "." if source.plain[number.end - 1] == "." and ends else token.low


def _state_before(source: Source, start: int) -> str | None:
    """Return the state that the words right before a sum name."""
    at = source.token_at(start)
    for index in range(at - 1, max(at - _NEAREST, 0) - 1, -1):
        match = book().at(source.tokens, index, at)
        if match and match.value.form in ("name", "adjective", "capital") and match.value.country != HOME:
            return match.value.country
        if source.tokens[index].text in ".!?":
            return None
    return None


def leaves_open(source: Source) -> bool:
    """Tell whether a text has a name of money that several states use and no one of them by default ("kroner")."""
    return bool(_CROWNS.search(source.plain))


def _of_state(named: str, state: str | None) -> str | None:
    """Return the currency that a shared name stands for in a text about ``state``."""
    codes: dict[str, str] = table("money")["shared"][named]
    return codes.get("any") or codes.get(state or "")


@lru_cache(maxsize=1)
def _marks_us(plain: str) -> bool:
    return bool(_US_DOLLARS.search(plain))


def of_giver(source: Source, money: Money, states: Collection[str | None], leading: Collection[str | None]) -> Amount:
    """Return the amount in the currency of the one state that gives it, where the name of the currency leaves it open.

    Bare dollars are the giver's own where the text writes "US$" for others, or is about that giver's help alone.
    """
    code = table("money")["shared"][money.shared].get(next(iter(states))) if money.shared and len(states) == 1 else None
    if code is None:
        return money.amount
    if money.shared == "dollars" and (
        "долар" in source.plain or not (_marks_us(source.plain) or {*leading} == {*states})
    ):
        return money.amount
    return replace(money.amount, currency=code)


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
    return aside or bool(_SECOND.match(between or " ")) or bool(_EQUALS.search(between))
