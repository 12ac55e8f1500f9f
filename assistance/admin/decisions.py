"""What is written once: decisions, changes of status, numbers not counted."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy

from assistance.admin.base import ReadOnlyAdmin
from assistance.admin.evidence import decided_otherwise
from assistance.admin.links import opening, quotation, record_link, review_link
from assistance.admin.site import site
from assistance.models import Decision, StatusChange, Trap


@admin.register(Decision, site=site)
class DecisionAdmin(ReadOnlyAdmin[Decision]):
    """What staff made of claims."""

    list_display = ["passage", "outcome", "relation", "on_commitment", "reason", "made_by", "made_at"]
    list_filter = ["outcome", "relation", ("made_by", admin.RelatedOnlyFieldListFilter), "claim__release__language"]
    list_select_related = ["claim", "commitment", "made_by"]
    search_fields = ["reason", "claim__words", "commitment__search_text"]
    date_hierarchy = "made_at"
    ordering = ["-made_at", "-pk"]
    fields = ["passage_in_full", "outcome", "relation", "on_commitment", "reason", "otherwise", "made_by", "made_at"]

    @admin.display(description=gettext_lazy("claim"))
    def passage(self, decision: Decision) -> str:
        return opening(decision.claim.words)

    @admin.display(description=gettext_lazy("claim"))
    def passage_in_full(self, decision: Decision) -> str:
        return review_link(decision.claim, quotation(decision.claim.words))

    @admin.display(description=gettext_lazy("commitment"))
    def on_commitment(self, decision: Decision) -> str:
        return record_link(decision.commitment)

    @admin.display(description=gettext_lazy("decided otherwise than read"))
    def otherwise(self, decision: Decision) -> str:
        return decided_otherwise(decision)


@admin.register(StatusChange, site=site)
class StatusChangeAdmin(ReadOnlyAdmin[StatusChange]):
    """Every step of every commitment's status."""

    list_display = [
        "on_commitment",
        "old_status",
        "status",
        "reported_by",
        "reason",
        "happened_on",
        "made_by",
        "made_at",
    ]
    list_display_links = ["status"]
    list_filter = ["status", "old_status", ("made_by", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["commitment", "claim", "made_by"]
    search_fields = ["reason", "commitment__search_text"]
    date_hierarchy = "made_at"
    ordering = ["-made_at", "-pk"]
    fields = ["on_commitment", "old_status", "status", "reported_by", "reason", "happened_on", "made_by", "made_at"]

    @admin.display(description=gettext_lazy("commitment"))
    def on_commitment(self, change: StatusChange) -> str:
        return record_link(change.commitment)

    @admin.display(description=gettext_lazy("claim"))
    def reported_by(self, change: StatusChange) -> str:
        return review_link(change.claim)


@admin.register(Trap, site=site)
class TrapAdmin(ReadOnlyAdmin[Trap]):
    """Numbers of releases that are not assistance, and why."""

    list_display = ["words", "reason", "source", "published_on"]
    list_filter = ["reason", "release__language", "release__publisher"]
    list_select_related = ["release"]
    search_fields = ["words", "release__title"]
    date_hierarchy = "release__published_on"
    ordering = ["-release__published_on", "-release_id", "start", "pk"]
    fields = ["words", "reason", "rule", "source"]

    @admin.display(description=gettext_lazy("release"), ordering="release__title")
    def source(self, trap: Trap) -> str:
        return record_link(trap.release)

    @admin.display(description=gettext_lazy("published on"), ordering="release__published_on")
    def published_on(self, trap: Trap) -> object:
        return trap.release.published_on
