"""What the list of changes can be narrowed by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from assistance.filters.choices import (
    KeysFilter,
    published_commitments,
    published_donors,
    published_projects,
    published_recipients,
)
from assistance.models import Commitment, CommitmentParty, EquipmentLine, Organisation
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
    donor = KeysFilter(queryset=published_donors, method="funded_by", label=_("Donor"))  # type: ignore[arg-type]
    recipient = KeysFilter(
        queryset=published_recipients,  # type: ignore[arg-type]
        method="received_by",
        label=_("Recipient"),
    )
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

    def funded_by(self, queryset: CommitmentQuerySet, name: str, value: Sequence[Organisation]) -> CommitmentQuerySet:
        """Keep those that one of the donors funds."""
        return self._with_party(queryset, PartyRole.FUNDING, value)

    def received_by(self, queryset: CommitmentQuerySet, name: str, value: Sequence[Organisation]) -> CommitmentQuerySet:
        """Keep those that one of the recipients gets."""
        return self._with_party(queryset, PartyRole.RECIPIENT, value)

    def _with_party(
        self, queryset: CommitmentQuerySet, role: PartyRole, organisations: Sequence[Organisation]
    ) -> CommitmentQuerySet:
        if not organisations:
            return queryset
        parties = CommitmentParty.objects.filter(role=role, organisation__in=organisations)
        return queryset.filter(pk__in=parties.values("commitment"))

    def with_items(self, queryset: CommitmentQuerySet, name: str, value: list[str]) -> CommitmentQuerySet:
        """Keep those with an item of one of the categories."""
        if not value:
            return queryset
        lines = EquipmentLine.objects.published().filter(category__in=value)
        return queryset.filter(pk__in=lines.values("commitment"))
