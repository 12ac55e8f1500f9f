"""The hint that two records may be one, in lists and on pages; and merged records in lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.reports import Suspects

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Hint:
    """What a record may be one with: the other's name, why in words, and where the two are compared."""

    name: str
    why: str
    url: str


class MergedFilter(admin.SimpleListFilter):
    """Shows merged records apart; without a choice the others."""

    title = gettext_lazy("merged")
    parameter_name = "merged"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", _("Merged into another one")), ("all", _("All"))]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [{**first, "display": _("In use")}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[M]) -> QuerySet[M]:
        if self.value() == "all":
            return queryset
        return queryset.filter(merged_into__isnull=self.value() != "yes")


class DuplicatesFilter(admin.SimpleListFilter):
    """Those that may be one with another."""

    title = gettext_lazy("possible duplicates")
    parameter_name = "alike"

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: type[Model], model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        self.model_admin = model_admin

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", _("May be one with another"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[M]) -> QuerySet[M]:
        if self.value() != "yes":
            return queryset
        return queryset.filter(pk__in=list(_suspects(request, self.model_admin)))


class HintingList(ChangeList):
    """A list whose rows bear their ``hints``."""

    def get_results(self, request: HttpRequest) -> None:
        """Fetch the rows of the page."""
        super().get_results(request)
        for row in self.result_list:
            row.hints = hints_in(request, self.model_admin, row)


def hints_in(request: HttpRequest, model_admin: Any, record: Model) -> list[Hint]:
    """Return what ``record`` may be one with; somebody who may not merge is led to the other one's page."""
    may_merge = request.user.has_perm("assistance.edit_public")
    return [
        Hint(
            suspect.name,
            _(suspect.why.label).lower(),
            merge_url(record, into=suspect.key) if may_merge else _url(record, "change", suspect.key),
        )
        for suspect in _suspects(request, model_admin).get(record.pk, [])
    ]


def merge_url(record: Model, *, into: int | None = None) -> str:
    """Return the address of the page that merges ``record``; the one of that key is chosen there already."""
    url = _url(record, "merge", record.pk)
    return f"{url}?kept={into}" if into else url


def _url(record: Model, page: str, key: int) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}", args=[key])


def _suspects(request: HttpRequest, model_admin: Any) -> Suspects:
    """Return the possible duplicates among the records of ``model_admin``, looked for once in a request."""
    if not hasattr(request, "suspects"):
        request.suspects = model_admin.possible_duplicates()  # type: ignore[attr-defined]
    return request.suspects  # type: ignore[attr-defined, no-any-return]
