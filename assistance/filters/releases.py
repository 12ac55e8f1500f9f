"""What the lists of releases and of the totals they state can be narrowed by."""

from __future__ import annotations

from collections.abc import Sequence

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assistance.filters.choices import CURRENCY_CHOICES, KeysFilter, published_donors, published_publishers
from assistance.filters.counted import CountedFilterSet
from assistance.models import Organisation, Release, StatedTotal
from assistance.models.choices import choices_of
from assistance.models.searching import holding
from assistance.vocabulary import Language


class ReleaseFilter(CountedFilterSet):
    """Releases by the words of their title and publisher, by publisher, language and date."""

    q = filters.CharFilter(method="search", label=_("Search"))
    publisher = filters.MultipleChoiceFilter(choices=published_publishers, label=_("Publisher"))
    language = filters.ChoiceFilter(choices=choices_of(Language), label=_("Language"))
    published_after = filters.DateFilter(field_name="published_on", lookup_expr="gte", label=_("Published from"))
    published_before = filters.DateFilter(field_name="published_on", lookup_expr="lte", label=_("Published until"))

    class Meta:
        model = Release
        fields: list[str] = []

    def search(self, queryset: QuerySet[Release], name: str, value: str) -> QuerySet[Release]:
        """Keep those whose title or publisher holds every word of ``value``, in this form of it or another."""
        return queryset.filter(holding(value, "title", "publisher"))


class StatedTotalFilter(filters.FilterSet):
    """Stated totals by donor and currency."""

    donor = KeysFilter(queryset=published_donors, method="stated_of", label=_("Donor"))  # type: ignore[arg-type]
    currency = filters.MultipleChoiceFilter(choices=CURRENCY_CHOICES, label=_("Currency"))

    class Meta:
        model = StatedTotal
        fields: list[str] = []

    def stated_of(
        self, queryset: QuerySet[StatedTotal], name: str, value: Sequence[Organisation]
    ) -> QuerySet[StatedTotal]:
        """Keep those that name one of the donors."""
        if not value:
            return queryset
        named = StatedTotal.donors.through._default_manager.filter(organisation__in=value)
        return queryset.filter(pk__in=named.values("statedtotal"))
