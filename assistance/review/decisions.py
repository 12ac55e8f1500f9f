"""What staff make of a claim: accept, merge, reject, reopen. Each is atomic and leaves a ``Decision``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import Claim, Commitment, CommitmentClaim, Decision
from assistance.models.history import erase, write
from assistance.review.deliveries import (
    DeliveryFact,
    record_deliveries,
    record_first_delivery,
    take_back_deliveries,
)
from assistance.review.errors import ReviewError, require_reason
from assistance.review.facts import CommitmentFacts, differences, propose
from assistance.review.holding import hold
from assistance.review.ledger import add_amount, commitment_left_by, write_commitment
from assistance.review.search import refresh_search_text
from assistance.review.statuses import change_status, record_status, step_to
from assistance.review.undoing import lines_only_of, step_without
from assistance.review.visibility import publish as make_public
from assistance.review.visibility import show_sources, withdraw
from assistance.review.words import ChosenWords, record_words
from assistance.vocabulary import CommitmentStatus, Language, Outcome, Relation, Transition


@transaction.atomic
def accept(
    claim: Claim,
    *,
    by: User,
    facts: CommitmentFacts | None = None,
    words: Iterable[ChosenWords] = (),
    reason: str = "",
    publish: bool = False,
) -> Commitment:
    """Make a commitment of ``claim``, with ``facts`` where staff decided otherwise than was read.

    What was read stays in the claim, what was decided otherwise in the decision, with the ``words`` that staff chose
    as evidence instead of those read. A claim that had been accepted
    and reopened gets its earlier commitment back. Raises ``ReviewError`` where the claim is decided already.
    """
    _require_undecided(claim)
    proposed = propose(claim)
    decided = facts or proposed
    commitment = write_commitment(commitment_left_by(claim), decided, claim=claim, by=by)
    _link(claim, commitment, Relation.FIRST, by)
    if decided.status in (CommitmentStatus.DELIVERED, CommitmentStatus.COMPLETED):
        record_first_delivery(commitment, claim=claim, by=by)
    refresh_search_text(commitment)
    decision = _decide(
        claim,
        Outcome.ACCEPTED,
        by=by,
        reason=reason,
        commitment=commitment,
        relation=Relation.FIRST,
        changes=differences(proposed, decided, Language(claim.release.language)),
    )
    record_words(decision, words)
    if publish:
        make_public(commitment, by=by)
    return commitment


@transaction.atomic
def merge(
    claim: Claim,
    *,
    into: Commitment,
    relation: Relation,
    by: User,
    reason: str = "",
    status: CommitmentStatus | None = None,
    deliveries: Sequence[DeliveryFact] | None = None,
) -> Commitment:
    """Link ``claim`` to a commitment that is known already.

    Only ``tops_up`` changes the amount, by the claim's; only ``delivers`` writes deliveries (``deliveries``, or those
    the claim's items propose); ``cancels`` cancels. ``status`` is the one the commitment has from now on, if another.
    Raises ``ReviewError`` where the claim is decided already, ``relation`` does not fit, or the status cannot follow
    (or follows only with a reason).
    """
    _require_undecided(claim)
    if relation == Relation.FIRST:
        raise ReviewError(_("A first report is accepted, not merged. Choose what the claim adds to the commitment."))
    hold(into)
    _require_standing(into)
    changes: dict[str, Any] = {}
    if relation == Relation.TOPS_UP:
        changes = add_amount(commitment=into, claim=claim, by=by)
    _link(claim, into, relation, by)
    if relation == Relation.DELIVERS:
        changes = record_deliveries(into, claim=claim, by=by, deliveries=deliveries)
    new_status = CommitmentStatus.CANCELLED if relation == Relation.CANCELS else status
    if new_status and new_status != into.status:
        _require_words(step_to(into, new_status), relation, reason)
        change_status(into, to=new_status, by=by, claim=claim)
    refresh_search_text(into)
    _decide(claim, Outcome.MERGED, by=by, reason=reason, commitment=into, relation=relation, changes=changes)
    if Commitment.objects.published().filter(pk=into.pk).exists():
        show_sources(into, by=by)
    return into


@transaction.atomic
def reject(claim: Claim, *, by: User, reason: str) -> Decision:
    """Set ``claim`` aside as no assistance, or not for this ledger, for ``reason``.

    Raises ``ReviewError`` without a reason, and where the claim is decided already.
    """
    _require_undecided(claim)
    require_reason(reason, _("Rejecting needs a reason. Say in a sentence why this is not a commitment."))
    return _decide(claim, Outcome.REJECTED, by=by, reason=reason)


@transaction.atomic
def reopen(claim: Claim, *, by: User, reason: str) -> Decision:
    """Take the standing decision back, with all it wrote, and put ``claim`` into the queue again.

    A commitment that rests on this claim alone goes back to draft. Raises ``ReviewError`` without a reason, where
    nothing was decided, and where other claims were merged into the commitment that this one made.
    """
    standing = _standing(claim)
    if standing is None or standing.outcome == Outcome.REOPENED:
        raise ReviewError(_("Nobody has decided on this claim yet, so there is nothing to reopen."))
    require_reason(reason, _("Reopening needs a reason. Say in a sentence what has to be looked at again."))
    if standing.commitment is not None:
        _undo(claim, standing, standing.commitment, by, reason)
    return _decide(claim, Outcome.REOPENED, by=by, reason=reason)


def _undo(claim: Claim, standing: Decision, commitment: Commitment, by: User, reason: str) -> None:
    hold(commitment)
    if standing.outcome == Outcome.ACCEPTED and commitment.claim_links.exclude(claim=claim).exists():
        raise ReviewError(_("Other claims are merged into the commitment this claim made. Reopen those first."))
    take_back_deliveries(claim, by=by, why=reason)
    for line in lines_only_of(claim, commitment):
        erase(line, by=by, why=reason)
    earlier = step_without(claim, commitment)
    for link in CommitmentClaim.objects.filter(claim=claim):
        erase(link, by=by, why=reason)
    if standing.relation == Relation.TOPS_UP:
        add_amount(commitment=commitment, claim=claim, by=by, sign=-1)
    if earlier is not None and earlier.status != commitment.status:
        record_status(
            commitment,
            to=CommitmentStatus(earlier.status),
            by=by,
            claim=earlier.claim,
            reason=_("The decision on the release that reported the change was taken back."),
        )
    if standing.outcome == Outcome.ACCEPTED:
        withdraw(commitment, by=by, reason=reason)
    refresh_search_text(commitment)


def _require_undecided(claim: Claim) -> None:
    standing = _standing(claim)
    if standing is not None and standing.outcome != Outcome.REOPENED:
        raise ReviewError(
            _("This claim is decided already (%(outcome)s by %(user)s). Reopen it to decide anew.")
            % {"outcome": standing.get_outcome_display(), "user": standing.made_by}
        )


def _require_standing(commitment: Commitment) -> None:
    made = commitment.decisions.filter(outcome=Outcome.ACCEPTED).exists()
    if made and not commitment.claim_links.filter(relation=Relation.FIRST).exists():
        raise ReviewError(_("The claim that made this commitment was reopened. Decide on that one first."))


def _standing(claim: Claim) -> Decision | None:
    """Return the latest decision, holding the claim so that two people cannot decide on it at once."""
    Claim.objects.select_for_update().get(pk=claim.pk)
    decision: Decision | None = claim.decisions.order_by("-made_at", "-pk").first()
    return decision


def _require_words(step: Transition, relation: Relation, reason: str) -> None:
    """Raise ``ReviewError`` where a release alone is not grounds enough for ``step``: a cancellation it reports is."""
    if step.needs_reason and relation != Relation.CANCELS and not reason.strip():
        raise ReviewError(
            _("This takes the status to “%(status)s”. %(rule)s. Write it into the reason.")
            % {"status": _(step.to.label), "rule": _(step.step.label)}
        )


def _link(claim: Claim, commitment: Commitment, relation: Relation, by: User) -> None:
    write(CommitmentClaim(claim=claim, commitment=commitment, relation=relation), by=by)


def _decide(
    claim: Claim,
    outcome: Outcome,
    *,
    by: User,
    reason: str,
    commitment: Commitment | None = None,
    relation: Relation | None = None,
    changes: dict[str, Any] | None = None,
) -> Decision:
    decision: Decision = Decision.objects.create(
        claim=claim,
        outcome=outcome,
        commitment=commitment,
        relation=relation or "",
        reason=reason.strip(),
        changes=changes or {},
        made_by=by,
    )
    return decision
