"""Releases."""

from django.db.models import Count, QuerySet

from assistance.api import public
from assistance.api.serializers.releases import WholeReleaseSerializer
from assistance.api.views.base import PublicRows
from assistance.api.views.orders import by_day
from assistance.filters import ReleaseFilter
from assistance.interchange.public import RELEASES
from assistance.models import Release
from assistance.models.withholdings import public as shown_to_all
from assistance.reports import gone, update_sources


class Releases(PublicRows[Release]):
    """Public releases, the latest first; each has its text at its own address."""

    rows = staticmethod(public.releases)
    whole_rows = staticmethod(public.whole_releases)
    filterset_class = ReleaseFilter
    serializer_class = WholeReleaseSerializer
    whole_serializer_class = WholeReleaseSerializer
    updates = gone.Tells(changed=update_sources.of_releases, went=gone.gone_releases)
    table = RELEASES
    page = "web:release"
    orders = {**by_day("published_on"), "title": ("title", "pk")}
    expansions = public.RELEASE_PARTS

    def table_rows(self) -> QuerySet[Release]:
        """Return the public releases, each with the number of public commitments it speaks of."""
        shown = shown_to_all("commitment", "claims__link__commitment")
        return public.sources().annotate(commitments=Count("claims__link__commitment", filter=shown, distinct=True))
