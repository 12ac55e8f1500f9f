"""A list whose choices are counted."""

from __future__ import annotations

from typing import Any, cast

import django_filters as filters
from django.db.models import QuerySet


class CountedFilterSet(filters.FilterSet):
    """A FilterSet that can leave one of its filters out, so that the choices of that one can be counted."""

    def beside(self, name: str) -> QuerySet[Any]:
        """Return the rows that all filters of a valid form but ``name`` ask for: its choices are counted among them."""
        rows = cast("QuerySet[Any]", self.queryset)
        for other, value in self.form.cleaned_data.items():
            if other not in (name, "order"):
                rows = self.filters[other].filter(rows, value)
        return rows
