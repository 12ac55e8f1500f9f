"""What the lists of equipment and of needs can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assistance.filters.choices import (
    PartyFilter,
    YesNoFilter,
    published_commitments,
    published_lines,
    published_projects,
)
from assistance.filters.counted import CountedFilterSet
from assistance.models import DeliveryEvent, EquipmentLine, Need
from assistance.models.choices import choices_of
from assistance.models.searching import holding, named
from assistance.vocabulary import CommitmentStatus, CoverState, DeliveryStage, ItemCategory, PartyRole


class EquipmentFilter(CountedFilterSet):
    """Equipment lines by words, item, category, status, parties, project and commitment."""

    q = filters.CharFilter(method="search", label=_("Search"))
    category = filters.MultipleChoiceFilter(choices=choices_of(ItemCategory), label=_("Item category"))
    item = filters.CharFilter(method="called", label=_("Item"))
    status = filters.MultipleChoiceFilter(
        choices=choices_of(CommitmentStatus), field_name="commitment__status", label=_("Status")
    )
    donor = PartyFilter(PartyRole.FUNDING, way="commitment", label=_("Donor"))
    recipient = PartyFilter(PartyRole.RECIPIENT, way="commitment", label=_("Recipient"))
    project = filters.ModelChoiceFilter(
        queryset=published_projects,  # type: ignore[arg-type]
        field_name="commitment__project",
        label=_("Project"),
    )
    commitment = filters.ModelChoiceFilter(queryset=published_commitments, label=_("Commitment"))  # type: ignore[arg-type]

    class Meta:
        model = EquipmentLine
        fields: list[str] = []

    def search(self, queryset: QuerySet[EquipmentLine], name: str, value: str) -> QuerySet[EquipmentLine]:
        """Keep the lines whose name holds every word of ``value``, in this form of it or another."""
        return queryset.filter(holding(value, "name_en", "name_uk"))

    def called(self, queryset: QuerySet[EquipmentLine], name: str, value: str) -> QuerySet[EquipmentLine]:
        """Keep the lines of one item, however its name is spelt."""
        return queryset.filter(named(value, "name_en", "name_uk"))


class DeliveryFilter(filters.FilterSet):
    """Deliveries by how far they came, by their item and day, and by parties, project and commitment."""

    stage = filters.MultipleChoiceFilter(choices=choices_of(DeliveryStage), label=_("Stage"))
    category = filters.MultipleChoiceFilter(
        choices=choices_of(ItemCategory), field_name="line__category", label=_("Item category")
    )
    status = filters.MultipleChoiceFilter(
        choices=choices_of(CommitmentStatus), field_name="line__commitment__status", label=_("Status")
    )
    donor = PartyFilter(PartyRole.FUNDING, way="line__commitment", label=_("Donor"))
    recipient = PartyFilter(PartyRole.RECIPIENT, way="line__commitment", label=_("Recipient"))
    project = filters.ModelChoiceFilter(
        queryset=published_projects,  # type: ignore[arg-type]
        field_name="line__commitment__project",
        label=_("Project"),
    )
    commitment = filters.ModelChoiceFilter(
        queryset=published_commitments,  # type: ignore[arg-type]
        field_name="line__commitment",
        label=_("Commitment"),
    )
    equipment = filters.ModelChoiceFilter(queryset=published_lines, field_name="line", label=_("Item"))  # type: ignore[arg-type]
    happened_after = filters.DateFilter(field_name="happened_on", lookup_expr="gte", label=_("Delivered from"))
    happened_before = filters.DateFilter(field_name="happened_on", lookup_expr="lte", label=_("Delivered until"))

    class Meta:
        model = DeliveryEvent
        fields: list[str] = []


class NeedFilter(CountedFilterSet):
    """Needs by words, category and whether anything covers them."""

    q = filters.CharFilter(method="search", label=_("Search"))
    category = filters.MultipleChoiceFilter(choices=choices_of(ItemCategory), label=_("Item category"))
    covered = YesNoFilter(method="covered_or_open", label=_("Covered"))
    coverage = filters.MultipleChoiceFilter(
        choices=choices_of(CoverState), method="in_state", label=_("How far it is covered")
    )
    asked_again = YesNoFilter(method="asked_once_or_again", label=_("Asked more than once"))

    class Meta:
        model = Need
        fields: list[str] = []

    def search(self, queryset: QuerySet[Need], name: str, value: str) -> QuerySet[Need]:
        """Keep those in which every word of ``value`` stands, in this form of it or another."""
        return queryset.filter(holding(value, "what_en", "what_uk"))

    def covered_or_open(self, queryset: QuerySet[Need], name: str, value: bool) -> QuerySet[Need]:  # noqa: FBT001
        """Keep those that a line of a firm public commitment covers, wholly or in part, or the others."""
        is_open = _public_accounts().filter(cover_state=CoverState.OPEN).values("pk")
        return queryset.exclude(pk__in=is_open) if value else queryset.filter(pk__in=is_open)

    def in_state(self, queryset: QuerySet[Need], name: str, value: list[str]) -> QuerySet[Need]:
        """Keep those that public equipment covers so far."""
        if not value:
            return queryset
        return queryset.filter(pk__in=_public_accounts().filter(cover_state__in=value).values("pk"))

    def asked_once_or_again(self, queryset: QuerySet[Need], name: str, value: bool) -> QuerySet[Need]:  # noqa: FBT001
        """Keep those that more than one public release asks for, or the others."""
        again = _public_accounts().filter(asked__gt=1).values("pk")
        return queryset.filter(pk__in=again) if value else queryset.exclude(pk__in=again)


def _public_accounts() -> QuerySet[Any]:
    """Return the public needs with their accounts, in no order, to pick keys from."""
    return Need.objects.published().with_public_accounts().order_by()
