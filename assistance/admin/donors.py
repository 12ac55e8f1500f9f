"""Donors among the organisations."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.admin.base import PageLink, ReadOnlyAdmin
from assistance.admin.dossier import may_see_dossiers
from assistance.admin.links import dossier_url
from assistance.admin.organisations import DeskFilter
from assistance.admin.searching import named_like
from assistance.admin.site import site
from assistance.models import Donor
from assistance.models.withholdings import public
from assistance.vocabulary import PartyRole


@admin.register(Donor, site=site)
class DonorAdmin(ReadOnlyAdmin[Donor]):
    """Who gives, and how many commitments of theirs are known."""

    list_display = ["__str__", "type", "country", "commitments", "public_commitments", "desk_officer", "dossier"]
    list_filter = ["type", "country", DeskFilter]
    list_select_related = ["desk_officer"]
    search_fields = ["aliases__normalised"]
    ordering = ["name_en", "name_uk", "pk"]
    fields = ["name_en", "name_uk", "type", "country", "identifier", "commitments", "public_commitments"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Donor]:
        funding = Q(party_in__role=PartyRole.FUNDING)
        shown = funding & public("commitment", "party_in__commitment")
        return (
            super()
            .get_queryset(request)
            .annotate(
                funded=Count("party_in__commitment", filter=funding, distinct=True),
                funded_publicly=Count("party_in__commitment", filter=shown, distinct=True),
            )
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Donor], search_term: str
    ) -> tuple[QuerySet[Donor], bool]:
        return named_like(queryset, search_term), False

    @admin.display(description=gettext_lazy("commitments"), ordering="funded")
    def commitments(self, donor: Donor) -> int:
        return donor.funded  # type: ignore[attr-defined, no-any-return]

    @admin.display(description=gettext_lazy("public commitments"), ordering="funded_publicly")
    def public_commitments(self, donor: Donor) -> int:
        return donor.funded_publicly  # type: ignore[attr-defined, no-any-return]

    def get_list_display(self, request: HttpRequest) -> Any:
        """Leave the dossier out for those who may not see it."""
        return self.list_display if may_see_dossiers(self.admin_site, request) else self.list_display[:-1]

    @admin.display(description=gettext_lazy("dossier"))
    def dossier(self, donor: Donor) -> str:
        return format_html('<a href="{}">{}</a>', dossier_url(donor), _("Dossier"))

    def page_links(self, request: HttpRequest, record: Donor) -> list[PageLink]:
        links = [(reverse("admin:assistance_organisation_change", args=[record.pk]), _("Organisation"))]
        if may_see_dossiers(self.admin_site, request):
            links.append((dossier_url(record), _("Dossier")))
            links.append((f"{reverse('admin:report')}?donor={record.pk}", _("Report on public facts")))
        return links
