"""XLSX: a sheet of rows and one that explains its columns; read within bounds, and never computed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from assistance.interchange.cells import Cell, from_float, neutralised, plain, restored
from assistance.interchange.tables import MAX_COLUMNS, Heading, Table, TableError, refuse_width, table_of

#: What the parts of a workbook may come to when unpacked, in bytes, and how many there may be.
_MAX_UNPACKED = 60_000_000
_MAX_PARTS = 500
#: The most characters an XLSX cell holds.
_MAX_TEXT = 32_767
_DICTIONARY = "dictionary"
#: Characters that XML has not or changes, and what looks like their code, are written as codes, as Excel does.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x0d\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4})")
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def write_xlsx(
    sheet: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], dictionary: Sequence[Sequence[str]]
) -> bytes:
    """Return a workbook: ``rows`` under ``headings`` on ``sheet``, and ``dictionary``, its first row the headings.

    Raises ``TableError`` where a text is longer than a cell can hold.
    """
    return write_book({sheet: [headings, *rows], _DICTIONARY: dictionary})


def write_book(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """Return a workbook of ``sheets`` by name, the first row of each its headings.

    Raises ``TableError`` where a text is longer than a cell can hold.
    """
    # All is looked at before the writing begins: a workbook cannot be left half-written.
    writable = {name: _writable(rows) for name, rows in sheets.items()}
    book = Workbook(write_only=True)
    for name, lines in writable.items():
        _write_sheet(book.create_sheet(name), lines)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_xlsx_into(
    out: IO[bytes],
    sheet: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    dictionary: Sequence[Sequence[str]],
) -> None:
    """Write the same workbook into ``out``, row by row, without holding the rows.

    Raises ``TableError`` where a text is longer than a cell can hold: ``out`` is then no workbook.
    """
    book = Workbook(write_only=True)
    try:
        for name, lines in ((sheet, chain([headings], rows)), (_DICTIONARY, iter(dictionary))):
            _append(book.create_sheet(name), lines)
    except BaseException:
        for opened in book.worksheets:
            opened.close()
        raise
    book.save(out)


def _append(sheet: Any, lines: Iterator[Sequence[Cell]]) -> None:
    headings = next(lines)
    _set_up(sheet, headings)
    for number, row in enumerate(chain([headings], lines), 1):
        sheet.append([_written(sheet, _value(cell, number), number) for cell in row])


def _writable(rows: Sequence[Sequence[Cell]]) -> list[list[Any]]:
    return [[_value(cell, number) for cell in row] for number, row in enumerate(rows, 1)]


def _value(cell: Cell, number: int) -> Any:
    """Return what is written for ``cell`` of row ``number``: a number only where it comes back as it was."""
    if isinstance(cell, str):
        text = _NOT_IN_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", neutralised(cell))
        if len(text) > _MAX_TEXT:
            raise TableError(_("A text in row %(number)d is too long for XLSX. Export as CSV.") % {"number": number})
        return text
    if isinstance(cell, Decimal):
        return float(cell) if from_float(float(cell)) == cell else plain(cell)
    return cell


def _write_sheet(sheet: Any, rows: list[list[Any]]) -> None:
    _set_up(sheet, rows[0])
    for number, row in enumerate(rows, 1):
        sheet.append([_written(sheet, cell, number) for cell in row])


def _set_up(sheet: Any, headings: Sequence[Any]) -> None:
    sheet.freeze_panes = "A2"
    for place, heading in enumerate(headings, 1):
        sheet.column_dimensions[get_column_letter(place)].width = max(14, len(str(heading)) + 4)


def _written(sheet: Any, value: Any, number: int) -> Any:
    written = WriteOnlyCell(sheet, value)
    if isinstance(value, date):
        written.number_format = "yyyy-mm-dd"
    if number == 1:
        written.font = Font(bold=True)
    return written


def read_xlsx(data: bytes, sheet: str, known: Sequence[Heading]) -> Table:
    """Return the table on ``sheet`` of the workbook in ``data``.

    Raises ``TableError`` where there is no such sheet, a cell holds a formula, or the file is made to take all memory.
    """
    _check_parts(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        return table_of(_rows(_sheet(book, sheet)), known)
    except TableError:
        raise
    except Exception as error:  # a broken workbook fails in any way at all
        raise TableError(_("The workbook is broken. Open it in a spreadsheet and save it as XLSX anew.")) from error


def _check_parts(data: bytes) -> None:
    """Refuse what unpacks to far more than it is, and parts that define entities: no spreadsheet writes those."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            entries = parts.infolist()
            if len(entries) > _MAX_PARTS or sum(entry.file_size for entry in entries) > _MAX_UNPACKED:
                raise TableError(_("The workbook unpacks to more than is read. Split it, or save it as CSV."))
            defining = any(b"<!DOCTYPE" in parts.read(entry) for entry in entries if entry.filename.endswith(".xml"))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise TableError(_("The workbook is broken. Open it in a spreadsheet and save it as XLSX anew.")) from error
    if defining:
        raise TableError(_("The workbook is broken. Open it in a spreadsheet and save it as XLSX anew."))


def _sheet(book: Any, name: str) -> Any:
    for found in book.worksheets:
        if found.title.strip().lower() == name:
            found.reset_dimensions()
            return found
    raise TableError(
        _("The workbook has no sheet “%(wanted)s”, it has: %(found)s. Choose another file, or rename the sheet.")
        % {"wanted": name, "found": ", ".join(f"“{each}”" for each in book.sheetnames)}
    )


def _rows(sheet: Any) -> Iterator[list[Cell]]:
    for number, row in enumerate(sheet.iter_rows(), 1):
        if len(row) > MAX_COLUMNS:
            refuse_width([cell.value for cell in row])
        yield [_read(cell, number, place) for place, cell in enumerate(row[:MAX_COLUMNS], 1)]


def _read(cell: Any, number: int, place: int) -> Cell:
    value, where = cell.value, {"cell": f"{get_column_letter(place)}{number}"}
    if cell.data_type == "f":
        raise TableError(
            _("Cell %(cell)s holds a formula. Put its value there, or text with an apostrophe before it.") % where
        )
    if cell.data_type == "e":
        raise TableError(_("Cell %(cell)s holds an error of the spreadsheet. Correct it there.") % where)
    if isinstance(value, str):
        return restored(_CODE.sub(lambda match: chr(int(match[1], 16)), value)) or None
    if isinstance(value, bool) or not isinstance(value, str | int | float | datetime | date | None):
        raise TableError(_("Cell %(cell)s holds neither text, number nor day.") % where)
    return from_float(value) if isinstance(value, float) else value
