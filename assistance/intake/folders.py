"""Folders of the server: below the roots that the settings allow, and by no link out of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.conf import settings

from assistance.intake.documents import ReleaseDocument, read_document
from assistance.intake.incoming import SIDECAR, IncomingFile, refused
from assistance.readers import SUFFIXES, DocumentError
from assistance.vocabulary.labels import gettext_noop

NO_FOLDER = gettext_noop("is no folder of the server that releases are imported from.")
OUTSIDE = gettext_noop("is a link, or lies outside of the folders that releases are imported from.")


def import_roots() -> list[Path]:
    """Return the folders of the server below which releases may be read, without links in their own way."""
    return [Path(root).resolve() for root in settings.IMPORT_ROOTS]


def files_below(folder: str) -> list[IncomingFile]:
    """Return the releases below ``folder``, a path on the server, in order of name: each is read when its turn comes.

    Links among them are refused and not followed. One more than an import takes are returned at most. Raises
    ``DocumentError`` unless the folder lies below an import root.
    """
    try:
        path = Path(folder).resolve()
        if not _allowed(path) or not path.is_dir():
            raise DocumentError(NO_FOLDER)
    except (OSError, RuntimeError) as error:
        raise DocumentError(NO_FOLDER) from error
    files = islice(_releases(path), settings.IMPORT_MAX_FILES + 1)
    return [_incoming(file, str(file.relative_to(path))) for file in sorted(files)]


def _releases(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(where, name)


def _incoming(path: Path, name: str) -> IncomingFile:
    return refused(name, OUTSIDE) if path.is_symlink() else IncomingFile(name=name, path=path)


def read_below_roots(path: Path, *, max_bytes: int) -> ReleaseDocument:
    """Return the release in ``path``, with its sidecar, if both still lie below an import root by no link.

    Raises ``DocumentError`` where they do not, or cannot be read.
    """
    if not all(_allowed(one) and _is_no_link(one) for one in (path, path.with_suffix(SIDECAR))):
        raise DocumentError(OUTSIDE)
    return read_document(path, max_bytes=max_bytes)


def _is_no_link(path: Path) -> bool:
    """Tell whether no part of ``path`` is a link."""
    try:
        return path.resolve() == path
    except (OSError, RuntimeError):
        return False


def _allowed(path: Path) -> bool:
    return any(path.is_relative_to(root) for root in import_roots())
