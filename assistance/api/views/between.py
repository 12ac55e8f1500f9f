"""What changed between two days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext as _
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
from assistance.reports import Narrow, between, first_day, problem_with, withheld_beside

FROM = OpenApiParameter(
    "from", OpenApiTypes.DATE, description="The earlier day: a year before the later one unless given."
)
TO = OpenApiParameter("to", OpenApiTypes.DATE, description="The later day, today unless given.")
RECORDS_OF = OpenApiParameter(
    "records_of",
    OpenApiTypes.DATE,
    description="By our records as they stood at the end of this day, so that the answer stays the same.",
)
YEAR = timedelta(days=365)
DAYS = [FROM, TO, RECORDS_OF]


class BetweenReport(Report):
    """The ladder as it was known by two days, what is different, and the commitments that make the difference."""

    dated = False
    serializer_class = BetweenSerializer
    asked = DAYS

    @extend_schema(parameters=DAYS)
    def get(self, request: Request) -> Response:
        """Return the two ladders, the difference rung by rung and currency by currency, and what moved."""
        first, last, recorded = days_asked(request)
        found = between(first, last, recorded=recorded, narrow=self.narrowing(request))
        answer = {
            "first": found.first,
            "last": found.last,
            "recorded": found.recorded,
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


def days_asked(request: Request) -> tuple[date, date, date | None]:
    """Return the two days, and that of the records; raise ``WrongParameterError`` where nothing can be told of one."""
    recorded = _day_in(request, RECORDS_OF.name)
    last = _day_in(request, TO.name) or recorded or timezone.localdate()
    first = _day_in(request, FROM.name) or max(last - YEAR, min(first_day() or last, last))
    for name, day in ((FROM.name, first), (TO.name, last)):
        if problem := problem_with(day, recorded):
            raise WrongParameterError({name if name in request.query_params else RECORDS_OF.name: [problem]})
    if first > last:
        raise WrongParameterError({FROM.name: [_("The earlier day is after the later one. Change them over.")]})
    return first, last, recorded


def _day_in(request: Request, name: str) -> date | None:
    text = request.query_params.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        message = _("There is no such day. Write it as year, month and day, such as 2024-06-30.")
        raise WrongParameterError({name: [message]}) from error
