"""What every list has in common: a filter form, pages of a fixed size, and a plain answer to a bad request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlencode

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import F, Model, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf, Replace
from django.forms import ChoiceField, Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_filters import FilterSet

from assistance.interchange.public import FORMATS
from assistance.reports import withheld_beside

if TYPE_CHECKING:
    from django.core.paginator import _SupportsPagination

M = TypeVar("M", bound=Model)
R = TypeVar("R")

#: How many rows a page may have, the first unless asked otherwise.
SIZES = (25, 50, 100)

#: Letters that databases which order by code put out of place, and what stands in their place in the alphabet.
AFTER = {
    "Ґ": "Г\uffff", "Є": "Е\uffff", "І": "И\uffff", "Ї": "И\uffff\uffff",
    "ґ": "г\uffff", "є": "е\uffff", "і": "и\uffff", "ї": "и\uffff\uffff",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A value that a list is narrowed to: the filter's label, the value in words, and the query without it."""

    label: str
    value: str
    others: str


def size_of(request: HttpRequest) -> int:
    """Return how many rows a page has; ``Http404`` if ``?size=`` asks for another number than is offered."""
    asked = request.GET.get("size") or str(SIZES[0])
    if asked not in map(str, SIZES):
        raise Http404(_("A page of this list has 25, 50 or 100 rows. Choose one of these sizes."))
    return int(asked)


def page_of(request: HttpRequest, rows: _SupportsPagination[R]) -> Page[R]:
    """Return the page of ``rows`` that ``?page=`` asks for, the first by default; ``Http404`` if there is none."""
    try:
        return Paginator(rows, size_of(request)).page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404(_("This list has no such page. Go back to its first page.")) from error


def matching(filterset: FilterSet) -> QuerySet[Any]:
    """Return the rows the form asks for; none where it has an error, so that no wrong list is taken for an answer."""
    rows: QuerySet[Any] = filterset.qs
    return rows if filterset.form.is_valid() else rows.none()


def render_list(request: HttpRequest, template: str, filterset: FilterSet, context: dict[str, Any]) -> HttpResponse:
    """Render a list with its form; status 400 where the form has an error.

    The answer names the address of this state without empty parameters, which the browser shows after a request of
    htmx; other requests take no notice of it.
    """
    form = filterset.form
    size, query = size_of(request), query_of(request, form)
    common = {
        "withheld": withheld_beside(filterset.qs.model),
        "form": form,
        "chosen": chosen_in(request, form),
        "query": query,
        "counted": [facet.name for facet in context.get("facets", [])],
        "files": [(ending.upper(), f"{request.path.rstrip('/')}.{ending}{query}") for ending in FORMATS],
        "sizes": SIZES,
        "size": size if size != SIZES[0] else None,
    }
    response = render(request, template, {**common, **context}, status=200 if form.is_valid() else 400)
    response["HX-Push-Url"] = request.path + query
    return response


def parameters_of(form: Form) -> list[tuple[str, str]]:
    """Return the names and values that ask for what a valid form asks for, each value in one spelling."""
    if not form.is_valid():
        return []
    pairs = [(name, spelt) for name, value in form.cleaned_data.items() for spelt in values_of(value)]
    return [pair for pair in pairs if pair != ("order", _first_order(form))]


def values_of(value: Any) -> list[str]:
    """Return the cleaned ``value`` of a filter as it stands in an address, each of several on its own."""
    several = value if isinstance(value, list | QuerySet) else [value]
    return [_spelt(one) for one in several if one not in (None, "")]


def _spelt(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value.pk if isinstance(value, Model) else value)


def _first_order(form: Form) -> str:
    """Return the order that a list has unless another is asked for."""
    choices = cast("Iterable[tuple[str, str]]", getattr(form.fields.get("order"), "choices", ()))
    return next((value for value, _label in choices if value), "")


def query_of(request: HttpRequest, form: Form) -> str:
    """Return the query, such as ``?status=agreed``, that asks for what the form asks for in pages of this size."""
    return _query([*parameters_of(form), *_size_in(request)])


def _size_in(request: HttpRequest) -> list[tuple[str, str]]:
    size = size_of(request)
    return [("size", str(size))] if size != SIZES[0] else []


def _query(pairs: Sequence[tuple[str, str]]) -> str:
    return f"?{urlencode(pairs)}" if pairs else ""


def chosen_in(request: HttpRequest, form: Form) -> list[Chosen]:
    """Return what a valid form narrows the list to, value by value, with the query that takes it away."""
    pairs = parameters_of(form)
    kept = [*pairs, *_size_in(request)]
    narrowing = [(name, spelt) for name, spelt in pairs if name != "order"]
    return [
        Chosen(
            label=str(form.fields[name].label),
            value=_in_words(form, name, spelt),
            others=_query([other for other in kept if other != (name, spelt)]),
        )
        for name, spelt in narrowing
    ]


def _in_words(form: Form, name: str, spelt: str) -> str:
    """Return a value of the form in words: a day as it is read, a choice by its label."""
    value, field = form.cleaned_data[name], form.fields[name]
    if isinstance(value, date):
        return date_format(value, "j E Y")
    if isinstance(value, list | QuerySet | Model):
        rows = value if isinstance(value, list | QuerySet) else [value]
        found = {str(row.pk): str(row) for row in rows if isinstance(row, Model)}
        if spelt in found:
            return found[spelt]
    choices = cast("Iterable[tuple[Any, Any]]", getattr(field.widget, "choices", ()))
    return str(dict(choices).get(spelt, spelt)) if isinstance(field, ChoiceField) else spelt


def offer_used(form: Form, field: str, codes: Iterable[str], name_of: Callable[[str], str]) -> None:
    """Offer in ``field`` only ``codes``, by name, and what was chosen before. What the form accepts stays the same."""
    choices = cast("ChoiceField", form.fields[field])
    accepted = {value for value, _label in cast("Iterable[tuple[str, str]]", choices.choices)}
    chosen = accepted.intersection(form.data.getlist(field)) if hasattr(form.data, "getlist") else set()
    choices.widget.choices = sorted(((code, name_of(code)) for code in {*codes, *chosen}), key=lambda pair: pair[1])


def by_name(rows: QuerySet[M], field: str) -> QuerySet[M]:
    """Order by ``field`` in the reader's language, or in the other one where it is missing; then by key."""
    ukrainian = (get_language() or "en").startswith("uk")
    first, second = ("uk", "en") if ukrainian else ("en", "uk")
    name: Coalesce | Replace = Coalesce(NullIf(F(f"{field}_{first}"), Value("")), F(f"{field}_{second}"))
    for letter, place in AFTER.items() if ukrainian else ():
        name = Replace(name, Value(letter), Value(place))
    return rows.order_by(name, "pk")
