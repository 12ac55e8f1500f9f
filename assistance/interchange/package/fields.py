"""Tables of the data package: fields with their types, the keys they are joined by, and the rows in the order of these.

Codes are written, never their words: a package reads the same in every language. ``codes`` has the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from assistance.interchange.cells import neutralised, plain
from assistance.vocabulary import Word

M = TypeVar("M", bound=Model)

#: What a field holds; None where it is unknown.
FieldValue = str | int | bool | Decimal | date | datetime | None

#: How many records are held at once.
AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field: its name, what stands in it, its Frictionless type, and how it is read of a row.

    ``words`` are the only values it may have; ``of`` is the table whose key it holds; ``pattern`` is what a text looks
    like.
    """

    name: str
    about: str | Promise
    read: Callable[[Any], FieldValue]
    words: type[Word] | None = None
    type: str = "string"
    required: bool = False
    of: str = ""
    pattern: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table: what a row of it is, the fields of its key, and what yields the rows in the order of the key.

    ``dated`` is false where the rows are of no earlier day.
    """

    name: str
    about: str | Promise
    fields: tuple[Field, ...]
    rows: Callable[[], Iterable[Any]]
    key: tuple[str, ...] = ("id",)
    dated: bool = True


def text(name: str, about: str | Promise, read: Callable[[Any], str | None], **more: Any) -> Field:
    """Return a field of text; an empty text is unknown."""
    return Field(name=name, about=about, read=lambda row: read(row) or None, **more)


def code(name: str, about: str | Promise, words: type[Word], read: Callable[[Any], str | None], **more: Any) -> Field:
    """Return a field that holds one of ``words``, by its code."""
    return text(name, about, read, words=words, **more)


def whole(name: str, about: str | Promise, read: Callable[[Any], int | None], **more: Any) -> Field:
    """Return a field of whole numbers."""
    return Field(name=name, about=about, read=read, type="integer", **more)


def number(name: str, about: str | Promise, read: Callable[[Any], Decimal | None], **more: Any) -> Field:
    """Return a field of exact numbers."""
    return Field(name=name, about=about, read=read, type="number", **more)


def currency(name: str, about: str | Promise, read: Callable[[Any], str | None], **more: Any) -> Field:
    """Return a field of ISO 4217 codes."""
    return text(name, about, read, pattern="[A-Z]{3}", **more)


def day(name: str, about: str | Promise, read: Callable[[Any], date | None], **more: Any) -> Field:
    """Return a field of days."""
    return Field(name=name, about=about, read=read, type="date", **more)


def moment(name: str, about: str | Promise, read: Callable[[Any], datetime | None], **more: Any) -> Field:
    """Return a field of moments."""
    return Field(name=name, about=about, read=read, type="datetime", **more)


def truth(name: str, about: str | Promise, read: Callable[[Any], bool]) -> Field:
    """Return a field that says yes or no."""
    return Field(name=name, about=about, read=read, type="boolean", required=True)


def own_key(about: str | Promise) -> Field:
    """Return the number of the row's record, which is the key of most tables."""
    return whole("id", about, lambda row: row.pk, required=True)


def written_as_csv(value: FieldValue) -> str:
    """Return ``value`` as it stands in a cell: moments in UTC, and no text that a spreadsheet would compute."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    return neutralised(value) if isinstance(value, str) else plain(Decimal(value))


def batches(rows: QuerySet[M]) -> Iterator[QuerySet[M]]:
    """Yield ``rows`` in parts, in the order of their keys, so that few are held at once."""
    last = 0
    while keys := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        yield rows.filter(pk__in=keys).order_by("pk")
        last = keys[-1]


def each(rows: QuerySet[M]) -> Iterator[M]:
    """Yield every one of ``rows``, in the order of their keys."""
    for part in batches(rows):
        yield from part
