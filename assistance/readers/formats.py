"""Which reader a file is for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath

from assistance.readers.bounded import Bounds, read_apart
from assistance.readers.plain import read_plain
from assistance.readers.reading import DocumentError, Reading
from assistance.vocabulary.labels import gettext_noop

#: How the names of files end that a folder is searched for.
SUFFIXES = (".txt", ".html", ".htm", ".pdf")
_KINDS = {".html": "html", ".htm": "html", ".pdf": "pdf"}
#: How many times as large as the text in it a file may be: markup and pictures weigh more than words.
_WEIGHT = {"html": 10, "pdf": 30}


def read_file(path: Path, *, max_bytes: int, bounds: Bounds | None = None) -> Reading:
    """Return the release in ``path``: by its name a page, a PDF, or else plain text.

    The text is at most ``max_bytes`` in UTF-8, a page ten and a PDF thirty times that.
    Raises ``DocumentError`` if the file is missing, too large, or no release can be read from it.
    """
    data = read_bytes(path, max_bytes=heaviest(path.name, max_bytes=max_bytes))
    return read_data(path.name, data, max_bytes=max_bytes, bounds=bounds)


def heaviest(name: str, *, max_bytes: int) -> int:
    """Return how many bytes the file called ``name`` may have for a text of ``max_bytes``."""
    return max_bytes * _WEIGHT.get(_KINDS.get(PurePath(name).suffix.lower(), ""), 1)


def read_data(name: str, data: bytes, *, max_bytes: int, bounds: Bounds | None = None) -> Reading:
    """Return the release in ``data``, what a file called ``name`` holds, as ``read_file`` does."""
    kind = _KINDS.get(PurePath(name).suffix.lower())
    within(data, max_bytes=heaviest(name, max_bytes=max_bytes))
    if kind is None:
        return Reading(text=read_plain(data))
    found = read_apart(kind, data, replace(bounds or Bounds(), characters=max_bytes))
    if len(found.text.encode()) > max_bytes:
        raise DocumentError(
            gettext_noop("holds more than %(most)s bytes of text. Split it, or raise RELEASE_MAX_BYTES."),
            most=max_bytes,
        )
    return found


def read_bytes(path: Path, *, max_bytes: int) -> bytes:
    """Return what ``path`` holds; raise ``DocumentError`` if it cannot be opened or is larger than ``max_bytes``."""
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise DocumentError(
            gettext_noop("cannot be opened (%(problem)s). Check the path."), problem=str(error.strerror)
        ) from error
    return within(data, max_bytes=max_bytes)


def within(data: bytes, *, max_bytes: int) -> bytes:
    """Return ``data``; raise ``DocumentError`` if it is larger than ``max_bytes``."""
    if len(data) > max_bytes:
        raise DocumentError(
            gettext_noop("is larger than %(most)s bytes. Split it, or raise RELEASE_MAX_BYTES."), most=max_bytes
        )
    return data
