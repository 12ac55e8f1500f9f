"""Commitments against deliveries, and promises that are silent or overdue."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assistance.api.serializers.evidence import CommitmentLinkSerializer
from assistance.api.serializers.fields import InBothLanguages, NumberField, TextOrNull, WordField
from assistance.api.serializers.item_reports import ProgressCountSerializer, TallySerializer, steps_of
from assistance.api.serializers.organisations import OrganisationSerializer
from assistance.api.serializers.reports import GroupSerializer, RungSerializer, WithheldSerializer
from assistance.models import Commitment
from assistance.reports import Balance, Delivered, DeliveredGroup, StatedValue, ValuedDelivery
from assistance.vocabulary import DeliveryStage, PartyRole, ValueScope


class GivenCommitmentSerializer(CommitmentLinkSerializer):
    """A commitment, named from elsewhere, with those who fund it."""

    donors = serializers.SerializerMethodField()

    @extend_schema_field(OrganisationSerializer(many=True))
    def get_donors(self, commitment: Commitment) -> Any:
        """Return those who fund it."""
        return OrganisationSerializer(commitment.organisations_in(PartyRole.FUNDING), many=True).data


class StatedValueSerializer(serializers.Serializer[StatedValue]):
    """What reports of one delivery state that it was worth in ``currency``: from ``least`` to ``most``.

    With the ``scope`` ``batch`` it is that of all deliveries that one release tells of together.
    """

    currency = serializers.CharField(read_only=True)
    scope = WordField(ValueScope)
    least = NumberField()
    most = NumberField()


class ValuedDeliverySerializer(serializers.Serializer[ValuedDelivery]):
    """A delivery of the line ``equipment`` that has a stated value."""

    equipment = serializers.IntegerField(source="line.pk", read_only=True)
    name = serializers.SerializerMethodField()
    stage = WordField(DeliveryStage)
    happened_on = serializers.DateField(read_only=True, allow_null=True)
    values = StatedValueSerializer(many=True, read_only=True)

    @extend_schema_field(InBothLanguages("name"))
    def get_name(self, delivery: ValuedDelivery) -> dict[str, str | None]:
        """Return the item in both languages."""
        return InBothLanguages("name").to_representation(delivery.line)


class ProgressSerializer(serializers.Serializer[Any]):
    """How many lines of equipment there are, and how far they have come."""

    lines = serializers.SerializerMethodField()
    progress = serializers.SerializerMethodField()

    def get_lines(self, row: Delivered | DeliveredGroup) -> int:
        """Return how many lines there are."""
        return sum(row.progress.values())

    @extend_schema_field(ProgressCountSerializer(many=True))
    def get_progress(self, row: Delivered | DeliveredGroup) -> Any:
        """Return how many of the lines have come how far."""
        return ProgressCountSerializer(steps_of(row.progress), many=True).data


class DeliveredSerializer(ProgressSerializer):
    """A commitment beside what of it came. ``values`` are to be added neither to one another nor to the amount."""

    commitment = GivenCommitmentSerializer(read_only=True)
    amount = NumberField(source="commitment.amount", allow_null=True)
    currency = TextOrNull(source="commitment.currency")
    last_delivery = serializers.DateField(read_only=True, allow_null=True)
    tallies = TallySerializer(many=True, read_only=True)
    values = ValuedDeliverySerializer(many=True, read_only=True)


class DeliveredTotalSerializer(GroupSerializer, RungSerializer):
    """The commitments of the same donors at one status; several ``parts`` are joint donors, none means unknown."""


class DeliveredGroupSerializer(ProgressSerializer):
    """The commitments of the same donors at one status, beside how far they have come.

    ``with_lines`` of them name equipment, of ``with_deliveries`` some is handed over, ``with_values`` have deliveries
    whose worth is stated.
    """

    total = DeliveredTotalSerializer(read_only=True)
    with_lines = serializers.IntegerField(read_only=True)
    with_deliveries = serializers.IntegerField(read_only=True)
    with_values = serializers.IntegerField(read_only=True)


class DeliveriesReportSerializer(serializers.Serializer[Any]):
    """What was promised beside what came: by donor, and for each commitment."""

    note = serializers.CharField(read_only=True)
    withheld = WithheldSerializer(read_only=True)
    donors = DeliveredGroupSerializer(many=True, read_only=True)
    commitments = DeliveredSerializer(many=True, read_only=True)


class SilentPromiseSerializer(serializers.Serializer[Any]):
    """A promise that nothing public was heard of for ``days`` days."""

    commitment = GivenCommitmentSerializer(read_only=True)
    last_heard = serializers.DateField(read_only=True)
    days = serializers.IntegerField(read_only=True)


class SilentReportSerializer(serializers.Serializer[Any]):
    """Promises that are silent for ``silent_for`` days or more, as of the day ``today``."""

    today = serializers.DateField(read_only=True)
    silent_for = serializers.IntegerField(read_only=True)
    note = serializers.CharField(read_only=True)
    withheld = WithheldSerializer(read_only=True)
    rows = SilentPromiseSerializer(many=True, read_only=True)


class LateItemSerializer(serializers.Serializer[Balance]):
    """A line that was promised for the day ``due_on`` and of which not all has come; unknown numbers are null."""

    equipment = serializers.IntegerField(source="line.pk", read_only=True)
    name = serializers.SerializerMethodField()
    unit = TextOrNull(source="line.unit")
    due_on = serializers.DateField(source="line.due_on", read_only=True)
    promised = NumberField(allow_null=True)
    outstanding = NumberField(allow_null=True)
    outstanding_upper = NumberField(allow_null=True)

    @extend_schema_field(InBothLanguages("name"))
    def get_name(self, account: Balance) -> dict[str, str | None]:
        """Return the item in both languages."""
        return InBothLanguages("name").to_representation(account.line)


class OverduePromiseSerializer(serializers.Serializer[Any]):
    """A promise whose day is ``days`` days over. ``items`` are the lines whose own day passed, if any did."""

    commitment = GivenCommitmentSerializer(read_only=True)
    promised_for = serializers.DateField(read_only=True)
    days = serializers.IntegerField(read_only=True)
    items = LateItemSerializer(many=True, read_only=True)


class OverdueReportSerializer(serializers.Serializer[Any]):
    """Promises whose day has passed, as of the day ``today``."""

    today = serializers.DateField(read_only=True)
    note = serializers.CharField(read_only=True)
    withheld = WithheldSerializer(read_only=True)
    rows = OverduePromiseSerializer(many=True, read_only=True)
