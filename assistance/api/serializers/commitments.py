"""Commitments: lean in the list, whole with every claim and every word in the detail."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assistance.api.serializers.claims import PeriodSerializer, SourcedClaimSerializer, StatedAmount
from assistance.api.serializers.converted import WithConverted
from assistance.api.serializers.equipment import DeliverySerializer, LineWithDeliveriesSerializer
from assistance.api.serializers.evidence import CommitmentLinkSerializer, EvidenceSerializer, evidence_of
from assistance.api.serializers.fields import NumberField, TextOrNull, WordField
from assistance.api.serializers.organisations import PartySerializer
from assistance.api.serializers.projects import PlaceSerializer, ProjectLinkSerializer, SectorSerializer
from assistance.api.shapes import Row
from assistance.models import Commitment, StatusChange
from assistance.models.held_back import HeldBack
from assistance.vocabulary import (
    CommitmentStatus,
    Fact,
    Kind,
    ValuationBasis,
    WithheldManner,
    WithheldScope,
    WithholdingReason,
)


class GroundsSerializer(serializers.Serializer[Any]):
    """What a change of status rests on: a person's reason, the words of a claim, or both."""

    reason = TextOrNull()
    evidence = EvidenceSerializer(read_only=True, allow_null=True)


class StatusChangeSerializer(serializers.Serializer[StatusChange]):
    """One step of the status; ``old`` is null for the first."""

    old = WordField(CommitmentStatus, source="old_status", allow_null=True)
    new = WordField(CommitmentStatus, source="status")
    happened_on = serializers.DateField(read_only=True, allow_null=True)
    recorded_at = serializers.DateTimeField(source="made_at", read_only=True)
    grounds = serializers.SerializerMethodField()

    @extend_schema_field(GroundsSerializer)
    def get_grounds(self, change: StatusChange) -> dict[str, Any]:
        """Return the reason and the words that state the status, where their claim may show."""
        words = change.claim.evidence_of(Fact.STATUS) if change.claim else None
        reason = None if change.commitment.held_back else change.reason or None
        return {"reason": reason, "evidence": evidence_of(change.claim, words)}


class HeldBackSerializer(serializers.Serializer[HeldBack]):
    """What is withheld of a commitment, the reason told in public and the day it ends (null: none set).

    ``told`` is what is told instead: the bounds of the amount in ``currency``, parts of the country, item categories;
    empty where nothing is.
    """

    scope = WordField(WithheldScope)
    manner = WordField(WithheldManner)
    reason = WordField(WithholdingReason)
    until = serializers.DateField(read_only=True, allow_null=True)
    told = serializers.ListField(child=serializers.CharField(), read_only=True)
    currency = TextOrNull()


class CommitmentSerializer(Row, StatedAmount, CommitmentLinkSerializer, WithConverted):
    """A commitment as staff decided it. ``amount`` and ``currency`` are both null where no amount is stated.

    What is withheld is null or empty too, and named in ``withheld``.

    ``amount_hedge`` tells how firmly it is stated; of a range ``amount`` is the lower end, ``amount_upper`` the upper.
    """

    kind = WordField(Kind)
    amount = NumberField(allow_null=True)
    amount_upper = NumberField(allow_null=True)
    amount_hedge = serializers.SerializerMethodField()
    currency = TextOrNull()
    valuation_basis = WordField(ValuationBasis)
    period = PeriodSerializer(source="*", read_only=True)
    project = ProjectLinkSerializer(read_only=True, allow_null=True)
    sectors = SectorSerializer(many=True, read_only=True)
    places = PlaceSerializer(many=True, read_only=True)
    parties = PartySerializer(many=True, read_only=True)
    withheld = HeldBackSerializer(source="held_back", many=True, read_only=True)
    first_reported = serializers.DateField(read_only=True, allow_null=True)
    independent_sources = serializers.IntegerField(
        read_only=True, help_text="How many public releases speak of it, copies and translations of one text being one."
    )
    sources_withheld = serializers.BooleanField(
        read_only=True, help_text="Whether any of these is not shown, because it tells something that is withheld."
    )


class WholeCommitmentSerializer(CommitmentSerializer):
    """A commitment with its equipment, all that releases say of it, and every change of its status."""

    equipment = LineWithDeliveriesSerializer(many=True, read_only=True)
    claims = SourcedClaimSerializer(many=True, read_only=True)
    status_changes = StatusChangeSerializer(many=True, read_only=True)


class CommitmentRowSerializer(WholeCommitmentSerializer):
    """A commitment in the list: ``equipment``, ``claims``, ``status_changes`` and ``deliveries`` where asked for."""

    deliveries = serializers.SerializerMethodField()

    @extend_schema_field(DeliverySerializer(many=True))
    def get_deliveries(self, commitment: Commitment) -> Any:
        """Return the deliveries of all its equipment, line by line."""
        lines = commitment.delivered_lines  # type: ignore[attr-defined]
        events: Any = [event for line in lines for event in line.deliveries.all()]
        return DeliverySerializer(events, many=True, context=self.context).data
