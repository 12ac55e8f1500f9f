"""Releases: the list of what was read, and one text with the words marked that public facts rest on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Count, Exists, F, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.filters import ReleaseFilter
from assistance.interchange.public import RELEASES
from assistance.models import Claim, Need, Release, StatedTotal, Trap
from assistance.models.withholdings import public
from assistance.templatetags.evidence import Mark, marks_of
from assistance.vocabulary import Fact
from assistance.web.citing import citation_of_release
from assistance.web.downloads import download, wanted, with_address
from assistance.web.facets import facets_of
from assistance.web.pages import matching, page_of, render_list
from assistance.web.uncounted import uncounted_in

#: What each kind of mark means, in the order of the legend.
MEANINGS: dict[str, Promise] = {
    "passage": gettext_lazy("Passage read as a commitment"),
    **{fact.value: gettext_lazy(fact.label) for fact in Fact},
    "need": gettext_lazy("Need"),
    "total": gettext_lazy("Stated total"),
    "trap": gettext_lazy("Number not counted"),
}


def index(request: HttpRequest, ending: str = "") -> HttpResponse:
    """List the public releases, the newest first."""
    shown = public("commitment", "claims__link__commitment")
    later = Release.objects.published().filter(supersedes=OuterRef("pk"))
    rows = Release.objects.published().defer("text").annotate(later_shown=Exists(later))
    counted = rows.annotate(commitments=Count("claims__link__commitment", filter=shown, distinct=True))
    newest = counted.order_by(F("published_on").desc(nulls_last=True), "-pk")
    filterset = ReleaseFilter(request.GET, queryset=newest, request=request)
    found = matching(filterset)
    if wanted(filterset, ending):
        table = with_address(request, RELEASES, "web:release")
        return download(request, filterset, table, found, page="web:releases", ending=ending)
    context = {"page": page_of(request, found), "facets": facets_of(filterset)}
    return render_list(request, "web/releases.html", filterset, context)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one public release with what was read from it, as far as that is public."""
    release = get_object_or_404(Release.objects.published(), pk=pk)
    claims = public_claims(release)
    needs = list(release.needs.published())
    totals = list(release.stated_totals.published().prefetch_related("donors"))
    traps = list(release.traps.all())
    marks = all_marks(claims, needs, totals, traps)
    sources = Release.objects.published().defer("text")
    context = {
        "release": release,
        "claims": claims,
        "needs": needs,
        "stated_totals": totals,
        "traps": traps,
        "marks": marks,
        "legend": legend_of(marks),
        "uncounted": uncounted_in(release, claims, traps),
        "citation": citation_of_release(request, release),
        "earlier": sources.filter(superseded_by=release).first(),
        "later": sources.filter(supersedes=release).first(),
    }
    return render(request, "web/release.html", context)


def public_claims(release: Release) -> list[Claim]:
    """Return the claims of ``release`` that speak for a public commitment, with all their facts."""
    claims = Claim.objects.published().filter(release=release)
    return list(claims.with_facts().select_related("link__commitment").order_by("number", "pk"))


def all_marks(claims: list[Claim], needs: list[Need], totals: list[StatedTotal], traps: list[Trap]) -> list[Mark]:
    """Return every mark of a release's page: facts of claims, needs, stated totals and numbers not counted."""
    marks = [mark for claim in claims for mark in marks_of(claim)]
    marks += [_mark(need, "need", _("Need")) for need in needs]
    marks += [_mark(total, "total", _("Stated total")) for total in totals]
    marks += [
        replace(_mark(trap, "trap", str(trap.get_reason_display())), leads_to=f"not-counted-{trap.pk}")
        for trap in traps
    ]
    return marks


def legend_of(marks: list[Mark]) -> list[tuple[str, Promise]]:
    """Return name and meaning of the kinds of mark that occur among ``marks``."""
    occurring = {mark.fact for mark in marks}
    return [(name, meaning) for name, meaning in MEANINGS.items() if name in occurring]


def _mark(row: Any, name: str, label: str) -> Mark:
    return Mark(start=row.start, end=row.end, fact=name, label=label, anchor=f"{name}-{row.pk}")
