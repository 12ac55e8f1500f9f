"""Places: the regions of Ukraine that assistance goes to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assistance.models import Commitment
from assistance.reports import withheld_beside
from assistance.web.chart_pages import MAP, chart_of


def show(request: HttpRequest) -> HttpResponse:
    """Show the map of regions with its table, and how many commitments tell no region."""
    chart = chart_of(request, MAP)
    context = {
        "chart": chart,
        "named": [row for row in chart.regions if row.count],
        "unnamed": [row.region for row in chart.regions if not row.count],
        "untold": sum(row.group.count for row in chart.rows if not row.group.parts),
        "told": sum(row.group.count for row in chart.rows if row.group.parts),
        "withheld": withheld_beside(Commitment),
    }
    return render(request, "web/places.html", context)
