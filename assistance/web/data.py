"""API and data: where to get the facts for programs and spreadsheets, described as a data set."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assistance.interchange.problems import KINDS
from assistance.models import Release

#: The lists of the API, each with what a row of it is.
LISTS: dict[str, Promise] = {
    "api:commitment-list": _("Commitments, alone with equipment, claims with their words, and changes of status"),
    "api:donor-list": _("Donors, alone with the ladder of what they give"),
    "api:recipient-list": _("Recipients, alone with the ladder of what they receive"),
    "api:claim-list": _("What releases say, each fact with its words"),
    "api:project-list": _("Projects, alone with the ladder of their commitments"),
    "api:equipment-list": _("Items promised and what of them was handed over"),
    "api:delivery-list": _("Reports of deliveries, with their words"),
    "api:release-list": _("Releases, alone with their text and all that was read from it"),
    "api:need-list": _("Needs, and what covers them"),
    "api:stated-total-list": _("Sums that releases state over many commitments"),
    "api:rate-list": _("Exchange rates that amounts are converted with"),
    "api:change-list": _("What changed in public, the newest first"),
    "api:totals": _("Sums by donor, channel, recipient, status, kind, sector, item category, place, time or currency"),
}


def show(request: HttpRequest) -> HttpResponse:
    """Show where the data is, and the terms it may be used on."""
    covered = Release.objects.published().aggregate(first=Min("published_on"), last=Max("published_on"))
    context = {
        "lists": [(reverse(name), text) for name, text in LISTS.items()],
        "start": request.build_absolute_uri(reverse("api:start")),
        "docs": request.build_absolute_uri(reverse("files:api-docs")),
        "schema": request.build_absolute_uri(reverse("api:schema")),
        "problems": KINDS,
        "rate": settings.API_RATE,
        "here": request.build_absolute_uri(request.path),
        "covered": covered,
        "licence": settings.DATA_LICENCE,
        "package": request.build_absolute_uri(reverse("files:datapackage")),
        "iati": request.build_absolute_uri(reverse("files:iati")) if settings.IATI_REPORTING_ORG_REF else "",
    }
    return render(request, "web/data.html", context)
