"""The facts of a claim as a form: as proposed, and as a person decides them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import ForeignKeyRawIdWidget
from django.utils.translation import gettext_lazy

from assistance.admin.commitment_forms import DAY, CommitmentForm
from assistance.admin.evidence import WordsRead, words_read
from assistance.admin.row_forms import SPARE_ROWS, ItemFormSet, PartyFormSet
from assistance.admin.site import site
from assistance.admin.words_forms import SINGLE, SingleWordsForm, SpotFormSet
from assistance.models import Claim, ClaimItem, Commitment
from assistance.models.choices import choices_of
from assistance.review import ChosenWords, CommitmentFacts, LineFact, PartyFact, Stretch
from assistance.vocabulary import (
    CommitmentStatus,
    Fact,
    Hedge,
    Kind,
    Region,
    Sector,
    ValuationBasis,
)


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


class ProposedFacts:
    """All parts of the form together: the facts as ``proposed``, and the words chosen as their evidence.

    ``within`` is the passage that the facts are told in; ``claim`` None where it is not a claim yet.
    """

    facts_form: type[FactsForm] = FactsForm

    def __init__(
        self, proposed: CommitmentFacts, data: Mapping[str, Any] | None, *, within: Stretch, claim: Claim | None = None
    ) -> None:
        items = claim.items.all() if claim else ClaimItem.objects.none()
        self.facts = self.facts_form(data, prefix="facts", initial=_initial(proposed))
        self.parties = PartyFormSet(
            data,
            prefix="parties",
            initial=[_party(party) for party in proposed.parties],
            form_kwargs={"within": within},
        )
        self.items = ItemFormSet(
            data,
            prefix="items",
            initial=[_line(line) for line in proposed.lines],
            form_kwargs={"within": within, "items": items},
        )
        self.words = {fact.value: SingleWordsForm(data, prefix=f"words-{fact}", within=within) for fact in SINGLE}
        self.spots = SpotFormSet(data, prefix="spots", form_kwargs={"within": within})
        self.read_in = words_read(claim) if claim else {}
        for form in (*self.parties, *self.items):
            anchors = form.initial.get("anchors", ())
            form.read_in = [words for words in _of_rows(self.read_in) if words.anchor in anchors]

    def is_valid(self) -> bool:
        """Return whether all parts can be written down; each says what is wrong with it."""
        parts = [self.facts, self.parties, self.items, *self.words.values(), self.spots]
        if not all([part.is_valid() for part in parts]):  # type: ignore[attr-defined]  # noqa: C419 - all tell their errors
            return False
        ticked = {*self.facts.cleaned_data["sectors"], *self.facts.cleaned_data["regions"]}
        return all([form.is_about(ticked) for form in self.spots])  # noqa: C419 - all of them tell their errors

    def chosen_words(self) -> list[ChosenWords]:
        """Return the words that were chosen as evidence; expects all parts to be valid."""
        single = [words for fact in SINGLE for words in self.words[fact.value].chosen(fact)]
        rows = [*self.parties.chosen_words(), *self.items.chosen_words()]  # type: ignore[attr-defined]
        return [*single, *rows, *(words for form in self.spots for words in form.chosen_words())]

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
    for prefix in ("parties", "items", "spots"):
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
