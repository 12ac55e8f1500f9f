"""Releases as programs send them, and what is told of them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assistance.api.serializers.fields import TextOrNull, WordField
from assistance.intake import Recording, Stored
from assistance.models import Claim, ImportRun, Release
from assistance.vocabulary import Language, Likeness, Rendition, Visibility


def printable(text: str) -> None:
    """Raise ``ValidationError`` for a text with line ends or marks that are not seen, as in a sidecar."""
    if not text.isprintable():
        raise serializers.ValidationError(_("Write it on one line, without marks that are not seen."))


class SaidBesideSerializer(serializers.Serializer[Any]):
    """What a sidecar says beside a release. What is left out is read from the text where it tells it."""

    title = serializers.CharField(required=False, max_length=500, validators=[printable], help_text="Of the release.")
    publisher = serializers.CharField(required=False, max_length=255, validators=[printable], help_text="Who wrote it.")
    source_url = serializers.URLField(
        required=False,
        max_length=1000,
        help_text="Where it stands. A changed text from the same address takes the place of the stored one.",
    )
    published = serializers.DateField(required=False, help_text="The day it was published.")
    language = serializers.ChoiceField(required=False, choices=[word.value for word in Language])
    licence = serializers.CharField(required=False, max_length=255, validators=[printable], help_text="Its licence.")
    rendition = serializers.ChoiceField(
        required=False,
        choices=[Rendition.ORIGINAL.value, Rendition.RETELLING.value],
        help_text="Whether it is the original text or told in our own words.",
    )
    retrieved = serializers.DateField(required=False, help_text="The day it was fetched.")


class TextSerializer(SaidBesideSerializer):
    """A release as text."""

    text = serializers.CharField(trim_whitespace=False, help_text="As published, its title on the first line.")


class FileSerializer(SaidBesideSerializer):
    """A release as a file."""

    file = serializers.FileField(help_text="A text (`.txt`), a saved page (`.html`, `.htm`) or a PDF.")


class StoredReleaseSerializer(serializers.Serializer[Release]):
    """A release as it is stored."""

    id = serializers.IntegerField(source="pk", read_only=True)
    title = serializers.CharField(read_only=True)
    publisher = TextOrNull()
    language = WordField(Language)
    published_on = serializers.DateField(read_only=True, allow_null=True)
    source_url = TextOrNull()
    licence = TextOrNull()
    rendition = WordField(Rendition)
    visibility = WordField(Visibility)
    sha256 = serializers.CharField(read_only=True, help_text="Of its text in UTF-8.")
    supersedes = serializers.IntegerField(
        source="supersedes_id", read_only=True, allow_null=True, help_text="The earlier version, if there is one."
    )
    copy_of = serializers.IntegerField(
        source="witness_of_id", read_only=True, allow_null=True, help_text="What it is a copy or a translation of."
    )
    likeness = WordField(Likeness, allow_null=True)
    url = serializers.SerializerMethodField()

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, release: Release) -> str:
        """Return the address of its staff page."""
        return staff_page(self, "admin:assistance_release_change", release.pk)


class SubmissionSerializer(serializers.Serializer[Recording]):
    """What became of a release that was sent."""

    outcome = serializers.ChoiceField(
        source="outcome.value",
        read_only=True,
        choices=[outcome.value for outcome in Stored],
        help_text="`new`, `supersedes` an earlier version, or `unchanged`: this text was stored before.",
    )
    release = StoredReleaseSerializer(read_only=True)
    claims = serializers.SerializerMethodField()
    in_queue = serializers.SerializerMethodField()
    needs = serializers.IntegerField(source="release.needs.count", read_only=True, help_text="How many it asks for.")
    stated_totals = serializers.IntegerField(
        source="release.stated_totals.count", read_only=True, help_text="How many sums it states over several promises."
    )
    not_counted = serializers.IntegerField(
        source="release.traps.count", read_only=True, help_text="How many numbers look like aid and are none."
    )

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_claims(self, recording: Recording) -> list[int]:
        """Return the keys of the claims that the release makes."""
        return list(recording.release.claims.order_by("number").values_list("pk", flat=True))

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_in_queue(self, recording: Recording) -> list[int]:
        """Return the keys of those that await a decision."""
        waiting = Claim.objects.needing_review().filter(release=recording.release)
        return list(waiting.order_by("number").values_list("pk", flat=True))


class WaitingSerializer(serializers.Serializer[ImportRun]):
    """A release that is read in the background; sending it again once it is read tells what became of it."""

    outcome = serializers.ChoiceField(source="state", read_only=True, choices=["waiting"])
    run = serializers.IntegerField(source="pk", read_only=True, help_text="The key of the import.")
    url = serializers.SerializerMethodField()

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, run: ImportRun) -> str:
        """Return the address of the staff page that shows how far it is."""
        return staff_page(self, "admin:assistance_importrun_change", run.pk)


def staff_page(serializer: serializers.BaseSerializer[Any], name: str, key: int) -> str:
    """Return the whole address of the staff page ``name`` of the record ``key``."""
    address: str = serializer.context["request"].build_absolute_uri(reverse(name, args=[key]))
    return address
