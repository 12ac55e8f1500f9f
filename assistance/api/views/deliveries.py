"""Deliveries."""

from __future__ import annotations

from collections.abc import Sequence

from assistance.api import public
from assistance.api.serializers.deliveries import DeliveryRowSerializer
from assistance.api.views.converting import ConvertibleRows
from assistance.api.views.orders import by_day
from assistance.filters import DeliveryFilter
from assistance.interchange.public import DELIVERIES_LISTED, Delivered
from assistance.models import DeliveryEvent
from assistance.reports import Stated, gone, update_sources


class Deliveries(ConvertibleRows[DeliveryEvent]):
    """Reports of deliveries on public commitments, the latest first; reports of one `occasion` count once."""

    rows = staticmethod(public.deliveries)
    whole_rows = staticmethod(public.deliveries)
    filterset_class = DeliveryFilter
    serializer_class = DeliveryRowSerializer
    whole_serializer_class = DeliveryRowSerializer
    updates = gone.Tells(changed=update_sources.of_deliveries, went=gone.gone_deliveries)
    table = DELIVERIES_LISTED
    orders = by_day("happened_on")

    def stated_of(self, row: DeliveryEvent) -> Stated | None:
        """Return its value with the day it happened on, or else that of the release that reports it."""
        if row.value is None:
            return None
        reported = row.claim.release.published_on if row.claim else None
        return Stated(amount=row.value, upper=row.value_upper, currency=row.currency, day=row.happened_on or reported)

    def records(self, rows: Sequence[DeliveryEvent]) -> Sequence[Delivered]:
        """Return them with the claims that report them."""
        return [Delivered(event=row, claim=row.claim) for row in rows]
