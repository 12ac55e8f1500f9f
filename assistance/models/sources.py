"""Sources that releases are fetched from, and what is known of each address that was asked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from assistance.models.choices import choices_of
from assistance.models.releases import Release
from assistance.models.validation import one_of
from assistance.vocabulary import FetchOutcome, Language, SourceKind

#: After how long without a sign of life whoever fetches counts as dead.
FETCHING_SILENCE = timedelta(minutes=15)
#: What was not stored, with a reason each.
NOT_HAD = (FetchOutcome.REFUSED, FetchOutcome.FAILED)
#: What fetching writes itself, which is no edit of anybody's.
STATE = ("etag", "last_modified", "alive_at", "asked_at", "wait_until", "counts", "reason", "details")


class SourceQuerySet(models.QuerySet["Source"]):
    """Sources by whether they are asked, and may be now."""

    def enabled(self) -> Self:
        """Return those that are asked without being named."""
        return self.filter(enabled=True)

    def free(self, now: datetime) -> Self:
        """Return those that nobody fetches from at ``now``."""
        return self.filter(Q(alive_at__isnull=True) | Q(alive_at__lt=now - FETCHING_SILENCE))


class Source(models.Model):
    """A feed, or a list of addresses, that releases are fetched from, and what came of it the last time.

    ``counts`` has for each ``FetchOutcome`` the number of addresses, and under ``left`` how many wait for the next
    time. ``reason`` and ``details`` say why nothing could be fetched at all, as those of an import's file do.
    """

    title = models.CharField(_("title"), max_length=255)
    kind = models.CharField(
        _("how it names its pages"), max_length=5, choices=choices_of(SourceKind), default=SourceKind.FEED.value
    )
    address = models.URLField(_("address of the feed"), max_length=1000, blank=True, default="")
    addresses = models.TextField(
        _("addresses"),
        blank=True,
        default="",
        help_text=_("One whole address a line; “#” opens a comment."),
    )
    publisher = models.CharField(
        _("publisher"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("Goes before what pages say of themselves; leave it empty where several publish."),
    )
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=choices_of(Language),
        blank=True,
        default="",
        help_text=_("Leave it empty to have it read from each text."),
    )
    licence = models.CharField(_("licence"), max_length=255, blank=True, default="")
    enabled = models.BooleanField(
        _("asked regularly"), default=True, help_text=_("Whether “manage.py fetch_releases” asks it unnamed.")
    )
    etag = models.CharField(max_length=255, blank=True, default="", editable=False)
    last_modified = models.CharField(max_length=255, blank=True, default="", editable=False)
    #: When whoever fetches from it now was last heard of; empty while nobody does.
    alive_at = models.DateTimeField(null=True, blank=True, editable=False)
    asked_at = models.DateTimeField(_("last fetched"), null=True, blank=True, editable=False)
    wait_until = models.DateTimeField(_("asks to be left alone until"), null=True, blank=True, editable=False)
    counts = models.JSONField(_("what came of it"), blank=True, default=dict, editable=False)
    reason = models.TextField(_("reason"), blank=True, default="", editable=False)
    details = models.JSONField(_("details"), blank=True, default=dict, editable=False)
    history = HistoricalRecords(excluded_fields=list(STATE))

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source of releases")
        verbose_name_plural = _("sources of releases")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="source_has_a_title"),
            models.CheckConstraint(
                condition=Q(kind=SourceKind.FEED.value, addresses="") & ~Q(address="")
                | Q(kind=SourceKind.LIST.value, address="") & ~Q(addresses=""),
                name="source_names_a_feed_or_addresses",
            ),
            one_of("language", ["", *(language.value for language in Language)], name="source_language_known"),
            models.UniqueConstraint(fields=["address"], condition=~Q(address=""), name="source_feed_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_being_fetched(self) -> bool:
        """Whether somebody fetches from it now."""
        return self.alive_at is not None and self.alive_at >= timezone.now() - FETCHING_SILENCE

    @property
    def is_resting(self) -> bool:
        """Whether its host asked to be left alone for now."""
        return self.wait_until is not None and self.wait_until > timezone.now()


class FetchedAddress(models.Model):
    """An address that was asked for: what the host called its state, and what came of it the last time."""

    address = models.URLField(_("address"), max_length=1000, unique=True)
    source = models.ForeignKey(
        Source,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="fetched",
        verbose_name=_("source of releases"),
    )
    etag = models.CharField(max_length=255, blank=True, default="", editable=False)
    last_modified = models.CharField(max_length=255, blank=True, default="", editable=False)
    asked_at = models.DateTimeField(_("last fetched"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=choices_of(FetchOutcome))
    reason = models.TextField(_("reason"), blank=True, default="")
    details = models.JSONField(_("details"), blank=True, default=dict)
    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("release")
    )

    class Meta:
        verbose_name = _("fetched address")
        verbose_name_plural = _("fetched addresses")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            one_of("outcome", [outcome.value for outcome in FetchOutcome], name="fetched_outcome_known"),
            models.CheckConstraint(
                condition=Q(outcome__in=[one.value for one in NOT_HAD]) & ~Q(reason="")
                | ~Q(outcome__in=[one.value for one in NOT_HAD]) & Q(reason="", release__isnull=False),
                name="fetched_release_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.address
