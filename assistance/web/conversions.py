"""The ladder converted into one currency at the rates of the days, with every rate named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from assistance.interchange.cells import Cell
from assistance.models import Commitment
from assistance.reports import Converted, ConvertedRung, converted, converted_into, converted_rungs, targets
from assistance.vocabulary import FIRM_STATUSES
from assistance.web.chart_pages import csv_file, svg_file
from assistance.web.charts import converted_drawing
from assistance.web.drawing import Drawing
from assistance.web.pages import SIZES, page_of

COLUMNS = (
    "commitment", "status", "in_sums", "amount", "amount_upper", "currency", "day", "converted", "converted_upper",
    "target", "rates", "sources",
)  # fmt: skip
DEFAULT = "EUR"
#: The currencies that the amount of one commitment is told in beside its own.
BESIDE = ("USD", "EUR", "UAH")


@dataclass(frozen=True, kw_only=True)
class Conversion:
    """The amounts of public commitments in ``target``, as drawing and as rows; ``targets`` are what may be chosen."""

    target: str
    targets: list[str]
    drawing: Drawing
    rows: tuple[Converted, ...]

    @property
    def unconverted(self) -> int:
        """How many amounts there is no rate for."""
        return sum(row.amount is None for row in self.rows)


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


@dataclass(frozen=True, kw_only=True)
class InOneCurrency:
    """What is promised or given, rung by rung in ``target``; ``sources`` name the rates that were used.

    ``unconverted`` amounts had none.
    """

    target: str
    rungs: tuple[ConvertedRung, ...]
    sources: tuple[str, ...]
    unconverted: int


def in_one_currency() -> InOneCurrency | None:
    """Return the rungs of what is promised or given in the first choice of currencies, None without any rates."""
    known = targets()
    if not known:
        return None
    target = DEFAULT if DEFAULT in known else known[0]
    rows = [
        row for row in converted(Commitment.objects.published(), to=target) if row.commitment.status in FIRM_STATUSES
    ]
    return InOneCurrency(
        target=target,
        rungs=tuple(rung for rung in converted_rungs(rows).values() if rung.count),
        sources=tuple(sorted({quote.source for row in rows for quote in row.quotes})),
        unconverted=sum(row.amount is None for row in rows),
    )


def conversion_of(request: HttpRequest) -> Conversion | None:
    """Return the conversion that ``?in=`` asks for, None without any rates; ``Http404`` for a currency without."""
    known = targets()
    target = request.GET.get("in") or (DEFAULT if DEFAULT in known else "".join(known[:1]))
    if not known and "in" not in request.GET:
        return None
    if target not in known:
        raise Http404(_("There are no rates of this currency."))
    rows = converted(Commitment.objects.published(), to=target)
    drawing = converted_drawing(converted_rungs(rows), to=target)
    return Conversion(target=target, targets=known, drawing=drawing, rows=rows)


def show(request: HttpRequest) -> HttpResponse:
    """Show the converted ladder, and each conversion with its rate beside what is stated."""
    found = conversion_of(request)
    page = page_of(request, found.rows if found else ())
    return render(request, "web/converted.html", {"conversion": found, "page": page, "sizes": SIZES})


def svg(request: HttpRequest) -> HttpResponse:
    """Return the converted ladder as a file that stands alone."""
    found = _found(request)
    page = f"{reverse('web:converted')}?in={found.target}"
    return svg_file(request, found.drawing, page=page, name=f"assistance-in-{found.target}")


def csv(request: HttpRequest) -> HttpResponse:
    """Return each conversion with its rate as a file."""
    found = _found(request)
    return csv_file(COLUMNS, _cells(found), name=f"assistance-in-{found.target}")


def _found(request: HttpRequest) -> Conversion:
    found = conversion_of(request)
    if found is None:
        raise Http404(_("No exchange rates are stored yet."))
    return found


def _cells(conversion: Conversion) -> Iterator[Sequence[Cell]]:
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
