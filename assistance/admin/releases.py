"""Releases: the texts as stored, what was found in them, and adding one by pasting it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.admin.adding import add_claim_page
from assistance.admin.base import PageLink
from assistance.admin.evidence import legend, marks_in_release
from assistance.admin.form_page import ReasonForm, form_page
from assistance.admin.links import NOTHING, record_link
from assistance.admin.list_filters import WitnessFilter
from assistance.admin.pasting import paste_release
from assistance.admin.site import site
from assistance.admin.visibility import PublishingAdmin, acting_user
from assistance.models import Claim, Release
from assistance.review import part_witnesses


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
        (None, {"fields": [("licence", "rendition"), "reference", "visibility"]}),
        (
            gettext_lazy("Text as published"),
            {"fields": ["marked", "sha256", "intact", "retrieved_at", "versions", "witness"]},
        ),
    ]
    publish_note = gettext_lazy("Its text is shown in public, with the words marked that public facts rest on.")
    readonly_fields = ["reference", "visibility", "marked", "sha256", "intact", "retrieved_at", "versions", "witness"]
    list_display = [
        "title",
        "publisher",
        "language",
        "published_on",
        "claims_found",
        "claims_awaiting",
        "copies",
        "visibility",
    ]
    list_filter = [AwaitingFilter, "language", "visibility", WitnessFilter, "rendition", "publisher"]
    search_fields = ["title", "publisher", "source_url", "reference"]
    date_hierarchy = "published_on"
    ordering = ["-published_on", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Release]:
        releases = super().get_queryset(request)
        return releases.annotate(
            found=number_of(Claim.objects.all()),
            awaiting=number_of(Claim.objects.needing_review()),
            copied=Count("copies", distinct=True),
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

    @admin.display(description=gettext_lazy("copies"))
    def copies(self, release: Release) -> str:
        """Tell how many copies and translations it has, or that it is one itself."""
        if release.witness_of_id:
            return _("a copy itself")
        return str(release.copied or "") or NOTHING  # type: ignore[attr-defined]

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

    @admin.display(description=gettext_lazy("witness"))
    def witness(self, release: Release) -> str:
        copies = [record_link(copy) for copy in release.copies.order_by("pk")]
        original = record_link(release.witness_of) if release.witness_of else ""
        return render_to_string(
            "admin/assistance/witness.html", {"release": release, "original": original, "copies": copies}
        )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.part_view)
        add_claim = self.admin_site.admin_view(self.add_claim_view)
        return [
            path("<int:pk>/part/", view, name="assistance_release_part"),
            path("<int:pk>/add-claim/", add_claim, name="assistance_release_add_claim"),
            *super().get_urls(),
        ]

    def add_claim_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add a claim that the extractor missed, by marking its words."""
        return add_claim_page(self, request, pk)

    def page_links(self, request: HttpRequest, record: Release) -> list[PageLink]:
        links = super().page_links(request, record)
        if request.user.has_perm("assistance.decide_claim"):
            links.append(
                (reverse("admin:assistance_release_add_claim", args=[record.pk]), _("Add a claim that was missed"))
            )
        if record.witness_of is not None and self.has_change_permission(request, record):
            links.append(
                (reverse("admin:assistance_release_part", args=[record.pk]), _("Make it a witness of its own"))
            )
        return links

    def part_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Tell a release apart from the one it was taken for a copy of."""
        release = self.record_or_404(request, pk, self.has_change_permission)

        def act(data: dict[str, Any]) -> str:
            part_witnesses(release, by=acting_user(request), reason=data["reason"])
            return _("“%(record)s” is a witness of its own now.") % {"record": release}

        return form_page(
            self,
            request,
            release,
            title=_("Make it a witness of its own"),
            form=ReasonForm(request.POST or None),
            act=act,
            button=_("Make it a witness of its own"),
            note=_("It was taken for a copy or a translation of another release. The reason stays in its history."),
        )

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Take a pasted text and read it."""
        return paste_release(self, request)
