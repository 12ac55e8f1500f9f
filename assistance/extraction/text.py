"""The text as rules read it: one kind of quote, dash and space, in tokens, sentences and paragraphs.

Every position handed out is an offset into the original text, whatever the normalising removed.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise

from assistance.extraction.findings import Span
from assistance.extraction.phrases import Words
from assistance.extraction.wordlists import words_of

_SAME_LENGTH = {
    **dict.fromkeys(map(ord, "’‘‛ʼʹʻ`´′"), "'"),
    **dict.fromkeys(map(ord, "“”„«»″‟"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys((*range(0x2000, 0x200B), *map(ord, "\u00a0\u202f\u205f\u3000\t\r\x0b\x0c")), " "),
    **dict.fromkeys(map(ord, "\u2028\u2029\x85"), "\n"),
    **dict.fromkeys(map(ord, "‣▪●○◦∙·■"), "•"),
    **dict.fromkeys((*range(9), *range(14, 32), *range(127, 133), *range(134, 160)), " "),
}
_DROPPED = re.compile(
    "[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f\u0483-\u0489\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+|\r(?=\n)"
)
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)+(?:-\w+)*|\w+(?:-\w+|'(?!s\b)\w+)*|'s\b|[^\w\s]")
_BULLET = re.compile(r"[ ]*(?:[•*]|-(?=[ ])|\d{1,2}[.)](?=[ ][^\W\d]))[ ]*")
_END = re.compile(r"[.!?…]+[\"')\]]*|;(?=\s)")
_LONGEST_SENTENCE = 3000
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_LATIN = re.compile(r"[A-Za-z]+")
_CLOSES_LINE = frozenset('.!?:;"')
_LONGEST_FIGURE = 24
_FEWEST_WRAPPED = 3
_SHORTEST_DOTTED = 2
_LONGEST_ENTRY = 90
_ENTRY = re.compile(r"\S.{1,70}?(?: [-:|]|:)[ ]+\d[\d., ]{0,12}(?:[^\W\d]{1,12}\b[ .]*){0,2}[.;,]?")
_WIDTHS = range(30, 121)


@dataclass(slots=True, eq=False)
class Token:
    """A word, a number or a single sign; ``start`` and ``end`` are offsets into ``Source.plain``. Never changed.

    Not frozen, since that would treble the time to make one, and there is one for every word.
    """

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
        self.paragraphs, breaks = _paragraphs(self.plain)
        edges = pairwise([-1, *breaks, len(self.plain)])
        self.plain = " ".join(self.plain[start + 1 : end] for start, end in edges)
        self.tokens = Words.of(_tokens(self.plain))
        self._starts = [token.start for token in self.tokens]
        self.sentences = self._sentences()

    def span(self, start: int, end: int) -> Span:
        """Return the place in the original text of ``plain[start:end]``."""
        if self._offsets is None:
            return Span(start, end)
        return Span(self._offsets[start], self._offsets[end - 1] + 1)

    def span_of(self, first: int, last: int) -> Span:
        """Return the place in the original text of the tokens ``first`` to ``last``."""
        return self.span(self.tokens[first].start, self.tokens[last - 1].end)

    def words_of(self, first: int, last: int) -> str:
        """Return the tokens ``first`` to ``last`` as the text has them, in one line."""
        return " ".join(self.span_of(first, last).words(self.raw).split())

    def tokens_between(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of the tokens that start within ``plain[start:end]``."""
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    def token_at(self, position: int) -> int:
        """Return the number of the token that starts at ``position`` or is the last to start before it."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def number_of(self, sentence: Sentence) -> int:
        """Return how many sentences stand before one."""
        return bisect_left(self.sentences, sentence.first, key=lambda one: one.first)

    def _sentences(self) -> tuple[Sentence, ...]:
        found = []
        for number, (start, end, bullet) in enumerate(self.paragraphs):
            for left, right in _split(self.plain, start, end):
                first, last = self.tokens_between(left, right)
                if first < last:
                    found.append(Sentence(left, right, first, last, number, bullet))
        return tuple(found)


def _tokens(plain: str) -> Iterator[Token]:
    """Yield the tokens of a text; those of the same word share their strings."""
    known: dict[str, tuple[str, str]] = {}
    for match in _TOKEN.finditer(plain):
        word = match[0]
        forms = known.get(word)
        if forms is None:
            forms = known[word] = (word, word.lower())
        yield Token(forms[0], forms[1], match.start(), match.end())


def _normalise(raw: str) -> tuple[str, Sequence[int] | None]:
    """Return the normalised text and, where lengths differ, the original offset of each of its characters.

    An accent is joined with its letter where there is a sign for both, and left out where there is none («Япо́нія»).
    """
    if not _DROPPED.search(raw):
        return raw.translate(_SAME_LENGTH), None
    letters: list[str] = []
    offsets = array("L")
    begin = 0
    for start, end in chain((match.span() for match in _DROPPED.finditer(raw)), [(len(raw), len(raw))]):
        if begin < start:
            letters += (raw[begin : start - 1], raw[start - 1])
            offsets.extend(range(begin, start))
        for mark in raw[start:end]:
            joined = unicodedata.normalize("NFC", letters[-1] + mark) if letters else ""
            if len(joined) == 1:
                letters[-1] = joined
        begin = end
    return "".join(letters).translate(_SAME_LENGTH), offsets


def _paragraphs(plain: str) -> tuple[list[tuple[int, int, bool]], list[int]]:
    """Return start, end and whether it is a line of a list, and the line breaks inside running text, which join."""
    found: list[tuple[int, int, bool]] = []
    breaks: list[int] = []
    lines = plain.split("\n")
    wrapped = _wrapped(lines)
    entries = _entries(lines, wrapped)
    position, fresh = 0, True
    for number, line in enumerate(lines):
        start, position = position, position + len(line) + 1
        stripped = line.strip()
        if not stripped:
            fresh = True
            continue
        bullet = _BULLET.match(line)
        if bullet and number in wrapped and bullet[0].strip() not in ("•", "*"):
            bullet = None
        begin = start + (bullet.end() if bullet else len(line) - len(line.lstrip()))
        finish = start + len(line.rstrip())
        if begin >= finish:
            continue
        listed = bool(bullet) or number in entries
        joins = not fresh and not listed and len(found) > 1
        if joins and (number in wrapped or not (plain[found[-1][1] - 1] in _CLOSES_LINE or _is_figure(stripped))):
            found[-1] = (found[-1][0], finish, found[-1][2])
            breaks.append(start - 1)
        else:
            found.append((begin, finish, listed))
        fresh = False
    return found, breaks


def _is_figure(line: str) -> bool:
    """Tell whether a line gives a figure or a day alone."""
    return line[0].isdigit() and len(line) < _LONGEST_FIGURE


def _entries(lines: Sequence[str], wrapped: set[int]) -> set[int]:
    """Return the lines that are entries of a list without bullets: two and more with a name and its number each."""
    found: set[int] = set()
    for filled, group in groupby(range(len(lines)), key=lambda number: bool(lines[number].strip())):
        passage = list(group)
        if not filled or any(number in wrapped for number in passage) or passage[0] == 0:
            continue
        told = [number for number in passage if _is_entry(lines[number].strip())]
        if len(told) > 1:
            found.update(told)
    return found


def _is_entry(line: str) -> bool:
    return len(line) <= _LONGEST_ENTRY and _ENTRY.fullmatch(line) is not None


def _wrapped(lines: Sequence[str]) -> set[int]:
    """Return the lines that go on with the one before since the whole passage was broken at one width.

    Such a passage has three lines or more, and none but the last had room for the word that follows.
    """
    found: set[int] = set()
    for filled, group in groupby(range(len(lines)), key=lambda number: bool(lines[number].strip())):
        passage = list(group)
        if not filled or len(passage) < _FEWEST_WRAPPED:
            continue
        sizes = [len(lines[number].rstrip()) for number in passage]
        words = (len(lines[number].split(maxsplit=1)[0]) for number in passage[1:])
        width = max(sizes)
        if width in _WIDTHS and all(size + 1 + word > width for size, word in zip(sizes, words, strict=False)):
            found.update(passage[1:])
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
    if word in words_of("abbreviations", "before_numbers") and not following[0].isdigit():
        return True
    opener = following.split(maxsplit=1)[0].lower() in words_of("abbreviations", "openers")
    country = (word in words_of("abbreviations", "countries") or _is_dotted_name(word)) and not opener
    inside = country or (word in words_of("abbreviations", "may_end") and following.startswith("США"))
    return not (initial or inside or word in words_of("abbreviations", "never_end"))


def _is_dotted_name(word: str) -> bool:
    """Tell whether a word is a short form of three letters and more with a stop behind each: "K.A.R.E."."""
    letters = word.split(".")
    return len(letters) > _SHORTEST_DOTTED and all(len(letter) == 1 and letter.isalpha() for letter in letters)


def start_of_word(plain: str, position: int) -> int:
    """Return where the run of characters without a space that ends at ``position`` starts (looking 24 back)."""
    floor = max(position - 24, 0)
    cut = max(plain.rfind(" ", floor, position), plain.rfind("\n", floor, position))
    return cut + 1 if cut >= 0 else floor


def language_of(plain: str) -> str:
    """Return "uk" where Cyrillic letters outnumber Latin ones in the first 4,000 characters, else "en"."""
    head = plain[:4000]
    cyrillic, latin = (sum(map(len, letters.findall(head))) for letters in (_CYRILLIC, _LATIN))
    return "uk" if cyrillic > latin else "en"
