"""Needs, the words that state them, and what covers them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assistance.api.serializers.evidence import CommitmentLinkSerializer, SourceSerializer, SpanSerializer
from assistance.api.serializers.fields import InBothLanguages, NumberField, TextOrNull, WordField
from assistance.api.shapes import Row
from assistance.models import Need, NeedCoverage
from assistance.reports import NeedAccount, need_account
from assistance.vocabulary import CoverState, ItemCategory


class CoverageSerializer(serializers.Serializer[NeedCoverage]):
    """Equipment of a public commitment that covers the need, with ``quantity`` of it (null: unknown).

    It covers nothing unless it ``stands``: its commitment is neither merely considered nor suspended or cancelled.
    """

    equipment = serializers.IntegerField(source="line_id", read_only=True)
    name = serializers.SerializerMethodField()
    quantity = NumberField(allow_null=True)
    stands = serializers.BooleanField(read_only=True)
    commitment = CommitmentLinkSerializer(source="line.commitment", read_only=True)

    @extend_schema_field(InBothLanguages("name"))
    def get_name(self, coverage: NeedCoverage) -> dict[str, str | None]:
        """Return the item in both languages."""
        return InBothLanguages("name").to_representation(coverage.line)


class NeedAccountSerializer(serializers.Serializer[NeedAccount]):
    """How far the need is covered: by ``covered`` for certain, and by more where ``at_least``; ``missing`` may be null.

    It was asked for by ``asked`` public releases, copies of one text counted once.
    """

    state = WordField(CoverState)
    covered = NumberField()
    at_least = serializers.BooleanField(read_only=True)
    missing = NumberField(allow_null=True)
    asked = serializers.IntegerField(read_only=True)
    first_asked = serializers.DateField(read_only=True, allow_null=True)
    last_asked = serializers.DateField(read_only=True, allow_null=True)


class StatedNeedSerializer(serializers.Serializer[Need]):
    """What the recipient side asks for or lacks, in ``unit`` (null: pieces); ``quantity`` null where unknown.

    ``repeats`` is the need that this one asks again for.
    """

    id = serializers.IntegerField(source="pk", read_only=True)
    what = InBothLanguages("what")
    category = WordField(ItemCategory)
    quantity = NumberField(allow_null=True)
    unit = TextOrNull()
    evidence = serializers.SerializerMethodField()
    repeats = serializers.IntegerField(source="repeats.pk", read_only=True, allow_null=True)
    covered = serializers.SerializerMethodField()
    account = serializers.SerializerMethodField()
    coverage = CoverageSerializer(many=True, read_only=True)

    @extend_schema_field(SpanSerializer(allow_null=True))
    def get_evidence(self, need: Need) -> Any:
        """Return the words that state it, where their release may show."""
        return SpanSerializer(need).data if getattr(need, "release", None) else None

    def get_covered(self, need: Need) -> bool:
        """Return whether anything public covers it, wholly or in part."""
        return need_account(need).state != CoverState.OPEN

    @extend_schema_field(NeedAccountSerializer)
    def get_account(self, need: Need) -> Any:
        """Return how far it is covered, and how often it was asked."""
        return NeedAccountSerializer(need_account(need)).data


class NeedSerializer(Row, StatedNeedSerializer):
    """A need with the release that states it."""

    release = SourceSerializer(read_only=True, allow_null=True)
