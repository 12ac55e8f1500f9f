"""Equipment and needs added up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from assistance.api import public
from assistance.api.notes import EQUIPMENT, NEEDS
from assistance.api.serializers.item_reports import EquipmentReportSerializer, NeedsReportSerializer
from assistance.api.views.reports import Report, grouped, grouping
from assistance.filters import EquipmentFilter, NeedFilter
from assistance.models import EquipmentLine, Need
from assistance.reports import (
    Balance,
    ItemGroup,
    accounts_of,
    by_category,
    by_donor,
    by_item,
    need_totals,
    withheld_beside,
)

#: What adds accounts up, with the needs beside them, by the name of the grouping.
ITEM_GROUPINGS: dict[str, Callable[[Iterable[Balance], Iterable[Need]], tuple[ItemGroup, ...]]] = {
    "category": by_category,
    "item": by_item,
    "donor": lambda accounts, needs: by_donor(accounts),
}
#: Filters that narrow lines and needs alike.
OF_BOTH = {"category"}
BY_ITEMS = [grouped(ITEM_GROUPINGS, first="category")]


class EquipmentReport(Report):
    """Equipment promised, shipped, handed over and outstanding, by category, item or donor, unit by unit."""

    queryset = EquipmentLine.objects.none()
    filterset_class = EquipmentFilter
    serializer_class = EquipmentReportSerializer
    asked = BY_ITEMS

    @extend_schema(parameters=BY_ITEMS)
    def get(self, request: Request) -> Response:
        """Return the groups, by category unless asked otherwise."""
        by = grouping(request, ITEM_GROUPINGS, first="category")
        lines: Any = self.filter_queryset(EquipmentLine.objects.published())
        tells_needs = by != "donor" and not self._narrowed_by() - OF_BOTH
        needs = self._needs(request) if tells_needs else []
        answer = {
            "by": by,
            "note": EQUIPMENT,
            "withheld": withheld_beside(EquipmentLine),
            "rows": ITEM_GROUPINGS[by](accounts_of(lines), needs),
        }
        context = {**self.get_serializer_context(), "asked_for": tells_needs}
        return Response(EquipmentReportSerializer(answer, context=context).data)

    def _narrowed_by(self) -> set[str]:
        return {name for name in self.filterset_class.base_filters if self.request.query_params.get(name)}

    def _needs(self, request: Request) -> Iterable[Need]:
        categories = request.query_params.getlist("category")
        needs = public.needs_once().prefetch_related(None)
        return needs.filter(category__in=categories) if any(categories) else needs


class NeedsReport(Report):
    """What is asked for, what covers it and what is missing, by category and unit."""

    queryset = Need.objects.none()
    filterset_class = NeedFilter
    serializer_class = NeedsReportSerializer

    def get(self, request: Request) -> Response:
        """Return the totals of the needs that the filters keep."""
        needs: Any = self.filter_queryset(public.needs_once().prefetch_related(None))
        answer = {"note": NEEDS, "withheld": withheld_beside(Need), "rows": need_totals(needs)}
        return Response(self.get_serializer(answer).data)
