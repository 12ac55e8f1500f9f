"""Export of a list, and import over it: a file is previewed row by row and then taken as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from assistance import interchange
from assistance.admin.base import RecordAdmin
from assistance.admin.visibility import acting_user
from assistance.interchange import Effect, LedgerResource, Plan, Rights, Table, TableError
from assistance.models import AwaitedImport
from assistance.review import ReviewError

M = TypeVar("M", bound=Model)

#: Writes the values of a row over a record, or as a new one; takes ``by`` and ``why``.
Put = Callable[..., Model]

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class UploadForm(forms.Form):
    """The file to be imported."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        max_length=255,
        help_text=gettext_lazy("XLSX, or CSV separated by commas, semicolons or tabs, in UTF-8 or Windows-1251."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


def writer(put: Put, *, by: User, why: str) -> interchange.Writer:
    """Return what writes a row with ``put``; its refusal becomes one of the row, by column where that is known."""

    def write(record: Any, values: dict[str, Any]) -> Model:
        try:
            return put(record, by=by, why=why, **values)
        except ReviewError as error:
            cause = error.__cause__
            raise (cause if isinstance(cause, ValidationError) else ValidationError(str(error))) from error

    return write


class ExchangeAdmin(RecordAdmin[M]):
    """Records that are exported as XLSX and CSV, and imported from them."""

    resource: ClassVar[type[LedgerResource]]
    #: The function of ``review`` that writes a row.
    put: ClassVar[Put]

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Return whether the user may import at all; what a row does is checked row by row."""
        return self.has_add_permission(request) or self.has_change_permission(request)

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view, self._name
        return [
            path("export/", view(self.export_view), name=name("export")),
            path("export/<str:kind>/", view(self.download_view), name=name("download")),
            path("import/", view(self.import_view), name=name("import")),
            path("import/<str:token>/", view(self.preview_view), name=name("preview")),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list with ways to the file and back."""
        query = request.GET.urlencode()
        links = [(f"{self._address('export')}?{query}", _("Export"))]
        if self.has_import_permission(request):
            links.append((self._address("import"), _("Import")))
        return super().changelist_view(request, {"exchange_links": links, **(extra_context or {})})

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """Say how many records the list holds and what the columns are, with a link for each format."""
        records = self._listed(request)
        query = request.GET.urlencode()
        context = self._context(request, _("Export")) | {
            "count": records.count(),
            "narrowed": bool(query),
            "links": [(f"{self._address('download', kind)}?{query}", kind.upper()) for kind in ("xlsx", "csv")],
        }
        return TemplateResponse(request, "admin/assistance/exchange/export.html", context)

    def download_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Send the records of the list as a file."""
        if kind not in _TYPES:
            raise Http404
        resource = self.resource()
        headings, rows = resource.rows(self._listed(request))
        try:
            data = interchange.write_csv(headings, rows) if kind == "csv" else self._workbook(resource, headings, rows)
        except TableError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(f"{self._address('export')}?{request.GET.urlencode()}")
        name = f"{resource.name}-{timezone.localdate():%Y-%m-%d}.{kind}"
        return HttpResponse(
            data, content_type=_TYPES[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Take a file, work out what it would do and go to the preview; nothing is written to the ledger."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                awaited = self._await(request, form.cleaned_data["file"])
            except TableError as error:
                form.add_error("file", str(error))
            else:
                return HttpResponseRedirect(self._address("preview", awaited.token))
        context = self._context(request, _("Import")) | {"form": form, "max_written": interchange.MAX_WRITTEN}
        return TemplateResponse(request, "admin/assistance/exchange/import.html", context)

    def preview_view(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show what the file would do row by row; on confirmation have it done."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        awaited = self._awaited(request, token)
        if awaited is None:
            self.message_user(
                request,
                _("This file is imported already, or its preview is more than a day old. Choose the file again."),
                messages.ERROR,
            )
            return HttpResponseRedirect(self._address("import"))
        if request.method == "POST":
            try:
                return self._confirm(request, token)
            except TableError as error:
                self.message_user(request, str(error), messages.ERROR)
        context = self._context(request, _("Preview of the import")) | self._told(awaited)
        return TemplateResponse(request, "admin/assistance/exchange/preview.html", context)

    # Steps

    def _listed(self, request: HttpRequest) -> Any:
        """Return the records of the list as it is filtered and searched."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            return self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters as error:
            raise Http404 from error

    def _workbook(self, resource: LedgerResource, headings: Any, rows: Any) -> bytes:
        dictionary = [(_("Column"), _("What stands there"), _("Codes")), *resource.dictionary()]
        return interchange.write_xlsx(resource.name, headings, rows, dictionary)

    def _await(self, request: HttpRequest, file: Any) -> AwaitedImport:
        """Keep the file with what it would do; earlier ones of the same kind and stale ones go."""
        if file.size > interchange.MAX_BYTES:
            raise TableError(
                _("The file is larger than %(size)d MB. Split it.") % {"size": interchange.MAX_BYTES // 10**6}
            )
        data, user = file.read(), acting_user(request)
        resource = self._resource(request, file.name)
        table = self._table(data)
        plan = resource.plan(table)
        if table.read_as:
            words = _("The file was read as %(encoding)s. Check that its letters came out right.")
            self.message_user(request, words % {"encoding": table.read_as}, messages.WARNING)
        AwaitedImport.objects.stale().delete()
        AwaitedImport.objects.filter(owner=user, resource=resource.name).delete()
        return AwaitedImport.objects.create(
            owner=user, resource=resource.name, file_name=file.name[:255], content=data, plan=plan.as_json()
        )

    def _awaited(self, request: HttpRequest, token: str, *, hold: bool = False) -> AwaitedImport | None:
        files = AwaitedImport.objects.standing().filter(owner=acting_user(request), resource=self.resource.name)
        return (files.select_for_update() if hold else files).filter(token=token).first()

    def _confirm(self, request: HttpRequest, token: str) -> HttpResponse:
        with transaction.atomic():
            awaited = self._awaited(request, token, hold=True)
            if awaited is None:
                return HttpResponseRedirect(self._address("import"))
            resource = self._resource(request, awaited.file_name)
            table = self._table(bytes(awaited.content))
            seen = {row.number: row.seen for row in Plan.from_json(awaited.plan).rows}
            done = resource.plan(table, commit=True, seen=seen)
            if done.is_refused:
                awaited.plan = self._resource(request, awaited.file_name).plan(table).as_json()
                awaited.save()
            else:
                awaited.delete()
        if done.is_refused:
            self._tell_refused(request, done)
            return HttpResponseRedirect(self._address("preview", token))
        self.message_user(request, _told_done(done, awaited.file_name), messages.SUCCESS)
        return HttpResponseRedirect(self._address("changelist"))

    def _tell_refused(self, request: HttpRequest, done: Plan) -> None:
        for row in done.with_effect(Effect.REFUSED)[:10]:
            words = " ".join(problem.words for problem in row.problems)
            self.message_user(
                request, _("Row %(number)d: %(problem)s") % {"number": row.number, "problem": words}, messages.ERROR
            )
        self.message_user(
            request, _("Nothing was imported. This is what the file would do now: look at it again."), messages.ERROR
        )

    def _table(self, data: bytes) -> Table:
        return interchange.read_table(data, sheet=self.resource.name, known=self.resource().headings())

    def _resource(self, request: HttpRequest, file_name: str) -> LedgerResource:
        """Return the resource with the rights of the user, writing in their name."""
        user = acting_user(request)
        rights = Rights(
            add=self.has_add_permission(request),
            change=lambda record: self.has_change_permission(request, record),
            publish=user.has_perm("assistance.publish_commitment"),
        )
        why = _("imported from %(file)s") % {"file": file_name}
        return self.resource(write=writer(type(self).put, by=user, why=why), rights=rights)

    # Pages

    def _told(self, awaited: AwaitedImport) -> dict[str, Any]:
        plan = Plan.from_json(awaited.plan)
        shown = [row for row in plan.rows if row.effect != Effect.UNCHANGED]
        counts = [(effect.value, words, len(plan.with_effect(effect))) for effect, words in _EFFECTS]
        return {
            "awaited": awaited,
            "plan": plan,
            "counts": counts,
            "rows": sorted(shown, key=lambda row: row.effect != Effect.REFUSED),
            "record_url": f"admin:{self._name('change')}",
        }

    def _context(self, request: HttpRequest, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": self.opts.verbose_name_plural,
            "opts": self.opts,
            "media": self.media,
            "dictionary": self.resource().dictionary(),
            "list_url": self._address("changelist"),
            "export_url": self._address("export"),
            "import_url": self._address("import"),
        }

    def _name(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def _address(self, page: str, *args: str) -> str:
        return reverse(f"admin:{self._name(page)}", args=args)


_EFFECTS = [
    (Effect.REFUSED, pgettext_lazy("row of a file", "refused")),
    (Effect.ADDS, pgettext_lazy("row of a file", "new")),
    (Effect.OVERWRITES, pgettext_lazy("row of a file", "overwritten")),
    (Effect.UNCHANGED, pgettext_lazy("row of a file", "unchanged")),
]


def _told_done(plan: Plan, file_name: str) -> str:
    added, changed = len(plan.with_effect(Effect.ADDS)), len(plan.with_effect(Effect.OVERWRITES))
    return _("Imported from %(file)s: %(added)s, %(changed)s.") % {
        "file": file_name,
        "added": ngettext("%(count)d record added", "%(count)d records added", added) % {"count": added},
        "changed": ngettext("%(count)d overwritten", "%(count)d overwritten", changed) % {"count": changed},
    }
