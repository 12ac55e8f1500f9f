"""A table as it was read from a file, and what is wrong with files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assistance.interchange.cells import Cell

#: The largest file that is read, in bytes.
MAX_BYTES = 5_000_000

#: The most rows of a file, and how many of them may add or change a record: those are written in one transaction, twice
#: (for the preview and in earnest), in which nobody else can write to SQLite. A commitment takes about 25 ms.
MAX_ROWS = 5_000
MAX_WRITTEN = 500

#: The most columns that a file may have.
MAX_COLUMNS = 200


class TableError(ValueError):
    """A file cannot be read as a table; the message is for the person who sent it and says what to do."""


@dataclass(frozen=True)
class Line:
    """A row and its number as a spreadsheet counts, the headings being row 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """Headings and the rows below them; every row has as many cells as there are headings.

    ``read_as`` names the encoding of a text file where that was no Unicode.
    """

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    read_as: str = ""


@dataclass(frozen=True)
class Heading:
    """A column a resource knows; what is only ``shown`` may be left out of a file."""

    name: str
    shown: bool = False


def table_of(rows: Iterable[Sequence[Cell]], known: Sequence[Heading], *, read_as: str = "") -> Table:
    """Return the table of ``rows``, the first of which holds the headings.

    Raises ``TableError`` for too many rows, and where the columns are not those ``known``. Empty rows are left out.
    """
    numbered = ((number, row) for number, row in enumerate(rows, 1))
    _first, row = next(numbered, (1, ()))
    headings = _headings(row)
    _check_headings(headings, known)
    lines = []
    for number, row in numbered:
        if number > MAX_ROWS + 1:
            raise TableError(_("The file has more than %(rows)d rows. Split it.") % {"rows": MAX_ROWS})
        cells = tuple(row[: len(headings)])
        _check_width(number, row, len(headings))
        if any(cell is not None and cell != "" for cell in cells):
            lines.append(Line(number, cells + (None,) * (len(headings) - len(cells))))
    if not lines:
        raise TableError(_("The file has headings and no rows below them."))
    return Table(headings, tuple(lines), read_as)


def _headings(row: Sequence[Cell]) -> tuple[str, ...]:
    names = [str(cell or "").strip().lower() for cell in row]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _check_headings(headings: tuple[str, ...], known: Sequence[Heading]) -> None:
    if not headings:
        raise TableError(_("The file is empty, or its first row is. The first row holds the names of the columns."))
    names = [heading.name for heading in known]
    if "" in headings:
        where = headings.index("") + 1
        raise TableError(
            _("Column %(number)d has no name in the first row. Name it, or remove it.") % {"number": where}
        )
    _refuse(
        [name for name, count in Counter(headings).items() if count > 1],
        _("The column %s stands here twice. Remove one of the two."),
        _("The columns %s stand here twice. Remove one of each."),
    )
    _refuse(
        [name for name in headings if name not in names],
        _("There is no column %s here. Correct its name, or remove it. The columns are listed below."),
        _("There are no columns %s here. Correct their names, or remove them. The columns are listed below."),
    )
    _refuse(
        [heading.name for heading in known if not heading.shown and heading.name not in headings],
        _("The column %s is missing. Add it, or export the list anew: what is missing cannot be told from empty."),
        _("The columns %s are missing. Add them, or export the list anew: what is missing cannot be told from empty."),
    )


def refuse_width(row: Sequence[object]) -> None:
    """Refuse a row, of cells as they stand in the file, that goes on further to the right than any table does."""
    if any(cell not in {None, ""} for cell in row[MAX_COLUMNS:]):
        raise TableError(_("The file has more than %(columns)d columns.") % {"columns": MAX_COLUMNS})


def _refuse(names: list[str], one: str, several: str) -> None:
    if names:
        raise TableError((one if len(names) == 1 else several) % ", ".join(f"“{name}”" for name in names))


def _check_width(number: int, row: Sequence[Cell], width: int) -> None:
    if any(cell is not None and cell != "" for cell in row[width:]):
        raise TableError(
            _("Row %(number)d has more cells than there are headings. Put text with a separator in quotation marks.")
            % {"number": number}
        )
