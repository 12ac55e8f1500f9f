"""Imports in the background: what becomes of each file, whoever dies, cancels or comes second."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from assistance.intake import IncomingFile, RunError, cancel_run, resume_run, start_run, storing, work_on, working
from assistance.models import Claim, ImportRun, ImportRunItem, Release
from assistance.readers import DocumentError
from assistance.vocabulary import FileOutcome, RunState
from tests.factories import ImportRunFactory, ImportRunItemFactory, UserFactory
from tests.readers.pages import page_of

WORDS = "Japan handed over 10 generators worth USD 2.5 million to the State Emergency Service of Ukraine."
PDF_OF_NOTHING = b"%PDF-1.4\n%%EOF"


def text(number):
    return IncomingFile(name=f"{number}.txt", content=f"Release {number}\n\n{WORDS} Part {number}.\n".encode())


def outcomes(run):
    return [(item.name, item.outcome) for item in run.items.order_by("position")]


def fetched(run):
    return ImportRun.objects.get(pk=run.pk)


@pytest.fixture
def clerk(db):
    return UserFactory(username="clerk")


def started(clerk, *files):
    return start_run(files, source="files", by=clerk)


def test_run_reads_each_file_and_says_what_became_of_it(clerk):
    page = page_of(f"<h1>On a page</h1><p>{WORDS}</p>")
    run = started(
        clerk,
        text(1),
        text(1),
        IncomingFile(name="page.html", content=page, sidecar=b'{"publisher": "MIA"}'),
        IncomingFile(name="broken.pdf", content=PDF_OF_NOTHING),
        text(2),
    )

    work_on(run)

    run = fetched(run)
    assert (run.state, run.worker, run.note) == (RunState.DONE, "", "")
    assert run.finished_at is not None
    assert outcomes(run) == [
        ("1.txt", "stored"),
        ("1.txt", "unchanged"),
        ("page.html", "stored"),
        ("broken.pdf", "refused"),
        ("2.txt", "stored"),
    ]
    first, again, page_item, broken, _ = run.items.order_by("position")
    assert first.release == again.release
    assert (first.claims, again.claims) == (Claim.objects.filter(release=first.release).count(), 0)
    assert (page_item.release.publisher, page_item.release.title) == ("MIA", "On a page")
    assert broken.reason.startswith("is damaged and cannot be read as PDF (%(problem)s)")
    assert "problem" in broken.details
    assert page_item.release.history.get().history_user == clerk


def test_run_keeps_what_a_file_holds_only_until_it_is_read(clerk):
    run = started(clerk, text(1), IncomingFile(name="2.txt", content=b"", sidecar=b"{}"))
    assert [bytes(item.content) for item in run.items.all()] == [text(1).content, b""]

    work_on(run)

    assert list(run.items.values_list("outcome", "content", "sidecar")) == [
        ("stored", None, None),
        ("refused", None, None),
    ]


def test_run_tells_which_file_superseded_an_earlier_text(clerk):
    sidecar = b'{"source_url": "https://example.org/1"}'
    files = [IncomingFile(name=f"{n}.txt", content=text(n).content, sidecar=sidecar) for n in (1, 2)]
    run = started(clerk, *files)

    work_on(run)

    assert outcomes(run) == [("1.txt", "stored"), ("2.txt", "supersedes")]


def test_run_lists_files_refused_unread(clerk):
    run = started(clerk, text(1), IncomingFile(name="a.docx", refusal=DocumentError("is of no kind that is read.")))

    work_on(run)

    assert outcomes(run) == [("1.txt", "stored"), ("a.docx", "refused")]


def test_run_is_queued_once_it_is_stored(clerk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        run = started(clerk, text(1))
        assert fetched(run).state == RunState.WAITING

    assert fetched(run).state == RunState.DONE


@pytest.mark.parametrize(
    ("files", "limits", "message"),
    [
        ([], {}, "no release among the files"),
        ([IncomingFile(name="a.docx", refusal=DocumentError("no"))], {}, "no release among the files"),
        ([text(1), text(2)], {"IMPORT_MAX_FILES": 1}, "more than 1 file"),
        ([text(1), text(2)], {"IMPORT_MAX_BYTES": 200}, "more than 200 bytes together"),
        ([IncomingFile(name="1.txt", content=b"x", sidecar=b"x" * 200)], {"IMPORT_MAX_BYTES": 200}, "more than 200"),
    ],
)
def test_run_of_nothing_or_too_much_is_refused(clerk, settings, files, limits, message):
    for name, value in limits.items():
        setattr(settings, name, value)
    with pytest.raises(RunError, match=message):
        started(clerk, *files)
    assert not ImportRun.objects.exists()


def test_waiting_run_is_cancelled_at_once(clerk):
    run = started(clerk, text(1), text(2))

    cancel_run(run, by=clerk)
    work_on(run)

    run = fetched(run)
    assert (run.state, run.cancel_requested_by) == (RunState.CANCELLED, clerk)
    assert outcomes(run) == [("1.txt", "not_read"), ("2.txt", "not_read")]
    assert not ImportRunItem.objects.filter(content__isnull=False).exists()


def test_run_cancelled_while_it_is_read_stops_before_the_next_file(clerk, monkeypatch):
    run = started(clerk, text(1), text(2), text(3))
    read = working.document_of

    def cancelled_meanwhile(name, *args, **kwargs):
        if name == "2.txt":
            cancel_run(run, by=clerk)
        return read(name, *args, **kwargs)

    monkeypatch.setattr(working, "document_of", cancelled_meanwhile)
    work_on(run)

    assert fetched(run).state == RunState.CANCELLED
    assert outcomes(run) == [("1.txt", "stored"), ("2.txt", "stored"), ("3.txt", "not_read")]
    with pytest.raises(RunError, match="ended already"):
        cancel_run(run, by=clerk)
    with pytest.raises(RunError, match="nothing to resume"):
        resume_run(run, by=clerk)


def test_running_run_is_cancelled_once(clerk):
    run = ImportRunItemFactory(run__running=True).run
    cancel_run(run, by=clerk)
    assert fetched(run).state == RunState.RUNNING
    with pytest.raises(RunError, match="being cancelled already"):
        cancel_run(run, by=clerk)


def test_run_whose_worker_is_silent_is_cancelled_at_once(clerk):
    run = ImportRunItemFactory(run__running=True, run__alive_at=timezone.now() - timedelta(minutes=6)).run
    cancel_run(run, by=clerk)
    assert fetched(run).state == RunState.CANCELLED
    assert outcomes(run) == [(run.items.get().name, "not_read")]


class WorkerDiedError(BaseException):
    """What no handler of ordinary errors catches."""


def dying_at(monkeypatch, name):
    """Have the worker die once while it reads the file called ``name``."""
    read = working.document_of

    def die(called, *args, **kwargs):
        if called == name:
            raise WorkerDiedError
        return read(called, *args, **kwargs)

    monkeypatch.setattr(working, "document_of", die)


def test_run_that_broke_off_is_resumed_where_it_was(clerk, monkeypatch):
    run = started(clerk, text(1), text(2), text(3))
    with monkeypatch.context() as patch, pytest.raises(WorkerDiedError):
        dying_at(patch, "2.txt")
        work_on(run)
    assert (fetched(run).state, fetched(run).note) == (RunState.FAILED, "WorkerDiedError")
    assert outcomes(run) == [("1.txt", "stored"), ("2.txt", "waiting"), ("3.txt", "waiting")]

    work_on(run)
    assert fetched(run).state == RunState.FAILED
    resume_run(run, by=clerk)
    work_on(run)

    assert (fetched(run).state, fetched(run).note, fetched(run).resumed_by) == (RunState.DONE, "", clerk)
    assert outcomes(run) == [("1.txt", "stored"), ("2.txt", "stored"), ("3.txt", "stored")]
    assert Release.objects.count() == 3


def test_run_killed_without_a_word_is_taken_up_after_a_silence(clerk):
    run = started(clerk, text(1))
    ImportRun.objects.update(state=RunState.RUNNING, worker="gone", started_at=timezone.now())
    work_on(run)
    assert outcomes(run) == [("1.txt", "waiting")]

    ImportRun.objects.update(alive_at=timezone.now() - timedelta(minutes=6))
    resume_run(run, by=clerk)
    work_on(run)

    assert outcomes(run) == [("1.txt", "stored")]


def test_file_that_stops_its_worker_again_and_again_is_refused(clerk, monkeypatch):
    run = started(clerk, text(1), text(2))
    with monkeypatch.context() as patch:
        dying_at(patch, "1.txt")
        for _ in range(working.MOST_ATTEMPTS):
            with pytest.raises(WorkerDiedError):
                work_on(run)
            resume_run(run, by=clerk)
        work_on(run)

    assert fetched(run).state == RunState.DONE
    assert outcomes(run) == [("1.txt", "refused"), ("2.txt", "stored")]
    assert run.items.get(name="1.txt").reason == working.DEADLY


def test_worker_that_was_given_up_on_writes_nothing_more(clerk, monkeypatch):
    run = started(clerk, text(1), text(2))
    read = working.document_of

    def overtaken(name, *args, **kwargs):
        ImportRun.objects.update(worker="another")
        return read(name, *args, **kwargs)

    monkeypatch.setattr(working, "document_of", overtaken)
    work_on(run)

    assert (fetched(run).state, fetched(run).worker) == (RunState.RUNNING, "another")
    assert outcomes(run) == [("1.txt", "waiting"), ("2.txt", "waiting")]
    assert not Release.objects.exists()


def test_failure_of_the_extractor_refuses_the_file_and_no_other(clerk, monkeypatch):
    extract = storing.extract

    def failing(content, **kwargs):
        if "Part 1" in content:
            raise ZeroDivisionError
        return extract(content, **kwargs)

    monkeypatch.setattr(storing, "extract", failing)
    run = started(clerk, text(1), text(2))

    work_on(run)

    assert outcomes(run) == [("1.txt", "refused"), ("2.txt", "stored")]
    assert run.items.first().details == {"problem": "ZeroDivisionError()"}


def test_resuming_what_did_not_break_off_is_refused(clerk):
    for run in (ImportRunFactory(), ImportRunFactory(running=True), ImportRunFactory(done=True)):
        with pytest.raises(RunError, match="nothing to resume"):
            resume_run(run, by=clerk)


def at_once(*acts):
    """Run ``acts`` at the same moment, each on a connection of its own."""
    start, errors = threading.Barrier(len(acts)), []

    def run(act):
        try:
            start.wait()
            act()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_one_run_store_every_file_once():
    run = started(UserFactory(), *(text(number) for number in range(6)))

    at_once(lambda: work_on(fetched(run)), lambda: work_on(fetched(run)), lambda: work_on(fetched(run)))

    assert fetched(run).state == RunState.DONE
    assert outcomes(run) == [(f"{number}.txt", "stored") for number in range(6)]
    assert set(run.items.values_list("attempts", flat=True)) == {1}
    assert Release.objects.count() == 6


@pytest.mark.django_db(transaction=True)
def test_the_same_text_in_two_runs_at_once_is_stored_once():
    clerk = UserFactory()
    runs = [started(clerk, *(text(number) for number in range(3))) for _ in range(2)]

    at_once(*(lambda run=run: work_on(run) for run in runs))

    told = [outcome for run in runs for _, outcome in outcomes(run)]
    assert sorted(told) == ["stored"] * 3 + ["unchanged"] * 3
    assert Release.objects.count() == 3


def test_outcomes_of_files_have_a_word_for_each_way_of_storing():
    assert set(working.OUTCOMES.values()) < set(FileOutcome)
