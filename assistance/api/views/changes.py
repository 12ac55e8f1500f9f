"""Changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from assistance.api.files import batched
from assistance.api.filtering import checked
from assistance.api.parameters import asked_choice, choice
from assistance.api.serializers.changes import ChangeSerializer
from assistance.api.since import asked_moment_in
from assistance.api.views.base import Parameters, PublicRows
from assistance.filters import ChangeFilter
from assistance.interchange.public import CHANGES
from assistance.models import Commitment
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports import PublicChanges, changes_asked_for
from assistance.reports.change_sources import begin_of
from assistance.reports.gone import Gone, Tells

ORDERS = ("newest", "oldest")


def nothing_gone(since: datetime) -> list[Gone]:
    """Return nothing: what is told once is told for ever, or not at all."""
    return []


class Changes(PublicRows[Commitment]):
    """What changed in public, the newest first; of what is public no longer nothing but its kind and the time."""

    dated = False
    rows = staticmethod(Commitment.objects.published)
    filterset_class = ChangeFilter
    serializer_class = ChangeSerializer
    table = CHANGES
    updates = Tells(changed=list, went=nothing_gone)

    def described(self) -> Parameters:
        """Return what the form of the answer is asked by."""
        return [*super().described(), choice("order", ORDERS, "The order of the rows.", default=ORDERS[0])]

    def filter_queryset(self, queryset: Any) -> Any:
        """Return the changes of the commitments that the filters keep, and of what belongs to them."""
        filterset = checked(ChangeFilter(self.request.query_params, queryset=queryset, request=self.request))
        scope = changes_asked_for(filterset.form.cleaned_data, cast("CommitmentQuerySet", filterset.qs))
        if moment := asked_moment_in(self.request):
            asked = begin_of(scope.since) if scope.since else moment
            scope = replace(scope, since=max(asked, moment))
        return PublicChanges(scope, oldest_first=asked_choice(self.request, "order", ORDERS) == "oldest")

    def beside(self, rows: Sequence[Any]) -> dict[str, Any]:
        """Return nothing: a change says itself when it was recorded."""
        return {}

    def batches(self, fetched: Any) -> Iterator[Sequence[Any]]:
        """Return all of them, a batch at a time."""
        return batched(self.filter_queryset(type(self).rows()))
