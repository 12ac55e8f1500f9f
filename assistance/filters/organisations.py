"""What the lists of organisations and of projects can be narrowed by."""

from __future__ import annotations

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assistance.filters.choices import COUNTRY_CHOICES
from assistance.models import Organisation, Project, ProjectSector
from assistance.models.choices import choices_of
from assistance.vocabulary import OrganisationType, Sector


class OrganisationFilter(filters.FilterSet):
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


class ProjectFilter(filters.FilterSet):
    """Projects by sector."""

    sector = filters.MultipleChoiceFilter(choices=choices_of(Sector), method="in_sectors", label=_("Sector"))

    class Meta:
        model = Project
        fields: list[str] = []

    def in_sectors(self, queryset: QuerySet[Project], name: str, value: list[str]) -> QuerySet[Project]:
        """Keep those in one of the sectors."""
        if not value:
            return queryset
        return queryset.filter(pk__in=ProjectSector.objects.filter(sector__in=value).values("project"))
