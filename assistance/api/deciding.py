"""What a program of staff decides on a claim: what is sent, checked and put into the words of ``review``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rest_framework import serializers

from assistance.api.errors import WrongContentError
from assistance.api.serializers.facts import FactsSerializer, WordInput
from assistance.api.serializers.queue import VERSION
from assistance.models import Commitment
from assistance.review import CommitmentFacts, LineFact, PartyFact
from assistance.vocabulary import CommitmentStatus, Outcome, Relation

#: How long a reason may be, as in the staff's own form.
LONGEST_REASON = 2000


class AcceptSerializer(serializers.Serializer[Any]):
    """What is accepted: `facts` as the claim's `proposal` has them; what is left out stays as it was read."""

    version = serializers.CharField(max_length=100, help_text="The claim's.")
    facts = FactsSerializer(required=False)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_REASON, help_text="For staff.")


class MergeSerializer(serializers.Serializer[Any]):
    """What commitment the claim speaks of, and what it is to it."""

    version = serializers.CharField(max_length=100, help_text="The claim's.")
    into = serializers.PrimaryKeyRelatedField(queryset=Commitment.objects.all(), help_text="Key of the commitment.")
    into_version = serializers.CharField(max_length=100, help_text=VERSION)
    relation = WordInput(Relation)
    status = WordInput(CommitmentStatus, required=False, help_text="The status it has from now on, if another.")
    reason = serializers.CharField(max_length=LONGEST_REASON, help_text="For staff.")


class RejectSerializer(serializers.Serializer[Any]):
    """Why the claim is no assistance, or not for this ledger."""

    version = serializers.CharField(max_length=100, help_text="The claim's.")
    reason = serializers.CharField(max_length=LONGEST_REASON, help_text="For staff.")


class DecisionSerializer(serializers.Serializer[Any]):
    """What was decided."""

    id = serializers.IntegerField(source="pk", read_only=True)
    claim = serializers.IntegerField(source="claim_id", read_only=True)
    version = serializers.CharField(source="pk", read_only=True, help_text="The claim's from now on.")
    outcome = serializers.ChoiceField(
        choices=[Outcome.ACCEPTED.value, Outcome.MERGED.value, Outcome.REJECTED.value], read_only=True
    )
    commitment = serializers.IntegerField(source="commitment_id", read_only=True, allow_null=True)
    made_by = serializers.CharField(source="made_by.username", read_only=True)
    made_at = serializers.DateTimeField(read_only=True)
    reason = serializers.CharField(read_only=True)


def checked(serializer: serializers.Serializer[Any]) -> Mapping[str, Any]:
    """Return what was sent; raise ``WrongContentError`` that names each field that is wrong."""
    if serializer.is_valid():
        return dict(serializer.validated_data)
    faults: dict[str, list[str]] = {}
    for way, message in faults_within(serializer.errors):
        faults.setdefault(way, []).append(message)
    raise WrongContentError(faults)


def decided(proposed: CommitmentFacts, data: Mapping[str, Any]) -> CommitmentFacts:
    """Return ``proposed`` with what the checked ``data`` of ``FactsSerializer`` tells otherwise."""
    rows: dict[str, Any] = {name: tuple(data[name]) for name in ("sectors", "regions") if name in data}
    if "parties" in data:
        rows["parties"] = tuple(_party(row) for row in data["parties"])
    if "lines" in data:
        rows["lines"] = tuple(LineFact(**row) for row in data["lines"])
    return proposed.with_changes(**{**data, **rows})


def _party(row: Mapping[str, Any]) -> PartyFact:
    return PartyFact(**{**row, "claim_parties": tuple(row.get("claim_parties", ()))})


def faults_within(errors: Any, way: str = "") -> Iterator[tuple[str, str]]:
    """Yield what is wrong with each field of what was sent: its way from the top, such as ``facts.parties.0.role``."""
    if isinstance(errors, dict):
        for name, inner in errors.items():
            yield from faults_within(inner, f"{way}.{name}" if way else str(name))
    elif isinstance(errors, list) and any(isinstance(each, dict | list) for each in errors):
        for place, inner in enumerate(errors):
            yield from faults_within(inner, f"{way}.{place}")
    else:
        yield way, " ".join(str(each) for each in (errors if isinstance(errors, list) else [errors]))
