"""Totals that releases state."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from assistance.api import public
from assistance.api.serializers.totals import ComparedTotalSerializer
from assistance.api.views.base import PublicRows
from assistance.filters import StatedTotalFilter
from assistance.models import Commitment, StatedTotal
from assistance.reports import StatedRow, stated_totals


class StatedTotals(PublicRows[StatedTotal]):
    """Sums that public releases state, those of the latest first, each beside what is itemised of it."""

    rows = staticmethod(public.totals)
    whole_rows = staticmethod(public.totals)
    filterset_class = StatedTotalFilter
    serializer_class = ComparedTotalSerializer
    whole_serializer_class = ComparedTotalSerializer

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return a page of them, compared all at once."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        return self.get_paginated_response(self.get_serializer(_compared(page), many=True).data)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return one of them."""
        (row,) = _compared([self.get_object()])
        return Response(self.get_serializer(row).data)


def _compared(totals: Iterable[StatedTotal]) -> tuple[StatedRow, ...]:
    return stated_totals(totals, among=Commitment.objects.published())
