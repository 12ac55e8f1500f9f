"""What readers choose from: public records by their keys, yes or no, codes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelMultipleChoiceField

from assistance.models import Commitment, CommitmentParty, EquipmentLine, Organisation, Project, Release
from assistance.vocabulary import COUNTRIES, CURRENCIES, PartyRole

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


def _published_in(roles: Sequence[PartyRole], request: Any) -> QuerySet[Organisation]:
    return Organisation.objects.published_in_role(*roles)


def published_donors(request: Any) -> QuerySet[Organisation]:
    """Return the donors a reader may choose from."""
    return _published_in([PartyRole.FUNDING], request)


class PartyFilter(KeysFilter):
    """Rows of commitments in which one of several public organisations has one of ``roles``.

    ``way`` leads from the rows to their commitments; it is empty where they are commitments themselves.
    """

    def __init__(self, *roles: PartyRole, way: str = "", **kwargs: Any) -> None:
        named = f"{way}__parties__organisation" if way else "parties__organisation"
        chosen_from = partial(_published_in, roles)
        super().__init__(field_name=named, queryset=chosen_from, **kwargs)  # type: ignore[arg-type]
        self.roles = roles
        self.commitment = way or "pk"

    def filter(self, qs: QuerySet[Any], value: Sequence[Organisation]) -> QuerySet[Any]:
        """Keep the rows of commitments that one of ``value`` is a party of; all where none is chosen."""
        if not value:
            return qs
        parties = CommitmentParty.objects.filter(role__in=self.roles, organisation__in=value)
        return qs.filter(**{f"{self.commitment}__in": parties.values("commitment")})


def published_projects(request: Any) -> QuerySet[Project]:
    """Return the projects a reader may choose from."""
    return Project.objects.published()


def published_commitments(request: Any) -> QuerySet[Commitment]:
    """Return the commitments a reader may choose from."""
    return Commitment.objects.published()


def published_lines(request: Any) -> QuerySet[EquipmentLine]:
    """Return the equipment lines a reader may choose from."""
    return EquipmentLine.objects.published()


def published_releases(request: Any) -> QuerySet[Release]:
    """Return the releases a reader may choose from."""
    return Release.objects.published()


def published_publishers() -> list[tuple[str, str]]:
    """Return the publishers of public releases, by name."""
    names = Release.objects.published().exclude(publisher="").order_by("publisher").values_list("publisher", flat=True)
    return [(name, name) for name in names.distinct()]
