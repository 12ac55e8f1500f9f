"""A public table: its columns, and how its rows become a file that says when and out of what it was taken."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.interchange.cells import Cell
from assistance.interchange.columns import joined
from assistance.interchange.csv_file import csv_parts, write_csv
from assistance.interchange.xlsx_file import write_xlsx, write_xlsx_into
from assistance.vocabulary import Word

#: What a column holds of a record: one value, or several texts. None where it is unknown, never zero.
Value = Cell | tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PublicColumn:
    """A column by its ``name``, the same in every format and language; ``about`` explains it in the reader's.

    ``hxl`` is its hashtag in the Humanitarian Exchange Language, empty where that has none.
    """

    name: str
    about: str | Promise
    read: Callable[[Any], Value]
    hxl: str = ""


@dataclass(frozen=True, kw_only=True)
class PublicTable:
    """The columns of a list that is downloaded as ``name``.

    Where it is ``tagged``, a spreadsheet has a second row with the hashtags of its columns.
    """

    name: str
    columns: tuple[PublicColumn, ...]
    tagged: bool = False


@dataclass(frozen=True, kw_only=True)
class Taken:
    """When the rows were taken, what the list was narrowed to in words, and the address that shows it.

    ``known_on`` and ``recorded_on`` are the days that were asked about, None for the present.
    """

    at: datetime
    selection: str
    source: str
    known_on: date | None = None
    recorded_on: date | None = None

    def cells(self) -> tuple[str, str, str]:
        """Return the three as they stand at the end of every row."""
        return self.at.isoformat(timespec="seconds"), self.selection, self.source


#: What belongs to one record: tables, each with its records.
Parts = Sequence[tuple[PublicTable, Iterable[Any]]]

#: The columns that every row of a CSV or XLSX ends with: a row that is copied elsewhere still tells where it is from.
ABOUT_THE_FILE: tuple[tuple[str, Promise, str], ...] = (
    ("as_of", gettext_lazy("When the row was taken from the tracker."), "#date+retrieved"),
    ("selection", gettext_lazy("What the list was narrowed to."), "#meta+selection"),
    ("source", gettext_lazy("The address that shows the same list."), "#meta+source+url"),
)


def column(name: str, about: str | Promise, read: Callable[[Any], Value], *, hxl: str = "") -> PublicColumn:
    """Return a column."""
    return PublicColumn(name=name, about=about, read=read, hxl=hxl)


def word(words: type[Word], code: str) -> str:
    """Return the label of ``code``.

    Django's ``get_…_display`` would hash all lazy choices each time: most of a download's time.
    """
    return _(words(code).label)


def labels(words: type[Word], rows: Iterable[Any], field: str) -> tuple[str, ...]:
    """Return the labels of the codes in ``field`` of related ``rows``."""
    return tuple(word(words, getattr(row, field)) for row in rows)


def _rows(table: PublicTable, records: Iterable[Any]) -> list[list[Value]]:
    return [[each.read(record) for each in table.columns] for record in records]


def _cells(table: PublicTable, rows: Iterable[Sequence[Value]], taken: Taken) -> Iterator[list[Cell]]:
    """Yield ``rows`` for a spreadsheet, several texts of a value in one cell; where it is ``tagged``, tags before."""
    if table.tagged:
        yield [*(each.hxl or None for each in table.columns), *(hxl for _name, _about, hxl in ABOUT_THE_FILE)]
    told = taken.cells()
    for row in rows:
        yield [*((joined(value) or None) if isinstance(value, tuple) else value for value in row), *told]


def _headings(table: PublicTable) -> list[str]:
    return [*(each.name for each in table.columns), *(name for name, _about, _hxl in ABOUT_THE_FILE)]


def _csv(table: PublicTable, rows: Sequence[Sequence[Value]], taken: Taken) -> bytes:
    return write_csv(_headings(table), _cells(table, rows, taken))


def _xlsx(table: PublicTable, rows: Sequence[Sequence[Value]], taken: Taken) -> bytes:
    return write_xlsx(table.name, _headings(table), _cells(table, rows, taken), _dictionary(table))


def _dictionary(table: PublicTable) -> list[tuple[str, str]]:
    explained = [(each.name, str(each.about)) for each in table.columns]
    explained += [(name, str(about)) for name, about, _hxl in ABOUT_THE_FILE]
    return [(_("Column"), _("What stands in it")), *explained]


def _json(table: PublicTable, rows: Sequence[Sequence[Value]], taken: Taken) -> bytes:
    return _dumped({**_told(table, taken), "count": len(rows), "rows": _named(table, rows)})


def _told(table: PublicTable, taken: Taken) -> dict[str, Any]:
    at, selection, source = taken.cells()
    told = {"table": table.name, "as_of": at, "selection": selection, "source": source}
    days = {"known_on": taken.known_on, "recorded_on": taken.recorded_on}
    return told | {name: day.isoformat() for name, day in days.items() if day}


def _named(table: PublicTable, rows: Sequence[Sequence[Value]]) -> list[dict[str, Any]]:
    names = [each.name for each in table.columns]
    return [dict(zip(names, map(as_json, row), strict=True)) for row in rows]


def _dumped(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def as_json(value: Value) -> Any:
    """Return ``value`` as JSON has it: numbers as texts with two decimals, as the API gives them, days as ISO 8601."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else value


#: By the end of the file's name: its media type, and what writes it.
FORMATS: dict[str, tuple[str, Callable[[PublicTable, Sequence[Sequence[Value]], Taken], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "json": ("application/json", _json),
}


def written(table: PublicTable, records: Iterable[Any], taken: Taken, *, ending: str) -> bytes:
    """Return the file of ``records``; raise ``KeyError`` for an ``ending`` that is none of ``FORMATS``."""
    return FORMATS[ending][1](table, _rows(table, records), taken)


def csv_in_parts(table: PublicTable, records: Iterable[Any], taken: Taken) -> Iterator[bytes]:
    """Yield the CSV of ``records`` part by part, as they come."""
    rows = ([each.read(record) for each in table.columns] for record in records)
    return csv_parts(_headings(table), _cells(table, rows, taken))


def xlsx_into(out: IO[bytes], table: PublicTable, records: Iterable[Any], taken: Taken) -> None:
    """Write the XLSX of ``records`` into ``out``, row by row, as they come."""
    rows = ([each.read(record) for each in table.columns] for record in records)
    write_xlsx_into(out, table.name, _headings(table), _cells(table, rows, taken), _dictionary(table))


def with_address(table: PublicTable, address: Callable[[Any], str | None]) -> PublicTable:
    """Return ``table`` with the ``address`` of each record's own page after its number."""
    shown = PublicColumn(name="address", about=gettext_lazy("Address of its page."), read=address, hxl="#meta+url")
    return replace(table, columns=(table.columns[0], shown, *table.columns[1:]))


def written_whole(table: PublicTable, record: Any, parts: Parts, taken: Taken, *, api: str) -> bytes:
    """Return the JSON of one record with all ``parts`` of it; ``api`` is the address the API has it at."""
    rows = {part.name: _named(part, _rows(part, records)) for part, records in parts}
    return _dumped(
        {**_told(table, taken), "api": api, "count": 1, "rows": _named(table, _rows(table, [record])), **rows}
    )
