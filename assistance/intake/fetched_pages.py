"""What came from an address into a release: which reader it is for, and who said what of it."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from assistance.fetching import Answer, Entry, FetchError
from assistance.intake.documents import ReleaseDocument
from assistance.readers import SUFFIXES, DocumentError, heaviest, read_data
from assistance.vocabulary.labels import gettext_noop

#: Media types of pages and files, with the suffix of the reader for each.
SUFFIX_OF = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "text/plain": ".txt",
}
#: Media types that say nothing; the address then tells by its suffix.
SAYS_NOTHING = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/force-download"})
FEED_KINDS = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"}
)
#: Encodings that hosts name for pages they know nothing of; the readers look at the bytes instead.
NAMED_BLINDLY = frozenset({"utf-8", "iso8859-1", "cp1252", "ascii", "iso8859-15"})

OF_NO_KIND = gettext_noop("is of the kind “%(kind)s”, which is not read. Pages, PDF and plain text are.")
WRONG_ENCODING = gettext_noop("is not in the encoding that its host names (%(charset)s). Tell the publisher.")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What staff say of all pages of a source; empty is what they leave to the pages."""

    publisher: str = ""
    language: str = ""
    licence: str = ""


def page_bytes(address: str, *, or_feed: bool = False) -> Callable[[str], int]:
    """Return what tells for a media type how many bytes are taken from ``address``; it raises ``FetchError`` for none.

    With ``or_feed`` a feed may stand there as well as a page.
    """

    def most(kind: str) -> int:
        if or_feed and kind in FEED_KINDS:
            return heaviest("page.html", max_bytes=settings.RELEASE_MAX_BYTES)
        return heaviest(f"page{_suffix(kind, address)}", max_bytes=settings.RELEASE_MAX_BYTES)

    return most


def fetched_document(answer: Answer, entry: Entry, terms: Terms, *, feed_title: str = "") -> ReleaseDocument:
    """Return the release in ``answer``, which ``entry`` led to.

    What staff say goes first, then what the page says of itself, then what the feed says. The address is the one that
    the page names where that is of the same host, else the one that it came from. Raises ``DocumentError`` or
    ``FetchError`` where no release can be read from it.
    """
    suffix = ".pdf" if answer.body.startswith(b"%PDF-") else _suffix(answer.kind, answer.address)
    found = read_data(f"page{suffix}", _recoded(answer, suffix), max_bytes=settings.RELEASE_MAX_BYTES)
    own = found.source_url
    return ReleaseDocument(
        text=found.text,
        title=found.title or entry.title or None,
        publisher=terms.publisher or found.publisher or feed_title,
        source_url=own if own and _host(own) == _host(answer.address) else answer.address,
        published=found.published or entry.published,
        language=terms.language or None,
        licence=terms.licence,
        retrieved_at=timezone.now(),
    )


def _suffix(kind: str, address: str) -> str:
    if kind in SUFFIX_OF:
        return SUFFIX_OF[kind]
    named = PurePosixPath(urlsplit(address).path).suffix.lower()
    if kind in SAYS_NOTHING and named in SUFFIXES:
        return named
    raise FetchError(OF_NO_KIND, kind=kind or "?")


def _recoded(answer: Answer, suffix: str) -> bytes:
    """Return the bytes of ``answer`` in UTF-8 where the host names another encoding that can be believed.

    Plain text has nothing else to go by; a page that is UTF-8 is left alone, whatever its host says.
    """
    try:
        charset = codecs.lookup(answer.charset).name if answer.charset else "utf-8"
    except LookupError:
        return answer.body
    if suffix == ".pdf" or (suffix == ".html" and (charset in NAMED_BLINDLY or _is_utf8(answer.body))):
        return answer.body
    if charset == "utf-8":
        return answer.body
    try:
        return codecs.BOM_UTF8 + answer.body.decode(charset).encode()
    except (ValueError, LookupError) as error:
        raise DocumentError(WRONG_ENCODING, charset=answer.charset[:40]) from error


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
