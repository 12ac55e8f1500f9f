"""Each chart on a page of its own, with its table, and as files of the same rows: SVG and CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from assistance.interchange.cells import Cell
from assistance.interchange.csv_file import write_csv
from assistance.interchange.public import dated_name
from assistance.models import Commitment
from assistance.models.commitments import CommitmentQuerySet
from assistance.models.moments import asked_day
from assistance.presentation.charts import GROUPED, GroupRow, group_drawing, group_rows, ladder_drawing
from assistance.presentation.drawing import Drawing
from assistance.reports import Ladder, RegionRow, Rung, TotalsRow, groups, ladder, region_rows, totals
from assistance.web.ladders import Bars, bars_of
from assistance.web.maps import map_drawing

LADDER = "ladder"
MAP = "map"
SUBJECTS = (LADDER, *GROUPED, MAP)
COLUMNS = ("group", "name", "status", "status_name", "in_sums", "currency", "amount", "commitments", "amounts")


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A chart with all it is shown with: ``rows`` of groups; the ladder has ``bars`` instead, a map ``regions`` too."""

    subject: str
    currency: str
    currencies: tuple[str, ...]
    drawing: Drawing
    rows: Sequence[GroupRow] = ()
    bars: Bars | None = None
    ladder: Ladder | None = None
    regions: tuple[RegionRow, ...] = ()


def chart_of(request: HttpRequest, subject: str) -> Chart:
    """Return the chart of ``subject`` in the currency of ``?currency=``; ``Http404`` for one there is not."""
    if subject not in SUBJECTS:
        raise Http404(_("There is no such chart."))
    published = Commitment.objects.published()
    whole = ladder(published)
    currency = request.GET.get("currency", "")
    if currency and (subject == MAP or currency not in whole.currencies):
        raise Http404(_("There is no chart in this currency."))
    if subject == LADDER:
        return _ladder_chart(whole, currency)
    if subject == MAP:
        return _map_chart(published, whole)
    rows = group_rows(groups(totals(published, by=subject)), by=subject)
    drawing = group_drawing(rows, by=subject, currency=currency)
    return Chart(subject=subject, currency=currency, currencies=whole.currencies, drawing=drawing, rows=rows)


def _ladder_chart(whole: Ladder, currency: str) -> Chart:
    drawing = ladder_drawing(whole, currency=currency)
    return Chart(
        subject=LADDER,
        currency=currency,
        currencies=whole.currencies,
        drawing=drawing,
        bars=bars_of(whole),
        ladder=whole,
    )


def _map_chart(published: CommitmentQuerySet, whole: Ladder) -> Chart:
    placed = totals(published, by="place")
    regions = region_rows(placed)
    rows = group_rows(groups(placed), by="place")
    return Chart(
        subject=MAP, currency="", currencies=whole.currencies, drawing=map_drawing(regions), rows=rows, regions=regions
    )


def show(request: HttpRequest, subject: str) -> HttpResponse:
    """Show one chart with its table and the other ways to have it."""
    if subject == MAP:
        return redirect("web:places", permanent=True)
    chart = chart_of(request, subject)
    heading = GROUPED[subject][1] if subject in GROUPED else ""
    return render(request, "web/chart.html", {"chart": chart, "heading": heading, "subjects": subjects()})


def subjects() -> list[tuple[str, str]]:
    """Return every chart there is with its name."""
    return [(LADDER, _("The ladder of certainty")), *((name, str(words[0])) for name, words in GROUPED.items())]


def svg(request: HttpRequest, subject: str) -> HttpResponse:
    """Return the chart as a file that stands alone."""
    chart = chart_of(request, subject)
    return svg_file(request, chart.drawing, page=reverse("web:chart", args=[subject]), name=_file_name(chart))


def svg_file(request: HttpRequest, drawing: Drawing, *, page: str, name: str) -> HttpResponse:
    """Return ``drawing`` as a file called ``name``, with its title, its day and ``page`` as its source."""
    context = {
        "drawing": drawing,
        "site": f"{request.scheme}://{request.get_host()}",
        "page": request.build_absolute_uri(page),
        "today": asked_day(),
    }
    response = render(request, "web/charts/alone.svg", context, content_type="image/svg+xml")
    response["Content-Disposition"] = f'inline; filename="{name}{dated_name()}.svg"'
    return response


def csv(request: HttpRequest, subject: str) -> HttpResponse:
    """Return the rows that the chart is drawn from."""
    chart = chart_of(request, subject)
    return csv_file(COLUMNS, cells_of(chart), name=_file_name(chart))


def csv_file(columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, name: str) -> HttpResponse:
    """Return ``rows`` as a file called ``name``."""
    response = HttpResponse(write_csv(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}{dated_name()}.csv"'
    return response


def _file_name(chart: Chart) -> str:
    return "-".join(filter(None, ("assistance", chart.subject, chart.currency)))


def cells_of(chart: Chart) -> Iterator[Sequence[Cell]]:
    """Yield a row of cells for every sum of ``chart``, and for what states no amount.

    Of a chart in one currency, these are the sums in it. The last column tells whether the amounts are stated, not
    stated or withheld.
    """
    if chart.ladder is not None:
        yield from cells_of_rungs(chart.ladder, chart.currency)
    yield from _cells_of_groups(chart.rows, chart.currency)


def cells_of_rungs(whole: Ladder, currency: str = "") -> Iterator[Sequence[Cell]]:
    """Yield a row of cells for every sum of a ladder, in one currency or in all."""
    yield from _cells("", "", whole.rungs, currency)


def cells_of_totals(rows: Sequence[TotalsRow], *, by: str) -> Iterator[Sequence[Cell]]:
    """Yield a row of cells for every sum of a breakdown."""
    yield from _cells_of_groups(group_rows(groups(rows), by=by), "")


def _cells_of_groups(rows: Iterable[GroupRow], currency: str) -> Iterator[Sequence[Cell]]:
    for row in rows:
        key = ";".join(key for key, _name in row.group.parts)
        yield from _cells(key, row.name, row.group.rows, currency)


def _cells(key: str, name: str, rows: Iterable[Rung | TotalsRow], currency: str) -> Iterator[Sequence[Cell]]:
    for row in rows:
        first = (key, name, row.status.value, _(row.status.label), "yes" if row.counted else "no")
        for entry in row.sums:
            if currency in ("", entry.currency):
                yield (*first, entry.currency, entry.amount, entry.count, "stated")
        if row.without_amount and not currency:
            yield (*first, "", None, row.without_amount, "not stated")
        if row.withheld and not currency:
            yield (*first, "", None, row.withheld, "withheld")
