"""Deliveries on their own, with the item and the commitment they belong to."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from assistance.api.serializers.converted import WithConverted
from assistance.api.serializers.equipment import DeliverySerializer
from assistance.api.serializers.evidence import CommitmentLinkSerializer
from assistance.api.serializers.fields import InBothLanguages, TextOrNull, WordField
from assistance.api.shapes import Row
from assistance.vocabulary import ItemCategory


class DeliveredItemSerializer(serializers.Serializer[Any]):
    """The equipment line that was delivered, counted in ``unit`` (null: pieces)."""

    id = serializers.IntegerField(source="pk", read_only=True)
    name = InBothLanguages("name")
    category = WordField(ItemCategory)
    unit = TextOrNull()


class DeliveryRowSerializer(Row, DeliverySerializer, WithConverted):
    """A delivery as one report tells it, with its item and commitment."""

    equipment = DeliveredItemSerializer(source="line", read_only=True)
    commitment = CommitmentLinkSerializer(source="line.commitment", read_only=True)
