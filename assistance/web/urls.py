"""The addresses of the public pages. Every one of them is read only but the form that reports a mistake."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from assistance.vocabulary import PartyRole
from assistance.web import (
    between,
    changes,
    chart_pages,
    commitments,
    conversions,
    data,
    days,
    embeds,
    equipment,
    feeds,
    items,
    method,
    needs,
    organisations,
    overview,
    places,
    projects,
    records,
    releases,
    report,
    texts,
    twins,
    worked_examples,
)
from assistance.web.delivery import kept

app_name = "web"


def page(route: str, view: Callable[..., HttpResponse], name: str, **extra: object) -> URLPattern:
    """Return the pattern of a page that answers GET and HEAD, and 405 to anything else.

    Exempt from the CSRF check because nothing is ever written, and the check would answer 403 first.
    """
    return path(route, csrf_exempt(require_safe(kept(view))), extra, name=name)


def file(route: str, view: Callable[..., HttpResponse], name: str, **extra: object) -> URLPattern:
    """Return the pattern of a file: read only like a page, and not sent again to whoever has it by its ETag."""
    return page(route, conditional_page(view), name, **extra)


urlpatterns = [
    page("", overview.show, "overview"),
    file("completeness.csv", overview.completeness_csv, "completeness-csv"),
    page("overview.json", twins.overview, "overview-twin"),
    page("commitments/", commitments.index, "commitments"),
    page("commitments/<int:pk>/", commitments.show, "commitment"),
    file("commitments.atom", feeds.of_commitments, "commitments-feed"),
    page("commitments.<slug:ending>", commitments.index, "commitments-file"),
    file("commitments/<int:pk>.bib", records.commitment_citation, "commitment-bib", ending="bib"),
    file("commitments/<int:pk>.csl.json", records.commitment_citation, "commitment-csl", ending="csl.json"),
    page("commitments/<int:pk>.<slug:ending>", records.commitment_file, "commitment-file"),
    page("donors/", organisations.index, "donors", role=PartyRole.FUNDING),
    page("donors.<slug:ending>", organisations.index, "donors-file", role=PartyRole.FUNDING),
    page("donors/<int:pk>.json", twins.organisation, "donor-twin", role=PartyRole.FUNDING),
    page("donors/<int:pk>/", organisations.show, "donor", role=PartyRole.FUNDING),
    page("donors/<int:pk>/timeline/", organisations.moments, "donor-timeline", role=PartyRole.FUNDING),
    page("recipients/", organisations.index, "recipients", role=PartyRole.RECIPIENT),
    page("recipients.<slug:ending>", organisations.index, "recipients-file", role=PartyRole.RECIPIENT),
    page("recipients/<int:pk>.json", twins.organisation, "recipient-twin", role=PartyRole.RECIPIENT),
    page("recipients/<int:pk>/", organisations.show, "recipient", role=PartyRole.RECIPIENT),
    page("recipients/<int:pk>/timeline/", organisations.moments, "recipient-timeline", role=PartyRole.RECIPIENT),
    page("projects/", projects.index, "projects"),
    page("projects.<slug:ending>", projects.index, "projects-file"),
    page("projects/<int:pk>.json", twins.project, "project-twin"),
    page("projects/<int:pk>/", projects.show, "project"),
    page("projects/<int:pk>/timeline/", projects.moments, "project-timeline"),
    page("releases/", releases.index, "releases"),
    page("releases.<slug:ending>", releases.index, "releases-file"),
    page("releases/<int:pk>.json", twins.release, "release-twin"),
    page("releases/<int:pk>/", releases.show, "release"),
    file("releases/<int:pk>.bib", records.release_citation, "release-bib", ending="bib"),
    file("releases/<int:pk>.csl.json", records.release_citation, "release-csl", ending="csl.json"),
    page("equipment.json", twins.equipment, "equipment-overview-twin"),
    page("equipment/", items.overview, "equipment-overview"),
    page("equipment/lines/", equipment.index, "equipment"),
    page("equipment/lines.<slug:ending>", equipment.index, "equipment-file"),
    page("equipment/<slug:category>.json", twins.category, "equipment-category-twin"),
    page("equipment/<slug:category>/", items.category, "equipment-category"),
    page("needs/", needs.index, "needs"),
    page("places.json", twins.places, "places-twin"),
    page("places/", places.show, "places"),
    page("needs.<slug:ending>", needs.index, "needs-file"),
    page("needs/<int:pk>.json", twins.need, "need-twin"),
    page("needs/<int:pk>/", needs.show, "need"),
    page("embed/<slug:shape>/", embeds.show, "embed"),
    page("charts/converted.json", twins.converted, "converted-twin"),
    page("charts/converted/", conversions.show, "converted"),
    file("charts/converted.svg", conversions.svg, "converted-svg"),
    file("charts/converted.csv", conversions.csv, "converted-csv"),
    file("charts/equipment.svg", items.svg, "equipment-svg"),
    file("charts/equipment.csv", items.csv, "equipment-csv"),
    page("charts/<slug:subject>.json", twins.chart, "chart-twin"),
    page("charts/<slug:subject>/", chart_pages.show, "chart"),
    file("charts/<slug:subject>.svg", chart_pages.svg, "chart-svg"),
    file("charts/<slug:subject>.csv", chart_pages.csv, "chart-csv"),
    page("changes/", changes.index, "changes"),
    page("changes/between/", between.show, "changes-between"),
    file("changes.atom", feeds.of_changes, "changes-feed"),
    page("changes.<slug:ending>", changes.index, "changes-file"),
    page("as-of/", days.show, "as-of"),
    page("method/", method.show, "method"),
    page("data/", data.show, "data"),
    page("data/examples/", worked_examples.show, "worked-examples"),
    page("accessibility/", texts.show, "accessibility", text="accessibility"),
    page("privacy/", texts.show, "privacy", text="privacy"),
    path("report/", require_http_methods(["GET", "HEAD", "POST"])(report.show), name="report"),
    page("report/sent/", report.sent, "report_sent"),
]
