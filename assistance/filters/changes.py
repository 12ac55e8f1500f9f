"""What the list of changes can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from assistance.filters.choices import (
    PartyFilter,
    published_commitments,
    published_projects,
)
from assistance.models import Commitment, EquipmentLine
from assistance.models.choices import choices_of
from assistance.models.commitments import CommitmentQuerySet
from assistance.vocabulary import ChangeKind, ItemCategory, PartyRole


class ChangeFilter(filters.FilterSet):
    """Changes by their kind, by the day they were recorded on, and by the commitments they are of.

    ``qs`` has those commitments; whoever lists the changes asks the form for kinds and days.
    """

    kind = filters.MultipleChoiceFilter(
        choices=choices_of(ChangeKind), method="of_any_commitment", label=_("Kind of change")
    )
    donor = PartyFilter(PartyRole.FUNDING, label=_("Donor"))
    recipient = PartyFilter(PartyRole.RECIPIENT, label=_("Recipient"))
    item_category = filters.MultipleChoiceFilter(
        choices=choices_of(ItemCategory), method="with_items", label=_("Item category")
    )
    recorded_after = filters.DateFilter(method="of_any_commitment", label=_("Recorded from"))
    recorded_before = filters.DateFilter(method="of_any_commitment", label=_("Recorded until"))
    project = filters.ModelChoiceFilter(queryset=published_projects, label=_("Project"))  # type: ignore[arg-type]
    commitment = filters.ModelChoiceFilter(
        queryset=published_commitments,  # type: ignore[arg-type]
        method="of_commitment",
        label=_("Commitment"),
    )

    class Meta:
        model = Commitment
        fields: list[str] = []

    def of_any_commitment(self, queryset: CommitmentQuerySet, name: str, value: Any) -> CommitmentQuerySet:
        """Keep all: this is asked of changes."""
        return queryset

    def of_commitment(self, queryset: CommitmentQuerySet, name: str, value: Commitment) -> CommitmentQuerySet:
        """Keep the one."""
        return queryset.filter(pk=value.pk)

    def with_items(self, queryset: CommitmentQuerySet, name: str, value: list[str]) -> CommitmentQuerySet:
        """Keep those with an item of one of the categories."""
        if not value:
            return queryset
        lines = EquipmentLine.objects.published().filter(category__in=value)
        return queryset.filter(pk__in=lines.values("commitment"))
