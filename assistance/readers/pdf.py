"""A PDF: its lines with their places on the page. To be run in a process with bounds only (see ``bounded``)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from math import hypot
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from assistance.readers.blocks import Block, Kind, joined
from assistance.readers.layout import Line, arranged, title_of
from assistance.readers.reading import TOO_MUCH_MEMORY, DocumentError, Reading
from assistance.vocabulary.labels import gettext_noop

_DAMAGED = gettext_noop(
    "is damaged and cannot be read as PDF (%(problem)s). Print it anew as PDF, or save its text in a .txt file."
)
_LOCKED = gettext_noop("is protected by a password. Save a copy without one, or its text in a .txt file.")
_HEAD = 1024
#: How wide a gap parts cells, and how wide letters are, in heights of letters.
_CELL_GAP = 1.2
_LETTER = 0.56
_CAPITAL_MORE = 0.2


def read_pdf(data: bytes, *, pages: int, characters: int) -> Reading:
    """Return the release in the PDF ``data``.

    Raises ``DocumentError`` for what is no PDF, locked, damaged or scanned, or longer than ``pages`` or ``characters``.
    """
    if b"%PDF-" not in data[:_HEAD]:
        raise DocumentError(gettext_noop("is no PDF. Give it the name that fits what it is, such as .txt or .html."))
    try:
        lines = _lines(PdfReader(io.BytesIO(data)), pages, characters)
    except DocumentError:
        raise
    except LimitReachedError as error:
        raise DocumentError(TOO_MUCH_MEMORY) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise DocumentError(_DAMAGED, problem=type(error).__name__) from error
    blocks = arranged(lines)
    if not blocks:
        raise DocumentError(
            gettext_noop("holds no text, only pictures. Have the text recognised (OCR) and save it as .txt.")
        )
    title = title_of(blocks)
    found = [Block(block.kind, block.text) for block in blocks]
    if title is not None:
        found = [Block(Kind.TITLE, title), *(block for block in found if block.text != title)]
    return Reading(text=joined(found), title=title)


def _lines(reader: PdfReader, pages: int, characters: int) -> list[Line]:
    _unlock(reader)
    if len(reader.pages) > pages:
        raise DocumentError(
            gettext_noop("has %(pages)s pages, more than %(most)s. Split it."), pages=len(reader.pages), most=pages
        )
    found: list[Line] = []
    length = 0
    for number, page in enumerate(reader.pages):
        of_page = _of_page(page, number)
        length += sum(len(line.text) for line in of_page)
        if length > characters:
            raise DocumentError(gettext_noop("holds more than %(most)s characters of text. Split it."), most=characters)
        found += of_page
    return found


def _unlock(reader: PdfReader) -> None:
    """Open a PDF that asks for no password to be read, though it be encrypted."""
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(_LOCKED)
    except (DependencyError, NotImplementedError) as error:
        raise DocumentError(_LOCKED) from error


class _Pen:
    """Follows what a page draws, in the order of drawing, which is that of reading."""

    def __init__(self, page: int) -> None:
        self.lines: list[Line] = []
        self._page = page
        self._end = 0.0

    def __call__(self, text: str, outer: Sequence[float], inner: Sequence[float], _font: Any, size: float) -> None:
        """Take the words drawn with the matrices ``outer`` and ``inner`` in letters of ``size``."""
        words = text.replace("\n", " ")
        if not words.strip():
            return
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        high = size * hypot(inner[2], inner[3]) * hypot(outer[2], outer[3])
        last = self.lines[-1] if self.lines else None
        if last is None or abs(last.y - y) >= 0.4 * max(high, last.size) or x < last.x:
            self.lines.append(Line(words.lstrip(), x, y, high, self._page))
        elif words.startswith(" ") and (x - self._end > _CELL_GAP * high or self._below_a_cell(x)):
            self.lines[-1] = last.with_cell(words, x)
        else:
            self.lines[-1] = last.going_on(words)
        capitals = sum(letter.isupper() for letter in words)
        self._end = x + high * (_LETTER * len(words.rstrip()) + _CAPITAL_MORE * capitals)

    def _below_a_cell(self, x: float) -> bool:
        """Tell whether a cell of the line before starts at ``x`` too."""
        return len(self.lines) > 1 and any(abs(x - column) < 1 for column in self.lines[-2].columns)


def _of_page(page: PageObject, number: int) -> list[Line]:
    pen = _Pen(number)
    page.extract_text(visitor_text=pen)
    return pen.lines
