"""Needs."""

from assistance.api import public
from assistance.api.serializers.needs import NeedSerializer
from assistance.api.views.base import PublicRows
from assistance.filters import NeedFilter
from assistance.models import Need


class Needs(PublicRows[Need]):
    """Public needs, each once, those of the latest release first."""

    rows = staticmethod(public.needs_once)
    whole_rows = staticmethod(public.needs)
    filterset_class = NeedFilter
    serializer_class = NeedSerializer
    whole_serializer_class = NeedSerializer
