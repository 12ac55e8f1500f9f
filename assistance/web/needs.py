"""Needs: what is asked for, by whom and how often, and what covers it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q
from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assistance.filters import NeedFilter
from assistance.interchange.public import NEEDS
from assistance.models import Commitment, EquipmentLine, Need, NeedCoverage, Release
from assistance.models.needs import NeedQuerySet
from assistance.reports import NeedAccount, need_account
from assistance.web.downloads import download, wanted, with_address
from assistance.web.equipment import EquipmentRow, equipment_rows
from assistance.web.evidence import Passage, passage_around
from assistance.web.facets import facets_of
from assistance.web.pages import matching, page_of, render_list


@dataclass(frozen=True, kw_only=True)
class NeedRow:
    """A need with its words, its account, and the public equipment that covers it or would if it stood."""

    need: Need
    passage: Passage
    account: NeedAccount
    covered_by: tuple[NeedCoverage, ...]


@dataclass(frozen=True, kw_only=True)
class Covering:
    """What covers a need: the coverage, its commitment as the public sees it, and the account of the line."""

    coverage: NeedCoverage
    commitment: Commitment
    row: EquipmentRow


def public_needs() -> NeedQuerySet:
    """Return the public needs whose releases are public too."""
    return Need.objects.published().filter(release__in=Release.objects.published())


def needs_once() -> NeedQuerySet:
    """Return those that have a page: each need once, however often it was asked."""
    public = public_needs()
    return public.asked_first(among=public)


def index(request: HttpRequest, ending: str = "") -> HttpResponse:
    """List the public needs, each once, with its words and the public equipment that covers it."""
    needs = needs_once().with_public_accounts().select_related("release")
    newest = needs.order_by(F("release__published_on").desc(nulls_last=True), "-pk")
    filterset = NeedFilter(request.GET, queryset=newest, request=request)
    filterset.form.fields["covered"].widget = HiddenInput()
    found = matching(filterset)
    if wanted(filterset, ending):
        accounts = ((need, need_account(need)) for need in found)
        table = with_address(request, NEEDS, "web:need", of_first=True)
        return download(request, filterset, table, accounts, page="web:needs", ending=ending)
    page = page_of(request, found)
    context = {"page": page, "rows": rows_of(page), "facets": facets_of(filterset)}
    return render_list(request, "web/needs.html", filterset, context)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one public need with every release that asks for it; one that asks again leads on to the first."""
    public = public_needs()
    need = get_object_or_404(public.with_public_accounts().select_related("release"), pk=pk)
    if need.repeats_id and public.filter(pk=need.repeats_id).exists():
        return redirect("web:need", pk=need.repeats_id)
    (row,) = rows_of([need])
    asked = public.filter(Q(pk=need.pk) | Q(repeats=need.repeats_id or need.pk)).select_related("release")
    newest = asked.order_by(F("release__published_on").desc(nulls_last=True), "-pk")
    context = {
        "need": need,
        "row": row,
        "asked": [(each, passage_around(each)) for each in newest],
        "covering": covering_of(row.covered_by),
    }
    return render(request, "web/need.html", context)


def rows_of(needs: Iterable[Need]) -> list[NeedRow]:
    """Return ``needs``, fetched ``with_public_accounts()``, with what covers them, in one query."""
    there = list(needs)
    lines = EquipmentLine.objects.published()
    covered: dict[int, list[NeedCoverage]] = defaultdict(list)
    roots = {need.repeats_id or need.pk for need in there}
    for coverage in NeedCoverage.objects.filter(need__in=roots, line__in=lines).select_related("line__commitment"):
        covered[coverage.need_id].append(coverage)
    return [
        NeedRow(
            need=need,
            passage=passage_around(need),
            account=need_account(need),
            covered_by=tuple(covered[need.repeats_id or need.pk]),
        )
        for need in there
    ]


def covering_of(coverage: Iterable[NeedCoverage]) -> list[Covering]:
    """Return what covers a need with the words behind each figure: what stands first, in a fixed number of queries."""
    ordered = sorted(coverage, key=lambda each: not each.stands)
    lines = EquipmentLine.objects.published().filter(pk__in=[each.line_id for each in ordered])
    rows = {row.balance.line.pk: row for row in equipment_rows(lines)}
    keys = {each.line.commitment_id for each in ordered}
    commitments = Commitment.objects.published().with_parties().in_bulk(keys)
    return [
        Covering(coverage=each, commitment=commitments[each.line.commitment_id], row=rows[each.line_id])
        for each in ordered
    ]
