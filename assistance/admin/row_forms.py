"""Parties and items of a claim as rows of a form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.admin.evidence import WordsRead
from assistance.admin.row_names import SearchSelect
from assistance.admin.site import site
from assistance.admin.words_forms import WordsForm
from assistance.models import ClaimItem, CommitmentParty, Organisation
from assistance.models.choices import choices_of
from assistance.models.validation import validate_country
from assistance.review import ChosenWords, LineFact, PartyFact, subject_of
from assistance.vocabulary import Fact, ItemCategory, OrganisationType, PartyRole

#: How many empty rows stand below the parties and the items.
SPARE_ROWS = 2

EMPTY = [("", "---------")]


class RowForm(WordsForm):
    """Base of a party and an item; ``read_in`` holds the words that it was read in."""

    read_in: Sequence[WordsRead] = ()


class PartyForm(RowForm):
    """A party: an organisation that is known, or the names of a new one."""

    use_required_attribute = False

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=[*EMPTY, *choices_of(PartyRole)])
    organisation = forms.ModelChoiceField(
        Organisation.objects.current(),
        label=gettext_lazy("Known organisation"),
        required=False,
        widget=SearchSelect(CommitmentParty._meta.get_field("organisation"), site),
    )
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=255, required=False)
    name_uk = forms.CharField(label=gettext_lazy("Name in Ukrainian"), max_length=255, required=False)
    type = forms.ChoiceField(
        label=gettext_lazy("Type"), choices=[*EMPTY, *choices_of(OrganisationType)], required=False
    )
    country = forms.CharField(
        label=gettext_lazy("Country"), max_length=2, required=False, widget=forms.TextInput(attrs={"size": 3})
    )

    def clean_country(self) -> str:
        """Return the code in capital letters; refuse one that is none."""
        code = str(self.cleaned_data["country"]).upper()
        if code:
            validate_country(code)
        return code

    def clean(self) -> dict[str, Any]:
        """Want an organisation or a name."""
        data = super().clean() or self.cleaned_data
        named = data.get("organisation") or data.get("name_en") or data.get("name_uk")
        if not named and not data.get("DELETE") and "organisation" in data:
            raise ValidationError(_("Choose an organisation, name a new one, or remove the row."))
        return data

    def fact(self) -> PartyFact:
        """Return the party as decided; what is typed beside a known organisation is left aside."""
        data = self.cleaned_data
        role = PartyRole(data["role"])
        if data["organisation"]:
            return PartyFact(role=role, organisation=data["organisation"])
        names = {name: data[name] for name in ("name_en", "name_uk", "type", "country")}
        return PartyFact(role=role, **names)

    def chosen_words(self) -> list[ChosenWords]:
        """Return the words chosen as evidence of the party, if any."""
        party = self.fact()
        return self.chosen(Fact.PARTY, subject=subject_of(party), role=party.role)


class ItemForm(RowForm):
    """An item; without a quantity where the number is unknown."""

    use_required_attribute = False

    name_en = forms.CharField(label=gettext_lazy("Item in English"), max_length=300, required=False)
    name_uk = forms.CharField(label=gettext_lazy("Item in Ukrainian"), max_length=300, required=False)
    category = forms.ChoiceField(label=gettext_lazy("Category"), choices=[*EMPTY, *choices_of(ItemCategory)])
    quantity = forms.DecimalField(
        label=gettext_lazy("Quantity"),
        min_value=0,
        max_digits=14,
        decimal_places=2,
        required=False,
        widget=forms.NumberInput(attrs={"step": "any", "min": 0}),
    )
    unit = forms.CharField(
        label=gettext_lazy("Unit"), max_length=30, required=False, widget=forms.TextInput(attrs={"size": 6})
    )
    claim_item = forms.ModelChoiceField(ClaimItem.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, items: QuerySet[ClaimItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["claim_item"].queryset = items  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Want a name."""
        data = super().clean() or self.cleaned_data
        if not data.get("name_en") and not data.get("name_uk") and not data.get("DELETE"):
            raise ValidationError(_("Name the item, or remove the row."))
        return data

    def fact(self) -> LineFact:
        """Return the item as decided."""
        names = ("name_en", "name_uk", "category", "quantity", "unit", "claim_item")
        return LineFact(**{name: self.cleaned_data[name] for name in names})

    def chosen_words(self) -> list[ChosenWords]:
        """Return the words chosen as evidence of the item, if any."""
        return self.chosen(Fact.ITEM, subject=subject_of(self.fact()))


class RowSet(BaseFormSet[Any]):
    """Rows that can be removed; rows left empty are none."""

    def kept(self) -> list[Any]:
        """Return the forms of the rows that stay."""
        filled = (form for form in self.forms if form.has_changed() or form in self.initial_forms)
        return [form for form in filled if not form.cleaned_data.get("DELETE")]

    def facts(self) -> tuple[Any, ...]:
        """Return the rows that stay, as decided."""
        return tuple(form.fact() for form in self.kept())

    def chosen_words(self) -> list[ChosenWords]:
        """Return the words chosen as evidence of the rows that stay."""
        return [words for form in self.kept() for words in form.chosen_words()]


PartyFormSet = forms.formset_factory(PartyForm, formset=RowSet, extra=SPARE_ROWS, can_delete=True)
ItemFormSet = forms.formset_factory(ItemForm, formset=RowSet, extra=SPARE_ROWS, can_delete=True)
