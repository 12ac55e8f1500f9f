"""Feeds: RSS 2.0, RSS 1.0 (RDF) and Atom, into the addresses they name.

lxml reads them, without a DTD, entities or the network: a feed that declares entities of its own is refused, since no
honest one needs any and they are how a small file is made to fill the memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from assistance.fetching.errors import FetchError
from assistance.fetching.network import whole
from assistance.vocabulary.labels import gettext_noop

ATOM = "{http://www.w3.org/2005/Atom}"
RSS1 = "{http://purl.org/rss/1.0/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"

#: How a feed begins, after a byte-order mark, the declaration of XML, comments and the like.
_BEGINS = re.compile(
    rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:rss|rdf:RDF|(?:\w+:)?feed)\b",
    re.DOTALL,
)
_HEAD = 4096
_WRONG_XML = gettext_noop(
    "is a feed with faulty XML (%(problem)s). Tell the publisher, or give the addresses as a list."
)
_ENTITIES = gettext_noop(
    "is a feed that declares entities of its own, which are not read. Give its addresses as a list."
)
_NO_FEED = gettext_noop("is no feed of RSS or Atom. Open it in a browser and look for the address of the feed.")
_TAGS = re.compile(r"<[^>]{0,500}>")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a feed tells of one page; empty or None is what it does not tell."""

    address: str
    title: str = ""
    published: date | None = None


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed's title and its entries in its own order, each address once."""

    title: str
    entries: tuple[Entry, ...]


def is_feed(data: bytes) -> bool:
    """Tell whether ``data`` begins as a feed does, whatever the host calls it."""
    return _BEGINS.match(_in_ascii(data[:_HEAD])) is not None


def read_feed(data: bytes, *, address: str) -> Feed:
    """Return the feed in ``data``, which came from ``address``.

    An entry without an address on the web is left out. Raises ``FetchError`` where it is no feed, or faulty.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, dtd_validation=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser, base_url=address)
    except etree.XMLSyntaxError as error:
        raise FetchError(_WRONG_XML, problem=str(error)) from error
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _entity in declared.iterentities()):
        raise FetchError(_ENTITIES)
    if root.tag == f"{ATOM}feed":
        title, found = _text(root, f"{ATOM}title"), (_atom(one) for one in root.iterchildren(f"{ATOM}entry"))
    elif root.tag == f"{RDF}RDF":
        channel = root.find(f"{RSS1}channel")
        title = "" if channel is None else _text(channel, f"{RSS1}title")
        found = (_rss(one, RSS1) for one in root.iterchildren(f"{RSS1}item"))
    elif root.tag == "rss" and (channel := root.find("channel")) is not None:
        title, found = _text(channel, "title"), (_rss(one, "") for one in channel.iterchildren("item"))
    else:
        raise FetchError(_NO_FEED)
    return Feed(title=title[:255], entries=tuple(_each_once(found)))


def _each_once(found: Iterator[Entry | None]) -> Iterator[Entry]:
    seen = set()
    for entry in found:
        if entry is not None and entry.address not in seen:
            seen.add(entry.address)
            yield entry


def _atom(entry: etree._Element) -> Entry | None:
    links = [one for one in entry.iterchildren(f"{ATOM}link") if one.get("rel", "alternate") == "alternate"]
    pages = [one for one in links if "html" in one.get("type", "html")] or links
    if not pages:
        return None
    days = (_text(entry, f"{ATOM}published"), _text(entry, f"{ATOM}updated"))
    return _entry(pages[0], pages[0].get("href", ""), _text(entry, f"{ATOM}title"), days)


def _rss(item: etree._Element, space: str) -> Entry | None:
    guid = item.find("guid")
    lasting = guid is not None and guid.get("isPermaLink", "true").lower() == "true"
    link = _text(item, f"{space}link") or (_text(item, "guid") if lasting else "") or item.get(f"{RDF}about", "")
    days = (_text(item, "pubDate"), _text(item, f"{DC}date"))
    return _entry(item, link, _text(item, f"{space}title"), days)


def _entry(element: etree._Element, link: str, title: str, days: tuple[str, ...]) -> Entry | None:
    """Return the entry whose address ``link`` is, written as ``element`` stands; None where it is none on the web."""
    if not link.strip():
        return None
    try:
        address = whole(urljoin(element.base or "", link.strip()))
    except (FetchError, ValueError):
        return None
    known = (_day(words) for words in days)
    return Entry(address=address, title=title[:500], published=next((day for day in known if day), None))


def _text(element: etree._Element, tag: str) -> str:
    """Return the words in the child called ``tag``, without markup and line ends."""
    child = element.find(tag)
    if child is None:
        return ""
    words = "".join(map(str, child.itertext()))
    return " ".join(_TAGS.sub(" ", words).split())


def _day(words: str) -> date | None:
    """Return the day in a date of RFC 822 or ISO 8601, as whoever wrote it counts days."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(words).date()
        except ValueError:
            continue
    return None


def _in_ascii(head: bytes) -> bytes:
    """Return the beginning of a file without byte-order mark and, in UTF-16, without the bytes that are nought."""
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")
