"""Checks of coded values, shared by the models that bear them."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from assistance.vocabulary import COUNTRIES, CURRENCIES

#: Digits of a stored sum, two of them after the point. SQLite keeps decimals as floats, exact up to fifteen digits.
MONEY_DIGITS = 15

#: Sums are below this.
MONEY_LIMIT = 10 ** (MONEY_DIGITS - 2)


def validate_currency(code: str) -> None:
    """Raise ``ValidationError`` unless ``code`` is an ISO 4217 currency in use."""
    if code not in CURRENCIES:
        raise ValidationError(
            _("%(code)s is no ISO 4217 currency in use. Write three capital letters, such as USD."),
            params={"code": code},
        )


def validate_country(code: str) -> None:
    """Raise ``ValidationError`` unless ``code`` is an ISO 3166-1 alpha-2 country."""
    if code not in COUNTRIES:
        raise ValidationError(
            _("%(code)s is no ISO 3166-1 country. Write two capital letters, such as JP."), params={"code": code}
        )


validate_sha256 = RegexValidator(r"^[0-9a-f]{64}$")


def amount_with_currency(name: str, amount: str = "amount") -> models.CheckConstraint:
    """Return the constraint that the field ``amount`` and ``currency`` are both given, within bounds, or neither."""
    given = {f"{amount}__isnull": False, f"{amount}__gt": 0, f"{amount}__lt": MONEY_LIMIT}
    return models.CheckConstraint(
        condition=models.Q(**{f"{amount}__isnull": True}, currency="") | models.Q(**given) & ~models.Q(currency=""),
        name=name,
    )


def start_before_end(start: str, end: str, name: str) -> models.CheckConstraint:
    """Return the constraint that the field ``start`` is not after the field ``end``, where both are known."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{start}__isnull": True})
        | models.Q(**{f"{end}__isnull": True})
        | models.Q(**{f"{start}__lte": models.F(end)}),
        name=name,
    )


def quantity_not_negative(name: str) -> models.CheckConstraint:
    """Return the constraint that ``quantity`` is unknown or not below zero."""
    return models.CheckConstraint(condition=models.Q(quantity__isnull=True) | models.Q(quantity__gte=0), name=name)


def one_of(field: str, values: list[str], name: str) -> models.CheckConstraint:
    """Return the constraint that ``field`` holds one of ``values``."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": values}), name=name)
