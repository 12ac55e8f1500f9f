"""Forms of a commitment: its facts, its first status, a new status."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.models import Commitment
from assistance.models.choices import choices_of
from assistance.vocabulary import TRANSITIONS, CommitmentStatus, Hedge

#: What the reason of a status says of itself.
PUBLIC = gettext_lazy("Shown in public with the change.")

#: A day as the browser's own calendar wants it.
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CommitmentForm(forms.ModelForm[Commitment]):
    """What a commitment is; says in words what the database would refuse."""

    def clean_currency(self) -> str:
        """Return the code in capital letters."""
        return str(self.cleaned_data["currency"]).upper()

    def clean(self) -> dict[str, Any]:
        """Want a title, amount and currency together, and a start before the end."""
        data = super().clean() or self.cleaned_data
        self.check_titles(data)
        if "amount" in data and "currency" in data:
            self._check_amount(data)
        if "amount" in data:
            self._check_hedge(data)
        start, end = data.get("period_start"), data.get("period_end")
        if start and end and start > end:
            self.add_error("period_end", _("The end is before the start."))
        return data

    def check_titles(self, data: dict[str, Any]) -> None:
        """Want a title."""
        if not (data.get("title_en") or data.get("title_uk")):
            self.add_error("title_en", _("Give a title in English or Ukrainian."))

    def _check_amount(self, data: dict[str, Any]) -> None:
        if data["amount"] is not None and data["amount"] <= 0:
            self.add_error("amount", _("An amount is above zero. Leave it empty where none is stated."))
        elif (data["amount"] is None) != (data["currency"] == ""):
            self.add_error("currency", _("An amount needs its currency, and a currency its amount."))

    def _check_hedge(self, data: dict[str, Any]) -> None:
        amount, upper = data["amount"], data.get("amount_upper")
        if upper is not None and (amount is None or upper < amount):
            self.add_error("amount_upper", _("The upper end of a range is above its lower end, the amount."))
        if amount is None:
            data["amount_hedge"] = Hedge.EXACT.value


class NewCommitmentForm(CommitmentForm):
    """A commitment that no claim in the queue reports: its first status needs grounds too."""

    first_status = forms.ChoiceField(label=gettext_lazy("Status"), choices=choices_of(CommitmentStatus))
    grounds = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=format_lazy(
            "{} {}",
            gettext_lazy("How you know of it. The commitment can be made public once a claim supports it."),
            PUBLIC,
        ),
    )


class StatusForm(forms.Form):
    """A new status with its grounds: only those that may follow the one it has, each with its rule."""

    status = forms.ChoiceField(label=gettext_lazy("New status"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, help_text=PUBLIC
    )
    happened_on = forms.DateField(
        label=gettext_lazy("Happened on"),
        required=False,
        widget=DAY,
        help_text=gettext_lazy("The day the source gives; empty where unknown."),
    )

    def __init__(self, *args: Any, status: CommitmentStatus, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [
            (allowed.to.value, f"{_(allowed.to.label)} – {_(allowed.step.label)}") for allowed in TRANSITIONS[status]
        ]
        self.fields["status"].choices = steps  # type: ignore[attr-defined]
