"""Sources that releases are fetched from: entering them, fetching now, and what came of each address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.admin.base import PageLink, StaffAdmin
from assistance.admin.form_page import form_page
from assistance.admin.links import NOTHING, record_link
from assistance.admin.site import site
from assistance.admin.visibility import acting_user
from assistance.fetching import FetchError, listed, whole
from assistance.intake import order_fetch, told
from assistance.models import FetchedAddress, Source
from assistance.review import ReviewError
from assistance.vocabulary import FetchOutcome, SourceKind

#: How many addresses the page of a source shows, those asked for last.
SHOWN = 50


class SourceForm(forms.ModelForm[Source]):
    """A source that names its pages in one way: by a feed, or by a list of addresses."""

    def clean(self) -> dict[str, Any]:
        """Say in words what could not be fetched from."""
        data = super().clean() or self.cleaned_data
        if data.get("kind") == SourceKind.FEED:
            if data.get("addresses"):
                self.add_error("addresses", _("A feed has no list of addresses. Empty it, or choose the other kind."))
            if "address" not in self.errors:
                self._require(whole, "address", _("Enter the address of the feed."))
        elif data.get("kind") == SourceKind.LIST:
            if data.get("address"):
                self.add_error("address", _("A list of addresses has no feed. Empty it, or choose the other kind."))
            self._require(listed, "addresses", _("Enter the addresses, one a line."))
        return data

    def _require(self, read: Any, name: str, missing: str) -> None:
        """Want something in the field ``name`` that ``read`` can read."""
        if not self.cleaned_data.get(name):
            self.add_error(name, missing)
            return
        try:
            read(self.cleaned_data[name])
        except FetchError as error:
            self.add_error(name, why_not_had(error.reason, error.details))


def why_not_had(reason: str, details: dict[str, Any]) -> str:
    """Return why something could not be fetched, in the reader's language."""
    return told(reason, details, _)


@admin.register(Source, site=site)
class SourceAdmin(StaffAdmin[Source]):
    """Feeds and lists of addresses, each with what came of it the last time."""

    form = SourceForm
    fieldsets = [
        (None, {"fields": ["title", "kind", "address", "addresses", "enabled"]}),
        (gettext_lazy("What is said of its releases"), {"fields": ["publisher", "language", "licence"]}),
        (gettext_lazy("The last time"), {"fields": ["asked_at", "came_to", "wait_until", "asked_for"]}),
    ]
    readonly_fields = ["asked_at", "came_to", "wait_until", "asked_for"]
    list_display = ["title", "kind", "publisher", "enabled", "asked_at", "came_to"]
    list_filter = ["kind", "enabled", "language"]
    search_fields = ["title", "address", "addresses", "publisher"]
    ordering = ["title", "pk"]

    def get_fieldsets(self, request: HttpRequest, obj: Source | None = None) -> Any:
        """Leave out of a new source what there is only of one that was asked."""
        shown = super().get_fieldsets(request, obj)
        return shown if obj is not None else shown[:2]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.fetch_view)
        return [path("<int:pk>/fetch/", view, name="assistance_source_fetch"), *super().get_urls()]

    def page_links(self, request: HttpRequest, record: Source) -> list[PageLink]:
        links = super().page_links(request, record)
        if not self.has_change_permission(request, record):
            return links
        return [(reverse("admin:assistance_source_fetch", args=[record.pk]), _("Fetch now")), *links]

    def fetch_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Fetch from a source in the background."""
        source = self.record_or_404(request, pk, self.has_change_permission)

        def act(_data: dict[str, Any]) -> str:
            if source.is_being_fetched:
                raise ReviewError(_("It is being fetched from already. Wait until that is over."))
            if source.is_resting:
                raise ReviewError(_("Its host asked to be left alone. Wait until the time that its page names."))
            order_fetch(source, by=acting_user(request))
            return _("What is new there is fetched in the background. Load this page again to see what came of it.")

        return form_page(
            self,
            request,
            source,
            title=_("Fetch now"),
            form=forms.Form(request.POST or None),
            act=act,
            button=_("Fetch now"),
            note=_("What is new there is read and comes into the queue; nothing becomes public by it."),
        )

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:  # noqa: FBT001
        """Forget with the address what its host called the state of the feed."""
        if "address" in form.changed_data:
            obj.etag = obj.last_modified = ""
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("what came of it"))
    def came_to(self, source: Source) -> str:
        if source.is_being_fetched:
            return _("It is being fetched from now.")
        if source.reason:
            return why_not_had(source.reason, source.details)
        if source.asked_at is None:
            return NOTHING
        counts = [f"{_(word.label)}: {source.counts[word]}" for word in FetchOutcome if word in source.counts]
        if source.counts.get("left"):
            counts.append(_("Left for the next time: %(number)d") % {"number": source.counts["left"]})
        return "; ".join(counts) or _("Nothing new")

    @admin.display(description=gettext_lazy("addresses asked for last"))
    def asked_for(self, source: Source) -> str:
        rows = FetchedAddress.objects.filter(source=source).select_related("release").defer("release__text")[:SHOWN]
        fetched = [
            {
                "address": row.address,
                "asked_at": row.asked_at,
                "outcome": row.get_outcome_display(),
                "why": why_not_had(row.reason, row.details) if row.reason else "",
                "release": record_link(row.release) if row.release else "",
            }
            for row in rows
        ]
        return render_to_string("admin/assistance/fetched.html", {"fetched": fetched}) if fetched else NOTHING
