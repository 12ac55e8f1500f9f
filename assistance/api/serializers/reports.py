"""Sums: never of two currencies, never of two statuses, each commitment once."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from assistance.api.serializers.fields import NumberField, TextOrNull, WordField
from assistance.reports import CurrencySum, Quote, Withheld
from assistance.reports.totals import Part
from assistance.vocabulary import CommitmentStatus, ValuationBasis


class CurrencySumSerializer(serializers.Serializer[CurrencySum]):
    """The sum of ``count`` amounts stated in ``currency``, in full units.

    ``bases`` are all that the amounts rest on: where there are several, the sum can be compared only roughly.
    """

    currency = serializers.CharField(read_only=True)
    amount = NumberField()
    count = serializers.IntegerField(read_only=True)
    bases = serializers.ListField(child=WordField(ValuationBasis), read_only=True)


class RungSerializer(serializers.Serializer[Any]):
    """Commitments of one status. ``counted`` tells whether their amounts are promised or given.

    ``withheld`` of them have an amount that is withheld: it is in no sum.
    """

    status = WordField(CommitmentStatus)
    counted = serializers.BooleanField(read_only=True)
    count = serializers.IntegerField(read_only=True)
    without_amount = serializers.IntegerField(read_only=True)
    withheld = serializers.IntegerField(read_only=True)
    sums = CurrencySumSerializer(many=True, read_only=True)


class PartSerializer(serializers.Serializer[Any]):
    """What a group is of: the stored value (a donor's id, a code, a year) and the words for it."""

    value = serializers.CharField(read_only=True)
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]

    def to_representation(self, instance: Part) -> dict[str, str]:
        """Return the two by their names."""
        value, label = instance
        return {"value": value, "label": label}


class GroupSerializer(serializers.Serializer[Any]):
    """A group. Several ``parts`` are joint donors (or sectors); none means unknown."""

    parts = PartSerializer(many=True, read_only=True)


class QuoteSerializer(serializers.Serializer[Quote]):
    """A rate that was used: on ``day`` one unit of ``currency`` was worth ``rate`` of ``target``, says ``source``."""

    currency = serializers.CharField(read_only=True)
    target = serializers.CharField(read_only=True)
    day = serializers.DateField(read_only=True)
    rate = serializers.DecimalField(max_digits=None, decimal_places=8, read_only=True)
    source = serializers.CharField(read_only=True)  # type: ignore[assignment]


class ConvertedSumSerializer(serializers.Serializer[Any]):
    """The sum of ``count`` amounts in the currency asked for, each in whole units, with all rates that were used.

    ``unconverted`` amounts had no rate, or no day, and are in no sum.
    """

    amount = NumberField()
    count = serializers.IntegerField(read_only=True)
    unconverted = serializers.IntegerField(read_only=True)
    quotes = QuoteSerializer(many=True, read_only=True)


class TotalsRowSerializer(GroupSerializer, RungSerializer):
    """One group at one status. Several ``parts`` are joint donors (or sectors); none means unknown.

    ``converted`` is null unless a currency is asked for with ``in``.
    """

    converted = ConvertedSumSerializer(read_only=True, allow_null=True)


class WithheldSerializer(serializers.Serializer[Withheld]):
    """How many commitments, and facts of public ones, are withheld in the whole tracker; never narrowed by a filter."""

    records = serializers.IntegerField(read_only=True)
    amounts = serializers.IntegerField(read_only=True)
    places = serializers.IntegerField(read_only=True)
    equipment = serializers.IntegerField(read_only=True)


class TotalsSerializer(serializers.Serializer[Any]):
    """The rows grouped as asked, with a note of what they contain.

    ``converted_to`` is the currency asked for with ``in``, ``rates_of`` the day whose rates were used for all.
    """

    by = serializers.CharField(read_only=True)
    converted_to = TextOrNull()
    rates_of = serializers.DateField(read_only=True, allow_null=True)
    note = serializers.CharField(read_only=True)
    withheld = WithheldSerializer(read_only=True)
    rows = TotalsRowSerializer(many=True, read_only=True)
