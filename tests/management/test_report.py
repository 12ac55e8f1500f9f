"""``manage.py report``: a document on public facts, asked for in a line."""

from __future__ import annotations

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from tests.presentation.world import World, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return small_world()


def made(*options: str, **more: Any) -> tuple[str, str]:
    """Return what the command prints as its answer, and as its progress."""
    out, err = StringIO(), StringIO()
    call_command("report", *options, stdout=out, stderr=err, **more)
    return out.getvalue().strip(), err.getvalue()


@pytest.mark.usefixtures("world")
def test_report_is_written_under_a_name_made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name, progress = made("--donor", "jp", "--from", "2026-10-01", "--to", "2026-10-31")
    assert name == "report-japan-from-2026-10-01-to-2026-10-31-as-of-2026-11-22-en.docx"
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert progress == "Reading the ledger …\nWriting 8 tables and 24 footnotes as DOCX …\n"
    title = docx.Document(BytesIO((tmp_path / name).read_bytes())).paragraphs[0].text
    assert title == "International assistance: donor Japan · 1 October 2026 – 31 October 2026"


@pytest.mark.parametrize(
    ("options", "beginning", "told"),
    [
        (("--format", "pdf"), b"%PDF-", None),
        (("--format", "html", "--language", "uk"), b"<!DOCTYPE html>\n<html lang=\"uk\">", "Міжнародна допомога"),
        (("--format", "html", "--sector", "energy"), b"<!DOCTYPE html>\n<html lang=\"en\">", "sector “Energy”"),
        (("--format", "html", "--recipient", "State Emergency"), b"<!DOCTYPE html>", "recipient State Emergency"),
        (("--format", "html", "--as-of", "2026-10-10"), b"<!DOCTYPE html>", "As told by releases up to 10 October"),
        (("--format", "html", "--currency", "eur"), b"<!DOCTYPE html>", "EUR 3,600,000"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("world")
def test_report_is_written_where_it_is_asked_for(
    tmp_path: Path, options: tuple[str, ...], beginning: bytes, told: str | None
) -> None:
    path = tmp_path / "out"
    assert made(*options, "--out", str(path), verbosity=0) == ("", "")
    data = path.read_bytes()
    assert data.startswith(beginning)
    assert told is None or told in data.decode()


@pytest.mark.usefixtures("world")
def test_workbook_of_a_recipient_holds_its_commitments(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    made("--format", "xlsx", "--recipient", "State Emergency Service of Ukraine", "--out", str(path))
    rows = list(load_workbook(path)["commitments"].iter_rows(values_only=True))
    assert [row[:2] for row in rows[1:]] == [(1, "Generators for rescuers")]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--donor", "Atlantis"), r"Nothing public is called “Atlantis” here\. There are: .*Japan"),
        (("--project", "Moon"), "Nothing public is called “Moon” here"),
        (("--sector", "gardening"), "There is no sector “gardening”"),
        (("--currency", "XAF"), "There are no rates of XAF"),
        (("--from", "2026-13-01"), r"“2026-13-01” is no day\. Write it as 2024-07-01\."),
        (("--from", "2026-10-02", "--to", "2026-10-01"), "The last day is before the first one"),
        (("--as-of", "2030-01-01"), "2030-01-01 has not come yet"),
        (("--format", "odt"), "invalid choice: 'odt'"),
        (("--out", "nowhere/report.docx"), "cannot be written: No such file or directory. Name another file"),
    ],
)
@pytest.mark.usefixtures("world")
def test_what_is_wrongly_asked_for_is_refused_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], problem: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match=problem):
        made(*options)
    assert list(tmp_path.iterdir()) == []
