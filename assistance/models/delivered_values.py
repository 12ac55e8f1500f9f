"""What a delivery was worth, as its report states it: never added to an amount that was promised."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from assistance.models.choices import choices_of
from assistance.models.validation import MONEY_DIGITS, amount_with_currency, one_of, validate_currency
from assistance.vocabulary import Hedge, ValuationBasis, ValueScope


class DeliveredValue(models.Model):
    """A ``value`` in full units of ``currency``, both given or neither; of a range the lower end.

    A sum that a release names for several items stands on one of its deliveries, with the scope ``batch``.
    """

    value = models.DecimalField(
        _("value"),
        max_digits=MONEY_DIGITS,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("What it was worth, as the report states; empty where none is stated."),
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        default="",
        validators=[validate_currency],
        help_text=_("ISO 4217 code, such as USD."),
    )
    value_hedge = models.CharField(
        _("how firm the value is"), max_length=10, choices=choices_of(Hedge), default=Hedge.EXACT.value
    )
    value_upper = models.DecimalField(
        _("upper end of the value"), max_digits=MONEY_DIGITS, decimal_places=2, null=True, blank=True
    )
    valuation_basis = models.CharField(
        _("valuation basis"), max_length=15, choices=choices_of(ValuationBasis), default=ValuationBasis.UNKNOWN.value
    )
    value_scope = models.CharField(
        _("value of"), max_length=10, choices=choices_of(ValueScope), default=ValueScope.ITEM.value
    )

    class Meta:
        abstract = True


def value_constraints() -> list[models.BaseConstraint]:
    """Return what the database refuses of a delivery's value."""
    return [
        amount_with_currency("delivery_value_with_currency", "value"),
        models.CheckConstraint(
            condition=models.Q(value_upper__isnull=True)
            | models.Q(value__isnull=False, value_upper__gte=models.F("value")),
            name="delivery_upper_value_above_lower",
        ),
        models.CheckConstraint(
            condition=models.Q(value_scope=ValueScope.ITEM.value) | models.Q(value__isnull=False, claim__isnull=False),
            name="delivery_batch_value_has_a_claim",
        ),
        models.UniqueConstraint(
            fields=["claim"],
            condition=models.Q(value_scope=ValueScope.BATCH.value),
            name="one_batch_value_of_a_claim",
            violation_error_message=_("Another delivery on this claim bears the value of all items together already."),
        ),
        one_of("value_hedge", [h.value for h in Hedge], name="delivery_value_hedge_known"),
        one_of("valuation_basis", [b.value for b in ValuationBasis], name="delivery_valuation_basis_known"),
        one_of("value_scope", [s.value for s in ValueScope], name="delivery_value_scope_known"),
    ]
