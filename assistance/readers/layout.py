"""From the lines of printed pages to paragraphs: heads and page numbers left out, broken words joined."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from assistance.readers.blocks import Kind, tidied

_EDGE = 3
_PAGE_NUMBER = re.compile(
    r"(?:page|стор(?:інка)?\.?|с\.|p\.)?\s*[-–—]?\s*\d{1,3}\s*(?:(?:/|of|з|із)\s*\d{1,3})?\s*[-–—]?", re.IGNORECASE
)
_BULLET = re.compile(r"^(?:[•●▪‣◦■·\uf0b7\uf0a7*–—-]|\d{1,2}[.)])\s+(?=\S)")
_CLOSED = re.compile(r"[.!?:;…][»”\"')\]]*$")
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_FIRST_WORD = re.compile(r"[\W\d_]")
_INDENT = 8.0
_WIDER_GAP = 1.35
_LARGER = 1.15
_TITLE_WITHIN = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, where it starts (points, from the lower left corner), the height of its letters.

    ``columns`` are where the cells after the first start, if it is a row of a table.
    """

    text: str
    x: float
    y: float
    size: float
    page: int
    columns: tuple[float, ...] = ()

    def going_on(self, words: str) -> Line:
        """Return the line with more words on it."""
        return replace(self, text=self.text + words)

    def with_cell(self, words: str, x: float) -> Line:
        """Return the line with a cell more, which starts at ``x``."""
        return replace(self, text=f"{self.text.rstrip()} – {words.lstrip()}", columns=(*self.columns, x))


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a line of a list, and the height of its letters."""

    kind: Kind
    text: str
    size: float


def arranged(lines: Sequence[Line]) -> list[Passage]:
    """Return the paragraphs that ``lines`` form."""
    lines = [replace(line, text=" ".join(tidied(line.text).split())) for line in _without_heads(lines)]
    lines = [line for line in lines if line.text]
    page = _Page.of(lines)
    groups: list[list[Line]] = []
    items: list[bool] = []
    for line in lines:
        before = groups[-1] if groups else None
        if before is not None and not page.parts(before, line, item=items[-1]):
            before.append(line)
            continue
        groups.append([line])
        items.append(page.is_item(line, before, item=bool(items) and items[-1]))
    compounds = {word.lower() for line in lines for word in re.findall(r"[^\W\d_]+-[^\W\d_]+", line.text)}
    return [
        Passage(Kind.ITEM if item else Kind.TEXT, _one(group, compounds, item=item), group[0].size)
        for group, item in zip(groups, items, strict=True)
    ]


def title_of(passages: Sequence[Passage]) -> str | None:
    """Return the passage near the top in letters clearly larger than those of the text; None where there is none."""
    lengths: Counter[float] = Counter()
    for passage in passages:
        lengths[round(passage.size, 1)] += len(passage.text)
    text_size = lengths.most_common(1)[0][0]
    largest = max(passages[:_TITLE_WITHIN], key=lambda one: one.size)
    return largest.text if largest.size > _LARGER * text_size and len(largest.text) <= 300 else None


def _without_heads(lines: Sequence[Line]) -> list[Line]:
    """Leave out page numbers, and what stands at the edge of several pages alike but for its digits."""
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    told: Counter[tuple[str, int]] = Counter()
    for page in pages.values():
        told.update({_head_key(line) for edge in _edges(page) for line in edge})
    dropped = {line for page in pages.values() for edge in _edges(page) for line in takewhile(_is_head(told), edge)}
    return [line for line in lines if line not in dropped]


def _edges(page: Iterable[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines at the foot and at the head of a page, from its edge inwards."""
    ordered = sorted(page, key=lambda line: line.y)
    return ordered[:_EDGE], ordered[: -_EDGE - 1 : -1]


def _is_head(told: Counter[tuple[str, int]]) -> Callable[[Line], bool]:
    return lambda line: told[_head_key(line)] > 1 or bool(_PAGE_NUMBER.fullmatch(line.text.strip()))


def _head_key(line: Line) -> tuple[str, int]:
    """Return what running heads of two pages share: their words but for digits, and how high they stand."""
    return re.sub(r"\d+", "#", line.text.casefold()), round(line.y / 4)


@dataclass(frozen=True, slots=True)
class _Page:
    """What is usual in a document: where lines start, how far apart they stand for a height of letters, how long."""

    margin: float
    pitch: dict[float, float]
    width: int

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Page:
        margins = Counter(round(line.x) for line in lines)
        steps: dict[float, Counter[float]] = defaultdict(Counter)
        for one, other in pairwise(lines):
            if one.page == other.page and 0 < one.y - other.y < 3 * one.size:
                steps[round(one.size, 1)][round(one.y - other.y, 1)] += 1
        lengths = sorted(len(line.text) for line in lines)
        pitch = {size: min(step, key=lambda gap: (-step[gap], gap)) for size, step in steps.items()}
        margin = margins.most_common(1)[0][0] if margins else 0.0
        return cls(margin, pitch, lengths[9 * len(lengths) // 10] if lengths else 0)

    def parts(self, before: Sequence[Line], line: Line, *, item: bool) -> bool:
        """Tell whether ``line`` begins a paragraph after the lines ``before``."""
        last = before[-1]
        closed = bool(_CLOSED.search(last.text))
        other_size = abs(line.size - last.size) > 0.1 * last.size
        if line.columns or last.columns or other_size or _BULLET.match(line.text):
            return True
        if line.page != last.page or line.y >= last.y:
            return closed or not line.text[0].islower()
        usual = self.pitch.get(round(last.size, 1), 1.3 * last.size)
        if last.y - line.y > _WIDER_GAP * usual:
            return True
        if item:
            return closed or last.text.endswith(",") or line.x < before[0].x - _INDENT
        indented = line.x > self.margin + _INDENT and abs(line.x - last.x) < 2
        short = len(last.text) < 0.75 * self.width
        return line.x > last.x + _INDENT or (closed and (indented or short) and not line.text[0].islower())

    def is_item(self, line: Line, before: Sequence[Line] | None, *, item: bool) -> bool:
        """Tell whether ``line``, which begins a paragraph, is one of a list: by a bullet, a column or its indent."""
        if line.columns or _BULLET.match(line.text):
            return True
        if before is None or line.page != before[-1].page:
            return False
        if item:
            return abs(line.x - before[0].x) < 2 and not before[-1].columns and before[-1].text.endswith((";", ","))
        return before[-1].text.endswith(":") and line.x > before[-1].x + _INDENT


def _one(lines: Sequence[Line], compounds: set[str], *, item: bool) -> str:
    """Return lines as one; a word broken at the end of a line is joined, unless the text has it with its hyphen."""
    text = lines[0].text
    for line in lines[1:]:
        broken = _BROKEN.search(text)
        if broken and line.text[0].islower():
            whole = f"{broken[1]}-{_FIRST_WORD.split(line.text)[0]}".lower()
            text = (text if whole in compounds else text[:-1]) + line.text
        elif broken and line.text[0].isupper():
            text += line.text
        else:
            text += f" {line.text}"
    return _BULLET.sub("", text) if item else text
