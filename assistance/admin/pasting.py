"""Adding a release by pasting its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assistance.admin.commitment_forms import DAY
from assistance.admin.links import record_url
from assistance.admin.visibility import acting_user
from assistance.intake import DocumentError, Recording, ReleaseDocument, Stored, record_release
from assistance.models import Release
from assistance.models.choices import choices_of
from assistance.vocabulary import Language, Rendition

if TYPE_CHECKING:
    ReleaseModelAdmin = admin.ModelAdmin[Release]
else:
    ReleaseModelAdmin = admin.ModelAdmin


class PasteForm(forms.Form):
    """A release as it is pasted. What is left empty is read from the text."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 20, "cols": 100, "autofocus": True}),
        help_text=gettext_lazy("The whole text as published, its title on the first line. It can never be edited."),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Empty for the first line of the text."),
    )
    publisher = forms.CharField(label=gettext_lazy("Publisher"), max_length=255, required=False)
    source_url = forms.URLField(
        label=gettext_lazy("Source address"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("A changed text from the same address takes the place of the stored one."),
    )
    published = forms.DateField(
        label=gettext_lazy("Published on"),
        required=False,
        widget=DAY,
        help_text=gettext_lazy("Empty to take the date that the text bears, if it bears one."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=[("", gettext_lazy("As the text tells")), *choices_of(Language)],
        required=False,
    )
    licence = forms.CharField(label=gettext_lazy("Licence"), max_length=255, required=False)
    rendition = forms.ChoiceField(
        label=gettext_lazy("Rendition"), choices=choices_of(Rendition), initial=Rendition.ORIGINAL.value, required=False
    )

    def clean_text(self) -> str:
        """Return the text with plain line ends; refuse an empty, a binary and a huge one."""
        text = str(self.cleaned_data["text"]).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            raise forms.ValidationError(_("The text is empty. Paste the release."))
        if len(text.encode()) > settings.RELEASE_MAX_BYTES:
            raise forms.ValidationError(_("The text is larger than %d bytes. Split it.") % settings.RELEASE_MAX_BYTES)
        return text

    def document(self) -> ReleaseDocument:
        """Return the release that was pasted."""
        data = self.cleaned_data
        return ReleaseDocument(
            text=data["text"],
            title=data["title"].strip() or None,
            publisher=data["publisher"],
            source_url=data["source_url"],
            published=data["published"],
            language=data["language"] or None,
            licence=data["licence"],
            rendition=Rendition(data["rendition"] or Rendition.ORIGINAL),
        )


def paste_release(model_admin: ReleaseModelAdmin, request: HttpRequest) -> HttpResponse:
    """Show the form for a pasted release; store what is sent and go to the release."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    form = PasteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            recording = record_release(form.document(), by=acting_user(request))
        except DocumentError as error:
            form.add_error(None, _("The release %(problem)s") % {"problem": error})
        else:
            level = messages.WARNING if recording.outcome == Stored.UNCHANGED else messages.SUCCESS
            model_admin.message_user(request, _told(recording), level)
            if recording.outcome != Stored.UNCHANGED:
                model_admin.log_addition(request, recording.release, [{"added": {}}])
            return HttpResponseRedirect(record_url(recording.release))
    context: dict[str, Any] = {
        **model_admin.admin_site.each_context(request),
        "title": _("Add a release"),
        "opts": model_admin.opts,
        "form": form,
        "button": _("Read and store"),
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/assistance/form_page.html", context)


def _told(recording: Recording) -> str:
    if recording.outcome == Stored.UNCHANGED:
        return _("This text is stored already. Nothing was changed.")
    found = ngettext("%(claims)d claim was found.", "%(claims)d claims were found.", recording.claims)
    start = _("The release is stored.")
    if recording.outcome == Stored.SUPERSEDES:
        start = _("The release is stored and takes the place of its earlier version.")
    return f"{start} {found % {'claims': recording.claims}}"
