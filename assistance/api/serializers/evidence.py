"""Where a fact stands: the words of a release, their place in its text, and the rule that read them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from assistance.api.serializers.fields import InBothLanguages, PageField, TextOrNull, WordField
from assistance.models import Claim, ClaimItem, Evidence, Release
from assistance.vocabulary import CommitmentStatus


class SpanSerializer(serializers.Serializer[Any]):
    """Words of a release. ``start`` and ``end`` count characters from the start of its text."""

    start = serializers.IntegerField(read_only=True)
    end = serializers.IntegerField(read_only=True)
    words = serializers.CharField(read_only=True)
    rule = serializers.CharField(read_only=True)


class EvidenceSerializer(SpanSerializer):
    """Words of a release, with the claim they belong to."""

    claim = serializers.IntegerField(read_only=True)
    release = serializers.IntegerField(read_only=True)


def evidence_of(claim: Claim | None, row: Evidence | None = None) -> dict[str, Any] | None:
    """Return the words of ``row``, or else the whole passage of its ``claim``; None without a claim that may show."""
    if claim is None:
        return None
    found = SpanSerializer(row or claim).data
    return {"claim": claim.pk, "release": claim.release_id, **found}


def item_evidence(item: ClaimItem | None) -> dict[str, Any] | None:
    """Return the words of ``item``; None without an item that may show."""
    return evidence_of(item.claim, item) if item else None


class SourceSerializer(serializers.Serializer[Release]):
    """A release, named as a source."""

    id = serializers.IntegerField(source="pk", read_only=True)
    title = serializers.CharField(read_only=True)
    publisher = TextOrNull()
    published_on = serializers.DateField(read_only=True, allow_null=True)
    source_url = TextOrNull()
    url = PageField("release")


class CommitmentLinkSerializer(serializers.Serializer[Any]):
    """A commitment, named from elsewhere."""

    id = serializers.IntegerField(source="pk", read_only=True)
    title = InBothLanguages("title")
    status = WordField(CommitmentStatus)
    url = PageField("commitment")
