"""The encoding of a page: what its bytes prove goes before what it says of itself."""

from __future__ import annotations

import codecs
import re

from assistance.readers.reading import DocumentError
from assistance.vocabulary.labels import gettext_noop

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""(?:charset\s*=|<\?xml[^>]{0,200}encoding\s*=)\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_HEAD = 4096
_HIGH = re.compile(rb"[\x80-\xff]")
_CYRILLIC_RUN = re.compile(rb"[\xc0-\xff\xa8\xaa\xaf\xb2\xb3\xb4\xb8\xba\xbf]{3,}")
_WESTERN = frozenset({"iso8859-1", "cp1252", "latin-1", "ascii", "iso8859-15"})
#: Encodings in which markup is not written as in ASCII, or that decode no text at all.
_NOT_A_PAGES = frozenset(
    "utf-7 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be idna punycode unicode-escape unicode_escape"
    " raw-unicode-escape raw_unicode_escape".split()
)
_FALLBACK = "cp1251"
#: What browsers take all western declarations for.
_WIDE_WESTERN = "cp1252"


def decode(data: bytes) -> str:
    """Return a page as text: by its byte-order mark, as UTF-8 where it is that, as it declares, else as windows-1251.

    Raises ``DocumentError`` if the bytes are no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    if b"\0" in data:
        raise DocumentError(gettext_noop("is a binary file. Save the page as HTML, or its text in a .txt file."))
    declared = _declared(data)
    if _is_utf8(data, declared):
        return data.decode("utf-8", errors="replace")
    if declared in _WESTERN:
        declared = _FALLBACK if _holds_cyrillic(data) else _WIDE_WESTERN
    return data.decode(declared if declared and declared != "utf-8" else _FALLBACK, errors="replace")


def _declared(data: bytes) -> str | None:
    """Return the name of the encoding that the head of a page declares, None where it is none that is known."""
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return None
    try:
        found = codecs.lookup(match[1].decode("ascii"))
    except LookupError:
        return None
    if not found._is_text_encoding or found.name in _NOT_A_PAGES:
        return None
    return found.name


def _is_utf8(data: bytes, declared: str | None) -> bool:
    """Tell whether ``data`` is UTF-8 but for a few broken bytes; other encodings do not form it by chance."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        high = len(_HIGH.findall(data))
        return high > 0 and 20 * _broken(data) < high
    return declared in (None, "utf-8", *_WESTERN) or _HIGH.search(data) is not None


def _broken(data: bytes) -> int:
    return data.decode("utf-8", errors="replace").count("\ufffd")


def _holds_cyrillic(data: bytes) -> bool:
    """Tell whether the high bytes stand in runs, as Cyrillic does; the accents of western languages stand alone."""
    high = len(_HIGH.findall(data))
    return 2 * sum(map(len, _CYRILLIC_RUN.findall(data))) > high > 0
