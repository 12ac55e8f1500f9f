"""What changed between two days."""

from __future__ import annotations

from typing import Any, cast

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from assistance.api.errors import WrongParameterError
from assistance.api.filtering import FilterBackend
from assistance.api.notes import BETWEEN
from assistance.api.serializers.whole_reports import BetweenSerializer
from assistance.api.views.reports import Report
from assistance.models import Commitment
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports import Narrow, TwoDays, between, two_days, withheld_beside
from assistance.reports.days import FROM, RECORDS_OF, TO, DayError

DAYS = [
    OpenApiParameter(FROM, OpenApiTypes.DATE, description="The earlier day: a year before the later one unless given."),
    OpenApiParameter(TO, OpenApiTypes.DATE, description="The later day, today unless given."),
    OpenApiParameter(
        RECORDS_OF,
        OpenApiTypes.DATE,
        description="By our records as they stood at the end of this day, so that the answer stays the same.",
    ),
]


class BetweenReport(Report):
    """The ladder as it was known by two days, what is different, and the commitments that make the difference."""

    dated = False
    serializer_class = BetweenSerializer
    asked = DAYS

    @extend_schema(parameters=DAYS)
    def get(self, request: Request) -> Response:
        """Return the two ladders, the difference rung by rung and currency by currency, and what moved."""
        found = between(days_asked(request), narrow=self.narrowing(request))
        answer = {
            "first": found.days.first,
            "last": found.days.last,
            "recorded": found.days.recorded,
            "note": BETWEEN,
            "withheld": withheld_beside(Commitment),
            "rungs": found.rungs,
            "moves": found.moves,
        }
        return Response(self.get_serializer(answer).data)

    def narrowing(self, request: Request) -> Narrow:
        """Return what the filters keep of the commitments of any day.

        Whatever they choose from is looked up here, among what is public today: on an earlier day it may not be there,
        and then nothing is kept.
        """
        self.commitments()
        filterset: Any = FilterBackend().get_filterset(request, Commitment.objects.published(), self)

        def narrow(commitments: CommitmentQuerySet) -> CommitmentQuerySet:
            return cast("CommitmentQuerySet", filterset.filter_queryset(commitments))

        narrow(filterset.qs)
        return narrow


def days_asked(request: Request) -> TwoDays:
    """Return the days that are asked for; raise ``WrongParameterError`` where nothing can be told of one."""
    try:
        return two_days(request.query_params)
    except DayError as error:
        raise WrongParameterError({error.name: [str(error)]}) from error
