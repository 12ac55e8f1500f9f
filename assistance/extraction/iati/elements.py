"""The elements of an activity, each with its place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

from assistance.extraction.findings import Span

LANGUAGE = "xml:lang"


@dataclass(frozen=True, slots=True)
class Element:
    """An element: ``text`` is what it holds before its first child, ``span`` runs from its first to its last sign."""

    name: str
    attributes: dict[str, str]
    text: str
    children: tuple[Element, ...]
    span: Span

    def all(self, *path: str) -> Iterator[Element]:
        """Yield the elements that ``path``, names from here on down, leads to."""
        if not path:
            yield self
            return
        for child in self.children:
            if child.name == path[0]:
                yield from child.all(*path[1:])

    def first(self, *path: str) -> Element | None:
        """Return the first element that ``path`` leads to."""
        return next(self.all(*path), None)

    def get(self, name: str) -> str:
        """Return an attribute, empty where it is missing."""
        return self.attributes.get(name, "").strip()

    @property
    def code(self) -> str:
        """Its attribute ``code``."""
        return self.get("code")

    def narratives(self, language: str) -> list[str]:
        """Return its texts, the English one first; ``language`` is that of texts which do not name theirs."""
        told = [(each.get(LANGUAGE) or language, " ".join(each.text.split())) for each in self.all("narrative")]
        return [text for _language, text in sorted(told, key=lambda one: one[0] != "en") if text]


class _Builder:
    """Collects elements while the text is parsed."""

    def __init__(self, text: str) -> None:
        self.text, self.data = text, text.encode()
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.open: list[tuple[str, dict[str, str], int, list[str], list[Element]]] = []
        self.root: Element | None = None
        self.bytes = self.characters = 0

    def _position(self) -> int:
        """Return how many characters stand before what is parsed now: the parser counts bytes."""
        at = self.parser.CurrentByteIndex
        self.characters += len(self.data[self.bytes : at].decode())
        self.bytes = at
        return self.characters

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.open.append((name, attributes, self._position(), [], []))

    def _end(self, _name: str) -> None:
        at = self._position()
        end = self.text.index(">", at) + 1 if self.text.startswith("</", at) else at
        name, attributes, start, texts, children = self.open.pop()
        element = Element(name, attributes, "".join(texts).strip(), tuple(children), Span(start, end))
        if self.open:
            self.open[-1][4].append(element)
        else:
            self.root = element

    def _characters(self, text: str) -> None:
        if self.open and not self.open[-1][4]:
            self.open[-1][3].append(text)

    def _refuse(self, *_declared: object) -> None:
        raise ValueError("An activity bears no document type.")


def parse(text: str) -> Element:
    """Return the element that ``text`` is. Raises ``ValueError`` where it is no XML, or bears a document type."""
    builder = _Builder(text)
    try:
        builder.parser.Parse(builder.data, True)  # noqa: FBT003 - expat takes no names
    except expat.ExpatError as error:
        raise ValueError(f"This is no XML: {error}.") from error
    if builder.root is None:
        raise ValueError("There is no element.")
    return builder.root
