"""Equipment: what a commitment promises, item by item, and what of it has come."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from assistance.models.append_only import AppendOnly
from assistance.models.bilingual import in_reader_language, one_language_given
from assistance.models.choices import choices_of
from assistance.models.claims import Claim, ClaimItem
from assistance.models.commitments import Commitment
from assistance.models.delivered_values import DeliveredValue, value_constraints
from assistance.models.held_back import HeldBackError, HoldingBackValues, withheld, withheld_in_part
from assistance.models.validation import one_of, quantity_not_negative
from assistance.models.withholdings import Withholding, public
from assistance.vocabulary import Counting, DeliveryStage, ItemCategory, WithheldScope


class EquipmentLineQuerySet(models.QuerySet["EquipmentLine"]):
    """Lines by who may see them."""

    def published(self) -> Self:
        """Return the lines of public commitments, unless their equipment is withheld."""
        held = Withholding.objects.standing().of(WithheldScope.EQUIPMENT).keys("commitment")
        return self.filter(public("commitment", "commitment")).exclude(commitment__in=held)

    def with_deliveries(self) -> Self:
        """Fetch deliveries as the public sees them, their evidence and the words of the promise along."""
        deliveries = DeliveryEvent.objects.told().select_related("claim__release", "claim_item__claim__release")
        return self.select_related("commitment", "claim_item__claim__release").prefetch_related(
            models.Prefetch("deliveries", queryset=deliveries)
        )

    def with_accounts(self) -> Self:
        """Fetch what ``reports.balance`` makes the account of a line of, and no more."""
        return self.prefetch_related(models.Prefetch("deliveries", queryset=DeliveryEvent.objects.with_settlement()))


class EquipmentLine(models.Model):
    """An item promised on a commitment. ``quantity`` is empty where nobody said how many: unknown, not zero."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="equipment", verbose_name=_("commitment")
    )
    name_en = models.CharField(_("item in English"), max_length=300, blank=True, default="")
    name_uk = models.CharField(_("item in Ukrainian"), max_length=300, blank=True, default="")
    category = models.CharField(_("category"), max_length=20, choices=choices_of(ItemCategory))
    quantity = models.DecimalField(
        _("quantity promised"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Empty where the number is unknown."),
    )
    unit = models.CharField(_("unit"), max_length=30, blank=True, default="", help_text=_("Empty for pieces."))
    due_on = models.DateField(
        _("promised by"), null=True, blank=True, help_text=_("Where the item was promised for a day of its own.")
    )
    claim_item = models.ForeignKey(
        ClaimItem, on_delete=models.PROTECT, null=True, blank=True, related_name="lines", verbose_name=_("evidence")
    )
    history = HistoricalRecords()

    objects = EquipmentLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("equipment line")
        verbose_name_plural = _("equipment lines")
        ordering = ["commitment", "pk"]
        constraints = [
            one_language_given("name_en", "name_uk", name="line_has_a_name"),
            quantity_not_negative("line_quantity_not_negative"),
            one_of("category", [c.value for c in ItemCategory], name="line_category_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The item in the reader's language, or in the other one where it is missing."""
        return in_reader_language(self.name_en, self.name_uk)


class DeliveryOccasion(AppendOnly):
    """One delivery of ``line`` that several reports tell of: however many they are, it counts once.

    What it brought lies between the least and the most that they state, until a ``DeliverySettlement`` says how much.
    """

    line = models.ForeignKey(
        EquipmentLine, on_delete=models.PROTECT, related_name="occasions", verbose_name=_("equipment line")
    )
    stage = models.CharField(_("stage"), max_length=15, choices=choices_of(DeliveryStage))
    reason = models.TextField(_("reason"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("delivery told of by several")
        verbose_name_plural = _("deliveries told of by several")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="occasion_has_a_reason"),
            one_of("stage", [s.value for s in DeliveryStage], name="occasion_stage_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} ({self.pk})"


class DeliverySettlement(AppendOnly):
    """How much a delivery brought that its reports tell differently; the latest stands.

    ``quantity`` counts in the line's unit; it is empty where an earlier settlement was taken back.
    """

    occasion = models.ForeignKey(
        DeliveryOccasion, on_delete=models.PROTECT, related_name="settlements", verbose_name=_("delivery")
    )
    quantity = models.DecimalField(
        _("quantity"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Empty where a settlement was taken back."),
    )
    reason = models.TextField(_("reason"), help_text=_("Shown in public."))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("settlement of a count")
        verbose_name_plural = _("settlements of counts")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="settlement_has_a_reason"),
            quantity_not_negative("settlement_quantity_not_negative"),
        ]

    def __str__(self) -> str:
        return str(self.occasion)


class DeliveryEventQuerySet(models.QuerySet["DeliveryEvent"]):
    """Deliveries with what their account needs."""

    def with_settlement(self) -> Self:
        """Add what staff ``settled`` of a delivery that several tell of (None while it is open), and why.

        That reason and the ``grounds`` of a delivery are empty where facts of the commitment are withheld: they are
        staff's own words, and may tell anything.
        """
        held = withheld_in_part("line__commitment")
        standing = DeliverySettlement.objects.filter(occasion=models.OuterRef("occasion")).order_by("-made_at", "-pk")
        return self.annotate(
            settled=models.Subquery(standing.values("quantity")[:1]),
            settled_because=models.Case(
                models.When(held, then=models.Value("")),
                default=models.Subquery(standing.values("reason")[:1]),
                output_field=models.TextField(),
            ),
            grounds=models.Case(
                models.When(held, then=models.Value("")), default=models.F("note"), output_field=models.TextField()
            ),
        )

    def told(self) -> Self:
        """Return them as the public sees them: ``with_settlement()``, without values that are withheld."""
        deliveries = self.with_settlement().annotate(value_withheld=withheld(WithheldScope.AMOUNT, "line__commitment"))
        deliveries._iterable_class = HoldingBackValues
        return deliveries


class DeliveryEvent(DeliveredValue):
    """Equipment shipped, handed over or taken on the recipient's balance, as one report tells it.

    ``quantity`` counts in the line's unit, as an increment or as the running total of its stage. Reports of one and
    the same delivery share an ``occasion``.
    """

    line = models.ForeignKey(
        EquipmentLine, on_delete=models.PROTECT, related_name="deliveries", verbose_name=_("equipment line")
    )
    stage = models.CharField(_("stage"), max_length=15, choices=choices_of(DeliveryStage))
    counting = models.CharField(
        _("counting"), max_length=15, choices=choices_of(Counting), default=Counting.INCREMENT.value
    )
    quantity = models.DecimalField(
        _("quantity"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Empty where the number is unknown."),
    )
    happened_on = models.DateField(_("date"), null=True, blank=True, help_text=_("Empty where unknown."))
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries", verbose_name=_("claim")
    )
    claim_item = models.ForeignKey(
        ClaimItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deliveries",
        verbose_name=_("evidence"),
    )
    notice_published_on = models.DateField(
        _("notice published on"),
        null=True,
        blank=True,
        help_text=_("When the recipient published that it took this on its balance."),
    )
    cleared_on = models.DateField(
        _("cleared by customs on"), null=True, blank=True, help_text=_("For a humanitarian load.")
    )
    report_filed_on = models.DateField(
        _("report filed on"), null=True, blank=True, help_text=_("The recipient's report on a humanitarian load.")
    )
    note = models.TextField(
        _("grounds"), blank=True, default="", help_text=_("Needed where no claim reports it; shown in public.")
    )
    occasion = models.ForeignKey(
        DeliveryOccasion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("told of by several"),
    )
    history = HistoricalRecords()

    objects = DeliveryEventQuerySet.as_manager()

    #: Whether its value was taken from it, where it was fetched for the public.
    value_withheld = False

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = [models.F("happened_on").asc(nulls_last=True), "pk"]
        constraints = [
            quantity_not_negative("delivery_quantity_not_negative"),
            models.CheckConstraint(
                condition=models.Q(claim__isnull=False) | ~models.Q(note=""), name="delivery_has_grounds"
            ),
            models.CheckConstraint(
                condition=models.Q(notice_published_on__isnull=True) | models.Q(stage=DeliveryStage.ON_BALANCE.value),
                name="delivery_notice_tells_of_the_balance",
            ),
            models.CheckConstraint(
                condition=models.Q(report_filed_on__isnull=True)
                | models.Q(cleared_on__isnull=False, report_filed_on__gte=models.F("cleared_on")),
                name="delivery_report_follows_clearance",
            ),
            one_of("stage", [s.value for s in DeliveryStage], name="delivery_stage_known"),
            one_of("counting", [c.value for c in Counting], name="delivery_counting_known"),
            *value_constraints(),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.happened_on or ''}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it; refuse where its value was taken from it for the public: it would be lost."""
        if self.value_withheld:
            raise HeldBackError(f"Delivery {self.pk} was fetched for the public. Fetch it anew to change it.")
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse another line or stage for one of several reports of the same delivery."""
        occasion = self.occasion
        if occasion and (occasion.line_id, occasion.stage) != (self.line_id, self.stage):
            raise ValidationError(
                _("Other reports tell of the same delivery. Take this one from them before you change line or stage.")
            )
