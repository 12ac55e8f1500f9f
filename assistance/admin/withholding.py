"""The list of all that is or was withheld."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.admin.base import ReadOnlyAdmin
from assistance.admin.holding import lifting_of, standing_of
from assistance.admin.links import record_link
from assistance.admin.site import site
from assistance.models import Withholding


class StandingFilter(admin.SimpleListFilter):
    """Whether a withholding holds today."""

    title = gettext_lazy("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("yes", _("Stands")),
            ("dated", _("Stands and has an end")),
            ("ended", _("Ended by itself")),
            ("lifted", _("Lifted")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        rows = {
            "yes": Withholding.objects.standing(),
            "dated": Withholding.objects.standing().filter(until__isnull=False),
            "ended": Withholding.objects.ended(),
            "lifted": Withholding.objects.filter(lifted_at__isnull=False),
        }
        chosen = rows.get(self.value() or "")
        return queryset if chosen is None else queryset.filter(pk__in=chosen.order_by().values("pk"))


@admin.register(Withholding, site=site)
class WithholdingAdmin(ReadOnlyAdmin[Withholding]):
    """All that is or was withheld; withheld and lifted from the page of the record."""

    fields = [
        "record", "scope", "manner", "standing", "until", "public_reason", "reason", "made_by", "made_at", "lifted",
    ]  # fmt: skip
    readonly_fields = ["record", "standing", "lifted"]
    list_display = ["scope", "record", "manner", "public_reason", "standing", "until", "made_by", "made_at"]
    list_filter = [StandingFilter, "scope", "public_reason", "until", ("made_by", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["commitment", "need", "stated_total", "release", "made_by"]
    search_fields = ["reason", "lift_reason", "commitment__search_text", "release__title"]
    date_hierarchy = "made_at"
    ordering = ["-made_at", "-pk"]

    @admin.display(description=gettext_lazy("record"))
    def record(self, withholding: Withholding) -> str:
        return record_link(withholding.target)

    @admin.display(description=gettext_lazy("standing"), ordering="until")
    def standing(self, withholding: Withholding) -> str:
        return standing_of(withholding)

    @admin.display(description=gettext_lazy("lifted"))
    def lifted(self, withholding: Withholding) -> str:
        return lifting_of(withholding)
