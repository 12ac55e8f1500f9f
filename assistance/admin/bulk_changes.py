"""What was done to many records at once, and its undoing."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import review
from assistance.admin.base import PageLink, ReadOnlyAdmin
from assistance.admin.bulk import tell
from assistance.admin.form_page import ReasonForm, form_page
from assistance.admin.site import site
from assistance.admin.visibility import acting_user
from assistance.models import BulkChange
from assistance.vocabulary import BulkAction


@admin.register(BulkChange, site=site)
class BulkChangeAdmin(ReadOnlyAdmin[BulkChange]):
    """What was done to many records at once; each run can be undone."""

    list_display = ["made_at", "action", "number", "reason", "made_by", "undone_at", "undone_by"]
    list_filter = ["action", ("made_by", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["made_by", "undone_by"]
    search_fields = ["reason"]
    date_hierarchy = "made_at"
    ordering = ["-made_at", "-pk"]
    fields = ["action", "reason", "made_by", "made_at", "records", "undone_by", "undone_at"]

    @admin.display(description=gettext_lazy("records"))
    def number(self, change: BulkChange) -> int:
        return len(change.entries)

    @admin.display(description=gettext_lazy("records"))
    def records(self, change: BulkChange) -> str:
        links = [
            format_html(
                '<a href="{}">{} {}</a>',
                reverse(f"admin:assistance_{entry['model']}_history", args=[entry["id"]]),
                _model(entry)._meta.verbose_name,
                entry["id"],
            )
            for entry in change.entries
        ]
        return render_to_string("admin/assistance/bulk_records.html", {"links": links})

    def has_undo_permission(self, request: HttpRequest, change: BulkChange) -> bool:
        """Return whether the user may do, and so undo, what ``change`` did."""
        edit = change.action == BulkAction.EDIT
        return request.user.has_perm("assistance.edit_public" if edit else "assistance.publish_commitment")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="assistance_bulkchange_undo"), *super().get_urls()]

    def page_links(self, request: HttpRequest, record: BulkChange) -> list[PageLink]:
        if record.undone_at is not None or not self.has_undo_permission(request, record):
            return super().page_links(request, record)
        return [(reverse("admin:assistance_bulkchange_undo", args=[record.pk]), _("Undo"))]

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Undo a run, with a reason."""
        change = self.record_or_404(request, pk, self.has_undo_permission)

        def act(data: dict[str, Any]) -> str:
            outcomes = review.undo_in_bulk(change, by=acting_user(request), reason=data["reason"])
            tell(self, request, outcomes)
            return _("The change in bulk is undone.")

        return form_page(
            self,
            request,
            change,
            title=_("Undo"),
            form=ReasonForm(request.POST or None),
            act=act,
            button=_("Undo"),
            note=_(
                "Each record goes back to what it was before, as a new change. Those changed since stay as they are."
            ),
        )


def _model(entry: dict[str, Any]) -> Any:
    return apps.get_model("assistance", entry["model"])
