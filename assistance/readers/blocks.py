"""A page's text in blocks: paragraphs, headings, lines of lists and rows of tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from assistance.readers.tables import is_data_table, row_lines
from assistance.readers.tree import INLINE, Element

BULLET = "• "
_DROPPED = re.compile(
    "[\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_OWN_BULLET = re.compile(r"^(?:[•●▪‣◦■·*–—-]|\d{1,2}[.)])\s+")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Kind(Enum):
    """What a block is."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, or one line of a list or of a table, without its bullet."""

    kind: Kind
    text: str


def tidied(text: str) -> str:
    """Return ``text`` with single spaces, no invisible signs, and line breaks without spaces around them."""
    text = _SPACES.sub(" ", _DROPPED.sub("", unicodedata.normalize("NFC", text)))
    return "\n".join(line.strip() for line in text.split("\n")).strip("\n")


def blocks_of(root: Element) -> list[Block]:
    """Return the blocks of ``root`` in the order of the page, none of them empty, none said twice in a row."""
    found: list[Block] = []
    for block in _Walk().blocks(root):
        if block.text and (not found or found[-1].text != block.text):
            found.append(block)
    return found


def joined(blocks: Iterable[Block]) -> str:
    """Return blocks as text: an empty line between them, none between the lines of a list."""
    parts: list[str] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None:
            parts.append("\n" if previous.kind is block.kind is Kind.ITEM else "\n\n")
        parts.append(f"{BULLET}{block.text}" if block.kind is Kind.ITEM else block.text)
        previous = block
    return "".join(parts) + "\n" if parts else ""


@dataclass(slots=True)
class _Walk:
    """Gathers the words of a line until an element ends it."""

    line: list[str] = field(default_factory=list)

    def blocks(self, root: Element) -> Iterator[Block]:
        yield from self._inside(root, Kind.TEXT)
        yield from self._ended(Kind.TEXT)

    def _inside(self, element: Element, kind: Kind) -> Iterator[Block]:
        for child in element.children:
            if isinstance(child, str):
                self.line.append(re.sub(r"\s+", " ", child) if element.tag != "pre" else child)
            elif child.tag == "br":
                self.line.append("\n")
            elif child.tag in INLINE and not _holds_a_block(child):
                self.line.append(_flat(child))
            else:
                yield from self._ended(kind)
                yield from self._block(child, kind)

    def _block(self, element: Element, kind: Kind) -> Iterator[Block]:
        if element.tag == "table" and is_data_table(element):
            yield from (Block(Kind.TEXT, tidied(caption.words())) for caption in element.elements("caption"))
            yield from (Block(Kind.ITEM, _one_line(tidied(row))) for row in row_lines(element))
            return
        if element.tag == "dl":
            yield from _definitions(element)
            return
        if element.tag == "li" and not _holds_a_list(element):
            yield from _item(element)
            return
        inside = _kind_of(element, kind)
        yield from self._inside(element, inside)
        yield from self._ended(inside)

    def _ended(self, kind: Kind) -> Iterator[Block]:
        """Yield what the line holds, in parts where two line breaks or more part it."""
        text, self.line = tidied("".join(self.line)), []
        for part in re.split(r"\n{2,}", text):
            if kind is Kind.TEXT:
                yield Block(kind, part.strip())
            else:
                yield Block(kind, _own_bullet_off(_one_line(part)) if kind is Kind.ITEM else _one_line(part))


def _kind_of(element: Element, kind: Kind) -> Kind:
    if element.tag == "h1":
        return Kind.TITLE
    if element.tag in _HEADINGS:
        return Kind.HEADING
    return Kind.ITEM if element.tag == "li" else kind


def _holds_a_block(element: Element) -> bool:
    return any(below.tag not in INLINE and below.tag != "br" for below in element.elements())


def _holds_a_list(element: Element) -> bool:
    return element.first("ul", "ol", "table", "dl") is not None


def _flat(element: Element) -> str:
    """Return the words of an inline element, its line breaks kept."""
    parts = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(re.sub(r"\s+", " ", child))
        else:
            parts.append("\n" if child.tag == "br" else _flat(child))
    return "".join(parts)


def _item(element: Element) -> Iterator[Block]:
    """Yield a line of a list in one line, whatever paragraphs it is made of."""
    yield Block(Kind.ITEM, _own_bullet_off(_one_line(tidied(element.words()))))


def _definitions(element: Element) -> Iterator[Block]:
    """Yield each term of a list of terms with what it means, in one line."""
    line: list[str] = []
    for child in element.elements("dt", "dd"):
        if child.tag == "dt" and line:
            yield Block(Kind.ITEM, " – ".join(line))
            line = []
        words = _one_line(tidied(child.words()))
        if words:
            line.append(words)
    if line:
        yield Block(Kind.ITEM, " – ".join(line))


def _own_bullet_off(text: str) -> str:
    return _OWN_BULLET.sub("", text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
