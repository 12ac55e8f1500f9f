"""``manage.py import_releases``: store releases and the claims in them."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from assistance.intake import DocumentError, Recording, Stored, read_document, record_release, release_files
from assistance.management.people import user_called

OUTCOMES = {
    Stored.NEW: "stored",
    Stored.UNCHANGED: "unchanged, this text is stored already",
    Stored.SUPERSEDES: "stored, supersedes the earlier text of the same address",
}


class Command(BaseCommand):
    help = (
        "Stores release files, or the .txt files of folders, with the claims found in them; each whole or not at all."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a .txt file or a folder of them")
        parser.add_argument("--by", metavar="USERNAME", help="whose name the history bears (default: import)")

    def handle(self, *args: Any, **options: Any) -> None:
        by = user_called(options["by"])
        paths = list(release_files(options["paths"]))
        if not paths:
            raise CommandError("No .txt files there. Name release files, or folders that hold some.")
        recordings, failed = [], 0
        for number, path in enumerate(paths, start=1):
            place = f"[{number}/{len(paths)}] {path}"
            try:
                recording = store(path, by)
            except DocumentError as error:
                failed += 1
                self.stderr.write(f"{place} {error}")
                continue
            recordings.append(recording)
            if options["verbosity"] > 0:
                self.stdout.write(f"{place}: {line_for(recording)}")
        self.stdout.write(summary(recordings, failed))
        if failed:
            raise CommandError(f"{failed} file(s) could not be stored; see above. The others were.", returncode=1)


def store(path: Path, by: User) -> Recording:
    """Store the release in ``path``; raise ``DocumentError`` where it cannot be read or stored."""
    document = read_document(path, max_bytes=settings.RELEASE_MAX_BYTES)
    try:
        return record_release(document, by=by)
    except DatabaseError as error:
        raise DocumentError(f"was refused by the database: {error}") from error


def line_for(recording: Recording) -> str:
    """Return what became of one release, in words."""
    words = OUTCOMES[recording.outcome]
    if recording.outcome == Stored.UNCHANGED:
        newer = getattr(recording.release, "superseded_by", None)
        return f"{words}; superseded since by release {newer.pk}, which stands" if newer else words
    return f"{words}; claims: {recording.claims}, needs: {recording.needs}"


def summary(recordings: list[Recording], failed: int) -> str:
    """Return the closing line of an import."""
    outcomes = Counter(recording.outcome for recording in recordings)
    claims = sum(recording.claims for recording in recordings)
    needs = sum(recording.needs for recording in recordings)
    return (
        f"New: {outcomes[Stored.NEW]}, superseding: {outcomes[Stored.SUPERSEDES]}, "
        f"unchanged: {outcomes[Stored.UNCHANGED]}, not stored: {failed}; claims: {claims}, needs: {needs}."
    )
