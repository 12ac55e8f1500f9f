"""Releases: the texts as stored, what was found in them, and adding one by pasting it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.admin.evidence import legend, marks_in_release
from assistance.admin.links import record_link
from assistance.admin.pasting import paste_release
from assistance.admin.site import site
from assistance.admin.visibility import PublishingAdmin
from assistance.models import Claim, Release


class AwaitingFilter(admin.SimpleListFilter):
    """Whether claims of a release await a decision."""

    title = gettext_lazy("awaiting a decision")
    parameter_name = "awaiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", _("Some claims await a decision")), ("no", _("Everything is decided"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Release]) -> QuerySet[Release] | None:
        waiting = Claim.objects.needing_review().values("release")
        if self.value() == "yes":
            return queryset.filter(pk__in=waiting)
        if self.value() == "no":
            return queryset.exclude(pk__in=waiting)
        return None


def number_of(claims: QuerySet[Claim]) -> Subquery:
    """Return how many of ``claims`` a release has, as part of a query for releases."""
    counted = claims.filter(release=OuterRef("pk")).order_by().values("release").annotate(number=Count("pk"))
    return Subquery(counted.values("number")[:1], output_field=IntegerField())


@admin.register(Release, site=site)
class ReleaseAdmin(PublishingAdmin[Release]):
    """The texts everything rests on. What is said about a text can be corrected, the text cannot."""

    fieldsets = [
        (None, {"fields": ["title", "publisher", ("published_on", "language"), "source_url"]}),
        (None, {"fields": [("licence", "rendition"), "visibility"]}),
        (gettext_lazy("Text as published"), {"fields": ["marked", "sha256", "intact", "retrieved_at", "versions"]}),
    ]
    publish_note = gettext_lazy("Its text is shown in public, with the words marked that public facts rest on.")
    readonly_fields = ["visibility", "marked", "sha256", "intact", "retrieved_at", "versions"]
    list_display = ["title", "publisher", "language", "published_on", "claims_found", "claims_awaiting", "visibility"]
    list_filter = [AwaitingFilter, "language", "visibility", "rendition", "publisher"]
    search_fields = ["title", "publisher", "source_url"]
    date_hierarchy = "published_on"
    ordering = ["-published_on", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Release]:
        releases = super().get_queryset(request)
        return releases.annotate(
            found=number_of(Claim.objects.all()), awaiting=number_of(Claim.objects.needing_review())
        )

    def has_delete_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        """Refuse: a text that something rests on, or that was judged, stays."""
        return False

    @admin.display(description=gettext_lazy("claims"), ordering="found")
    def claims_found(self, release: Release) -> int:
        return release.found or 0  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("awaiting a decision"), ordering="awaiting")
    def claims_awaiting(self, release: Release) -> int:
        return release.awaiting or 0  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("text"))
    def marked(self, release: Release) -> str:
        claims = list(release.claims.with_facts().order_by("number"))
        marks = marks_in_release(release, claims)
        return render_to_string(
            "admin/assistance/release_text.html",
            {"release": release, "claims": claims, "marks": marks, "legend": legend(marks)},
        )

    @admin.display(description=gettext_lazy("still as stored"), boolean=True)
    def intact(self, release: Release) -> bool:
        return release.is_intact

    @admin.display(description=gettext_lazy("versions"))
    def versions(self, release: Release) -> str:
        later = Release.objects.filter(supersedes=release).first()
        return render_to_string(
            "admin/assistance/versions.html",
            {
                "earlier": record_link(release.supersedes) if release.supersedes else "",
                "later": record_link(later) if later else "",
            },
        )

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Take a pasted text and read it."""
        return paste_release(self, request)
