"""Claims: what one release says, each fact with the words that say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assistance.api.serializers.evidence import CommitmentLinkSerializer, SourceSerializer, SpanSerializer
from assistance.api.serializers.fields import NumberField, TextOrNull, WordField
from assistance.api.shapes import Row
from assistance.models import Claim, Commitment, Evidence
from assistance.vocabulary import CommitmentStatus, Fact, Hedge, Kind, PartyRole, Relation


class PeriodSerializer(serializers.Serializer[Any]):
    """From when to when; each end null where it is unknown."""

    start = serializers.DateField(source="period_start", read_only=True, allow_null=True)
    end = serializers.DateField(source="period_end", read_only=True, allow_null=True)


@dataclass(frozen=True, kw_only=True)
class StatedFact:
    """One fact of a claim: what was read, and the words it was read in.

    ``role`` is that of a party; ``quantity`` (None: unknown) and ``unit`` (empty: pieces) are those of an item.
    """

    fact: Fact
    value: str
    words: Evidence
    role: str = ""
    quantity: Decimal | None = None
    unit: str = ""


class StatedFactSerializer(serializers.Serializer[Any]):
    """One fact of a claim, as read, with its words.

    ``role`` is that of a party; ``quantity`` (null: unknown) and ``unit`` (null: pieces) are those of an item.
    """

    fact = WordField(Fact)
    value = serializers.CharField(read_only=True)
    role = WordField(PartyRole, allow_null=True)
    quantity = NumberField(allow_null=True)
    unit = TextOrNull()
    start = serializers.IntegerField(source="words.start", read_only=True)
    end = serializers.IntegerField(source="words.end", read_only=True)
    words = serializers.CharField(source="words.words", read_only=True)
    rule = serializers.CharField(source="words.rule", read_only=True)


class ChosenWordsSerializer(serializers.Serializer[Any]):
    """Words that staff chose as the evidence of a fact when they accepted the claim.

    ``subject`` is the name of a party (with its ``role``) or an item, the code of a sector or a region; null otherwise.
    """

    fact = WordField(Fact)
    role = WordField(PartyRole, allow_null=True)
    subject = TextOrNull()
    start = serializers.IntegerField(read_only=True)
    end = serializers.IntegerField(read_only=True)
    words = serializers.CharField(read_only=True)


def stated_facts(claim: Claim) -> list[StatedFact]:
    """Return the facts of ``claim`` in the order of their words, expecting them to be fetched."""
    facts = [*_single_facts(claim), *_repeated_facts(claim)]
    return sorted(facts, key=lambda row: (row.words.start, row.words.end, row.fact, row.words.pk))


def _single_facts(claim: Claim) -> Iterator[StatedFact]:
    values = {
        Fact.STATUS: claim.status,
        Fact.KIND: claim.kind,
        Fact.AMOUNT: f"{claim.amount} {claim.currency}",
        Fact.PERIOD: f"{claim.period_start or '..'}/{claim.period_end or '..'}",
    }
    for row in claim.evidence.all():
        yield StatedFact(fact=Fact(row.fact), value=values[Fact(row.fact)], words=row)


def _repeated_facts(claim: Claim) -> Iterator[StatedFact]:
    for party in claim.parties.all():
        yield StatedFact(fact=Fact.PARTY, value=party.name, role=party.role, words=party)
    for item in claim.items.all():
        yield StatedFact(fact=Fact.ITEM, value=item.name, quantity=item.quantity, unit=item.unit, words=item)
    for place in claim.places.all():
        yield StatedFact(fact=Fact.PLACE, value=place.region or place.name, words=place)
    for sector in claim.sectors.all():
        yield StatedFact(fact=Fact.SECTOR, value=sector.sector, words=sector)


class StatedAmount:
    """How firmly the amount of a claim or commitment is stated."""

    @extend_schema_field(WordField(Hedge, allow_null=True))
    def get_amount_hedge(self, stated: Claim | Commitment) -> str | None:
        """Return how firmly the amount is stated, if one is."""
        return None if stated.amount is None else stated.amount_hedge


class ClaimSerializer(StatedAmount, serializers.Serializer[Claim]):
    """What one release says about a commitment. ``relation`` tells what that is to the commitment."""

    id = serializers.IntegerField(source="pk", read_only=True)
    relation = WordField(Relation, source="link.relation")
    kind = WordField(Kind)
    status = WordField(CommitmentStatus)
    amount = NumberField(allow_null=True)
    amount_upper = NumberField(allow_null=True)
    amount_hedge = serializers.SerializerMethodField()
    currency = TextOrNull()
    period = PeriodSerializer(source="*", read_only=True)
    passage = SpanSerializer(source="*", read_only=True)
    evidence = serializers.SerializerMethodField()
    decided_evidence = serializers.SerializerMethodField()

    @extend_schema_field(ChosenWordsSerializer(many=True))
    def get_decided_evidence(self, claim: Claim) -> Any:
        """Return the words that staff chose instead of those that were read."""
        return ChosenWordsSerializer(claim.all_decided_words(), many=True).data

    @extend_schema_field(StatedFactSerializer(many=True))
    def get_evidence(self, claim: Claim) -> Any:
        """Return every fact with its words."""
        return StatedFactSerializer(stated_facts(claim), many=True).data


class SourcedClaimSerializer(ClaimSerializer):
    """A claim seen from its commitment."""

    release = SourceSerializer(read_only=True)


class LinkedClaimSerializer(ClaimSerializer):
    """A claim seen from its release."""

    commitment = CommitmentLinkSerializer(source="link.commitment", read_only=True)


class ClaimRowSerializer(Row, SourcedClaimSerializer, LinkedClaimSerializer):
    """What one public release says about a public commitment, each fact with its words."""
