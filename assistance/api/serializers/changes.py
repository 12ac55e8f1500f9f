"""Public changes: what became public, moved, came or was taken back."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assistance.api.serializers.claims import PeriodSerializer, StatedAmount
from assistance.api.serializers.commitments import HeldBackSerializer
from assistance.api.serializers.deliveries import DeliveredItemSerializer
from assistance.api.serializers.evidence import SourceSerializer
from assistance.api.serializers.fields import BothLanguages, NumberField, TextOrNull, WordField
from assistance.api.shapes import Row
from assistance.models import DeliveryEvent, Organisation, StatedTotal
from assistance.reports import PublicChange
from assistance.vocabulary import ChangeKind, CommitmentStatus, DeliveryStage, PartyRole, Relation, Subject

#: Under which name each kind of record has its title.
TITLES = ("title", "what", "name", "scope")


class ChangedRecordSerializer(serializers.Serializer[Any]):
    """The record that changed; ``url`` is its page, or that of the release it stands in."""

    id = serializers.IntegerField(read_only=True)
    title = BothLanguages(read_only=True)
    url = serializers.URLField(read_only=True)


class FiguresSerializer(StatedAmount, serializers.Serializer[Any]):
    """The figures of a commitment on one side of the change; null where they are not what changed, or unknown."""

    amount = NumberField(allow_null=True)
    amount_upper = NumberField(allow_null=True)
    amount_hedge = serializers.SerializerMethodField()
    currency = TextOrNull()
    period = PeriodSerializer(source="*", read_only=True)


class ChangedDeliverySerializer(serializers.Serializer[DeliveryEvent]):
    """The delivery that was reported; ``quantity`` is null where it is unknown."""

    id = serializers.IntegerField(source="pk", read_only=True)
    stage = WordField(DeliveryStage)
    quantity = NumberField(allow_null=True)
    equipment = DeliveredItemSerializer(source="line", read_only=True)


class ChangeSerializer(Row):
    """A change of something public. ``id`` is its own for ever; ``record`` is null where that is public no longer.

    ``happened_on`` is the day a source gives, ``told_on`` the day of the ``release`` that says it. ``again`` tells that
    the record had been public before, ``merged`` is the record that went into ``record``.
    """

    id = serializers.CharField(source="name", read_only=True)
    kind = WordField(ChangeKind)
    subject = WordField(Subject)
    recorded_at = serializers.DateTimeField(read_only=True)
    happened_on = serializers.DateField(read_only=True, allow_null=True)
    told_on = serializers.DateField(read_only=True, allow_null=True)
    record = serializers.SerializerMethodField()
    again = serializers.BooleanField(read_only=True)
    status_before = WordField(CommitmentStatus, source="step.old_status", allow_null=True, default=None)
    status = serializers.SerializerMethodField()
    before = FiguresSerializer(read_only=True, allow_null=True)
    after = FiguresSerializer(read_only=True, allow_null=True)
    delivery = ChangedDeliverySerializer(read_only=True, allow_null=True)
    relation = WordField(Relation, allow_null=True)
    withheld = HeldBackSerializer(source="held_back", read_only=True, allow_null=True)
    merged = serializers.SerializerMethodField()
    claim = serializers.IntegerField(source="claim.pk", read_only=True, allow_null=True, default=None)
    release = SourceSerializer(read_only=True, allow_null=True)

    def get_updated_at(self, row: PublicChange) -> str | None:
        """Return when it was recorded: a change does not change."""
        return serializers.DateTimeField().to_representation(row.recorded_at)

    @extend_schema_field(ChangedRecordSerializer(allow_null=True))
    def get_record(self, change: PublicChange) -> dict[str, Any] | None:
        """Return what changed, if it is public still."""
        return None if change.record is None else self._named(change, change.record)

    @extend_schema_field(ChangedRecordSerializer(allow_null=True))
    def get_merged(self, change: PublicChange) -> dict[str, Any] | None:
        """Return what was merged; its page leads on."""
        return None if change.merged is None else self._named(change, change.merged)

    @extend_schema_field(WordField(CommitmentStatus, allow_null=True))
    def get_status(self, change: PublicChange) -> str | None:
        """Return the status after the change, where it is of that."""
        return change.step.status if change.step else change.status.value if change.status else None

    def _named(self, change: PublicChange, record: Any) -> dict[str, Any]:
        name = next(each for each in TITLES if hasattr(record, f"{each}_en"))
        title = {code: getattr(record, f"{name}_{code}") or None for code in ("en", "uk")}
        return {"id": record.pk, "title": title, "url": self._address(change, record)}

    def _address(self, change: PublicChange, record: Any) -> str:
        page, key = change.subject.value, record.pk
        if isinstance(record, StatedTotal):
            page, key = "release", record.release_id
        elif isinstance(record, Organisation):
            page = "donor" if change.role == PartyRole.FUNDING else "recipient"
        address: str = self.context["request"].build_absolute_uri(reverse(f"web:{page}", args=[key]))
        return address
