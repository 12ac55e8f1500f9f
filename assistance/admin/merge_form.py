"""Linking a claim with a commitment that is known, setting it aside, taking a decision back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import ForeignKeyRawIdWidget
from django.core.exceptions import ValidationError
from django.db.models import Case, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.admin.site import site
from assistance.models import Commitment, CommitmentClaim
from assistance.models.choices import choices_of
from assistance.review import Match
from assistance.templatetags.figures import hedged
from assistance.vocabulary import CommitmentStatus, Relation

RELATIONS = [pair for pair in choices_of(Relation) if pair[0] != Relation.FIRST]

#: What each relation does to the commitment, for the page to explain.
EFFECTS = [
    (Relation.REPEATS, gettext_lazy("the same again: the amount stays as it is")),
    (Relation.PART_OF, gettext_lazy("a part of what is counted already: the amount stays as it is")),
    (Relation.TOPS_UP, gettext_lazy("more of it: the amount of the claim is added, in the same currency only")),
    (
        Relation.DELIVERS,
        gettext_lazy("it has come: items and value are written down as handed over; compare first to decide otherwise"),
    ),
    (Relation.CANCELS, gettext_lazy("it is called off: the status becomes “cancelled”")),
    (Relation.CONTRADICTS, gettext_lazy("it says otherwise: the amount stays, both stand side by side")),
]


class CandidateField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Commitments to choose from, told by number, title, amount and status, and why each may be meant."""

    matches: Mapping[int, Match] = {}

    def label_from_instance(self, obj: Commitment) -> str:
        label = f"#{obj.pk} {obj.title} · {hedged(obj)} · {obj.get_status_display()}"
        match = self.matches.get(obj.pk)
        return f"{label} – {match.summary}" if match else label


class ReasonField(forms.CharField):
    """Why it was decided so."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Reason"))
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 2}))
        kwargs.setdefault("help_text", gettext_lazy("For staff only; never shown in public."))
        super().__init__(max_length=2000, required=False, **kwargs)


class DecisionReasonForm(forms.Form):
    """The reason of a decision; whether it may be missing is for the decision to say."""

    use_required_attribute = False

    reason = ReasonField()


class MergeForm(forms.Form):
    """Which commitment, and what the claim is to it; for a comparison the latter can wait."""

    use_required_attribute = False

    target = CandidateField(
        Commitment.objects.none(),
        label=gettext_lazy("Commitments it may speak of"),
        required=False,
        widget=forms.RadioSelect,
        empty_label=None,
    )
    number = forms.ModelChoiceField(
        Commitment.objects.all(),
        label=gettext_lazy("or the number of any other"),
        required=False,
        widget=ForeignKeyRawIdWidget(CommitmentClaim._meta.get_field("commitment").remote_field, site),
        error_messages={"invalid_choice": gettext_lazy("There is no commitment of this number.")},
    )
    relation = forms.ChoiceField(
        label=gettext_lazy("What the claim is to it"), choices=[("", "---------"), *RELATIONS], required=False
    )
    status = forms.ChoiceField(
        label=gettext_lazy("New status"),
        choices=[("", gettext_lazy("as it is")), *choices_of(CommitmentStatus)],
        required=False,
    )
    reason = ReasonField()

    def __init__(self, *args: Any, candidates: Sequence[Match], wanted_for: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted, self.compared = wanted_for in {"merge", "compare"}, wanted_for == "compare"
        matches = {match.commitment.pk: match for match in candidates}
        likely_first = [When(pk=number, then=place) for place, number in enumerate(matches)]
        self.fields["target"].matches = matches  # type: ignore[attr-defined]
        self.fields["target"].queryset = Commitment.objects.filter(pk__in=matches).order_by(  # type: ignore[attr-defined]
            Case(*likely_first, default=len(likely_first)), "pk"
        )

    def clean(self) -> dict[str, Any]:
        """Want one commitment and a relation, where the claim is to be merged at all."""
        data = super().clean() or self.cleaned_data
        if not self.wanted:
            return data
        chosen = {data.get("target"), data.get("number")} - {None}
        if not chosen and "number" in data:
            raise ValidationError(_("Choose the commitment that the claim speaks of, or give its number."))
        if len(chosen) > 1:
            raise ValidationError(_("Two different commitments are chosen. Choose one, or clear the number."))
        if not data.get("relation") and not self.compared:
            self.add_error("relation", _("Say what the claim is to the commitment."))
        return data

    @property
    def into(self) -> Commitment:
        """The commitment that was chosen; expects a valid form."""
        chosen: Commitment = self.cleaned_data["number"] or self.cleaned_data["target"]
        return chosen

    def delivers_under(self) -> Commitment | None:
        """Return the commitment under which the claim is to be merged as a delivery, None where it is not to be."""
        if not self.wanted or not self.is_valid() or self.cleaned_data["relation"] != Relation.DELIVERS:
            return None
        return self.into

    def decided(self) -> dict[str, Any]:
        """Return what ``review.merge`` wants beside the claim; expects a valid form, the relation may be missing."""
        data = self.cleaned_data
        return {
            "into": self.into,
            "relation": Relation(data["relation"]) if data["relation"] else None,
            "reason": data["reason"],
            "status": CommitmentStatus(data["status"]) if data["status"] else None,
        }
