"""The one function through which a status changes: allowed steps, grounds, and nothing by itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from assistance.models import Claim, Commitment
from assistance.review import ReviewError, accept, change_status, merge, reopen
from assistance.vocabulary import TRANSITIONS, CommitmentStatus, Relation
from tests.factories import (
    ClaimFactory,
    ClaimItemFactory,
    CommitmentFactory,
    StatusChangeFactory,
)
from tests.review.states import claim_with, unchanged

pytestmark = pytest.mark.django_db


def test_change_status_with_a_reason(staff: User) -> None:
    commitment = CommitmentFactory()
    StatusChangeFactory(commitment=commitment)
    change = change_status(
        commitment,
        to=CommitmentStatus.SUSPENDED,
        by=staff,
        reason=" The donor paused it. ",
        happened_on=date(2026, 11, 1),
    )
    commitment.refresh_from_db()
    assert commitment.status == CommitmentStatus.SUSPENDED
    assert (change.old_status, change.status, change.reason) == ("announced", "suspended", "The donor paused it.")
    assert (change.happened_on, change.made_by, change.claim) == (date(2026, 11, 1), staff, None)


def test_change_status_with_a_claim(staff: User) -> None:
    claim = ClaimFactory()
    change = change_status(CommitmentFactory(), to=CommitmentStatus.AGREED, by=staff, claim=claim)
    assert (change.claim, change.reason, change.old_status) == (claim, "", "")


def test_change_status_without_grounds_changes_nothing(staff: User) -> None:
    commitment = CommitmentFactory()
    with unchanged(), pytest.raises(ReviewError, match="needs a claim"):
        change_status(commitment, to=CommitmentStatus.AGREED, by=staff, reason=" ")


def test_change_status_to_the_same_changes_nothing(staff: User) -> None:
    commitment = CommitmentFactory()
    StatusChangeFactory(commitment=commitment)
    with unchanged(), pytest.raises(ReviewError, match="already"):
        change_status(commitment, to=CommitmentStatus.ANNOUNCED, by=staff, reason="Again.")


def commitment_at(status: CommitmentStatus) -> Commitment:
    commitment = CommitmentFactory(status=status.value)
    StatusChangeFactory(commitment=commitment, status=status.value)
    return commitment


@pytest.mark.parametrize("old", CommitmentStatus)
def test_change_status_takes_the_steps_of_the_table_and_no_other(staff: User, old: CommitmentStatus) -> None:
    allowed = {step.to for step in TRANSITIONS[old]}
    for new in set(CommitmentStatus) - {old}:
        commitment = commitment_at(old)
        if new in allowed:
            assert change_status(commitment, to=new, by=staff, reason="A letter.").status == new
            continue
        with unchanged(), pytest.raises(ReviewError, match=f"“{old.label}” cannot become “{new.label}”"):
            change_status(commitment, to=new, by=staff, reason="A letter.")


def test_change_status_refused_says_why_and_what_is_allowed(staff: User) -> None:
    with pytest.raises(ReviewError) as refusal:
        change_status(
            commitment_at(CommitmentStatus.SUSPENDED), to=CommitmentStatus.COMPLETED, by=staff, reason="Done."
        )
    assert str(refusal.value) == (
        "“Suspended” cannot become “Completed”. What is stopped cannot be closed. Take it up again first. "
        "Allowed now: Under consideration, Announced, Agreed, In delivery, Delivered, Cancelled."
    )


def test_first_status_may_be_any(staff: User) -> None:
    for status in CommitmentStatus:
        commitment = CommitmentFactory(status=status.value)
        assert change_status(commitment, to=status, by=staff, reason="A letter.").old_status == ""


@pytest.mark.parametrize(
    ("old", "new", "wants_words"),
    [
        ("announced", "agreed", False),
        ("announced", "completed", False),
        ("agreed", "announced", True),
        ("agreed", "suspended", True),
        ("suspended", "in_delivery", True),
        ("cancelled", "announced", True),
    ],
)
def test_merge_that_takes_no_step_forward_needs_its_reason(staff: User, old: str, new: str, wants_words: bool) -> None:
    known, claim = commitment_at(CommitmentStatus(old)), claim_with()
    if wants_words:
        with unchanged(), pytest.raises(ReviewError, match="Write it into the reason"):
            merge(claim, into=known, relation=Relation.REPEATS, by=staff, status=CommitmentStatus(new))
    reason = "The donor says so." if wants_words else ""
    merge(claim, into=known, relation=Relation.REPEATS, by=staff, status=CommitmentStatus(new), reason=reason)
    assert (known.status, known.status_changes.last().claim) == (new, claim)


def test_merge_that_cancels_what_was_delivered_is_refused(staff: User) -> None:
    known, claim = commitment_at(CommitmentStatus.DELIVERED), claim_with()
    with unchanged(), pytest.raises(ReviewError, match="handed over cannot be stopped or called off"):
        merge(claim, into=known, relation=Relation.CANCELS, by=staff, reason="Too late.")


@pytest.mark.parametrize("status", TRANSITIONS[CommitmentStatus.IN_DELIVERY], ids=lambda step: step.to.value)
def test_reopened_merge_gives_back_even_what_no_step_leads_back_to(staff: User, status: object) -> None:
    known = commitment_at(CommitmentStatus.IN_DELIVERY)
    claim: Claim = claim_with()
    merge(claim, into=known, relation=Relation.REPEATS, by=staff, status=status.to, reason="The donor says so.")  # type: ignore[attr-defined]
    reopen(claim, by=staff, reason="It speaks of another one.")
    known.refresh_from_db()
    assert known.status == CommitmentStatus.IN_DELIVERY


def test_accepting_anew_may_decide_on_any_status(staff: User) -> None:
    claim = claim_with(status=CommitmentStatus.CANCELLED.value)
    left = accept(claim, by=staff)
    reopen(claim, by=staff, reason="Look again.")
    Claim._base_manager.filter(pk=claim.pk).update(status=CommitmentStatus.DELIVERED.value)
    again = accept(Claim.objects.with_facts().get(pk=claim.pk), by=staff)
    assert (again, again.status) == (left, CommitmentStatus.DELIVERED)


def test_delivering_everything_does_not_change_the_status(staff: User) -> None:
    promise = ClaimFactory()
    ClaimItemFactory(claim=promise, quantity=Decimal(10))
    known = accept(promise, by=staff)
    before = known.status
    arrival = ClaimFactory()
    ClaimItemFactory(claim=arrival, quantity=Decimal(10))
    merge(arrival, into=known, relation=Relation.DELIVERS, by=staff)
    known.refresh_from_db()
    assert known.status == before
    assert known.status_changes.count() == 1
