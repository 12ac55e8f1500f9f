"""Releases: the texts everything rests on."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from assistance.models.choices import choices_of
from assistance.models.moments import asked_moment
from assistance.models.validation import one_of, validate_sha256
from assistance.models.withholdings import PublishableQuerySet, Withholding
from assistance.vocabulary import Language, Likeness, Rendition, Visibility


class ReleaseTextError(ValueError):
    """Raised when a stored release's text is about to be changed, or no longer is what was stored."""


TEXT_IS_FIXED = "The text of a release is never edited. Import the corrected text as a new release."


def sha256_of(text: str) -> str:
    """Return the SHA-256 of ``text`` in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


class ReleaseQuerySet(PublishableQuerySet["Release"]):
    """Releases by who may see them and whether they still stand."""

    target = "release"

    def published(self) -> Self:
        """Return those staff made public, but for those whose text tells what is withheld of a commitment.

        With such a release its copies and translations, and the versions before and after any of them, are not shown.
        """
        releases = self.model._default_manager.order_by()
        telling = releases.filter(
            claims__link__commitment__in=Withholding.objects.standing().facts().keys("commitment")
        )
        witnesses = telling.annotate(witness=Coalesce("witness_of_id", "pk")).values("witness")
        alike = releases.filter(models.Q(pk__in=witnesses) | models.Q(witness_of__in=witnesses))
        earlier = alike.filter(supersedes__isnull=False).values("supersedes")
        shown = (
            super()
            .published()
            .exclude(pk__in=alike.values("pk"))
            .exclude(models.Q(pk__in=earlier) | models.Q(supersedes__in=alike.values("pk")))
        )
        # At an earlier date less is known of what a release tells: whatever is not shown today is not shown then.
        moment = asked_moment()
        return shown.exclude(pk__in=moment.today.untold) if moment else shown

    def update(self, **kwargs: Any) -> int:
        """Update as ever, but refuse to change a text or its hash."""
        if kwargs.keys() & {"text", "sha256"}:
            raise ReleaseTextError(TEXT_IS_FIXED)
        return super().update(**kwargs)

    def known(self, field: str, most: int = 200) -> list[str]:
        """Return what stands in ``field`` of these releases, the most frequent first, ``most`` of them at most."""
        named = self.exclude(**{field: ""}).order_by().values_list(field).annotate(number=models.Count("pk"))
        return [name for name, _number in named.order_by("-number", field)[:most]]

    def standing(self) -> Self:
        """Return those that no later version of the same page supersedes."""
        return self.filter(superseded_by__isnull=True)

    def with_witness(self) -> Self:
        """Add ``witness``: the key of the release that stands for all copies and translations of one text.

        Releases with the same ``witness`` prove no more together than one of them alone.
        """
        return self.annotate(witness=Coalesce("witness_of_id", "pk"))


def copies_among(releases: Iterable[Release]) -> list[tuple[Release, list[Release]]]:
    """Return those of ``releases`` that stand for others of them, each with its copies and translations.

    For a group stands its original, or the first of it that is there.
    """
    groups: dict[int, dict[int, Release]] = defaultdict(dict)
    for release in releases:
        groups[release.witness_key][release.pk] = release
    found = []
    for key, group in groups.items():
        original = group.pop(key) if key in group else group.pop(next(iter(group)))
        if group:
            found.append((original, list(group.values())))
    return found


class Release(models.Model):
    """One text as published (or as we retell it). The text is never edited; a correction is a new release."""

    publisher = models.CharField(_("publisher"), max_length=255, blank=True, default="")
    language = models.CharField(_("language"), max_length=2, choices=choices_of(Language))
    published_on = models.DateField(_("published on"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=500)
    source_url = models.URLField(_("source address"), max_length=1000, blank=True, default="")
    licence = models.CharField(_("licence"), max_length=255, blank=True, default="")
    rendition = models.CharField(
        _("rendition"), max_length=10, choices=choices_of(Rendition), default=Rendition.ORIGINAL.value
    )
    reference = models.CharField(
        _("publisher's number"),
        max_length=255,
        blank=True,
        default="",
        editable=False,
        db_index=True,
        help_text=_("The identifier of an IATI activity; empty for a text."),
    )
    text = models.TextField(_("text"), editable=False)
    sha256 = models.CharField(
        _("SHA-256 of the text"), max_length=64, unique=True, editable=False, validators=[validate_sha256]
    )
    retrieved_at = models.DateTimeField(_("retrieved at"))
    supersedes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="superseded_by",
        verbose_name=_("supersedes"),
    )
    witness_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="copies",
        verbose_name=_("same witness as"),
    )
    likeness = models.CharField(
        _("likeness"), max_length=15, choices=choices_of(Likeness), blank=True, default="", editable=False
    )
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=choices_of(Visibility), default=Visibility.DRAFT.value, editable=False
    )
    history = HistoricalRecords(excluded_fields=["text"])

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = [models.F("published_on").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="release_has_a_text"),
            one_of("visibility", [v.value for v in Visibility], name="release_visibility_known"),
            one_of("language", [v.value for v in Language], name="release_language_known"),
            models.CheckConstraint(
                condition=models.Q(supersedes__isnull=True) | ~models.Q(supersedes=models.F("id")),
                name="release_supersedes_another",
            ),
            models.CheckConstraint(
                condition=models.Q(witness_of__isnull=True, likeness="")
                | models.Q(witness_of__isnull=False, likeness__in=[likeness.value for likeness in Likeness])
                & ~models.Q(witness_of=models.F("id")),
                name="release_witness_of_another",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the release; raise ``ReleaseTextError`` where its text is not the one it was stored with."""
        if not self.is_intact or not (self._state.adding or self._is_stored_text()):
            raise ReleaseTextError(TEXT_IS_FIXED)
        super().save(*args, **kwargs)

    def _is_stored_text(self) -> bool:
        return Release.objects.filter(pk=self.pk, sha256=self.sha256).exists()

    @property
    def is_intact(self) -> bool:
        """Whether the text still has the SHA-256 it was stored with."""
        return self.sha256 == sha256_of(self.text)

    @property
    def witness_key(self) -> int:
        """The key of the release that stands for all copies and translations of its text, as in ``with_witness()``."""
        return self.witness_of_id or self.pk
