"""Imports of releases in the background: giving files, watching, cancelling, resuming, and the reports that stay."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from assistance.admin.base import ReadOnlyAdmin
from assistance.admin.import_page import outcome_counts, progress, report_table, run_context
from assistance.admin.links import NOTHING, record_url
from assistance.admin.site import site
from assistance.admin.uploading import upload_releases
from assistance.admin.visibility import acting_user
from assistance.intake import RunError, cancel_run, resume_run
from assistance.models import ImportRun
from assistance.vocabulary import FileOutcome


@admin.register(ImportRun, site=site)
class ImportRunAdmin(ReadOnlyAdmin[ImportRun]):
    """Who gave which files when, and what became of them. Who may add releases may start one."""

    list_display = ["source", "created_at", "started_by", "state", "files_read", "came_to", "claims_found"]
    list_filter = ["state", ("started_by", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["started_by"]
    search_fields = ["source", "started_by__username"]
    date_hierarchy = "created_at"
    ordering = ["-created_at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRun]:
        runs: Any = super().get_queryset(request)
        return runs.with_counts()  # type: ignore[no-any-return]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may add a release may add many."""
        return request.user.has_perm("assistance.add_release")

    @admin.display(description=gettext_lazy("files read"))
    def files_read(self, run: Any) -> str:
        return _("%(read)d of %(total)d") % {"read": run.read, "total": run.total}

    @admin.display(description=gettext_lazy("what became of them"))
    def came_to(self, run: ImportRun) -> str:
        counts = [f"{label}: {count}" for word, label, count in outcome_counts(run) if word != FileOutcome.WAITING]
        return "; ".join(counts) or NOTHING

    @admin.display(description=gettext_lazy("claims found"))
    def claims_found(self, run: Any) -> int:
        return run.claims  # type: ignore[no-any-return]

    def get_urls(self) -> list[URLPattern]:
        name = "assistance_importrun"
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/progress/", wrap(self.progress_view), name=f"{name}_progress"),
            path("<int:pk>/report.csv", wrap(self.report_view), name=f"{name}_report"),
            path("<int:pk>/cancel/", wrap(self.cancel_view), name=f"{name}_cancel"),
            path("<int:pk>/resume/", wrap(self.resume_view), name=f"{name}_resume"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """List the imports, the last one first."""
        return super().changelist_view(request, {"title": _("Imports of releases"), **(extra_context or {})})

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Take files."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return upload_releases(self, request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show how far one import is and what became of its files."""
        if request.method == "POST":
            raise PermissionDenied
        run = self._run(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            **run_context(request, run),
            "title": _("Import of releases"),
            "subtitle": run.source,
            "opts": self.opts,
            "may_steer": self.has_add_permission(request),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/assistance/importrun/run.html", context)

    def _run(self, request: HttpRequest, key: str | int) -> ImportRun:
        """Return the run with its counts and who had to do with it, for those who may see it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        people = ["started_by", "cancel_requested_by", "resumed_by"]
        run = (
            self.get_queryset(request).select_related(*people).filter(pk=key).first() if str(key).isdecimal() else None
        )
        if run is None:
            raise Http404
        return run

    @method_decorator(require_safe)
    def progress_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Return how far an import is."""
        return JsonResponse(progress(self._run(request, pk)))

    @method_decorator(require_safe)
    def report_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Return the report on an import as CSV."""
        run = self._run(request, pk)
        response = HttpResponse(
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="import-{run.pk}.csv"'},
        )
        response.write("\ufeff")
        csv.writer(response).writerows(report_table(run))
        return response

    def cancel_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Stop an import before its next file."""
        stopped = _("The import is cancelled. What it stored stays.")
        stopping = _("The import stops before its next file. What it stored stays.")
        return self._steered(request, pk, cancel_run, lambda run: stopped if run.is_over else stopping)

    def resume_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Go on with an import that broke off."""
        words = _("The import goes on with the files that are not read yet.")
        return self._steered(request, pk, resume_run, lambda _run: words)

    def _steered(
        self, request: HttpRequest, pk: int, steer: Callable[..., ImportRun], tell: Callable[[ImportRun], str]
    ) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        run = self._run(request, pk)
        if not self.has_add_permission(request):
            raise PermissionDenied
        by: User = acting_user(request)
        try:
            done = tell(steer(run, by=by))
        except RunError as error:
            self.message_user(request, str(error), messages.WARNING)
        else:
            self.log_change(request, run, done)
            self.message_user(request, done, messages.SUCCESS)
        return HttpResponseRedirect(record_url(run))
