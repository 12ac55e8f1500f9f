"""Needs: what the recipient side asks for, and what covers it."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models.functions import Coalesce, Round
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from assistance.models.bilingual import in_reader_language, one_language_given
from assistance.models.choices import choices_of
from assistance.models.equipment import EquipmentLine
from assistance.models.releases import Release
from assistance.models.validation import one_of, quantity_not_negative
from assistance.models.withholdings import PublishableQuerySet, public
from assistance.vocabulary import FIRM_STATUSES, CoverState, ItemCategory, Visibility


class NeedQuerySet(PublishableQuerySet["Need"]):
    """Needs by who may see them."""

    target = "need"

    def asked_first(self, *, among: models.QuerySet[Need]) -> Self:
        """Return those that repeat none ``among`` the given: each need once, however often it was asked."""
        return self.exclude(repeats__in=among.order_by().values("pk"))

    def with_accounts(self) -> Self:
        """Add what the staff's account of each need is made of: every line and every release counts."""
        return self.with_coverage(lines=EquipmentLine.objects.all()).with_asking(among=Need.objects.all())

    def with_public_accounts(self) -> Self:
        """Add what the readers' account of each need is made of: what is public alone counts."""
        asking = Need.objects.published().filter(public("release", "release"))
        return self.with_coverage(lines=EquipmentLine.objects.published()).with_asking(among=asking)

    def with_coverage(self, *, lines: models.QuerySet[EquipmentLine]) -> Self:
        """Add how far ``lines`` cover each need: ``covered_quantity`` for certain, and ``cover_state``.

        Only lines of firm commitments cover anything: what is cancelled or suspended covers nothing, so the need is
        open again. A repeated need is covered by what covers the first; a line in another unit by an unknown number.
        """
        standing = NeedCoverage.objects.filter(need=models.OuterRef("root")).standing(among=lines)
        same_unit = models.Q(line__unit=models.OuterRef("unit"))
        counted = standing.filter(same_unit).order_by().values("need").annotate(sum=models.Sum("quantity"))
        known = Coalesce(models.Subquery(counted.values("sum")), Decimal(), output_field=models.DecimalField())
        vague = standing.filter(~same_unit | models.Q(quantity__isnull=True) | models.Q(need__quantity__isnull=True))
        return self.annotate(
            root=Coalesce("repeats", "pk"),
            covered_quantity=Round(
                known, precision=2, output_field=models.DecimalField(max_digits=14, decimal_places=2)
            ),
            vaguely_covered=models.Exists(vague),
            cover_state=models.Case(
                models.When(quantity__gt=0, covered_quantity__gte=models.F("quantity"), then=_word(CoverState.COVERED)),
                models.When(vaguely_covered=True, then=_word(CoverState.UNKNOWN)),
                models.When(covered_quantity__gt=0, then=_word(CoverState.PART)),
                default=_word(CoverState.OPEN),
            ),
        )

    def with_asking(self, *, among: models.QuerySet[Need]) -> Self:
        """Add how often each need was asked ``among`` the given: ``asked`` times, ``first_asked`` and ``last_asked``.

        Releases of one witness ask once.
        """
        same = among.order_by().annotate(root=Coalesce("repeats", "pk")).filter(root=models.OuterRef("root"))
        witness = Coalesce("release__witness_of", "release")
        day = "release__published_on"
        grouped = same.values("root").annotate(
            times=models.Count(witness, distinct=True), first=models.Min(day), last=models.Max(day)
        )
        return self.annotate(
            root=Coalesce("repeats", "pk"),
            asked=Coalesce(models.Subquery(grouped.values("times")), 1),
            first_asked=models.Subquery(grouped.values("first")),
            last_asked=models.Subquery(grouped.values("last")),
        )


def _word(state: CoverState) -> models.Value:
    return models.Value(state.value)


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
    repeats = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="repeated_by",
        verbose_name=_("asks again for"),
    )
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
            models.CheckConstraint(
                condition=models.Q(repeats__isnull=True) | ~models.Q(repeats=models.F("id")),
                name="need_does_not_repeat_itself",
            ),
            one_of("visibility", [v.value for v in Visibility], name="need_visibility_known"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def what(self) -> str:
        """What is needed, in the reader's language, or in the other one where it is missing."""
        return in_reader_language(self.what_en, self.what_uk)


class NeedCoverageQuerySet(models.QuerySet["NeedCoverage"]):
    """Coverage by whether it stands."""

    def standing(self, *, among: models.QuerySet[EquipmentLine]) -> Self:
        """Return what ``among`` the given lines is promised or given: neither considered nor called off."""
        return self.filter(line__in=among.order_by().values("pk"), line__commitment__status__in=FIRM_STATUSES)


class NeedCoverage(models.Model):
    """A line of equipment that covers a need, wholly or with ``quantity`` of it (empty: unknown)."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="coverage", verbose_name=_("need"))
    line = models.ForeignKey(
        EquipmentLine, on_delete=models.PROTECT, related_name="covers", verbose_name=_("equipment line")
    )
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=2, null=True, blank=True)
    history = HistoricalRecords()

    objects = NeedCoverageQuerySet.as_manager()

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

    @property
    def stands(self) -> bool:
        """Whether the line's commitment is firm, so that it covers something."""
        return self.line.commitment.status in FIRM_STATUSES
