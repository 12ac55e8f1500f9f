"""Totals that releases state."""

from __future__ import annotations

from collections.abc import Sequence

from assistance.api import public
from assistance.api.serializers.totals import ComparedTotalSerializer
from assistance.api.views.converting import ConvertibleRows
from assistance.api.views.orders import by_day
from assistance.filters import StatedTotalFilter
from assistance.interchange.public import STATED_TOTALS
from assistance.models import Commitment, StatedTotal
from assistance.reports import Stated, StatedRow, gone, stated_totals, update_sources


class StatedTotals(ConvertibleRows[StatedTotal]):
    """Sums that public releases state, those of the latest first, each beside what is itemised of it."""

    rows = staticmethod(public.totals)
    whole_rows = staticmethod(public.totals)
    filterset_class = StatedTotalFilter
    serializer_class = ComparedTotalSerializer
    whole_serializer_class = ComparedTotalSerializer

    updates = gone.Tells(changed=update_sources.of_totals, went=gone.gone_totals)
    table = STATED_TOTALS
    orders = {**by_day("release__published_on"), "amount": ("currency", "-amount", "pk")}

    def told(self, rows: Sequence[StatedTotal]) -> Sequence[StatedRow]:
        """Return them compared, all at once."""
        return stated_totals(rows, among=Commitment.objects.published())

    def stated_of(self, row: StatedTotal) -> Stated | None:
        """Return it with the day of its release."""
        return Stated(amount=row.amount, upper=None, currency=row.currency, day=row.release.published_on)
