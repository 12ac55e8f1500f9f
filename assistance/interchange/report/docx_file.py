"""A report as a DOCX with real footnotes; charts are pictures with words for those who do not see them."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import Any

import docx
from django.utils import timezone
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from assistance.interchange.documents import WORD_LANGUAGES, lay_out, set_language
from assistance.interchange.report.content import Field, Picture, Report, Section, Sentence, Table
from assistance.interchange.report.footnotes_part import Footnotes, printable
from assistance.interchange.report.typesetting import png_of

#: How wide a chart stands on the page: two of them beside one another.
_CHART = Cm(8.2)


def report_docx(report: Report) -> bytes:
    """Return ``report`` as DOCX.

    Word shows no SVG without a picture beside it, so charts are typeset as PNG; their tables hold every figure. Raises
    ``TypesettingError`` where that takes too long or fails.
    """
    file = docx.Document()
    properties = file.core_properties
    properties.title, properties.author, properties.comments = printable(report.title)[:255], "", ""
    properties.language = WORD_LANGUAGES[report.language]
    properties.created = datetime.combine(timezone.localdate(), time.min)
    file.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}").set(
        qn("w:val"), WORD_LANGUAGES[report.language]
    )
    lay_out(file, report.mark)
    notes = Footnotes(file, report.language)
    file.add_heading(printable(report.title), level=1)
    for sentence in report.covers:
        _write_sentence(file, sentence, notes)
    file.add_paragraph(printable(report.stamp))
    for section in report.sections:
        _write_section(file, section, notes)
    set_language(list(file.element.body), report.language)
    notes.attach()
    written = BytesIO()
    file.save(written)
    return written.getvalue()


def _write_section(file: Any, section: Section, notes: Footnotes) -> None:
    file.add_heading(printable(section.title), level=2)
    for sentence in section.sentences:
        _write_sentence(file, sentence, notes)
    if section.pictures:
        paragraph = file.add_paragraph()
        for picture in section.pictures:
            _write_picture(paragraph, picture)
    for table in section.tables:
        _write_table(file, table, notes)


def _write_sentence(file: Any, sentence: Sentence, notes: Footnotes) -> None:
    _write_text(file.add_paragraph(), sentence, notes)


def _write_text(paragraph: Any, part: Sentence | Field, notes: Footnotes) -> None:
    paragraph.add_run(printable(part.text))
    if part.note:
        notes.refer(paragraph, part.note)


def _write_picture(paragraph: Any, picture: Picture) -> None:
    png = png_of(picture.svg, width=picture.width)
    shape = paragraph.add_run().add_picture(BytesIO(png), width=_CHART)
    words = shape._inline.docPr
    words.set("title", printable(picture.title))
    words.set("descr", printable(f"{picture.title}. {picture.about}"))


def _write_table(file: Any, table: Table, notes: Footnotes) -> None:
    """Write a table under its caption; its first row is repeated on every page, and no row is torn."""
    caption = file.add_paragraph(style="Caption")
    caption.add_run(printable(table.caption))
    caption.paragraph_format.keep_with_next = True
    rows = list(table.shown())
    written = file.add_table(rows=len(rows) + 1, cols=len(table.labels), style="Table Grid")
    lines = list(written.rows)
    for line in lines:
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    lines[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, label in zip(lines[0].cells, table.labels, strict=True):
        cell.paragraphs[0].add_run(printable(label)).bold = True
    for line, fields in zip(lines[1:], rows, strict=True):
        for cell, field in zip(line.cells, fields, strict=True):
            _write_text(cell.paragraphs[0], field, notes)
    for run in written._tbl.iter(qn("w:r")):
        _make_small(run)
    file.add_paragraph()


def _make_small(run: Any) -> None:
    size = OxmlElement("w:sz")
    size.set(qn("w:val"), str(Pt(8).pt * 2).partition(".")[0])
    properties = run.get_or_add_rPr()
    if properties.find(qn("w:rStyle")) is None:
        properties.append(size)
