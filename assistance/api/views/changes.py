"""Changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from assistance.api.files import batched
from assistance.api.filtering import checked
from assistance.api.parameters import asked_choice, choice
from assistance.api.serializers.changes import ChangeSerializer
from assistance.api.views.base import Parameters, PublicRows
from assistance.filters import ChangeFilter
from assistance.interchange.public import CHANGES
from assistance.models import Commitment
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports import PublicChanges, changes_asked_for

ORDERS = ("newest", "oldest")


class Changes(PublicRows[Commitment]):
    """What changed in public, the newest first; of what is public no longer nothing but its kind and the time."""

    dated = False
    rows = staticmethod(Commitment.objects.published)
    filterset_class = ChangeFilter
    serializer_class = ChangeSerializer
    table = CHANGES

    def described(self) -> Parameters:
        """Return what the form of the answer is asked by."""
        return [*super().described(), choice("order", ORDERS, "The order of the rows.", default=ORDERS[0])]

    def filter_queryset(self, queryset: Any) -> Any:
        """Return the changes of the commitments that the filters keep, and of what belongs to them."""
        filterset = checked(ChangeFilter(self.request.query_params, queryset=queryset, request=self.request))
        scope = changes_asked_for(filterset.form.cleaned_data, cast("CommitmentQuerySet", filterset.qs))
        return PublicChanges(scope, oldest_first=asked_choice(self.request, "order", ORDERS) == "oldest")

    def batches(self, fetched: Any) -> Iterator[Sequence[Any]]:
        """Return all of them, a batch at a time."""
        return batched(self.filter_queryset(type(self).rows()))
