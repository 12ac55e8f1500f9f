"""Phrases of a word list, found in tokens in one pass.

A pattern is words parted by spaces. ``stem*`` stands for any word that begins so, ``one|other`` for either, ``_`` for
any one word and ``~`` for up to four words. A pattern word in capitals matches only capitals, one that begins with a
capital only words that do.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from threading import Lock
from typing import Any, Generic, NamedTuple, Self, TypeVar

from assistance.extraction.patterns import LONGEST_REMEMBERED, REMEMBERED, ByFirstWord, Candidates, Step, Word

__all__ = ["Match", "Phrasebook", "Word", "Words"]

Value = TypeVar("Value")
AnyWord = TypeVar("AnyWord", bound=Word)
_GAP = 4


class Words(tuple[AnyWord, ...]):
    """Words with their forms in lower case, and where among them the phrases of each phrasebook may begin."""

    lows: tuple[str, ...]
    starts: dict[int, list[int]]
    asked: int
    found: dict[tuple[int, int, int], tuple[Any, ...]]

    @classmethod
    def of(cls, words: Iterable[AnyWord]) -> Self:
        """Return ``words`` in this form."""
        made = cls(words)
        made.lows = tuple([word.low for word in made])
        made.starts, made.asked, made.found = {}, 0, {}
        return made

    def ask(self) -> None:
        """Note by the number of each phrasebook the words, in order, with which a phrase of it may begin.

        The words are passed over once for all phrasebooks known by then, and again only when more have come up.
        """
        books = _Register.books
        self.starts, self.asked = books.starts(self.lows), len(books.known)


class Match(NamedTuple, Generic[Value]):
    """Where a phrase was found, as a half-open range of tokens, and what it leads to."""

    first: int
    last: int
    value: Value
    phrase: str


class _Books(dict[str, tuple[tuple[int, frozenset[str] | None], ...]]):
    """Phrasebooks; by word, the numbers of those with a phrase that it may begin, and what must follow if not any."""

    def __init__(self, known: tuple["Phrasebook[Any]", ...] = ()) -> None:
        super().__init__()
        self.known = known

    def starts(self, lows: Sequence[str]) -> dict[int, list[int]]:
        """Return by the number of each phrasebook where among ``lows`` a phrase of it may begin."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for index, (low, following) in enumerate(zip_longest(lows, lows[1:], fillvalue="")):
            for number, seconds in self[low]:
                if seconds is None or following in seconds:
                    found[number].append(index)
        return found

    def with_one(self, book: "Phrasebook[Any]") -> "_Books":
        """Return these phrasebooks and one more."""
        grown = _Books((*self.known, book))
        grown.update({low: found + grown._asked(low, len(self.known)) for low, found in list(self.items())})
        return grown

    def _asked(self, low: str, since: int = 0) -> tuple[tuple[int, frozenset[str] | None], ...]:
        """Return what those from a number on have for a word, which each of them need not remember."""
        found: list[tuple[int, frozenset[str] | None]] = []
        for number, book in enumerate(self.known[since:], since):
            candidates = book.starting.get(low) or book.starting.made(low)
            if candidates:
                seconds = None if candidates.others else book.passed_over.union(candidates.by_second)
                found.append((number, seconds))
        return tuple(found)

    def __missing__(self, low: str) -> tuple[tuple[int, frozenset[str] | None], ...]:
        found = self._asked(low)
        if len(self) >= REMEMBERED:
            self.clear()
        if len(low) <= LONGEST_REMEMBERED:
            self[low] = found
        return found


class _Register:
    """All phrasebooks that have been asked so far; replaced whole, so that threads may read it at any time."""

    books = _Books()
    _lock = Lock()

    @classmethod
    def number(cls, book: "Phrasebook[Any]") -> int:
        """Take in a phrasebook and return its number."""
        with cls._lock:
            cls.books = cls.books.with_one(book)
            return len(cls.books.known) - 1


class Phrasebook(Generic[Value]):
    """A set of patterns, each leading to a value; the longest one that fits at a token wins.

    One of the words ``passed_over`` ("already", "also") may stand between any two words of a phrase.
    """

    def __init__(self, entries: Iterable[tuple[str, Value]], passed_over: frozenset[str] = frozenset()) -> None:
        self.passed_over = passed_over
        self.starting: ByFirstWord[Value] = ByFirstWord(entries)
        self._number = -1

    def at(self, tokens: Sequence[Word], index: int, stop: int) -> Match[Value] | None:
        """Return the longest phrase that begins at token ``index`` and ends before ``stop``."""
        candidates = self.starting[tokens[index].low]
        return self._longest(candidates, tokens, index, stop) if candidates else None

    def find(self, tokens: Sequence[Word], first: int, last: int) -> Iterator[Match[Value]]:
        """Return the phrases of ``tokens[first:last]`` in order, none overlapping another."""
        starts = self.starts(tokens, first, last)
        if not starts:
            return iter(())
        if not isinstance(tokens, Words):
            return self._apart(tokens, starts, last)
        key = self._number, first, last
        if key not in tokens.found:
            tokens.found[key] = tuple(self._apart(tokens, starts, last))
        return iter(tokens.found[key])

    def _apart(self, tokens: Sequence[Word], starts: Sequence[int], last: int) -> Iterator[Match[Value]]:
        reached = 0
        for index in starts:
            match = self.at(tokens, index, last) if index >= reached else None
            if match is not None:
                reached = match.last
                yield match

    def every(self, tokens: Sequence[Word], first: int, last: int) -> Iterator[Match[Value]]:
        """Return the longest phrase at each token of ``tokens[first:last]``, overlapping or not."""
        starts = self.starts(tokens, first, last)
        found = (self.at(tokens, index, last) for index in starts)
        return filter(None, found) if starts else iter(())

    def starts(self, tokens: Sequence[Word], first: int, last: int) -> Sequence[int]:
        """Return the tokens of ``tokens[first:last]``, in order, with which a phrase may begin."""
        if not isinstance(tokens, Words):
            return [at for at, token in enumerate(tokens[first:last], first) if self.starting[token.low]]
        if not 0 <= self._number < tokens.asked:
            self._number = self._number if self._number >= 0 else _Register.number(self)
            tokens.ask()
        starts = tokens.starts.get(self._number)
        if not starts or starts[-1] < first or starts[0] >= last:
            return ()
        left = bisect_left(starts, first)
        return starts[left : bisect_left(starts, last, left)]

    def _longest(
        self, candidates: Candidates[Value], tokens: Sequence[Word], index: int, stop: int
    ) -> Match[Value] | None:
        """Return the longest of the patterns whose first words fit but for capitals; of equals the first."""
        if index >= stop:
            return None
        following = tokens[index + 1].low if index + 1 < stop else ""
        among = following in self.passed_over
        patterns = candidates.every if among else candidates.by_second.get(following, candidates.others)
        best, reached = None, index
        for pattern in patterns:
            if pattern.head.case != "any" and not pattern.head.suits(tokens[index].text):
                continue
            last = self._run(pattern.rest, tokens, index, index + 1, stop) if pattern.rest else index + 1
            if last > reached:
                best, reached = pattern, last
        return Match(index, reached, best.value, best.phrase) if best else None

    def _run(self, steps: tuple[Step | None, ...], tokens: Sequence[Word], begin: int, index: int, stop: int) -> int:
        """Return the end of the tokens that ``steps`` fit from ``index`` on, or 0; none is passed over at ``begin``."""
        for number, step in enumerate(steps):
            if step is None:
                return self._run_after_gap(steps[number + 1 :], tokens, index, stop)
            if begin < index < stop and tokens[index].low in self.passed_over and not step.fits(tokens[index]):
                index += 1
            if index >= stop or not step.fits(tokens[index]):
                return 0
            index += 1
        return index

    def _run_after_gap(self, steps: tuple[Step | None, ...], tokens: Sequence[Word], index: int, stop: int) -> int:
        ends = (self._run(steps, tokens, index + skipped, index + skipped, stop) for skipped in range(_GAP + 1))
        return next(filter(None, ends), 0)
