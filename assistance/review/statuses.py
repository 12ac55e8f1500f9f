"""The one place where a commitment's status changes. It never changes by itself."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import Claim, Commitment, StatusChange
from assistance.models.history import write
from assistance.review.errors import ReviewError
from assistance.review.holding import hold
from assistance.vocabulary import NEVER, TRANSITIONS, CommitmentStatus, Transition, transition


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
    """Take an allowed step and record it with its grounds: the claim that reports it, or a person's reason.

    ``vocabulary.TRANSITIONS`` tells which steps are allowed; the first status of a commitment may be any. Raises
    ``ReviewError`` without grounds, where the status is the same already, and for a step that is not allowed.
    """
    if claim is None and not reason.strip():
        raise ReviewError(_("A change of status needs a claim that reports it or a reason. Give one."))
    hold(commitment)
    if commitment.status_changes.exists():
        step_to(commitment, to)
    return record_status(commitment, to=to, by=by, claim=claim, reason=reason, happened_on=happened_on)


def step_to(commitment: Commitment, status: CommitmentStatus) -> Transition:
    """Return the step to ``status``; raise ``ReviewError``, naming those that are allowed, where it is none of them."""
    old = CommitmentStatus(commitment.status)
    if old == status:
        raise ReviewError(_("The status is %(status)s already.") % {"status": commitment.get_status_display()})
    step = transition(old, status)
    if step is None:
        words = {
            "old": _(old.label),
            "new": _(status.label),
            "why": _(NEVER[old]),
            "allowed": ", ".join(_(allowed.to.label) for allowed in TRANSITIONS[old]),
        }
        raise ReviewError(_("“%(old)s” cannot become “%(new)s”. %(why)s Allowed now: %(allowed)s.") % words)
    return step


def record_status(
    commitment: Commitment,
    *,
    to: CommitmentStatus,
    by: User,
    claim: Claim | None = None,
    reason: str = "",
    happened_on: date | None = None,
) -> StatusChange:
    """Write ``to`` whatever the status was: for the first one, and to give back the one before a decision undone.

    Expects ``commitment`` to be held, and grounds for a status that differs.
    """
    old = commitment.status if commitment.status_changes.exists() else ""
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
