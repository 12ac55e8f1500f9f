"""What a claim that is merged as a delivery writes down: item by item, and what all of it was worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.admin.commitment_forms import DAY
from assistance.admin.value_forms import require_whole_value
from assistance.models import Claim, ClaimItem, Commitment, EquipmentLine
from assistance.models.choices import choices_of
from assistance.models.validation import MONEY_DIGITS, validate_currency
from assistance.review import DeliveryFact, DeliveryValue, ReviewError, propose_deliveries, require_one_unit
from assistance.templatetags.figures import quantity
from assistance.vocabulary import Counting, DeliveryStage, Hedge, ValuationBasis, ValueScope

#: The field that tells which commitment's lines the rows offer.
OFFERED = "deliveries-of"


class LineField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Lines of a commitment, told by item and by what was promised."""

    def label_from_instance(self, obj: EquipmentLine) -> str:
        return f"{obj}: {quantity(obj.quantity)} {obj.unit}".rstrip()


class DeliveredForm(forms.Form):
    """How one item was delivered; the line left empty makes a new one."""

    use_required_attribute = False

    line = LineField(
        EquipmentLine.objects.none(),
        label=gettext_lazy("Goes to"),
        required=False,
        empty_label=gettext_lazy("a new line of its own"),
        error_messages={"invalid_choice": gettext_lazy("This is no line of the commitment. Choose one of it.")},
    )
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), choices=choices_of(DeliveryStage))
    counting = forms.ChoiceField(label=gettext_lazy("Counting"), choices=choices_of(Counting))
    quantity = forms.DecimalField(
        label=gettext_lazy("Quantity"),
        min_value=0,
        max_digits=14,
        decimal_places=2,
        required=False,
        widget=forms.NumberInput(attrs={"step": "any", "min": 0}),
    )
    happened_on = forms.DateField(label=gettext_lazy("Day"), required=False, widget=DAY)
    left_out = forms.BooleanField(label=gettext_lazy("Leave it out"), required=False)

    def __init__(self, *args: Any, item: ClaimItem, into: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        self.fields["line"].queryset = into.equipment.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Want a line that counts as the release does."""
        data = super().clean() or self.cleaned_data
        if not data.get("left_out") and data.get("line") and "quantity" in data:
            try:
                require_one_unit(self.item, data["line"], data["quantity"])
            except ReviewError as error:
                self.add_error("line", str(error))
        return data

    def fact(self) -> DeliveryFact:
        """Return the delivery as decided; expects a valid form."""
        data = self.cleaned_data
        return DeliveryFact(
            claim_item=self.item,
            line=data["line"],
            quantity=data["quantity"],
            stage=DeliveryStage(data["stage"]),
            counting=Counting(data["counting"]),
            happened_on=data["happened_on"],
        )


class WorthForm(forms.Form):
    """What was delivered is worth: one sum, of one item or of all together."""

    use_required_attribute = False

    value = forms.DecimalField(
        label=gettext_lazy("Value"), max_digits=MONEY_DIGITS, decimal_places=2, required=False,
        widget=forms.NumberInput(attrs={"step": "any", "min": 0}),
    )  # fmt: skip
    currency = forms.CharField(
        label=gettext_lazy("Currency"),
        max_length=3,
        required=False,
        widget=forms.TextInput(attrs={"size": 4, "maxlength": 3}),
    )
    value_hedge = forms.ChoiceField(label=gettext_lazy("How firm the value is"), choices=choices_of(Hedge))
    value_upper = forms.DecimalField(
        label=gettext_lazy("Upper end of the value"), max_digits=MONEY_DIGITS, decimal_places=2, required=False,
        widget=forms.NumberInput(attrs={"step": "any", "min": 0}),
    )  # fmt: skip
    valuation_basis = forms.ChoiceField(label=gettext_lazy("Valuation basis"), choices=choices_of(ValuationBasis))
    of = forms.ChoiceField(label=gettext_lazy("Value of"), required=False)

    def __init__(self, *args: Any, items: list[ClaimItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        together = [("", gettext_lazy("all items together"))] if len(items) > 1 else []
        self.fields["of"].choices = [*together, *((str(item.pk), item.name) for item in items)]  # type: ignore[attr-defined]

    def clean_currency(self) -> str:
        """Return the code in capital letters; refuse one that is none."""
        code = str(self.cleaned_data["currency"]).upper()
        if code:
            validate_currency(code)
        return code

    def clean(self) -> dict[str, Any]:
        """Want value and currency together, and a range the right way round."""
        data = super().clean() or self.cleaned_data
        require_whole_value(self)
        return data

    def worth(self) -> DeliveryValue | None:
        """Return the value as decided, None where none is given; expects a valid form."""
        data = self.cleaned_data
        if data["value"] is None:
            return None
        return DeliveryValue(
            value=data["value"],
            currency=data["currency"],
            upper=data["value_upper"],
            hedge=Hedge(data["value_hedge"]),
            basis=ValuationBasis(data["valuation_basis"]),
        )


class DeliveriesForm:
    """A row for each item of a claim, as it would be delivered under ``into``, and what all was worth.

    What was typed with the lines of another commitment is kept but for those lines: ``moved`` tells of that.
    """

    def __init__(self, claim: Claim, into: Commitment, data: Mapping[str, Any] | None) -> None:
        self.into = into
        proposed = propose_deliveries(into, claim)
        sent = data if data is not None and OFFERED in data else None
        self.is_bound = sent is not None
        self.moved = sent is not None and sent[OFFERED] != str(into.pk)
        if sent is not None and self.moved:
            lines = {f"delivered-{fact.claim_item.pk}-line": fact.line and fact.line.pk for fact in proposed}
            sent = {name: sent[name] for name in sent} | {name: pk or "" for name, pk in lines.items()}
        self.rows = [_row(fact, into, sent) for fact in proposed]
        worth = next((fact.worth for fact in proposed if fact.worth), None)
        items = [fact.claim_item for fact in proposed]
        self.worth = WorthForm(sent, prefix="worth", items=items, initial=_worth(worth, items))

    def is_valid(self) -> bool:
        """Return whether all can be written down; each part says what is wrong with it. Untouched rows can."""
        if not self.is_bound:
            return True
        if not all([form.is_valid() for form in (*self.rows, self.worth)]):  # noqa: C419 - all tell their errors
            return False
        of, kept = self.worth.cleaned_data["of"], {str(row.item.pk) for row in self._kept()}
        if self.worth.worth() and (of not in kept if of else not kept):
            self.worth.add_error("of", _("This is left out, so the value has no place. Choose another item."))
        return self.worth.is_valid()

    def decided(self) -> list[DeliveryFact] | None:
        """Return the deliveries as decided, None where they were not looked at; expects them to be valid."""
        if not self.is_bound:
            return None
        kept, worth = [row.fact() for row in self._kept()], self.worth.worth()
        if worth is None:
            return kept
        of = self.worth.cleaned_data["of"]
        scope = ValueScope.ITEM if of or len(kept) == 1 else ValueScope.BATCH
        bearer = next(place for place, fact in enumerate(kept) if not of or str(fact.claim_item.pk) == of)
        kept[bearer] = replace(kept[bearer], worth=replace(worth, scope=scope))
        return kept

    def _kept(self) -> list[DeliveredForm]:
        return [row for row in self.rows if not row.cleaned_data["left_out"]]


def deliveries_form(claim: Claim, into: Commitment | None, data: Mapping[str, Any] | None) -> DeliveriesForm | None:
    """Return the form of the deliveries under ``into``, else under the commitment that they were looked at with."""
    looked_at = (data or {}).get(OFFERED, "")
    if into is None and looked_at.isdecimal():
        into = Commitment.objects.filter(pk=int(looked_at)).first()
    return None if into is None else DeliveriesForm(claim, into, data)


def _row(fact: DeliveryFact, into: Commitment, sent: Mapping[str, Any] | None) -> DeliveredForm:
    names = ("stage", "counting", "quantity", "happened_on")
    initial = {name: getattr(fact, name) for name in names} | {"line": fact.line and fact.line.pk}
    prefix = f"delivered-{fact.claim_item.pk}"
    return DeliveredForm(sent, prefix=prefix, initial=initial, item=fact.claim_item, into=into)


def _worth(worth: DeliveryValue | None, items: list[ClaimItem]) -> dict[str, Any]:
    """Return the value that is proposed, by the fields of its form."""
    of = str(items[0].pk) if len(items) == 1 else ""
    if worth is None:
        return {"valuation_basis": ValuationBasis.STATED, "of": of}
    return {
        "value": worth.value,
        "currency": worth.currency,
        "value_hedge": worth.hedge,
        "value_upper": worth.upper,
        "valuation_basis": worth.basis,
        "of": of,
    }
