"""Narrowing a list: by the pages' own FilterSets, and by no parameter that nobody knows."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from assistance.filters import CommitmentFilter


class FilterBackend(DjangoFilterBackend):
    """Applies the view's ``filterset_class``; a bad value answers 400 under the parameter's name."""


class TotalsFilter(CommitmentFilter):
    """Commitments to be added up: narrowed as in their list, in no order."""

    order = None  # type: ignore[assignment]


def refuse_unknown(request: Request, allowed: Collection[str]) -> None:
    """Raise ``ValidationError`` for each parameter that is not among ``allowed``: ignoring it would mislead."""
    names = ", ".join(sorted(allowed)) or _("none")
    message = _("There is no such parameter here. Allowed: %(names)s.") % {"names": names}
    unknown = {name: [message] for name in request.query_params if name not in allowed}
    if unknown:
        raise ValidationError(unknown)
