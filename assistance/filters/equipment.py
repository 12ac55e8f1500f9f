"""What the lists of equipment and of needs can be narrowed by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assistance.filters.choices import KeysFilter, YesNoFilter, published_commitments, published_donors
from assistance.models import CommitmentParty, EquipmentLine, Need, Organisation
from assistance.models.choices import choices_of
from assistance.vocabulary import CoverState, ItemCategory, PartyRole


class EquipmentFilter(filters.FilterSet):
    """Equipment lines by category, donor and commitment."""

    category = filters.MultipleChoiceFilter(choices=choices_of(ItemCategory), label=_("Item category"))
    donor = KeysFilter(queryset=published_donors, method="funded_by", label=_("Donor"))  # type: ignore[arg-type]
    commitment = filters.ModelChoiceFilter(queryset=published_commitments, label=_("Commitment"))  # type: ignore[arg-type]

    class Meta:
        model = EquipmentLine
        fields: list[str] = []

    def funded_by(
        self, queryset: QuerySet[EquipmentLine], name: str, value: Sequence[Organisation]
    ) -> QuerySet[EquipmentLine]:
        """Keep the lines of commitments that one of the donors funds."""
        if not value:
            return queryset
        parties = CommitmentParty.objects.filter(role=PartyRole.FUNDING, organisation__in=value)
        return queryset.filter(commitment__in=parties.values("commitment"))


class NeedFilter(filters.FilterSet):
    """Needs by category and whether anything covers them."""

    category = filters.MultipleChoiceFilter(choices=choices_of(ItemCategory), label=_("Item category"))
    covered = YesNoFilter(method="covered_or_open", label=_("Covered"))
    coverage = filters.MultipleChoiceFilter(
        choices=choices_of(CoverState), method="in_state", label=_("How far it is covered")
    )
    asked_again = YesNoFilter(method="asked_once_or_again", label=_("Asked more than once"))

    class Meta:
        model = Need
        fields: list[str] = []

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
