"""Release files: what the readers make of them, and the sidecar that says where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from assistance.readers import SUFFIXES, DocumentError, read_bytes, read_file, read_plain
from assistance.vocabulary import Language, Rendition

SIDECAR_KEYS = frozenset(
    {"publisher", "source_url", "published", "language", "licence", "rendition", "retrieved", "title"}
)


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
    """Yield the files among ``paths``, and the texts, pages and PDFs below the folders, in order of name.

    A ``.json`` is a sidecar and never a release of its own: a shell's ``folder/*`` names both.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
        elif path.suffix.lower() != ".json":
            yield path


def read_text(path: Path, *, max_bytes: int) -> str:
    """Return the text of the release in ``path`` as it is stored.

    Raises ``DocumentError`` if the file is missing, larger than ``max_bytes`` allow, or holds no text to be read.
    """
    return read_file(path, max_bytes=max_bytes).text


def read_document(path: Path, *, max_bytes: int) -> ReleaseDocument:
    """Return the release in ``path`` with what it and its sidecar, the ``.json`` of the same name, say of it.

    The sidecar goes before what a page says of itself. Raises ``DocumentError`` if either cannot be read.
    """
    found = read_file(path, max_bytes=max_bytes)
    said = {field.name: getattr(found, field.name) for field in fields(found)}
    sidecar = path.with_suffix(".json")
    return ReleaseDocument(**said | (_read_sidecar(sidecar, max_bytes=max_bytes) if sidecar.is_file() else {}))


def _read_sidecar(path: Path, *, max_bytes: int) -> dict[str, Any]:
    try:
        data = json.loads(read_plain(read_bytes(path, max_bytes=max_bytes)))
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
