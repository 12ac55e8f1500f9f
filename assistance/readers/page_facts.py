"""What a page says of itself: title, publisher, address and day of publication."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from assistance.readers.blocks import tidied
from assistance.readers.tree import Element

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)(?!\d)")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued",
    "dc.date", "dcterms.date", "dcterms.created", "citation_publication_date", "publish-date", "publishdate",
    "pubdate", "publication_date", "parsely-pub-date", "sailthru.date", "date",
)  # fmt: skip
#: Steps of an address that all pages of a site may share: a language, a front page.
_FRONT = re.compile(r"[a-z]{2}(?:-[a-z]{2})?|(?:index|home|default|main|news|novyny)(?:\.[a-z]{2,5})?")
_FIRST_YEAR = 1991
_LONGEST_TITLE = 500
_LONGEST_ADDRESS = 1000
_ITEMS_OF_JSON = 2000


class PageFacts:
    """The facts in the head and the marked places of a page."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._metas: dict[str, str] = {}
        for meta in root.elements("meta"):
            for key in ("property", "name", "itemprop"):
                name = meta.attributes.get(key, "").strip().lower()
                if name:
                    self._metas.setdefault(name, meta.attributes.get("content", ""))
        self._data = list(_linked_data(root.elements("script")))

    def titles(self) -> list[str]:
        """Return the titles the head gives, the best first: of the shared page, of its data, of the window."""
        window = self._root.first("title")
        given = [self._meta("og:title"), self._meta("twitter:title"), self._from_data("headline")]
        given.append(_line(window.words()) if window else "")
        return [title[:_LONGEST_TITLE] for title in given if title]

    def publisher(self) -> str:
        """Return who runs the page."""
        return (self._meta("og:site_name") or self._from_data("publisher"))[:255]

    def address(self) -> str:
        """Return the page's own address, if it names one that can be that of a single release."""
        links = (link for link in self._root.elements("link") if "canonical" in link.attributes.get("rel", "").split())
        for given in [*(link.attributes.get("href", "").strip() for link in links), self._meta("og:url")]:
            if _is_address(given):
                return given
        return ""

    def published(self) -> date | None:
        """Return the day of publication: from the page's data, its head, or the one day it marks as a time."""
        given = [self._from_data("datePublished"), *(self._meta(name) for name in _PUBLISHED)]
        marked = [one for one in self._root.elements() if one.attributes.get("itemprop") == "datePublished"]
        given += [one.attributes.get("datetime") or one.attributes.get("content") or one.words() for one in marked]
        for words in given:
            day = _day(words)
            if day:
                return day
        times = {_day(time.attributes.get("datetime", "")) for time in self._root.elements("time")} - {None}
        return times.pop() if len(times) == 1 else None

    def _meta(self, name: str) -> str:
        return _line(self._metas.get(name, ""))

    def _from_data(self, key: str) -> str:
        for item in self._data:
            value = item.get(key)
            if isinstance(value, dict):
                value = value.get("name")
            if isinstance(value, str) and value.strip():
                return _line(value)
        return ""


def _linked_data(scripts: Iterable[Element]) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD that are about an article, then the others that are a web page."""
    found: list[dict[str, Any]] = []
    for script in scripts:
        if script.attributes.get("type", "").strip().lower() != "application/ld+json":
            continue
        try:
            waiting = [json.loads("".join(child for child in script.children if isinstance(child, str)))]
        except (ValueError, RecursionError):
            continue
        while waiting and len(found) < _ITEMS_OF_JSON:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting += item[:_ITEMS_OF_JSON]
            elif isinstance(item, dict):
                found.append(item)
                waiting += [item[key] for key in ("@graph", "mainEntity") if key in item]
    yield from sorted((item for item in found if _rank(item) < 2), key=_rank)


def _rank(item: dict[str, Any]) -> int:
    kinds = str(item.get("@type", "")).lower()
    return 0 if "article" in kinds or "posting" in kinds else 1 if "webpage" in kinds or "report" in kinds else 2


def _is_address(given: str) -> bool:
    """Tell whether ``given`` is a whole address, and not a site's front page, which all its pages would share."""
    try:
        parts = urlsplit(given)
        named = parts.port is None or parts.port > 0
    except ValueError:
        return False
    whole = parts.scheme in {"http", "https"} and bool(_HOST.fullmatch(parts.hostname or "")) and named
    steps = [step for step in parts.path.lower().split("/") if step]
    front = all(_FRONT.fullmatch(step) for step in steps) and (bool(steps) or not parts.query)
    return whole and not front and len(given) <= _LONGEST_ADDRESS and given.isprintable() and " " not in given


def _day(words: str) -> date | None:
    for match, year, month, day in (
        *((m, 1, 2, 3) for m in _DAY.finditer(words[:60])),
        *((m, 3, 2, 1) for m in _DOTTED.finditer(words[:60])),
    ):
        try:
            found = date(int(match[year]), int(match[month]), int(match[day]))
        except ValueError:
            continue
        if found.year >= _FIRST_YEAR:
            return found
    return None


def _line(words: str) -> str:
    return " ".join(tidied(words).split())
