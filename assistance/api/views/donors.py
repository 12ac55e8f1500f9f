"""Donors."""

from assistance.api import public
from assistance.api.serializers.organisations import DonorSerializer, WholeDonorSerializer
from assistance.api.views.base import PublicRows
from assistance.filters import OrganisationFilter
from assistance.models import Organisation


class Donors(PublicRows[Organisation]):
    """Organisations that fund a public commitment, by name."""

    rows = staticmethod(public.donors)
    whole_rows = staticmethod(public.donors)
    filterset_class = OrganisationFilter
    serializer_class = DonorSerializer
    whole_serializer_class = WholeDonorSerializer
