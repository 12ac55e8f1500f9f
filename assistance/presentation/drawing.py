"""Charts as drawn: bars, words and where they lie. A drawing knows sizes and texts, and computes no figure.

A drawing is ``WIDTH`` units wide, made to be read on a phone; a unit is about a pixel there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap

WIDTH = 340
BAR = 12
LINE = 16
#: How many letters a line of a label holds at least, whatever the letters.
LETTERS = 40
TITLE_LETTERS = 34
#: Where the bars of a ladder begin, right of its rails.
RAILS = 40


@dataclass(frozen=True, kw_only=True)
class Text:
    """A line of text whose foot is at ``y``; ``anchor`` tells which part of it is at ``x``: start, middle or end."""

    x: int
    y: int
    text: str
    kind: str
    anchor: str = "start"


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A stretch of a bar, filled as its status is."""

    status: str
    x: int
    y: int
    width: int


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One bar, or one tile of a map, with its words.

    ``words`` tell the whole figure; ``href`` leads to what is behind it. ``shade`` of a tile is the hundredths of its
    ground that colour covers.
    """

    words: str
    href: str
    y: int
    height: int
    texts: tuple[Text, ...]
    segments: tuple[Segment, ...] = ()
    x: int = 0
    width: int = WIDTH
    shade: int | None = None


@dataclass(frozen=True, kw_only=True)
class Rails:
    """The two rails of the ladder, from ``top`` to ``foot``, with a rung at each of ``rungs``."""

    top: int
    foot: int
    rungs: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A chart: ``name`` makes its ids, ``title`` and ``about`` are read to those who do not see it.

    ``short`` is its title where words around it tell what it counts.
    """

    name: str
    title: str
    short: str
    about: str
    height: int
    marks: tuple[Mark, ...]
    texts: tuple[Text, ...] = ()
    keys: tuple[Segment, ...] = ()
    rails: Rails | None = None
    currency: str = ""

    @property
    def heading(self) -> list[Text]:
        """The title above the drawing, for where it stands alone; lines with negative feet."""
        lines = wrap(self.title, TITLE_LETTERS)
        return [
            Text(x=0, y=-12 - 18 * (len(lines) - 1 - number), text=line, kind="title")
            for number, line in enumerate(lines)
        ]

    @property
    def top(self) -> int:
        """Where a drawing that stands alone begins."""
        return -18 - 18 * len(self.heading)

    @property
    def whole_height(self) -> int:
        """How tall a drawing is that stands alone, with its title and its source."""
        return self.height - self.top + 40


@dataclass(frozen=True, kw_only=True)
class Bar:
    """What is to be drawn as one bar: its parts by status, its label, its figure and a note below."""

    label: str
    figure: str
    note: str
    words: str
    href: str
    parts: tuple[tuple[str, Decimal], ...]

    @property
    def length(self) -> Decimal:
        """The sum of its parts."""
        return sum((value for _status, value in self.parts), Decimal())


def marks_of(bars: Sequence[Bar], *, y: int, longest: Decimal, left: int = 0) -> tuple[Mark, ...]:
    """Return ``bars`` one below the other from ``y`` down, the ``longest`` value being as long as there is room."""
    marks = []
    for bar in bars:
        mark = _mark(bar, y=y, longest=longest, left=left)
        marks.append(mark)
        y += mark.height
    return tuple(marks)


def _mark(bar: Bar, *, y: int, longest: Decimal, left: int) -> Mark:
    letters = LETTERS - left // 6
    beside = len(bar.label) + len(bar.figure) < letters
    lines = wrap(bar.label, letters, max_lines=2, placeholder=" …") or [""]
    feet = [y + LINE * (number + 1) - 3 for number in range(len(lines) + (not beside))]
    texts = [Text(x=left, y=foot, text=line, kind="label") for foot, line in zip(feet, lines, strict=False)]
    texts.append(
        Text(
            x=WIDTH if beside else left, y=feet[-1], text=bar.figure, kind="figure", anchor="end" if beside else "start"
        )
    )
    top = feet[-1] + 5
    foot = top + BAR
    if bar.note:
        foot += LINE - 2
        texts.append(Text(x=left, y=foot - 1, text=bar.note, kind="note"))
    return Mark(
        words=bar.words,
        href=bar.href,
        y=y,
        height=foot + 10 - y,
        texts=tuple(texts),
        segments=tuple(_segments(bar, x=left, y=top, longest=longest)),
    )


def _segments(bar: Bar, *, x: int, y: int, longest: Decimal) -> Iterable[Segment]:
    """Yield the stretches of ``bar``, end to end; whatever is not nothing is at least three units long."""
    room = WIDTH - x - 20
    for status, value in bar.parts:
        if value:
            width = max(3, int(room * value / longest))
            yield Segment(status=status, x=x, y=y, width=width)
            x += width + 1


def heading_of(text: str, *, y: int) -> list[Text]:
    """Return the lines of a heading that begins at ``y``."""
    lines = wrap(text, LETTERS + 4)
    return [Text(x=0, y=y + LINE * (number + 1), text=line, kind="heading") for number, line in enumerate(lines)]


def keys_of(words: Sequence[tuple[str, str]], *, y: int) -> tuple[tuple[Segment, ...], tuple[Text, ...]]:
    """Return what the fillings mean, two in a line from ``y`` down: the samples and their words."""
    samples, texts = [], []
    for number, (status, text) in enumerate(words):
        x, top = WIDTH // 2 * (number % 2), y + 20 * (number // 2)
        samples.append(Segment(status=status, x=x, y=top, width=24))
        texts.append(Text(x=x + 30, y=top + BAR - 2, text=text, kind="note"))
    return tuple(samples), tuple(texts)
