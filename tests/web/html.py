"""Reading a page the way a browser does."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse

VOID = {"meta", "link", "input", "br", "img", "hr"}


@dataclass
class Element:
    """An element with its attributes and the text inside it."""

    tag: str
    attributes: dict[str, str]
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text inside, with single spaces."""
        return " ".join("".join(self.texts).split())


class Page(HTMLParser):
    """All elements of a page in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.texts.append(data)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements of ``tag`` whose attributes have these values (``class_`` holds the word)."""
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}

        def fits(element: Element) -> bool:
            return all(value in element.attributes.get(name, "").split() for name, value in wanted.items())

        return [element for element in self.elements if element.tag == tag and fits(element)]

    @property
    def text(self) -> str:
        """All text, with single spaces."""
        return self.all("html")[0].text


def page(response: HttpResponse) -> Page:
    """Return the page of ``response``."""
    return Page(response.content.decode())
