"""The facts of a claim as a form: as proposed, and as a person decides them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, ForeignKeyRawIdWidget
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.admin.commitment_forms import DAY, CommitmentForm
from assistance.admin.evidence import WordsRead, words_read
from assistance.admin.site import site
from assistance.models import Claim, ClaimItem, Commitment, CommitmentParty, Organisation
from assistance.models.choices import choices_of
from assistance.models.validation import validate_country
from assistance.review import CommitmentFacts, LineFact, PartyFact
from assistance.vocabulary import (
    CommitmentStatus,
    Fact,
    Hedge,
    ItemCategory,
    Kind,
    OrganisationType,
    PartyRole,
    Region,
    Sector,
    ValuationBasis,
)

#: How many empty rows stand below the parties and the items.
SPARE_ROWS = 2

EMPTY = [("", "---------")]


class FactsForm(CommitmentForm):
    """All facts of which a commitment has one, its sectors and its regions."""

    use_required_attribute = False

    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=choices_of(CommitmentStatus))
    sectors = forms.MultipleChoiceField(
        label=gettext_lazy("Sectors"),
        choices=choices_of(Sector),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    regions = forms.MultipleChoiceField(
        label=gettext_lazy("Regions"),
        choices=choices_of(Region),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Commitment
        fields = [
            "title_en",
            "title_uk",
            "kind",
            "amount",
            "currency",
            "amount_hedge",
            "amount_upper",
            "valuation_basis",
            "period_start",
            "period_end",
            "project",
        ]
        widgets = {
            "title_en": forms.Textarea(attrs={"rows": 2}),
            "title_uk": forms.Textarea(attrs={"rows": 2}),
            "currency": forms.TextInput(attrs={"size": 4, "maxlength": 3}),
            "period_start": DAY,
            "period_end": DAY,
            "project": ForeignKeyRawIdWidget(Commitment._meta.get_field("project").remote_field, site),
        }


class OrganisationSelect(AutocompleteSelect):
    """The admin's search for an organisation; its empty box says what it is for, to a screen reader too."""

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the attributes with words in the place of the empty placeholder."""
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": _("Search by name")}


class RowForm(forms.Form):
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
        widget=OrganisationSelect(CommitmentParty._meta.get_field("organisation"), site),
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

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["claim_item"].queryset = claim.items.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Want a name."""
        data = super().clean() or self.cleaned_data
        if not data.get("name_en") and not data.get("name_uk") and not data.get("DELETE"):
            raise ValidationError(_("Name the item, or remove the row."))
        return data

    def fact(self) -> LineFact:
        """Return the item as decided."""
        data = self.cleaned_data
        return LineFact(**{name: data[name] for name in self.fields if name != "DELETE"})


class RowSet(BaseFormSet[Any]):
    """Rows that can be removed; rows left empty are none."""

    def facts(self) -> tuple[Any, ...]:
        """Return the rows that stay, as decided."""
        kept = (form for form in self.forms if form.has_changed() or form in self.initial_forms)
        return tuple(form.fact() for form in kept if not form.cleaned_data.get("DELETE"))


PartyFormSet = forms.formset_factory(PartyForm, formset=RowSet, extra=SPARE_ROWS, can_delete=True)
ItemFormSet = forms.formset_factory(ItemForm, formset=RowSet, extra=SPARE_ROWS, can_delete=True)


class ProposedFacts:
    """The three parts of the form together."""

    def __init__(self, claim: Claim, proposed: CommitmentFacts, data: Mapping[str, Any] | None = None) -> None:
        self.facts = FactsForm(data, prefix="facts", initial=_initial(proposed))
        self.parties = PartyFormSet(data, prefix="parties", initial=[_party(party) for party in proposed.parties])
        self.items = ItemFormSet(
            data,
            prefix="items",
            initial=[_line(line) for line in proposed.lines],
            form_kwargs={"claim": claim},
        )
        self.read_in = words_read(claim)
        for form in (*self.parties, *self.items):
            anchors = form.initial.get("anchors", ())
            form.read_in = [words for words in _of_rows(self.read_in) if words.anchor in anchors]

    def is_valid(self) -> bool:
        """Return whether all parts can be written down; each says what is wrong with it."""
        return all([self.facts.is_valid(), self.parties.is_valid(), self.items.is_valid()])

    def decided(self) -> CommitmentFacts:
        """Return the facts as a person decided them; expects them to be valid."""
        data = self.facts.cleaned_data
        plain = ("title_en", "title_uk", "amount", "currency", "amount_upper", "period_start", "period_end", "project")
        return CommitmentFacts(
            **{name: data[name] for name in plain},
            kind=Kind(data["kind"]),
            status=CommitmentStatus(data["status"]),
            amount_hedge=Hedge(data["amount_hedge"]),
            valuation_basis=ValuationBasis(data["valuation_basis"]),
            sectors=tuple(Sector(word) for word in data["sectors"]),
            regions=tuple(Region(word) for word in data["regions"]),
            parties=self.parties.facts(),  # type: ignore[attr-defined]
            lines=self.items.facts(),  # type: ignore[attr-defined]
        )


def _of_rows(read_in: Mapping[str, Sequence[WordsRead]]) -> list[WordsRead]:
    return [*read_in.get(Fact.PARTY, ()), *read_in.get(Fact.ITEM, ())]


def with_spare_rows(data: Any) -> Any:
    """Return what was sent, with more empty rows below the parties and the items."""
    more = data.copy()
    for prefix in ("parties", "items"):
        sent = more.get(f"{prefix}-TOTAL_FORMS", "")
        if sent.isdecimal():
            more[f"{prefix}-TOTAL_FORMS"] = str(int(sent) + SPARE_ROWS)
    return more


def _initial(facts: CommitmentFacts) -> dict[str, Any]:
    names = (*FactsForm.Meta.fields, "status", "sectors", "regions")
    return {name: getattr(facts, name) for name in names} | {"project": facts.project and facts.project.pk}


def _party(fact: PartyFact) -> dict[str, Any]:
    names = {name: getattr(fact, name) for name in ("role", "name_en", "name_uk", "type", "country")}
    anchors = [f"party-{row.pk}" for row in fact.claim_parties]
    return names | {"organisation": fact.organisation and fact.organisation.pk, "anchors": anchors}


def _line(fact: LineFact) -> dict[str, Any]:
    names = {name: getattr(fact, name) for name in ("name_en", "name_uk", "category", "quantity", "unit")}
    key = fact.claim_item and fact.claim_item.pk
    return names | {"claim_item": key, "anchors": [f"item-{key}"]}
