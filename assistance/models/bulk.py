"""What was done to many records at once, so that it can be looked at and undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assistance.models.choices import choices_of
from assistance.models.validation import one_of
from assistance.vocabulary import BulkAction


class BulkChange(models.Model):
    """One run over many records: who did what to which, and why.

    ``entries`` holds for each record its ``model``, its ``id``, and what its history had come to ``before`` and
    ``after``: the newest version of the record and of each kind of its rows. ``withheld`` holds, before and after, the
    key of what held the whole of it back, and ``releases`` the same of the releases that became public with it; changes
    of an earlier day have neither.
    """

    action = models.CharField(_("action"), max_length=10, choices=choices_of(BulkAction))
    reason = models.TextField(_("reason"), blank=True, default="")
    entries = models.JSONField(_("records"), default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        verbose_name = _("change in bulk")
        verbose_name_plural = _("changes in bulk")
        ordering = ["-made_at", "-pk"]
        constraints = [
            one_of("action", [action.value for action in BulkAction], name="bulk_action_known"),
            models.CheckConstraint(
                condition=models.Q(undone_by__isnull=True, undone_at__isnull=True)
                | models.Q(undone_by__isnull=False, undone_at__isnull=False),
                name="bulk_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} ({len(self.entries)})"
