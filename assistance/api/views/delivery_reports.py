"""Commitments against deliveries, and promises that are silent or overdue."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from assistance.api.errors import WrongParameterError
from assistance.api.notes import DELIVERIES, OVERDUE, SILENT
from assistance.api.serializers.delivery_reports import (
    DeliveriesReportSerializer,
    OverdueReportSerializer,
    SilentReportSerializer,
)
from assistance.api.views.reports import Report
from assistance.models import Commitment
from assistance.models.moments import asked_day
from assistance.reports import by_giver, delivered, overdue_promises, silent_promises, withheld_beside

#: The longest silence that can be asked for, in days.
LONGEST = 9999
DAYS = OpenApiParameter(
    "days",
    int,
    description="Days without a public word after which a promise counts as silent; the tracker's term unless given.",
)
SILENCE = [DAYS]


class DeliveriesReport(Report):
    """Commitments against deliveries: stated amounts, how far the equipment has come, stated values of deliveries."""

    serializer_class = DeliveriesReportSerializer

    def get(self, request: Request) -> Response:
        """Return what was promised beside what came, by donor and for each commitment that the filters keep."""
        rows = delivered(self.commitments())
        answer = {
            "note": DELIVERIES,
            "withheld": withheld_beside(Commitment),
            "donors": by_giver(rows),
            "commitments": rows,
        }
        return Response(self.get_serializer(answer).data)


class SilentReport(Report):
    """Promises that nothing public was heard of for some time, the longest silent first."""

    serializer_class = SilentReportSerializer
    asked = SILENCE

    @extend_schema(parameters=SILENCE)
    def get(self, request: Request) -> Response:
        """Return those among the commitments that the filters keep."""
        days, today = days_asked(request), asked_day()
        answer = {
            "today": today,
            "silent_for": days,
            "note": SILENT,
            "withheld": withheld_beside(Commitment),
            "rows": silent_promises(self.commitments(), today=today, days=days),
        }
        return Response(self.get_serializer(answer).data)


class OverdueReport(Report):
    """Promises whose day has passed without all of it delivered, the longest overdue first."""

    serializer_class = OverdueReportSerializer

    def get(self, request: Request) -> Response:
        """Return those among the commitments that the filters keep."""
        today = asked_day()
        answer = {
            "today": today,
            "note": OVERDUE,
            "withheld": withheld_beside(Commitment),
            "rows": overdue_promises(self.commitments(), today=today),
        }
        return Response(self.get_serializer(answer).data)


def days_asked(request: Request) -> int:
    """Return the days of silence that are asked for; raise ``WrongParameterError`` for what is no such number."""
    text = request.query_params.get(DAYS.name, "")
    if not text:
        return int(settings.SILENT_AFTER_DAYS)
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:6]) <= LONGEST):
        message = _("Enter a whole number from 1 to %(most)s.") % {"most": LONGEST}
        raise WrongParameterError({DAYS.name: [message]})
    return int(text)
