"""Reading release files: the text, and the sidecar that says where it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from assistance.vocabulary import Language, Rendition

SIDECAR_KEYS = frozenset(
    {"publisher", "source_url", "published", "language", "licence", "rendition", "retrieved", "title"}
)


class DocumentError(ValueError):
    """A file could not be read as a release; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class ReleaseDocument:
    """A release as it comes in. What is None is read from the text."""

    text: str
    title: str | None = None
    publisher: str = ""
    source_url: str = ""
    published: date | None = None
    language: str | None = None
    licence: str = ""
    rendition: Rendition = Rendition.ORIGINAL
    retrieved_at: datetime | None = None


def release_files(paths: list[Path]) -> Iterator[Path]:
    """Yield the files among ``paths``, and the ``.txt`` files below the folders, in order of name.

    A sidecar named along with its text, as a shell's ``folder/*`` does, is no release of its own.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(path.rglob("*.txt"))
        elif not (path.suffix == ".json" and path.with_suffix(".txt").is_file()):
            yield path


def read_text(path: Path, *, max_bytes: int) -> str:
    """Return the text of ``path``, a byte-order mark and carriage returns aside.

    Raises ``DocumentError`` if the file is missing, empty, binary, not UTF-8 or larger than ``max_bytes``.
    """
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise DocumentError(f"cannot be opened ({error.strerror}). Check the path.") from error
    if len(data) > max_bytes:
        raise DocumentError(f"is larger than {max_bytes} bytes. Split it, or raise RELEASE_MAX_BYTES.")
    if b"\0" in data:
        raise DocumentError("is a binary file. Save its text as UTF-8 in a .txt file.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(f"is not UTF-8 (byte {error.start}). Save it again as UTF-8.") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DocumentError("is empty. Put the release's text into it, its title on the first line.")
    return text


def read_document(path: Path, *, max_bytes: int) -> ReleaseDocument:
    """Return the release in ``path`` with what its sidecar, the ``.json`` of the same name, says of it.

    Raises ``DocumentError`` if either cannot be read.
    """
    text = read_text(path, max_bytes=max_bytes)
    sidecar = path.with_suffix(".json")
    return ReleaseDocument(text=text, **(_read_sidecar(sidecar, max_bytes=max_bytes) if sidecar.is_file() else {}))


def _read_sidecar(path: Path, *, max_bytes: int) -> dict[str, Any]:
    try:
        data = json.loads(read_text(path, max_bytes=max_bytes))
    except DocumentError as error:
        raise DocumentError(f"has a sidecar {path.name} that {error}") from error
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"has a sidecar {path.name} that is no JSON ({error}). Mend or remove it.") from error
    if not isinstance(data, dict):
        raise DocumentError(f"has a sidecar {path.name} that is no JSON object. Mend or remove it.")
    for key in sorted(data.keys() - SIDECAR_KEYS):
        meant = get_close_matches(key, SIDECAR_KEYS - data.keys(), n=1, cutoff=0.8)
        if meant:
            raise DocumentError(f"has a sidecar {path.name} with a key “{key}”. Write “{meant[0]}”, or remove it.")
    given = {key: value for key, value in data.items() if key in SIDECAR_KEYS and value is not None}
    for key, value in given.items():
        if not isinstance(value, str) or not value.isprintable():
            raise DocumentError(f"has a sidecar {path.name} whose “{key}” is no plain text. Mend it.")
    try:
        return _parsed(given)
    except ValueError as error:
        raise DocumentError(f"has a sidecar {path.name} with a wrong value: {error}. Mend it.") from error


def _parsed(given: dict[str, str]) -> dict[str, Any]:
    """Return the sidecar's values as ``ReleaseDocument`` wants them; raise ``ValueError`` for a wrong one."""
    parsed: dict[str, Any] = {
        key: given[key] for key in ("title", "publisher", "source_url", "licence") if key in given
    }
    if "published" in given:
        parsed["published"] = date.fromisoformat(given["published"])
    if "language" in given:
        parsed["language"] = Language(given["language"]).value
    if "rendition" in given:
        parsed["rendition"] = Rendition(given["rendition"])
    if "retrieved" in given:
        parsed["retrieved_at"] = datetime.combine(date.fromisoformat(given["retrieved"]), time(), UTC)
    return parsed
