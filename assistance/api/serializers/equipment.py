"""Equipment lines with their account, and every delivery with its words."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assistance.api.serializers.evidence import (
    CommitmentLinkSerializer,
    EvidenceSerializer,
    evidence_of,
    item_evidence,
)
from assistance.api.serializers.fields import InBothLanguages, NumberField, TextOrNull, WordField
from assistance.api.serializers.organisations import OrganisationSerializer
from assistance.api.shapes import Row
from assistance.models import DeliveryEvent
from assistance.reports import Arrived, Balance, balance
from assistance.vocabulary import Counting, DeliveryStage, Hedge, ItemCategory, PartyRole, ValuationBasis, ValueScope


class ArrivedSerializer(serializers.Serializer[Arrived]):
    """How much reached a stage, from ``known`` to ``upper``: these differ only where reports contradict one another.

    ``at_least`` where some of it came in unknown number, so ``known`` or more; ``upper`` is null then.
    """

    known = NumberField()
    upper = NumberField(allow_null=True)
    at_least = serializers.BooleanField(read_only=True)


class SettlementSerializer(serializers.Serializer[Any]):
    """How much staff settled that the delivery brought, and why."""

    quantity = NumberField(source="settled")
    reason = TextOrNull(source="settled_because")


class DeliverySerializer(serializers.Serializer[DeliveryEvent]):
    """A delivery as one report tells it.

    ``value`` is what the report states that it was worth, of a range the lower end, in full units of ``currency``;
    null where none is stated. With the ``value_scope`` ``batch`` it is that of all deliveries on the same claim
    together, and stands on one of them alone. Values are added neither to one another nor to the amount promised;
    where reports of one ``occasion`` state several, it was worth something between them.

    An ``increment`` adds to earlier ones of its stage; a ``running_total`` states all so far. Reports of one and the
    same delivery bear the same ``occasion`` and count once: as ``settled``, or, while that is null, from the least to
    the most that they state.
    """

    id = serializers.IntegerField(source="pk", read_only=True)
    stage = WordField(DeliveryStage)
    counting = WordField(Counting)
    quantity = NumberField(allow_null=True)
    happened_on = serializers.DateField(read_only=True, allow_null=True)
    value = NumberField(allow_null=True)
    value_upper = NumberField(allow_null=True)
    value_hedge = serializers.SerializerMethodField()
    currency = TextOrNull()
    valuation_basis = serializers.SerializerMethodField()
    value_scope = serializers.SerializerMethodField()
    reason = TextOrNull(source="grounds")
    occasion = serializers.IntegerField(source="occasion_id", read_only=True, allow_null=True)
    settled = serializers.SerializerMethodField()
    evidence = serializers.SerializerMethodField()

    @extend_schema_field(SettlementSerializer(allow_null=True))
    def get_settled(self, event: DeliveryEvent) -> Any:
        """Return what staff settled of a delivery that several reports tell of."""
        return None if event.settled is None else SettlementSerializer(event).data  # type: ignore[attr-defined]

    @extend_schema_field(WordField(Hedge, allow_null=True))
    def get_value_hedge(self, event: DeliveryEvent) -> str | None:
        """Return how firmly the value is stated, if one is."""
        return None if event.value is None else event.value_hedge

    @extend_schema_field(WordField(ValuationBasis, allow_null=True))
    def get_valuation_basis(self, event: DeliveryEvent) -> str | None:
        """Return what the value rests on, if one is stated."""
        return None if event.value is None else event.valuation_basis

    @extend_schema_field(WordField(ValueScope, allow_null=True))
    def get_value_scope(self, event: DeliveryEvent) -> str | None:
        """Return what the value is that of, if one is stated."""
        return None if event.value is None else event.value_scope

    @extend_schema_field(EvidenceSerializer(allow_null=True))
    def get_evidence(self, event: DeliveryEvent) -> dict[str, Any] | None:
        """Return the words of the item, or the passage of the claim that reports it."""
        return item_evidence(event.claim_item) or evidence_of(event.claim)


class LineSerializer(serializers.Serializer[Any]):
    """An item promised and what of it has come, in ``unit`` (null: pieces). Unknown numbers are null, never 0.

    ``outstanding`` and ``outstanding_upper`` differ only where reports of what was handed over contradict one another.
    """

    id = serializers.IntegerField(source="line.pk", read_only=True)
    name = serializers.SerializerMethodField()
    category = WordField(ItemCategory, source="line.category")
    unit = TextOrNull(source="line.unit")
    promised = NumberField(allow_null=True)
    shipped = ArrivedSerializer(read_only=True)
    handed_over = ArrivedSerializer(read_only=True)
    on_balance = ArrivedSerializer(read_only=True)
    outstanding = NumberField(allow_null=True)
    outstanding_upper = NumberField(allow_null=True)
    exceeds_promise = serializers.BooleanField(read_only=True)

    @extend_schema_field(InBothLanguages("name"))
    def get_name(self, account: Balance) -> dict[str, str | None]:
        """Return the item in both languages."""
        return InBothLanguages("name").to_representation(account.line)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Return the line with its account, expecting its deliveries to be fetched."""
        return super().to_representation(balance(instance))


class LineWithDeliveriesSerializer(LineSerializer):
    """A line with the words that promise it and every delivery."""

    evidence = serializers.SerializerMethodField()
    deliveries = DeliverySerializer(source="line.deliveries", many=True, read_only=True)

    @extend_schema_field(EvidenceSerializer(allow_null=True))
    def get_evidence(self, account: Balance) -> dict[str, Any] | None:
        """Return the words that promise the item."""
        return item_evidence(account.line.claim_item)


class EquipmentSerializer(Row, LineSerializer):
    """A line of the list of equipment, with its commitment and who gives it."""

    commitment = CommitmentLinkSerializer(source="line.commitment", read_only=True)
    donors = serializers.SerializerMethodField()

    @extend_schema_field(OrganisationSerializer(many=True))
    def get_donors(self, account: Balance) -> Any:
        """Return those who fund the commitment."""
        return OrganisationSerializer(account.line.commitment.organisations_in(PartyRole.FUNDING), many=True).data


class WholeEquipmentSerializer(EquipmentSerializer, LineWithDeliveriesSerializer):
    """A line with its commitment, who gives it, the words that promise it and every delivery."""
