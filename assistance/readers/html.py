"""A web page: the text of the release in it, without the furniture of the page."""

from __future__ import annotations

from collections.abc import Sequence

from assistance.readers.blocks import Block, Kind, blocks_of, joined
from assistance.readers.encoding import decode
from assistance.readers.furniture import is_label, is_opening_of_others, without_furniture
from assistance.readers.page_facts import PageFacts
from assistance.readers.reading import DocumentError, Reading
from assistance.readers.tree import Element, parse
from assistance.vocabulary.labels import gettext_noop

_MOST = 0.9
_CONTAINERS = frozenset({"html", "body", "div", "main", "article", "section", "center", "form"})
_PARTINGS = (" | ", " – ", " — ", " - ", " :: ", " • ", " » ", " / ")
_SHORTEST = 40


def read_html(data: bytes) -> Reading:
    """Return the release on the page ``data``.

    Raises ``DocumentError`` where there is none to be found, and for pages too large or too deep to be read.
    """
    if data.startswith(b"%PDF-"):
        raise DocumentError(gettext_noop("is a PDF. Give it a name that ends in .pdf."))
    root = parse(decode(data))
    facts = PageFacts(root)
    found = blocks_of(_text_part(without_furniture(root)))
    titles = facts.titles()
    title = _heading(found, titles) or (_own_part(titles[0]) if titles else "")
    body = _body(found, title)
    if sum(len(block.text) for block in body) < _SHORTEST:
        raise DocumentError(
            gettext_noop("holds no text of a release. Save the whole page once it is shown, or its text as .txt.")
        )
    text = joined([Block(Kind.TITLE, title), *body] if title else body)
    return Reading(
        text=text,
        title=title or None,
        publisher=facts.publisher(),
        source_url=facts.address(),
        published=facts.published(),
    )


def _text_part(root: Element) -> Element:
    """Return the innermost element that holds the heading, if there is one, and nearly all words of the page."""
    heading = next((one for one in root.elements("h1") if one.words()), None)
    for tag in ("article", "main"):
        around = [one for one in root.elements(tag) if heading is not None and heading in one.elements("h1")]
        if around and 2 * len(around[0].words()) > len(root.words()):
            return _narrowed(around[0])
    return _narrowed(root)


def _narrowed(element: Element) -> Element:
    while True:
        whole = len(element.words())
        inside = [one for one in element.children if isinstance(one, Element) and one.tag in _CONTAINERS]
        most = max(inside, key=lambda one: len(one.words()), default=None)
        if most is None or len(most.words()) < _MOST * whole:
            return element
        element = most


def _heading(blocks: Sequence[Block], titles: Sequence[str]) -> str:
    """Return the heading of the release: that of the page's headings which its head names too, else the first."""
    headings = [block.text for block in blocks if block.kind is Kind.TITLE]
    named = [one for one in headings if any(one.casefold() in title.casefold() for title in titles)]
    return max(named, key=len, default=headings[0] if headings else "")


def _own_part(title: str) -> str:
    """Return a window's title without the name of the site at its end."""
    for parting in _PARTINGS:
        head, _, tail = title.rpartition(parting)
        if head and len(tail) < len(head):
            return head.strip()
    return title


def _body(blocks: Sequence[Block], title: str) -> list[Block]:
    """Return the blocks after the heading, or all where little follows it, without labels and lists of other news."""
    at = next((n for n, block in enumerate(blocks) if block.kind is Kind.TITLE and block.text == title), -1)
    after = sum(len(block.text) for block in blocks[at + 1 :])
    kept = blocks[at + 1 :] if 2 * after > sum(len(block.text) for block in blocks) else blocks
    found: list[Block] = []
    others = False
    for block in kept:
        others = is_opening_of_others(block.text) or (others and block.kind is Kind.ITEM)
        if others or is_label(block.text) or block.text == title:
            continue
        found.append(block)
    return found
