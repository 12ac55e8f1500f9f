"""The list of claims that await a decision: what comes first in it, and why each claim needs a person."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest

from assistance import review
from assistance.models import Claim

#: What says in the address which decision the claims bear; without it they await one.
OUTCOME = "outcome"


def is_queue(request: HttpRequest) -> bool:
    """Return whether the claims that await a decision are asked for."""
    return request.GET.get(OUTCOME) is None


def queue_of(request: HttpRequest) -> dict[int, review.Standing]:
    """Return how the claims of the queue stand, read once for a request; nothing of it for the claims decided on."""
    if not hasattr(request, "queue_standings"):
        request.queue_standings = review.read_queue() if is_queue(request) else {}  # type: ignore[attr-defined]
    return request.queue_standings  # type: ignore[attr-defined, no-any-return]


def is_by_urgency(request: HttpRequest, changelist: ChangeList) -> bool:
    """Return whether the list is the queue in its own order: no column was chosen to order it by."""
    return is_queue(request) and not changelist.params.get(ORDER_VAR)


class QueueOrder(ChangeList):
    """The list of claims as filtered and ordered, without fetching any, nor reading which may count money twice."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Claim]) -> Any:
        """Order the queue by urgency, unless a column was chosen."""
        return review.by_urgency() if is_by_urgency(request, self) else super().get_ordering(request, queryset)

    def get_results(self, request: HttpRequest) -> None:
        self.result_list = self.queryset.none()


class Queue(QueueOrder):
    """The list of claims; each knows how it stands."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Claim]) -> Any:
        """Put what may count money twice first, unless a column was chosen."""
        first = review.twice_first(queue_of(request)) if is_by_urgency(request, self) else []
        return [*first, *super().get_ordering(request, queryset)]

    def get_results(self, request: HttpRequest) -> None:
        ChangeList.get_results(self, request)
        claims = list(self.result_list)
        queue = queue_of(request)
        unread = [claim for claim in claims if claim.pk not in queue]
        known = queue | (review.standings(unread) if unread else {})
        for claim in claims:
            claim.standing = known[claim.pk]
        self.result_list = claims
