"""A page as a tree of elements and words, no deeper and no larger than a page can well be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from assistance.readers.reading import DocumentError
from assistance.vocabulary.labels import gettext_noop

DEEPEST = 400
MOST_NODES = 200_000
_WITHOUT_WORDS = frozenset({"script", "style", "template", "noscript"})


@dataclass(eq=False, slots=True)
class Element:
    """An element: what stands in it are further elements and words, in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def elements(self, *tags: str) -> Iterator[Element]:
        """Yield the elements below this one in order of the page, those of ``tags`` if any are named."""
        for child in self.children:
            if isinstance(child, Element):
                if not tags or child.tag in tags:
                    yield child
                yield from child.elements(*tags)

    def first(self, *tags: str) -> Element | None:
        """Return the first element of ``tags`` below this one."""
        return next(self.elements(*tags), None)

    def words(self) -> str:
        """Return the words in this element in one line."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in _WITHOUT_WORDS:
                yield " "[: child.tag not in INLINE]
                yield from child._texts()


#: Elements that stand within a line of text.
INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span
    strike strong sub sup time tt u var wbr img
    """.split()
)


def parse(page: str) -> Element:
    """Return the root element of ``page``, of whatever kind its markup is.

    Raises ``DocumentError`` if the page is nested deeper, or holds more elements, than any page should.
    """
    try:
        root = LexborHTMLParser(page).root
    except SelectolaxError as error:
        raise DocumentError(
            gettext_noop("cannot be read as HTML (%(problem)s). Save its text in a .txt file."), problem=str(error)
        ) from error
    if root is None:
        return Element("html")
    top = Element(root.tag or "html", _attributes(root))
    way, node, nodes = [top], root.first_child, 0
    while node is not None:
        nodes += 1
        if len(way) > DEEPEST or nodes > MOST_NODES:
            raise DocumentError(
                gettext_noop("is nested too deeply or too large to be read. Save its text in a .txt file.")
            )
        inside = _take(node, way)
        if inside is not None:
            node = inside
            continue
        while node is not None and node.next is None:
            node = node.parent
            way.pop()
            if len(way) == 0:
                return top
        node = node.next if node is not None else None
    return top


def _take(node: LexborNode, way: list[Element]) -> LexborNode | None:
    """Add ``node`` to the last element of ``way``; go into it if it holds anything, and return what it holds first."""
    if node.is_text_node:
        way[-1].children.append(node.text_content or "")
    elif node.is_element_node:
        element = Element(node.tag or "", _attributes(node))
        way[-1].children.append(element)
        if node.first_child is not None:
            way.append(element)
            return node.first_child
    return None


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}
