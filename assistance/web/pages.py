"""What every list has in common: a filter form, pages of a fixed size, and a plain answer to a bad request."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar, cast

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import F, Model, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.forms import ChoiceField, Field, Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_filters import FilterSet

from assistance.reports import withheld_beside

M = TypeVar("M", bound=Model)

PAGE_SIZE = 25


def page_of(request: HttpRequest, rows: QuerySet[M]) -> Page[M]:
    """Return the page of ``rows`` that ``?page=`` asks for, the first by default; ``Http404`` if there is none."""
    try:
        return Paginator(rows, PAGE_SIZE).page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404(_("This list has no such page. Go back to its first page.")) from error


def matching(filterset: FilterSet) -> QuerySet[Any]:
    """Return the rows the form asks for; none where it has an error, so that no wrong list is taken for an answer."""
    rows: QuerySet[Any] = filterset.qs
    return rows if filterset.form.is_valid() else rows.none()


def render_list(request: HttpRequest, template: str, filterset: FilterSet, context: dict[str, Any]) -> HttpResponse:
    """Render a list with its form; status 400 where the form has an error."""
    form = filterset.form
    held = withheld_beside(filterset.qs.model)
    context = {"withheld": held, "form": form, "chosen": chosen_in(form) if form.is_valid() else [], **context}
    return render(request, template, context, status=200 if form.is_valid() else 400)


def chosen_in(form: Form) -> list[tuple[str, str]]:
    """Return what a valid form narrows the list to: for each value the filter's label and the value in words."""
    pairs = []
    for name, value in form.cleaned_data.items():
        if name == "order":
            continue
        several = value if isinstance(value, list | QuerySet) else [value]
        field = form.fields[name]
        pairs += [(str(field.label), _in_words(field, one)) for one in several if one not in (None, "")]
    return pairs


def _in_words(field: Field, value: Any) -> str:
    if isinstance(value, date):
        return date_format(value, "j E Y")
    if isinstance(value, Model) or not isinstance(field, ChoiceField):
        return str(value)
    key = str(value).lower() if isinstance(value, bool) else value
    return str(dict(cast("Iterable[tuple[Any, Any]]", field.widget.choices)).get(key, value))


def offer_used(form: Form, field: str, codes: Iterable[str], name_of: Callable[[str], str]) -> None:
    """Offer in ``field`` only ``codes``, by name, and what was chosen before. What the form accepts stays the same."""
    choices = cast("ChoiceField", form.fields[field])
    accepted = {value for value, _label in cast("Iterable[tuple[str, str]]", choices.choices)}
    chosen = accepted.intersection(form.data.getlist(field)) if hasattr(form.data, "getlist") else set()
    choices.widget.choices = sorted(((code, name_of(code)) for code in {*codes, *chosen}), key=lambda pair: pair[1])


def by_name(rows: QuerySet[M], field: str) -> QuerySet[M]:
    """Order by ``field`` in the reader's language, or in the other one where it is missing; then by key."""
    first, second = ("uk", "en") if (get_language() or "en").startswith("uk") else ("en", "uk")
    return rows.order_by(Coalesce(NullIf(F(f"{field}_{first}"), Value("")), F(f"{field}_{second}")), "pk")
