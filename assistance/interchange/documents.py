"""A text with headings, tables and quotations, and how it becomes a DOCX: what it says is decided elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from typing import Any

import docx
from django.utils import timezone
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

#: The languages of a document as Word names them.
WORD_LANGUAGES = {"en": "en-GB", "uk": "uk-UA"}


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows of cells under their headers; every row has a cell for each header."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing with facts and points, and the words it rests on with their source, empty where there are none."""

    title: str
    facts: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    quote: str = ""
    quote_language: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part under a heading: notes, a table, entries."""

    title: str
    notes: tuple[str, ...] = ()
    table: Table | None = None
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document:
    """A whole text in one language; ``mark`` stands at the head of every page."""

    title: str
    language: str
    mark: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]


def write_docx(documents: Sequence[Document]) -> bytes:
    """Return ``documents`` as one DOCX, each on a page of its own and in its own language; the first names the file."""
    file = docx.Document()
    first = documents[0]
    file.core_properties.title = first.title
    file.core_properties.author = ""
    file.core_properties.comments = ""
    file.core_properties.created = datetime.combine(timezone.localdate(), time.min)
    file.core_properties.language = WORD_LANGUAGES[first.language]
    lay_out(file, " · ".join(dict.fromkeys(document.mark for document in documents)))
    for position, document in enumerate(documents):
        if position:
            file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _write(file, document)
    written = BytesIO()
    file.save(written)
    return written.getvalue()


def lay_out(file: Any, mark: str) -> None:
    """Set margins and letters, the mark at the head of each page and its number at the foot."""
    page = file.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(2)
    file.styles["Normal"].font.size = Pt(10)
    file.styles["Normal"].paragraph_format.space_after = Pt(4)
    page.header.paragraphs[0].text = mark
    _number_pages(page.footer.paragraphs[0])


def _number_pages(paragraph: Any) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _write(file: Any, document: Document) -> None:
    start = len(file.element.body) - 1  # the last element holds the page, and all that is written stands before it
    file.add_heading(document.title, level=1)
    for note in document.notes:
        file.add_paragraph(note)
    for section in document.sections:
        _write_section(file, section)
    set_language(list(file.element.body)[start:], document.language)


def _write_section(file: Any, section: Section) -> None:
    file.add_heading(section.title, level=2)
    for note in section.notes:
        file.add_paragraph(note)
    if section.table:
        _write_table(file, section.table)
    for entry in section.entries:
        _write_entry(file, entry)


def _write_entry(file: Any, entry: Entry) -> None:
    file.add_heading(entry.title, level=3)
    if entry.facts:
        file.add_paragraph(" · ".join(entry.facts))
    if entry.quote:
        file.add_paragraph(entry.quote, style="Quote")
        set_language([file.paragraphs[-1]._p], entry.quote_language)
    if entry.source:
        file.add_paragraph(entry.source)
    for point in entry.points:
        file.add_paragraph(point, style="List Bullet")


def _write_table(file: Any, table: Table) -> None:
    """Write a table whose first row is repeated on every page it runs over, and no row of which is torn."""
    rows = [table.headers, *table.rows]
    written = file.add_table(rows=len(rows), cols=len(table.headers), style="Table Grid")
    for row, cells in zip(written.rows, rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    written.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in written.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.font.bold = True
    file.add_paragraph()


def set_language(elements: Sequence[Any], language: str) -> None:
    """Say of every run that does not say so yet what language it is in: spelling and reading aloud follow it."""
    for element in elements:
        for run in element.iter(qn("w:r")):
            properties = run.get_or_add_rPr()
            if properties.find(qn("w:lang")) is not None:
                continue
            mark = OxmlElement("w:lang")
            mark.set(qn("w:val"), WORD_LANGUAGES[language])
            properties.append(mark)
