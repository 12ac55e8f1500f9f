"""Lists as files: exactly what is filtered, in the same order, in every format the same rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import FilterSet

from assistance.interchange.public import FORMATS, PublicColumn, PublicTable, Taken, written
from assistance.models.moments import asked_moment
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
    """Return ``records`` as a file; ``page`` is the name of the list's page."""
    chosen = [f"{each.label}: {each.value}" for each in chosen_in(request, filterset.form)]
    source = request.build_absolute_uri(reverse(page) + query_of(request, filterset.form))
    taken = taken_now(*(chosen or [_("everything public")]), source=source)
    name = f"{page.partition(':')[2]}-{taken.at:%Y-%m-%d}{dated_name()}.{ending}"
    return attached(written(table, records, taken, ending=ending), FORMATS[ending][0], name=name)


def taken_now(*selection: str, source: str) -> Taken:
    """Return that rows are taken now, of the day that is asked about."""
    asked = asked_moment()
    return Taken(
        at=timezone.localtime(),
        selection="; ".join([*dated_in_words(), *selection]),
        source=source,
        known_on=asked.day if asked else None,
        recorded_on=asked.recorded if asked else None,
    )


def attached(content: bytes | str, media_type: str, *, name: str) -> HttpResponse:
    """Return ``content`` as a file to keep under ``name``."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def files_of(page: str, key: int) -> list[tuple[str, str]]:
    """Return name and address of the files of one record, by the name of its ``page``."""
    return [(ending.upper(), reverse(f"{page}-file", args=[key, ending])) for ending in FORMATS]


def dated_name() -> str:
    """Return what the date that is asked about adds to the name of a file, nothing for the present."""
    asked = asked_moment()
    if asked is None:
        return ""
    return f"-as-of-{asked.day.isoformat()}" + (f"-recorded-{asked.recorded.isoformat()}" if asked.recorded else "")


def dated_in_words() -> list[str]:
    """Return in words as of which day rows are, nothing for the present."""
    asked = asked_moment()
    days = {_("as of"): asked.day, _("as recorded on"): asked.recorded} if asked else {}
    return [f"{words} {date_format(day, 'j E Y')}" for words, day in days.items() if day]


def with_address(request: HttpRequest, table: PublicTable, page: str, *, of_first: bool = False) -> PublicTable:
    """Return ``table`` with the address of each record's own ``page`` after its number.

    With ``of_first`` the record is the first of a pair.
    """

    def address(row: Any) -> str:
        record = row[0] if of_first else row
        return request.build_absolute_uri(reverse(page, args=[record.pk]))

    shown = PublicColumn(name="address", about=gettext_lazy("Address of its page."), read=address)
    return replace(table, columns=(table.columns[0], shown, *table.columns[1:]))
