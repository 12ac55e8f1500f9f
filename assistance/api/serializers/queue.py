"""Claims that await a decision, as programs of staff read them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assistance import review
from assistance.api.serializers.claims import PeriodSerializer, StatedAmount, StatedFactSerializer, stated_facts
from assistance.api.serializers.evidence import SpanSerializer
from assistance.api.serializers.facts import FactsSerializer
from assistance.api.serializers.fields import InBothLanguages, NumberField, TextOrNull, WordField
from assistance.api.serializers.submissions import staff_page
from assistance.models import Claim
from assistance.vocabulary import CommitmentStatus, Kind, Language, Relation, ReviewReason, Visibility

VERSION = "What is sent back with a decision, so that nobody decides on what another person changed meanwhile."


class QueueReleaseSerializer(serializers.Serializer[Any]):
    """The release that makes the claim; it may be a draft."""

    id = serializers.IntegerField(source="pk", read_only=True)
    title = serializers.CharField(read_only=True)
    publisher = TextOrNull()
    language = WordField(Language)
    published_on = serializers.DateField(read_only=True, allow_null=True)
    source_url = TextOrNull()


class ReasonSerializer(serializers.Serializer[Any]):
    """Why the claim needs a person."""

    kind = WordField(ReviewReason)
    sentence = serializers.CharField(read_only=True)


class MatchedCommitmentSerializer(serializers.Serializer[Any]):
    """A commitment, public or not."""

    id = serializers.IntegerField(source="pk", read_only=True)
    title = InBothLanguages("title")
    status = WordField(CommitmentStatus)
    visibility = WordField(Visibility)


class MatchSerializer(serializers.Serializer[Any]):
    """A commitment that the claim may speak of; `relation` is what it probably is to it, null where it may be new."""

    commitment = MatchedCommitmentSerializer(read_only=True)
    relation = WordField(Relation, allow_null=True)
    score = serializers.IntegerField(read_only=True, help_text="From 0 to 100.")
    reasons = serializers.ListField(child=serializers.CharField(), read_only=True)
    corrects = serializers.BooleanField(read_only=True, help_text="Whether it is a newer version of the same text.")


class VersionedCommitmentSerializer(MatchedCommitmentSerializer):
    """A commitment, public or not, with its version."""

    version = serializers.SerializerMethodField(help_text=VERSION)

    def get_version(self, commitment: Any) -> str:
        """Return its version."""
        return review.version_of_commitment(commitment)


class VersionedMatchSerializer(MatchSerializer):
    """A commitment that the claim may speak of, with its version."""

    commitment = VersionedCommitmentSerializer(read_only=True)


class QueueClaimSerializer(StatedAmount, serializers.Serializer[Claim]):
    """A claim that awaits a decision: what was read with its words, why it needs a person, and what it may repeat."""

    id = serializers.IntegerField(source="pk", read_only=True)
    version = serializers.SerializerMethodField(help_text=VERSION)
    number = serializers.IntegerField(read_only=True, help_text="Counted from 1 within the release.")
    release = QueueReleaseSerializer(read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)
    kind = WordField(Kind)
    status = WordField(CommitmentStatus)
    amount = NumberField(allow_null=True)
    amount_upper = NumberField(allow_null=True)
    amount_hedge = serializers.SerializerMethodField()
    currency = TextOrNull()
    period = PeriodSerializer(source="*", read_only=True)
    passage = SpanSerializer(source="*", read_only=True)
    evidence = serializers.SerializerMethodField()
    reasons = ReasonSerializer(source="standing.reasons", many=True, read_only=True)
    may_count_twice = serializers.BooleanField(source="standing.may_count_twice", read_only=True)
    matches: Any = MatchSerializer(source="standing.matches", many=True, read_only=True)
    url = serializers.SerializerMethodField()

    def get_version(self, claim: Claim) -> str:
        """Return its version."""
        return review.version_of_claim(claim)

    @extend_schema_field(StatedFactSerializer(many=True))
    def get_evidence(self, claim: Claim) -> Any:
        """Return every fact with its words."""
        return StatedFactSerializer(stated_facts(claim), many=True).data

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, claim: Claim) -> str:
        """Return the address of its page in the staff's queue."""
        return staff_page(self, "admin:assistance_claim_review", claim.pk)


class WholeQueueClaimSerializer(QueueClaimSerializer):
    """A claim that awaits a decision, with the facts that accepting it as read would write down."""

    matches = VersionedMatchSerializer(source="standing.matches", many=True, read_only=True)
    proposal = serializers.SerializerMethodField()

    @extend_schema_field(FactsSerializer)
    def get_proposal(self, claim: Claim) -> Any:
        """Return the facts as they were read."""
        return FactsSerializer(review.propose(claim), context={"claim": claim}).data
