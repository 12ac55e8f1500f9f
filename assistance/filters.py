"""What every public list can be narrowed by: one FilterSet a list, for the pages and the API alike.

Conditions on related rows are sub-selects, never joins, so that no later sum counts a row twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.functions import NullIf
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelMultipleChoiceField

from assistance.models import (
    Commitment,
    CommitmentParty,
    CommitmentPlace,
    CommitmentSector,
    EquipmentLine,
    Need,
    Organisation,
    Project,
    ProjectSector,
    Release,
    StatedTotal,
)
from assistance.models.choices import choices_of
from assistance.models.commitments import CommitmentQuerySet
from assistance.models.held_back import found_by, withheld
from assistance.vocabulary import (
    COUNTRIES,
    CURRENCIES,
    CommitmentStatus,
    CoverState,
    ItemCategory,
    Kind,
    Language,
    OrganisationType,
    PartyRole,
    Region,
    Sector,
    ValuationBasis,
    WithheldScope,
    lemma,
    lemmas,
    normalise_name,
)

CURRENCY_CHOICES = [(code, code) for code in sorted(CURRENCIES)]
COUNTRY_CHOICES = [(code, code) for code in sorted(COUNTRIES)]

#: Every number of as many digits fits the 64 bits of a key; databases fail on larger ones.
KEY_DIGITS = 18


class YesNoField(forms.TypedChoiceField):
    """A choice of ``true`` and ``false``; anything else is an error, and empty asks for nothing."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", "---------"), ("true", _("Yes")), ("false", _("No"))]
        super().__init__(choices=choices, coerce=lambda value: value == "true", empty_value=None, **kwargs)


class YesNoFilter(filters.BooleanFilter):
    """A condition that holds or not."""

    field_class = YesNoField  # type: ignore[assignment]


class KeysField(ModelMultipleChoiceField):
    """Rows by their keys; a number that is too large to be a key is no choice like any other."""

    def clean(self, value: Any) -> Any:
        """Return the rows; raise ``ValidationError`` for a key that is none of theirs."""
        for key in value or ():
            if len(str(key)) > KEY_DIGITS:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": key}
                )
        return super().clean(value)


class KeysFilter(filters.ModelMultipleChoiceFilter):
    """One of several rows, by their keys."""

    field_class = KeysField


def published_donors(request: Any) -> QuerySet[Organisation]:
    """Return the donors a reader may choose from."""
    return Organisation.objects.published_in_role(PartyRole.FUNDING)


def published_recipients(request: Any) -> QuerySet[Organisation]:
    """Return the recipients a reader may choose from."""
    return Organisation.objects.published_in_role(PartyRole.RECIPIENT)


def published_projects(request: Any) -> QuerySet[Project]:
    """Return the projects a reader may choose from."""
    return Project.objects.published()


def published_commitments(request: Any) -> QuerySet[Commitment]:
    """Return the commitments a reader may choose from."""
    return Commitment.objects.published()


def published_publishers() -> list[tuple[str, str]]:
    """Return the publishers of public releases, by name."""
    names = Release.objects.published().exclude(publisher="").order_by("publisher").values_list("publisher", flat=True)
    return [(name, name) for name in names.distinct()]


class CommitmentFilter(filters.FilterSet):
    """Commitments by words, status, parties, what they are for, where they go and how much they are."""

    q = filters.CharFilter(method="search", label=_("Search"))
    status = filters.MultipleChoiceFilter(choices=choices_of(CommitmentStatus), label=_("Status"))
    donor = KeysFilter(queryset=published_donors, method="funded_by", label=_("Donor"))  # type: ignore[arg-type]
    recipient = KeysFilter(
        queryset=published_recipients,  # type: ignore[arg-type]
        method="received_by",
        label=_("Recipient"),
    )
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
        held = Commitment.objects.exclude(pk__in=Commitment.objects.telling(WithheldScope.EQUIPMENT).values("pk"))
        return [
            row.pk
            for row in held.with_parties().prefetch_related("parties__organisation__aliases")
            if not any(word in text or lemma(word) in lemmas(text) for text in found_by(row))
        ]

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


class ReleaseFilter(filters.FilterSet):
    """Releases by publisher, language and date."""

    publisher = filters.MultipleChoiceFilter(choices=published_publishers, label=_("Publisher"))
    language = filters.ChoiceFilter(choices=choices_of(Language), label=_("Language"))
    published_after = filters.DateFilter(field_name="published_on", lookup_expr="gte", label=_("Published from"))
    published_before = filters.DateFilter(field_name="published_on", lookup_expr="lte", label=_("Published until"))

    class Meta:
        model = Release
        fields: list[str] = []


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
