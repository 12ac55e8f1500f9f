"""Deliveries, one a row."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.interchange.asking import Refusals
from assistance.interchange.cells import Cell, CellError
from assistance.interchange.columns import Code, Column, Day, Key, Number, Text, Use, currency_code, id_column
from assistance.interchange.equipment import quantity_refusals
from assistance.interchange.resource import LedgerResource
from assistance.models import Claim, DeliveryEvent, EquipmentLine
from assistance.vocabulary import Counting, DeliveryStage, Hedge, ValuationBasis, ValueScope, Visibility


class OfLine(Key):
    """An equipment line by its number."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[int, EquipmentLine] | None = None

    def clean(self, value: Cell, row: Any = None, **kwargs: Any) -> Any:
        """Return the line; refuse a number that is none's."""
        key = super().clean(value)
        if key is None:
            raise CellError(_("This cell may not be empty."))
        if self._known is None:
            self._known = {each.pk: each for each in EquipmentLine.objects.select_related("commitment")}
        if key not in self._known:
            raise CellError(_("There is no equipment line of this number."))
        return self._known[key]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Cell:
        """Return the number."""
        return value.pk if value is not None else None


class OfClaim(Key):
    """A claim by its number, which is not the one it has within its release."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[int] | None = None

    def clean(self, value: Cell, row: Any = None, **kwargs: Any) -> Any:
        """Return the claim's number, None where the cell is empty; refuse a number that is none's."""
        key = super().clean(value)
        if self._known is None:
            self._known = set(Claim.objects.values_list("pk", flat=True))
        if key is not None and key not in self._known:
            raise CellError(_("There is no claim of this number. The address of its page has it."))
        return key


class DeliveryResource(LedgerResource):
    """Equipment shipped, handed over or taken on the recipient's balance."""

    name = "deliveries"

    id = id_column()
    line = Column(
        OfLine(),
        gettext_lazy("Number of the equipment line."),
        use=Use.ONCE,
        elsewhere=gettext_lazy("A delivery stays with its item. Put back the number, or add the delivery there anew."),
    )
    item = Column(
        Text(),
        gettext_lazy("Name of the item."),
        use=Use.SHOWN,
        read=lambda event: event.line.name_en or event.line.name_uk,
        elsewhere=gettext_lazy("This is not the name of that item. Put back what stood here, or empty the cell."),
    )
    stage = Column(Code(DeliveryStage), gettext_lazy("How far it has come."))
    counting = Column(Code(Counting), gettext_lazy("Whether the quantity is that of this delivery or of all so far."))
    quantity = Column(Number(), gettext_lazy("How many; empty where that is unknown, which is not zero."))
    happened_on = Column(Day(), gettext_lazy("Day it happened; empty where unknown."))
    value = Column(Number(), gettext_lazy("What it was worth in full units of the currency; of a range its lower end."))
    currency = Column(currency_code(), gettext_lazy("ISO 4217 code, such as USD; empty without a value."))
    value_hedge = Column(
        Code(Hedge, empty=Hedge.EXACT.value), gettext_lazy("How firm the value is; “exact” where empty.")
    )
    value_upper = Column(Number(), gettext_lazy("Upper end of the value, where it is a range."))
    valuation_basis = Column(
        Code(ValuationBasis, empty=ValuationBasis.UNKNOWN.value), gettext_lazy("What the value rests on.")
    )
    value_scope = Column(
        Code(ValueScope, empty=ValueScope.ITEM.value),
        gettext_lazy("Whether the value is that of this item or of all together."),
    )
    claim = Column(OfClaim(), gettext_lazy("Number of the claim that reports it."), attribute="claim_id")
    note = Column(Text(), gettext_lazy("Grounds in words, needed where no claim reports it; shown in public."))
    notice_published_on = Column(Day(), gettext_lazy("Day the recipient published that it is on its balance."))
    cleared_on = Column(Day(), gettext_lazy("Day of customs clearance of a humanitarian load."))
    report_filed_on = Column(Day(), gettext_lazy("Day the recipient reported on a humanitarian load."))

    class Meta(LedgerResource.Meta):
        model = DeliveryEvent

    def records(self) -> QuerySet[DeliveryEvent]:
        """Return deliveries with their lines and commitments."""
        return DeliveryEvent.objects.select_related("line__commitment", "claim_item").order_by("pk")

    def is_public(self, record: DeliveryEvent | None, values: dict[str, Any]) -> bool:
        """Return whether the public sees the commitment."""
        return bool(values["line"].commitment.visibility == Visibility.PUBLIC)

    def whole(self, values: dict[str, Any]) -> EquipmentLine:
        """Return the line."""
        line: EquipmentLine = values["line"]
        return line

    def blank(self, values: dict[str, Any]) -> DeliveryEvent:
        """Return a delivery on the line that is named."""
        return DeliveryEvent(line=values["line"])

    def refusals(self, record: DeliveryEvent | None, values: dict[str, Any]) -> Refusals:
        """Say in words what the database would refuse; words of a claim stay with that claim."""
        errors = quantity_refusals(values["quantity"])
        errors |= {name: _("This cell may not be empty.") for name in ("stage", "counting") if not values[name]}
        errors |= _value_refusals(values)
        if not values["claim"] and not values["note"]:
            errors["note"] = _("Give the claim that reports it, or the grounds in words.")
        errors |= _legal_refusals(values)
        evidence = record.claim_item if record is not None else None
        if evidence is not None and evidence.claim_id != values["claim"]:
            errors["claim"] = _("The delivery rests on words of claim %(number)d. Change that on its own page.") % {
                "number": evidence.claim_id
            }
        return errors


def _value_refusals(values: dict[str, Any]) -> Refusals:
    """Refuse a value without its currency, a range upside down, and words about a value that is not there."""
    value, upper = values["value"], values["value_upper"]
    if value is not None and value <= 0:
        return {"value": _("A value is above zero. Leave it empty where none is stated.")}
    if (value is None) != (not values["currency"]):
        return {"currency": _("A value needs its currency, and a currency its value.")}
    if upper is not None and (value is None or upper < value):
        return {"value_upper": _("The upper end of a range is above its lower end, the value.")}
    if value is None and values["value_hedge"] != Hedge.EXACT:
        return {"value_hedge": _("Without a value there is nothing to be more or less firm. Write “exact”.")}
    if values["value_scope"] == ValueScope.BATCH and (value is None or not values["claim"]):
        return {"value_scope": _("A value of all items together needs the value, and the claim that reports them.")}
    return {}


def _legal_refusals(values: dict[str, Any]) -> Refusals:
    """Refuse a notice or a report without what it tells of."""
    errors = {}
    if values["notice_published_on"] and values["stage"] != DeliveryStage.ON_BALANCE:
        errors["notice_published_on"] = _("A notice tells of what is on the recipient's balance.")
    filed, cleared = values["report_filed_on"], values["cleared_on"]
    if filed and (cleared is None or filed < cleared):
        errors["report_filed_on"] = _("A report follows customs clearance. Give the day of clearance first.")
    return errors
