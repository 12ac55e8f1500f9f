"""What the list of claims can be narrowed by."""

from __future__ import annotations

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assistance.filters.choices import (
    PartyFilter,
    published_commitments,
    published_projects,
    published_publishers,
    published_releases,
)
from assistance.models import Claim
from assistance.models.choices import choices_of
from assistance.models.searching import holding
from assistance.vocabulary import CommitmentStatus, Kind, Language, PartyRole, Relation


class ClaimFilter(filters.FilterSet):
    """Claims by what they say, by the commitment they are linked to and by the release that makes them."""

    q = filters.CharFilter(method="search", label=_("Search"))
    relation = filters.MultipleChoiceFilter(
        choices=choices_of(Relation), field_name="link__relation", label=_("Relation")
    )
    kind = filters.MultipleChoiceFilter(choices=choices_of(Kind), label=_("Kind"))
    status = filters.MultipleChoiceFilter(choices=choices_of(CommitmentStatus), label=_("Status"))
    donor = PartyFilter(PartyRole.FUNDING, way="link__commitment", label=_("Donor"))
    recipient = PartyFilter(PartyRole.RECIPIENT, way="link__commitment", label=_("Recipient"))
    project = filters.ModelChoiceFilter(
        queryset=published_projects,  # type: ignore[arg-type]
        field_name="link__commitment__project",
        label=_("Project"),
    )
    commitment = filters.ModelChoiceFilter(
        queryset=published_commitments,  # type: ignore[arg-type]
        field_name="link__commitment",
        label=_("Commitment"),
    )
    release = filters.ModelChoiceFilter(queryset=published_releases, label=_("Release"))  # type: ignore[arg-type]
    publisher = filters.MultipleChoiceFilter(
        choices=published_publishers, field_name="release__publisher", label=_("Publisher")
    )
    language = filters.ChoiceFilter(choices=choices_of(Language), field_name="release__language", label=_("Language"))
    published_after = filters.DateFilter(
        field_name="release__published_on", lookup_expr="gte", label=_("Published from")
    )
    published_before = filters.DateFilter(
        field_name="release__published_on", lookup_expr="lte", label=_("Published until")
    )

    class Meta:
        model = Claim
        fields: list[str] = []

    def search(self, queryset: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        """Keep those in whose passage every word of ``value`` stands, in this form of it or another."""
        return queryset.filter(holding(value, "words"))
