"""Needs."""

from __future__ import annotations

from collections.abc import Sequence

from assistance.api import public
from assistance.api.serializers.needs import NeedSerializer
from assistance.api.views.base import PublicRows
from assistance.api.views.orders import by_day
from assistance.filters import NeedFilter
from assistance.interchange.public import NEEDS
from assistance.models import Need
from assistance.reports import NeedAccount, gone, need_account, update_sources


class Needs(PublicRows[Need]):
    """Public needs, each once, those of the latest release first."""

    rows = staticmethod(public.needs_once)
    whole_rows = staticmethod(public.needs)
    filterset_class = NeedFilter
    serializer_class = NeedSerializer
    whole_serializer_class = NeedSerializer
    updates = gone.Tells(changed=update_sources.of_needs, went=gone.gone_needs)
    table = NEEDS
    page = "web:need"
    orders = by_day("release__published_on")

    def records(self, rows: Sequence[Need]) -> Sequence[tuple[Need, NeedAccount]]:
        """Return them with their accounts."""
        return [(row, need_account(row)) for row in rows]
