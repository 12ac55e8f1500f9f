"""Working on an import in the background: one file after the other, each whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_tasks import task

from assistance.extraction import Extraction
from assistance.intake.documents import ReleaseDocument, document_of
from assistance.intake.folders import read_below_roots
from assistance.intake.recording import Stored
from assistance.intake.storing import findings_in, store
from assistance.models import ImportRun, ImportRunItem
from assistance.readers import DocumentError
from assistance.vocabulary import FileOutcome, RunState
from assistance.vocabulary.labels import gettext_noop

OUTCOMES = {
    Stored.NEW: FileOutcome.STORED,
    Stored.UNCHANGED: FileOutcome.UNCHANGED,
    Stored.SUPERSEDES: FileOutcome.SUPERSEDES,
}
#: How often a file is begun with before it is refused, and the words for that.
MOST_ATTEMPTS = 3
DEADLY = gettext_noop("stopped the worker each time it was read. Save its text in a .txt file.")


class _SupersededError(Exception):
    """Another worker has taken the run up, because this one was silent for too long."""


@task
def read_run(key: int) -> None:
    """Work on the run of that key, in the background."""
    work_on(ImportRun.objects.get(pk=key))


def work_on(run: ImportRun) -> None:
    """Read the files of ``run`` that are not read yet; do nothing where another worker is at it.

    Each file is a transaction of its own, together with what the report says of it, so that a worker may die at any
    moment and another can go on. A refused file does not stop the others; cancelling stops before the next one.
    """
    worker = _take_up(run)
    if worker is None:
        return
    try:
        while item := _next_file(run, worker):
            _settle(run, worker, item)
    except _SupersededError:
        return
    except BaseException as error:
        _end(run, worker, RunState.FAILED, note=type(error).__name__)
        raise


def _take_up(run: ImportRun) -> str | None:
    """Take ``run`` if it is free and return the word that shows it; None where it is not."""
    worker, now = uuid4().hex, timezone.now()
    taken = (
        ImportRun.objects.free(now)
        .filter(pk=run.pk)
        .update(state=RunState.RUNNING, worker=worker, alive_at=now, started_at=Coalesce("started_at", now))
    )
    return worker if taken else None


def _held(run: ImportRun, worker: str) -> ImportRun:
    """Return ``run`` locked until the transaction ends; raise ``_SupersededError`` if ``worker`` has lost it."""
    held = ImportRun.objects.select_for_update().filter(pk=run.pk, worker=worker, state=RunState.RUNNING).first()
    if held is None:
        raise _SupersededError
    return held


@transaction.atomic
def _next_file(run: ImportRun, worker: str) -> ImportRunItem | None:
    """Return the file whose turn it is; end the run and return None where there is none, or it was cancelled."""
    held = _held(run, worker)
    if held.cancel_requested_at is not None:
        leave_unread(held)
        _end(held, worker, RunState.CANCELLED)
        return None
    waiting = held.items.filter(outcome=FileOutcome.WAITING)
    for deadly in waiting.filter(attempts__gte=MOST_ATTEMPTS).defer("content", "sidecar"):
        _report(deadly, outcome=FileOutcome.REFUSED, reason=DEADLY)
    item = waiting.filter(attempts__lt=MOST_ATTEMPTS).order_by("position").first()
    if item is None:
        _end(held, worker, RunState.DONE)
        return None
    ImportRun.objects.filter(pk=held.pk).update(alive_at=timezone.now())
    ImportRunItem.objects.filter(pk=item.pk).update(attempts=F("attempts") + 1)
    return item


def leave_unread(run: ImportRun) -> None:
    """Settle that the files of ``run`` that wait are not read, and let go of what they hold."""
    run.items.filter(outcome=FileOutcome.WAITING).update(outcome=FileOutcome.NOT_READ, content=None, sidecar=None)


def _end(run: ImportRun, worker: str, state: RunState, *, note: str = "") -> None:
    """End ``run`` if ``worker`` still has it."""
    held = ImportRun.objects.filter(pk=run.pk, worker=worker, state=RunState.RUNNING)
    held.update(state=state, finished_at=timezone.now(), worker="", note=note)


def _settle(run: ImportRun, worker: str, item: ImportRunItem) -> None:
    """Read one file, store it if that can be done, and write into the report what became of it."""
    try:
        document, found = _read(item)
    except DocumentError as error:
        with transaction.atomic():
            _held(run, worker)
            _report(item, outcome=FileOutcome.REFUSED, reason=error.reason, details=error.details)
        return
    with transaction.atomic():
        _held(run, worker)
        try:
            recording = store(document, found, by=run.started_by)
        except DocumentError as error:
            _report(item, outcome=FileOutcome.REFUSED, reason=error.reason, details=error.details)
        else:
            _report(item, outcome=OUTCOMES[recording.outcome], release=recording.release, claims=recording.claims)


def _report(item: ImportRunItem, **facts: Any) -> None:
    """Write what became of ``item`` and let go of what it held."""
    ImportRunItem.objects.filter(pk=item.pk).update(**facts, content=None, sidecar=None)


def _read(item: ImportRunItem) -> tuple[ReleaseDocument, Extraction | None]:
    """Return the release in ``item`` with what is found in it, None where it is stored already.

    Raises ``DocumentError`` where it cannot be read. This takes long and is done outside of any transaction.
    """
    document = _document_in(item)
    return document, findings_in(document)


def _document_in(item: ImportRunItem) -> ReleaseDocument:
    most = settings.RELEASE_MAX_BYTES
    if item.path:
        return read_below_roots(Path(item.path), max_bytes=most)
    sidecar = None if item.sidecar is None else bytes(item.sidecar)
    return document_of(item.name, bytes(item.content or b""), sidecar=sidecar, max_bytes=most)
