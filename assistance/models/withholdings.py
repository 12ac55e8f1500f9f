"""Withholding: what staff hold back from the public, why and until when; and who may therefore see a record."""

from __future__ import annotations

from typing import Any, ClassVar, Self, TypeVar, cast

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from assistance.models.choices import choices_of
from assistance.models.validation import one_of
from assistance.vocabulary import Visibility, WithheldManner, WithheldScope, WithholdingReason

M = TypeVar("M", bound=models.Model)

#: The fields that say of which record something is withheld; exactly one of them is set.
TARGETS = ("commitment", "need", "stated_total", "release")


class WithholdingQuerySet(models.QuerySet["Withholding"]):
    """Withholdings by whether they hold today, in the time zone of the site."""

    def unlifted(self) -> Self:
        """Return those nobody lifted, whether their last day is over or not."""
        return self.filter(lifted_at__isnull=True)

    def standing(self) -> Self:
        """Return those that hold today."""
        return self.unlifted().filter(models.Q(until__isnull=True) | models.Q(until__gt=timezone.localdate()))

    def ended(self) -> Self:
        """Return those that ended by themselves, their day having come."""
        return self.unlifted().filter(until__lte=timezone.localdate())

    def of(self, scope: WithheldScope) -> Self:
        """Return those that hold back ``scope``."""
        return self.filter(scope=scope)

    def facts(self) -> Self:
        """Return those that hold back a kind of fact of a commitment, not the whole of a record."""
        return self.exclude(scope=WithheldScope.RECORD)

    def keys(self, target: str) -> models.QuerySet[Withholding, Any]:
        """Return, as a query, the keys of what they hold back of ``target``, one of ``TARGETS``."""
        named = self.filter(**{f"{target}__isnull": False}).order_by()
        return cast("models.QuerySet[Withholding, Any]", named.values(target))


class Withholding(models.Model):
    """Something held back from the public: a whole record, or one kind of fact of a commitment.

    It ends when it is lifted, or by itself on the day ``until``: from that day on the public sees what was withheld.
    """

    commitment = models.ForeignKey(
        "assistance.Commitment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="withholdings",
        verbose_name=_("commitment"),
    )
    need = models.ForeignKey(
        "assistance.Need",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="withholdings",
        verbose_name=_("need"),
    )
    stated_total = models.ForeignKey(
        "assistance.StatedTotal",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="withholdings",
        verbose_name=_("stated total"),
    )
    release = models.ForeignKey(
        "assistance.Release",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="withholdings",
        verbose_name=_("release"),
    )
    scope = models.CharField(
        _("what is withheld"), max_length=10, choices=choices_of(WithheldScope), default=WithheldScope.RECORD.value
    )
    manner = models.CharField(
        _("how"), max_length=10, choices=choices_of(WithheldManner), default=WithheldManner.HIDDEN.value
    )
    public_reason = models.CharField(_("reason told in public"), max_length=15, choices=choices_of(WithholdingReason))
    reason = models.TextField(_("reason"), help_text=_("For staff only; never shown in public."))
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Public again from this day on; empty for no end.")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lifted by"),
    )
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)
    lift_reason = models.TextField(_("reason for lifting"), blank=True, default="")
    history = HistoricalRecords()

    objects = WithholdingQuerySet.as_manager()

    class Meta:
        verbose_name = _("withholding")
        verbose_name_plural = _("withholdings")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    *(models.Q(**{f"{name}__isnull": name != target for name in TARGETS}) for target in TARGETS),
                    _connector=models.Q.OR,
                ),
                name="withholding_of_one_record",
            ),
            models.CheckConstraint(
                condition=models.Q(scope=WithheldScope.RECORD.value, manner=WithheldManner.HIDDEN.value)
                | ~models.Q(scope=WithheldScope.RECORD.value) & models.Q(commitment__isnull=False),
                name="withholding_of_facts_is_a_commitments",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="withholding_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(lifted_by__isnull=True, lifted_at__isnull=True, lift_reason="")
                | models.Q(lifted_by__isnull=False, lifted_at__isnull=False) & ~models.Q(lift_reason=""),
                name="withholding_lifted_by_someone_for_a_reason",
            ),
            one_of("scope", [s.value for s in WithheldScope], name="withholding_scope_known"),
            one_of("manner", [m.value for m in WithheldManner], name="withholding_manner_known"),
            one_of("public_reason", [r.value for r in WithholdingReason], name="withholding_public_reason_known"),
            *(
                models.UniqueConstraint(
                    fields=[target, "scope"],
                    condition=models.Q(lifted_at__isnull=True),
                    name=f"one_withholding_of_{target}",
                )
                for target in TARGETS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scope_display()}: {self.target}"

    @property
    def target(self) -> models.Model:
        """The record it holds back, or a fact of which it holds back."""
        record: models.Model = next(row for name in TARGETS if (row := getattr(self, name)) is not None)
        return record

    @property
    def has_ended(self) -> bool:
        """Whether its day has come, lifted or not."""
        return self.until is not None and self.until <= timezone.localdate()

    @property
    def is_standing(self) -> bool:
        """Whether it holds today."""
        return self.lifted_at is None and not self.has_ended


def public(target: str, way: str = "") -> models.Q:
    """Return the condition that staff made a record public, or that its withholding has come to its end.

    ``target`` is the field of ``Withholding`` that names such records; ``way`` leads to them from the rows asked for.
    """
    ended = Withholding.objects.ended().of(WithheldScope.RECORD).keys(target)
    way = way and f"{way}__"
    return models.Q(**{f"{way}visibility": Visibility.PUBLIC}) | models.Q(
        **{f"{way}visibility": Visibility.WITHHELD, f"{way}pk__in": ended}
    )


class PublishableQuerySet(models.QuerySet[M]):
    """Records that staff make public and may withhold; ``target`` is the field of ``Withholding`` that names them."""

    target: ClassVar[str]

    def published(self) -> Self:
        """Return those staff made public, and those whose withholding came to its end."""
        return self.filter(public(self.target))

    def withheld(self) -> Self:
        """Return those that are withheld today."""
        return self.filter(visibility=Visibility.WITHHELD).exclude(public(self.target))
