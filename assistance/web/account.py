"""What belongs to a donor, a recipient or a project: ladder, breakdowns, commitments, equipment and what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise

from assistance.models import Commitment, EquipmentLine
from assistance.models.commitments import CommitmentQuerySet
from assistance.presentation.charts import GROUPED, GroupRow, group_drawing, group_rows
from assistance.presentation.drawing import Drawing
from assistance.reports import accounts_of, breakdowns, by_category, by_item, groups, ladder, withheld_beside
from assistance.web.items import item_rows
from assistance.web.ladders import bars_of
from assistance.web.moments import found_in, moments_of
from assistance.web.pages import SIZES, page_of

#: How many of the latest moments and of a breakdown's groups the page itself shows.
LATEST = 6
GROUPS = 6


@dataclass(frozen=True, kw_only=True)
class Part:
    """One breakdown: its largest groups as drawn, all of them as rows, and the heading of their table."""

    subject: str
    drawing: Drawing
    rows: Sequence[GroupRow]
    heading: Promise


def account_of(
    request: HttpRequest, commitments: CommitmentQuerySet, *, by: Sequence[str], **narrowed: str
) -> dict[str, Any]:
    """Return the figures and rows of ``commitments``, which must be published ones, and what is withheld.

    ``by`` names the breakdowns; ``narrowed`` is what lists of commitments and of equipment are narrowed to for them.
    """
    whole = ladder(commitments)
    lines = EquipmentLine.objects.published().filter(commitment__in=commitments.order_by().values("pk"))
    accounts = accounts_of(lines)
    found = found_in(commitments)
    days = [each.day for each in found if each.day != date.min]
    return {
        "ladder": whole,
        "bars": bars_of(whole, with_empty=False),
        "parts": _parts(commitments, by),
        "page": page_of(request, commitments.with_parties().newest_first()),
        "narrowed": urlencode(narrowed),
        "categories": item_rows(by_category(accounts), **narrowed),
        "items": item_rows(by_item(accounts), **narrowed),
        "moments": moments_of(found[:LATEST]),
        "all_moments": len(found),
        "first_day": min(days, default=None),
        "last_day": max(days, default=None),
        "withheld": withheld_beside(Commitment),
    }


def _parts(commitments: CommitmentQuerySet, by: Sequence[str]) -> list[Part]:
    parts = []
    for subject, rows in breakdowns(commitments, by=by).items():
        named = group_rows(groups(rows), by=subject)
        shown = named if subject == "year" else named[:GROUPS]
        drawing = group_drawing(shown, by=subject)
        parts.append(Part(subject=subject, drawing=drawing, rows=named, heading=GROUPED[subject][1]))
    return parts


def render_moments(
    request: HttpRequest, commitments: CommitmentQuerySet, *, name: str, back: str, pk: int
) -> HttpResponse:
    """Render all that happened to ``commitments``, page by page; ``name`` is whose they are, ``back`` its page."""
    page = page_of(request, found_in(commitments))
    context = {
        "name": name,
        "back": reverse(back, args=[pk]),
        "page": page,
        "moments": moments_of(list(page)),
        "sizes": SIZES,
        "withheld": withheld_beside(Commitment),
    }
    return render(request, "web/moments.html", context)
