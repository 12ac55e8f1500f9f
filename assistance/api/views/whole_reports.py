"""Figures of the whole tracker: the overview, and how complete it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from assistance.api.converting import CONVERTING, wanted_in
from assistance.api.notes import ALL_TOTALS, COMPLETENESS, OF_GROUPING
from assistance.api.serializers.whole_reports import CompletenessReportSerializer, OverviewSerializer
from assistance.api.views.base import PublicView
from assistance.models import Commitment
from assistance.reports import OVERVIEW, breakdowns, completeness, in_one_currency, ladder


class Overview(PublicView):
    """Every figure of the overview page: the ladder, also in one currency, its breakdowns, and what is left out."""

    def parameters(self) -> Collection[str]:
        """Return what chooses the currency."""
        return [each.name for each in CONVERTING]

    @extend_schema(parameters=CONVERTING, responses=OverviewSerializer)
    def get(self, request: Request) -> Response:
        """Return the figures, converted into the currency that ``in`` names, or into the euro."""
        wanted, published = wanted_in(request), Commitment.objects.published()
        rows = breakdowns(published, by=OVERVIEW, to=wanted.to, rates_of=wanted.rates_of)
        answer = {
            "note": f"{ALL_TOTALS}{wanted.note}",
            "ladder": ladder(published).rungs,
            "in_one_currency": in_one_currency(published, to=wanted.to, rates_of=wanted.rates_of),
            "breakdowns": [{"by": by, "note": OF_GROUPING[by], "rows": rows[by]} for by in OVERVIEW],
            "completeness": completeness(),
        }
        return Response(OverviewSerializer(answer).data)


class CompletenessReport(PublicView):
    """How much has been read, and how much of it a person has decided on."""

    @extend_schema(responses=CompletenessReportSerializer)
    def get(self, request: Request) -> Response:
        """Return the figures."""
        found = completeness()
        answer = {**asdict(found), "share_decided": found.share_decided, "note": COMPLETENESS}
        return Response(CompletenessReportSerializer(answer).data)
