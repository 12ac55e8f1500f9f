"""``manage.py import_releases``: store releases and the claims in them."""

from __future__ import annotations

import multiprocessing
import os
from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from assistance.extraction import Extraction, extract
from assistance.intake import (
    DocumentError,
    Recording,
    ReleaseDocument,
    Stored,
    is_stored,
    read_document,
    record_release,
    release_files,
)
from assistance.management.people import user_called

OUTCOMES = {
    Stored.NEW: "stored",
    Stored.UNCHANGED: "unchanged, this text is stored already",
    Stored.SUPERSEDES: "stored, supersedes the earlier text of the same address",
}
#: How many files a process may be ahead of the database, and from how many files on one is worth its start.
AHEAD = 8
WORTH_A_PROCESS = 50


class Command(BaseCommand):
    help = (
        "Stores release files (.txt, .html, .pdf), also of folders, with the claims in them; each whole or not at all."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a release file or a folder of them")
        parser.add_argument(
            "--jobs",
            type=at_least_one,
            metavar="N",
            help="how many processes read the texts; 1 reads them here (default: one for each CPU, 1 for a few files)",
        )
        parser.add_argument("--by", metavar="USERNAME", help="whose name the history bears (default: import)")

    def handle(self, *args: Any, **options: Any) -> None:
        by = user_called(options["by"])
        paths = list(release_files(options["paths"]))
        if not paths:
            raise CommandError("No release files there. Name .txt, .html or .pdf files, or folders that hold some.")
        recordings, failed = [], 0
        jobs = options["jobs"] or usual_jobs(len(paths))
        with readers(jobs) as pool:
            for number, file in enumerate(read_ahead(paths, pool, jobs * AHEAD), start=1):
                place = f"[{number}/{len(paths)}] {file.path}"
                try:
                    recording = store(file, by)
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


def at_least_one(words: str) -> int:
    """Return the number that ``words`` give; raise ``ArgumentTypeError`` if it is no number of processes."""
    if not words.isdecimal() or int(words) < 1:
        raise ArgumentTypeError(f"“{words}” is no number of processes. Give 1 or more.")
    return int(words)


def _cpus() -> int:
    """Return how many CPUs this process may use; where the system does not tell, how many there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def usual_jobs(files: int) -> int:
    """Return how many processes to read with: one for each CPU this one may use, but none for a few files alone."""
    return max(1, min(_cpus(), files // WORTH_A_PROCESS))


@dataclass(frozen=True)
class File:
    """A release file that was opened: its document, or why there is none.

    ``read`` reads the text, None where it is stored already; ``found`` is what another process finds in it.
    """

    path: Path
    document: ReleaseDocument | DocumentError
    read: Callable[[], Extraction] | None = None
    found: Future[Extraction] | None = None


def readers(jobs: int) -> ProcessPoolExecutor | nullcontext[None]:
    """Return ``jobs`` processes that read texts, or none for 1.

    They are spawned, not forked, and so share no connection to the database; all they load is the extractor.
    """
    if jobs == 1:
        return nullcontext()
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


def read_ahead(paths: Iterable[Path], pool: Executor | None, ahead: int) -> Iterator[File]:
    """Yield the files in order, while the processes of ``pool`` read those that follow, up to ``ahead`` of them."""
    waiting: deque[File] = deque()
    for path in paths:
        waiting.append(opened(path, pool))
        if pool is None or len(waiting) > ahead:
            yield waiting.popleft()
    yield from waiting


def opened(path: Path, pool: Executor | None) -> File:
    """Return the file at ``path``, its text handed to ``pool`` unless it is stored already."""
    try:
        document = read_document(path, max_bytes=settings.RELEASE_MAX_BYTES)
    except DocumentError as error:
        return File(path, error)
    if is_stored(document):
        return File(path, document)
    read = partial(
        extract, document.text, title=document.title, published=document.published, language=document.language
    )
    try:
        return File(path, document, read, pool.submit(read) if pool else None)
    except BrokenProcessPool:
        return File(path, document, read)


def findings(file: File) -> Extraction | None:
    """Return what is found in ``file``, None where it is stored already; where the other process died, read it here."""
    if file.read is None:
        return None
    try:
        return file.found.result() if file.found else file.read()
    except BrokenProcessPool:
        return file.read()


def store(file: File, by: User) -> Recording:
    """Store the release in ``file``; raise ``DocumentError`` where it cannot be read or stored."""
    if isinstance(file.document, DocumentError):
        raise file.document
    try:
        found = findings(file)
    except Exception as error:
        raise DocumentError(f"cannot be read by the extractor ({error!r}). Report it with the file.") from error
    try:
        return record_release(file.document, by=by, found=found)
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
