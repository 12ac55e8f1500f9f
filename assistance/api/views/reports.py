"""Reports: the same rows that the pages show."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_filters import FilterSet
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


class Report(PublicView, GenericAPIView[Any]):
    """A report over public records, narrowed by the filters of their list; it comes whole, in no pages."""

    queryset: QuerySet[Any] = Commitment.objects.none()
    filter_backends = [FilterBackend]
    filterset_class: type[FilterSet] = TotalsFilter
    pagination_class = None
    narrows_without_listing = True
    #: What can be asked beside the filters.
    asked: ClassVar[Sequence[OpenApiParameter]] = ()

    def parameters(self) -> Collection[str]:
        """Return the names of what can be asked, and of the filters."""
        return [*(each.name for each in self.asked), *self.filterset_class.base_filters]

    def commitments(self) -> CommitmentQuerySet:
        """Return the public commitments that the filters keep."""
        return cast("CommitmentQuerySet", self.filter_queryset(Commitment.objects.published()))


def grouped(groupings: Iterable[str], *, first: str) -> OpenApiParameter:
    """Return the parameter that chooses one of ``groupings``, ``first`` unless asked otherwise."""
    return OpenApiParameter("by", str, enum=list(groupings), default=first, description="The grouping.")


BY_TOTALS = [grouped(GROUPINGS, first="status"), *CONVERTING]


class Totals(Report):
    """Totals by one of the groupings, of all public commitments or of those the filters keep."""

    serializer_class = TotalsSerializer
    asked = BY_TOTALS

    @extend_schema(parameters=BY_TOTALS)
    def get(self, request: Request) -> Response:
        """Return the rows grouped as asked, by status unless asked otherwise."""
        by, wanted = grouping(request, GROUPINGS, first="status"), wanted_in(request)
        answer = {
            "by": by,
            "converted_to": wanted.to,
            "rates_of": wanted.rates_of,
            "note": note_of(by) + wanted.note,
            "withheld": withheld_beside(Commitment),
            "rows": totals(self.commitments(), by=by, to=wanted.to, rates_of=wanted.rates_of),
        }
        return Response(self.get_serializer(answer).data)


def grouping(request: Request, groupings: Collection[str], *, first: str) -> str:
    """Return the grouping that is asked for, else ``first``; raise ``WrongParameterError`` for one there is not."""
    by = request.query_params.get("by") or first
    if by not in groupings:
        message = _("There is no grouping of this name. Allowed: %(names)s.")
        raise WrongParameterError({"by": [message % {"names": ", ".join(groupings)}]}, {"by": tuple(groupings)})
    return by
