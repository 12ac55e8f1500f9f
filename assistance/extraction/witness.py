"""Whether two texts are one witness: the same text, a reprint of it, or the release in the other language.

A reprint is told by runs of words, whatever was cut off or put around them; a translation by what stays the same in
another language: figures in the order of the text, dates, things, parties and places. Texts that tell a sentence
with other figures are two witnesses, however alike the rest is: so are two releases made after one pattern.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cached_property
from unicodedata import normalize
from zlib import crc32

from assistance.extraction import dates, money, reading
from assistance.extraction.known import HOME
from assistance.extraction.numerals import Numeral, numerals
from assistance.extraction.reading import Said
from assistance.extraction.text import Source, language_of
from assistance.vocabulary import Likeness

#: What a text tells in any language: a kind and a value, such as ("sum", "USD", "4500000") or ("day", "07-09").
Figure = tuple[str, ...]

_RUN = 5
#: How many runs two texts share at least, and what part of those of the shorter one, where one is a reprint.
_FEWEST_RUNS = 12
_ENOUGH_OF_SHORTER = 0.5
#: How like each other the words of two sentences are that should tell the same figures.
_ALIKE = 0.6
_FEWEST_WORDS = 6
#: What a translation shares with its text: numbers, one of them rare; weight; part of what both tell; the order. Two
#: reports of one event share a good half; a translation nearly all, or it was trimmed and has nearly all of it left.
_FEWEST_NUMBERS = 3
_RARE = 2.0
_LEAST_WEIGHT = 6.0
_ENOUGH_OF_BOTH = 0.75
_NEARLY_ALL = 0.95
_IN_ORDER = 0.7
_NUMBERS = frozenset({"number", "sum"})
_SMALL = 3
_MOST_NUMBERS = 400
_MOST_SENTENCES = 150
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_APOSTROPHE = re.compile("['’ʼ`]")
_ANY_YEAR = date(2000, 1, 1)


class Print:
    """What is compared of a text, each part made when it is first asked for. No text raises."""

    def __init__(self, text: str, language: str | None = None) -> None:
        self.text = text
        self.language = language or language_of(text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the text in order, without signs and capitals."""
        plain = normalize("NFC", self.text).replace("\u00ad", "")
        return tuple(_WORD.findall(_APOSTROPHE.sub("", plain).lower()))

    @cached_property
    def runs(self) -> frozenset[int]:
        """All runs of five words, as numbers."""
        starts = range(max(len(self.words) - _RUN + 1, 0))
        return frozenset(crc32(" ".join(self.words[start : start + _RUN]).encode()) for start in starts)

    @cached_property
    def sentences(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """The words of each sentence that are not written in digits, and its numbers."""
        found = []
        for sentence in self._source.sentences[:_MOST_SENTENCES]:
            words = _WORD.findall(self._source.plain[sentence.start : sentence.end].lower())
            numbers = (one for one in self._numbers if sentence.start <= one.start < sentence.end)
            told = frozenset(_plain(number.value) for number in numbers)
            found.append((frozenset(word for word in words if not word[0].isdigit()), told))
        return tuple(found)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The numbers of the text in order, without years and days."""
        return tuple(_plain(number.value) for number in self._numbers)[:_MOST_NUMBERS]

    @cached_property
    def figures(self) -> dict[Figure, float]:
        """What the text tells in any language, each with its weight: the rarer, the heavier."""
        figures: dict[Figure, float] = {("day", f"{one.day:%m-%d}"): 1.0 for one in self._days}
        sums = money.find(self._source, self._numbers)
        for one in sums:
            figures["sum", one.amount.currency, _plain(one.amount.value)] = _weight(one.amount.value) + 1
        starts = [one.start for one in sums]
        for number in self._numbers:
            before = bisect_right(starts, number.start) - 1
            if before < 0 or number.start >= sums[before].end:
                figures["number", _plain(number.value)] = _weight(number.value)
        for said in reading.read(self._source, self.language, self._numbers):
            figures |= _of_sentence(said)
        return figures

    @cached_property
    def _source(self) -> Source:
        return Source(self.text)

    @cached_property
    def _days(self) -> tuple[dates.Dated, ...]:
        return dates.find(self._source, _ANY_YEAR)

    @cached_property
    def _numbers(self) -> list[Numeral]:
        """The numbers that say something: no years, no parts of a date, none that are small and in words."""
        days = sorted((day.start, day.end) for day in self._days)
        starts = [start for start, _ in days]
        return [
            number
            for number in numerals(self._source, self.language)
            if not (number.in_words and number.value < _SMALL)
            and not _YEAR.fullmatch(self._source.plain, number.start, number.end)
            and not _lies_in(days, starts, number.start)
        ]


def _lies_in(spans: Sequence[tuple[int, int]], starts: Sequence[int], position: int) -> bool:
    """Tell whether ``position`` lies in one of ``spans``, which stand in order and do not overlap."""
    before = bisect_right(starts, position) - 1
    return before >= 0 and position < spans[before][1]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two texts are alike, from 0 to 1; ``kind`` is None for two witnesses. ``reasons`` are English, for staff."""

    kind: Likeness | None
    score: float
    reasons: tuple[str, ...]


def likeness(left: Print, right: Print) -> Verdict:
    """Return how two texts are alike. No text raises."""
    if left.words == right.words and left.words:
        return Verdict(Likeness.SAME_TEXT, 1.0, ("the words are the same",))
    return _reprint(left, right) if left.language == right.language else _translation(left, right)


def _reprint(left: Print, right: Print) -> Verdict:
    shared = len(left.runs & right.runs)
    fewer = min(len(left.runs), len(right.runs))
    part = shared / fewer if fewer else 0.0
    told = (f"{part:.0%} of the shorter text, by runs of five words, stands in the other",)
    if shared < _FEWEST_RUNS or part < _ENOUGH_OF_SHORTER:
        return Verdict(None, part, told)
    other = _told_otherwise(left, right)
    if other:
        return Verdict(None, part, (*told, f"but a sentence tells other figures: {other}"))
    if _numbers_kept(left, right) < _ENOUGH_OF_SHORTER:
        return Verdict(None, part, (*told, "but they tell other figures"))
    return Verdict(Likeness.REPRINT, part, told)


def _numbers_kept(left: Print, right: Print) -> float:
    """Return what part of the numbers, by weight, of the text that has fewer of them the other one has too."""
    ours, theirs = (
        {one: weight for one, weight in told.figures.items() if one[0] in _NUMBERS} for told in (left, right)
    )
    fewer = min(sum(ours.values()), sum(theirs.values()))
    return sum(ours[one] for one in ours.keys() & theirs.keys()) / fewer if fewer else 1.0


def _told_otherwise(left: Print, right: Print) -> str:
    """Return the figures in which two sentences differ that are alike but for them; empty where there are none."""
    theirs = [(words, numbers) for words, numbers in right.sentences if len(words) >= _FEWEST_WORDS]
    for words, numbers in left.sentences:
        if len(words) < _FEWEST_WORDS:
            continue
        best, match = max(
            ((_jaccard(words, others), their) for others, their in theirs),
            key=lambda pair: pair[0],
            default=(0.0, numbers),
        )
        if best >= _ALIKE and numbers and match and not (numbers <= match or match <= numbers):
            return f"{', '.join(sorted(numbers - match))} and {', '.join(sorted(match - numbers))}"
    return ""


def _translation(left: Print, right: Print) -> Verdict:
    shared = left.figures.keys() & right.figures.keys()
    weight = sum(left.figures[figure] for figure in shared)
    ours, theirs = sum(left.figures.values()), sum(right.figures.values())
    part = weight / (ours + theirs - weight) if weight else 0.0
    numbers = sorted((one for one in shared if one[0] in _NUMBERS), key=lambda one: (-left.figures[one], one))
    told = (f"{part:.0%} of figures, days, parties and places alike", _named(numbers))
    rare = bool(numbers) and left.figures[numbers[0]] >= _RARE
    whole = len(numbers) >= _FEWEST_NUMBERS and weight >= _LEAST_WEIGHT and part >= _ENOUGH_OF_BOTH
    trimmed = len(numbers) > _FEWEST_NUMBERS and weight >= _LEAST_WEIGHT and weight >= _NEARLY_ALL * min(ours, theirs)
    if not (rare and (whole or trimmed)) or _order(left, right) < _IN_ORDER:
        return Verdict(None, part, told)
    return Verdict(Likeness.TRANSLATION, part, told)


def _named(figures: Sequence[Figure]) -> str:
    words = [" ".join(figure[1:]) for figure in figures[:5]]
    return f"numbers: {', '.join(words)}" if words else "no number alike"


def _order(left: Print, right: Print) -> float:
    """Return how far the numbers that both texts tell follow each other in the same order."""
    common = set(left.order) & set(right.order)
    ours, theirs = ([one for one in told.order if one in common] for told in (left, right))
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio()


def _jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right)


def _of_sentence(said: Said) -> dict[Figure, float]:
    """Return the things with quantities, the parties and the places of a sentence, by names all languages share."""
    figures: dict[Figure, float] = {}
    for thing in said.things:
        if thing.quantity is not None and thing.quantity.value >= _SMALL:
            figures["thing", thing.category.value, _plain(thing.quantity.value)] = 1.0
    for mention in said.parties:
        if mention.who.form != "unlisted" and mention.who.key != HOME:
            figures["party", mention.who.key] = 0.5
    for place in said.places:
        figures["place", place.name] = 0.5
    return figures


def _weight(value: Decimal) -> float:
    """Return how much it says that two texts share a number: the more digits but zeros at its end, the more."""
    digits = len(str(int(value.scaleb(6))).strip("0"))
    return {0: 0.5, 1: 0.7, 2: 1.4, 3: 2.2}.get(digits, 3.0)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
