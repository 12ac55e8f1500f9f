"""Decisions on claims that programs of staff take: as on the staff's own page, without making anything public."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response

from assistance import review
from assistance.api.deciding import (
    AcceptSerializer,
    DecisionSerializer,
    MergeSerializer,
    RejectSerializer,
    checked,
    decided,
)
from assistance.api.errors import ConflictError, WrongContentError
from assistance.api.views.staff import StaffView
from assistance.models import Claim
from assistance.vocabulary import Scope


class Deciding(StaffView):
    """Takes one decision on a claim."""

    scope = Scope.DECIDE
    parser_classes = [JSONParser]
    errors = {
        404: "There is no claim of this key.",
        409: "Somebody decided on the claim, or changed the commitment, since it was read. Read it again.",
        415: "What was sent is no JSON.",
        422: "The decision cannot be taken so; nothing was written. `errors` names fields that are wrong.",
    }

    def sent(self, request: Request, claim: Claim) -> dict[str, Any]:
        """Return what is decided on ``claim``, checked."""
        raise NotImplementedError

    def decide(self, claim: Claim, data: dict[str, Any]) -> None:
        """Take the decision."""
        raise NotImplementedError

    def taken(self, request: Request, key: int) -> Response:
        """Take the decision on the claim of ``key`` and return it, where nobody took another one meanwhile."""
        claim = Claim.objects.with_facts().filter(pk=key).first()
        if claim is None:
            raise NotFound(_("There is no claim of this number."))
        data = self.sent(request, claim)
        try:
            with transaction.atomic():
                review.require_claim_as_seen(claim, data.pop("version"))
                self.decide(claim, data)
        except review.OutdatedError as error:
            raise ConflictError(str(error)) from error
        except review.ReviewError as error:
            raise WrongContentError([str(error)]) from error
        made = claim.decisions.select_related("made_by").order_by("-made_at", "-pk").first()
        return Response(DecisionSerializer(made).data, status=201)

    def with_token(self, reason: str) -> str:
        """Return ``reason`` with the token by which it was decided."""
        return " ".join(filter(None, [reason.strip(), self.why]))


class Accepting(Deciding):
    """Makes a commitment of a claim."""

    @extend_schema(operation_id="staff_queue_accept", request=AcceptSerializer, responses={201: DecisionSerializer})
    def post(self, request: Request, id: int) -> Response:  # noqa: A002 - its name in the address
        """Make a commitment of the claim, a draft: what is public is decided on the staff's own pages."""
        return self.taken(request, id)

    def sent(self, request: Request, claim: Claim) -> dict[str, Any]:
        """Return what is decided on ``claim``, checked."""
        return dict(checked(AcceptSerializer(data=request.data, context={"claim": claim})))

    def decide(self, claim: Claim, data: dict[str, Any]) -> None:
        """Accept."""
        facts = decided(review.propose(claim), data.get("facts", {}))
        review.accept(claim, by=self.by, facts=facts, reason=self.with_token(data.get("reason", "")))


class Merging(Deciding):
    """Links a claim to a commitment that is known already."""

    @extend_schema(operation_id="staff_queue_merge", request=MergeSerializer, responses={201: DecisionSerializer})
    def post(self, request: Request, id: int) -> Response:  # noqa: A002 - its name in the address
        """Link the claim to a commitment. What has come is written down as the claim tells it.

        The release becomes public where the commitment is, as on the staff's own page.
        """
        return self.taken(request, id)

    def sent(self, request: Request, claim: Claim) -> dict[str, Any]:
        """Return what is decided on ``claim``, checked."""
        return dict(checked(MergeSerializer(data=request.data)))

    def decide(self, claim: Claim, data: dict[str, Any]) -> None:
        """Merge, where the commitment is as it was seen."""
        review.require_commitment_as_seen(data["into"], data.pop("into_version"))
        review.merge(claim, by=self.by, **{**data, "reason": self.with_token(data["reason"])})


class Rejecting(Deciding):
    """Sets a claim aside."""

    @extend_schema(operation_id="staff_queue_reject", request=RejectSerializer, responses={201: DecisionSerializer})
    def post(self, request: Request, id: int) -> Response:  # noqa: A002 - its name in the address
        """Set the claim aside as no assistance, or not for this ledger, for a reason."""
        return self.taken(request, id)

    def sent(self, request: Request, claim: Claim) -> dict[str, Any]:
        """Return what is decided on ``claim``, checked."""
        return dict(checked(RejectSerializer(data=request.data)))

    def decide(self, claim: Claim, data: dict[str, Any]) -> None:
        """Reject."""
        review.reject(claim, by=self.by, reason=self.with_token(data["reason"]))
