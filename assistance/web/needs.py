"""Needs: what is asked for, and what covers it."""

from __future__ import annotations

from django.db.models import F, Prefetch
from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponse

from assistance.filters import NeedFilter
from assistance.interchange.public import NEEDS
from assistance.models import EquipmentLine, Need, NeedCoverage, Release
from assistance.reports import need_account
from assistance.web.downloads import download, wanted
from assistance.web.evidence import passage_around
from assistance.web.facets import facets_of
from assistance.web.pages import matching, page_of, render_list


def index(request: HttpRequest, ending: str = "") -> HttpResponse:
    """List the public needs, each once, with its words and the public equipment that covers it."""
    public_lines = NeedCoverage.objects.filter(line__in=EquipmentLine.objects.published())
    public = Need.objects.published().filter(release__in=Release.objects.published())
    needs = (
        public.asked_first(among=public)
        .with_public_accounts()
        .select_related("release")
        .prefetch_related(Prefetch("coverage", public_lines.select_related("line__commitment"), to_attr="covered_by"))
    )
    newest = needs.order_by(F("release__published_on").desc(nulls_last=True), "-pk")
    filterset = NeedFilter(request.GET, queryset=newest, request=request)
    filterset.form.fields["covered"].widget = HiddenInput()
    found = matching(filterset)
    if wanted(filterset, ending):
        accounts = ((need, need_account(need)) for need in found)
        return download(request, filterset, NEEDS, accounts, page="web:needs", ending=ending)
    page = page_of(request, found)
    rows = [(need, need_account(need), passage_around(need)) for need in page]
    context = {"page": page, "rows": rows, "facets": facets_of(filterset)}
    return render_list(request, "web/needs.html", filterset, context)
