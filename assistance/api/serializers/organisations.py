"""Organisations, and donors with what they give."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assistance.api.serializers.fields import InBothLanguages, ListField, PageField, TextOrNull, WordField
from assistance.api.serializers.reports import RungSerializer
from assistance.api.shapes import Row
from assistance.models import CommitmentParty, Organisation
from assistance.vocabulary import IATI_ORGANISATION_ROLE, OrganisationType, PartyRole


class OrganisationSerializer(serializers.Serializer[Any]):
    """An organisation. ``type`` is its IATI code, ``country`` ISO 3166-1, ``identifier`` in IATI's form."""

    id = serializers.IntegerField(source="pk", read_only=True)
    name = InBothLanguages("name")
    type = WordField(OrganisationType)
    country = TextOrNull()
    identifier = TextOrNull()


class PartySerializer(serializers.Serializer[CommitmentParty]):
    """An organisation's part in a commitment. ``iati_role`` is null for recipients, who have no such code."""

    role = WordField(PartyRole)
    iati_role = serializers.SerializerMethodField()
    organisation = OrganisationSerializer(read_only=True)

    def get_iati_role(self, party: CommitmentParty) -> str | None:
        """Return the IATI 2.03 OrganisationRole."""
        return IATI_ORGANISATION_ROLE.get(PartyRole(party.role))


class WithLadder(serializers.Serializer[Any]):
    """What adds up the commitments that an organisation has part in; ``ladders`` by key are in the context."""

    ladder = serializers.SerializerMethodField()

    @extend_schema_field(RungSerializer(many=True))
    def get_ladder(self, organisation: Organisation) -> Any:
        """Return every rung, empty ones too."""
        return RungSerializer(self.context["ladders"][organisation.pk].rungs, many=True).data


class DonorSerializer(Row, OrganisationSerializer):
    """A donor with the number of public commitments it funds, alone or with others."""

    commitments = serializers.IntegerField(source="commitment_count", read_only=True)
    url = PageField("donor")


class DonorRowSerializer(DonorSerializer, WithLadder):
    """A donor in the list: with its ``ladder`` where that is asked for."""


class WholeDonorSerializer(DonorSerializer, WithLadder):
    """A donor with the ladder of what it gives, each rung on its own."""

    note = serializers.SerializerMethodField()
    commitments_list = ListField("commitment-list", "donor")

    def get_note(self, donor: Organisation) -> str:
        """Return what the ladder contains, in plain words."""
        return _(
            "Public commitments this donor funds, alone or jointly. A joint commitment stands here in full, so the "
            "ladders of several donors must not be added; the totals by donor count it once."
        )


class RecipientSerializer(Row, OrganisationSerializer):
    """A recipient with the number of public commitments it receives, alone or with others."""

    commitments = serializers.IntegerField(source="commitment_count", read_only=True)
    url = PageField("recipient")


class RecipientRowSerializer(RecipientSerializer, WithLadder):
    """A recipient in the list: with its ``ladder`` where that is asked for."""


class WholeRecipientSerializer(RecipientSerializer, WithLadder):
    """A recipient with the ladder of what it receives, each rung on its own."""

    note = serializers.SerializerMethodField()
    commitments_list = ListField("commitment-list", "recipient")

    def get_note(self, recipient: Organisation) -> str:
        """Return what the ladder contains, in plain words."""
        return _(
            "Public commitments this recipient receives, alone or jointly. A joint commitment stands here in full, so "
            "the ladders of several recipients must not be added; the totals by recipient count it once."
        )
