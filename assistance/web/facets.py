"""The filters of a list as choices with the number of rows each of them would leave, and those that were chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Field

from assistance.filters import CountedFilterSet
from assistance.reports import FACETS, facet_counts
from assistance.web.pages import values_of

#: Filters whose choices have an order of their own; the others begin with the choice that leaves most.
IN_ORDER = {"status", "kind", "has_amount", "language", "coverage", "asked_again"}
#: Filters of which one choice is made at the most.
SINGLE = {"year", "has_amount", "language", "asked_again"}
#: Filters that lie open before anything is chosen.
OPEN = {"status", "donor", "sector", "type", "publisher", "category", "coverage"}


@dataclass(frozen=True, kw_only=True)
class Option:
    """A choice, ``count`` being how many rows it would leave under the choices of all other filters."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Facet:
    """A filter with its choices, those that would leave nothing left out unless they are made."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def several(self) -> bool:
        """Whether more than one choice can be made."""
        return self.name not in SINGLE

    @property
    def chosen(self) -> int:
        """How many choices are made."""
        return sum(option.chosen for option in self.options)

    @property
    def is_open(self) -> bool:
        """Whether its choices show without being asked for."""
        return self.name in OPEN or bool(self.chosen)


def facets_of(filterset: CountedFilterSet) -> list[Facet]:
    """Return the counted filters of a list, none where its form has an error; a query a filter."""
    if not filterset.form.is_valid():
        return []
    form = filterset.form
    return [
        _facet(
            name,
            form.fields[name],
            facet_counts(name, filterset.beside(name)),
            set(values_of(form.cleaned_data[name])),
        )
        for name in FACETS[filterset.qs.model]
    ]


def _facet(name: str, field: Field, counts: Mapping[str, int], chosen: set[str]) -> Facet:
    words, values = _words_of(field), {*counts, *chosen}
    if name in IN_ORDER:
        ordered = [value for value in words if value in values]
    elif name == "year":
        ordered = sorted(values, reverse=True)
    else:
        ordered = sorted(values, key=lambda value: (-counts.get(value, 0), words.get(value, value)))
    options = tuple(
        Option(value=value, label=words.get(value, value), count=counts.get(value, 0), chosen=value in chosen)
        for value in ordered
    )
    return Facet(name=name, label=str(field.label), options=options)


def _words_of(field: Field) -> dict[str, str]:
    """Return the words of a field's choices by their values, in order; none for a field without any."""
    choices: Iterable[tuple[Any, Any]] = getattr(field.widget, "choices", ())
    return {str(value): str(label) for value, label in choices}
