"""Equipment lines, one a row."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.interchange.asking import Refusals
from assistance.interchange.cells import Cell, CellError
from assistance.interchange.columns import Code, Column, Day, Key, Number, Text, Use, id_column
from assistance.interchange.resource import LedgerResource
from assistance.models import Commitment, EquipmentLine
from assistance.vocabulary import ItemCategory, Visibility


class OfCommitment(Key):
    """A commitment by its number."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[int, Commitment] | None = None

    def clean(self, value: Cell, row: Any = None, **kwargs: Any) -> Any:
        """Return the commitment; refuse a number that is none's."""
        key = super().clean(value)
        if key is None:
            raise CellError(_("This cell may not be empty."))
        if self._known is None:
            self._known = {each.pk: each for each in Commitment.objects.defer("search_text")}
        if key not in self._known:
            raise CellError(_("There is no commitment of this number."))
        return self._known[key]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Cell:
        """Return the number."""
        return value.pk if value is not None else None


def quantity_refusals(quantity: Any) -> Refusals:
    """Refuse a quantity below zero."""
    if quantity is not None and quantity < 0:
        return {"quantity": _("A quantity is not below zero. Leave it empty where it is unknown.")}
    return {}


class EquipmentResource(LedgerResource):
    """Items promised."""

    name = "equipment"

    id = id_column()
    commitment = Column(
        OfCommitment(),
        gettext_lazy("Number of the commitment."),
        use=Use.ONCE,
        elsewhere=gettext_lazy("An item stays with its commitment. Put back the number, or add the item there anew."),
    )
    commitment_title = Column(
        Text(),
        gettext_lazy("Title of the commitment."),
        use=Use.SHOWN,
        read=lambda line: line.commitment.title_en or line.commitment.title_uk,
        elsewhere=gettext_lazy(
            "This is not the title of that commitment. Put back what stood here, or empty the cell."
        ),
    )
    name_en = Column(Text(), gettext_lazy("Item in English; one of the two names is needed."))
    name_uk = Column(Text(), gettext_lazy("Item in Ukrainian; one of the two names is needed."))
    category = Column(Code(ItemCategory), gettext_lazy("Class of equipment."))
    quantity = Column(Number(), gettext_lazy("How many are promised; empty where that is unknown, which is not zero."))
    unit = Column(Text(), gettext_lazy("What is counted, such as sets; empty for pieces."))
    due_on = Column(Day(), gettext_lazy("Day the item was promised for, where it has one of its own."))

    class Meta(LedgerResource.Meta):
        model = EquipmentLine

    def records(self) -> QuerySet[EquipmentLine]:
        """Return lines with their commitments."""
        return EquipmentLine.objects.select_related("commitment").order_by("pk")

    def is_public(self, record: EquipmentLine | None, values: dict[str, Any]) -> bool:
        """Return whether the public sees the commitment."""
        return bool(values["commitment"].visibility == Visibility.PUBLIC)

    def whole(self, values: dict[str, Any]) -> Commitment:
        """Return the commitment."""
        commitment: Commitment = values["commitment"]
        return commitment

    def blank(self, values: dict[str, Any]) -> EquipmentLine:
        """Return a line of the commitment that is named."""
        return EquipmentLine(commitment=values["commitment"])

    def refusals(self, record: EquipmentLine | None, values: dict[str, Any]) -> Refusals:
        """Say in words what the database would refuse."""
        errors = quantity_refusals(values["quantity"])
        if not (values["name_en"] or values["name_uk"]):
            errors["name_en"] = _("Name the item in English or Ukrainian.")
        if not values["category"]:
            errors["category"] = _("This cell may not be empty.")
        return errors
