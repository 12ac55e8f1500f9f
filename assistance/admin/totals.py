"""Totals that releases state, each beside what the ledger itemises of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import reports
from assistance.admin.found import FoundInReleaseAdmin
from assistance.admin.links import NOTHING
from assistance.admin.site import site
from assistance.models import Commitment, StatedTotal
from assistance.templatetags.figures import money
from assistance.vocabulary import Hedge, Visibility


class StatedTotalForm(forms.ModelForm[StatedTotal]):
    """A stated total; says in words what the database would refuse."""

    def clean(self) -> dict[str, Any]:
        """Want a start before the end."""
        data = super().clean() or self.cleaned_data
        start, end = data.get("period_start"), data.get("period_end")
        if start and end and start > end:
            self.add_error("period_end", _("The end is before the start."))
        return data


class ComparedTotals(ChangeList):
    """A page of stated totals, each with what is itemised of it."""

    def get_results(self, request: HttpRequest) -> None:
        """Fetch the page and compare all of it at once."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        for row in compared(self.result_list):
            row.total.compared = row  # type: ignore[attr-defined]


def compared(totals: list[StatedTotal]) -> tuple[reports.StatedRow, ...]:
    """Return ``totals`` beside the public commitments, those withheld from the public included."""
    decided = Commitment.objects.exclude(visibility=Visibility.DRAFT)
    return reports.stated_totals(totals, among=decided, with_withheld=True)


@admin.register(StatedTotal, site=site)
class StatedTotalAdmin(FoundInReleaseAdmin):
    """Sums over many commitments as releases state them; never added to anything."""

    form = StatedTotalForm
    fields = [
        ("amount", "currency", "hedge"),
        "scope_en",
        "scope_uk",
        "donors",
        ("period_start", "period_end"),
        "comparison",
        "evidence",
        "source",
        "visibility",
    ]
    readonly_fields = ["comparison", "evidence", "source", "visibility"]
    autocomplete_fields = ["donors"]
    list_display = [
        "stated",
        "itemised",
        "gap",
        "named_donors",
        "scope",
        "visibility",
        "source",
        "published_on",
    ]
    list_filter = [
        "visibility",
        "currency",
        ("donors", admin.RelatedOnlyFieldListFilter),
        "hedge",
        "release__language",
        "release__publisher",
    ]
    search_fields = ["scope_en", "scope_uk", "words"]
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[StatedTotal]:
        return super().get_queryset(request).prefetch_related("donors")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ComparedTotals

    @admin.display(description=gettext_lazy("amount"), ordering="amount")
    def stated(self, total: StatedTotal) -> str:
        amount = money(total.amount, total.currency)
        return amount if total.hedge == Hedge.EXACT else f"{amount} ({total.get_hedge_display()})"

    @admin.display(description=gettext_lazy("itemised here"))
    def itemised(self, total: StatedTotal) -> str:
        row: reports.StatedRow = total.compared  # type: ignore[attr-defined]
        if row.itemised is None:
            return NOTHING
        itemised = money(row.itemised, total.currency)
        if row.withheld is None:
            return itemised
        words = _("%(itemised)s, of which withheld from the public: %(withheld)s")
        return words % {"itemised": itemised, "withheld": money(row.withheld, total.currency)}

    @admin.display(description=gettext_lazy("gap"))
    def gap(self, total: StatedTotal) -> str:
        row: reports.StatedRow = total.compared  # type: ignore[attr-defined]
        return NOTHING if row.gap is None else money(row.gap, total.currency)

    @admin.display(description=gettext_lazy("donors"))
    def named_donors(self, total: StatedTotal) -> str:
        return ", ".join(str(donor) for donor in total.donors.all())

    @admin.display(description=gettext_lazy("beside what is itemised"))
    def comparison(self, total: StatedTotal) -> str:
        (row,) = compared([total])
        return render_to_string("admin/assistance/comparison.html", {"row": row, "total": total})
