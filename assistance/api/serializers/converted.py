"""Amounts in another currency, beside what is stated and never instead of it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assistance.api.serializers.fields import NumberField
from assistance.api.serializers.reports import QuoteSerializer
from assistance.reports import ConvertedAmount

#: Why an amount is not converted.
NO_AMOUNT, NOT_CONVERTED = "no_amount", "not_converted"


class ConvertedSerializer(serializers.Serializer[ConvertedAmount]):
    """An amount in ``currency``, in whole units, at the rate of ``day``; without ``quotes`` it was stated in it."""

    amount = NumberField()
    upper = NumberField(allow_null=True)
    currency = serializers.CharField(source="target", read_only=True)
    day = serializers.DateField(read_only=True, allow_null=True)
    quotes = QuoteSerializer(many=True, read_only=True)


class WithConverted(serializers.Serializer[Any]):
    """What a row has beside its amount where ``in`` asks for a currency; ``converted`` by key is in the context.

    ``converted`` is null where no amount is told, and where there is no rate: ``converted_reason`` says which.
    """

    converted = serializers.SerializerMethodField()
    converted_reason = serializers.SerializerMethodField()

    @extend_schema_field(ConvertedSerializer(allow_null=True))
    def get_converted(self, row: Any) -> Any:
        """Return the amount in the currency that is asked for."""
        found = self.context["converted"].get(row.pk)
        return None if found is None else ConvertedSerializer(found).data

    @extend_schema_field({"type": ["string", "null"], "enum": [NO_AMOUNT, NOT_CONVERTED, None]})
    def get_converted_reason(self, row: Any) -> str | None:
        """Return why there is none, if there is none."""
        converted = self.context["converted"]
        if row.pk not in converted:
            return NO_AMOUNT
        return NOT_CONVERTED if converted[row.pk] is None else None
