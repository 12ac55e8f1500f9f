"""Snoozes: clocks that staff put aside until a day, with a reason."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assistance.models.append_only import AppendOnly, AppendOnlyQuerySet
from assistance.models.choices import choices_of
from assistance.models.commitments import Commitment
from assistance.models.equipment import DeliveryEvent
from assistance.models.validation import one_of
from assistance.vocabulary import ClockKind


class SnoozeQuerySet(AppendOnlyQuerySet):
    """Snoozes by whether they still hold."""

    def standing(self, today: date) -> Self:
        """Return those that keep a clock aside on ``today``: neither lapsed nor followed by another on the clock."""
        of_record = models.Q(commitment=models.OuterRef("commitment")) | models.Q(delivery=models.OuterRef("delivery"))
        later = Snooze.objects.filter(of_record, kind=models.OuterRef("kind"), pk__gt=models.OuterRef("pk"))
        return self.filter(~models.Exists(later), until__gt=today)


class Snooze(AppendOnly):
    """A clock put aside. Before ``until`` it is left out of the worklist; the latest row on a clock stands.

    A delivery that is taken back takes its snoozes along: there is no clock left that they could speak of.
    """

    kind = models.CharField(_("clock"), max_length=20, choices=choices_of(ClockKind))
    commitment = models.ForeignKey(
        Commitment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="snoozes",
        verbose_name=_("commitment"),
    )
    delivery = models.ForeignKey(
        DeliveryEvent,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="snoozes",
        verbose_name=_("delivery"),
    )
    until = models.DateField(_("until"), help_text=_("The day the clock comes back."))
    reason = models.TextField(_("reason"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = SnoozeQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = _("snooze")
        verbose_name_plural = _("snoozes")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(commitment__isnull=False, delivery__isnull=True)
                | models.Q(commitment__isnull=True, delivery__isnull=False),
                name="snooze_of_one_record",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="snooze_gives_a_reason"),
            one_of("kind", [k.value for k in ClockKind], name="snooze_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.until}"
