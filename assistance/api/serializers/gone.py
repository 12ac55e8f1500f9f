"""What was public and is no longer."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assistance.reports.gone import Gone


class GoneSerializer(serializers.Serializer[Gone]):
    """A row that is public no longer: its number and when it went; ``merged_into`` is the number of what it became."""

    id = serializers.IntegerField(source="key", read_only=True)
    gone = serializers.SerializerMethodField()
    gone_at = serializers.DateTimeField(source="at", read_only=True)
    merged_into = serializers.IntegerField(read_only=True, allow_null=True)

    @extend_schema_field({"type": "boolean", "const": True})
    def get_gone(self, gone: Any) -> bool:
        """Return that it is gone."""
        return True
