"""Setting a claim aside, and taking a decision back."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from assistance.models import Claim, DeliveryEvent
from assistance.review import ReviewError, accept, merge, publish, reject, reopen
from assistance.vocabulary import CommitmentStatus, Outcome, Relation, Visibility
from tests.review.states import claim_with, unchanged

pytestmark = pytest.mark.django_db


def waiting(claim: Claim) -> bool:
    return Claim.objects.needing_review().filter(pk=claim.pk).exists()


def test_reject_leaves_the_reason_and_the_queue(staff: User) -> None:
    claim = claim_with()
    decision = reject(claim, by=staff, reason=" It counts fires. ")
    assert (decision.outcome, decision.reason, decision.made_by) == (Outcome.REJECTED, "It counts fires.", staff)
    assert not waiting(claim)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_reject_without_a_reason_changes_nothing(staff: User, reason: str) -> None:
    claim = claim_with()
    with unchanged(), pytest.raises(ReviewError, match="needs a reason"):
        reject(claim, by=staff, reason=reason)


def test_reject_of_decided_claim_changes_nothing(staff: User) -> None:
    claim = claim_with()
    accept(claim, by=staff)
    with unchanged(), pytest.raises(ReviewError, match="decided already"):
        reject(claim, by=staff, reason="Too late.")


def test_reopen_of_rejected_claim_returns_it_to_the_queue(staff: User) -> None:
    claim = claim_with()
    reject(claim, by=staff, reason="It counts fires.")
    reopen(claim, by=staff, reason="It does not.")
    assert waiting(claim)
    accept(claim, by=staff)
    assert not waiting(claim)


def test_reopen_of_accepted_claim_withdraws_the_commitment(staff: User) -> None:
    claim = claim_with(complete=True, status=CommitmentStatus.DELIVERED.value)
    commitment = accept(claim, by=staff, publish=True)
    assert DeliveryEvent.objects.exists()
    reopen(claim, by=staff, reason="The amount is wrong.")
    commitment.refresh_from_db()
    assert commitment.visibility == Visibility.DRAFT
    assert not commitment.claim_links.exists()
    assert not DeliveryEvent.objects.exists()
    assert commitment.history.first().history_change_reason == "The amount is wrong."


def test_reopen_of_accepted_claim_with_merged_ones_changes_nothing(staff: User) -> None:
    claim, other = claim_with(), claim_with()
    merge(other, into=accept(claim, by=staff), relation=Relation.REPEATS, by=staff)
    with unchanged(), pytest.raises(ReviewError, match="Reopen those first"):
        reopen(claim, by=staff, reason="Wrong.")
    reopen(other, by=staff, reason="Wrong.")
    reopen(claim, by=staff, reason="Wrong.")
    assert waiting(claim)


@pytest.mark.parametrize("reason", ["", " "])
def test_reopen_without_a_reason_changes_nothing(staff: User, reason: str) -> None:
    claim = claim_with(complete=True)
    publish(accept(claim, by=staff), by=staff)
    with unchanged(), pytest.raises(ReviewError, match="needs a reason"):
        reopen(claim, by=staff, reason=reason)


def test_reopen_of_undecided_claim_changes_nothing(staff: User) -> None:
    claim = claim_with()
    with unchanged(), pytest.raises(ReviewError, match="Nobody has decided"):
        reopen(claim, by=staff, reason="Why not.")
    reject(claim, by=staff, reason="x")
    reopen(claim, by=staff, reason="y")
    with unchanged(), pytest.raises(ReviewError, match="Nobody has decided"):
        reopen(claim, by=staff, reason="Again.")
