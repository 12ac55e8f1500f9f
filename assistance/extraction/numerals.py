"""Numbers in digits and words, before anyone asks what they count: value, range, scale and hedge."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache

from assistance.extraction.text import Source, Token
from assistance.extraction.wordlists import phrases_of, table, words_of
from assistance.vocabulary import Hedge

_DIGITS = re.compile(
    r"(?<![\w.,/№#-])(?:\d{1,3}(?:[ ,.']\d{3}){1,5}(?!\d)|\d{1,15})(?:[.,]\d{1,3}(?![\d.,]?\d))?(?![\d])"
)
_GLUED_SCALE = re.compile(r"(?:bn|mn|mln|m|b|k|tn)\b", re.IGNORECASE)
_POWERS = {
    "ten": 10, "dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
_RANGE = re.compile(r" ?- ?| (?:to|до) | та | and ")
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at ``plain[start:end]``, its hedge from ``begin`` on; ``scaled`` where it tells of millions."""

    begin: int
    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    hedge: Hedge
    scaled: bool
    in_words: bool


@cache
def _number_words() -> dict[str, int]:
    return {**table("numbers")["words"]["en"], **table("numbers")["words"]["uk"]}


@cache
def _scale_words() -> dict[str, int]:
    return {word: _POWERS[name] for name, words in table("numbers")["scales"].items() for word in words}


@cache
def _fractions() -> dict[str, list[tuple[str, str]]]:
    """Return the phrases that make a fraction with a scale, by their first word, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase, value in sorted(table("numbers")["fractions"].items(), key=lambda entry: -len(entry[0])):
        found.setdefault(phrase.split()[0], []).append((phrase, value))
    return found


def read_digits(digits: str, language: str, *, scaled: bool = False) -> Decimal | None:
    """Return the value of ``digits`` as the language writes numbers; None where it is no number."""
    groups = re.split(r"[ ,.']", digits)
    marks = re.findall(r"[ ,.']", digits)
    decimal = bool(marks) and (
        len(groups[-1]) != 3
        or len(set(marks)) == 2
        or (len(marks) == 1 and _is_point(marks[0], language, scaled=scaled))
    )
    whole = "".join(groups[:-1] if decimal else groups)
    try:
        return Decimal(f"{whole}.{groups[-1]}" if decimal else whole)
    except InvalidOperation:
        return None


def _is_point(mark: str, language: str, *, scaled: bool) -> bool:
    """Tell whether one mark before three digits is the decimal one."""
    return (mark == "." and language == "en") or (mark in ",." and scaled)


def numerals(source: Source, language: str) -> tuple[Numeral, ...]:
    """Return the numbers of a text in order, none overlapping another."""
    found: list[Numeral] = []
    openers, reached = {*_number_words(), *_fractions()}, 0
    for index, low in enumerate(source.tokens.lows):
        if index < reached or not (low in openers or "-" in low or low[0].isdigit()):
            continue
        numeral = _at(source, index, language)
        if numeral is not None:
            found.append(replace(numeral, value=_tidy(numeral.value), upper=numeral.upper and _tidy(numeral.upper)))
            reached = source.token_at(numeral.end - 1) + 1
    return tuple(found)


def _tidy(value: Decimal) -> Decimal:
    """Return a whole number without decimal places."""
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def _at(source: Source, index: int, language: str) -> Numeral | None:
    token = source.tokens[index]
    if token.text[0].isdigit():
        return _digits_at(source, index, language)
    words, low = _number_words(), token.low
    if low in words or ("-" in low and all(part in words for part in low.split("-"))):
        return _words_at(source, index)
    return _fraction_at(source, index) if low in _fractions() else None


def _digits_at(source: Source, index: int, language: str) -> Numeral | None:
    plain, start = source.plain, source.tokens[index].start
    match = _DIGITS.match(plain, start)
    if not match:
        return None
    end = match.end()
    scale, end = _scale(source, end)
    value = read_digits(match[0], language, scaled=scale > 1)
    if value is None:
        return None
    upper, end, scale = _range(source, end, language, scale)
    value *= scale
    if scale > 1 and upper is None:
        value, end = _rest(source, value, end, language, scale)
    if end < len(plain) and plain[end].isalnum() and not plain[end - 1].isalpha():
        return None
    begin, hedge = hedge_before(source.tokens, index)
    return Numeral(begin, start, end, value, upper, hedge, scaled=scale > 1, in_words=False)


def _scale(source: Source, end: int) -> tuple[int, int]:
    """Return the scale that follows ``plain[:end]`` and where it ends."""
    glued = _GLUED_SCALE.match(source.plain, end)
    if glued:
        return {"b": 10**9, "t": 10**12, "k": 10**3}.get(glued[0][0].lower(), 10**6), glued.end()
    if source.plain[end : end + 1] not in (" ", "\n", "-"):
        return 1, end
    first = source.token_at(end) + 1
    if first >= len(source.tokens) or source.tokens[first].start > end + 2:
        return 1, end
    word = source.tokens[first]
    if word.low not in _scale_words() or len(word.low) == 1:
        return 1, end
    finish = word.end + (source.plain[word.end : word.end + 1] == "." and word.low in ("млн", "млрд", "тис", "трлн"))
    return _scale_words()[word.low], finish


def _range(source: Source, end: int, language: str, scale: int) -> tuple[Decimal | None, int, int]:
    """Read the upper end of a range; a scale after it holds for both ends."""
    link = _RANGE.match(source.plain, end)
    if not link or link[0] in (" та ", " and "):
        return None, end, scale
    match = _DIGITS.match(" " + source.plain[link.end() : link.end() + 24], 1)
    if not match:
        return None, end, scale
    finish = link.end() + match.end() - 1
    above, finish = _scale(source, finish)
    value = read_digits(match[0], language, scaled=above > 1)
    if value is None or (scale > 1 and above == 1) or source.plain[finish : finish + 1].isalnum():
        return None, end, scale
    return value * above, finish, max(scale, above)


def _rest(source: Source, value: Decimal, end: int, language: str, scale: int) -> tuple[Decimal, int]:
    """Add a smaller part, as in "266 million 425 thousand"."""
    match = _DIGITS.match(source.plain, end + 1) if source.plain[end : end + 1] == " " else None
    if not match:
        return value, end
    smaller, finish = _scale(source, match.end())
    part = read_digits(match[0], language, scaled=True)
    if part is None or not 1 < smaller < scale:
        return value, end
    return value + part * smaller, finish


def _words_at(source: Source, index: int) -> Numeral | None:
    """Read "twenty-two", "two thousand five hundred", "one hundred and fifty", «дві тисячі п'ятсот»."""
    return _completed(source, index, *_run_at(source, index))


def _completed(source: Source, index: int, total: Decimal, end: int, step: int) -> Numeral:
    """Return the number that begins at token ``index`` with the smaller numbers that go on with it."""
    tokens = source.tokens
    scaled, at_most = step > _POWERS["hundred"], step
    while at_most > 1:
        at = source.token_at(end - 1) + 1
        at += at < len(tokens) and tokens[at].low == "and"
        if at >= len(tokens) or tokens[at].low not in _number_words():
            break
        more, finish, step = _run_at(source, at)
        if more >= at_most:
            break
        total, end, at_most = total + more, finish, step
    begin, hedge = hedge_before(tokens, index)
    return Numeral(begin, tokens[index].start, end, total, None, hedge, scaled=scaled, in_words=True)


def _run_at(source: Source, index: int) -> tuple[Decimal, int, int]:
    """Return the value of the number words from ``index`` on with their scale, where they end, and the scale."""
    tokens, words = source.tokens, _number_words()
    total, last = Decimal(0), index
    while last < len(tokens) and last - index < _LONGEST:
        parts = [words.get(part) for part in tokens[last].low.split("-")]
        if None in parts or (last > index and tokens[last].low in _scale_words()):
            break
        total += sum(part for part in parts if part is not None)
        last += 1
    scale, end = _scale(source, tokens[last - 1].end)
    smaller = scale
    if 1 < scale <= _POWERS["hundred"]:
        total, (scale, end) = total * scale, _scale(source, end)
    return total * scale, end, max(scale, smaller)


def _fraction_at(source: Source, index: int) -> Numeral | None:
    """Read "half a billion", "a million", "півтора мільйона"; also a bare scale such as "мільйон доларів"."""
    tokens = source.tokens
    for phrase, value in _fractions()[tokens[index].low]:
        words = phrase.split()
        if [token.low for token in tokens[index : index + len(words)]] != words:
            continue
        scale, end = _scale(source, tokens[index + len(words) - 1].end)
        if scale > 1:
            return _completed(source, index, Decimal(value) * scale, end, scale)
        if _is_part_of_unit(source, phrase, index + len(words)):
            begin, hedge = hedge_before(tokens, index)
            return Numeral(begin, tokens[index].start, end, Decimal(value), None, hedge, scaled=False, in_words=True)
    return None


def _is_part_of_unit(source: Source, phrase: str, index: int) -> bool:
    """Tell whether a fraction parts the weight or measure at token ``index``: "half a tonne", «пів тонни»."""
    if index >= len(source.tokens) or phrase not in words_of("numbers", "parting", "fractions"):
        return False
    return source.tokens[index].low in words_of("numbers", "parting", "measures")


def hedge_before(tokens: Sequence[Token], index: int) -> tuple[int, Hedge]:
    """Return where the words that hedge the number at token ``index`` begin, and what they say.

    A currency sign or code may stand between; without a hedge the start of the number itself comes back.
    """
    at = index
    if at and (tokens[at - 1].text in "€$£¥₴" or tokens[at - 1].text.isupper()):
        at -= 1
    for size in (3, 2, 1):
        first = at - size
        match = phrases_of("numbers", "hedges").at(tokens, first, at) if first >= 0 else None
        if match and match.last == at and not _is_particle(tokens, first, at):
            return tokens[first].start, Hedge(match.value)
    return tokens[index].start, Hedge.EXACT


def _is_particle(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether "over" belongs to the verb before it, as in "handed over 20 generators"."""
    if first == 0 or last - first > 1:
        return False
    match = phrases_of("numbers", "particles").at(tokens, first - 1, last)
    return match is not None and match.last == last
