"""Two people at once, on a real database: whoever comes second is heard, and nobody's work is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import connections

from assistance.models import Claim, Commitment
from assistance.review import ReviewError, accept, merge, reopen, withhold
from assistance.vocabulary import Outcome, Relation, Visibility
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clerk() -> User:
    return UserFactory(username="clerk")


def stated(amount: str) -> Claim:
    return ClaimFactory(amount=Decimal(amount), currency="USD")


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run ``acts`` at the same moment, each on a connection of its own, and return the refusals."""
    start, refusals = threading.Barrier(len(acts)), list[str]()

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait()
            act()
        except ReviewError as refusal:
            refusals.append(str(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


def copy_of(commitment: Commitment) -> Commitment:
    return Commitment.objects.get(pk=commitment.pk)


def test_two_top_ups_at_once_both_count(clerk: User) -> None:
    commitment = accept(stated("100"), by=clerk)
    jobs = [(stated(amount), copy_of(commitment)) for amount in ("5", "7")]

    refusals = at_once(
        *(
            lambda claim=claim, into=into: merge(claim, into=into, relation=Relation.TOPS_UP, by=clerk)
            for claim, into in jobs
        )
    )

    assert refusals == []
    assert copy_of(commitment).amount == Decimal(112)


def test_withholding_while_a_claim_is_merged_holds(clerk: User) -> None:
    commitment = accept(stated("100"), by=clerk, publish=True)
    claim, into, seen = stated("5"), copy_of(commitment), copy_of(commitment)

    refusals = at_once(
        lambda: merge(claim, into=into, relation=Relation.TOPS_UP, by=clerk),
        lambda: withhold(seen, by=clerk, reason="The donor asks for it."),
    )

    after = copy_of(commitment)
    assert (refusals, after.visibility, after.amount) == ([], Visibility.WITHHELD, Decimal(105))


def test_merge_into_a_copy_fetched_before_it_was_withheld_leaves_it_withheld(clerk: User) -> None:
    commitment = accept(stated("100"), by=clerk, publish=True)
    stale = copy_of(commitment)
    withhold(commitment, by=clerk, reason="The donor asks for it.")

    merge(stated("5"), into=stale, relation=Relation.TOPS_UP, by=clerk)

    assert copy_of(commitment).visibility == Visibility.WITHHELD


def test_one_claim_accepted_by_two_makes_one_commitment(clerk: User) -> None:
    claim = stated("100")

    refusals = at_once(*(lambda: accept(Claim.objects.get(pk=claim.pk), by=clerk) for _ in range(2)))

    assert len(refusals) == 1
    assert "decided already" in refusals[0]
    assert Commitment.objects.count() == 1


def test_reopening_the_first_report_while_another_is_merged_leaves_no_orphan(clerk: User) -> None:
    first = stated("100")
    commitment = accept(first, by=clerk)
    repeat, into = stated("100"), copy_of(commitment)

    at_once(
        lambda: merge(repeat, into=into, relation=Relation.REPEATS, by=clerk),
        lambda: reopen(first, by=clerk, reason="Looked at again."),
    )

    links = {link.relation for link in commitment.claim_links.all()}
    reopened = first.decisions.first().outcome == Outcome.REOPENED
    assert (reopened, links) in [(False, {Relation.FIRST, Relation.REPEATS}), (True, set())]
