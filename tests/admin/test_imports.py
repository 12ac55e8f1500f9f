"""Imports in the background, as staff start, watch, cancel, resume and read them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from assistance.intake import work_on
from assistance.models import ImportRun, Release
from assistance.vocabulary import RunState
from tests.admin.pages import address
from tests.factories import ImportRunFactory, ImportRunItemFactory, UserFactory
from tests.readers.pages import page_of
from tests.review.states import unchanged

ADD = "/admin/assistance/importrun/add/"
WORDS = "Japan handed over 10 generators worth USD 2.5 million to the State Emergency Service of Ukraine."


def upload(name: str, content: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def given(client: Client, *files: SimpleUploadedFile, **values: Any) -> Any:
    return client.post(ADD, {"given": list(files), **values}, follow=True)


def run_page(client: Client, run: ImportRun, query: str = "") -> Any:
    return client.get(address(ImportRun, "change", run.pk) + query)


def table(page: Any) -> list[tuple[str, str]]:
    """Return the report on the page, its files with their outcomes."""
    return [(row["item"].name, row["item"].outcome) for row in page.context["rows"]]


@pytest.fixture
def watcher(client: Client, db: None) -> Client:
    """The browser of staff who may look at imports, and no more."""
    client.force_login(UserFactory(staff=True, permissions=["view_importrun"]))
    return client


def test_files_given_are_an_import_that_waits_and_lead_to_its_page(staff_page: Client, staff: User) -> None:
    page = given(
        staff_page,
        upload("b.txt", f"B\n\n{WORDS}"),
        upload("a.html", page_of(f"<h1>A</h1><p>{WORDS}</p>")),
        upload("a.json", '{"publisher": "MIA"}'),
        upload("c.docx", b"PK"),
    )
    run = ImportRun.objects.get()
    assert page.redirect_chain == [(address(ImportRun, "change", run.pk), 302)]
    assert (run.state, run.started_by, run.total, run.source) == (
        RunState.WAITING,
        staff,
        3,
        "a.html, a.json, b.txt, … (4)",
    )
    assert table(page) == [("a.html", "waiting"), ("b.txt", "waiting"), ("c.docx", "refused")]
    assert "Waiting. 1 of 3 files are done." in page.content.decode()
    assert bytes(run.items.get(name="a.html").sidecar or b"") == b'{"publisher": "MIA"}'
    assert LogEntry.objects.get().user == staff


def test_report_shows_what_became_of_each_file_and_why(staff_page: Client) -> None:
    given(staff_page, upload("a.txt", f"A\n\n{WORDS}"), upload("b.pdf", b"no PDF"), upload("c.json", "{}"))
    run = ImportRun.objects.get()
    work_on(run)

    page = run_page(staff_page, run)
    text = page.content.decode()

    release = Release.objects.get()
    assert table(page) == [("a.txt", "stored"), ("b.pdf", "refused"), ("c.json", "refused")]
    assert f'href="{reverse("admin:assistance_release_change", args=[release.pk])}">A</a>' in text
    assert "is no PDF. Give it the name that fits what it is" in text
    assert "is a sidecar (.json) without a release of the same name." in text
    queue = f"/admin/assistance/claim/?release__id__exact={release.pk}"
    assert f'<a href="{queue}">1</a>' in text
    assert [claim.release for claim in staff_page.get(queue).context["cl"].result_list] == [release]
    assert "Finished. 3 of 3 files are done." in text
    assert "imports.js" not in text
    assert "Cancel the import" not in text


def test_report_of_one_outcome_and_of_one_unknown(staff_page: Client) -> None:
    run = ImportRunItemFactory(stored=True, run__total=2).run
    ImportRunItemFactory(run=run, refused=True)
    assert [outcome for _, outcome in table(run_page(staff_page, run, "?outcome=refused"))] == ["refused"]
    assert len(table(run_page(staff_page, run, "?outcome=lost"))) == 2
    assert table(run_page(staff_page, run, "?outcome=unchanged")) == []


def test_report_is_in_the_readers_language(staff_page: Client) -> None:
    run = ImportRunItemFactory(refused=True, run__done=True).run
    with translation.override("uk"):
        text = staff_page.get(address(ImportRun, "change", run.pk), headers={"accept-language": "uk"}).content.decode()
    assert "is larger than" not in text
    assert "1000" in text


def test_report_as_csv_holds_no_formula(staff_page: Client) -> None:
    run = ImportRunItemFactory(stored=True, name="=1+1.txt", release__title="@SUM", run__done=True).run
    ImportRunItemFactory(run=run, refused=True, name="b.txt")
    stored, refused = run.items.order_by("position")

    answer = staff_page.get(reverse("admin:assistance_importrun_report", args=[run.pk]))

    assert answer["Content-Disposition"] == f'attachment; filename="import-{run.pk}.csv"'
    assert list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))) == [
        ["File", "Outcome", "Reason", "Release", "Title", "Claims found"],
        ["'=1+1.txt", "Stored", "", str(stored.release_id), "'@SUM", "2"],
        ["b.txt", "Refused", "is larger than 1000 bytes. Split it, or raise RELEASE_MAX_BYTES.", "", "", "0"],
    ]
    assert refused.release is None


def test_progress_tells_the_script_how_far_it_is(staff_page: Client) -> None:
    run = ImportRunItemFactory(stored=True, run__running=True, run__total=2).run
    ImportRunItemFactory(run=run)
    answer = staff_page.get(reverse("admin:assistance_importrun_progress", args=[run.pk]))
    assert "no-store" in answer["Cache-Control"]
    assert answer.json() == {
        "state": "running",
        "words": "Being read. 1 of 2 files are done.",
        "read": 1,
        "total": 2,
        "over": False,
        "resumable": False,
    }


@pytest.mark.parametrize(
    ("traits", "words"),
    [
        ({"running": True, "cancelled": True}, "It stops before the next file."),
        ({"running": True, "silent": timedelta(minutes=6)}, "Nothing has been heard of it for five minutes"),
        ({"silent": timedelta(minutes=1)}, "Nothing has begun with it yet"),
    ],
)
def test_progress_says_what_holds_an_import_up(staff_page: Client, traits: dict[str, Any], words: str) -> None:
    if traits.pop("cancelled", False):
        traits |= {"cancel_requested_by": UserFactory(), "cancel_requested_at": timezone.now()}
    run = ImportRunFactory(alive_at=timezone.now() - traits.pop("silent", timedelta(0)), **traits)
    answer = staff_page.get(reverse("admin:assistance_importrun_progress", args=[run.pk]))
    assert words in answer.json()["words"]


def steer(client: Client, run: ImportRun, what: str) -> Any:
    return client.post(reverse(f"admin:assistance_importrun_{what}", args=[run.pk]), follow=True)


def test_import_is_cancelled_and_only_once(staff_page: Client, staff: User) -> None:
    run = ImportRunItemFactory().run
    assert "Cancel the import" in run_page(staff_page, run).content.decode()
    page = steer(staff_page, run, "cancel")
    assert "The import is cancelled. What it stored stays." in page.content.decode()
    assert f"{staff}, " in page.content.decode()
    run.refresh_from_db()
    assert (run.state, run.cancel_requested_by) == (RunState.CANCELLED, staff)
    with unchanged():
        assert "ended already" in steer(staff_page, run, "cancel").content.decode()


def test_import_that_is_read_is_cancelled_before_its_next_file(staff_page: Client) -> None:
    run = ImportRunItemFactory(run__running=True).run
    text = steer(staff_page, run, "cancel").content.decode()
    assert "The import stops before its next file." in text
    assert "Cancel the import" not in text
    run.refresh_from_db()
    assert run.state == RunState.RUNNING


def test_import_that_broke_off_is_resumed(staff_page: Client, staff: User) -> None:
    run = ImportRunItemFactory(run__failed=True, run__note="SystemExit").run
    before = run_page(staff_page, run).content.decode()
    assert "What read the files was stopped (SystemExit)." in before
    assert "Go on with it" in before
    assert "goes on with the files" in steer(staff_page, run, "resume").content.decode()
    run.refresh_from_db()
    assert (run.state, run.resumed_by) == (RunState.WAITING, staff)
    with unchanged():
        assert "nothing to resume" in steer(staff_page, run, "resume").content.decode()


def test_watching_needs_one_permission_and_steering_another(watcher: Client) -> None:
    run = ImportRunItemFactory(run__failed=True).run
    page = run_page(watcher, run)
    assert page.status_code == 200
    assert not re.search("Cancel the import|Go on with it", page.content.decode())
    for name in ("progress", "report"):
        assert watcher.get(reverse(f"admin:assistance_importrun_{name}", args=[run.pk])).status_code == 200
    with unchanged():
        assert watcher.get(ADD).status_code == 403
        assert given(watcher, upload("a.txt", WORDS)).status_code == 403
        for what in ("cancel", "resume"):
            assert steer(watcher, run, what).status_code == 403


def test_imports_are_hidden_from_those_without_permission(onlooker: Client) -> None:
    run = ImportRunItemFactory().run
    assert onlooker.get(reverse("admin:assistance_importrun_changelist")).status_code == 403
    assert run_page(onlooker, run).status_code == 403
    for name in ("progress", "report"):
        assert onlooker.get(reverse(f"admin:assistance_importrun_{name}", args=[run.pk])).status_code == 403


def test_steering_takes_a_post_and_an_import_that_is_there(staff_page: Client) -> None:
    run = ImportRunItemFactory().run
    for what in ("cancel", "resume"):
        assert staff_page.get(reverse(f"admin:assistance_importrun_{what}", args=[run.pk])).status_code == 405
        assert steer(staff_page, ImportRun(pk=run.pk + 1), what).status_code == 404
    assert staff_page.get("/admin/assistance/importrun/none/change/").status_code == 404


@pytest.mark.parametrize(
    ("files", "limits", "message"),
    [
        ([], {}, "Choose files or a folder."),
        ([upload("a.docx", b"PK")], {}, "There is no release among the files."),
        ([upload("a.txt", WORDS)], {"IMPORT_MAX_BYTES": 50}, "more than 50 bytes together"),
        ([upload("a.txt", WORDS), upload("b.txt", WORDS)], {"IMPORT_MAX_FILES": 1}, "more than 1 file."),
    ],
)
def test_files_given_wrongly_are_a_form_error(
    staff_page: Client, settings: Any, files: list[SimpleUploadedFile], limits: dict[str, int], message: str
) -> None:
    for name, value in limits.items():
        setattr(settings, name, value)
    for file in files:
        file.seek(0)
    with unchanged():
        page = given(staff_page, *files)
    assert page.status_code == 200
    assert message in page.content.decode()


def test_file_larger_than_is_ever_read_is_refused_by_name(staff_page: Client, settings: Any) -> None:
    settings.RELEASE_MAX_BYTES = 200
    page = given(staff_page, upload("a.txt", f"A\n\n{WORDS}"), upload("b.txt", "x" * 201), upload("c.pdf", "x" * 6001))
    assert table(page) == [("a.txt", "waiting"), ("b.txt", "refused"), ("c.pdf", "refused")]
    assert "is larger than 6000 bytes." in page.content.decode()


def test_empty_file_is_told_of_in_the_report(staff_page: Client) -> None:
    given(staff_page, upload("a.txt", ""))
    run = ImportRun.objects.get()
    work_on(run)
    assert "is empty. Put the release" in run_page(staff_page, run).content.decode()


def test_list_tells_what_each_import_came_to(staff_page: Client) -> None:
    run = ImportRunItemFactory(stored=True, run__total=4).run
    ImportRunItemFactory.create_batch(2, run=run, refused=True)
    ImportRunItemFactory(run=run)
    text = staff_page.get(reverse("admin:assistance_importrun_changelist")).content.decode()
    assert "3 of 4" in text
    assert "Stored: 1; Refused: 2" in text


def test_pages_of_an_import_take_a_fixed_number_of_queries(staff_page: Client) -> None:
    run = ImportRunItemFactory(stored=True, run__done=True).run

    def counted(name: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert staff_page.get(reverse(f"admin:assistance_importrun_{name}", args=[run.pk])).status_code == 200
        return len(queries)

    few = [counted(name) for name in ("change", "progress", "report")]
    ImportRunItemFactory.create_batch(4, run=run, stored=True)
    ImportRunItemFactory.create_batch(4, run=run, refused=True)
    assert [counted(name) for name in ("change", "progress", "report")] == few


def test_long_report_comes_in_pages(staff_page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistance.admin.import_page.PER_PAGE", 2)
    run = ImportRunFactory(done=True, total=5)
    names = [item.name for item in ImportRunItemFactory.create_batch(5, run=run, refused=True)]
    page = run_page(staff_page, run, "?outcome=refused&p=2")
    assert [name for name, _ in table(page)] == names[2:4]
    assert 'href="?outcome=refused&amp;p=3"' in page.content.decode()


def test_pages_of_an_import_hold_no_inline_script_or_style(staff_page: Client) -> None:
    run = ImportRunItemFactory(run__failed=True).run
    for page in (run_page(staff_page, run), staff_page.get(ADD)):
        assert "unsafe-inline" not in page.headers["Content-Security-Policy"]
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)", page.content.decode())


def zipped(name: str, **files: str) -> SimpleUploadedFile:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for stem, content in files.items():
            archive.writestr(f"{stem}.txt", content)
    return upload(name, buffer.getvalue())


def test_archive_is_unpacked_into_its_files(staff_page: Client) -> None:
    page = given(staff_page, zipped("june.zip", a=WORDS, b=f"B\n\n{WORDS}"), upload("c.txt", WORDS))
    assert table(page) == [("c.txt", "waiting"), ("june.zip/a.txt", "waiting"), ("june.zip/b.txt", "waiting")]


def test_archive_that_cannot_be_unpacked_is_a_form_error_by_name(staff_page: Client) -> None:
    with unchanged():
        page = given(staff_page, upload("june.zip", b"no archive"), upload("c.txt", WORDS))
    assert "june.zip: is no ZIP archive, or a damaged one. Pack it anew." in page.content.decode()


def test_folder_of_the_browser_is_taken_with_files(staff_page: Client) -> None:
    page = given(
        staff_page,
        upload("a.txt", WORDS),
        folder=[upload("b.txt", WORDS), upload("c.xls", "x"), upload("Thumbs.db", "x")],
    )
    assert table(page) == [("a.txt", "waiting"), ("b.txt", "waiting"), ("c.xls", "refused")]


def test_folder_of_the_server_is_offered_where_the_settings_name_one(
    staff_page: Client, settings: Any, tmp_path: Path
) -> None:
    assert 'name="server_folder"' not in staff_page.get(ADD).content.decode()
    settings.IMPORT_ROOTS = [str(tmp_path)]
    (tmp_path / "june").mkdir()
    (tmp_path / "june" / "a.txt").write_text(WORDS)
    assert f"A path below {tmp_path}." in staff_page.get(ADD).content.decode()

    page = staff_page.post(ADD, {"server_folder": str(tmp_path / "june")}, follow=True)

    assert table(page) == [("a.txt", "waiting")]
    assert ImportRun.objects.get().source == str(tmp_path / "june")
    with unchanged():
        page = staff_page.post(ADD, {"server_folder": "/etc"}, follow=True)
    assert "/etc is no folder of the server that releases are imported from." in page.content.decode()


def test_folder_of_the_server_is_not_taken_where_the_settings_name_none(staff_page: Client) -> None:
    with unchanged():
        page = staff_page.post(ADD, {"server_folder": "/tmp"}, follow=True)
    assert "Choose files or a folder." in page.content.decode()
