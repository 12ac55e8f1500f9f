"""A whole list as a file, made while it is sent: what is held of it are its keys and one batch of its rows."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from tempfile import TemporaryFile
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language, override
from rest_framework.utils.encoders import JSONEncoder

from assistance.interchange.public import PublicTable, Taken, csv_in_parts, dated_name, xlsx_into
from assistance.interchange.public.tables import FORMATS

#: How many rows are fetched and written at once.
BATCH = 500

M = TypeVar("M", bound=Model)
R = TypeVar("R")


def batches_of(found: QuerySet[M], fetched: QuerySet[M]) -> Iterator[list[M]]:
    """Return the rows that are ``found``, in their order, a batch at a time, each as it is ``fetched``.

    Of all of them only the keys are held, eight bytes a row: they are found at once, so that what goes meanwhile is
    left out, what comes is not told, and no row is told twice.
    """
    keys = found.prefetch_related(None).values_list("pk", flat=True).iterator()
    return _fetched(array("q", keys), fetched)


def _fetched(keys: array[int], fetched: QuerySet[M]) -> Iterator[list[M]]:
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        rows = {row.pk: row for row in fetched.filter(pk__in=list(part)).order_by()}
        yield [rows[key] for key in part if key in rows]


def batched(rows: Iterable[R]) -> Iterator[list[R]]:
    """Yield ``rows`` a batch at a time."""
    there = iter(rows)
    while part := list(islice(there, BATCH)):
        yield part


def csv_file(table: PublicTable, records: Iterable[Any], taken: Taken) -> HttpResponseBase:
    """Return the CSV of ``records``, sent as it is written."""
    return _streamed(csv_in_parts(table, records, taken), FORMATS["csv"][0], name=_name(table.name, taken, "csv"))


def xlsx_file(table: PublicTable, records: Iterable[Any], taken: Taken) -> HttpResponseBase:
    """Return the XLSX of ``records``: written to a file that is gone when it is sent, as it begins with its end."""
    out = TemporaryFile()  # noqa: SIM115 - the answer closes it
    try:
        xlsx_into(out, table, records, taken)
    except BaseException:
        out.close()
        raise
    out.seek(0)
    name = _name(table.name, taken, "xlsx")
    return FileResponse(out, as_attachment=True, filename=name, content_type=FORMATS["xlsx"][0])


def ndjson_file(
    name: str, batches: Iterable[Sequence[Any]], written: Callable[[Any], Sequence[Any]], taken: Taken
) -> HttpResponseBase:
    """Return the rows of ``batches``, ``written`` as in JSON, one a line, sent as they are written."""
    parts = (b"".join(_line(row) for row in written(batch)) for batch in batches)
    return _streamed(parts, "application/x-ndjson", name=_name(name, taken, "ndjson"))


def _line(row: Any) -> bytes:
    return json.dumps(row, cls=JSONEncoder, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _name(name: str, taken: Taken, ending: str) -> str:
    return f"{name}-{taken.at:%Y-%m-%d}{dated_name()}.{ending}"


def _streamed(parts: Iterator[bytes], media_type: str, *, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_spoken(parts, get_language()), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _spoken(parts: Iterator[bytes], language: str | None) -> Iterator[bytes]:
    """Yield ``parts``, each made in ``language``: by then the request's own is forgotten."""
    end = object()
    while True:
        with override(language):
            part = next(parts, end)
        if part is end:
            return
        yield part  # type: ignore[misc]
