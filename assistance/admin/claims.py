"""The queue: claims that await a decision, and those decided on."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import review
from assistance.admin.base import PageLink, ReadOnlyAdmin, ReadOnlyInline, SeenByDeciders
from assistance.admin.bulk_accept import accept_together
from assistance.admin.evidence import decided_otherwise
from assistance.admin.links import NOTHING, quotation, record_link, review_link, review_url
from assistance.admin.queue import Queue, QueueOrder, is_by_urgency, is_queue
from assistance.admin.queue_filters import AgeFilter, DonorFilter, OutcomeFilter, ReasonFilter
from assistance.admin.review_page import review_page
from assistance.admin.site import site
from assistance.models import Claim, ClaimEvidence, ClaimItem, ClaimParty, ClaimPlace, ClaimSector, Decision
from assistance.templatetags.figures import hedged
from assistance.vocabulary import PartyRole


class EvidenceInline(ReadOnlyInline[ClaimEvidence, Claim]):
    """Where status, amount, kind and period stand."""

    model = ClaimEvidence
    fields = ["fact", "words", "rule"]


class ClaimPartyInline(ReadOnlyInline[ClaimParty, Claim]):
    """Parties as named."""

    model = ClaimParty
    fields = ["role", "name", "aliases", "type", "country", "words", "rule"]


class ClaimItemInline(ReadOnlyInline[ClaimItem, Claim]):
    """Items as counted."""

    model = ClaimItem
    fields = ["name", "category", "quantity", "unit", "hedge", "words", "rule"]


class ClaimPlaceInline(ReadOnlyInline[ClaimPlace, Claim]):
    """Places as named."""

    model = ClaimPlace
    fields = ["name", "region", "words", "rule"]


class ClaimSectorInline(ReadOnlyInline[ClaimSector, Claim]):
    """Sectors as read."""

    model = ClaimSector
    fields = ["sector", "words", "rule"]


class DecisionInline(ReadOnlyInline[Decision, Claim]):
    """Every decision on it."""

    model = Decision
    fields = ["outcome", "relation", "on_commitment", "reason", "otherwise", "made_by", "made_at"]
    readonly_fields = ["on_commitment", "otherwise", "made_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        return super().get_queryset(request).select_related("commitment", "made_by")

    @admin.display(description=gettext_lazy("commitment"))
    def on_commitment(self, decision: Decision) -> str:
        return record_link(decision.commitment)

    @admin.display(description=gettext_lazy("decided otherwise than read"))
    def otherwise(self, decision: Decision) -> str:
        return decided_otherwise(decision)


@admin.register(Claim, site=site)
class ClaimAdmin(SeenByDeciders[Claim], ReadOnlyAdmin[Claim]):
    """What releases say. Nobody edits it; decisions are taken on the review page."""

    inlines = [
        EvidenceInline,
        ClaimPartyInline,
        ClaimItemInline,
        ClaimPlaceInline,
        ClaimSectorInline,
        DecisionInline,
    ]
    fields = ["passage_in_full", "source", "number", "says_again", "kind", "status", "stated_amount", "period", "rule",
              "extractor_version", "recorded_at"]  # fmt: skip
    list_display = ["passage", "donors", "stated_amount", "status", "source", "published_on"]
    list_filter = [
        OutcomeFilter,
        ReasonFilter,
        AgeFilter,
        DonorFilter,
        "status",
        "kind",
        "release__language",
        "release__publisher",
    ]
    list_display_links = None
    show_facets = admin.ShowFacets.ALWAYS
    actions = ["accept_without_doubt"]
    list_select_related = ["release"]
    search_fields = ["words", "release__title"]
    date_hierarchy = "release__published_on"

    def get_ordering(self, request: HttpRequest) -> Any:
        return [F("release__published_on").desc(nulls_last=True), "-release_id", "number", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        claims: Any = super().get_queryset(request)
        return claims.with_outcome().with_facts().prefetch_related("release__traps")  # type: ignore[no-any-return]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return QueueOrder if getattr(request, "wants_order_only", False) else Queue

    def neighbours(self, request: HttpRequest, filters: str, claim: Claim) -> tuple[int | None, int | None]:
        """Return the keys before and after ``claim`` in the queue as narrowed and ordered by the query string."""
        inner = copy(request)
        inner.GET = QueryDict(filters)
        inner.wants_order_only = True  # type: ignore[attr-defined]
        try:
            changelist = self.get_changelist_instance(inner)
        except IncorrectLookupParameters:
            return self.neighbours(request, "", claim)
        keys = list(changelist.queryset.values_list("pk", flat=True))
        return review.neighbours(keys, claim.pk, twice_first=is_by_urgency(inner, changelist))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the queue, or the claims decided on."""
        waiting = is_queue(request)
        title = _("Claims awaiting a decision") if waiting else _("Claims")
        context = {"title": title, "waiting": waiting, "most_read": review.MOST_READ, **(extra_context or {})}
        return super().changelist_view(request, context)

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Return whether the user may decide on claims."""
        return request.user.has_perm("assistance.decide_claim")

    @admin.action(description=gettext_lazy("Accept those without a doubt"), permissions=["decide"])
    def accept_without_doubt(self, request: HttpRequest, queryset: QuerySet[Claim]) -> HttpResponse | None:
        """Show what accepting the selected claims would write, then accept those nothing speaks against."""
        return accept_together(self, request, queryset)

    def get_urls(self) -> list[URLPattern]:
        review_path = path(
            "<int:pk>/review/", self.admin_site.admin_view(self.review_view), name="assistance_claim_review"
        )
        return [review_path, *super().get_urls()]

    def review_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show one claim beside its release and take the decision on it."""
        return review_page(self, request, pk, neighbours=self.neighbours)

    def page_links(self, request: HttpRequest, record: Claim) -> list[PageLink]:
        return [(review_url(record), _("Review"))]

    @admin.display(description=gettext_lazy("passage, and why a person should look"))
    def passage(self, claim: Claim) -> SafeString | str:
        """Return the opening words, which lead to the review, and the reasons, a sentence each."""
        told = format_html_join("", "<li>{}</li>", ((one,) for one in claim.standing.reasons))  # type: ignore[attr-defined]
        return format_html('{}<ul class="reasons">{}</ul>', review_link(claim), told) if told else review_link(claim)

    @admin.display(description=gettext_lazy("passage"))
    def passage_in_full(self, claim: Claim) -> str:
        return quotation(claim.words)

    @admin.display(description=gettext_lazy("donors"))
    def donors(self, claim: Claim) -> str:
        return ", ".join(dict.fromkeys(party.name for party in claim.parties_in(PartyRole.FUNDING)))

    @admin.display(description=gettext_lazy("amount"), ordering="amount")
    def stated_amount(self, claim: Claim) -> str:
        return hedged(claim)

    @admin.display(description=gettext_lazy("says again"))
    def says_again(self, claim: Claim) -> str:
        """Tell which claim of the same text it only says again, and whether that was rejected."""
        if claim.echo_of is None:
            return NOTHING
        decision = review.rejections_before([claim]).get(claim.pk)
        link = format_html("{} · {}", review_link(claim.echo_of), record_link(claim.echo_of.release))
        if decision is None:
            return link
        return format_html("{} – {}", link, _("rejected: %(reason)s") % {"reason": decision.reason})

    @admin.display(description=gettext_lazy("period"))
    def period(self, claim: Claim) -> str:
        return f"{claim.period_start or '…'} – {claim.period_end or '…'}"

    @admin.display(description=gettext_lazy("release"), ordering="release__title")
    def source(self, claim: Claim) -> str:
        return record_link(claim.release)

    @admin.display(description=gettext_lazy("published on"), ordering="release__published_on")
    def published_on(self, claim: Claim) -> Any:
        return claim.release.published_on
