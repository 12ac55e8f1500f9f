"""Lists as files: exactly what is filtered, in the same order, in every format the same rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django_filters import FilterSet

from assistance.interchange.public import FORMATS, PublicTable, dated_name, taken_now, written
from assistance.interchange.public import with_address as with_column_of_address
from assistance.web.pages import chosen_in, query_of


def wanted(filterset: FilterSet, ending: str) -> bool:
    """Return whether a list is asked for as a file and can be given; ``Http404`` for a format there is not.

    Where the form has an error, the page with the error is the answer.
    """
    if ending and ending not in FORMATS:
        raise Http404(_("There is no such file. Lists can be downloaded as CSV, XLSX and JSON."))
    return bool(ending) and filterset.form.is_valid()


def download(
    request: HttpRequest, filterset: FilterSet, table: PublicTable, records: Iterable[Any], *, page: str, ending: str
) -> HttpResponse:
    """Return ``records`` as a file, with ``?hxl=1`` tagged; ``page`` is the name of the list's page."""
    hxl = request.GET.get("hxl", "")
    if hxl not in ("", "1"):
        return refused(_("“hxl” is 1 for a row of hashtags, or is left out."))
    table = replace(table, tagged=bool(hxl))
    chosen = [f"{each.label}: {each.value}" for each in chosen_in(request, filterset.form)]
    source = request.build_absolute_uri(reverse(page) + query_of(request, filterset.form))
    taken = taken_now(*(chosen or [_("everything public")]), source=source)
    name = f"{page.partition(':')[2]}-{taken.at:%Y-%m-%d}{dated_name()}.{ending}"
    return attached(written(table, records, taken, ending=ending), FORMATS[ending][0], name=name)


def refused(message: str) -> HttpResponse:
    """Return the answer to what cannot be asked of a file, in plain words."""
    return HttpResponse(message, status=400, content_type="text/plain; charset=utf-8")


def attached(content: bytes | str, media_type: str, *, name: str) -> HttpResponse:
    """Return ``content`` as a file to keep under ``name``."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def files_of(page: str, key: int) -> list[tuple[str, str]]:
    """Return name and address of the files of one record, by the name of its ``page``."""
    return [(ending.upper(), reverse(f"{page}-file", args=[key, ending])) for ending in FORMATS]


def with_address(request: HttpRequest, table: PublicTable, page: str, *, of_first: bool = False) -> PublicTable:
    """Return ``table`` with the address of each record's own ``page`` after its number.

    With ``of_first`` the record is the first of a pair.
    """

    def address(row: Any) -> str:
        record = row[0] if of_first else row
        return request.build_absolute_uri(reverse(page, args=[record.pk]))

    return with_column_of_address(table, address)
