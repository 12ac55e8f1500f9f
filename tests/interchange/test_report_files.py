"""A report in each format: the same figures, real footnotes, words for every picture, and no text taken for code."""

from __future__ import annotations

import re
import subprocess
import zipfile
from decimal import Decimal
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree, html
from openpyxl import load_workbook
from pypdf import PdfReader

from assistance.interchange.report import FORMATS, Report, TypesettingError, typesetting
from assistance.interchange.report.content import Sentence
from assistance.presentation.report import report_of
from tests.presentation.world import World, small_world

pytestmark = pytest.mark.django_db

#: Where a DOCX has text.
DOCX_PARTS = ("word/header1.xml", "word/document.xml", "word/footnotes.xml")
HOSTILE = '#let x = panic("no") <script>alert(1)</script> =1+1 $x$ @ref \\ "'


@pytest.fixture
def world() -> World:
    return small_world()


@pytest.fixture
def report(world: World) -> Report:
    return report_of(world.october)


def written(report: Report, form: str) -> bytes:
    return FORMATS[form][0](report)


def squeezed(text: str) -> str:
    """Return ``text`` without spaces and breaks, which a PDF puts where it likes."""
    return re.sub(r"[\s\u00ad\N{HYPHEN}-]+", "", text)


def docx_text(data: bytes) -> str:
    parts = zipfile.ZipFile(BytesIO(data))
    roots = [etree.fromstring(parts.read(name)) for name in DOCX_PARTS]
    return " ".join(node.text or "" for root in roots for node in root.iter(qn("w:t")))


def pdf_text(data: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def html_text(data: bytes) -> str:
    return str(html.fromstring(data.decode()).text_content())


TEXTS = {"docx": docx_text, "pdf": pdf_text, "html": html_text}


@pytest.mark.parametrize("form", TEXTS)
def test_document_holds_every_sentence_cell_and_quotation(report: Report, form: str) -> None:
    found = squeezed(TEXTS[form](written(report, form)))
    wanted = [report.title, report.mark, report.stamp, *(sentence.text for sentence in report.covers)]
    for section in report.sections:
        wanted += [section.title, *(sentence.text for sentence in section.sentences)]
        wanted += [field.text for table in section.tables for row in table.shown() for field in row]
    wanted += [note.text for note in report.notes]
    wanted += [each.line for note in report.notes for each in note.quotations]
    wanted += [each.words for note in report.notes for each in note.quotations if not each.again]
    assert len(wanted) > 150
    assert [text for text in wanted if squeezed(text) not in found] == []


def sheets_of(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(BytesIO(data)).worksheets}


def test_workbook_holds_the_rows_as_numbers_and_days(report: Report) -> None:
    sheets = sheets_of(written(report, "xlsx"))
    assert list(sheets) == [
        "about", "ladder", "ladder_converted", "changes", "sector", "month", "commitments", "equipment", "needs",
        "late", "rates", "sources", "dictionary",
    ]  # fmt: skip
    assert sheets["ladder"] == [
        ("status_code", "status", "in_sums", "commitments", "amount", "currency", "notes"),
        ("under_consideration", "Under consideration", "no", 1, None, None, 4),
        ("in_delivery", "In delivery", "yes", 1, 4500000.25, "USD", 5),
    ]
    assert [row[3:8] for row in sheets["equipment"][1:]] == [(None, 10, 4, 4, 6)]
    assert sheets["about"][0][0] == report.title
    assert {row[0] for row in sheets["sources"][1:]} == {note.number for note in report.notes}
    named = {(row[0], row[1]) for row in sheets["dictionary"][1:]}
    assert named == {
        (name, column)
        for name, rows in sheets.items()
        if name not in {"about", "sources", "dictionary"}
        for column in rows[0]
    }


def test_workbook_has_the_value_of_every_field(report: Report) -> None:
    sheets = sheets_of(written(report, "xlsx"))
    for table in report.tables:
        for row, fields in zip(sheets[table.name][1:], table.rows, strict=True):
            for cell, field in zip(row, fields, strict=False):
                if isinstance(field.value, Decimal | int):
                    assert Decimal(str(cell)) == field.value
                elif isinstance(field.value, str):
                    assert cell == field.value


def test_docx_has_word_footnotes_that_open_again(report: Report) -> None:
    data = written(report, "docx")
    docx.Document(BytesIO(data))
    parts = zipfile.ZipFile(BytesIO(data))
    notes = etree.fromstring(parts.read("word/footnotes.xml"))
    kinds = [(note.get(qn("w:id")), note.get(qn("w:type"))) for note in notes]
    numbers = [str(note.number) for note in report.notes]
    assert kinds == [("-1", "separator"), ("0", "continuationSeparator"), *((number, None) for number in numbers)]
    body = etree.fromstring(parts.read("word/document.xml"))
    assert [each.get(qn("w:id")) for each in body.iter(qn("w:footnoteReference"))] == numbers
    types = etree.fromstring(parts.read("[Content_Types].xml"))
    declared = {part.get("PartName"): part.get("ContentType") for part in types}
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    assert declared["/word/footnotes.xml"] == f"{main}.footnotes+xml"
    relations = parts.read("word/_rels/document.xml.rels").decode()
    assert relations.count("relationships/footnotes") == 1
    assert "https://example.org/news" in parts.read("word/_rels/footnotes.xml.rels").decode()
    settings = [child.tag for child in etree.fromstring(parts.read("word/settings.xml"))]
    assert settings.index(qn("w:footnotePr")) == settings.index(qn("w:compat")) - 1


def test_docx_tells_its_language_its_header_rows_and_what_its_pictures_show(report: Report) -> None:
    file = docx.Document(BytesIO(written(report, "docx")))
    assert (file.core_properties.title, file.core_properties.language) == (report.title, "en-GB")
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in file.tables)
    assert len(file.tables) == len(report.tables)
    words = [shape._inline.docPr.get("descr") for shape in file.inline_shapes]
    pictures = [picture for section in report.sections for picture in section.pictures]
    assert words == [f"{picture.title}. {picture.about}" for picture in pictures]
    assert "In delivery: 1 commitment" in words[0]
    languages = {run.get(qn("w:val")) for run in file.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_pdf_is_tagged_and_tells_title_and_language(report: Report) -> None:
    reader = PdfReader(BytesIO(written(report, "pdf")))
    root: Any = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert (reader.metadata.title, root["/Lang"], root["/MarkInfo"]["/Marked"]) == (report.title, "en", True)
    assert reader.xmp_metadata is not None
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_html_stands_alone_and_its_footnotes_lead_there_and_back(report: Report) -> None:
    data = written(report, "html").decode()
    page = html.fromstring(data)
    assert page.get("lang") == "en"
    assert page.xpath("//script | //link | //img | //iframe") == []
    assert re.findall(r"url\((?!#)", data) == []
    for note in report.notes:
        (there,) = page.xpath(f'//*[@id="ref-{note.number}"]')
        assert there.get("href") == f"#note-{note.number}"
        (back,) = page.xpath(f'//*[@id="note-{note.number}"]//a[@href="#ref-{note.number}"]')
        assert back.get("aria-label") == f"Back to the text ({note.number})"
    pictures = [picture for section in report.sections for picture in section.pictures]
    assert len(page.xpath("//figure/svg/title")) == len(page.xpath("//figure/svg/desc")) == len(pictures)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("form", TEXTS)
def test_hostile_title_is_text_in_every_document(form: str) -> None:
    data = written(report_of(small_world(title=HOSTILE).october), form)
    assert squeezed(HOSTILE) in squeezed(TEXTS[form](data))
    if form == "html":
        assert b"<script" not in data


@pytest.mark.parametrize("title", ["=1+1", "#let x", "<script>", "@SUM(A1)"])
def test_hostile_title_is_text_in_a_workbook(title: str) -> None:
    book = load_workbook(BytesIO(written(report_of(small_world(title=title).october), "xlsx")))
    cell = next(row[1] for row in book["commitments"].iter_rows(min_row=2) if row[0].value == 1)
    assert (cell.data_type, cell.value) == ("s", f"'{title}" if title[0] in "=@" else title)


@pytest.mark.parametrize("title", ["Bell \x07 here", "日本 🙂"])
@pytest.mark.parametrize("form", FORMATS)
def test_characters_that_a_format_or_its_fonts_have_not_do_no_harm(form: str, title: str) -> None:
    assert len(written(report_of(small_world(title=title).october), form)) > 10_000


@pytest.mark.parametrize("form", FORMATS)
def test_report_on_nothing_is_a_whole_document(form: str, report: Report) -> None:
    sentence = Sentence(text="Nothing.")
    nothing = Report(
        title="Empty", language="uk", mark="Public", stamp="Today", covers=(sentence,), sections=(), words=report.words
    )
    assert written(nothing, form)


def test_typesetting_that_takes_too_long_is_stopped(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "SECONDS", 0)
    with pytest.raises(TypesettingError, match=r"Typesetting took more than 0 seconds. Ask for fewer days"):
        written(report, "pdf")


def test_typesetting_that_fails_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = subprocess.CompletedProcess([], 1, b"", b"Traceback\ntypst.TypstError: no such font")
    monkeypatch.setattr(subprocess, "run", lambda *args, **options: failed)
    with pytest.raises(TypesettingError, match=r"Typesetting failed: typst.TypstError: no such font. Ask for XLSX"):
        typesetting.png_of("<svg/>", width=10)
