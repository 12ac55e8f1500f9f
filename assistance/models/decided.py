"""Words of a release that staff chose as the evidence of a fact, apart from those that were read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from assistance.models.append_only import AppendOnly
from assistance.models.choices import choices_of
from assistance.models.claims import Decision
from assistance.vocabulary import Fact, PartyRole


class DecidedEvidence(AppendOnly):
    """Words ``[start, end)`` of the release that a decision names as the evidence of one fact.

    ``subject`` tells which of several is meant: the name of a party or an item, the code of a sector or a region. It
    is empty for a fact that a claim has only one of.
    """

    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("decision")
    )
    fact = models.CharField(_("fact"), max_length=10, choices=choices_of(Fact))
    role = models.CharField(_("role"), max_length=20, choices=choices_of(PartyRole), blank=True, default="")
    subject = models.CharField(_("of which"), max_length=300, blank=True, default="")
    start = models.PositiveIntegerField(_("start"), help_text=_("Characters from the start of the text."))
    end = models.PositiveIntegerField(_("end"))
    words = models.TextField(_("words"))

    class Meta:
        verbose_name = _("evidence chosen by staff")
        verbose_name_plural = _("evidence chosen by staff")
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="decidedevidence_span_not_empty"
            ),
            models.CheckConstraint(
                condition=models.Q(fact=Fact.PARTY.value) & ~models.Q(role="")
                | ~models.Q(fact=Fact.PARTY.value) & models.Q(role=""),
                name="decidedevidence_role_of_a_party",
            ),
        ]

    def __str__(self) -> str:
        return self.words
