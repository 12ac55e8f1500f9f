"""What the staff pages of all records share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any, TypeVar

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import ForeignKey, Model, QuerySet
from django.forms.models import _get_foreign_key
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin

from assistance import review
from assistance.admin.meanwhile import BESIDE, SAVE_OVER, WatchedForm, revive_rows, what_changed
from assistance.admin.restoring import restore_page
from assistance.admin.row_history import row_changes, shown
from assistance.admin.row_names import SearchesByName, name_row_fields
from assistance.admin.saved_links import ListsSavedFilters
from assistance.admin.searching import holding_words
from assistance.models.history import RowModels

M = TypeVar("M", bound=Model)
P = TypeVar("P", bound=Model)

#: An address and the words of the link to it.
PageLink = tuple[str, str]

#: What says in an address which page of the rows' changes is meant.
ROWS_PAGE = "rows"


class RecordAdmin(SearchesByName, ListsSavedFilters, admin.ModelAdmin[M]):
    """Base of all: fifty rows a page, searching in both alphabets, saved filters, links to a record's own pages."""

    list_per_page = 50
    show_full_result_count = False
    view_on_site: Any = False
    has_history = False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[M], search_term: str
    ) -> tuple[QuerySet[M], bool]:
        """Keep the records that ``search_term`` finds; none of them comes twice."""
        return holding_words(queryset, search_term, self.get_search_fields(request)), False

    def get_formsets_with_inlines(self, request: HttpRequest, obj: M | None = None) -> Iterator[tuple[Any, Any]]:
        """Name the fields of rows, which stand under the head of their column without a label of their own."""
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            if isinstance(inline, admin.TabularInline):
                name_row_fields(formset)
            yield formset, inline

    def told_of(self, request: HttpRequest, record: M) -> dict[str, Any]:
        """Return what the form's page tells of ``record`` beside the form."""
        return {}

    def record_or_404(self, request: HttpRequest, pk: int, may: Callable[[HttpRequest, M], bool]) -> M:
        """Return the record ``pk``; raise ``Http404`` for none, ``PermissionDenied`` where ``may`` says no."""
        record: M | None = self.get_object(request, str(pk))
        if record is None:
            raise Http404
        if not may(request, record):
            raise PermissionDenied
        return record

    def page_links(self, request: HttpRequest, record: M) -> list[PageLink]:
        """Return links to what else can be done with ``record``, beside its history."""
        return []

    def render_change_form(  # noqa: PLR0917 - Django's signature
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,  # noqa: FBT001, FBT002
        change: bool = False,  # noqa: FBT001, FBT002
        form_url: str = "",
        obj: M | None = None,
    ) -> HttpResponse:
        """Add the links to the form's page."""
        links = [] if obj is None else self.page_links(request, obj)
        context |= {"page_links": links, "has_history": self.has_history}
        context |= {} if obj is None else self.told_of(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)


class SeenByDeciders(RecordAdmin[M]):
    """Records that staff look up while they decide on a claim."""

    def has_view_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Who may decide may also see."""
        return super().has_view_permission(request, obj) or request.user.has_perm("assistance.decide_claim")


def inline_key(inline: Any, holder: type[Model]) -> str:
    """Return the name of the foreign key by which the rows of ``inline`` belong to ``holder``."""
    return str(inline.fk_name or _get_foreign_key(holder, inline.model).name)


def may_edit(request: HttpRequest, record: Model | None) -> bool:
    """Return whether the user may edit ``record`` as it stands: drafts need no more than the right to edit at all."""
    return record is None or request.user.has_perm("assistance.edit_public") or review.is_draft(record)


def require_draft(record: Model) -> None:
    """Raise ``ValidationError`` unless ``record`` is in the making."""
    if not review.is_draft(record):
        raise ValidationError(_("This one is public or withheld. Ask a reviewer or a publisher to add to it."))


def changes_beside_the_form(newer: Any, older: Any) -> list[dict[str, Any]]:
    """Return, as the history's own list has it, how two versions differ in fields that no form edits."""
    return [
        {"field": capfirst(field.verbose_name), "old": shown(older, field), "new": shown(newer, field)}
        for field in newer.tracked_fields
        if not field.editable
        and not getattr(field, "auto_now", False)
        and getattr(newer, field.attname) != getattr(older, field.attname)
    ]


class StaffAdmin(RecordAdmin[M], SimpleHistoryAdmin):  # type: ignore[misc]
    """Base of what staff edit: every version is kept, can be compared and, with a reason, brought back.

    The library's own way back would change status and visibility past their rules, so it stays shut.
    Who may not edit what is public edits drafts only.
    """

    has_history = True
    #: The foreign key to the record that this one is a part of, if it is a part: nobody adds to what they may not edit.
    part_of = ""
    #: Models of rows whose changes the history tells too, each with its way to the record.
    rows_in_history: RowModels = {}
    object_history_template = "admin/assistance/object_history.html"
    object_history_list_template = "admin/assistance/object_history_list.html"
    object_history_form_template = "admin/assistance/object_history_form.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        view = self.admin_site.admin_view(self.restore_view)
        own = [path("<int:pk>/history/<int:version>/restore/", view, name=name)]
        return [*own, *super().get_urls()]

    def restore_view(self, request: HttpRequest, pk: int, version: int) -> HttpResponse:
        """Bring an earlier state back, with a reason."""
        return restore_page(self, request, pk, version)

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Whether the user may edit records of this kind, and ``obj`` as it stands."""
        return super().has_change_permission(request, obj) and may_edit(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Whether the user may delete records of this kind, and ``obj`` as it stands."""
        return super().has_delete_permission(request, obj) and may_edit(request, obj)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField[Any] | None:
        """Refuse as the whole what this part must not be added to."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None and db_field.name == self.part_of and not request.user.has_perm("assistance.edit_public"):
            field.validators = [*field.validators, require_draft]
        return field

    def render_change_form(  # noqa: PLR0917 - Django's signature
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,  # noqa: FBT001, FBT002
        change: bool = False,  # noqa: FBT001, FBT002
        form_url: str = "",
        obj: M | None = None,
    ) -> HttpResponse:
        """Say why the form is closed to somebody who edits drafts, and what changed since it was opened."""
        closed = super().has_change_permission(request, obj) and not may_edit(request, obj)
        form = context["adminform"].form
        context |= {"closed_to_editors": closed, "save_over": SAVE_OVER}
        if isinstance(form, WatchedForm) and not closed and self.has_change_permission(request, obj):
            context |= {"watched": form, "meanwhile": what_changed(form)}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_form(
        self,
        request: HttpRequest,
        obj: M | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> Any:
        """Let the form of a stored record know the version it was opened on."""
        if obj is not None:
            base = kwargs.get("form", self.form)
            kwargs["form"] = type(base.__name__, (WatchedForm, base), {"rows": self.rows_in_history})
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: M | None = None) -> Any:
        return [name for name in super().get_fields(request, obj) if name not in BESIDE]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Take the version that was shown as changed meanwhile for seen, where somebody saves over it."""
        if SAVE_OVER in request.POST:
            sent = request.POST.copy()
            sent["version_seen"] = str(sent[SAVE_OVER])
            request.POST = sent  # type: ignore[assignment]
        response: HttpResponse = super().changeform_view(request, object_id, form_url, extra_context)
        return response

    def get_formset_kwargs(self, request: HttpRequest, obj: M, inline: Any, prefix: str) -> dict[str, Any]:
        """Let rows that were typed and are gone by now be new ones."""
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" in kwargs and obj.pk:
            keys = inline.model._default_manager.filter(**{inline_key(inline, self.model): obj}).values_list("pk")
            revive_rows(kwargs["data"], prefix, {str(key) for (key,) in keys})
        return kwargs

    def save_model(self, request: HttpRequest, obj: M, form: Any, change: bool) -> None:  # noqa: FBT001
        """Save, with the reason that was given."""
        if isinstance(form, WatchedForm):
            obj._change_reason = form.cleaned_data["change_reason"] or None  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        """Save the rows, with the reason that was given for the record."""
        if isinstance(form, WatchedForm):
            for row in formset.forms:
                row.instance._change_reason = form.cleaned_data["change_reason"] or None
        super().save_formset(request, form, formset, change)

    def has_change_history_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False

    def set_history_delta_changes(
        self,
        request: HttpRequest,
        historical_records: Iterable[Any],
        foreign_keys_are_objs: bool = True,  # noqa: FBT001, FBT002 - the library's signature
    ) -> None:
        """Tell how each version differs from the one before it: in status and visibility too, which no form edits."""
        super().set_history_delta_changes(request, historical_records, foreign_keys_are_objs)
        for newer, older in pairwise(historical_records):
            newer.history_delta_changes += changes_beside_the_form(newer, older)

    def render_history_view(
        self, request: HttpRequest, template: str, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        """Add to the list of versions what happened to the record's rows, a page of it at a time."""
        if template == self.object_history_template:
            paginator = Paginator(row_changes(context["object"], self.rows_in_history), self.history_list_per_page)
            page = paginator.get_page(request.GET.get(ROWS_PAGE))
            context |= {
                "row_changes": page,
                "row_pages": paginator.get_elided_page_range(page.number),
                "row_page_var": ROWS_PAGE,
            }
        elif self.has_change_permission(request, self.get_object(request, str(context["object_id"]))):
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_restore"
            version = request.resolver_match.args[1] if request.resolver_match else ""
            url = reverse(name, args=[context["object_id"], version])
            context |= {"restore_url": url, "restore_words": _("Restore this state")}
        response: HttpResponse = super().render_history_view(request, template, context, **kwargs)
        return response

    def history_view_title(self, request: HttpRequest, obj: M) -> str:
        return _("Change history: %s") % obj

    def history_form_view_title(self, request: HttpRequest, obj: M) -> str:
        return _("An earlier state: %s") % obj

    def history_form_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show one version; refuse to write it."""
        if request.method != "GET":
            raise PermissionDenied
        response: HttpResponse = super().history_form_view(request, *args, **kwargs)
        return response


class ReadOnly:
    """What staff see and nobody edits here."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyAdmin(ReadOnly, RecordAdmin[M]):
    """Base of what is written once."""


class ReadOnlyInline(ReadOnly, admin.TabularInline[M, P]):
    """Base of rows shown on the page of the record they belong to."""

    extra = 0
    can_delete = False
    classes = ["read-only"]
