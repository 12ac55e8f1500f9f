"""Corrections: mistakes that readers of the public pages report, and what staff made of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from assistance.models.append_only import AppendOnlyError
from assistance.models.choices import choices_of
from assistance.models.claims import Claim
from assistance.models.commitments import Commitment
from assistance.models.releases import Release
from assistance.models.validation import one_of
from assistance.vocabulary import CorrectionStatus, Language

#: What a reader wrote, and about what. Staff answer it; nobody edits it.
REPORTED = ("address", "commitment", "release", "claim", "fact", "sentence", "text", "source_url", "language")
REPORT_IS_FIXED = "What a reader reported is never edited. Answer it instead."


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Corrections by whether somebody answered them."""

    def update(self, **kwargs: Any) -> int:
        """Update as ever, but refuse to change what a reader wrote."""
        if kwargs.keys() & set(REPORTED):
            raise AppendOnlyError(REPORT_IS_FIXED)
        return super().update(**kwargs)

    def open(self) -> Self:
        """Return those nobody answered yet."""
        return self.filter(status=CorrectionStatus.OPEN)

    def forget_emails(self, *, handled_before: datetime, made_before: datetime) -> int:
        """Empty the e-mail addresses of those answered before one time or reported before another; return how many."""
        old = models.Q(handled_at__lt=handled_before) | models.Q(made_at__lt=made_before)
        return self.filter(old).exclude(email="").update(email="")


class Correction(models.Model):
    """A mistake that a reader reported on the public page ``address`` (a path of this site).

    ``sentence`` are the words the fact rests on as the page showed them then, ``fact`` what kind of words they are,
    empty where the report is about the page as a whole. The e-mail address is in no history and forgotten in time.
    """

    address = models.CharField(_("page"), max_length=500, editable=False)
    commitment = models.ForeignKey(
        Commitment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="corrections",
        verbose_name=_("commitment"),
    )
    release = models.ForeignKey(
        Release,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="corrections",
        verbose_name=_("release"),
    )
    claim = models.ForeignKey(
        Claim,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="corrections",
        verbose_name=_("claim"),
    )
    fact = models.CharField(_("fact"), max_length=20, blank=True, default="", editable=False)
    sentence = models.TextField(_("the words it rests on"), blank=True, default="", editable=False)
    text = models.TextField(_("what is wrong"), editable=False)
    source_url = models.URLField(_("a source that shows it"), max_length=500, blank=True, default="", editable=False)
    email = models.EmailField(_("e-mail address"), blank=True, default="", editable=False)
    language = models.CharField(_("language"), max_length=2, choices=choices_of(Language), editable=False)
    made_at = models.DateTimeField(_("reported at"), auto_now_add=True)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=choices_of(CorrectionStatus),
        default=CorrectionStatus.OPEN.value,
        editable=False,
    )
    answer = models.TextField(_("answer"), blank=True, default="", editable=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("handled by"),
    )
    handled_at = models.DateTimeField(_("handled at"), null=True, blank=True, editable=False)
    history = HistoricalRecords(excluded_fields=["email"])

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported mistake")
        verbose_name_plural = _("reported mistakes")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="correction_says_what_is_wrong"),
            models.CheckConstraint(condition=models.Q(address__startswith="/"), name="correction_is_of_a_page"),
            one_of("status", [status.value for status in CorrectionStatus], name="correction_status_known"),
            models.CheckConstraint(
                condition=models.Q(
                    status=CorrectionStatus.OPEN.value, answer="", handled_by__isnull=True, handled_at__isnull=True
                )
                | ~models.Q(status=CorrectionStatus.OPEN.value)
                & ~models.Q(answer="")
                & models.Q(handled_by__isnull=False, handled_at__isnull=False),
                name="correction_handled_by_someone_with_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.text[:60]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the correction; raise ``AppendOnlyError`` where what the reader wrote is not what it was."""
        if not self._state.adding and not self._is_as_reported():
            raise AppendOnlyError(REPORT_IS_FIXED)
        super().save(*args, **kwargs)

    def _is_as_reported(self) -> bool:
        reported = {name: getattr(self, name) for name in REPORTED}
        return Correction.objects.filter(pk=self.pk, **reported).exists()
