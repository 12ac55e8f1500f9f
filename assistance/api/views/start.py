"""The start of the API: where everything is, and the schema that describes it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiJsonRenderer2
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from assistance.api.schema import LinksSerializer
from assistance.api.views.base import PublicView

ADDRESSES = {
    "commitments": "api:commitment-list",
    "claims": "api:claim-list",
    "donors": "api:donor-list",
    "recipients": "api:recipient-list",
    "projects": "api:project-list",
    "equipment": "api:equipment-list",
    "deliveries": "api:delivery-list",
    "releases": "api:release-list",
    "needs": "api:need-list",
    "stated_totals": "api:stated-total-list",
    "rates": "api:rate-list",
    "changes": "api:change-list",
    "totals": "api:totals",
    "overview_report": "api:overview",
    "equipment_report": "api:equipment",
    "needs_report": "api:needs",
    "deliveries_report": "api:deliveries",
    "silent_report": "api:silent",
    "overdue_report": "api:overdue",
    "completeness_report": "api:completeness",
    "between_report": "api:between",
    "schema": "api:schema",
}


class Start(PublicView):
    """The addresses of everything else."""

    @extend_schema(responses=LinksSerializer, operation_id="start")
    def get(self, request: Request) -> Response:
        """Return the addresses by name."""
        return Response({name: request.build_absolute_uri(reverse(view)) for name, view in ADDRESSES.items()})


class Schema(PublicView, SpectacularAPIView):
    """The OpenAPI schema, as JSON."""

    dated = False
    renderer_classes = [OpenApiJsonRenderer2, OpenApiJsonRenderer]
    schema = None  # type: ignore[assignment]

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return the schema."""
        answer: Response = super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]
        return answer
