"""The text as rules read it: one kind of quote, dash and space, in tokens, sentences and paragraphs.

Every position handed out is an offset into the original text, whatever the normalising removed.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from assistance.extraction.findings import Span
from assistance.extraction.wordlists import words_of

_SAME_LENGTH = {
    **dict.fromkeys(map(ord, "’‘ʼ`´′"), "'"),
    **dict.fromkeys(map(ord, "“”„«»″‟"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\x0b\x0c"), " "),
    **dict.fromkeys(map(ord, "\u2028\u2029\x85"), "\n"),
    **dict.fromkeys(map(ord, "‣▪●○◦∙·■"), "•"),
    **dict.fromkeys((*range(9), *range(14, 32), *range(127, 133), *range(134, 160)), " "),
}
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")
_DROPPED_RUN = re.compile(f"[{''.join(sorted(_DROPPED))}]")
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)+(?:-\w+)*|\w+(?:-\w+|'(?!s\b)\w+)*|'s\b|[^\w\s]")
_BULLET = re.compile(r"[ ]*(?:[•*]|-(?=[ ])|\d{1,2}[.)](?=[ ][^\W\d]))[ ]*")
_END = re.compile(r"[.!?…]+[\"')\]]*|;(?=\s)")
_LONGEST_SENTENCE = 3000
_CLOSED_LINE = re.compile(r"[.!?:;\"]$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a single sign; ``start`` and ``end`` are offsets into ``Source.plain``."""

    text: str
    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or one line of a list: offsets into ``Source.plain`` and the half-open range of its tokens."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    bullet: bool


class Source:
    """A text with its normalised form, tokens and sentences."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.plain, self._offsets = _normalise(raw)
        self.tokens = tuple(Token(m[0], m[0].lower(), m.start(), m.end()) for m in _TOKEN.finditer(self.plain))
        self._starts = [token.start for token in self.tokens]
        self.paragraphs = _paragraphs(self.plain)
        self.sentences = self._sentences()

    def span(self, start: int, end: int) -> Span:
        """Return the place in the original text of ``plain[start:end]``."""
        if self._offsets is None:
            return Span(start, end)
        return Span(self._offsets[start], self._offsets[end - 1] + 1)

    def tokens_between(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of the tokens that start within ``plain[start:end]``."""
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    def token_at(self, position: int) -> int:
        """Return the number of the token that starts at ``position`` or is the last to start before it."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def _sentences(self) -> tuple[Sentence, ...]:
        found = []
        for number, (start, end, bullet) in enumerate(self.paragraphs):
            for left, right in _split(self.plain, start, end):
                first, last = self.tokens_between(left, right)
                if first < last:
                    found.append(Sentence(left, right, first, last, number, bullet))
        return tuple(found)


def _normalise(raw: str) -> tuple[str, list[int] | None]:
    """Return the normalised text and, where lengths differ, the original offset of each of its characters."""
    if unicodedata.is_normalized("NFC", raw) and not _DROPPED_RUN.search(raw):
        return raw.translate(_SAME_LENGTH), None
    letters: list[str] = []
    offsets: list[int] = []
    for position, char in enumerate(raw):
        if char in _DROPPED:
            continue
        if letters and unicodedata.combining(char):
            joined = unicodedata.normalize("NFC", letters[-1] + char)
            if len(joined) == 1:
                letters[-1] = joined
            continue
        letters.append(char)
        offsets.append(position)
    return "".join(letters).translate(_SAME_LENGTH), offsets


def _paragraphs(plain: str) -> list[tuple[int, int, bool]]:
    """Return start, end and whether it is a line of a list. A single line break inside running text joins."""
    found: list[tuple[int, int, bool]] = []
    position, fresh = 0, True
    for line in plain.split("\n"):
        start, end = position, position + len(line)
        position = end + 1
        stripped = line.strip()
        if not stripped:
            fresh = True
            continue
        bullet = _BULLET.match(line)
        begin = start + (bullet.end() if bullet else len(line) - len(line.lstrip()))
        finish = start + len(line.rstrip())
        if begin >= finish:
            continue
        previous = plain[found[-1][0] : found[-1][1]] if found else ""
        joins = not fresh and not bullet and len(found) > 1 and not _CLOSED_LINE.search(previous[-3:])
        if joins and not (stripped[0].isdigit() and len(stripped) < 24):
            found[-1] = (found[-1][0], finish, found[-1][2])
        else:
            found.append((begin, finish, bool(bullet)))
        fresh = False
    return found


def _split(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of one paragraph."""
    found = []
    left = start
    for match in _END.finditer(plain, start, end):
        stop = match.end()
        if stop >= end or not _ends(plain, match.start(), stop, end):
            continue
        found.append((left, stop))
        left = stop
        while left < end and plain[left].isspace():
            left += 1
    if left < end:
        found.append((left, end))
    return [part for whole in found for part in _shortened(plain, *whole)]


def _shortened(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence whole, or one beyond all measure in parts, so that no step meets more than it can compare."""
    while end - start > _LONGEST_SENTENCE:
        cut = plain.rfind(" ", start + _LONGEST_SENTENCE // 2, start + _LONGEST_SENTENCE)
        middle = cut if cut > start else start + _LONGEST_SENTENCE
        yield start, middle
        start = middle + (cut > start)
    if start < end:
        yield start, end


def _ends(plain: str, dot: int, stop: int, end: int) -> bool:
    """Tell whether the sign at ``dot`` closes a sentence that another one follows."""
    rest = plain[stop : min(stop + 12, end)]
    following = rest.lstrip(" \n\"'([-•")
    if plain[dot] == ";" or not rest[:1].isspace() or not following:
        return False
    opens = following[0].isupper() or following[0].isdigit() or following[0] in "€$£¥₴" or rest.lstrip()[0] == '"'
    if not opens or plain[dot] != ".":
        return opens and not following[0].islower()
    word = re.split(r"[\s(\"]", plain[start_of_word(plain, dot) : dot])[-1].lower()
    initial = len(word) == 1 and word.isalpha() and stop - dot == 1
    opener = following.split(maxsplit=1)[0].lower() in words_of("abbreviations", "openers")
    country = word in words_of("abbreviations", "countries") and not opener
    inside = country or (word in words_of("abbreviations", "may_end") and following.startswith("США"))
    return not (initial or inside or word in words_of("abbreviations", "never_end"))


def start_of_word(plain: str, position: int) -> int:
    """Return where the run of characters without a space that ends at ``position`` starts (looking 24 back)."""
    floor = max(position - 24, 0)
    cut = max(plain.rfind(" ", floor, position), plain.rfind("\n", floor, position))
    return cut + 1 if cut >= 0 else floor


def language_of(plain: str) -> str:
    """Return "uk" where Cyrillic letters outnumber Latin ones in the first 4,000 characters, else "en"."""
    head = plain[:4000]
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in head)
    latin = sum(char.isascii() and char.isalpha() for char in head)
    return "uk" if cyrillic > latin else "en"
