"""Commitments."""

from assistance.api import public
from assistance.api.serializers.commitments import CommitmentRowSerializer, WholeCommitmentSerializer
from assistance.api.views.converting import ConvertibleRows
from assistance.filters import CommitmentFilter
from assistance.interchange.public import COMMITMENTS, with_items
from assistance.models import Commitment
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports import Stated, gone, update_sources


class Commitments(ConvertibleRows[Commitment]):
    """Public commitments, the newest first unless `order` says otherwise."""

    rows = staticmethod(public.commitments)
    whole_rows = staticmethod(public.whole_commitments)
    filterset_class = CommitmentFilter
    serializer_class = CommitmentRowSerializer
    whole_serializer_class = WholeCommitmentSerializer
    updates = gone.Tells(changed=update_sources.of_commitments, went=gone.gone_commitments)
    table = COMMITMENTS
    page = "web:commitment"
    expansions = {
        "equipment": public.with_equipment,
        "deliveries": public.with_deliveries,
        "claims": public.with_claims,
        "status_changes": public.with_status_changes,
    }

    def stated_of(self, row: Commitment) -> Stated | None:
        """Return its amount with the day it was first reported on."""
        if row.amount is None:
            return None
        day = row.first_reported  # type: ignore[attr-defined]
        return Stated(amount=row.amount, upper=row.amount_upper, currency=row.currency, day=day)

    def table_rows(self) -> CommitmentQuerySet:
        """Return the public commitments, fetched for their table."""
        return with_items(Commitment.objects.published().newest_first())
