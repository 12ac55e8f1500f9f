"""One record as a file: its row as the list's file has it, all that belongs to it, and how it is cited."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from assistance.interchange.public import (
    COMMITMENTS,
    DELIVERIES,
    EQUIPMENT,
    EVIDENCE,
    FORMATS,
    Delivered,
    dated_name,
    taken_now,
    told_by,
    with_items,
    written,
    written_whole,
)
from assistance.models import Commitment, EquipmentLine, Release
from assistance.reports import balances
from assistance.web.citing import Citation, citation_of_commitment, citation_of_release
from assistance.web.commitments import claims_of
from assistance.web.downloads import attached, with_address

#: By the end of the file's name: its media type, and the part of a citation that stands in it.
CITED = {
    "bib": ("application/x-bibtex; charset=utf-8", "bibtex"),
    "csl.json": ("application/vnd.citationstyles.csl+json", "csl_json"),
}


def commitment_file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """Return one public commitment as the list's file has it; as JSON with its equipment, deliveries and evidence."""
    if ending not in FORMATS:
        raise Http404(_("There is no such file. A commitment can be downloaded as CSV, XLSX and JSON."))
    commitment = get_object_or_404(with_items(Commitment.objects.published().newest_first()), pk=pk)
    table = with_address(request, COMMITMENTS, "web:commitment")
    here = request.build_absolute_uri(reverse("web:commitment", args=[pk]))
    taken = taken_now(commitment.title, source=here)
    name = f"commitment-{pk}-{taken.at:%Y-%m-%d}{dated_name()}.{ending}"
    if ending == "json":
        api = request.build_absolute_uri(reverse("api:commitment-detail", args=[pk]))
        whole = written_whole(table, commitment, _parts_of(commitment), taken, api=api)
        return attached(whole, FORMATS[ending][0], name=name)
    return attached(written(table, [commitment], taken, ending=ending), FORMATS[ending][0], name=name)


def _parts_of(commitment: Commitment) -> list[tuple[Any, list[Any]]]:
    """Return what belongs to ``commitment`` as the public sees it."""
    claims = claims_of(commitment)
    shown = {claim.pk: claim for claim in claims}
    accounts = balances(EquipmentLine.objects.published().filter(commitment=commitment).order_by("pk"))
    events = [event for account in accounts for event in account.line.deliveries.all()]
    return [
        (EQUIPMENT, list(accounts)),
        (DELIVERIES, [Delivered(event=event, claim=shown.get(event.claim_id or 0)) for event in events]),
        (EVIDENCE, list(told_by(claims))),
    ]


def commitment_citation(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """Return how one public commitment is cited."""
    commitment = get_object_or_404(Commitment.objects.published().with_sources(public=True), pk=pk)
    citation = citation_of_commitment(request, commitment, claims_of(commitment))
    return _cited(citation, ending)


def release_citation(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """Return how the original of one public release is cited."""
    release = get_object_or_404(Release.objects.published().defer("text"), pk=pk)
    return _cited(citation_of_release(request, release), ending)


def _cited(citation: Citation, ending: str) -> HttpResponse:
    media_type, part = CITED[ending]
    content = cast("str", getattr(citation, part))
    return attached(content, media_type, name=f"{citation.entry.key}.{ending}")
