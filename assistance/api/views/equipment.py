"""Equipment."""

from assistance.api import public
from assistance.api.serializers.equipment import EquipmentSerializer, WholeEquipmentSerializer
from assistance.api.views.base import PublicRows
from assistance.filters import EquipmentFilter
from assistance.models import EquipmentLine


class Equipment(PublicRows[EquipmentLine]):
    """Equipment lines of public commitments, those of the commitment entered last first."""

    rows = staticmethod(public.lines)
    whole_rows = staticmethod(public.whole_lines)
    filterset_class = EquipmentFilter
    serializer_class = EquipmentSerializer
    whole_serializer_class = WholeEquipmentSerializer
