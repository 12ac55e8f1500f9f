"""Reports: the same rows that the pages show."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from assistance.api.converting import CONVERTING, wanted_in
from assistance.api.errors import WrongParameterError
from assistance.api.filtering import FilterBackend, TotalsFilter
from assistance.api.notes import note_of
from assistance.api.serializers.reports import TotalsSerializer
from assistance.api.views.base import PublicView
from assistance.models import Commitment
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports import GROUPINGS, totals, withheld_beside


class Totals(PublicView, GenericAPIView[Commitment]):
    """Totals by one of the groupings, of all public commitments or of those the filters keep."""

    queryset = Commitment.objects.none()
    filter_backends = [FilterBackend]
    filterset_class = TotalsFilter
    pagination_class = None
    serializer_class = TotalsSerializer
    narrows_without_listing = True

    def parameters(self) -> Collection[str]:
        """Return the grouping and the filters of commitments."""
        return ["by", *(each.name for each in CONVERTING), *self.filterset_class.base_filters]

    @extend_schema(
        parameters=[
            OpenApiParameter("by", str, enum=list(GROUPINGS), default="status", description="The grouping."),
            *CONVERTING,
        ]
    )
    def get(self, request: Request) -> Response:
        """Return the rows grouped as asked, by status unless asked otherwise."""
        by, wanted = grouping(request), wanted_in(request)
        chosen = cast("CommitmentQuerySet", self.filter_queryset(Commitment.objects.published()))
        answer = {
            "by": by,
            "converted_to": wanted.to,
            "rates_of": wanted.rates_of,
            "note": note_of(by) + wanted.note,
            "withheld": withheld_beside(Commitment),
            "rows": totals(chosen, by=by, to=wanted.to, rates_of=wanted.rates_of),
        }
        return Response(self.get_serializer(answer).data)


def grouping(request: Request) -> str:
    """Return the grouping that is asked for; raise ``WrongParameterError`` for one there is not."""
    by = request.query_params.get("by") or "status"
    if by not in GROUPINGS:
        message = _("There is no grouping of this name. Allowed: %(names)s.")
        raise WrongParameterError({"by": [message % {"names": ", ".join(GROUPINGS)}]}, {"by": tuple(GROUPINGS)})
    return by
