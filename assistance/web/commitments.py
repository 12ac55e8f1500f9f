"""Commitments: the list, and one with all it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from assistance.filters import CommitmentFilter
from assistance.models import Claim, Commitment, DeliveryEvent, EquipmentLine, StatusChange, copies_among
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports import ladder
from assistance.templatetags.changes import Change, standing_changes
from assistance.templatetags.figures import currency_name
from assistance.vocabulary import Relation, WithheldScope
from assistance.web.changes import ways_to_changes
from assistance.web.citing import citation_of_commitment
from assistance.web.commitment_files import commitments_file
from assistance.web.conversions import beside
from assistance.web.disagreements import disagreements_of
from assistance.web.downloads import files_of, wanted
from assistance.web.equipment import equipment_rows
from assistance.web.evidence import Passage, passage_with_all
from assistance.web.facets import facets_of
from assistance.web.facts import facts_of
from assistance.web.pages import matching, offer_used, page_of, query_of, render_list
from assistance.web.relations import further_reports, needs_covered, related_to


@dataclass(frozen=True, kw_only=True)
class Event:
    """One entry of the timeline: a claim, a change of status, or a claim that changed the status.

    ``valued`` are the deliveries on the claim's word whose value is stated.
    """

    day: date | None
    claim: Claim | None = None
    passage: Passage | None = None
    changes: tuple[Change, ...] = ()
    status_change: StatusChange | None = None
    valued: tuple[DeliveryEvent, ...] = ()


def index(request: HttpRequest, ending: str = "") -> HttpResponse:
    """List the public commitments, narrowed and ordered as asked."""
    published = Commitment.objects.published()
    filterset = CommitmentFilter(request.GET, queryset=published.with_parties().newest_first(), request=request)
    filterset.form.fields["month"].widget = HiddenInput()
    used = (
        published.telling(WithheldScope.AMOUNT)
        .exclude(currency="")
        .order_by("currency")
        .values_list("currency", flat=True)
        .distinct()
    )
    offer_used(filterset.form, "currency", used, lambda code: f"{code} – {currency_name(code)}")
    rows = cast("CommitmentQuerySet", matching(filterset))
    if wanted(filterset, ending):
        return commitments_file(request, filterset, rows, ending=ending)
    context = {
        "page": page_of(request, rows),
        "ladder": ladder(rows),
        "facets": facets_of(filterset),
        "feed": reverse("web:commitments-feed") + query_of(request, filterset.form),
    }
    return render_list(request, "web/commitments.html", filterset, context)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one public commitment: its facts, each with its words, its equipment and its history."""
    fetched = (
        Commitment.objects.published()
        .with_parties()
        .with_sources(public=True)
        .prefetch_related("parties__organisation__aliases", "status_changes")
        .newest_first()
    )
    commitment = get_object_or_404(fetched, pk=pk)
    claims = claims_of(commitment)
    covered = needs_covered(commitment)
    context = {
        "commitment": commitment,
        "facts": facts_of(commitment, claims),
        "equipment": equipment_rows(EquipmentLine.objects.published().filter(commitment=commitment)),
        "timeline": timeline(commitment, claims),
        "copies": copies_among(claim.release for claim in claims),
        "publishers": list(dict.fromkeys(claim.release.publisher for claim in claims if claim.release.publisher)),
        "converted": beside(commitment),
        "disagreements": disagreements_of(commitment, claims),
        "covered": covered,
        "further": further_reports(claims),
        "citation": citation_of_commitment(request, commitment, claims),
        "files": files_of("web:commitment", pk),
        "related": related_to(commitment, claims, covered),
        **ways_to_changes(commitment=pk),
    }
    return render(request, "web/commitment.html", context)


def claims_of(commitment: Commitment) -> list[Claim]:
    """Return the claims linked to ``commitment`` whose releases are public, in the order they are told in."""
    claims = Claim.objects.published().filter(link__commitment=commitment)
    fetched = claims.with_facts().select_related("link").prefetch_related("decisions__evidence")
    return sorted(fetched, key=lambda claim: (_told_on(claim), claim.pk))


def _told_on(claim: Claim) -> date:
    """Return the day ``claim`` is told on: without a date, a first report comes before all others, the rest after."""
    first = claim.link.relation == Relation.FIRST
    return claim.release.published_on or (date.min if first else date.max)


def _valued(commitment: Commitment) -> list[DeliveryEvent]:
    """Return the deliveries of ``commitment`` whose value the public may know."""
    lines = EquipmentLine.objects.published().filter(commitment=commitment)
    deliveries = DeliveryEvent.objects.told().filter(line__in=lines).select_related("line")
    return [delivery for delivery in deliveries if delivery.value is not None]


def timeline(commitment: Commitment, claims: Sequence[Claim]) -> list[Event]:
    """Return what happened to ``commitment`` and what was said of it."""
    by_claim = {change.claim_id: change for change in commitment.status_changes.all() if change.claim_id}
    valued = _valued(commitment)
    events = [
        Event(
            day=claim.release.published_on,
            claim=claim,
            passage=passage_with_all(claim),
            changes=tuple(standing_changes(claim)),
            status_change=by_claim.get(claim.pk),
            valued=tuple(each for each in valued if each.claim_id == claim.pk),
        )
        for claim in claims
    ]
    told = [event.status_change for event in events]
    events += [
        Event(day=change.happened_on or change.made_at.date(), status_change=change)
        for change in commitment.status_changes.all()
        if change not in told
    ]
    return sorted(events, key=lambda event: event.day or (_told_on(event.claim) if event.claim else date.max))
