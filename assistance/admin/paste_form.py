"""The form of a pasted release."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.admin.commitment_forms import DAY
from assistance.intake import IncomingFile, ReleaseDocument
from assistance.models import Release
from assistance.models.choices import choices_of
from assistance.vocabulary import Language, Rendition

#: What the sidecar of a file calls the boxes of the form.
SAID_BESIDE = ("title", "publisher", "source_url", "published", "language", "licence", "rendition")


class PasteForm(forms.Form):
    """A release as it is pasted. What is left empty is read from the text."""

    from_file = forms.FileField(
        label=gettext_lazy("From a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,.pdf"}),
        help_text=gettext_lazy("A text, a saved page or a PDF. What is read of it is put into the boxes below."),
    )
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
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("Empty for the first line of the text."),
    )
    publisher = forms.CharField(
        label=gettext_lazy("Publisher"),
        max_length=255,
        required=False,
        widget=forms.TextInput(attrs={"list": "known-publishers", "class": "vTextField"}),
    )
    source_url = forms.URLField(
        label=gettext_lazy("Source address"),
        max_length=1000,
        required=False,
        widget=forms.URLInput(attrs={"class": "vTextField"}),
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
    licence = forms.CharField(
        label=gettext_lazy("Licence"),
        max_length=255,
        required=False,
        widget=forms.TextInput(attrs={"list": "known-licences", "class": "vTextField"}),
    )
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

    def as_file(self) -> IncomingFile:
        """Return the release as a file with its sidecar, to be read in the background."""
        data = self.cleaned_data
        said = {name: data[name] for name in SAID_BESIDE if data[name]}
        if isinstance(said.get("published"), date):
            said["published"] = said["published"].isoformat()
        name = str(data["title"] or data["text"].strip().split("\n")[0]).strip()[:100]
        return IncomingFile(name=f"{name}.txt", content=data["text"].encode(), sidecar=json.dumps(said).encode())


def filled(document: ReleaseDocument, typed: dict[str, Any]) -> PasteForm:
    """Return the form with what is read of ``document``, and with what was ``typed`` where that tells nothing."""
    said = {name: getattr(document, name) for name in ("text", *SAID_BESIDE)}
    said["rendition"] = typed.get("rendition") or document.rendition.value
    return PasteForm(initial=typed | {name: value for name, value in said.items() if value})


def suggestions() -> dict[str, list[str]]:
    """Return the publishers and licences known, by the name of the list that offers them."""
    releases = Release.objects.all()
    return {"known-publishers": releases.known("publisher"), "known-licences": releases.known("licence")}
