"""Files of the National Bank of Ukraine: its official rates of foreign currencies in hryvnias, as JSON or as CSV.

JSON is what its open data answers (https://bank.gov.ua/ua/open-data/api-dev), with or without units; CSV is a table
with the headings of its page of rates, in Ukrainian or English. Of other headings no notice is taken.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from assistance.vocabulary import CURRENCIES

HRYVNIA = "UAH"
MAX_BYTES = 20_000_000
#: Digits of a rate after the point, and the bound it stays below.
STEP = Decimal("0.00000001")
LIMIT = Decimal(10**12)

#: The headings a fact stands under, the first that is there. A rate of one unit goes before one of several.
HEADINGS = {
    "day": ("exchangedate", "startdate", "date", "дата"),
    "currency": ("cc", "currencycodel", "currency", "код літерний"),
    "rate of one": ("rate_per_unit",),
    "rate": ("rate", "amount", "офіційний курс гривні, грн", "офіційний курс"),
    "units": ("units", "кількість одиниць"),
}
_DAY = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})", re.ASCII)


class RateFileError(ValueError):
    """A file of rates cannot be taken; the message says where, why and what to do."""


@dataclass(frozen=True, kw_only=True)
class ReadRate:
    """On ``day`` one unit of ``currency`` was worth ``rate`` hryvnias; ``place`` is where in the file that stands."""

    place: str
    currency: str
    day: date
    rate: Decimal


@dataclass(frozen=True, kw_only=True)
class RateFile:
    """The rates of a file, each once; ``skipped`` are the codes of metals and of currencies out of use."""

    rates: tuple[ReadRate, ...]
    skipped: tuple[str, ...]


def read_rates(data: bytes) -> RateFile:
    """Return the rates in ``data``; its first sign tells whether it is JSON or CSV. Raises ``RateFileError``."""
    if len(data) > MAX_BYTES:
        raise RateFileError(f"The file is larger than {MAX_BYTES // 1_000_000} MB. Split it.")
    text = _text_of(data)
    rows = _json_rows(text) if text.lstrip().startswith(("[", "{")) else _csv_rows(text)
    found: dict[tuple[str, date], ReadRate] = {}
    skipped: set[str] = set()
    for place, row in rows:
        currency = _told(place, row, "currency").upper()
        if currency not in CURRENCIES:
            skipped.add(currency)
            continue
        rate = ReadRate(place=place, currency=currency, day=_day(place, row), rate=_rate(place, row))
        _add(found, rate)
    if not found:
        raise RateFileError("The file has no rate of a currency in use. Export it again from bank.gov.ua.")
    return RateFile(rates=tuple(found.values()), skipped=tuple(sorted(skipped)))


def _add(found: dict[tuple[str, date], ReadRate], rate: ReadRate) -> None:
    if rate.currency == HRYVNIA:
        raise RateFileError(f"{rate.place}: the hryvnia has no rate in hryvnias. Take the row out.")
    other = found.setdefault((rate.currency, rate.day), rate)
    if other.rate != rate.rate:
        raise RateFileError(
            f"{rate.place}: {rate.currency} on {rate.day} is {rate.rate:f}, but {other.place} says {other.rate:f}. "
            "Leave the right one."
        )


def _text_of(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1251")
    except UnicodeDecodeError as error:
        raise RateFileError("The file is no text in UTF-8 or windows-1251. Save it as CSV or JSON.") from error


def _json_rows(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    try:
        rows = json.loads(text, parse_float=str, parse_int=str, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise RateFileError(f"Line {error.lineno}: this is no JSON ({error.msg}). Download the file again.") from error
    except RecursionError as error:
        raise RateFileError("This is no list of rates. Download the file again.") from error
    if not isinstance(rows, list):
        raise RateFileError("This is no list of rates. It begins with [ and has an object a rate.")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise RateFileError(f"Entry {number}: this is no object with a rate. Download the file again.")
        yield f"Entry {number}", _by_heading(row.items())


def _refuse_constant(name: str) -> NoReturn:
    raise RateFileError(f"{name} is no rate. Download the file again.")


def _csv_rows(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    lines = text.splitlines()
    delimiter = max(";,\t", key=(lines or [""])[0].count)
    reader = csv.DictReader(lines, delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if None in row:
                raise RateFileError(f"Line {reader.line_num}: there are more cells than headings. Correct the line.")
            if any(row.values()):
                yield f"Line {reader.line_num}", _by_heading(row.items())
    except csv.Error as error:
        raise RateFileError(f"Line {reader.line_num}: this is no CSV ({error}). Save the table again.") from error


def _by_heading(cells: Iterable[tuple[str, Any]]) -> Mapping[str, str]:
    texts = {str(name).strip().casefold(): value for name, value in cells}
    return {name: str(value).strip() for name, value in texts.items() if value not in (None, "")}


def _found(row: Mapping[str, str], fact: str) -> str:
    return next((row[name] for name in HEADINGS[fact] if name in row), "")


def _told(place: str, row: Mapping[str, str], fact: str) -> str:
    if text := _found(row, fact):
        return text
    raise RateFileError(f"{place}: there is no {fact}. It stands under one of: {', '.join(HEADINGS[fact])}.")


def _day(place: str, row: Mapping[str, str]) -> date:
    text = _told(place, row, "day")
    match = _DAY.fullmatch(text)
    try:
        return date.fromisoformat("-".join(reversed(match.groups())) if match else text)
    except ValueError as error:
        raise RateFileError(f"{place}: “{text}” is no day. Write it as 08.12.2022 or as 2022-12-08.") from error


def _rate(place: str, row: Mapping[str, str]) -> Decimal:
    text = _found(row, "rate of one")
    rate = _number(place, text) if text else _number(place, _told(place, row, "rate"))
    units = _found(row, "units")
    if units and not text:
        rate /= _number(place, units)
    if rate >= LIMIT or rate != rate.quantize(STEP):
        raise RateFileError(f"{place}: {rate:f} has more than eight decimals or is too large. Correct it.")
    return rate.quantize(STEP)


def _number(place: str, text: str) -> Decimal:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise RateFileError(f"{place}: “{text}” is no number. Write it as 36.5686.") from error
    if not (number.is_finite() and number > 0):
        raise RateFileError(f"{place}: “{text}” is not above zero. Correct it.")
    return number
