"""Exchange rates, one a row."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.interchange.asking import Refusals
from assistance.interchange.columns import Column, Day, Number, Text, currency_code, id_column
from assistance.interchange.resource import LedgerResource
from assistance.models import ExchangeRate


class RateResource(LedgerResource):
    """What one unit of a currency was worth in another on a day."""

    name = "rates"

    id = id_column()
    currency = Column(
        currency_code(), gettext_lazy("Currency of which one unit is priced: ISO 4217 code, such as USD.")
    )
    target = Column(currency_code(), gettext_lazy("Currency the price is in: ISO 4217 code, such as UAH."))
    date = Column(Day(), gettext_lazy("Day the rate held: 2026-11-22."))
    rate = Column(Number(), gettext_lazy("Price of one unit, above zero, eight decimals at the most."))
    source = Column(Text(), gettext_lazy("Who says so, such as the National Bank of Ukraine."))

    class Meta(LedgerResource.Meta):
        model = ExchangeRate

    def records(self) -> QuerySet[ExchangeRate]:
        """Return rates."""
        return ExchangeRate.objects.order_by("pk")

    def refusals(self, record: ExchangeRate | None, values: dict[str, Any]) -> Refusals:
        """Want every column, two currencies and a rate above zero."""
        errors = {
            name: _("This cell may not be empty.")
            for name in ("currency", "target", "date", "rate", "source")
            if not values[name] and values[name] != 0
        }
        if values["rate"] is not None and values["rate"] <= 0:
            errors["rate"] = _("A rate is above zero.")
        if values["target"] and values["target"] == values["currency"]:
            errors["target"] = _("A rate stands between two different currencies.")
        return errors
