"""Every change of a commitment's status."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assistance.models.append_only import AppendOnly
from assistance.models.choices import choices_of
from assistance.models.claims import Claim
from assistance.models.commitments import Commitment
from assistance.models.validation import one_of
from assistance.vocabulary import CommitmentStatus


class StatusChange(AppendOnly):
    """One step of a commitment's status, with the claim that reports it or the reason a person gave."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="status_changes", verbose_name=_("commitment")
    )
    old_status = models.CharField(
        _("status before"), max_length=20, choices=choices_of(CommitmentStatus), blank=True, default=""
    )
    status = models.CharField(_("status"), max_length=20, choices=choices_of(CommitmentStatus))
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="status_changes", verbose_name=_("claim")
    )
    reason = models.TextField(_("reason"), blank=True, default="", help_text=_("Shown in public with the change."))
    happened_on = models.DateField(
        _("happened on"), null=True, blank=True, help_text=_("The day the source gives; empty where unknown.")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("change of status")
        verbose_name_plural = _("changes of status")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(claim__isnull=False) | ~models.Q(reason=""), name="status_change_has_grounds"
            ),
            models.CheckConstraint(
                condition=~models.Q(old_status=models.F("status")), name="status_change_changes_something"
            ),
            one_of("status", [s.value for s in CommitmentStatus], name="status_change_status_known"),
        ]

    def __str__(self) -> str:
        return self.get_status_display()
