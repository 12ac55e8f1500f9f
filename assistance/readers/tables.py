"""Tables: a line for each row, so that a thing and its number stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count, zip_longest

from assistance.readers.tree import Element

_BETWEEN = " – "
_LONGEST_CELL = 300
_NUMBER = re.compile(r"\d[\d\s.,]*")
_ORDINAL_HEADS = frozenset({"№", "#", "no", "no.", "nr", "n", "№ з/п", "№ п/п", "№з/п", "з/п"})
_HEAD_WORDS = re.compile(
    r"\b(?:item|items|name|quantity|qty|number|amount|unit|units|value|description|equipment|total"
    r"|назва|найменування|кількість|к-сть|к-ть|сума|вартість|одиниця|одиниці|опис|обладнання|всього)\b",
    re.IGNORECASE,
)
_HEAD_UNIT = re.compile(r"[,(]\s*([^\W\d_][^\s,()]{0,8}(?:\s[^\s,()]{1,9})?)\)?$")
_UNIT = re.compile(r"[^\W\d_][^\W\d_./-]{0,8}\.?")


def is_data_table(table: Element) -> bool:
    """Tell whether a table holds data; else it only lays out the page, or has a single column."""
    if table.first("table", "h1", "ul", "ol") is not None:
        return False
    cells = [_cells(row) for row in table.elements("tr")]
    return any(len(row) > 1 for row in cells) and all(len(words) <= _LONGEST_CELL for row in cells for words in row)


def row_lines(table: Element) -> Iterator[str]:
    """Yield the rows of a data table in one line each: without its head, numbering and empty cells."""
    rows = [(_cells(row), row.first("td") is None) for row in table.elements("tr")]
    if rows and _HEAD_WORDS.search(" ".join(rows[0][0])) and not any(map(_NUMBER.fullmatch, rows[0][0])):
        rows[0] = (rows[0][0], True)
    heads = [cells for cells, head in rows if head]
    body = [cells for cells, head in rows if not head]
    numbered = _is_numbered(heads, body)
    units = [_unit_of(head) for head in heads[-1]] if heads else []
    for cells in body or heads:
        told = [_with_unit(cell, unit) for cell, unit in zip_longest(cells, units[: len(cells)], fillvalue="")]
        line = _BETWEEN.join(filter(None, _unit_after_number(told[numbered:])))
        if line:
            yield line


def _unit_of(head: str) -> str:
    """Return the unit that the head of a column gives for its numbers: "Quantity, pcs", "Value (USD thousand)"."""
    match = _HEAD_UNIT.search(head)
    return match[1] if match else ""


def _with_unit(cell: str, unit: str) -> str:
    return f"{cell} {unit}" if unit and _NUMBER.fullmatch(cell) else cell


def _cells(row: Element) -> list[str]:
    return [cell.words() for cell in row.children if isinstance(cell, Element) and cell.tag in {"td", "th"}]


def _is_numbered(heads: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first column only numbers the rows."""
    if any(cells and cells[0].casefold() in _ORDINAL_HEADS for cells in [*heads, *rows[:1]]):
        return True
    first = [cells[0].rstrip(".)") for cells in rows if len(cells) > 2]
    return len(first) > 1 and all(cell == str(number) for cell, number in zip(first, count(1), strict=False))


def _unit_after_number(cells: Sequence[str]) -> list[str]:
    """Put a unit that has a cell of its own right after the number beside it: "Pumps", "pcs", "12" or "12", "pcs"."""
    found: list[str] = []
    for cell in cells:
        previous = found[-1] if len(found) > 1 else ""
        if _UNIT.fullmatch(previous) and _NUMBER.fullmatch(cell):
            found[-1] = f"{cell} {previous}"
        elif _NUMBER.fullmatch(previous) and _UNIT.fullmatch(cell):
            found[-1] = f"{previous} {cell}"
        else:
            found.append(cell)
    return found
