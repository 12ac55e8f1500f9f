"""The list of commitments as a file: in our columns, with amounts converted, or in those of the Kiel tracker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django_filters import FilterSet

from assistance.interchange.public import COMMITMENTS, KIEL, PublicTable, kiel_rows, with_converted, with_items
from assistance.interchange.public.kiel import EURO
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports import targets
from assistance.reports.conversion import converted_each
from assistance.web.downloads import download, refused, with_address

#: The layouts there are beside our own.
LAYOUTS = ("kiel",)


def commitments_file(
    request: HttpRequest, filterset: FilterSet, found: CommitmentQuerySet, *, ending: str
) -> HttpResponse:
    """Return ``found`` as a file, in the layout ``?layout=`` and with amounts in the currency ``?in=`` asks for."""
    layout, to = request.GET.get("layout", ""), request.GET.get("in", "")
    if layout and layout not in LAYOUTS:
        return refused(_("There is no layout of this name. Allowed: %(names)s.") % {"names": ", ".join(LAYOUTS)})
    if to and layout:
        return refused(_("The layout has columns of its own. Leave out “layout” or “in”."))
    if to and to not in (known := targets()):
        told = _("There are no rates of this currency. Allowed: %(names)s.")
        return refused(told % {"names": ", ".join(known) or _("none")})
    table, records = _in_kiels_columns(found) if layout else _in_ours(request, found, to)
    return download(request, filterset, table, records, page="web:commitments", ending=ending)


def _in_ours(request: HttpRequest, found: CommitmentQuerySet, to: str) -> tuple[PublicTable, Iterable[Any]]:
    rows = list(with_items(found))
    table = with_address(request, COMMITMENTS, "web:commitment")
    if not to:
        return table, rows
    converted = {row.commitment.pk: row for row in converted_each(rows, to=to)}
    return with_converted(table, converted, to=to), rows


def _in_kiels_columns(found: CommitmentQuerySet) -> tuple[PublicTable, Iterable[Any]]:
    rows = list(with_items(found, accounts=True))
    euros = {row.commitment.pk: row for row in converted_each(rows, to=EURO)}
    return KIEL, kiel_rows(rows, euros)
