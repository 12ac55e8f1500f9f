"""The ladder converted into one currency at the rates of the days or of one day, with every rate named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from assistance.interchange.cells import Cell
from assistance.models import Commitment
from assistance.models.moments import asked_day
from assistance.presentation.charts import converted_drawing
from assistance.presentation.drawing import Drawing
from assistance.reports import Converted, converted, converted_into, converted_rungs, default_target, targets
from assistance.vocabulary import FIRM_STATUSES
from assistance.web.chart_pages import csv_file, svg_file
from assistance.web.pages import SIZES, page_of

COLUMNS = (
    "commitment", "status", "in_sums", "amount", "amount_upper", "currency", "day", "converted", "converted_upper",
    "target", "rates", "sources",
)  # fmt: skip
#: The currencies that the amount of one commitment is told in beside its own.
BESIDE = ("USD", "EUR", "UAH")


@dataclass(frozen=True, kw_only=True)
class Conversion:
    """The amounts of public commitments in ``target``, as drawing and as rows; ``targets`` are what may be chosen.

    ``rates_of`` is the day whose rates were used for all, None for those of the days; ``query`` asks for the same.
    """

    target: str
    rates_of: date | None
    targets: list[str]
    drawing: Drawing
    rows: tuple[Converted, ...]

    @property
    def unconverted(self) -> int:
        """How many amounts there is no rate for."""
        return sum(row.amount is None for row in self.rows)

    @property
    def chosen_day(self) -> str:
        """The part of the query that asks for the day of the rates, empty where none is chosen."""
        return urlencode({"rates_of": self.rates_of}) if self.rates_of else ""

    @property
    def query(self) -> str:
        """The query that asks for it."""
        return "&".join(filter(None, (urlencode({"in": self.target}), self.chosen_day)))

    @property
    def file_name(self) -> str:
        """What its files are called, without a day and an ending."""
        return f"assistance-in-{self.target}" + (f"-rates-of-{self.rates_of}" if self.rates_of else "")


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The amount of one commitment in other currencies; into those ``missing`` there was no rate on its ``day``."""

    day: date | None
    rows: tuple[Converted, ...]
    missing: tuple[str, ...]


def beside(commitment: Commitment) -> Beside | None:
    """Return the amount of ``commitment`` in other currencies, None where none is told; fetched ``newest_first()``."""
    rows = converted_into(commitment, BESIDE)
    if not rows:
        return None
    return Beside(
        day=rows[0].day,
        rows=tuple(row for row in rows if row.amount is not None),
        missing=tuple(row.target for row in rows if row.amount is None),
    )


def conversion_of(request: HttpRequest) -> Conversion | None:
    """Return the conversion that ``?in=`` and ``?rates_of=`` ask for, None without any rates.

    Raises ``Http404`` for a currency without rates and for what is no day.
    """
    known = targets()
    target = request.GET.get("in") or default_target(known)
    rates_of = _day_in(request)
    if not known and "in" not in request.GET:
        return None
    if target not in known:
        raise Http404(_("There are no rates of this currency."))
    rows = converted(Commitment.objects.published(), to=target, rates_of=rates_of)
    drawing = converted_drawing(converted_rungs(rows), to=target, rates_of=rates_of)
    return Conversion(target=target, rates_of=rates_of, targets=known, drawing=drawing, rows=rows)


def _day_in(request: HttpRequest) -> date | None:
    text = request.GET.get("rates_of", "")
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Http404(_("There is no such day. Write it as year, month and day, such as 2024-06-30.")) from error
    if day and day > asked_day():
        raise Http404(_("There are no rates of a day that has not come yet. Choose an earlier one."))
    return day


def show(request: HttpRequest) -> HttpResponse:
    """Show the converted ladder, and each conversion with its rate beside what is stated."""
    found = conversion_of(request)
    page = page_of(request, found.rows if found else ())
    return render(request, "web/converted.html", {"conversion": found, "page": page, "sizes": SIZES})


def svg(request: HttpRequest) -> HttpResponse:
    """Return the converted ladder as a file that stands alone."""
    found = _found(request)
    page = f"{reverse('web:converted')}?{found.query}"
    return svg_file(request, found.drawing, page=page, name=found.file_name)


def csv(request: HttpRequest) -> HttpResponse:
    """Return each conversion with its rate as a file."""
    found = _found(request)
    return csv_file(COLUMNS, cells_of(found), name=found.file_name)


def _found(request: HttpRequest) -> Conversion:
    found = conversion_of(request)
    if found is None:
        raise Http404(_("No exchange rates are stored yet."))
    return found


def cells_of(conversion: Conversion) -> Iterator[Sequence[Cell]]:
    """Yield a row of cells for every amount."""
    for row in conversion.rows:
        commitment = row.commitment
        yield (
            commitment.pk,
            commitment.status,
            "yes" if commitment.status in FIRM_STATUSES else "no",
            commitment.amount,
            commitment.amount_upper,
            commitment.currency,
            row.day,
            row.amount,
            row.upper,
            row.target,
            "; ".join(
                f"{quote.day} {quote.currency}/{quote.target} {quote.rate.normalize():f}" for quote in row.quotes
            ),
            "; ".join(sorted({quote.source for quote in row.quotes})),
        )
