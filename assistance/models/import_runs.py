"""Imports of releases in the background: who started one, how far it is, and what became of each file."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.models.choices import choices_of
from assistance.models.releases import Release
from assistance.models.validation import one_of
from assistance.vocabulary import FileOutcome, RunState

#: States in which nothing more is read.
OVER = (RunState.DONE, RunState.FAILED, RunState.CANCELLED)
#: Outcomes with a release in the database.
IN_THE_DATABASE = (FileOutcome.STORED, FileOutcome.UNCHANGED, FileOutcome.SUPERSEDES)
#: After how long without a sign of life a worker counts as dead, and a waiting run as one that nobody takes up.
SILENCE = timedelta(minutes=5)
UNATTENDED = timedelta(seconds=30)


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Runs by whether somebody works on them, and with what they came to."""

    def newest(self, number: int) -> Self:
        """Return the last ``number`` runs with what they came to and who started them, the newest first."""
        return self.with_counts().select_related("started_by").order_by("-created_at", "-pk")[:number]

    def free(self, now: datetime) -> Self:
        """Return those that a worker may take up at ``now``: waiting ones, and those whose worker fell silent."""
        return self.filter(Q(state=RunState.WAITING) | Q(state=RunState.RUNNING, alive_at__lt=now - SILENCE))

    def with_counts(self) -> Self:
        """Add the number of files of each outcome (``stored``, ``not_read``, …), and ``read`` and ``claims`` in all."""
        counts: dict[str, Any] = {
            outcome.value: Count("items", filter=Q(items__outcome=outcome)) for outcome in FileOutcome
        }
        left = [FileOutcome.WAITING, FileOutcome.NOT_READ]
        return self.annotate(
            **counts,
            read=Count("items", filter=~Q(items__outcome__in=left)),
            claims=Coalesce(Sum("items__claims"), 0),
        )


class ImportRun(models.Model):
    """Files given at once and read one after the other in the background; it stays as the report on them."""

    source = models.CharField(_("what was given"), max_length=300)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("started by")
    )
    created_at = models.DateTimeField(_("given at"), default=timezone.now)
    started_at = models.DateTimeField(_("begun at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=choices_of(RunState), default=RunState.WAITING.value)
    total = models.PositiveIntegerField(_("files"))
    cancel_requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cancelled by"),
    )
    cancel_requested_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    resumed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("resumed by"),
    )
    note = models.TextField(_("note"), blank=True, default="")
    #: Who works on it: a word that each worker makes up, so that one that was given up on notices.
    worker = models.CharField(max_length=32, blank=True, default="", editable=False)
    #: When it was queued, or its worker was last heard of.
    alive_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of releases")
        verbose_name_plural = _("imports of releases")
        ordering = ["-created_at", "-pk"]
        constraints = [
            one_of("state", [state.value for state in RunState], name="import_state_known"),
            models.CheckConstraint(
                condition=Q(cancel_requested_by__isnull=True, cancel_requested_at__isnull=True)
                | Q(cancel_requested_by__isnull=False, cancel_requested_at__isnull=False),
                name="import_cancelled_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=False, state__in=[state.value for state in OVER])
                | Q(finished_at__isnull=True) & ~Q(state__in=[state.value for state in OVER]),
                name="import_over_once_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.RUNNING.value) | Q(started_at__isnull=False) & ~Q(worker=""),
                name="import_running_has_a_worker",
            ),
        ]

    def __str__(self) -> str:
        return self.source

    @property
    def is_over(self) -> bool:
        """Whether nothing more is read."""
        return self.state in OVER

    @property
    def is_stalled(self) -> bool:
        """Whether its worker has not been heard of for so long that it counts as dead."""
        return self.state == RunState.RUNNING and self.alive_at < timezone.now() - SILENCE

    @property
    def is_unattended(self) -> bool:
        """Whether it has waited longer than a worker that runs takes to begin."""
        return self.state == RunState.WAITING and self.alive_at < timezone.now() - UNATTENDED

    @property
    def can_be_resumed(self) -> bool:
        """Whether it broke off, or stands still, with files left to read."""
        return self.state == RunState.FAILED or self.is_stalled or self.is_unattended


class ImportRunItem(models.Model):
    """One file of a run. What it holds is kept until it is read, and no longer."""

    run = models.ForeignKey(
        ImportRun, on_delete=models.CASCADE, related_name="items", verbose_name=_("import of releases")
    )
    position = models.PositiveIntegerField(_("position"))
    name = models.CharField(_("file"), max_length=500)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=choices_of(FileOutcome), default=FileOutcome.WAITING.value
    )
    reason = models.TextField(_("reason"), blank=True, default="")
    details = models.JSONField(_("details"), blank=True, default=dict)
    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("release")
    )
    claims = models.PositiveIntegerField(_("claims"), default=0)
    content = models.BinaryField(null=True, blank=True)
    sidecar = models.BinaryField(null=True, blank=True)
    #: How often a worker has begun with it: one that stops its worker again and again is not tried for ever.
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    #: Where a file of a server's folder lies, which is read only when its turn comes.
    path = models.CharField(max_length=1000, blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("file of an import")
        verbose_name_plural = _("files of imports")
        ordering = ["run", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="import_file_once_at_a_position"),
            one_of("outcome", [outcome.value for outcome in FileOutcome], name="import_file_outcome_known"),
            models.CheckConstraint(
                condition=Q(release__isnull=False, outcome__in=[one.value for one in IN_THE_DATABASE])
                | Q(release__isnull=True) & ~Q(outcome__in=[one.value for one in IN_THE_DATABASE]),
                name="import_file_has_its_release",
            ),
            models.CheckConstraint(
                condition=Q(outcome=FileOutcome.REFUSED.value) & ~Q(reason="")
                | ~Q(outcome=FileOutcome.REFUSED.value) & Q(reason=""),
                name="import_file_refused_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(outcome=FileOutcome.WAITING.value, content__isnull=False, path="")
                | Q(outcome=FileOutcome.WAITING.value, content__isnull=True, sidecar__isnull=True) & ~Q(path="")
                | ~Q(outcome=FileOutcome.WAITING.value) & Q(content__isnull=True, sidecar__isnull=True),
                name="import_file_kept_until_read",
            ),
        ]

    def __str__(self) -> str:
        return self.name
