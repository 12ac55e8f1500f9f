"""How the views are described in the OpenAPI schema."""

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers

MESSAGES = {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}
WRONG_PARAMETER = OpenApiResponse(MESSAGES, description="A parameter is wrong: its name with messages.")
NOT_FOUND = OpenApiResponse(MESSAGES, description="There is nothing public at this address.")


class PublicSchema(AutoSchema):
    """Adds the errors every address may answer, and the filters of reports, which are no lists of rows."""

    def get_response_serializers(self) -> Any:
        """Return the serializers by status code."""
        answers: Any = super().get_response_serializers()
        by_code = answers if isinstance(answers, dict) else {200: answers}
        errors = {400: WRONG_PARAMETER} | ({404: NOT_FOUND} if "{" in self.path else {})
        return by_code | errors

    def get_filter_backends(self) -> list[Any]:
        """Return what narrows the view's rows."""
        if getattr(self.view, "narrows_without_listing", False):
            return list(self.view.filter_backends)  # type: ignore[attr-defined]
        found: list[Any] = super().get_filter_backends()
        return found


class LinksSerializer(serializers.Serializer[Any]):
    """The addresses of everything else."""

    commitments = serializers.URLField(read_only=True)
    donors = serializers.URLField(read_only=True)
    projects = serializers.URLField(read_only=True)
    equipment = serializers.URLField(read_only=True)
    releases = serializers.URLField(read_only=True)
    needs = serializers.URLField(read_only=True)
    stated_totals = serializers.URLField(read_only=True)
    totals = serializers.URLField(read_only=True)
    schema = serializers.URLField(read_only=True)
