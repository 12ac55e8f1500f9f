"""Numbers and sums that are not assistance, with the reason; and sentences that tell of no help to Ukraine."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistance.extraction import dates
from assistance.extraction.findings import Span, Trap
from assistance.extraction.numerals import Numeral
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import phrases_of, section
from assistance.vocabulary import TrapReason

_YEAR = re.compile(r"(?:19|20)\d\d(?: ?- ?(?:19|20)\d\d)?$")
_GLUED = re.compile(r"[.:/]\d")
_NEAR = 5
_SMALL = 3
_OPEN = frozenset({TrapReason.NO_GIVING, TrapReason.STATISTIC})


def furniture(source: Source) -> frozenset[int]:
    """Return the numbers of the paragraphs that belong to the page and not to the text."""
    found: set[int] = set()
    rest = False
    for number, (start, end, _) in enumerate(source.paragraphs):
        line = source.plain[start : min(end, start + 40)].lower()
        rest = rest or (
            number > 0 and end - start < 60 and line.startswith(tuple(section("traps", "furniture", "rest")))
        )
        if rest or (number > 0 and line.startswith(tuple(section("traps", "furniture", "paragraph")))):
            found.add(number)
    return frozenset(found)


def barrier(source: Source, sentence: Sentence) -> TrapReason | None:
    """Return why a sentence tells of no assistance to Ukraine; None where nothing says so."""
    for match in phrases_of("traps", "barriers").find(source.tokens, sentence.first, sentence.last):
        return TrapReason(match.value)
    if any(phrases_of("traps", "others", "places").find(source.tokens, sentence.first, sentence.last)):
        words = {token.low for token in source.tokens[sentence.first : sentence.last]}
        if not any(word.startswith(("ukrain", "україн")) for word in words):
            return TrapReason.THIRD_COUNTRY
    return None


@dataclass(frozen=True, slots=True)
class Ground:
    """What decides about the numbers of a release.

    ``used`` are the places findings rest on, ``sums`` those of money, ``reasons`` hold for whole stretches of it.
    """

    used: Sequence[Span]
    sums: Sequence[Span]
    reasons: Sequence[tuple[Span, TrapReason]]


def find(source: Source, numbers: Iterable[Numeral], ground: Ground, known: Sequence[Trap]) -> tuple[Trap, ...]:
    """Return a trap for every number that stands in no other finding, after those already ``known``."""
    covered = sorted([*ground.used, *(trap.span for trap in known)])
    sums, reason_of = sorted(ground.sums), dict(ground.reasons)
    stretches = sorted(reason_of)
    found = list(known)
    for number in numbers:
        span = source.span(number.start, number.end)
        if _over(covered, span) or _of_a_date(source, number) or (number.in_words and number.value < _SMALL):
            continue
        money = _over(sums, span)
        reason, rule = _reason(source, number)
        stretch = _over(stretches, span)
        if reason in _OPEN and stretch:
            reason = reason_of[stretch]
            rule = f"traps.{reason.value.replace('_', '-')}-sentence"
        found.append(Trap(span=money or _with_noun(source, number), rule=rule, reason=reason))
    return tuple(sorted(found, key=lambda trap: trap.span))


def _over(spans: Sequence[Span], span: Span) -> Span | None:
    """Return the one of ``spans`` (in order, not overlapping) in which ``span`` starts."""
    before = bisect_right(spans, span.start, key=lambda one: one.start) - 1
    return spans[before] if before >= 0 and span.start < spans[before].end else None


def _with_noun(source: Source, number: Numeral) -> Span:
    """Return the place of a number with the word it counts."""
    following = source.token_at(number.end - 1) + 1
    end = number.end
    if following < len(source.tokens):
        token = source.tokens[following]
        if token.start - number.end <= 1 and (token.text[0].isalpha() or token.text == "%"):
            end = token.end
    return source.span(number.start, end)


def _reason(source: Source, number: Numeral) -> tuple[TrapReason, str]:
    following = source.token_at(number.end - 1) + 1
    for match in phrases_of("traps", "nouns").find(
        source.tokens, following, min(following + _NEAR, len(source.tokens))
    ):
        if any(source.tokens[index].text in ".;:" for index in range(following, match.first)):
            break
        return TrapReason(match.value), f"traps.{match.value.replace('_', '-')}"
    return TrapReason.NO_GIVING, "traps.no-giving"


def _of_a_date(source: Source, number: Numeral) -> bool:
    """Tell whether a number is a year, or a part of a date or of a time of day."""
    plain, start, end = source.plain, number.start, number.end
    if _YEAR.match(plain[start:end]) and not number.scaled:
        return True
    if _GLUED.match(plain, end) or (start and plain[start - 1] in ".:/" and plain[max(start - 2, 0)].isdigit()):
        return True
    return _beside_month(source, number)


def _beside_month(source: Source, number: Numeral) -> bool:
    first, following = source.token_at(number.start), source.token_at(number.end - 1) + 1
    beside = [source.tokens[index].low for index in (first - 1, following) if 0 <= index < len(source.tokens)]
    return any(word in dates.months() for word in beside)
