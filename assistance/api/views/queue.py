"""The queue for programs of staff: the claims that await a decision."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from assistance import review
from assistance.api.filtering import FilterBackend
from assistance.api.pagination import StaffPages
from assistance.api.parameters import asked_choice, choice
from assistance.api.serializers.queue import QueueClaimSerializer, WholeQueueClaimSerializer
from assistance.api.views.base import Parameters
from assistance.api.views.staff import StaffView
from assistance.filters import QueueFilter
from assistance.models import Claim
from assistance.models.claims import ClaimQuerySet
from assistance.vocabulary import ReviewReason, Scope

#: What the reason is asked for claims that have none.
CLEAR = "clear"
REASON = choice(
    "reason",
    [*(word.value for word in ReviewReason), CLEAR],
    "Why a claim needs a person; `clear` for those that nothing speaks against accepting as read.",
)


def waiting() -> ClaimQuerySet:
    """Return the queue, fetched with what is told of its claims."""
    queue: ClaimQuerySet = Claim.objects.needing_review().with_facts()
    return queue.prefetch_related("release__traps", "decisions")


def with_standing(claims: Sequence[Claim], known: Mapping[int, review.Standing]) -> Sequence[Claim]:
    """Return ``claims``, each knowing how it stands; ``known`` is what was read of the queue already."""
    unread = [claim for claim in claims if claim.pk not in known]
    found = {**known, **(review.standings(unread) if unread else {})}
    for claim in claims:
        claim.standing = found[claim.pk]  # type: ignore[attr-defined]
    return claims


class Queue(StaffView, ListModelMixin, GenericAPIView[Claim]):
    """Claims that await a decision, in the order of the staff's own queue: what may count money twice first."""

    scope = Scope.QUEUE
    queryset = Claim.objects.none()
    serializer_class = QueueClaimSerializer
    filter_backends = [FilterBackend]
    filterset_class = QueueFilter
    pagination_class = StaffPages
    standing: Mapping[int, review.Standing]

    def parameters(self) -> Collection[str]:
        """Return the filters and the page."""
        return [*QueueFilter.base_filters, *StaffPages().parameters]

    def described(self) -> Parameters:
        """Return the reason too."""
        return [*super().described(), REASON]

    @extend_schema(operation_id="staff_queue_list")
    def get(self, request: Request) -> Response:
        """Return a page of the claims that await a decision, each with its words, reasons and likely repetitions.

        What may count money twice stands first, then the surest assistance, then what was published longest ago.
        """
        return self.list(request)

    def get_queryset(self) -> QuerySet[Claim]:
        """Return the queue in its order."""
        self.standing = review.read_queue()
        return waiting().order_by(*review.twice_first(self.standing), *review.by_urgency())

    def filter_queryset(self, queryset: Any) -> Any:
        """Narrow the queue by its filters and by the reason."""
        found = super().filter_queryset(queryset)
        reason = asked_choice(self.request, REASON.name, REASON.enum or [])
        if not reason:
            return found
        keys = [
            key
            for key, standing in self.standing.items()
            if (standing.is_clear if reason == CLEAR else reason in standing.kinds)
        ]
        return found.filter(pk__in=keys)

    def paginate_queryset(self, queryset: Any) -> Any:
        """Return the claims of the page, each knowing how it stands."""
        return with_standing(super().paginate_queryset(queryset) or [], self.standing)


class QueueClaim(StaffView):
    """One claim that awaits a decision."""

    scope = Scope.QUEUE
    errors = {404: "No claim of this key awaits a decision."}

    @extend_schema(operation_id="staff_queue_retrieve", responses=WholeQueueClaimSerializer)
    def get(self, request: Request, id: int) -> Response:  # noqa: A002 - its name in the address
        """Return the claim, with the facts that accepting it as read would write down.

        `proposal` is what `accept` takes as `facts`; each match has the version that `merge` takes.
        """
        claim = waiting().filter(pk=id).first()
        if claim is None:
            raise NotFound(_("No claim of this number awaits a decision."))
        with_standing([claim], {})
        return Response(WholeQueueClaimSerializer(claim, context={"request": request}).data)
