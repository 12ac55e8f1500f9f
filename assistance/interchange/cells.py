"""What stands in a cell: text that no spreadsheet takes for a formula, numbers and days as people write them."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

#: What a cell holds; None where it is empty.
Cell = str | int | Decimal | date | None

#: Texts that a spreadsheet would compute, and those that look like one made harmless.
_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")

_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f"))
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
#: One comma and three digits: a thousand in English, a thousandth in Ukrainian.
_AMBIGUOUS = re.compile(r"[+-]?\d{1,3},\d{3}")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DOTTED_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class CellError(ValueError):
    """A cell cannot be taken; the message is for the person who filled it in."""


def neutralised(text: str) -> str:
    """Return ``text`` with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def restored(text: str) -> str:
    """Return ``text`` without the apostrophe that ``neutralised`` put before it."""
    return text[1:] if text.startswith("'") and _LIKE_A_FORMULA.match(text) else text


def plain(number: Decimal) -> str:
    """Return the digits of ``number`` without needless zeros: never a power of ten, never a binary fraction."""
    return format(number.normalize(), "f") if number else "0"


def from_float(number: float) -> Decimal:
    """Return ``number`` as a spreadsheet shows it, to fifteen digits: 0.1 and not 0.1000000000000000055."""
    return Decimal(f"{number:.15g}")


def as_text(cell: Cell) -> str:
    """Return what stands in ``cell`` as text."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return plain(cell) if isinstance(cell, Decimal) else str(cell)


def as_number(cell: Cell) -> Decimal | None:
    """Return the number in ``cell``, None where it is empty; raise ``CellError`` where it is none or may be two."""
    if cell is None or isinstance(cell, int | Decimal):
        return None if cell is None else Decimal(cell)
    text = as_text(cell).translate(_SPACES)
    if not text:
        return None
    if _AMBIGUOUS.fullmatch(text):
        raise CellError(
            _("“%(text)s” may be read in two ways. Write it with a point, or without commas.") % {"text": cell}
        )
    if not _NUMBER.fullmatch(text):
        raise CellError(_("“%(text)s” is no number. Write digits, such as 2500000 or 0.5.") % {"text": cell})
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise CellError(_("“%(text)s” is no number. Write digits, such as 2500000 or 0.5.") % {"text": cell}) from error


def as_day(cell: Cell) -> date | None:
    """Return the day in ``cell``, None where it is empty; raise ``CellError`` where it is none or has an hour."""
    if isinstance(cell, datetime):
        if cell.time() != time():
            raise CellError(_("A day is wanted here, without an hour."))
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = as_text(cell).strip()
    if not text:
        return None
    iso, dotted = _ISO_DAY.fullmatch(text), _DOTTED_DAY.fullmatch(text)
    parts = iso.groups() if iso else tuple(reversed(dotted.groups())) if dotted else ()
    try:
        return date(*map(int, parts)) if parts else _no_day(text)
    except ValueError as error:
        raise CellError(_("“%(text)s” is no day. Write it as 2026-11-22.") % {"text": text}) from error


def _no_day(text: str) -> date:
    raise CellError(_("“%(text)s” is no day. Write it as 2026-11-22.") % {"text": text})
