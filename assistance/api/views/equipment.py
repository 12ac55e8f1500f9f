"""Equipment."""

from __future__ import annotations

from collections.abc import Sequence

from assistance.api import public
from assistance.api.serializers.equipment import WholeEquipmentSerializer
from assistance.api.views.base import PublicRows
from assistance.filters import EquipmentFilter
from assistance.interchange.public import EQUIPMENT
from assistance.models import EquipmentLine
from assistance.reports import Balance, balance, gone, update_sources


class Equipment(PublicRows[EquipmentLine]):
    """Equipment lines of public commitments, those of the commitment entered last first."""

    rows = staticmethod(public.lines)
    whole_rows = staticmethod(public.whole_lines)
    filterset_class = EquipmentFilter
    serializer_class = WholeEquipmentSerializer
    whole_serializer_class = WholeEquipmentSerializer
    updates = gone.Tells(changed=update_sources.of_equipment, went=gone.gone_equipment)
    table = EQUIPMENT
    orders = {
        "newest": ("-commitment", "pk"),
        "oldest": ("commitment", "pk"),
        "name": ("name_en", "name_uk", "pk"),
    }
    expansions = {"deliveries": lambda rows: public.whole_lines(), "evidence": lambda rows: public.whole_lines()}

    def records(self, rows: Sequence[EquipmentLine]) -> Sequence[Balance]:
        """Return their accounts."""
        return [balance(row) for row in rows]
