"""Claims."""

from assistance.api import public
from assistance.api.serializers.claims import ClaimRowSerializer
from assistance.api.views.base import PublicRows
from assistance.api.views.orders import by_day
from assistance.filters import ClaimFilter
from assistance.interchange.public import CLAIMS
from assistance.models import Claim
from assistance.reports import gone, update_sources


class Claims(PublicRows[Claim]):
    """What public releases say about public commitments, those of the latest release first."""

    rows = staticmethod(public.whole_claims)
    whole_rows = staticmethod(public.whole_claims)
    filterset_class = ClaimFilter
    serializer_class = ClaimRowSerializer
    whole_serializer_class = ClaimRowSerializer
    updates = gone.Tells(changed=update_sources.of_claims, went=gone.gone_claims)
    table = CLAIMS
    orders = by_day("release__published_on")
