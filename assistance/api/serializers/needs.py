"""Needs, the words that state them, and what covers them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assistance.api.serializers.evidence import CommitmentLinkSerializer, SourceSerializer, SpanSerializer
from assistance.api.serializers.fields import InBothLanguages, NumberField, TextOrNull, WordField
from assistance.models import Need, NeedCoverage
from assistance.vocabulary import ItemCategory


class CoverageSerializer(serializers.Serializer[NeedCoverage]):
    """Equipment of a public commitment that covers the need, with ``quantity`` of it (null: unknown)."""

    equipment = serializers.IntegerField(source="line_id", read_only=True)
    name = serializers.SerializerMethodField()
    quantity = NumberField(allow_null=True)
    commitment = CommitmentLinkSerializer(source="line.commitment", read_only=True)

    @extend_schema_field(InBothLanguages("name"))
    def get_name(self, coverage: NeedCoverage) -> dict[str, str | None]:
        """Return the item in both languages."""
        return InBothLanguages("name").to_representation(coverage.line)


class StatedNeedSerializer(serializers.Serializer[Need]):
    """What the recipient side asks for or lacks, in ``unit`` (null: pieces); ``quantity`` null where unknown."""

    id = serializers.IntegerField(source="pk", read_only=True)
    what = InBothLanguages("what")
    category = WordField(ItemCategory)
    quantity = NumberField(allow_null=True)
    unit = TextOrNull()
    evidence = serializers.SerializerMethodField()
    covered = serializers.SerializerMethodField()
    coverage = CoverageSerializer(many=True, read_only=True)

    @extend_schema_field(SpanSerializer(allow_null=True))
    def get_evidence(self, need: Need) -> Any:
        """Return the words that state it, where their release may show."""
        return SpanSerializer(need).data if getattr(need, "release", None) else None

    def get_covered(self, need: Need) -> bool:
        """Return whether anything public covers it."""
        return bool(need.coverage.all())


class NeedSerializer(StatedNeedSerializer):
    """A need with the release that states it."""

    release = SourceSerializer(read_only=True, allow_null=True)
