"""Releases: what was published, and what was and was not made of it."""

from __future__ import annotations

from rest_framework import serializers

from assistance.api.serializers.claims import LinkedClaimSerializer, PeriodSerializer
from assistance.api.serializers.evidence import SourceSerializer, SpanSerializer
from assistance.api.serializers.fields import InBothLanguages, NumberField, TextOrNull, WordField
from assistance.api.serializers.needs import StatedNeedSerializer
from assistance.api.serializers.organisations import OrganisationSerializer
from assistance.api.shapes import Row
from assistance.models import StatedTotal
from assistance.vocabulary import Hedge, Language, Rendition, TrapReason


class StatedTotalSerializer(serializers.Serializer[StatedTotal]):
    """A sum over many commitments as the release states it: to compare with, never to add to anything.

    ``period`` is the time it speaks of.
    """

    id = serializers.IntegerField(source="pk", read_only=True)
    amount = NumberField()
    currency = serializers.CharField(read_only=True)
    hedge = WordField(Hedge)
    scope = InBothLanguages("scope")
    donors = OrganisationSerializer(many=True, read_only=True)
    period = PeriodSerializer(source="*", read_only=True)
    evidence = SpanSerializer(source="*", read_only=True)


class TrapSerializer(SpanSerializer):
    """A number of the release that is not counted as assistance, and why."""

    reason = WordField(TrapReason)
    explanation = serializers.CharField(source="get_reason_display", read_only=True)


class ReleaseSerializer(Row, SourceSerializer):
    """A release. ``rendition`` tells whether its text is the publisher's or a retelling; ``sha256`` is the text's."""

    language = WordField(Language)
    rendition = WordField(Rendition)
    licence = TextOrNull()
    sha256 = serializers.CharField(read_only=True)
    retrieved_at = serializers.DateTimeField(read_only=True)
    supersedes = serializers.IntegerField(source="supersedes.pk", read_only=True, allow_null=True)
    superseded_by = serializers.IntegerField(source="superseded_by.pk", read_only=True, allow_null=True)


class WholeReleaseSerializer(ReleaseSerializer):
    """A release with its text and all that was found in it and is public."""

    text = serializers.CharField(read_only=True)
    claims = LinkedClaimSerializer(many=True, read_only=True)
    needs = StatedNeedSerializer(many=True, read_only=True)
    stated_totals = StatedTotalSerializer(many=True, read_only=True)
    traps = TrapSerializer(many=True, read_only=True)
