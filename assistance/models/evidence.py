"""What every fact that was read bears: its place in the release's text."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from assistance.models.append_only import AppendOnly


class Evidence(AppendOnly):
    """Base of all that was read: its place in the release's text, the words there, and the rule that read them."""

    start = models.PositiveIntegerField(_("start"), help_text=_("Characters from the start of the text."))
    end = models.PositiveIntegerField(_("end"))
    words = models.TextField(_("words"))
    rule = models.CharField(_("rule"), max_length=100)

    class Meta:
        abstract = True
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="%(class)s_span_not_empty"),
        ]

    def __str__(self) -> str:
        return self.words
