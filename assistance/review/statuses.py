"""The one place where a commitment's status changes."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import Claim, Commitment, StatusChange
from assistance.models.history import write
from assistance.review.errors import ReviewError
from assistance.review.holding import hold
from assistance.vocabulary import CommitmentStatus


@transaction.atomic
def change_status(
    commitment: Commitment,
    *,
    to: CommitmentStatus,
    by: User,
    claim: Claim | None = None,
    reason: str = "",
    happened_on: date | None = None,
) -> StatusChange:
    """Change the status and record the step with its grounds: the claim that reports it, or a person's reason.

    Raises ``ReviewError`` without grounds, and where the status is the same already.
    """
    if claim is None and not reason.strip():
        raise ReviewError(_("A change of status needs a claim that reports it or a reason. Give one."))
    hold(commitment)
    old = commitment.status if commitment.status_changes.exists() else ""
    if old == to:
        raise ReviewError(_("The status is %(status)s already.") % {"status": commitment.get_status_display()})
    if commitment.status != to:
        commitment.status = to
        write(commitment, by=by, why=reason)
    change: StatusChange = StatusChange.objects.create(
        commitment=commitment,
        old_status=old,
        status=to,
        claim=claim,
        reason=reason.strip(),
        happened_on=happened_on,
        made_by=by,
    )
    return change
