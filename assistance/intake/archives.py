"""A folder packed as ZIP: its files, within bounds, and nothing that reaches beyond it."""

from __future__ import annotations

import io
import re
import stat
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.conf import settings

from assistance.intake.incoming import SIDECAR, IncomingFile, is_litter, refused
from assistance.readers import SUFFIXES, DocumentError, heaviest
from assistance.vocabulary.labels import gettext_noop

#: How the names of archives end, which are not opened within an archive.
ARCHIVES = frozenset({".zip", ".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst", ".jar"})
#: Where an archive ends, and how much of its list of contents one file takes at most on average.
END = b"PK\x05\x06"
END_SIZE = 22
LONGEST_COMMENT = 2**16
LISTED = 500

NO_ZIP = gettext_noop("is no ZIP archive, or a damaged one. Pack it anew.")
TOO_MANY = gettext_noop("holds more than %(most)s files. Import it in parts.")
TOO_MUCH = gettext_noop("holds more than %(most)s bytes once unpacked. Import it in parts.")
NOT_BELOW = gettext_noop("holds a file “%(name)s” that lies outside of it, or a link. Pack it anew without that.")
LOCKED = gettext_noop("is protected by a password. Pack it anew without one.")
NESTED = gettext_noop("is an archive within an archive. Unpack it and import what it holds.")
ODDLY_PACKED = gettext_noop("is packed in a way that is not read. Pack it as an ordinary ZIP.")


def unpacked(name: str, data: bytes) -> list[IncomingFile]:
    """Return the files in ``data``, an archive called ``name``, each by that name and its own.

    Folders and what systems leave in them are passed over. Raises ``DocumentError`` for an archive that is damaged,
    locked, holds too much, or names files outside of itself; nothing is unpacked then.
    """
    _require_short_list(data)
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            entries = list(_files(archive.infolist()))
            _require_bounds(entries)
            return [_opened(archive, entry, name) for entry in entries]
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError) as error:
        if isinstance(error, DocumentError):
            raise
        raise DocumentError(NO_ZIP) from error


def _require_short_list(data: bytes) -> None:
    """Refuse an archive whose list of contents is long, before that is read: it would take the memory of many files."""
    tail = data[-END_SIZE:]
    if not (tail.startswith(END) and tail.endswith(b"\0\0")):
        at = data.rfind(END, max(0, len(data) - END_SIZE - LONGEST_COMMENT))
        tail = data[at : at + END_SIZE] if at >= 0 else b""
    if len(tail) < END_SIZE:
        raise DocumentError(NO_ZIP)
    if int.from_bytes(tail[12:16], "little") > LISTED * _most_files():
        raise DocumentError(TOO_MANY, most=settings.IMPORT_MAX_FILES)


def _most_files() -> int:
    """Return how many files there may be: each release may have a sidecar."""
    return 2 * int(settings.IMPORT_MAX_FILES)


def _files(entries: list[ZipInfo]) -> Iterator[ZipInfo]:
    """Yield those of ``entries`` that are files of somebody's; refuse what reaches beyond the archive."""
    for entry in entries:
        name = _name(entry)
        path = PurePosixPath(name)
        linked = stat.S_IFMT(entry.external_attr >> 16) == stat.S_IFLNK
        if linked or path.is_absolute() or ".." in path.parts or not re.fullmatch(r"[^\\:\0-\x1f]+", name):
            raise DocumentError(NOT_BELOW, name=name[:200])
        if not (entry.is_dir() or is_litter(name)):
            yield entry


def _name(entry: ZipInfo) -> str:
    """Return the name of ``entry``; without the mark of UTF-8 in it, as UTF-8 or as Windows writes Ukrainian names."""
    if entry.flag_bits & 0x800:
        return entry.filename
    raw = entry.filename.encode("cp437", errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp866")


def _require_bounds(entries: list[ZipInfo]) -> None:
    if len(entries) > _most_files():
        raise DocumentError(TOO_MANY, most=settings.IMPORT_MAX_FILES)
    if sum(entry.file_size for entry in entries) > settings.IMPORT_MAX_BYTES:
        raise DocumentError(TOO_MUCH, most=settings.IMPORT_MAX_BYTES)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise DocumentError(LOCKED)


def _opened(archive: ZipFile, entry: ZipInfo, archive_name: str) -> IncomingFile:
    """Return one file with what it holds; what is never read is not unpacked. No more than it says it holds is."""
    name = f"{archive_name}/{_name(entry)}"
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in ARCHIVES:
        return refused(name, NESTED)
    if suffix not in {*SUFFIXES, SIDECAR}:
        return IncomingFile(name=name)
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return refused(name, ODDLY_PACKED)
    most = heaviest(name, max_bytes=settings.RELEASE_MAX_BYTES)
    if entry.file_size > most:
        return too_large(name, most)
    with archive.open(entry) as file:
        return IncomingFile(name=name, content=file.read(entry.file_size))


def too_large(name: str, most: int) -> IncomingFile:
    """Return a file that is refused because it has more than ``most`` bytes."""
    reason = gettext_noop("is larger than %(most)s bytes. Split it, or raise RELEASE_MAX_BYTES.")
    return IncomingFile(name=name, refusal=DocumentError(reason, most=most))
