"""What a delivery was worth, in a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from assistance.models import DeliveryEvent
from assistance.vocabulary import Hedge, ValuationBasis, ValueScope


def require_whole_value(form: forms.BaseForm) -> None:
    """Add an error to ``form`` where a value lacks its currency, is not above zero or is a range upside down."""
    data = form.cleaned_data
    if "value" not in data or "currency" not in data:
        return
    value, upper = data["value"], data.get("value_upper")
    if value is not None and value <= 0:
        form.add_error("value", _("A value is above zero. Leave it empty where none is stated."))
    elif (value is None) != (data["currency"] == ""):
        form.add_error("currency", _("A value needs its currency, and a currency its value."))
    if upper is not None and (value is None or upper < value):
        form.add_error("value_upper", _("The upper end of a range is above its lower end, the value."))
    if value is None:
        data["value_hedge"] = Hedge.EXACT.value
        data["valuation_basis"] = ValuationBasis.UNKNOWN.value


def require_claim_of_batch(form: forms.ModelForm[DeliveryEvent]) -> None:
    """Add an error to ``form`` where the value of all items together is missing, or the claim that reports them."""
    data: dict[str, Any] = form.cleaned_data
    told = {name: data.get(name, getattr(form.instance, name)) for name in ("value_scope", "value", "claim")}
    if told["value_scope"] == ValueScope.BATCH and not (told["value"] and told["claim"]):
        field = "value_scope" if "value_scope" in form.fields else "claim"
        form.add_error(field, _("A value of all items together needs the value, and the claim that reports them."))
