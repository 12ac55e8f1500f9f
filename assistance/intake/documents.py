"""Release files: what the readers make of them, and the sidecar that says where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from pathlib import Path, PurePath
from typing import Any

from assistance.extraction import extract
from assistance.intake.incoming import wrong_sidecar
from assistance.readers import (
    SUFFIXES,
    Bounds,
    DocumentError,
    Reading,
    read_bytes,
    read_data,
    read_file,
    read_plain,
    within,
)
from assistance.vocabulary import Language, Rendition
from assistance.vocabulary.labels import gettext_noop

SIDECAR_KEYS = frozenset(
    {"publisher", "source_url", "published", "language", "licence", "rendition", "retrieved", "title"}
)

#: How many characters are read while somebody waits for them: a second or two.
READ_AT_ONCE = 20_000


@dataclass(frozen=True, kw_only=True)
class ReleaseDocument:
    """A release as it comes in. What is None is read from the text; ``reference`` is the number of a record of data."""

    text: str
    title: str | None = None
    publisher: str = ""
    source_url: str = ""
    published: date | None = None
    language: str | None = None
    licence: str = ""
    rendition: Rendition = Rendition.ORIGINAL
    reference: str = ""
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
    sidecar = path.with_suffix(".json")
    if not sidecar.is_file():
        return _document(found)
    try:
        data = read_bytes(sidecar, max_bytes=max_bytes)
    except DocumentError as error:
        raise wrong_sidecar(sidecar.name, error) from error
    return _document(found, _read_sidecar(sidecar.name, data, max_bytes=max_bytes))


def document_of(
    name: str, content: bytes, *, sidecar: bytes | None, max_bytes: int, bounds: Bounds | None = None
) -> ReleaseDocument:
    """Return the release in ``content``, what a file called ``name`` holds, as ``read_document`` does.

    ``sidecar`` is what the ``.json`` of the same name holds, None where there is none.
    """
    found = read_data(name, content, max_bytes=max_bytes, bounds=bounds)
    if sidecar is None:
        return _document(found)
    return _document(found, _read_sidecar(PurePath(name).with_suffix(".json").name, sidecar, max_bytes=max_bytes))


def filled_in(document: ReleaseDocument) -> ReleaseDocument:
    """Return ``document`` with the title, day and language that are read from its text where it does not tell them.

    A text too long to be read while somebody waits is left as it is.
    """
    if len(document.text) > READ_AT_ONCE:
        return document
    found = extract(document.text, title=document.title, published=document.published, language=document.language)
    return replace(
        document,
        title=document.title or found.title,
        published=document.published or found.published,
        language=document.language or found.language,
    )


def _document(found: Reading, said_beside: dict[str, Any] | None = None) -> ReleaseDocument:
    said = {field.name: getattr(found, field.name) for field in fields(found)}
    return ReleaseDocument(**said | (said_beside or {}))


def _read_sidecar(name: str, content: bytes, *, max_bytes: int) -> dict[str, Any]:
    """Return what the sidecar called ``name`` says, as ``ReleaseDocument`` wants it."""
    try:
        data = json.loads(read_plain(within(content, max_bytes=max_bytes)))
    except DocumentError as error:
        raise wrong_sidecar(name, error) from error
    except (ValueError, RecursionError) as error:
        raise DocumentError(
            gettext_noop("has a sidecar %(name)s that is no JSON (%(problem)s). Mend or remove it."),
            name=name,
            problem=str(error),
        ) from error
    if not isinstance(data, dict):
        raise DocumentError(
            gettext_noop("has a sidecar %(name)s that is no JSON object. Mend or remove it."), name=name
        )
    _require_known_keys(name, data)
    given = {key: value for key, value in data.items() if key in SIDECAR_KEYS and value is not None}
    for key, value in given.items():
        if not isinstance(value, str) or not value.isprintable():
            raise DocumentError(
                gettext_noop("has a sidecar %(name)s whose “%(key)s” is no plain text. Mend it."), name=name, key=key
            )
    try:
        return _parsed(given)
    except ValueError as error:
        raise DocumentError(
            gettext_noop("has a sidecar %(name)s with a wrong value: %(problem)s. Mend it."),
            name=name,
            problem=str(error),
        ) from error


def _require_known_keys(name: str, data: dict[str, Any]) -> None:
    for key in sorted(data.keys() - SIDECAR_KEYS):
        meant = get_close_matches(key, SIDECAR_KEYS - data.keys(), n=1, cutoff=0.8)
        if meant:
            raise DocumentError(
                gettext_noop("has a sidecar %(name)s with a key “%(key)s”. Write “%(meant)s”, or remove it."),
                name=name,
                key=key,
                meant=meant[0],
            )


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
