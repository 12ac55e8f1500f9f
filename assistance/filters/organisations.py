"""What the lists of organisations and of projects can be narrowed by."""

from __future__ import annotations

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assistance.filters.choices import COUNTRY_CHOICES
from assistance.filters.counted import CountedFilterSet
from assistance.models import Organisation, Project, ProjectPlace, ProjectSector
from assistance.models.choices import choices_of
from assistance.models.searching import holding
from assistance.vocabulary import OrganisationType, Region, Sector


class OrganisationFilter(CountedFilterSet):
    """Donors and recipients by name, type and country."""

    q = filters.CharFilter(method="search", label=_("Search"))
    type = filters.MultipleChoiceFilter(choices=choices_of(OrganisationType), label=_("Type"))
    country = filters.MultipleChoiceFilter(choices=COUNTRY_CHOICES, label=_("Country"))

    class Meta:
        model = Organisation
        fields: list[str] = []

    def search(self, queryset: QuerySet[Organisation], name: str, value: str) -> QuerySet[Organisation]:
        """Keep those one of whose names holds every word of ``value``."""
        return queryset.filter(pk__in=Organisation.objects.name_holding(value))


class ProjectFilter(CountedFilterSet):
    """Projects by words, sector and place."""

    q = filters.CharFilter(method="search", label=_("Search"))
    sector = filters.MultipleChoiceFilter(choices=choices_of(Sector), method="in_sectors", label=_("Sector"))
    place = filters.MultipleChoiceFilter(choices=choices_of(Region), method="in_regions", label=_("Place"))

    class Meta:
        model = Project
        fields: list[str] = []

    def search(self, queryset: QuerySet[Project], name: str, value: str) -> QuerySet[Project]:
        """Keep those whose title or description holds every word of ``value``, in this form of it or another."""
        return queryset.filter(holding(value, "title_en", "title_uk", "description_en", "description_uk"))

    def in_sectors(self, queryset: QuerySet[Project], name: str, value: list[str]) -> QuerySet[Project]:
        """Keep those in one of the sectors."""
        if not value:
            return queryset
        return queryset.filter(pk__in=ProjectSector.objects.filter(sector__in=value).values("project"))

    def in_regions(self, queryset: QuerySet[Project], name: str, value: list[str]) -> QuerySet[Project]:
        """Keep those that work in one of the regions."""
        if not value:
            return queryset
        return queryset.filter(pk__in=ProjectPlace.objects.filter(region__in=value).values("project"))
