"""What changed between two days: the ladder on each of them, and the commitments that make the difference."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from assistance.models import Commitment
from assistance.reports import DayError, RungDifference, TwoDays, between, two_days, withheld_beside
from assistance.reports.days import FROM, RECORDS_OF, TO
from assistance.templatetags.figures import money
from assistance.web.pages import SIZES, page_of


@dataclass(frozen=True, kw_only=True)
class RungRow:
    """A rung on both days, with what is different in words; ``words`` is empty where nothing is."""

    rung: RungDifference
    words: tuple[str, ...]


def show(request: HttpRequest) -> HttpResponse:
    """Show the form and, once a day is chosen, what changed; status 400 for a day nothing can be told of."""
    asked = {name: request.GET.get(name, "") for name in (FROM, TO, RECORDS_OF)}
    form = {"first": asked[FROM], "last": asked[TO], "recorded": asked[RECORDS_OF]}
    if not any(asked.values()):
        return render(request, "web/between.html", {"form": form, "withheld": withheld_beside(Commitment)})
    try:
        days = two_days(request.GET.dict())
    except DayError as error:
        context = {"form": form, "problem": str(error), "withheld": withheld_beside(Commitment)}
        return render(request, "web/between.html", context, status=400)
    found = between(days, narrow=lambda commitments: commitments)
    context = {
        "form": {"first": str(days.first), "last": str(days.last), "recorded": asked[RECORDS_OF]},
        "found": found,
        "rows": [_row(rung) for rung in found.rungs if rung.before.count or rung.after.count],
        "page": page_of(request, found.moves),
        "sizes": SIZES,
        "permanent": _permanent(days),
        "withheld": withheld_beside(Commitment),
    }
    return render(request, "web/between.html", context)


def _permanent(days: TwoDays) -> str:
    """Return the query that keeps telling the same: by the records of today, unless it is one already."""
    recorded = days.recorded or timezone.localdate()
    return urlencode({FROM: days.first, TO: days.last, RECORDS_OF: recorded})


def _row(rung: RungDifference) -> RungRow:
    sums = [_signed(entry.difference, entry.currency) for entry in rung.sums if entry.difference]
    number = [f"{'+' if rung.difference > 0 else '−'}{abs(rung.difference)}"] if rung.difference else []
    return RungRow(rung=rung, words=(*number, *sums))


def _signed(difference: Decimal, currency: str) -> str:
    return f"{'+' if difference > 0 else '−'}{money(abs(difference), currency)}"
