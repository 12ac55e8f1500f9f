"""The JSON of every page that shows records or figures: the same rows, out of the same reports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assistance.interchange.cells import Cell
from assistance.interchange.public import (
    CLAIMS,
    COMMITMENTS,
    COVERAGE,
    EQUIPMENT,
    EVIDENCE,
    NEEDS,
    ORGANISATIONS,
    PROJECTS,
    RELEASES,
    STATED_TOTALS,
    PublicTable,
    as_json,
    dated_name,
    taken_now,
    told_by,
    with_items,
    written_whole,
)
from assistance.models import Claim, Commitment, EquipmentLine, Need, Organisation, Project, Release, StatedTotal
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports import (
    OVERVIEW,
    accounts_of,
    balances,
    breakdowns,
    by_category,
    by_donor,
    by_item,
    completeness,
    ladder,
    ladders_by_party,
    need_account,
    stated_totals,
)
from assistance.vocabulary import ItemCategory, PartyRole
from assistance.web import chart_pages, conversions, items
from assistance.web.downloads import attached, with_address
from assistance.web.facts import PAGES
from assistance.web.needs import needs_once, public_needs, rows_of
from assistance.web.organisations import commitments_in

JSON = "application/json"
#: Tables that belong to a record, each with its rows.
Parts = list[tuple[PublicTable, Iterable[Any]]]


def organisation(request: HttpRequest, pk: int, role: PartyRole) -> HttpResponse:
    """Return a donor or recipient with its commitments and equipment; a donor with what releases state of it."""
    asked = get_object_or_404(Organisation, pk=pk)
    found = get_object_or_404(Organisation.objects.published_in_role(role), pk=asked.merged_into_id or pk)
    name = PAGES[role]
    if found.pk != pk:
        return redirect(f"web:{name}-twin", pk=found.pk, permanent=True)
    parts = _belonging(request, commitments_in(found, role))
    if role == PartyRole.FUNDING:
        shown = Release.objects.published()
        totals = StatedTotal.objects.published().filter(donors=found, release__in=shown).select_related("release")
        parts.append((STATED_TOTALS, stated_totals(totals, among=Commitment.objects.published())))
    row = (found, ladders_by_party([found], role)[found.pk])
    table = with_address(request, ORGANISATIONS, f"web:{name}", of_first=True)
    return _whole(request, table, row, parts, page=name, pk=pk)


def project(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a project with its commitments and equipment."""
    kept = Project.objects.filter(pk=pk).values_list("merged_into", flat=True).first()
    rows = Project.objects.published().prefetch_related("sectors", "places")
    found = get_object_or_404(rows, pk=kept or pk)
    if found.pk != pk:
        return redirect("web:project-twin", pk=found.pk, permanent=True)
    commitments = Commitment.objects.published().filter(project=found)
    found.public_commitments = commitments.count()  # type: ignore[attr-defined]
    table = with_address(request, PROJECTS, "web:project")
    return _whole(request, table, found, _belonging(request, commitments), page="project", pk=pk)


def _belonging(request: HttpRequest, commitments: CommitmentQuerySet) -> Parts:
    lines = EquipmentLine.objects.published().filter(commitment__in=commitments.order_by().values("pk"))
    table = with_address(request, COMMITMENTS, "web:commitment")
    return [(table, with_items(commitments.newest_first())), (EQUIPMENT, balances(lines.order_by("-commitment", "pk")))]


def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a release with all that was found in it and is public, and the words of it."""
    found: Any = get_object_or_404(Release.objects.published().defer("text"), pk=pk)
    claims = list(
        Claim.objects.published()
        .filter(release=found)
        .with_facts()
        .select_related("link")
        .prefetch_related("decisions__evidence")
        .order_by("number", "pk")
    )
    found.commitments = len({claim.link.commitment_id for claim in claims})
    needs = found.needs.published().with_public_accounts().order_by("start", "pk")
    totals = found.stated_totals.published().select_related("release").order_by("start", "pk")
    parts: Parts = [
        (CLAIMS, claims),
        (EVIDENCE, told_by(claims)),
        (NEEDS, [(need, need_account(need)) for need in needs]),
        (STATED_TOTALS, stated_totals(totals, among=Commitment.objects.published())),
    ]
    return _whole(request, with_address(request, RELEASES, "web:release"), found, parts, page="release", pk=pk)


def need(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a need with every time it was asked and what covers it; one that asks again leads on to the first."""
    public = public_needs()
    found: Need = get_object_or_404(public.with_public_accounts().select_related("release"), pk=pk)
    if found.repeats_id and public.filter(pk=found.repeats_id).exists():
        return redirect("web:need-twin", pk=found.repeats_id)
    (row,) = rows_of([found])
    again = public.filter(repeats=found.pk).with_public_accounts().order_by("pk")
    told = with_address(request, NEEDS, "web:need", of_first=True)
    parts: Parts = [(COVERAGE, row.covered_by), (told, [(each, need_account(each)) for each in again])]
    return _whole(request, told, (found, row.account), parts, page="need", pk=pk)


def _whole(request: HttpRequest, table: PublicTable, record: Any, parts: Parts, *, page: str, pk: int) -> HttpResponse:
    taken = taken_now(source=request.build_absolute_uri(reverse(f"web:{page}", args=[pk])))
    api = request.build_absolute_uri(reverse(f"api:{page}-detail", args=[pk]))
    name = f"{page}-{pk}-{taken.at:%Y-%m-%d}{dated_name()}.json"
    return attached(written_whole(table, record, parts, taken, api=api), JSON, name=name)


def chart(request: HttpRequest, subject: str) -> HttpResponse:
    """Return the rows that a chart is drawn from."""
    found = chart_pages.chart_of(request, subject)
    page = reverse("web:chart", args=[subject]) if subject != chart_pages.MAP else reverse("web:places")
    return _figures(request, page, f"chart-{subject}", rows=(chart_pages.COLUMNS, chart_pages.cells_of(found)))


def places(request: HttpRequest) -> HttpResponse:
    """Return the sums by region."""
    found = chart_pages.chart_of(request, chart_pages.MAP)
    return _figures(request, reverse("web:places"), "places", rows=(chart_pages.COLUMNS, chart_pages.cells_of(found)))


def converted(request: HttpRequest) -> HttpResponse:
    """Return each conversion with its rates; nothing where no rates are stored."""
    found = conversions.conversion_of(request)
    cells = conversions.cells_of(found) if found else ()
    return _figures(request, reverse("web:converted"), "converted", rows=(conversions.COLUMNS, cells))


def equipment(request: HttpRequest) -> HttpResponse:
    """Return all equipment by category and by donor."""
    accounts = accounts_of(EquipmentLine.objects.published())
    return _figures(
        request,
        reverse("web:equipment-overview"),
        "equipment-overview",
        rows=(items.COLUMNS, items.cells_of(by_category(accounts, needs_once()))),
        donors=(items.COLUMNS, items.cells_of(by_donor(accounts))),
    )


def category(request: HttpRequest, category: str) -> HttpResponse:
    """Return the equipment of one category by item and by donor."""
    if category not in list(ItemCategory):
        raise Http404(_("There is no such category of equipment."))
    accounts = accounts_of(EquipmentLine.objects.published().filter(category=category))
    needs = list(needs_once().filter(category=category).with_public_accounts().select_related("release"))
    return _figures(
        request,
        reverse("web:equipment-category", args=[category]),
        f"equipment-{category}",
        rows=(items.COLUMNS, items.cells_of(by_category(accounts, needs))),
        items=(items.COLUMNS, items.cells_of(by_item(accounts, needs))),
        donors=(items.COLUMNS, items.cells_of(by_donor(accounts))),
    )


def overview(request: HttpRequest) -> HttpResponse:
    """Return the ladder, its breakdowns, and how complete they are."""
    published = Commitment.objects.published()
    told = completeness()
    counted = {
        "releases_read": told.releases_read,
        "releases_public": told.releases_public,
        "claims_decided": told.claims_decided,
        "claims_waiting": told.claims_waiting,
    }
    parts = {
        subject: (chart_pages.COLUMNS, chart_pages.cells_of_totals(rows, by=subject))
        for subject, rows in breakdowns(published, by=OVERVIEW).items()
    }
    rungs = chart_pages.cells_of_rungs(ladder(published))
    whole = {"rows": (chart_pages.COLUMNS, rungs), "completeness": (tuple(counted), [tuple(counted.values())])}
    return _figures(request, reverse("web:overview"), "overview", **whole, **parts)


def _figures(
    request: HttpRequest, page: str, table: str, **tables: tuple[Sequence[str], Iterable[Sequence[Cell]]]
) -> HttpResponse:
    """Return ``tables`` of columns and cells by name, with when they were taken and the ``page`` that shows them."""
    taken = taken_now(_("everything public"), source=request.build_absolute_uri(page))
    at, selection, source = taken.cells()
    told: dict[str, Any] = {"table": table, "as_of": at, "selection": selection, "source": source}
    for name, (columns, cells) in tables.items():
        told[name] = [dict(zip(columns, map(as_json, row), strict=True)) for row in cells]
    name = f"{table}-{taken.at:%Y-%m-%d}{dated_name()}.json"
    return attached(json.dumps(told, ensure_ascii=False, indent=1), JSON, name=name)
