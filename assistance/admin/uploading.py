"""Giving release files to an import in the background."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.admin.links import record_url
from assistance.admin.visibility import acting_user
from assistance.intake import (
    DocumentError,
    IncomingFile,
    RunError,
    files_below,
    heaviest,
    import_roots,
    is_litter,
    paired,
    start_run,
    told,
    too_large,
    unpacked,
)
from assistance.models import ImportRun

if TYPE_CHECKING:
    RunModelAdmin = admin.ModelAdmin[ImportRun]
    Given = UploadedFile[bytes]
else:
    RunModelAdmin = admin.ModelAdmin
    Given = UploadedFile


class FilesInput(forms.FileInput):
    """A box for as many files as one likes."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the list of files; an empty file is one too, and is told of in the report."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return list(files)


class FolderInput(FilesInput):
    """A box for a folder: the browser gives all files below it."""

    def __init__(self) -> None:
        super().__init__(attrs={"webkitdirectory": True})


class UploadForm(forms.Form):
    """Files, a folder of one's own or one of the server, to be read in the background."""

    given = FilesField(
        label=gettext_lazy("Files"),
        required=False,
        widget=FilesInput(attrs={"accept": ".txt,.html,.htm,.pdf,.json,.zip"}),
        help_text=gettext_lazy(
            "Texts (.txt, the title on the first line), saved pages (.html, .htm) and PDFs, as many as you like, or a "
            "folder of them packed as ZIP. Beside a release there may be a .json of the same name that says where it "
            "comes from."
        ),
    )
    folder = FilesField(
        label=gettext_lazy("A folder of your computer"),
        required=False,
        widget=FolderInput,
        help_text=gettext_lazy("All texts, pages and PDFs in it, those in folders within it too."),
    )
    server_folder = forms.CharField(label=gettext_lazy("A folder of the server"), max_length=1000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roots = ", ".join(str(root) for root in import_roots())
        if roots:
            self.fields["server_folder"].help_text = _("A path below %(roots)s.") % {"roots": roots}
            self.fields["server_folder"].widget.attrs["class"] = "vTextField"
        else:
            del self.fields["server_folder"]

    def clean(self) -> dict[str, Any]:
        """Gather what is to be imported; refuse nothing at all, and more than one import takes before it is read."""
        data = super().clean() or self.cleaned_data
        uploads = self._uploads()
        if not uploads and not data.get("server_folder"):
            if not self.errors:
                self.add_error("given", _("Choose files or a folder."))
        elif sum(file.size or 0 for file in uploads) > settings.IMPORT_MAX_BYTES:
            words = _("The files have more than %(most)d bytes together. Import them in parts.")
            self.add_error("given", words % {"most": settings.IMPORT_MAX_BYTES})
        else:
            data["incoming"] = self._incoming(uploads, data.get("server_folder"))
        return data

    def _uploads(self) -> list[Given]:
        in_folder = [file for file in self.cleaned_data.get("folder", []) if not is_litter(file.name or "")]
        return [*self.cleaned_data.get("given", []), *in_folder]

    def _incoming(self, uploads: list[Given], server_folder: str | None) -> list[IncomingFile]:
        """Return the files as they are imported, archives unpacked; what cannot be opened is an error of its field."""
        files: list[IncomingFile] = []
        for file in uploads:
            try:
                files += opened(file)
            except DocumentError as error:
                self.add_error("given", f"{file.name}: {told(error.reason, error.details, _)}")
        incoming = paired(files)
        try:
            return [*incoming, *files_below(server_folder)] if server_folder else incoming
        except DocumentError as error:
            self.add_error("server_folder", f"{server_folder} {told(error.reason, error.details, _)}")
            return incoming

    def source(self) -> str:
        """Return what the import is called by: the names of the files, those that still fit."""
        folder = self.cleaned_data.get("server_folder")
        return named_after([file.name or "" for file in self._uploads()] + ([folder] if folder else []))


def opened(file: Given) -> list[IncomingFile]:
    """Return ``file`` with what it holds, or the files in it where it is an archive, unless it is never read.

    Raises ``DocumentError`` for an archive that cannot be unpacked.
    """
    name = file.name or ""
    if PurePosixPath(name).suffix.lower() == ".zip":
        return unpacked(name, file.read())
    most = heaviest(name, max_bytes=settings.RELEASE_MAX_BYTES)
    return [too_large(name, most) if (file.size or 0) > most else IncomingFile(name=name, content=file.read())]


def named_after(names: Sequence[str]) -> str:
    """Return the first of ``names`` as one line."""
    few = ", ".join(sorted(names)[:3])
    return f"{few}, … ({len(names)})" if len(names) > 3 else few


def upload_releases(model_admin: RunModelAdmin, request: HttpRequest) -> HttpResponse:
    """Show the form for files; start an import of what is sent and go to its page."""
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    if sent and form.is_valid():
        try:
            run = start_run(form.cleaned_data["incoming"], source=form.source(), by=acting_user(request))
        except RunError as error:
            form.add_error("given", str(error))
        else:
            model_admin.log_addition(request, run, [{"added": {}}])
            model_admin.message_user(
                request, _("The files are read in the background; this page shows how far it is."), messages.SUCCESS
            )
            return HttpResponseRedirect(record_url(run))
    context: dict[str, Any] = {
        **model_admin.admin_site.each_context(request),
        "title": _("Import releases from files"),
        "opts": model_admin.opts,
        "form": form,
        "button": _("Import the files"),
        "note": _("Each file is stored whole or not at all. The same text again changes nothing."),
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/assistance/form_page.html", context)
