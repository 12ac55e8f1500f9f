"""CSV: UTF-8 with a byte-order mark out, so that spreadsheets read it; what spreadsheets write in."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from django.utils.translation import gettext as _

from assistance.interchange.cells import Cell, as_text, neutralised, restored
from assistance.interchange.tables import Heading, Table, TableError, refuse_width, table_of

#: How many rows are written at once.
_AT_ONCE = 500
_SEPARATORS = ",;\t"
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: A word in two alphabets: what a western encoding looks like when it is read as Windows-1251.
_TWO_ALPHABETS = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a file of ``headings`` and ``rows``; no text in it is taken for a formula."""
    return b"".join(csv_parts(headings, rows))


def csv_parts(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield the same file part by part, without holding more than ``_AT_ONCE`` rows."""
    yield codecs.BOM_UTF8
    there = chain([headings], rows)
    while part := list(islice(there, _AT_ONCE)):
        out = io.StringIO(newline="")
        csv.writer(out).writerows(
            [neutralised(cell) if isinstance(cell, str) else as_text(cell) for cell in row] for row in part
        )
        yield out.getvalue().encode()


def read_csv(data: bytes, known: Sequence[Heading]) -> Table:
    """Return the table in ``data``, separated by commas, semicolons or tabs; raise ``TableError`` where it is none."""
    text, read_as = _decoded(data)
    if "\0" in text:
        raise TableError(_("This is no CSV file. Save the table as XLSX or as “CSV UTF-8”."))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text, known), strict=True)
    try:
        return table_of(map(_cells, rows), known, read_as=read_as)
    except csv.Error as error:
        raise TableError(
            _("Line %(number)d of the file cannot be read: a quotation mark is open, or a cell is too long.")
            % {"number": rows.line_num}
        ) from error


def _cells(row: list[str]) -> list[Cell]:
    refuse_width(row)
    return [restored(part) or None for part in row]


def _separator(text: str, known: Sequence[Heading]) -> str:
    """Return the separator that makes the most known columns of the first line."""
    names = {heading.name for heading in known}
    first = text.lstrip("\r\n").partition("\n")[0].lower().replace('"', "")

    def found(separator: str) -> int:
        return len(names & {part.strip() for part in first.split(separator)})

    return max(_SEPARATORS, key=found)


def _decoded(data: bytes) -> tuple[str, str]:
    """Return the text of ``data`` and, where it is no Unicode, the name of its encoding."""
    try:
        if data.startswith(_WIDE_MARKS):
            return data.decode("utf-16"), ""
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError as error:
        raise TableError(_unknown_encoding()) from error
    if _TWO_ALPHABETS.search(text):
        raise TableError(_unknown_encoding())
    return text, "Windows-1251"


def _unknown_encoding() -> str:
    return _("The encoding of the file is neither UTF-8 nor Windows-1251. Save the table as “CSV UTF-8” or as XLSX.")
