"""The first page: how much stands on which rung, who gives to whom, and how complete the picture is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from assistance.interchange.cells import Cell
from assistance.models import Commitment
from assistance.models.commitments import CommitmentQuerySet
from assistance.models.moments import asked_moment
from assistance.presentation.charts import GroupRow, group_drawing, group_rows, ladder_drawing
from assistance.presentation.drawing import Drawing
from assistance.reports import OVERVIEW, Ladder, TotalsRow, breakdowns, completeness, groups, in_one_currency, ladder
from assistance.web.changes import LATEST, latest_changes, ways_to_changes
from assistance.web.chart_pages import csv_file
from assistance.web.ladders import bars_of

#: How many groups of a kind, and how many currencies, the overview draws; all of them are on the charts' own pages.
GROUPS = 6
CURRENCIES = 2


@dataclass(frozen=True, kw_only=True)
class Part:
    """One breakdown: its largest groups as drawn and as rows, and how many groups there are in all."""

    subject: str
    drawing: Drawing
    rows: tuple[GroupRow, ...]
    all_rows: int


def show(request: HttpRequest) -> HttpResponse:
    """Show the overview."""
    published = Commitment.objects.published()
    whole = ladder(published)
    context = {
        "ladder": whole,
        "bars": bars_of(whole),
        "drawing": ladder_drawing(whole),
        "in_currencies": [ladder_drawing(whole, currency=code) for code in main_currencies(whole)],
        "converted": in_one_currency(published),
        **_latest(published),
        **ways_to_changes(),
        "parts": [part_of(subject, rows) for subject, rows in breakdowns(published, by=OVERVIEW).items()],
        "completeness": completeness(),
    }
    return render(request, "web/overview.html", context)


def _latest(published: CommitmentQuerySet) -> dict[str, Any]:
    """Return what changed last; of an earlier day the commitments told of last, as changes are of no date."""
    if asked_moment() is None:
        return {"latest": latest_changes()}
    return {"latest_told": published.with_parties().newest_first()[:LATEST]}


def main_currencies(whole: Ladder) -> list[str]:
    """Return the currencies that most commitments on ``whole`` state their amounts in."""
    sums = [entry for rung in whole.rungs for entry in rung.sums]
    counted = {code: sum(entry.count for entry in sums if entry.currency == code) for code in whole.currencies}
    return sorted(counted, key=lambda code: (-counted[code], code))[:CURRENCIES]


def part_of(subject: str, rows: tuple[TotalsRow, ...]) -> Part:
    """Return the breakdown by ``subject``: its largest groups, of years all."""
    named = group_rows(groups(rows), by=subject)
    shown = tuple(named if subject == "year" else named[:GROUPS])
    drawing = group_drawing(shown, by=subject, page=reverse("web:chart", args=[subject]))
    return Part(subject=subject, drawing=drawing, rows=shown, all_rows=len(named))


def completeness_csv(request: HttpRequest) -> HttpResponse:
    """Return how complete all is as a file; of an earlier day only what does not tell the days of drafts."""
    told, asked = completeness(), asked_moment()
    drafts_too: list[Sequence[Cell]] = [
        ("releases_read", told.releases_read),
        ("publishers", told.publishers),
        ("claims_decided", told.claims_decided),
        ("claims_waiting", told.claims_waiting),
        ("share_decided", told.share_decided),
    ]
    public: list[Sequence[Cell]] = [
        ("releases_public", told.releases_public),
        ("last_release", told.last_release),
        ("records_withheld", told.withheld.records),
        ("amounts_withheld", told.withheld.amounts),
    ]
    return csv_file(("figure", "value"), public if asked else [*drafts_too, *public], name="completeness")
