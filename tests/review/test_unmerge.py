"""A merge taken back: commitment and claim stand as before it, whatever was merged before and after."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from django.contrib.auth.models import User

from assistance.models import Claim, Commitment
from assistance.review import accept, merge, preview_merge, publish, reopen
from assistance.vocabulary import CommitmentStatus, ItemCategory, Relation
from tests.factories import ClaimItemFactory
from tests.review.states import claim_with, database, fetched, unchanged

pytestmark = pytest.mark.django_db

MERGING = [relation for relation in Relation if relation != Relation.FIRST]

#: What only ever grows: it tells that something was decided and taken back.
KEPT = {"Decision", "StatusChange"}


@pytest.fixture
def known(staff: User) -> Commitment:
    commitment = accept(claim_with(complete=True), by=staff)
    publish(commitment, by=staff)
    return commitment


def ledger() -> dict[str, list[dict[str, Any]]]:
    """Return every row of the app, without what is only ever added."""
    rows = database()
    return {name: rows[name] for name in rows if name not in KEPT and not name.startswith("Historical")}


def another(**kwargs: Any) -> Claim:
    """Return a claim of a public release with an amount, an item that was promised and one that was not."""
    claim = claim_with(**{"with_amount": True, "amount": 500_000, "release__public": True} | kwargs)
    ClaimItemFactory(claim=claim, name="generators", quantity=4)
    ClaimItemFactory(claim=claim, name="helmets", category=ItemCategory.PROTECTIVE.value, quantity=3)
    return fetched(claim.pk)


@pytest.mark.parametrize("relation", MERGING)
def test_unmerge_restores_commitment_and_claim(staff: User, known: Commitment, relation: Relation) -> None:
    claim = another(amount_hedge="about", amount_upper=600_000)
    before, queue = ledger(), list(Claim.objects.needing_review().values_list("pk", flat=True))
    merge(claim, into=known, relation=relation, by=staff, status=CommitmentStatus.IN_DELIVERY)
    assert ledger() != before
    reopen(claim, by=staff, reason="The wrong commitment.")
    assert ledger() == before
    assert list(Claim.objects.needing_review().values_list("pk", flat=True)) == queue
    assert claim.pk in queue


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
@pytest.mark.parametrize(
    ("relation", "statuses"),
    [
        (Relation.TOPS_UP, [None, None, None]),
        (Relation.DELIVERS, [CommitmentStatus.AGREED, CommitmentStatus.IN_DELIVERY, CommitmentStatus.DELIVERED]),
        (Relation.REPEATS, [None, CommitmentStatus.AGREED, CommitmentStatus.IN_DELIVERY]),
    ],
)
def test_unmerge_of_three_restores_the_commitment_in_any_order(
    staff: User, known: Commitment, relation: Relation, statuses: list[CommitmentStatus | None], order: tuple[int, ...]
) -> None:
    claims = [another(), another(amount_hedge="about"), another(amount_hedge="up_to", amount_upper=700_000)]
    before = ledger()
    for claim, status in zip(claims, statuses, strict=True):
        merge(claim, into=known, relation=relation, by=staff, status=status)
    for number in order:
        reopen(claims[number], by=staff, reason="The wrong commitment.")
    assert ledger() == before


def test_unmerge_keeps_what_the_others_hedge(staff: User, known: Commitment) -> None:
    about, up_to = another(amount_hedge="about"), another(amount_hedge="up_to")
    for claim in (about, up_to):
        merge(claim, into=known, relation=Relation.TOPS_UP, by=staff)
    reopen(about, by=staff, reason="Wrong.")
    known.refresh_from_db()
    assert known.amount_hedge == "up_to"


def test_unmerge_keeps_a_hedge_that_a_person_gave_since(staff: User, known: Commitment) -> None:
    claim = another(amount_hedge="about")
    merge(claim, into=known, relation=Relation.TOPS_UP, by=staff)
    Commitment.objects.filter(pk=known.pk).update(amount_hedge="at_least")
    reopen(claim, by=staff, reason="Wrong.")
    known.refresh_from_db()
    assert known.amount_hedge == "at_least"


@pytest.mark.parametrize("relation", MERGING)
def test_preview_writes_nothing_and_tells_what_the_merge_does(
    staff: User, known: Commitment, relation: Relation
) -> None:
    claim = another()
    with unchanged():
        preview = preview_merge(claim, into=known, relation=relation, by=staff)
    merge(claim, into=known, relation=relation, by=staff)
    known.refresh_from_db()
    assert (preview.before.amount, preview.before.status) == (2_500_000, "announced")
    assert (preview.after.amount, preview.after.status) == (known.amount, known.status)
    assert len(preview.deliveries) == claim.deliveries.count()
    assert [line.name_en for line in preview.lines] == (["helmets"] if relation == Relation.DELIVERS else [])
    assert not preview.refused


def test_preview_tells_why_a_merge_would_be_refused(staff: User, known: Commitment) -> None:
    claim = another(currency="EUR")
    with unchanged():
        preview = preview_merge(claim, into=known, relation=Relation.TOPS_UP, by=staff)
    assert "cannot be added" in preview.refused
    assert preview.after.amount == preview.before.amount
