"""Equipment and needs added up: unit by unit, never over two units."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assistance.api.serializers.equipment import ArrivedSerializer
from assistance.api.serializers.fields import InBothLanguages, NumberField, TextOrNull, WordField
from assistance.api.serializers.reports import PartSerializer, WithheldSerializer
from assistance.reports import ItemGroup, NeedTotals, Tally, Wanted
from assistance.vocabulary import CoverState, ItemCategory, Progress


class ProgressCountSerializer(serializers.Serializer[Any]):
    """How many lines have come so far."""

    progress = WordField(Progress)
    lines = serializers.IntegerField(read_only=True)


def steps_of(progress: Any) -> list[dict[str, Any]]:
    """Return how many lines have come how far, every step there is, for ``ProgressCountSerializer``."""
    return [{"progress": step, "lines": progress.get(step, 0)} for step in Progress]


class TallySerializer(serializers.Serializer[Tally]):
    """The accounts of ``lines`` in ``unit`` (null: pieces), added up.

    ``promised`` and ``outstanding`` hold what is known, null where nothing is: ``promised_unknown`` and
    ``outstanding_unknown`` lines are in neither. ``outstanding_upper`` differs only where reports contradict one
    another.
    """

    unit = TextOrNull()
    lines = serializers.IntegerField(read_only=True)
    promised = serializers.SerializerMethodField()
    promised_unknown = serializers.IntegerField(read_only=True)
    shipped = ArrivedSerializer(read_only=True)
    handed_over = ArrivedSerializer(read_only=True)
    outstanding = serializers.SerializerMethodField()
    outstanding_upper = serializers.SerializerMethodField()
    outstanding_unknown = serializers.IntegerField(read_only=True)
    progress = serializers.SerializerMethodField()

    @extend_schema_field(NumberField(allow_null=True))
    def get_promised(self, tally: Tally) -> str | None:
        """Return what is promised as far as it is known."""
        return NumberField().to_representation(tally.promised) if tally.promised_known else None

    @extend_schema_field(NumberField(allow_null=True))
    def get_outstanding(self, tally: Tally) -> str | None:
        """Return the least that is outstanding, as far as it is known."""
        return NumberField().to_representation(tally.outstanding) if tally.outstanding_known else None

    @extend_schema_field(NumberField(allow_null=True))
    def get_outstanding_upper(self, tally: Tally) -> str | None:
        """Return the most that is outstanding, as far as it is known."""
        return NumberField().to_representation(tally.outstanding_upper) if tally.outstanding_known else None

    @extend_schema_field(ProgressCountSerializer(many=True))
    def get_progress(self, tally: Tally) -> Any:
        """Return how many of the lines have come how far."""
        return ProgressCountSerializer(steps_of(tally.progress), many=True).data


class WantedSerializer(serializers.Serializer[Any]):
    """What ``needs`` ask for in ``unit`` (null: pieces): ``quantity`` by those that say how many, else null."""

    unit = TextOrNull()
    needs = serializers.IntegerField(read_only=True)
    quantity = serializers.SerializerMethodField()
    unknown = serializers.IntegerField(read_only=True)

    @extend_schema_field(NumberField(allow_null=True))
    def get_quantity(self, wanted: Wanted) -> str | None:
        """Return how many are asked for, as far as it is known."""
        return NumberField().to_representation(wanted.quantity) if wanted.known else None


class ItemGroupSerializer(serializers.Serializer[ItemGroup]):
    """The equipment of one category, item or set of donors; the others of these are null or empty.

    ``lines`` are promised or given; ``outside`` counts those merely considered, suspended or cancelled, which are in
    nothing else here. ``asked_for`` is what needs ask for, null where the report is by donor or narrowed.
    """

    category = WordField(ItemCategory, allow_null=True)
    item = serializers.SerializerMethodField()
    parts = PartSerializer(many=True, read_only=True)
    lines = serializers.IntegerField(read_only=True)
    outside = serializers.IntegerField(read_only=True)
    tallies = TallySerializer(many=True, read_only=True)
    asked_for = serializers.SerializerMethodField()

    @extend_schema_field(InBothLanguages("name", allow_null=True))
    def get_item(self, group: ItemGroup) -> dict[str, str | None] | None:
        """Return what the item is called."""
        return InBothLanguages("name").to_representation(group.item) if group.item else None

    @extend_schema_field(WantedSerializer(many=True, allow_null=True))
    def get_asked_for(self, group: ItemGroup) -> Any:
        """Return what is asked for, where the report tells it."""
        return WantedSerializer(group.wanted, many=True).data if self.context["asked_for"] else None


class EquipmentReportSerializer(serializers.Serializer[Any]):
    """Equipment promised, shipped, handed over and outstanding, grouped as asked."""

    by = serializers.CharField(read_only=True)
    note = serializers.CharField(read_only=True)
    withheld = WithheldSerializer(read_only=True)
    rows = ItemGroupSerializer(many=True, read_only=True)


class StateCountSerializer(serializers.Serializer[Any]):
    """How many needs are covered so far."""

    state = WordField(CoverState)
    needs = serializers.IntegerField(read_only=True)


class NeedTotalsSerializer(serializers.Serializer[NeedTotals]):
    """The needs of one category in one ``unit`` (null: pieces), added up; each need counts once.

    ``asked_for`` is what those ask for that say how many, ``asked_unknown`` of them do not; ``covered`` is what covers
    them for certain, ``at_least`` where perhaps more does. ``missing`` is what is known to be missing; of
    ``missing_unknown`` needs it is not known. ``asked_again`` of them were asked for more than once.
    """

    category = WordField(ItemCategory)
    unit = TextOrNull()
    needs = serializers.IntegerField(read_only=True)
    asked_for = serializers.SerializerMethodField()
    asked_unknown = serializers.IntegerField(read_only=True)
    covered = NumberField()
    at_least = serializers.BooleanField(read_only=True)
    missing = serializers.SerializerMethodField()
    missing_unknown = serializers.IntegerField(read_only=True)
    asked_again = serializers.IntegerField(read_only=True)
    states = serializers.SerializerMethodField()

    @extend_schema_field(NumberField(allow_null=True))
    def get_asked_for(self, row: NeedTotals) -> str | None:
        """Return how many are asked for, null where no need says it."""
        return NumberField().to_representation(row.asked_for) if row.asked_unknown < row.needs else None

    @extend_schema_field(NumberField(allow_null=True))
    def get_missing(self, row: NeedTotals) -> str | None:
        """Return how many are missing, null where it is known of no need."""
        return NumberField().to_representation(row.missing) if row.missing_unknown < row.needs else None

    @extend_schema_field(StateCountSerializer(many=True))
    def get_states(self, row: NeedTotals) -> Any:
        """Return how many needs are covered how far."""
        states = [{"state": state, "needs": count} for state, count in row.states.items()]
        return StateCountSerializer(states, many=True).data


class NeedsReportSerializer(serializers.Serializer[Any]):
    """What is asked for, what covers it and what is missing, by category and unit."""

    note = serializers.CharField(read_only=True)
    withheld = WithheldSerializer(read_only=True)
    rows = NeedTotalsSerializer(many=True, read_only=True)
