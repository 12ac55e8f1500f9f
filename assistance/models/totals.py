"""Totals that releases state over many commitments: kept to compare with, never added to anything."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from assistance.models.bilingual import in_reader_language
from assistance.models.choices import choices_of
from assistance.models.organisations import Organisation
from assistance.models.releases import Release
from assistance.models.validation import MONEY_DIGITS, MONEY_LIMIT, one_of, start_before_end, validate_currency
from assistance.models.withholdings import PublishableQuerySet
from assistance.vocabulary import Hedge, Visibility


class StatedTotalQuerySet(PublishableQuerySet["StatedTotal"]):
    """Stated totals by who may see them."""

    target = "stated_total"


class StatedTotal(models.Model):
    """A sum over many commitments as a release states it, with its scope in words."""

    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="stated_totals", verbose_name=_("release")
    )
    donors = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="stated_totals",
        verbose_name=_("donors"),
        help_text=_("Empty where the release names none."),
    )
    amount = models.DecimalField(_("amount"), max_digits=MONEY_DIGITS, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, validators=[validate_currency])
    hedge = models.CharField(_("how firm"), max_length=10, choices=choices_of(Hedge), default=Hedge.EXACT.value)
    scope_en = models.CharField(_("scope in English"), max_length=300, blank=True, default="")
    scope_uk = models.CharField(_("scope in Ukrainian"), max_length=300, blank=True, default="")
    period_start = models.DateField(
        _("counted from"), null=True, blank=True, help_text=_("The first day the total speaks of; empty where unknown.")
    )
    period_end = models.DateField(
        _("counted until"), null=True, blank=True, help_text=_("The last day the total speaks of; empty where unknown.")
    )
    start = models.PositiveIntegerField(_("start"), editable=False)
    end = models.PositiveIntegerField(_("end"), editable=False)
    words = models.TextField(_("words"), editable=False)
    rule = models.CharField(_("rule"), max_length=100, editable=False)
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=choices_of(Visibility), default=Visibility.DRAFT.value, editable=False
    )
    history = HistoricalRecords(m2m_fields=[donors])

    objects = StatedTotalQuerySet.as_manager()

    class Meta:
        verbose_name = _("stated total")
        verbose_name_plural = _("stated totals")
        ordering = [models.F("release__published_on").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0, amount__lt=MONEY_LIMIT) & ~models.Q(currency=""),
                name="stated_total_amount_with_currency",
            ),
            start_before_end("period_start", "period_end", name="stated_total_period_in_order"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="stated_total_span_not_empty"),
            one_of("visibility", [v.value for v in Visibility], name="stated_total_visibility_known"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    @property
    def scope(self) -> str:
        """The scope in the reader's language, or in the other one where it is missing."""
        return in_reader_language(self.scope_en, self.scope_uk)
