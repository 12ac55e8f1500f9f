"""Merging two records of one kind into one: the page, and what it shows beforehand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import review
from assistance.admin.base import PageLink, StaffAdmin
from assistance.admin.duplicates import DuplicatesFilter, HintingList, hints_in, merge_url
from assistance.admin.form_page import ReasonForm, form_page
from assistance.admin.links import NOTHING, record_link, record_url
from assistance.admin.row_history import shown
from assistance.admin.row_names import SearchSelect
from assistance.admin.visibility import acting_user
from assistance.reports import Suspects

M = TypeVar("M", bound=Model)

#: So many of the records that move are named; the rest are counted.
NAMED = 5

#: A key as it may be sent, or nothing; and a key that no record has.
NUMBER = re.compile(r"[0-9]{0,18}")
NO_NUMBER = "0"


@dataclass(frozen=True)
class ComparedField:
    """A field of two records as people read it, and what the one that stays has of it after the merge."""

    name: str
    kept: str
    duplicate: str
    after: str

    @property
    def differs(self) -> bool:
        """Whether the two say different things."""
        return self.kept != self.duplicate


@dataclass(frozen=True)
class Moved:
    """What moves of one kind: how much of it, and the names of the first few."""

    kind: str
    number: int
    first: list[str]

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.number - len(self.first)


def moved(kind: str, rows: QuerySet[Any]) -> Moved:
    """Return what moves of one kind, in two queries."""
    return Moved(kind, rows.count(), [str(row) for row in rows[:NAMED]])


class Merging(StaffAdmin[M]):
    """Base of records that staff merge; one that was merged stays in the list, apart, and is edited no more."""

    change_list_template = "admin/assistance/merging/change_list.html"
    #: The field of another model that names such a record, for the box to search in.
    named_by: ClassVar[Any]
    #: What is compared before the merge, and what moves, with words for it.
    compared: tuple[str, ...] = ()
    moving: Mapping[Any, Callable[[Any], QuerySet[Any]]] = {}
    #: By what rule two are thought to be one, and what else the page says.
    alike_rule: Any = ""
    merge_title: Any = ""
    merge_note: Any = ""
    merge: ClassVar[Callable[..., Any]]
    require_mergeable: ClassVar[Callable[..., None]]
    filled: ClassVar[Callable[..., dict[str, Any]]]
    possible_duplicates: ClassVar[Callable[[], Suspects]]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return HintingList

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Say by what rule, where possible duplicates are asked for."""
        rule = self.alike_rule if DuplicatesFilter.parameter_name in request.GET else ""
        return super().changelist_view(request, {"alike_rule": rule, **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        return [path("<int:pk>/merge/", self.admin_site.admin_view(self.merge_view), name=name), *super().get_urls()]

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return super().has_change_permission(request, obj) and not getattr(obj, "merged_into_id", None)

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not getattr(obj, "merged_into_id", None)

    def has_merge_permission(self, request: HttpRequest, record: M) -> bool:
        """Return whether the user may merge ``record`` into another: public records may follow it there."""
        return request.user.has_perm("assistance.edit_public") and self.has_change_permission(request, record)

    @admin.display(description=gettext_lazy("merged into"))
    def merged_here_into(self, record: M) -> str:
        return record_link(record.merged_into)  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("possible duplicates"))
    def alike(self, record: Any) -> SafeString | str:
        """Link to the page that compares the two, or to the other one for somebody who may not merge."""
        links = [(hint.url, hint.name, hint.why) for hint in record.hints]
        return format_html_join("", '<p class="alike"><a href="{}">{}</a>: {}</p>', links) or NOTHING

    def page_links(self, request: HttpRequest, record: M) -> list[PageLink]:
        links = super().page_links(request, record)
        if self.has_merge_permission(request, record):
            links.append((merge_url(record), str(self.merge_title)))
        return links

    def told_of(self, request: HttpRequest, record: M) -> dict[str, Any]:
        """Tell what the record may be one with."""
        hints = {"hints": hints_in(request, self, record), "alike_rule": self.alike_rule}
        return {**super().told_of(request, record), **hints}

    def choosing(self, key: str | None) -> forms.Form:
        """Return the form that asks which record stays, filled with a ``key`` that was sent."""
        field = forms.ModelChoiceField(
            self.model._default_manager.filter(merged_into__isnull=True),
            label=_("The one that stays"),
            widget=SearchSelect(self.named_by, self.admin_site),
            error_messages={"invalid_choice": _("There is none of this number, or it was merged into another.")},
        )
        form: forms.Form = type("ChoiceForm", (forms.Form,), {"kept": field})(
            # The box breaks on what is no number.
            None if key is None else {"kept": key if NUMBER.fullmatch(key) else NO_NUMBER}
        )
        return form

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask which record stays, show both side by side and what moves, and merge them with a reason."""
        duplicate = self.record_or_404(request, pk, self.has_merge_permission)
        chosen = self.choosing(request.POST.get("kept", request.GET.get("kept")))
        if not chosen.is_valid():
            return self._choose(request, duplicate, chosen)
        return self._compare(request, duplicate, chosen.cleaned_data["kept"])

    def _choose(self, request: HttpRequest, duplicate: M, form: forms.Form) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": self.merge_title,
            "subtitle": str(duplicate),
            "opts": self.opts,
            "original": duplicate,
            "original_url": record_url(duplicate),
            "form": form,
            "hints": hints_in(request, self, duplicate),
            "alike_rule": self.alike_rule,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/assistance/merging/choose.html", context)

    def _compare(self, request: HttpRequest, duplicate: M, kept: M) -> HttpResponse:
        def act(data: dict[str, Any]) -> str:
            type(self).merge(kept=kept, duplicate=duplicate, by=acting_user(request), reason=data["reason"])
            return _("“%(duplicate)s” was merged into “%(kept)s”.") % {"duplicate": duplicate, "kept": kept}

        problem = ""
        try:
            type(self).require_mergeable(kept=kept, duplicate=duplicate)
        except review.ReviewError as error:
            problem = str(error)
        return form_page(
            self,
            request,
            duplicate,
            title=self.merge_title,
            form=ReasonForm(request.POST or None),
            act=act,
            button=_("Merge"),
            note=self.merge_note,
            template="admin/assistance/merging/merge.html",
            extra={
                "kept": kept,
                "kept_link": record_link(kept),
                "duplicate_link": record_link(duplicate),
                "fields": self.side_by_side(kept, duplicate),
                "moved": [moved(str(kind), rows(duplicate)) for kind, rows in self.moving.items()],
                "problem": "" if request.method == "POST" else problem,
                "choose_url": merge_url(duplicate),
                "reverse_url": merge_url(kept, into=duplicate.pk),
            },
        )

    def side_by_side(self, kept: M, duplicate: M) -> list[ComparedField]:
        """Return what each of the two says, field by field; what neither says anything of is left out."""
        filled = type(self).filled(kept=kept, duplicate=duplicate)
        rows = []
        for name in self.compared:
            field: Any = self.opts.get_field(name)
            stays, goes = shown(kept, field), shown(duplicate, field)
            after = goes if name in filled else stays
            rows.append(ComparedField(capfirst(str(field.verbose_name)), stays, goes, after))
        return [row for row in rows if row.kept or row.duplicate]
