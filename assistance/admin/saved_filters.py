"""Saving, sharing, renaming and deleting filters of lists."""

from __future__ import annotations

from copy import copy
from typing import Any
from urllib.parse import parse_qsl

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth.models import User
from django.core.exceptions import SuspiciousOperation
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.admin.base import PageLink, StaffAdmin
from assistance.admin.links import NOTHING
from assistance.admin.saved_links import LIST, QUERY, ListsSavedFilters, canonical, list_url
from assistance.admin.site import site
from assistance.admin.visibility import acting_user
from assistance.models import SavedFilter


def lists_of(request: HttpRequest) -> dict[str, type[Model]]:
    """Return the models whose lists the user may see and save filters of, by label."""
    return {
        model._meta.label_lower: model
        for model, model_admin in site._registry.items()
        if isinstance(model_admin, ListsSavedFilters) and model_admin.has_view_permission(request)
    }


def plural(model: type[Model]) -> str:
    """Return what a list of ``model`` is headed by."""
    return str(capfirst(model._meta.verbose_name_plural))


def taken(request: HttpRequest, model: type[Model], query: str) -> bool:
    """Return whether the list of ``model`` takes ``query``, as the user sees that list."""
    inner = copy(request)
    inner.method, inner.GET = "GET", QueryDict(query)
    try:
        site._registry[model].get_changelist_instance(inner)
    except (IncorrectLookupParameters, SuspiciousOperation):
        return False
    return True


def is_administrator(request: HttpRequest) -> bool:
    """Return whether the user looks after the other users."""
    return request.user.has_perm("auth.change_user")


class SavedFilterForm(forms.ModelForm[SavedFilter]):
    """A name that its owner has once for the list, and whether colleagues see it."""

    #: Whose filter a new one is.
    user: User

    class Meta:
        model = SavedFilter
        fields = ["name", "shared"]

    def clean(self) -> dict[str, Any]:
        """Refuse a name that is given already."""
        data = super().clean() or self.cleaned_data
        listed = self.instance.listed or data.get("of", "")
        owner = self.instance.owner_id or self.user.pk
        same = SavedFilter.objects.filter(owner=owner, listed=listed, name=data.get("name", ""))
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("A filter of this list has this name already. Give another one."))
        return data


class NewSavedFilterForm(SavedFilterForm):
    """What a list is narrowed to, with the name it gets."""

    of = forms.CharField(widget=forms.HiddenInput, required=False)
    asked = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    request: HttpRequest

    def clean(self) -> dict[str, Any]:
        """Keep the query as the list takes it; refuse any other."""
        data = super().clean()
        model = lists_of(self.request).get(data.get("of", ""))
        try:
            query = canonical(data.get("asked", ""))
        except ValueError:
            query = ""
        if model is None or not query or not taken(self.request, model, query):
            self.add_error(None, _("This is no filter of a list. Open the list, narrow it and save it from there."))
        self.instance.listed, self.instance.query = data.get("of", ""), query
        return data


class ListFilter(admin.SimpleListFilter):
    """Saved filters by the list they are of."""

    title = gettext_lazy("list")
    parameter_name = "listed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(label, plural(model)) for label, model in lists_of(request).items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[SavedFilter]) -> QuerySet[SavedFilter]:
        return queryset.filter(listed=self.value()) if self.value() else queryset


class OwnerFilter(admin.SimpleListFilter):
    """One's own filters, or those of colleagues."""

    title = gettext_lazy("owner")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("mine", _("Mine")), ("others", _("Those of colleagues"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[SavedFilter]) -> QuerySet[SavedFilter]:
        if self.value() == "mine":
            return queryset.filter(owner=acting_user(request))
        return queryset.exclude(owner=acting_user(request)) if self.value() == "others" else queryset


@admin.register(SavedFilter, site=site)
class SavedFilterAdmin(StaffAdmin[SavedFilter]):
    """What staff narrowed lists to. A filter is saved from its list; its owner or an administrator changes it."""

    form = SavedFilterForm
    fields = ["name", "shared", "of_list", "narrowed_to", "owner"]
    readonly_fields = ["of_list", "narrowed_to", "owner"]
    list_display = ["name", "of_list", "opened", "shared", "owner", "created_at"]
    list_filter = [ListFilter, OwnerFilter, "shared"]
    list_select_related = ["owner"]
    search_fields = ["name"]
    date_hierarchy = "created_at"
    ordering = ["listed", "name", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SavedFilter]:
        """Return those of the lists that the user may see: one's own, those shared, for administrators all."""
        found = super().get_queryset(request).filter(listed__in=lists_of(request))
        seen = SavedFilter.objects.seen_by(acting_user(request))
        return found if is_administrator(request) else found.filter(pk__in=seen.values("pk"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse to add one that is of no list."""
        return request.GET.get(LIST, "") in lists_of(request) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: SavedFilter | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_theirs(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: SavedFilter | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self._is_theirs(request, obj)

    def _is_theirs(self, request: HttpRequest, obj: SavedFilter | None) -> bool:
        return obj is None or obj.owner_id == request.user.pk or is_administrator(request)

    def get_form(
        self,
        request: HttpRequest,
        obj: SavedFilter | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> Any:
        """Let the form know who asks."""
        base = SavedFilterForm if obj else NewSavedFilterForm
        known = {"user": acting_user(request), "request": request, "Meta": base.Meta}
        kwargs["form"] = type(base.__name__, (base,), known)
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: SavedFilter | None = None) -> Any:
        return super().get_fields(request, obj) if obj else ["name", "shared", "of", "asked"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Take the list and its query from the address."""
        return {"of": request.GET.get(LIST, ""), "asked": request.GET.get(QUERY, "")}

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Save what a list is narrowed to; afterwards the list is shown so narrowed."""
        context: dict[str, Any] = {"show_save_and_add_another": False, "show_save_and_continue": False}
        model = lists_of(request).get(request.GET.get(LIST, ""))
        if model:
            context |= {"title": _("Save this filter"), "subtitle": plural(model)}
        return super().add_view(request, form_url, {**context, **(extra_context or {})})

    def save_model(self, request: HttpRequest, obj: SavedFilter, form: Any, change: bool) -> None:  # noqa: FBT001
        """Save; a new one belongs to who saves it."""
        if not change:
            obj.owner = acting_user(request)
        super().save_model(request, obj, form, change)

    def response_add(
        self, request: HttpRequest, obj: SavedFilter, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go back to the list, narrowed as saved."""
        self.message_user(request, _("The filter “%(name)s” is saved.") % {"name": obj.name})
        return HttpResponseRedirect(self._address(request, obj))

    def page_links(self, request: HttpRequest, record: SavedFilter) -> list[PageLink]:
        return [(self._address(request, record), _("Open the list")), *super().page_links(request, record)]

    def _address(self, request: HttpRequest, saved: SavedFilter) -> str:
        return list_url(lists_of(request)[saved.listed], saved.query)

    @admin.display(description=gettext_lazy("list"), ordering="listed")
    def of_list(self, saved: SavedFilter) -> str:
        return plural(_model(saved))

    @admin.display(description=gettext_lazy("opens"))
    def opened(self, saved: SavedFilter) -> str:
        return format_html('<a href="{}">{}</a>', list_url(_model(saved), saved.query), _("Open the list"))

    @admin.display(description=gettext_lazy("filter"))
    def narrowed_to(self, saved: SavedFilter) -> str:
        pairs = parse_qsl(saved.query, keep_blank_values=True)
        return format_html_join(", ", "{} = {}", ((name, value or NOTHING) for name, value in pairs))


def _model(saved: SavedFilter) -> type[Model]:
    return next(model for model in site._registry if model._meta.label_lower == saved.listed)
