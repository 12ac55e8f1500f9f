"""Words of the release that a person names as the evidence of a fact: typed, pasted, or marked with the script."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.models.choices import choices_of
from assistance.review import ChosenWords, ReviewError, Stretch, find_words
from assistance.vocabulary import Fact, PartyRole, Region, Sector

#: The facts of which there is one, each with words of its own.
SINGLE = (Fact.KIND, Fact.STATUS, Fact.AMOUNT, Fact.PERIOD)

#: How many empty rows there are for words of sectors and places.
SPARE_SPOTS = 2


class WordsForm(forms.Form):
    """Base of what words can be chosen for. ``start`` says which of several like words the script marked."""

    use_required_attribute = False

    words = forms.CharField(
        label=gettext_lazy("Words in the text"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, within: Stretch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.within = within
        self.span: tuple[int, int] | None = None

    def clean_start(self) -> int | None:
        """Find the words; say so where the text does not hold them."""
        start: int | None = self.cleaned_data["start"]
        if words := self.cleaned_data.get("words"):
            try:
                self.span = find_words(words, within=self.within, start=start)
            except ReviewError as error:
                self.add_error("words", str(error))
        return start

    def chosen(self, fact: Fact, *, subject: str = "", role: PartyRole | None = None) -> list[ChosenWords]:
        """Return the words as evidence of ``fact``, none where they were left empty; expects a valid form."""
        if self.span is None:
            return []
        return [ChosenWords(fact=fact, start=self.span[0], end=self.span[1], subject=subject, role=role)]


class SingleWordsForm(WordsForm):
    """Words of a fact of which there is one."""


class SpotForm(WordsForm):
    """Words of one sector or one region."""

    subject = forms.ChoiceField(
        label=gettext_lazy("Sector or region"),
        required=False,
        choices=[
            ("", "---------"),
            (gettext_lazy("Sectors"), choices_of(Sector)),
            (gettext_lazy("Regions"), choices_of(Region)),
        ],
    )

    def is_about(self, ticked: Collection[str]) -> bool:
        """Return whether the words belong to one of the ``ticked`` sectors and regions; say so where they do not."""
        subject = self.cleaned_data.get("subject")
        if self.span is not None and not subject:
            self.add_error("subject", _("Choose what these words are evidence of."))
        elif self.span is not None and subject not in ticked:
            self.add_error("subject", _("Tick it above too, or remove its words."))
        return not self.errors

    def chosen_words(self) -> list[ChosenWords]:
        """Return the words as evidence of the sector or the region, none where they were left empty."""
        subject = str(self.cleaned_data.get("subject") or "")
        fact = Fact.SECTOR if subject in set(Sector) else Fact.PLACE
        return self.chosen(fact, subject=subject)


SpotFormSet = forms.formset_factory(SpotForm, extra=SPARE_SPOTS)
