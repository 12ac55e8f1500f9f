"""Which parts of a sentence stand under another: "…, which will help to …" says nothing of what was given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistance.extraction.phrases import Word
from assistance.extraction.wordlists import words_of

_CLOSING = ",-)"


@dataclass(frozen=True, slots=True)
class Stretches:
    """For the tokens from ``first`` on: the number of the stretch each stands in, and those that are under another.

    ``open`` are those that no comma opens, each with the one around it; ``begins`` is where each under one begins;
    ``bound`` are those that begin like "under which", so that what they tell hangs on the verb above.
    """

    first: int
    numbers: tuple[int, ...]
    under: frozenset[int]
    open: Mapping[int, int]
    begins: Mapping[int, int]
    bound: frozenset[int]

    def at(self, index: int) -> int:
        """Return the number of the stretch that token ``index`` stands in."""
        return self.numbers[min(max(index - self.first, 0), len(self.numbers) - 1)]

    def is_under(self, index: int) -> bool:
        """Tell whether token ``index`` stands in a stretch that is under another."""
        return self.at(index) in self.under


def cut(tokens: Sequence[Word], first: int, last: int) -> Stretches:
    """Part ``tokens[first:last]`` into its main stretches and those that a word like "which" puts under them."""
    numbers: list[int] = []
    begins: dict[int, int] = {}
    around: dict[int, int] = {}
    bound: set[int] = set()
    main = now = top = 0
    for index in range(first, last):
        low = tokens[index].low
        if low == ";":
            top += 1
            main = now = top
        elif low in _CLOSING:
            now = main
        elif low in words_of("moods", "clauses", "under") and not _told(tokens, index, first):
            top += 1
            if index > first and tokens[index - 1].low in words_of("moods", "clauses", "bound_by"):
                bound.add(top)
            elif index > first and tokens[index - 1].low not in _CLOSING:
                around[top] = main
            now = top
            begins[now] = index
        elif low == "(":
            top += 1
            now = top
            begins[now] = index
        numbers.append(now)
    return Stretches(first, tuple(numbers) or (0,), frozenset(begins), around, begins, frozenset(bound))


def _told(tokens: Sequence[Word], index: int, first: int) -> bool:
    """Tell whether a word opens what is said ("said that …"), or points ("that sum") rather than puts under."""
    before = [tokens[at].low for at in range(max(first, index - 3), index) if tokens[at].low != ","]
    if tokens[index].low not in ("that", "що"):
        return False
    if before and tokens[index - 1].low in words_of("moods", "clauses", "pointing_after"):
        return True
    return not before or any(word in words_of("moods", "clauses", "saying") for word in before)
