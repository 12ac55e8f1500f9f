"""Which reader a file is for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assistance.readers.bounded import Bounds, read_apart
from assistance.readers.plain import read_plain
from assistance.readers.reading import DocumentError, Reading

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
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        return Reading(text=read_plain(read_bytes(path, max_bytes=max_bytes)))
    data = read_bytes(path, max_bytes=max_bytes * _WEIGHT[kind])
    found = read_apart(kind, data, replace(bounds or Bounds(), characters=max_bytes))
    if len(found.text.encode()) > max_bytes:
        raise DocumentError(f"holds more than {max_bytes} bytes of text. Split it, or raise RELEASE_MAX_BYTES.")
    return found


def read_bytes(path: Path, *, max_bytes: int) -> bytes:
    """Return what ``path`` holds; raise ``DocumentError`` if it cannot be opened or is larger than ``max_bytes``."""
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise DocumentError(f"cannot be opened ({error.strerror}). Check the path.") from error
    if len(data) > max_bytes:
        raise DocumentError(f"is larger than {max_bytes} bytes. Split it, or raise RELEASE_MAX_BYTES.")
    return data
