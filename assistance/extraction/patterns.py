"""The patterns of phrases, word by word, and which of them may begin with a word."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Generic, Protocol, TypeVar

Value = TypeVar("Value")
_PIECE = re.compile(r"'s\b|[\w*|]+(?:-[\w*|]+|'(?!s\b)[\w*|]+)*|~|[^\w\s]")
_INDEXED = 3
REMEMBERED = 10_000
LONGEST_REMEMBERED = 40


class Word(Protocol):
    """What a phrase is matched against: a word as written and in lower case."""

    @property
    def text(self) -> str:
        """Return the word as written."""

    @property
    def low(self) -> str:
        """Return the word in lower case."""


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a pattern."""

    exact: frozenset[str]
    stems: tuple[str, ...]
    case: str

    def fits(self, word: Word) -> bool:
        """Tell whether a word is one of those the pattern wants here."""
        low = word.low
        if low not in self.exact and not (self.stems and low.startswith(self.stems)):
            return False
        return self.suits(word.text)

    def suits(self, text: str) -> bool:
        """Tell whether a word is written in capitals, or begins with one, where the pattern wants that."""
        if self.case == "any":
            return True
        return text.isupper() if self.case == "upper" else text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Pattern(Generic[Value]):
    """A pattern in steps, None for a gap: its first word apart from the rest; ``second`` is the first of the rest."""

    head: Step
    second: Step | None
    rest: tuple[Step | None, ...]
    value: Value
    phrase: str


@cache
def _step(word: str) -> Step | None:
    if word == "_":
        return Step(frozenset(), ("",), "any")
    if word == "~":
        return None
    options = word.split("|")
    plain = word.rstrip("*")
    if word.isupper() and len(plain) > 1:
        case = "upper"
    else:
        case = "title" if all(option[:1].isupper() for option in options) else "any"
    exact = frozenset(option.lower() for option in options if not option.endswith("*"))
    return Step(exact, tuple(option[:-1].lower() for option in options if option.endswith("*")), case)


def _head(phrase: str) -> Step:
    """Return the first word of a pattern. Raises ValueError for a pattern that begins with a gap."""
    first = _PIECE.search(phrase)
    head = _step(first.group()) if first else None
    if head is None:
        raise ValueError(f"a phrase cannot begin with a gap: {phrase}")
    return head


class Candidates(Generic[Value]):
    """The patterns with one first word, in order, by the word after it; ``others`` are those that it leaves open."""

    __slots__ = ("by_second", "every", "others")

    def __init__(self, patterns: tuple[Pattern[Value], ...]) -> None:
        self.every = patterns
        self.others = tuple(one for one in patterns if one.second is None or one.second.stems)
        exact = {word for one in patterns if one.second for word in one.second.exact}
        self.by_second = {
            word: tuple(one for one in patterns if one.second is None or one.second.stems or word in one.second.exact)
            for word in exact
        }


class ByFirstWord(dict[str, Candidates[Value] | None]):
    """The patterns that may begin with a word, found out when it first occurs and remembered for the texts to come."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        super().__init__()
        self._entries = list(entries)
        self._patterns: dict[int, Pattern[Value]] = {}
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for number, (phrase, _) in enumerate(self._entries):
            head = _head(phrase)
            for word in head.exact:
                self._by_word[word].append(number)
            for stem in head.stems:
                self._by_stem[stem[:_INDEXED]].append(number)
        self._stem_sizes = sorted({len(stem) for stem in self._by_stem})

    def made(self, low: str) -> Candidates[Value] | None:
        """Return the patterns that may begin with ``low``, and remember nothing."""
        patterns = [self._pattern(number) for number in self._by_word.get(low, ())]
        for size in self._stem_sizes:
            for number in self._by_stem.get(low[:size], ()):
                pattern = self._pattern(number)
                if low.startswith(pattern.head.stems):
                    patterns.append(pattern)
        return Candidates(tuple(patterns)) if patterns else None

    def _pattern(self, number: int) -> Pattern[Value]:
        """Return a pattern, which is read only when a word occurs that it may begin with: most never do."""
        found = self._patterns.get(number)
        if found is None:
            phrase, value = self._entries[number]
            rest = tuple(_step(piece) for piece in _PIECE.findall(phrase)[1:])
            found = Pattern(_head(phrase), rest[0] if rest else None, rest, value, phrase)
            self._patterns[number] = found
        return found

    def __missing__(self, low: str) -> Candidates[Value] | None:
        found = self.made(low)
        if len(self) >= REMEMBERED:
            self.clear()
        if len(low) <= LONGEST_REMEMBERED:
            self[low] = found
        return found
