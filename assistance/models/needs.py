"""Needs: what the recipient side asks for, and what covers it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from assistance.models.bilingual import in_reader_language, one_language_given
from assistance.models.choices import choices_of
from assistance.models.equipment import EquipmentLine
from assistance.models.releases import Release
from assistance.models.validation import one_of, quantity_not_negative
from assistance.models.withholdings import PublishableQuerySet
from assistance.vocabulary import ItemCategory, Visibility


class NeedQuerySet(PublishableQuerySet["Need"]):
    """Needs by who may see them."""

    target = "need"


class Need(models.Model):
    """Something the recipient side asks for or lacks, with the words that say so and no donor promising it there."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="needs", verbose_name=_("release"))
    what_en = models.CharField(_("what is needed, in English"), max_length=300, blank=True, default="")
    what_uk = models.CharField(_("what is needed, in Ukrainian"), max_length=300, blank=True, default="")
    category = models.CharField(
        _("category"), max_length=20, choices=choices_of(ItemCategory), default=ItemCategory.OTHER.value
    )
    quantity = models.DecimalField(
        _("quantity"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Empty where the number is unknown."),
    )
    unit = models.CharField(_("unit"), max_length=30, blank=True, default="", help_text=_("Empty for pieces."))
    start = models.PositiveIntegerField(_("start"), editable=False)
    end = models.PositiveIntegerField(_("end"), editable=False)
    words = models.TextField(_("words"), editable=False)
    rule = models.CharField(_("rule"), max_length=100, editable=False)
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=choices_of(Visibility), default=Visibility.DRAFT.value, editable=False
    )
    history = HistoricalRecords()

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = [models.F("release__published_on").desc(nulls_last=True), "-pk"]
        constraints = [
            one_language_given("what_en", "what_uk", name="need_says_what"),
            quantity_not_negative("need_quantity_not_negative"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="need_span_not_empty"),
            one_of("visibility", [v.value for v in Visibility], name="need_visibility_known"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def what(self) -> str:
        """What is needed, in the reader's language, or in the other one where it is missing."""
        return in_reader_language(self.what_en, self.what_uk)


class NeedCoverage(models.Model):
    """A line of equipment that covers a need, wholly or with ``quantity`` of it (empty: unknown)."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="coverage", verbose_name=_("need"))
    line = models.ForeignKey(
        EquipmentLine, on_delete=models.PROTECT, related_name="covers", verbose_name=_("equipment line")
    )
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=2, null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("coverage")
        verbose_name_plural = _("coverage")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["need", "line"], name="line_covers_a_need_once"),
            quantity_not_negative("coverage_quantity_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.need}: {self.line}"
