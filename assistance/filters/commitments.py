"""What the list of commitments can be narrowed by, and its orders."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import django_filters as filters
from django.core.validators import RegexValidator
from django.db.models import Case, F, Value, When
from django.db.models.functions import NullIf
from django.utils.translation import gettext_lazy as _

from assistance.filters.choices import (
    CURRENCY_CHOICES,
    PartyFilter,
    YesNoFilter,
    published_projects,
)
from assistance.filters.counted import CountedFilterSet
from assistance.models import (
    Commitment,
    CommitmentPlace,
    CommitmentSector,
    EquipmentLine,
)
from assistance.models.choices import choices_of
from assistance.models.commitments import CommitmentQuerySet
from assistance.models.held_back import FOUND_BY, found_by, withheld
from assistance.vocabulary import (
    CHANNEL_ROLES,
    CommitmentStatus,
    ItemCategory,
    Kind,
    PartyRole,
    Region,
    Sector,
    ValuationBasis,
    WithheldScope,
    lemma,
    lemmas,
    normalise_name,
)

#: A month such as 2024-06.
MONTH = r"\A(199[0-9]|20[0-9]{2})-(0[1-9]|1[0-2])\Z"


class CommitmentFilter(CountedFilterSet):
    """Commitments by words, status, parties, what they are for, where they go and how much they are."""

    q = filters.CharFilter(method="search", label=_("Search"))
    status = filters.MultipleChoiceFilter(choices=choices_of(CommitmentStatus), label=_("Status"))
    donor = PartyFilter(PartyRole.FUNDING, label=_("Donor"))
    channel = PartyFilter(*CHANNEL_ROLES, label=_("Channel"))
    recipient = PartyFilter(PartyRole.RECIPIENT, label=_("Recipient"))
    project = filters.ModelChoiceFilter(queryset=published_projects, label=_("Project"))  # type: ignore[arg-type]
    kind = filters.MultipleChoiceFilter(choices=choices_of(Kind), label=_("Kind"))
    sector = filters.MultipleChoiceFilter(choices=choices_of(Sector), method="in_sectors", label=_("Sector"))
    place = filters.MultipleChoiceFilter(choices=choices_of(Region), method="in_regions", label=_("Place"))
    item_category = filters.MultipleChoiceFilter(
        choices=choices_of(ItemCategory), method="with_items", label=_("Item category")
    )
    currency = filters.MultipleChoiceFilter(choices=CURRENCY_CHOICES, method="in_currencies", label=_("Currency"))
    valuation_basis = filters.MultipleChoiceFilter(
        choices=choices_of(ValuationBasis), method="on_bases", label=_("Valuation basis")
    )
    has_amount = YesNoFilter(method="stating_an_amount", label=_("Amount stated"))
    year = filters.NumberFilter(
        method="first_reported_in", min_value=1990, max_value=2100, decimal_places=0, label=_("Year")
    )
    month = filters.CharFilter(
        method="first_reported_during",
        validators=[RegexValidator(MONTH, _("Write the month as year and month, such as 2024-06."))],
        label=_("Month"),
    )
    order = filters.ChoiceFilter(
        method="in_order",
        choices=[
            ("newest", _("Newest first")),
            ("oldest", _("Oldest first")),
            ("amount", _("Largest amount first, currency by currency")),
            ("title", _("Title")),
        ],
        empty_label=None,
        label=_("Order"),
    )

    class Meta:
        model = Commitment
        fields: list[str] = []

    def search(self, queryset: CommitmentQuerySet, name: str, value: str) -> CommitmentQuerySet:
        """Keep those in whose search text every word of ``value`` stands, in this form of it or another."""
        for word in normalise_name(value).split():
            queryset = queryset.holding_word(word).exclude(pk__in=self._only_by_item(word))
        return queryset

    def _only_by_item(self, word: str) -> list[int]:
        """Return the keys of those in which ``word`` may stand for equipment alone that is withheld."""
        return [
            row.pk
            for row in self._with_equipment_held
            if not any(word in normalise_name(text) or lemma(word) in lemmas(text) for text in found_by(row))
        ]

    @cached_property
    def _with_equipment_held(self) -> list[Commitment]:
        """Those whose equipment is withheld, with the names they are found by."""
        held = Commitment.objects.exclude(pk__in=Commitment.objects.telling(WithheldScope.EQUIPMENT).values("pk"))
        return list(held.with_parties().prefetch_related(*FOUND_BY))

    def in_sectors(self, queryset: CommitmentQuerySet, name: str, value: list[str]) -> CommitmentQuerySet:
        """Keep those in one of the sectors."""
        if not value:
            return queryset
        return queryset.filter(pk__in=CommitmentSector.objects.filter(sector__in=value).values("commitment"))

    def in_regions(self, queryset: CommitmentQuerySet, name: str, value: list[str]) -> CommitmentQuerySet:
        """Keep those that go to one of the regions."""
        if not value:
            return queryset
        told = queryset.telling(WithheldScope.PLACE)
        return told.filter(pk__in=CommitmentPlace.objects.filter(region__in=value).values("commitment"))

    def with_items(self, queryset: CommitmentQuerySet, name: str, value: list[str]) -> CommitmentQuerySet:
        """Keep those with an item of one of the categories."""
        if not value:
            return queryset
        lines = EquipmentLine.objects.published().filter(category__in=value)
        return queryset.filter(pk__in=lines.values("commitment"))

    def in_currencies(self, queryset: CommitmentQuerySet, name: str, value: list[str]) -> CommitmentQuerySet:
        """Keep those whose amount is told in one of the currencies."""
        return queryset.telling(WithheldScope.AMOUNT).filter(currency__in=value) if value else queryset

    def on_bases(self, queryset: CommitmentQuerySet, name: str, value: list[str]) -> CommitmentQuerySet:
        """Keep those whose amount rests on one of the bases; of a withheld amount nothing is told."""
        return queryset.telling(WithheldScope.AMOUNT).filter(valuation_basis__in=value) if value else queryset

    def stating_an_amount(self, queryset: CommitmentQuerySet, name: str, value: bool) -> CommitmentQuerySet:  # noqa: FBT001
        """Keep those with an amount, or those without; one that is withheld is neither."""
        return queryset.telling(WithheldScope.AMOUNT).filter(amount__isnull=not value)

    def first_reported_in(self, queryset: CommitmentQuerySet, name: str, value: Any) -> CommitmentQuerySet:
        """Keep those that a release first spoke of in the year."""
        reported = Commitment.objects.newest_first().filter(first_reported__year=int(value))  # type: ignore[misc]
        return queryset.filter(pk__in=reported.order_by().values("pk"))

    def first_reported_during(self, queryset: CommitmentQuerySet, name: str, value: str) -> CommitmentQuerySet:
        """Keep those that a release first spoke of in the month."""
        year, month = map(int, value.split("-"))
        reported = Commitment.objects.newest_first().filter(  # type: ignore[misc]
            first_reported__year=year, first_reported__month=month
        )
        return queryset.filter(pk__in=reported.order_by().values("pk"))

    def in_order(self, queryset: CommitmentQuerySet, name: str, value: str) -> CommitmentQuerySet:
        """Order as asked; every order ends on the key."""
        if value == "oldest":
            return queryset.newest_first().order_by(F("first_reported").asc(nulls_last=True), "pk")
        if value == "amount":
            held = withheld(WithheldScope.AMOUNT)
            currency = Case(When(held, then=None), default=NullIf("currency", Value("")))
            amount = Case(When(held, then=None), default=F("amount"))
            return queryset.order_by(currency.asc(nulls_last=True), amount.desc(nulls_last=True), "pk")
        if value == "title":
            return queryset.order_by("title_en", "title_uk", "pk")
        return queryset.newest_first()
