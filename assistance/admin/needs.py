"""Needs and what covers them; exchange rates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import interchange, review
from assistance.admin.base import StaffAdmin
from assistance.admin.equipment import require_not_negative
from assistance.admin.exchange import ExchangeAdmin
from assistance.admin.links import quotation, record_link
from assistance.admin.site import site
from assistance.admin.visibility import PublishingAdmin
from assistance.models import ExchangeRate, Need, NeedCoverage, StatedTotal
from assistance.templatetags.figures import quantity


class NeedForm(forms.ModelForm[Need]):
    """A need; says in words what the database would refuse."""

    def clean(self) -> dict[str, Any]:
        """Want words for what is needed and no negative quantity."""
        data = super().clean() or self.cleaned_data
        if not (data.get("what_en") or data.get("what_uk")):
            self.add_error("what_en", _("Say what is needed in English or Ukrainian."))
        require_not_negative(self)
        return data


class CoverageInline(admin.TabularInline[NeedCoverage, Need]):
    """The equipment that covers a need."""

    model = NeedCoverage
    autocomplete_fields = ["line"]
    extra = 1


class FoundInReleaseAdmin(PublishingAdmin[Any]):
    """Base of what is read from a release and corrected by staff: its words stay as they are."""

    list_select_related = ["release"]
    date_hierarchy = "release__published_on"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: it comes with its release."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: what should not be seen is withheld."""
        return False

    @admin.display(description=gettext_lazy("words"))
    def evidence(self, record: Need | StatedTotal) -> str:
        return quotation(record.words)

    @admin.display(description=gettext_lazy("release"), ordering="release__title")
    def source(self, record: Need | StatedTotal) -> str:
        return record_link(record.release)

    @admin.display(description=gettext_lazy("published on"), ordering="release__published_on")
    def published_on(self, record: Need | StatedTotal) -> Any:
        return record.release.published_on


@admin.register(Need, site=site)
class NeedAdmin(FoundInReleaseAdmin):
    """What the recipient side asks for."""

    form = NeedForm
    fields = ["what_en", "what_uk", "category", ("quantity", "unit"), "evidence", "source", "visibility"]
    readonly_fields = ["evidence", "source", "visibility"]
    rows_in_history = {NeedCoverage: "need"}
    inlines = [CoverageInline]
    list_display = ["__str__", "category", "number", "unit", "covered_by", "visibility", "source", "published_on"]
    list_filter = ["visibility", "category", "release__language"]
    search_fields = ["what_en", "what_uk", "words"]
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Need]:
        needs: QuerySet[Need] = super().get_queryset(request)
        return needs.annotate(lines=Count("coverage", distinct=True))

    @admin.display(description=gettext_lazy("quantity"), ordering="quantity")
    def number(self, need: Need) -> str:
        return quantity(need.quantity)

    @admin.display(description=gettext_lazy("covering lines"), ordering="lines")
    def covered_by(self, need: Need) -> int:
        return need.lines  # type: ignore[attr-defined, no-any-return]


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
