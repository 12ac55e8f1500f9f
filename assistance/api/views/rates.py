"""Exchange rates."""

from assistance.api import public
from assistance.api.serializers.rates import RateSerializer
from assistance.api.views.base import PublicRows
from assistance.filters import RateFilter
from assistance.interchange.public import RATES
from assistance.models import ExchangeRate
from assistance.reports import gone, update_sources


class Rates(PublicRows[ExchangeRate]):
    """The exchange rates that amounts are converted with, the latest first."""

    rows = staticmethod(public.rates)
    whole_rows = staticmethod(public.rates)
    filterset_class = RateFilter
    serializer_class = RateSerializer
    whole_serializer_class = RateSerializer
    updates = gone.Tells(changed=update_sources.of_rates, went=gone.gone_rates)
    table = RATES
    orders = {
        "newest": ("-date", "currency", "target", "source", "pk"),
        "oldest": ("date", "currency", "target", "source", "pk"),
    }
