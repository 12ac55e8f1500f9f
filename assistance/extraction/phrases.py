"""Phrases of a word list, found in tokens in one pass.

A pattern is words parted by spaces. ``stem*`` stands for any word that begins so, ``one|other`` for either, ``_`` for
any one word and ``~`` for up to four words. A pattern word in capitals matches only capitals, one that begins with a
capital only words that do.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Value = TypeVar("Value")
_PIECE = re.compile(r"[\w*|]+(?:['-][\w*|]+)*|~|[^\w\s]")
_GAP = 4
_INDEXED = 3


class Word(Protocol):
    """What a phrase is matched against: a word as written and in lower case."""

    @property
    def text(self) -> str:
        """Return the word as written."""

    @property
    def low(self) -> str:
        """Return the word in lower case."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One word of a pattern."""

    exact: frozenset[str]
    stems: tuple[str, ...]
    case: str

    def fits(self, word: Word) -> bool:
        if self.case == "upper" and not word.text.isupper():
            return False
        if self.case == "title" and not word.text[:1].isupper():
            return False
        return word.low in self.exact or bool(self.stems and word.low.startswith(self.stems))


@dataclass(frozen=True, slots=True)
class Match(Generic[Value]):
    """Where a phrase was found, as a half-open range of tokens, and what it leads to."""

    first: int
    last: int
    value: Value
    phrase: str


def _step(word: str) -> _Step | None:
    if word == "_":
        return _Step(frozenset(), ("",), "any")
    if word == "~":
        return None
    options = word.split("|")
    plain = word.rstrip("*")
    if word.isupper() and len(plain) > 1:
        case = "upper"
    else:
        case = "title" if all(option[:1].isupper() for option in options) else "any"
    exact = frozenset(option.lower() for option in options if not option.endswith("*"))
    return _Step(exact, tuple(option[:-1].lower() for option in options if option.endswith("*")), case)


class Phrasebook(Generic[Value]):
    """A set of patterns, each leading to a value; the longest one that fits at a token wins.

    One of the words ``passed_over`` ("already", "also") may stand between any two words of a phrase.
    """

    def __init__(self, entries: Iterable[tuple[str, Value]], passed_over: frozenset[str] = frozenset()) -> None:
        self._passed_over = passed_over
        self._by_word: dict[str, list[tuple[tuple[_Step | None, ...], Value, str]]] = defaultdict(list)
        self._by_stem: dict[str, list[tuple[tuple[_Step | None, ...], Value, str]]] = defaultdict(list)
        for phrase, value in entries:
            steps = tuple(_step(piece) for piece in _PIECE.findall(phrase))
            first = steps[0]
            if first is None:
                raise ValueError(f"a phrase cannot begin with a gap: {phrase}")
            entry = (steps, value, phrase)
            for word in first.exact:
                self._by_word[word].append(entry)
            for stem in first.stems:
                self._by_stem[stem[:_INDEXED]].append(entry)
        self._stem_sizes = sorted({len(stem) for stem in self._by_stem})

    def at(self, tokens: Sequence[Word], index: int, stop: int) -> Match[Value] | None:
        """Return the longest phrase that begins at token ``index`` and ends before ``stop``."""
        best: Match[Value] | None = None
        for steps, value, phrase in self._that_begin_with(tokens[index].low):
            last = self._run(steps, tokens, index, stop)
            if last and (best is None or last > best.last):
                best = Match(index, last, value, phrase)
        return best

    def _that_begin_with(self, low: str) -> Sequence[tuple[tuple[_Step | None, ...], Value, str]]:
        found = self._by_word.get(low, [])
        for size in self._stem_sizes:
            more = self._by_stem.get(low[:size])
            if more:
                found = found + more
        return found

    def find(self, tokens: Sequence[Word], first: int, last: int) -> Iterator[Match[Value]]:
        """Yield the phrases of ``tokens[first:last]`` in order, none overlapping another."""
        index = first
        while index < last:
            match = self.at(tokens, index, last)
            if match is None:
                index += 1
            else:
                yield match
                index = match.last

    def every(self, tokens: Sequence[Word], first: int, last: int) -> Iterator[Match[Value]]:
        """Yield the longest phrase at each token of ``tokens[first:last]``, overlapping or not."""
        for index in range(first, last):
            match = self.at(tokens, index, last)
            if match is not None:
                yield match

    def _run(self, steps: tuple[_Step | None, ...], tokens: Sequence[Word], index: int, stop: int) -> int:
        """Return the end of the tokens that ``steps`` fit from ``index`` on, or 0."""
        begin = index
        for number, step in enumerate(steps):
            if step is None:
                for skipped in range(_GAP + 1):
                    end = self._run(steps[number + 1 :], tokens, index + skipped, stop)
                    if end:
                        return end
                return 0
            if begin < index < stop and tokens[index].low in self._passed_over and not step.fits(tokens[index]):
                index += 1
            if index >= stop or not step.fits(tokens[index]):
                return 0
            index += 1
        return index
