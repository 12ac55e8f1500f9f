"""Narrowing a list: by the pages' own FilterSets, and by no parameter that nobody knows."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django_filters import FilterSet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request
from rest_framework.views import APIView

from assistance.api.errors import WrongParameterError
from assistance.filters import CommitmentFilter

F = TypeVar("F", bound=FilterSet)


class FilterBackend(DjangoFilterBackend):
    """Applies the view's ``filterset_class``; a bad value answers 400 under the parameter's name."""

    def filter_queryset(self, request: HttpRequest, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        """Return the rows that the filters keep; raise ``WrongParameterError`` with the values that may be given."""
        filterset = self.get_filterset(request, queryset, view)
        return queryset if filterset is None else checked(filterset).qs


def checked(filterset: F) -> F:
    """Return ``filterset``; raise ``WrongParameterError`` with the values that may be given where one is wrong."""
    if not filterset.is_valid():
        messages = {name: [str(each) for each in found] for name, found in filterset.errors.items()}
        raise WrongParameterError(messages, choices_of_fields(filterset, messages))
    return filterset


def choices_of_fields(filterset: FilterSet, names: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the values of those filters among ``names`` that have a fixed list of them: records are no such list."""
    fields = {name: filterset.form.fields[name] for name in names if name in filterset.form.fields}
    return {
        name: tuple(str(value) for value, _label in field.widget.choices if value != "")
        for name, field in fields.items()
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)
    }


class TotalsFilter(CommitmentFilter):
    """Commitments to be added up: narrowed as in their list, in no order."""

    order = None  # type: ignore[assignment]


def refuse_unknown(request: Request, allowed: Collection[str]) -> None:
    """Raise ``WrongParameterError`` for each parameter that is not among ``allowed``: ignoring it would mislead."""
    names = ", ".join(sorted(allowed)) or _("none")
    message = _("There is no such parameter here. Allowed: %(names)s.") % {"names": names}
    unknown = {name: [message] for name in request.query_params if name not in allowed}
    if unknown:
        raise WrongParameterError(unknown, dict.fromkeys(unknown, tuple(sorted(allowed))))
