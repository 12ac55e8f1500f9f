"""Money, quantities and codes as the reader's language writes them (CLDR, through Babel)."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from babel import Locale
from babel.numbers import format_currency, format_decimal, get_currency_name
from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assistance.models import Claim, Commitment, DeliveryEvent
from assistance.vocabulary import Hedge, ValuationBasis, ValueScope, WithheldScope

register = template.Library()


class AmountElsewhere(Protocol):
    """An amount of a commitment in another currency, of a range from ``amount`` to ``upper``."""

    @property
    def commitment(self) -> Commitment:
        """Whose amount it is."""

    @property
    def target(self) -> str:
        """The other currency."""

    @property
    def amount(self) -> Decimal | None:
        """The amount in it, of a range the lower end."""

    @property
    def upper(self) -> Decimal | None:
        """The upper end of a range."""


def reader_locale() -> Locale:
    """Return the locale of the active language."""
    return Locale.parse((get_language() or "en").split("-", maxsplit=1)[0])


@register.filter
def money(amount: Decimal | None, currency: str) -> str:
    """Return ``amount`` with its ISO code, such as “USD 4,500,000”; cents only where there are any."""
    if amount is None:
        return _("no amount stated")
    locale = reader_locale()
    pattern = "¤¤ #,##0.##" if locale.language == "en" else "#,##0.## ¤¤"
    return format_currency(amount, currency, pattern, locale=locale, currency_digits=False)


@register.filter
def rate(number: Decimal, currency: str) -> str:
    """Return the price of one unit with its ISO code, with all its decimals, such as “USD 1.0919”."""
    locale = reader_locale()
    pattern = "¤¤ #,##0.########" if locale.language == "en" else "#,##0.######## ¤¤"
    return format_currency(number, currency, pattern, locale=locale, currency_digits=False)


@register.filter
def hedged(stated: Claim | Commitment) -> str:
    """Return the amount of a claim or commitment as firmly as it is stated, such as “at least USD 4,500,000”."""
    if isinstance(stated, Commitment) and stated.withholds(WithheldScope.AMOUNT):
        return _("withheld")
    return firmly(stated.amount, stated.currency, stated.amount_upper, stated.amount_hedge)


@register.filter
def as_firmly(converted: AmountElsewhere) -> str:
    """Return a converted amount as firmly as the commitment states its own, such as “at least EUR 4,200,000”."""
    return firmly(converted.amount, converted.target, converted.upper, converted.commitment.amount_hedge)


@register.filter
def value_of(delivery: DeliveryEvent) -> str:
    """Return the value of a delivery as firmly as it is stated, nothing where none is."""
    if delivery.value is None:
        return ""
    return firmly(delivery.value, delivery.currency, delivery.value_upper, delivery.value_hedge)


@register.filter
def worth(delivery: DeliveryEvent) -> str:
    """Return what a delivery was worth and what that rests on, such as “worth USD 4,500 (stated by the donor)”."""
    if delivery.value is None:
        return ""
    words = {"value": value_of(delivery), "basis": basis_of(delivery)}
    if delivery.value_scope == ValueScope.BATCH:
        return _("worth %(value)s together with the other items of its release (%(basis)s)") % words
    return _("worth %(value)s (%(basis)s)") % words


def basis_of(delivery: DeliveryEvent) -> str:
    """Return what the value of a delivery rests on, within a sentence."""
    if delivery.valuation_basis == ValuationBasis.UNKNOWN:
        return _("valuation basis unknown")
    return str(delivery.get_valuation_basis_display()).lower()


def firmly(lower: Decimal | None, currency: str, upper: Decimal | None = None, hedge: str = Hedge.EXACT) -> str:
    """Return an amount, or a range of them, with the words that tell how firmly it is stated."""
    amount = money(lower, currency)
    if lower is None:
        return amount
    if upper is not None:
        ends = {"lower": quantity(lower), "upper": quantity(upper)}
        amount = amount.replace(ends["lower"], _("%(lower)s to %(upper)s") % ends)
    phrases = {
        Hedge.ABOUT.value: _("about %(amount)s"),
        Hedge.AT_LEAST.value: _("at least %(amount)s"),
        Hedge.UP_TO.value: _("up to %(amount)s"),
    }
    return phrases.get(hedge, "%(amount)s") % {"amount": amount}


@register.filter
def quantity(number: Decimal | None) -> str:
    """Return ``number`` in the reader's language; an unknown one in words, never as 0."""
    return _("unknown") if number is None else format_decimal(number, "#,##0.##", locale=reader_locale())


@register.filter
def quantity_to(lower: Decimal | None, upper: Decimal | None) -> str:
    """Return the range from ``lower`` to ``upper``, such as “2–4”, or ``lower`` alone where there is no other end."""
    number = quantity(lower)
    return number if lower is None or upper is None or upper == lower else f"{number}–{quantity(upper)}"


@register.filter
def currency_name(code: str) -> str:
    """Return the currency's name in the reader's language."""
    return get_currency_name(code, locale=reader_locale())


@register.filter
def country_name(code: str) -> str:
    """Return the country's name in the reader's language, or nothing for an empty code."""
    return reader_locale().territories.get(code, code) if code else ""
