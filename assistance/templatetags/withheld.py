"""What is withheld, in words."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assistance.models import Commitment
from assistance.models.held_back import HeldBack
from assistance.templatetags.figures import money
from assistance.vocabulary import CountryPart, ItemCategory, WithheldScope, WithholdingReason

register = template.Library()


@register.filter
def held_back(commitment: Commitment, scope: str) -> HeldBack | None:
    """Return what is withheld of ``scope``, or None."""
    return next((entry for entry in commitment.held_back if entry.scope == scope), None)


@register.filter
def notice(entry: HeldBack) -> str:
    """Return that something is withheld, why and until when, such as “withheld (security), until 1 March 2027”."""
    words = _("withheld (%(reason)s)") % {"reason": _in_a_sentence(_(WithholdingReason(entry.reason).label))}
    if entry.until is None:
        return words
    return _("%(withheld)s, until %(day)s") % {"withheld": words, "day": date_format(entry.until, "j E Y")}


@register.filter
def told(entry: HeldBack) -> str:
    """Return what is told instead, less exactly; nothing where it is hidden."""
    if entry.scope == WithheldScope.AMOUNT and entry.told:
        lower, upper = (money(Decimal(bound), entry.currency) for bound in entry.told)
        return _("from %(lower)s to %(upper)s") % {"lower": lower, "upper": upper}
    words = CountryPart if entry.scope == WithheldScope.PLACE else ItemCategory
    return "; ".join(_(words(code).label) for code in entry.told)


def _in_a_sentence(label: str) -> str:
    return label[:1].lower() + label[1:]
