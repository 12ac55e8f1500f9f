"""The first page: how much stands on which rung, who gives, and how complete the picture is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assistance.models import Claim, Commitment, Organisation, Release
from assistance.reports import TotalsRow, Withheld, ladder, totals, withheld
from assistance.web.ladders import bars_of

LATEST = 5
DONORS = 10


@dataclass(frozen=True, kw_only=True)
class DonorRows:
    """What one donor, or several together, promised or gave; ``donors`` is empty where nobody is named."""

    donors: tuple[Organisation, ...]
    rows: tuple[TotalsRow, ...]

    @property
    def count(self) -> int:
        """How many commitments these rows count."""
        return sum(row.count for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class Completeness:
    """What the figures leave out: silence here may mean that nobody has read or decided yet."""

    releases_read: int
    releases_public: int
    last_release: date | None
    claims_waiting: int
    withheld: Withheld


def show(request: HttpRequest) -> HttpResponse:
    """Show the overview."""
    published = Commitment.objects.published()
    whole = ladder(published)
    by_donor = donor_rows()
    context = {
        "ladder": whole,
        "bars": bars_of(whole),
        "latest": published.with_parties().newest_first()[:LATEST],
        "by_donor": by_donor[:DONORS],
        "donor_groups": len(by_donor),
        "completeness": completeness(),
    }
    return render(request, "web/overview.html", context)


def donor_rows() -> list[DonorRows]:
    """Return the totals by donor, those with most commitments first."""
    rows = totals(Commitment.objects.published(), by="donor")
    keys = {int(key) for row in rows for key, _name in row.parts}
    named = Organisation.objects.in_bulk(keys)
    groups = [
        DonorRows(donors=tuple(named[int(key)] for key, _name in parts), rows=tuple(group))
        for parts, group in groupby(rows, key=lambda row: row.parts)
    ]
    return sorted(groups, key=lambda group: -group.count)


def completeness() -> Completeness:
    """Return how much has been read and decided."""
    public = Release.objects.published().aggregate(last=Max("published_on"))
    return Completeness(
        releases_read=Release.objects.count(),
        releases_public=Release.objects.published().count(),
        last_release=public["last"],
        claims_waiting=Claim.objects.needing_review().count(),
        withheld=withheld(),
    )
