"""Figures of the whole tracker: the overview, how complete it is, and what changed between two days."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from assistance.api.serializers.delivery_reports import GivenCommitmentSerializer
from assistance.api.serializers.fields import NumberField, TextOrNull, WordField
from assistance.api.serializers.reports import (
    ConvertedSumSerializer,
    CurrencySumSerializer,
    RungSerializer,
    TotalsRowSerializer,
    WithheldSerializer,
)
from assistance.vocabulary import CommitmentStatus


class CompletenessSerializer(serializers.Serializer[Any]):
    """What the figures leave out. Releases, publishers and claims are counted public or not.

    ``share_decided`` is how many of a hundred claims are decided on, rounded down; null where there are too few to say.
    """

    releases_read = serializers.IntegerField(read_only=True)
    releases_public = serializers.IntegerField(read_only=True)
    publishers = serializers.IntegerField(read_only=True)
    last_release = serializers.DateField(read_only=True, allow_null=True)
    claims_decided = serializers.IntegerField(read_only=True)
    claims_waiting = serializers.IntegerField(read_only=True)
    share_decided = serializers.IntegerField(read_only=True, allow_null=True)
    withheld = WithheldSerializer(read_only=True)


class CompletenessReportSerializer(CompletenessSerializer):
    """How much has been read, and how much of it a person has decided on."""

    note = serializers.CharField(read_only=True)


class ConvertedRungSerializer(ConvertedSumSerializer):
    """What is promised or given at one status, in the currency asked for."""

    status = WordField(CommitmentStatus)


class InOneCurrencySerializer(serializers.Serializer[Any]):
    """What is promised or given, rung by rung in ``target``; ``unconverted`` amounts had no rate and are in no sum."""

    target = serializers.CharField(read_only=True)
    rates_of = serializers.DateField(read_only=True, allow_null=True)
    sources = serializers.ListField(child=serializers.CharField(), read_only=True)
    unconverted = serializers.IntegerField(read_only=True)
    rungs = ConvertedRungSerializer(many=True, read_only=True)


class BreakdownSerializer(serializers.Serializer[Any]):
    """The rows grouped ``by`` something."""

    by = serializers.CharField(read_only=True)
    note = serializers.CharField(read_only=True)
    rows = TotalsRowSerializer(many=True, read_only=True)


class OverviewSerializer(serializers.Serializer[Any]):
    """Every figure of the overview page. ``in_one_currency`` is null where there are no rates."""

    note = serializers.CharField(read_only=True)
    ladder = RungSerializer(many=True, read_only=True)
    in_one_currency = InOneCurrencySerializer(read_only=True, allow_null=True)
    breakdowns = BreakdownSerializer(many=True, read_only=True)
    completeness = CompletenessSerializer(read_only=True)


class SumDifferenceSerializer(serializers.Serializer[Any]):
    """The sums of one rung in one ``currency`` on the two days, and by how much the later one is more."""

    currency = serializers.CharField(read_only=True)
    before = CurrencySumSerializer(read_only=True)
    after = CurrencySumSerializer(read_only=True)
    difference = NumberField()


class RungDifferenceSerializer(serializers.Serializer[Any]):
    """One status on the two days. ``counted`` tells whether its amounts are promised or given."""

    status = WordField(CommitmentStatus)
    counted = serializers.BooleanField(read_only=True)
    before = RungSerializer(read_only=True)
    after = RungSerializer(read_only=True)
    difference = serializers.IntegerField(read_only=True, help_text="How many more commitments it has.")
    sums = SumDifferenceSerializer(many=True, read_only=True)


class StandingSerializer(serializers.Serializer[Any]):
    """What stood of a commitment on a day; ``amount`` is null where none was stated or it is ``withheld``."""

    status = WordField(CommitmentStatus)
    amount = NumberField(allow_null=True)
    currency = TextOrNull()
    withheld = serializers.BooleanField(read_only=True)


class MoveSerializer(serializers.Serializer[Any]):
    """A commitment that stood otherwise on the two days; ``before`` or ``after`` is null where it was not known."""

    commitment = GivenCommitmentSerializer(read_only=True)
    before = StandingSerializer(read_only=True, allow_null=True)
    after = StandingSerializer(read_only=True, allow_null=True)


class BetweenSerializer(serializers.Serializer[Any]):
    """What changed between two days. ``records_of`` is the day whose records were asked, null for those of today."""

    first = serializers.DateField(read_only=True)
    last = serializers.DateField(read_only=True)
    records_of = serializers.DateField(source="recorded", read_only=True, allow_null=True)
    note = serializers.CharField(read_only=True)
    withheld = WithheldSerializer(read_only=True)
    rungs = RungDifferenceSerializer(many=True, read_only=True)
    moves = MoveSerializer(many=True, read_only=True)
