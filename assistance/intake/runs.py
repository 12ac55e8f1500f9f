"""Imports in the background: started, cancelled and resumed by staff. ``working`` does the work."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assistance.intake.incoming import IncomingFile
from assistance.intake.working import leave_unread, read_run
from assistance.models import ImportRun, ImportRunItem
from assistance.vocabulary import FileOutcome, RunState

#: How many files are written to the database at once: they come with what they hold.
BATCH = 20


class RunError(ValueError):
    """An import cannot be started, cancelled or resumed; the message says why, for the person who tried."""


@transaction.atomic
def start_run(files: Sequence[IncomingFile], *, source: str, by: User) -> ImportRun:
    """Keep ``files`` as a run that is read in the background from now on, and return it.

    Raises ``RunError`` for no files, too many, or too large ones.
    """
    if not any(file.refusal is None for file in files):
        raise RunError(_("There is no release among the files. Give texts (.txt), pages (.html, .htm) or PDFs."))
    if len(files) > settings.IMPORT_MAX_FILES:
        raise RunError(
            ngettext(
                "These are more than %(most)d file. Import them in parts.",
                "These are more than %(most)d files. Import them in parts.",
                settings.IMPORT_MAX_FILES,
            )
            % {"most": settings.IMPORT_MAX_FILES}
        )
    if sum(len(file.content) + len(file.sidecar or b"") for file in files) > settings.IMPORT_MAX_BYTES:
        raise RunError(
            _("The files have more than %(most)d bytes together. Import them in parts.")
            % {"most": settings.IMPORT_MAX_BYTES}
        )
    run = ImportRun.objects.create(source=source[:300], started_by=by, total=len(files))
    items = (_item(run, position, file) for position, file in enumerate(files, start=1))
    ImportRunItem.objects.bulk_create(items, batch_size=BATCH)
    _queue(run)
    return run


def _item(run: ImportRun, position: int, file: IncomingFile) -> ImportRunItem:
    item = ImportRunItem(run=run, position=position, name=file.name[-500:])
    if file.refusal is None:
        if file.path is None:
            item.content, item.sidecar = file.content, file.sidecar
        else:
            item.path = str(file.path)
    else:
        item.outcome = FileOutcome.REFUSED
        item.reason, item.details = file.refusal.reason, file.refusal.details
    return item


def _queue(run: ImportRun) -> None:
    """Have ``run`` worked on once what was written about it is there for all to see."""
    transaction.on_commit(partial(read_run.enqueue, run.pk))


@transaction.atomic
def cancel_run(run: ImportRun, *, by: User) -> ImportRun:
    """Stop ``run`` before its next file, at once where nobody works on it. What is stored stays.

    Raises ``RunError`` where it has ended or is being cancelled already.
    """
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.is_over:
        raise RunError(_("This import has ended already. What it stored stays."))
    if run.cancel_requested_at is not None and not run.is_stalled:
        raise RunError(_("This import is being cancelled already; it stops before the next file."))
    run.cancel_requested_by, run.cancel_requested_at = by, timezone.now()
    if run.state == RunState.WAITING or run.is_stalled:
        leave_unread(run)
        run.state, run.finished_at, run.worker = RunState.CANCELLED, timezone.now(), ""
    run.save()
    return run


@transaction.atomic
def resume_run(run: ImportRun, *, by: User) -> ImportRun:
    """Have the files of ``run`` read that are not read yet, after its worker died or broke off.

    Raises ``RunError`` where it has ended as it should, or somebody is at it.
    """
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if not run.can_be_resumed:
        raise RunError(_("This import did not break off. There is nothing to resume."))
    run.state, run.finished_at, run.worker, run.note = RunState.WAITING, None, "", ""
    run.resumed_by, run.alive_at = by, timezone.now()
    run.save()
    _queue(run)
    return run
