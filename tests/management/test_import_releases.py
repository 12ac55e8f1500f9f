import json
import os
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from assistance.extraction import extract
from assistance.management.commands import import_releases
from assistance.models import Claim, Release
from tests.readers.pages import page_of, pdf_of

pytestmark = pytest.mark.django_db

GOOD = (
    "Norway hands over generators\n\nNorway has handed over 20 generators to the State Emergency Service of Ukraine.\n"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "good.json").write_text(json.dumps({"publisher": "MIA", "published": "2024-05-06"}))
    return tmp_path


def test_import_stores_a_folder_and_says_what_it_did(folder, capsys):
    call_command("import_releases", folder)

    output = capsys.readouterr().out
    assert "[1/1]" in output
    assert "stored; claims: 1, needs: 0" in output
    assert "New: 1, superseding: 0, unchanged: 0, not stored: 0; claims: 1, needs: 0." in output
    release = Release.objects.get()
    assert (release.publisher, str(release.published_on)) == ("MIA", "2024-05-06")
    assert release.history.get().history_user.username == "import"


def test_import_a_second_time_changes_nothing_and_says_so(folder, capsys):
    call_command("import_releases", folder)
    before = list(Release.objects.values_list("pk", "sha256"))
    capsys.readouterr()

    call_command("import_releases", folder)

    output = capsys.readouterr().out
    assert "unchanged, this text is stored already" in output
    assert "New: 0, superseding: 0, unchanged: 1, not stored: 0" in output
    assert list(Release.objects.values_list("pk", "sha256")) == before
    assert Claim.objects.count() == 1


def test_import_of_a_text_superseded_since_says_which_one_stands(folder, capsys):
    for text in (GOOD, GOOD.replace("20", "25"), GOOD):
        (folder / "good.txt").write_text(text)
        (folder / "good.json").write_text(json.dumps({"source_url": "https://example.org/norway"}))
        capsys.readouterr()
        call_command("import_releases", folder)

    standing = Release.objects.standing().get()
    assert "25 generators" in standing.text
    assert f"stored already; superseded since by release {standing.pk}, which stands" in capsys.readouterr().out


def test_import_with_files_it_cannot_read_names_each_and_stores_the_others(folder, capsys, settings):
    settings.RELEASE_MAX_BYTES = 500
    (folder / "binary.txt").write_bytes(b"\x00\x01")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "large.txt").write_bytes(b"x" * 501)
    (folder / "other.txt").write_bytes("Текст".encode("cp1251"))

    with pytest.raises(CommandError, match="5 file") as failure:
        call_command("import_releases", folder, folder / "missing.txt")

    errors = capsys.readouterr().err.splitlines()
    assert failure.value.returncode == 1
    assert [name for name in ("binary", "empty", "large", "other", "missing") for line in errors if name in line] == [
        "binary",
        "empty",
        "large",
        "other",
        "missing",
    ]
    assert Release.objects.count() == 1


def test_import_of_a_folder_without_texts_says_what_to_do(tmp_path):
    with pytest.raises(CommandError, match="No release files there"):
        call_command("import_releases", tmp_path)


def test_import_by_an_unknown_user_says_what_to_do(folder):
    with pytest.raises(CommandError, match="There is no user “nobody”"):
        call_command("import_releases", folder, "--by", "nobody")

    assert not Release.objects.exists()


def test_import_account_cannot_log_in(folder, client):
    call_command("import_releases", folder)

    user = Release.objects.get().history.get().history_user
    assert (user.is_active, user.has_usable_password(), user.is_staff) == (False, False, False)


def test_import_stores_the_text_of_pages_and_pdfs(tmp_path, capsys):
    title, told = (
        "Norway hands over pumps",
        "Norway has handed over 12 pumps to the State Emergency Service of Ukraine.",
    )
    (tmp_path / "page.html").write_bytes(page_of(f"<nav>Menu</nav><h1>{title}</h1><p>{told}</p><p>It was May.</p>"))
    (tmp_path / "print.pdf").write_bytes(pdf_of([(50, 800, 18, title), (50, 700, 12, told)]))

    call_command("import_releases", tmp_path)

    assert sorted(release.text for release in Release.objects.all()) == [
        f"{title}\n\n{told}\n",
        f"{title}\n\n{told}\n\nIt was May.\n",
    ]


class Readers:
    """Stands for the processes: reads in this one, dies of the text "dies", and writes down what it was given."""

    def __init__(self, jobs=2):
        self.jobs = jobs
        self.given = []

    def __enter__(self):
        return self if self.jobs > 1 else None

    def __exit__(self, *_):
        return None

    def submit(self, read):
        self.given.append(read.args[0])
        found = Future()
        if "dies" in read.args[0]:
            found.set_exception(BrokenProcessPool())
        elif "fails" in read.args[0]:
            found.set_exception(ValueError("a fault"))
        else:
            found.set_result(read())
        return found


def facts():
    return list(Claim.objects.order_by("pk").values_list("release__text", "number", "start", "end", "status", "amount"))


def three_files(folder):
    for number, name in enumerate(["a", "b", "c"], start=1):
        (folder / f"{name}.txt").write_text(GOOD.replace("20", str(number * 10)))


def test_import_with_processes_stores_what_it_stores_without(folder, capsys):
    three_files(folder)
    with transaction.atomic():
        call_command("import_releases", folder, "--jobs", "1")
        alone, lines = facts(), capsys.readouterr().out
        transaction.set_rollback(True)

    call_command("import_releases", folder, "--jobs", "2")

    assert facts() == alone
    assert len(alone) == 3
    assert capsys.readouterr().out == lines


def test_import_with_processes_hands_out_only_what_is_not_stored(folder, monkeypatch):
    call_command("import_releases", folder, "--jobs", "1")
    three_files(folder)
    pool = Readers()
    monkeypatch.setattr(import_releases, "readers", lambda jobs: pool)

    call_command("import_releases", folder, "--jobs", "2")

    assert pool.given == [GOOD.replace("20", count) for count in ("10", "20", "30") if count != "20"]
    assert Release.objects.count() == 3


def test_import_goes_on_where_a_process_dies_or_fails(folder, monkeypatch, capsys):
    (folder / "a.txt").write_text(GOOD + "It dies.")
    (folder / "b.txt").write_text(GOOD + "It fails.")
    monkeypatch.setattr(import_releases, "readers", Readers)

    with pytest.raises(CommandError, match="1 file"):
        call_command("import_releases", folder, "--jobs", "2")

    assert "b.txt cannot be read by the extractor (ValueError('a fault')). Report it" in capsys.readouterr().err
    assert [release.text.split()[-1] for release in Release.objects.order_by("pk")] == ["dies.", "Ukraine."]


def test_import_goes_on_where_reading_fails_without_processes(folder, monkeypatch, capsys):
    (folder / "a.txt").write_text(GOOD + "It fails.")

    def read(text, **told):
        if "fails" in text:
            raise RecursionError
        return extract(text, **told)

    monkeypatch.setattr(import_releases, "extract", read)
    with pytest.raises(CommandError, match="1 file"):
        call_command("import_releases", folder, "--jobs", "1")

    assert "a.txt cannot be read by the extractor" in capsys.readouterr().err
    assert Release.objects.count() == 1


@pytest.mark.parametrize("jobs", ["0", "-1", "two", ""])
def test_import_with_no_number_of_processes_says_so(folder, jobs):
    with pytest.raises(CommandError, match="is no number of processes"):
        call_command("import_releases", folder, f"--jobs={jobs}")


@pytest.mark.parametrize(("files", "jobs"), [(1, 1), (99, 1), (100, 2), (250, 4), (10_000, 4)])
def test_import_takes_a_process_for_each_cpu_but_none_for_a_few_files(monkeypatch, files, jobs):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)

    assert import_releases.usual_jobs(files) == jobs
