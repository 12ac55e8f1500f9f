"""Donors and recipients: the two ends of the chain, shown alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assistance.filters import OrganisationFilter
from assistance.interchange.public import ORGANISATIONS
from assistance.models import Commitment, CommitmentParty, Organisation, Release, StatedTotal
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports import StatedRow, ladders_by_party, stated_totals
from assistance.templatetags.figures import country_name
from assistance.vocabulary import PartyRole
from assistance.web.account import account_of, render_moments
from assistance.web.changes import ways_to_changes
from assistance.web.downloads import download, wanted, with_address
from assistance.web.evidence import Passage, passage_around
from assistance.web.facets import facets_of
from assistance.web.facts import PAGES
from assistance.web.pages import by_name, matching, offer_used, page_of, render_list

#: By what the commitments of a donor and of a recipient are broken down.
BREAKDOWNS = {PartyRole.FUNDING: ("recipient", "sector", "year"), PartyRole.RECIPIENT: ("donor", "sector", "year")}


def index(request: HttpRequest, role: PartyRole, ending: str = "") -> HttpResponse:
    """List those that bear ``role`` in a public commitment, each with its ladder."""
    published = Organisation.objects.published_in_role(role)
    filterset = OrganisationFilter(request.GET, queryset=by_name(published, "name"), request=request)
    countries = published.exclude(country="").order_by("country").values_list("country", flat=True).distinct()
    offer_used(filterset.form, "country", countries, country_name)
    found = matching(filterset)
    if wanted(filterset, ending):
        return _download(request, filterset, role, ending)
    page = page_of(request, found)
    ladders = ladders_by_party(page, role)
    rows = [(organisation, ladders[organisation.pk]) for organisation in page]
    context = {"page": page, "rows": rows, "facets": facets_of(filterset), **_terms(role)}
    return render_list(request, "web/organisations.html", filterset, context)


def _download(request: HttpRequest, filterset: OrganisationFilter, role: PartyRole, ending: str) -> HttpResponse:
    found = list(matching(filterset))
    ladders = ladders_by_party(found, role)
    table = replace(with_address(request, ORGANISATIONS, f"web:{PAGES[role]}", of_first=True), name=f"{PAGES[role]}s")
    rows = [(organisation, ladders[organisation.pk]) for organisation in found]
    return download(request, filterset, table, rows, page=f"web:{PAGES[role]}s", ending=ending)


def show(request: HttpRequest, pk: int, role: PartyRole) -> HttpResponse:
    """Show one organisation in ``role``; one that was merged leads on to the one it was merged into."""
    published = Organisation.objects.published_in_role(role)
    asked = get_object_or_404(Organisation, pk=pk)
    organisation = get_object_or_404(published, pk=asked.merged_into_id or pk)
    if organisation.pk != pk:
        return redirect(f"web:{PAGES[role]}", pk=organisation.pk, permanent=True)
    context = {
        "organisation": organisation,
        "aliases": other_names(organisation),
        "stated_totals": compared_totals(organisation) if role == PartyRole.FUNDING else [],
        **_terms(role),
        **ways_to_changes(**{PAGES[role]: organisation.pk}),
        **account_of(
            request, commitments_in(organisation, role), by=BREAKDOWNS[role], **{PAGES[role]: str(organisation.pk)}
        ),
    }
    return render(request, "web/organisation.html", context)


def moments(request: HttpRequest, pk: int, role: PartyRole) -> HttpResponse:
    """Show all that happened to the commitments of one organisation in ``role``."""
    organisation = get_object_or_404(Organisation.objects.published_in_role(role), pk=pk)
    commitments = commitments_in(organisation, role)
    return render_moments(request, commitments, name=organisation.name, back=f"web:{PAGES[role]}", pk=pk)


def commitments_in(organisation: Organisation, role: PartyRole) -> CommitmentQuerySet:
    """Return the public commitments that ``organisation`` bears ``role`` in."""
    parties = CommitmentParty.objects.filter(role=role, organisation=organisation)
    return Commitment.objects.published().filter(pk__in=parties.values("commitment"))


def other_names(organisation: Organisation) -> list[str]:
    """Return the names it goes by besides its two official ones."""
    official = {organisation.name_en, organisation.name_uk}
    return [alias.name for alias in organisation.aliases.all() if alias.name not in official]


def compared_totals(donor: Organisation) -> list[tuple[StatedRow, Passage]]:
    """Return the sums over many commitments that releases state for ``donor``, beside what is itemised, with words."""
    totals = StatedTotal.objects.published().filter(donors=donor, release__in=Release.objects.published())
    rows = stated_totals(totals.select_related("release"), among=Commitment.objects.published())
    return [(row, passage_around(row.total)) for row in rows]


def _terms(role: PartyRole) -> dict[str, Any]:
    return {"role": role, "is_donor": role == PartyRole.FUNDING, "page_name": f"web:{PAGES[role]}"}
