"""Needs and what covers them; exchange rates."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import interchange, reports, review
from assistance.admin.base import StaffAdmin
from assistance.admin.equipment import require_not_negative
from assistance.admin.exchange import ExchangeAdmin
from assistance.admin.links import NOTHING
from assistance.admin.need_pages import NeedPages
from assistance.admin.row_names import SearchesByName
from assistance.admin.site import site
from assistance.models import ExchangeRate, Need, NeedCoverage
from assistance.models.needs import NeedQuerySet
from assistance.templatetags.figures import quantity
from assistance.vocabulary import CoverState


class NeedForm(forms.ModelForm[Need]):
    """A need; says in words what the database would refuse."""

    def clean(self) -> dict[str, Any]:
        """Want words for what is needed and no negative quantity."""
        data = super().clean() or self.cleaned_data
        if not (data.get("what_en") or data.get("what_uk")):
            self.add_error("what_en", _("Say what is needed in English or Ukrainian."))
        require_not_negative(self)
        return data


class CoverageForm(forms.ModelForm[NeedCoverage]):
    """Equipment that covers a need; the same stock covers once."""

    def clean(self) -> dict[str, Any]:
        """Want no negative quantity, and no more than the line promises and other needs leave."""
        data = super().clean() or self.cleaned_data
        require_not_negative(self)
        if data.get("line") and not self.errors:
            asked = NeedCoverage(
                pk=self.instance.pk, need=self.instance.need, line=data["line"], quantity=data["quantity"]
            )
            try:
                review.require_stock(asked)
            except review.ReviewError as error:
                self.add_error("quantity", str(error))
        return data


class CoverageInline(SearchesByName, admin.TabularInline[NeedCoverage, Need]):
    """The equipment that covers a need; what is cancelled or suspended covers nothing."""

    model = NeedCoverage
    form = CoverageForm
    fields = ["line", "quantity", "standing"]
    readonly_fields = ["standing"]
    autocomplete_fields = ["line"]
    extra = 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[NeedCoverage]:
        return super().get_queryset(request).select_related("line__commitment")

    @admin.display(description=gettext_lazy("status of the commitment"))
    def standing(self, coverage: NeedCoverage) -> str:
        if not coverage.line_id:
            return NOTHING
        status = coverage.line.commitment.get_status_display()
        return status if coverage.stands else _("%(status)s: covers nothing") % {"status": status}


class CoverStateFilter(admin.SimpleListFilter):
    """Needs by how far they are covered."""

    title = gettext_lazy("How far it is covered")
    parameter_name = "coverage"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(state.value, _(state.label)) for state in CoverState]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Need]) -> QuerySet[Need]:
        chosen = {"cover_state": self.value()} if self.value() else {}
        return queryset.filter(**chosen)


class AskedFilter(admin.SimpleListFilter):
    """Needs asked for more than once, each once."""

    title = gettext_lazy("Asked more than once")
    parameter_name = "asked"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("again", _("Yes")), ("once", _("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Need]) -> QuerySet[Need]:
        asked = {"again": {"asked__gt": 1}, "once": {"asked": 1}}.get(self.value() or "", {})
        return queryset.filter(repeats=None, **asked) if asked else queryset


@admin.register(Need, site=site)
class NeedAdmin(NeedPages):
    """What the recipient side asks for."""

    form = NeedForm
    fields = ["what_en", "what_uk", "category", ("quantity", "unit"), "account", "evidence", "source", "visibility"]
    readonly_fields = ["account", "evidence", "source", "visibility"]
    rows_in_history = {NeedCoverage: "need"}
    inlines = [CoverageInline]
    list_display = [
        "__str__",
        "category",
        "number",
        "unit",
        "state",
        "asked_times",
        "last_asked",
        "visibility",
        "source",
        "published_on",
    ]
    list_filter = ["visibility", CoverStateFilter, AskedFilter, "category", "release__language", "release__publisher"]
    search_fields = ["what_en", "what_uk", "words"]
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Need]:
        needs = cast("NeedQuerySet", super().get_queryset(request))
        return needs.with_accounts().select_related("release", "repeats")

    @admin.display(description=gettext_lazy("quantity"), ordering="quantity")
    def number(self, need: Need) -> str:
        return quantity(need.quantity)

    @admin.display(description=gettext_lazy("coverage"), ordering="cover_state")
    def state(self, need: Need) -> str:
        return _(reports.need_account(need).state.label)

    @admin.display(description=gettext_lazy("times asked"), ordering="asked")
    def asked_times(self, need: Need) -> int:
        return reports.need_account(need).asked

    @admin.display(description=gettext_lazy("last asked"), ordering="last_asked")
    def last_asked(self, need: Need) -> Any:
        return reports.need_account(need).last_asked

    @admin.display(description=gettext_lazy("account"))
    def account(self, need: Need) -> str:
        same = Need.objects.filter(Q(repeats=need.repeats_id or need.pk) | Q(pk=need.repeats_id)).exclude(pk=need.pk)
        context = {"need": need, "account": reports.need_account(need), "same": same.select_related("release")}
        return render_to_string("admin/assistance/need_account.html", context)


@admin.register(ExchangeRate, site=site)
class ExchangeRateAdmin(ExchangeAdmin[ExchangeRate], StaffAdmin[ExchangeRate]):
    """Rates, dated and with their source."""

    resource = interchange.RateResource
    put = staticmethod(review.put_rate)

    list_display = ["__str__", "currency", "target", "date", "rate", "source"]
    list_filter = ["currency", "target", "source"]
    search_fields = ["currency", "target", "source"]
    date_hierarchy = "date"
    ordering = ["-date", "currency", "target", "pk"]
