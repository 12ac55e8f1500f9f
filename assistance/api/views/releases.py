"""Releases."""

from assistance.api import public
from assistance.api.serializers.releases import ReleaseSerializer, WholeReleaseSerializer
from assistance.api.views.base import PublicRows
from assistance.filters import ReleaseFilter
from assistance.models import Release


class Releases(PublicRows[Release]):
    """Public releases, the latest first; each has its text at its own address."""

    rows = staticmethod(public.releases)
    whole_rows = staticmethod(public.whole_releases)
    filterset_class = ReleaseFilter
    serializer_class = ReleaseSerializer
    whole_serializer_class = WholeReleaseSerializer
