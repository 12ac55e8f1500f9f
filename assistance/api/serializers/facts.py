"""The facts of a commitment as they are proposed, and as a program of staff decides them: in one shape."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction
from rest_framework import serializers

from assistance.models import ClaimItem, ClaimParty, Organisation, Project
from assistance.models.validation import MONEY_DIGITS
from assistance.review import CommitmentFacts
from assistance.vocabulary import (
    CommitmentStatus,
    Hedge,
    ItemCategory,
    Kind,
    OrganisationType,
    PartyRole,
    Region,
    Sector,
    ValuationBasis,
    Word,
)


class WordInput(serializers.ChoiceField):
    """A word of a vocabulary, read as one; empty for none where that is allowed."""

    def __init__(self, words: type[Word], **kwargs: Any) -> None:
        self.words = words
        super().__init__(choices=[word.value for word in words], **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        """Return the word."""
        value = super().to_internal_value(data)
        return self.words(value) if value else value

    def to_representation(self, value: Any) -> Any:
        """Return the word as it is stored."""
        return str(value)


class WordInputSchema(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """Describes each vocabulary under one name, save where it may be empty."""

    target_class = WordInput

    def get_name(self) -> str | None:
        """Return the vocabulary's name."""
        return None if self.target.allow_blank else f"{self.target.words.__name__}Input"

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        """Return the words with their labels."""
        words = [word.value for word in self.target.words]
        lines = [f"* `{word.value}` - {word.label}" for word in self.target.words]
        return {
            "type": "string",
            "enum": [*words, ""] if self.target.allow_blank else words,
            "description": "\n".join(lines),
        }


class OfTheClaim(serializers.PrimaryKeyRelatedField):  # type: ignore[type-arg]
    """The key of a row of the claim that is decided on."""

    def get_queryset(self) -> Any:
        """Return the rows of that claim."""
        rows: Any = super().get_queryset()
        return rows.filter(claim=self.context["claim"])


class PartyFactSerializer(serializers.Serializer[Any]):
    """A party in its role: `organisation` is its key, or null for a new one that is made of the other fields."""

    role = WordInput(PartyRole)
    organisation = serializers.PrimaryKeyRelatedField(
        queryset=Organisation.objects.all(), allow_null=True, required=False, help_text="Null for a new one."
    )
    name_en = serializers.CharField(required=False, allow_blank=True, max_length=255)
    name_uk = serializers.CharField(required=False, allow_blank=True, max_length=255)
    type = WordInput(OrganisationType, required=False, allow_blank=True)
    country = serializers.CharField(required=False, allow_blank=True, max_length=2, help_text="ISO 3166-1 alpha-2.")
    claim_parties = OfTheClaim(
        queryset=ClaimParty.objects.all(), many=True, required=False, help_text="Keys of the words that name it."
    )


class LineFactSerializer(serializers.Serializer[Any]):
    """An item promised; `quantity` null is unknown."""

    name_en = serializers.CharField(required=False, allow_blank=True, max_length=300)
    name_uk = serializers.CharField(required=False, allow_blank=True, max_length=300)
    category = WordInput(ItemCategory)
    quantity = serializers.DecimalField(
        max_digits=MONEY_DIGITS, decimal_places=2, min_value=Decimal(0), allow_null=True, required=False
    )
    unit = serializers.CharField(required=False, allow_blank=True, max_length=50)
    claim_item = OfTheClaim(
        queryset=ClaimItem.objects.all(), allow_null=True, required=False, help_text="Key of the words that say so."
    )


class FactsSerializer(serializers.Serializer[CommitmentFacts]):
    """All that accepting a claim writes down. Of what is sent, what is left out stays as it was read."""

    title_en = serializers.CharField(required=False, allow_blank=True, max_length=300)
    title_uk = serializers.CharField(required=False, allow_blank=True, max_length=300)
    kind = WordInput(Kind, required=False)
    status = WordInput(CommitmentStatus, required=False)
    amount = serializers.DecimalField(
        max_digits=MONEY_DIGITS, decimal_places=2, min_value=Decimal("0.01"), allow_null=True, required=False
    )
    currency = serializers.CharField(required=False, allow_blank=True, max_length=3, help_text="ISO 4217.")
    amount_hedge = WordInput(Hedge, required=False)
    amount_upper = serializers.DecimalField(
        max_digits=MONEY_DIGITS, decimal_places=2, min_value=Decimal("0.01"), allow_null=True, required=False
    )
    valuation_basis = WordInput(ValuationBasis, required=False)
    period_start = serializers.DateField(allow_null=True, required=False)
    period_end = serializers.DateField(allow_null=True, required=False)
    project = serializers.PrimaryKeyRelatedField(queryset=Project.objects.all(), allow_null=True, required=False)
    sectors = serializers.ListField(child=WordInput(Sector), required=False)
    regions = serializers.ListField(child=WordInput(Region), required=False)
    parties = PartyFactSerializer(many=True, required=False)
    lines = LineFactSerializer(many=True, required=False)
