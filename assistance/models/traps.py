"""Numbers of a release that are not assistance."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from assistance.models.choices import choices_of
from assistance.models.evidence import Evidence
from assistance.models.releases import Release
from assistance.models.validation import MONEY_DIGITS, amount_with_currency
from assistance.vocabulary import TrapReason


class Trap(Evidence):
    """A number of a release that is not assistance, and why.

    A sum told again in another currency has its ``amount`` and ``currency``, so that a claim can be found by either.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="traps", verbose_name=_("release"))
    reason = models.CharField(_("reason"), max_length=20, choices=choices_of(TrapReason))
    amount = models.DecimalField(_("amount"), max_digits=MONEY_DIGITS, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True, default="")

    class Meta(Evidence.Meta):
        verbose_name = _("number not counted")
        verbose_name_plural = _("numbers not counted")
        constraints = [*Evidence.Meta.constraints, amount_with_currency("trap_amount_with_currency")]
