"""Merging a claim into a commitment that is known, one relation after the other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User

from assistance.models import Commitment, DeliveryEvent
from assistance.review import (
    DeliveryFact,
    DeliveryValue,
    ReviewError,
    accept,
    merge,
    propose_deliveries,
    publish,
    reopen,
)
from assistance.templatetags.changes import changes_of
from assistance.vocabulary import (
    CommitmentStatus,
    Counting,
    DeliveryStage,
    ItemCategory,
    Outcome,
    Relation,
    ValuationBasis,
    Visibility,
)
from tests.factories import ClaimFactory, ClaimItemFactory, ReleaseFactory
from tests.review.states import claim_with, fetched, unchanged

pytestmark = pytest.mark.django_db

LEAVING_THE_AMOUNT = [Relation.REPEATS, Relation.PART_OF, Relation.CONTRADICTS, Relation.DELIVERS]


def value_of(event: DeliveryEvent) -> tuple[Any, ...]:
    """Return all that says what a delivery was worth."""
    stated = (event.value, event.currency, event.value_upper)
    return (*stated, event.value_hedge, event.valuation_basis, event.value_scope)


@pytest.fixture
def known(staff: User) -> Commitment:
    """A commitment of USD 2.5 million and ten generators, accepted."""
    return accept(claim_with(complete=True), by=staff)


def test_merge_links_the_claim_and_leaves_a_decision(staff: User, known: Commitment) -> None:
    claim = claim_with(complete=True)
    assert merge(claim, into=known, relation=Relation.REPEATS, by=staff, reason="The same ceremony.") == known
    assert (claim.link.commitment, claim.link.relation) == (known, Relation.REPEATS)
    decision = claim.decisions.get()
    assert (decision.outcome, decision.commitment, decision.relation, decision.reason, decision.made_by) == (
        Outcome.MERGED,
        known,
        Relation.REPEATS,
        "The same ceremony.",
        staff,
    )


@pytest.mark.parametrize("relation", LEAVING_THE_AMOUNT)
def test_merge_leaves_the_amount(staff: User, known: Commitment, relation: Relation) -> None:
    merge(claim_with(with_amount=True, amount=Decimal(7)), into=known, relation=relation, by=staff)
    known.refresh_from_db()
    assert (known.amount, known.status) == (Decimal(2_500_000), CommitmentStatus.ANNOUNCED)


def test_merge_tops_up_the_amount(staff: User, known: Commitment) -> None:
    claim = claim_with(with_amount=True, amount=Decimal(500_000))
    merge(claim, into=known, relation=Relation.TOPS_UP, by=staff)
    known.refresh_from_db()
    assert known.amount == Decimal(3_000_000)
    assert claim.decisions.get().changes == {"amount": {"before": "2500000.00", "after": "3000000.00"}}


@pytest.mark.parametrize(
    ("hedge", "added", "both"),
    [
        ("exact", "exact", "exact"),
        ("exact", "up_to", "up_to"),
        ("at_least", "exact", "at_least"),
        ("about", "about", "about"),
        ("at_least", "up_to", "about"),
    ],
)
def test_merge_that_tops_up_hedges_the_sum_until_it_is_reopened(staff: User, hedge: str, added: str, both: str) -> None:
    known = accept(claim_with(complete=True, amount_hedge=hedge), by=staff)
    claim = claim_with(with_amount=True, amount_hedge=added)
    merge(claim, into=known, relation=Relation.TOPS_UP, by=staff)
    known.refresh_from_db()
    assert known.amount_hedge == both
    reopen(claim, by=staff, reason="Look again.")
    known.refresh_from_db()
    assert known.amount_hedge == hedge


@pytest.mark.parametrize(
    ("upper", "added", "both"),
    [(None, 3_000_000, 5_500_000), (2_600_000, None, 5_100_000), (2_600_000, 3_000_000, 5_600_000)],
)
def test_merge_that_tops_up_adds_both_ends_of_a_range_until_it_is_reopened(
    staff: User, upper: int | None, added: int | None, both: int
) -> None:
    known = accept(claim_with(complete=True, amount_upper=upper), by=staff)
    claim = claim_with(with_amount=True, amount_upper=added)
    merge(claim, into=known, relation=Relation.TOPS_UP, by=staff)
    known.refresh_from_db()
    assert (known.amount, known.amount_upper) == (5_000_000, both)
    assert set(claim.decisions.get().changes) == {"amount", "amount_upper"}
    reopen(claim, by=staff, reason="Look again.")
    known.refresh_from_db()
    assert (known.amount, known.amount_upper) == (2_500_000, upper)


@pytest.mark.parametrize(
    "amount",
    [{"amount": Decimal(5), "currency": "EUR"}, {"amount": None, "currency": ""}],
    ids=["another currency", "no amount"],
)
def test_merge_tops_up_by_the_same_currency_only(staff: User, known: Commitment, amount: dict[str, object]) -> None:
    claim = claim_with(**amount)
    with unchanged(), pytest.raises(ReviewError):
        merge(claim, into=known, relation=Relation.TOPS_UP, by=staff)


def test_merge_delivers_on_the_line_of_the_same_name(staff: User, known: Commitment) -> None:
    claim = claim_with()
    item = ClaimItemFactory(claim=claim, name="Generators", quantity=Decimal(4))
    merge(fetched(claim.pk), into=known, relation=Relation.DELIVERS, by=staff)
    event = DeliveryEvent.objects.get()
    assert (event.line, event.quantity, event.stage) == (known.equipment.get(), Decimal(4), DeliveryStage.HANDED_OVER)
    assert (event.claim, event.claim_item, event.counting) == (claim, item, Counting.INCREMENT)


def test_merge_delivers_on_the_only_line_of_the_category(staff: User, known: Commitment) -> None:
    claim = claim_with()
    ClaimItemFactory(claim=claim, name="power units", quantity=Decimal(4))
    merge(fetched(claim.pk), into=known, relation=Relation.DELIVERS, by=staff)
    assert DeliveryEvent.objects.get().line == known.equipment.get()


def test_merge_delivers_an_item_that_was_not_promised_on_a_new_line(staff: User, known: Commitment) -> None:
    claim = claim_with(release=ReleaseFactory(ukrainian=True))
    ClaimItemFactory(claim=claim, name="шоломи", category=ItemCategory.PROTECTIVE.value, quantity=Decimal(4))
    merge(fetched(claim.pk), into=known, relation=Relation.DELIVERS, by=staff)
    line = DeliveryEvent.objects.get().line
    assert (line.commitment, line.name_uk, line.name_en, line.quantity) == (known, "шоломи", "", None)
    known.refresh_from_db()
    assert "шоломи" in known.search_text


@pytest.mark.parametrize(
    ("stated", "stored"),
    [
        ({"with_amount": True}, (2_500_000, "USD", None, "exact", "stated", "item")),
        ({"with_amount": True, "amount_hedge": "about"}, (2_500_000, "USD", None, "about", "stated", "item")),
        ({"with_amount": True, "amount_upper": 3_000_000}, (2_500_000, "USD", 3_000_000, "exact", "stated", "item")),
        ({"amount": None, "currency": ""}, (None, "", None, "exact", "unknown", "item")),
    ],
    ids=["exact", "about", "range", "none"],
)
def test_merge_delivers_with_the_amount_of_the_claim_as_value(
    staff: User, known: Commitment, stated: dict[str, Any], stored: tuple[Any, ...]
) -> None:
    merge(claim_with(with_item=True, **stated), into=known, relation=Relation.DELIVERS, by=staff)
    event = DeliveryEvent.objects.get()
    assert value_of(event) == stored
    known.refresh_from_db()
    assert known.amount == Decimal(2_500_000)


def test_merge_delivers_several_items_with_one_value_of_all(staff: User, known: Commitment) -> None:
    claim = claim_with(with_amount=True, with_item=True)
    ClaimItemFactory(claim=claim, name="helmets", category=ItemCategory.PROTECTIVE.value)
    merge(fetched(claim.pk), into=known, relation=Relation.DELIVERS, by=staff)
    stored = [value_of(event) for event in DeliveryEvent.objects.order_by("pk")]
    assert stored == [
        (2_500_000, "USD", None, "exact", "stated", "batch"),
        (None, "", None, "exact", "unknown", "item"),
    ]


def test_merge_delivers_with_the_value_that_a_person_decided_and_keeps_what_was_read(
    staff: User, known: Commitment
) -> None:
    claim = claim_with(with_amount=True, with_item=True)
    (read,) = propose_deliveries(known, claim)
    worth = DeliveryValue(value=Decimal(7), currency="EUR", basis=ValuationBasis.CUSTOMS)
    merge(claim, into=known, relation=Relation.DELIVERS, by=staff, deliveries=[replace(read, worth=worth)])
    assert value_of(DeliveryEvent.objects.get()) == (7, "EUR", None, "exact", "customs", "item")
    (change,) = changes_of(claim.decisions.get())
    assert change.read == "generators: 10 – handed over, worth USD 2,500,000 (stated by the donor)"
    assert change.decided == "generators: 10 – handed over, worth EUR 7 (customs declaration)"


@pytest.mark.parametrize(
    "wrong",
    [{"value": Decimal(0)}, {"currency": ""}, {"currency": "XXX"}, {"value": Decimal(10**13)}],
    ids=["zero", "no currency", "no such currency", "too much"],
)
def test_merge_refuses_a_value_that_cannot_stand(staff: User, known: Commitment, wrong: dict[str, Any]) -> None:
    claim = claim_with(with_item=True)
    (read,) = propose_deliveries(known, claim)
    worth = replace(DeliveryValue(value=Decimal(7), currency="EUR"), **wrong)
    with unchanged(), pytest.raises(ReviewError):
        merge(claim, into=known, relation=Relation.DELIVERS, by=staff, deliveries=[replace(read, worth=worth)])


def test_merge_delivers_what_a_person_decided(staff: User, known: Commitment) -> None:
    claim = claim_with(with_item=True)
    fact = DeliveryFact(
        claim_item=claim.items.get(),
        line=known.equipment.get(),
        quantity=Decimal(6),
        stage=DeliveryStage.ON_BALANCE,
        counting=Counting.RUNNING_TOTAL,
    )
    merge(claim, into=known, relation=Relation.DELIVERS, by=staff, deliveries=[fact])
    event = DeliveryEvent.objects.get()
    assert (event.quantity, event.stage, event.counting) == (6, DeliveryStage.ON_BALANCE, Counting.RUNNING_TOTAL)


@pytest.mark.parametrize("relation", [Relation.REPEATS, Relation.PART_OF, Relation.TOPS_UP, Relation.CONTRADICTS])
def test_merge_writes_deliveries_only_where_it_delivers(staff: User, known: Commitment, relation: Relation) -> None:
    merge(claim_with(complete=True), into=known, relation=relation, by=staff)
    assert not DeliveryEvent.objects.exists()


def test_merge_cancels_on_the_word_of_the_claim(staff: User, known: Commitment) -> None:
    claim = claim_with()
    merge(claim, into=known, relation=Relation.CANCELS, by=staff)
    known.refresh_from_db()
    change = known.status_changes.last()
    assert known.status == CommitmentStatus.CANCELLED
    assert (change.old_status, change.status, change.claim) == ("announced", "cancelled", claim)


def test_merge_changes_the_status_where_asked(staff: User, known: Commitment) -> None:
    claim = claim_with()
    merge(claim, into=known, relation=Relation.REPEATS, by=staff, status=CommitmentStatus.AGREED)
    known.refresh_from_db()
    assert known.status == CommitmentStatus.AGREED
    assert known.status_changes.last().claim == claim


def test_merge_with_the_same_status_leaves_no_step(staff: User, known: Commitment) -> None:
    merge(claim_with(), into=known, relation=Relation.REPEATS, by=staff, status=CommitmentStatus.ANNOUNCED)
    assert known.status_changes.count() == 1


def test_merge_into_public_commitment_makes_the_release_public(staff: User, known: Commitment) -> None:
    publish(known, by=staff)
    claim = claim_with()
    merge(claim, into=known, relation=Relation.REPEATS, by=staff)
    claim.release.refresh_from_db()
    assert claim.release.visibility == Visibility.PUBLIC


def test_merge_into_draft_leaves_the_release_in_draft(staff: User, known: Commitment) -> None:
    claim = claim_with()
    merge(claim, into=known, relation=Relation.REPEATS, by=staff)
    claim.release.refresh_from_db()
    assert claim.release.visibility == Visibility.DRAFT


def test_merge_as_first_report_is_refused(staff: User, known: Commitment) -> None:
    claim = claim_with()
    with unchanged(), pytest.raises(ReviewError, match="accepted, not merged"):
        merge(claim, into=known, relation=Relation.FIRST, by=staff)


def test_merge_of_decided_claim_changes_nothing(staff: User, known: Commitment) -> None:
    claim = claim_with()
    merge(claim, into=known, relation=Relation.REPEATS, by=staff)
    with unchanged(), pytest.raises(ReviewError, match="decided already"):
        merge(claim, into=known, relation=Relation.DELIVERS, by=staff)


def test_merge_reopened_gives_the_earlier_status_back(staff: User, known: Commitment) -> None:
    claim = claim_with()
    merge(claim, into=known, relation=Relation.DELIVERS, by=staff, status=CommitmentStatus.DELIVERED)
    reopen(claim, by=staff, reason="It speaks of another one.")
    known.refresh_from_db()
    assert known.status == CommitmentStatus.ANNOUNCED
    assert [change.status for change in known.status_changes.all()] == ["announced", "delivered", "announced"]


def test_merge_reopened_keeps_a_public_commitment_public(staff: User, known: Commitment) -> None:
    publish(known, by=staff)
    claim = claim_with()
    merge(claim, into=known, relation=Relation.REPEATS, by=staff)
    reopen(claim, by=staff, reason="It speaks of another one.")
    known.refresh_from_db()
    assert known.visibility == Visibility.PUBLIC


def test_merge_reopened_is_refused_where_less_is_left_than_it_added(staff: User, known: Commitment) -> None:
    claim = claim_with(with_amount=True, amount=Decimal(500_000))
    merge(claim, into=known, relation=Relation.TOPS_UP, by=staff)
    Commitment.objects.filter(pk=known.pk).update(amount=Decimal(400_000))
    with unchanged(), pytest.raises(ReviewError, match="Less than"):
        reopen(claim, by=staff, reason="Not more of it.")


def test_merge_keeps_its_reason_from_the_public_grounds_of_a_status(staff: User, known: Commitment) -> None:
    claim = ClaimFactory()
    merge(
        claim,
        into=known,
        relation=Relation.REPEATS,
        by=staff,
        reason="Heard by telephone.",
        status=CommitmentStatus.AGREED,
    )
    change = known.status_changes.last()
    assert (change.status, change.claim, change.reason) == (CommitmentStatus.AGREED, claim, "")
    reopen(claim, by=staff, reason="They were wrong on the telephone.")
    assert "telephone" not in known.status_changes.last().reason


def test_merge_into_what_a_reopened_claim_left_behind_changes_nothing(staff: User) -> None:
    first = claim_with(complete=True)
    left_behind = accept(first, by=staff)
    reopen(first, by=staff, reason="Look again.")
    claim = ClaimFactory()
    with unchanged(), pytest.raises(ReviewError, match="was reopened"):
        merge(claim, into=left_behind, relation=Relation.REPEATS, by=staff)
