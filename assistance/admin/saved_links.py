"""Saved filters beside the list they belong to, and what of an address is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from unicodedata import category
from urllib.parse import parse_qsl, urlencode

from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from assistance.models import SavedFilter
from assistance.models.saved_filters import LONGEST_QUERY

#: What says where on a list one stands or how the page is shown, not what it is narrowed to.
PASSING = {"p", "e", "all", "_popup", "_to_field", "_source_model", "_changelist_filters"}

#: How many parameters are kept at the most.
MOST_PARAMETERS = 40

#: What says in the address of the form which list, and what of it, is to be saved.
LIST, QUERY = "of", "query"


def canonical(query: str) -> str:
    """Return ``query``, what stands behind the question mark of a list's address, parsed and encoded anew.

    What says where on the list one stands is left out. Raises ``ValueError`` for what is no such query: too long, too
    many parameters, not UTF-8 or with characters that nobody types.
    """
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS, errors="strict")
    kept = sorted((name, value) for name, value in pairs if name not in PASSING and (name, value) != ("q", ""))
    encoded = urlencode(kept)
    if len(encoded) > LONGEST_QUERY or any(category(letter) == "Cc" for pair in kept for letter in "".join(pair)):
        raise ValueError("The query is too long or holds control characters.")
    return encoded


def canonical_or_nothing(query: str) -> str:
    """Return ``canonical(query)``, empty where that is refused."""
    try:
        return canonical(query)
    except ValueError:
        return ""


def list_url(model: type[Model], query: str = "") -> str:
    """Return the address of the list of ``model``, narrowed as ``query`` says."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{address}?{query}" if query else address


@dataclass(frozen=True, kw_only=True)
class SavedLink:
    """A saved filter as a link; ``owner`` is empty for one's own, ``current`` tells that the list is so narrowed."""

    name: str
    address: str
    owner: str
    current: bool


class ListsSavedFilters:
    """Shows on a list the filters that were saved of it, and the way to save the present one."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list with its saved filters."""
        context = {**self.saved_filters(request), **(extra_context or {})}
        response: HttpResponse = super().changelist_view(request, context)  # type: ignore[misc]
        return response

    def saved_filters(self, request: HttpRequest) -> dict[str, Any]:
        """Return the links of the list's page: to saved filters, to the form that saves, to the list of all saved."""
        user = request.user
        if not isinstance(user, User) or not user.has_perm("assistance.view_savedfilter"):
            return {}
        model: type[Model] = self.model  # type: ignore[attr-defined]
        label, query = model._meta.label_lower, canonical_or_nothing(request.GET.urlencode())
        saved = SavedFilter.objects.seen_by(user).filter(listed=label).select_related("owner")
        links = [
            SavedLink(
                name=one.name,
                address=list_url(model, one.query),
                owner="" if one.owner_id == user.pk else str(one.owner),
                current=one.query == query,
            )
            for one in saved.order_by("name", "pk")
        ]
        manage = f"{list_url(SavedFilter)}?{urlencode({'listed': label})}"
        add = f"{reverse('admin:assistance_savedfilter_add')}?{urlencode({LIST: label, QUERY: query})}"
        return {"saved_links": links, "save_filter_url": add if query else "", "saved_filters_url": manage}
