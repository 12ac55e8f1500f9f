"""Totals that releases state, beside what is itemised."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assistance.api.serializers.converted import WithConverted
from assistance.api.serializers.evidence import SourceSerializer
from assistance.api.serializers.fields import NumberField
from assistance.api.serializers.releases import StatedTotalSerializer
from assistance.api.shapes import Row
from assistance.reports import StatedRow


class ItemisedSerializer(serializers.Serializer[Any]):
    """What the donors' firm public commitments add up to in the total's currency.

    ``amount`` is the sum of ``count`` commitments of these donors alone, first reported from ``since`` until ``until``.
    It is null, and so is the total's ``gap``, where there is nothing to compare with. In no sum, but counted:
    ``without_amount``, ``other_currencies`` (not converted), ``joint`` with other donors, ``undated``.
    """

    amount = NumberField(source="itemised", allow_null=True)
    count = serializers.IntegerField(read_only=True)
    since = serializers.DateField(read_only=True, allow_null=True)
    until = serializers.DateField(read_only=True, allow_null=True)
    without_amount = serializers.IntegerField(read_only=True)
    other_currencies = serializers.IntegerField(read_only=True)
    joint = serializers.IntegerField(read_only=True)
    undated = serializers.IntegerField(read_only=True)


class ComparedTotalSerializer(Row, StatedTotalSerializer, WithConverted):
    """A stated total beside what is itemised of it.

    ``gap`` is what is stated and not itemised; below zero, more is itemised than stated.
    """

    itemised = serializers.SerializerMethodField()
    gap = serializers.SerializerMethodField()
    release = SourceSerializer(read_only=True, allow_null=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Return a row of ``reports.stated_totals``: the total with what stands beside it."""
        self.row: StatedRow = instance
        return super().to_representation(instance.total)

    @extend_schema_field(ItemisedSerializer)
    def get_itemised(self, total: Any) -> Any:
        """Return what stands beside the total."""
        return ItemisedSerializer(self.row).data

    @extend_schema_field(NumberField(allow_null=True))
    def get_gap(self, total: Any) -> str | None:
        """Return what is stated and not itemised."""
        return None if self.row.gap is None else NumberField().to_representation(self.row.gap)
