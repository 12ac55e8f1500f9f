"""A report as a workbook: a sheet for each table, one for the sources, one that explains every column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from assistance.interchange.cells import Cell
from assistance.interchange.report.content import Report, Table
from assistance.interchange.xlsx_file import write_book

#: Names of sheets and columns are the same in every language.
ABOUT, SOURCES, DICTIONARY, NOTES = "about", "sources", "dictionary", "notes"


def report_xlsx(report: Report) -> bytes:
    """Return ``report`` as XLSX; numbers are numbers, and no text is a formula.

    Raises ``TableError`` where a text is longer than a cell can hold.
    """
    sheets: dict[str, Sequence[Sequence[Cell]]] = {ABOUT: list(_about(report))}
    sheets |= {table.name: list(_rows(table)) for table in report.tables}
    sheets |= {SOURCES: list(_sources(report)), DICTIONARY: list(_dictionary(report))}
    return write_book(sheets)


def _about(report: Report) -> Iterator[Sequence[Cell]]:
    yield (report.title, NOTES)
    yield (report.mark, None)
    yield (report.stamp, None)
    for sentence in report.covers:
        yield (sentence.text, None)
    for section in report.sections:
        yield (None, None)
        yield (section.title, None)
        for sentence in section.sentences:
            yield (sentence.text, sentence.note.number if sentence.note else None)


def _rows(table: Table) -> Iterator[Sequence[Cell]]:
    yield [*(column.name for column in table.columns), NOTES]
    for row in table.rows:
        yield [*(field.value for field in row), next((field.note.number for field in row if field.note), None)]


def _sources(report: Report) -> Iterator[Sequence[Cell]]:
    """Yield a row for every passage of every footnote; ``note`` is the number that rows and sentences name."""
    yield ("note", "text", "of", "publisher", "title", "published_on", "address", "words", "language")
    for note in report.notes:
        if note.text or not note.quotations:
            yield (note.number, note.text, None, None, None, None, None, None, None)
        for each in note.quotations:
            told = (each.of, each.publisher, each.title, each.day, each.address, each.words, each.language)
            yield (note.number, None, *(text or None for text in told))


def _dictionary(report: Report) -> Iterator[Sequence[Cell]]:
    yield ("sheet", "column", "meaning")
    for table in report.tables:
        for column in table.columns:
            yield (table.name, column.name, column.meaning)
        yield (table.name, NOTES, _("Number of the footnote on the sheet “sources”."))
