"""Adding a release by pasting its text, or by having one file read into the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assistance.admin.links import record_link, record_url, review_url
from assistance.admin.paste_form import PasteForm, filled, suggestions
from assistance.admin.visibility import acting_user
from assistance.intake import (
    READ_AT_ONCE,
    Bounds,
    DocumentError,
    Recording,
    RunError,
    Stored,
    document_of,
    filled_in,
    heaviest,
    record_release,
    start_run,
    told,
)
from assistance.models import Claim, Release

if TYPE_CHECKING:
    ReleaseModelAdmin = admin.ModelAdmin[Release]
else:
    ReleaseModelAdmin = admin.ModelAdmin

#: How long the file of a form may take, in seconds of computing: somebody waits for it.
AT_ONCE = Bounds(seconds=5)


def paste_release(model_admin: ReleaseModelAdmin, request: HttpRequest) -> HttpResponse:
    """Show the form for a release; fill it from a file, or store what is sent and go to what was found."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    if request.method != "POST":
        return _page(model_admin, request, PasteForm())
    if "_read" in request.POST or (request.FILES and not request.POST.get("text", "").strip()):
        return _page(model_admin, request, _read_into_form(model_admin, request))
    form = PasteForm(request.POST)
    if form.is_valid():
        try:
            return _stored(model_admin, request, form)
        except DocumentError as error:
            problem = told(error.reason, error.details, _)
            form.add_error(None, _("The release %(problem)s") % {"problem": problem})
        except RunError as error:
            form.add_error(None, str(error))
    return _page(model_admin, request, form)


def _page(model_admin: ReleaseModelAdmin, request: HttpRequest, form: PasteForm) -> HttpResponse:
    context: dict[str, Any] = {
        **model_admin.admin_site.each_context(request),
        "title": _("Add a release"),
        "opts": model_admin.opts,
        "form": form,
        "button": _("Read and store"),
        "suggestions": suggestions(),
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/assistance/release/paste.html", context)


def _read_into_form(model_admin: ReleaseModelAdmin, request: HttpRequest) -> PasteForm:
    """Return the form with what is read of the file that was sent; nothing is stored."""
    typed = {name: value for name, value in request.POST.items() if name in PasteForm.base_fields}
    file = request.FILES.get("from_file")
    if file is None:
        model_admin.message_user(request, _("Choose a file first."), messages.ERROR)
        return PasteForm(initial=typed)
    name, most = file.name or "", settings.RELEASE_MAX_BYTES
    content = file.read(heaviest(name, max_bytes=most) + 1)
    try:
        document = filled_in(document_of(name, content, sidecar=None, max_bytes=most, bounds=AT_ONCE))
    except DocumentError as error:
        problem = told(error.reason, error.details, _)
        words = _("“%(name)s” %(problem)s") % {"name": name, "problem": problem}
        model_admin.message_user(request, words, messages.ERROR)
        return PasteForm(initial=typed)
    words = _("This is what was read of %(name)s. Nothing is stored yet: check it, then store it.") % {"name": name}
    model_admin.message_user(request, words, messages.INFO)
    return filled(document, typed)


def _stored(model_admin: ReleaseModelAdmin, request: HttpRequest, form: PasteForm) -> HttpResponse:
    """Store the release of ``form``, one too long to wait for in the background; go to the claim found first."""
    if len(form.cleaned_data["text"]) > READ_AT_ONCE:
        file = form.as_file()
        run = start_run([file], source=file.name, by=acting_user(request))
        words = _("The text is long and is read in the background; this page shows how far it is.")
        model_admin.message_user(request, words, messages.SUCCESS)
        return HttpResponseRedirect(record_url(run))
    recording = record_release(form.document(), by=acting_user(request))
    if recording.outcome == Stored.UNCHANGED:
        model_admin.message_user(request, _unchanged(recording.release), messages.WARNING)
        return HttpResponseRedirect(record_url(recording.release))
    model_admin.log_addition(request, recording.release, [{"added": {}}])
    model_admin.message_user(request, _told(recording), messages.SUCCESS)
    if recording.release.witness_of is not None:
        model_admin.message_user(request, _likeness(recording.release), messages.INFO)
    return HttpResponseRedirect(_where_to(model_admin, request, recording.release))


def _where_to(model_admin: ReleaseModelAdmin, request: HttpRequest, release: Release) -> str:
    """Return the address of the first claim to decide on, of the release where there is none for this user."""
    claims = model_admin.admin_site.get_model_admin(Claim)
    first = Claim.objects.needing_review().filter(release=release).order_by("number").first()
    return review_url(first) if first and claims.has_view_permission(request) else record_url(release)


def _unchanged(release: Release) -> SafeString:
    """Return that the text is stored already, by whom, and which text stands instead where it was superseded."""
    stored = release.history.order_by("history_date", "history_id").first()
    newer = Release.objects.filter(supersedes=release).first()
    words = [
        format_html(_("This text is stored already: {release}. Nothing was changed."), release=record_link(release))
    ]
    if stored is not None and stored.history_user is not None:
        words.append(format_html(_("Stored by {user}."), user=stored.history_user))
    if newer is not None:
        later = _("A later text of the same address stands since: {release}.")
        words.append(format_html(later, release=record_link(newer)))
    return mark_safe(" ".join(words))  # noqa: S308 - each part is made safe above


def _told(recording: Recording) -> SafeString:
    start = _("The release is stored.")
    if recording.outcome == Stored.SUPERSEDES:
        start = _("The release is stored and takes the place of its earlier version.")
    found = ngettext("%(claims)d claim was found.", "%(claims)d claims were found.", recording.claims)
    return format_html("{} {} {}", start, found % {"claims": recording.claims}, record_link(recording.release))


def _likeness(release: Release) -> SafeString:
    words = _("It is a copy ({likeness}) of {release}: the two together prove no more than one of them.")
    likeness = release.get_likeness_display().lower()
    return format_html(words, likeness=likeness, release=record_link(release.witness_of))
