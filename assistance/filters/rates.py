"""What the list of exchange rates can be narrowed by."""

from __future__ import annotations

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from assistance.filters.choices import CURRENCY_CHOICES
from assistance.models import ExchangeRate


def sources_of_rates() -> list[tuple[str, str]]:
    """Return who says the stored rates, by name."""
    names = ExchangeRate.objects.order_by("source").values_list("source", flat=True).distinct()
    return [(name, name) for name in names]


class RateFilter(filters.FilterSet):
    """Exchange rates by their two currencies, their source and their day."""

    currency = filters.MultipleChoiceFilter(choices=CURRENCY_CHOICES, label=_("Currency"))
    target = filters.MultipleChoiceFilter(choices=CURRENCY_CHOICES, label=_("In units of"))
    source = filters.MultipleChoiceFilter(choices=sources_of_rates, label=_("Source"))
    date_after = filters.DateFilter(field_name="date", lookup_expr="gte", label=_("Day from"))
    date_before = filters.DateFilter(field_name="date", lookup_expr="lte", label=_("Day until"))

    class Meta:
        model = ExchangeRate
        fields: list[str] = []
