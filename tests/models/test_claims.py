"""Claims with the words they rest on, and the queue that decisions take them out of."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DataError, IntegrityError, transaction

from assistance.models import AppendOnlyError, Claim, Decision
from assistance.vocabulary import Fact, Outcome, PartyRole, Relation, Visibility
from tests.factories import (
    ClaimEvidenceFactory,
    ClaimFactory,
    ClaimItemFactory,
    ClaimPartyFactory,
    ClaimPlaceFactory,
    ClaimSectorFactory,
    CommitmentClaimFactory,
    CommitmentFactory,
    DecidedEvidenceFactory,
    DecisionFactory,
    ReleaseFactory,
    TrapFactory,
    UserFactory,
)
from tests.models.constraints import Case, accepted, refused, refused_by

pytestmark = pytest.mark.django_db

SPANS = {
    "claim_span_not_empty": ClaimFactory,
    "claimevidence_span_not_empty": ClaimEvidenceFactory,
    "claimparty_span_not_empty": ClaimPartyFactory,
    "claimitem_span_not_empty": ClaimItemFactory,
    "claimplace_span_not_empty": ClaimPlaceFactory,
    "claimsector_span_not_empty": ClaimSectorFactory,
    "trap_span_not_empty": TrapFactory,
}

CONSTRAINTS = (
    *(
        Case(
            name=name,
            factory=factory,
            accepts=({"start": 0, "end": 1},),
            refuses=({"start": 5, "end": 5}, {"start": 5, "end": 4}),
        )
        for name, factory in SPANS.items()
    ),
    Case(
        name="claim_echoes_another",
        factory=ClaimFactory,
        accepts=(lambda row: {"echo_of": row}, {"echo_of": None}),
        refuses=({"pk": 4711, "echo_of_id": 4711},),
    ),
    Case(
        name="decidedevidence_span_not_empty",
        factory=DecidedEvidenceFactory,
        accepts=({"start": 0, "end": 1, "words": "x"},),
        refuses=({"start": 5, "end": 5, "words": "x"}, {"start": 5, "end": 4, "words": "x"}),
    ),
    Case(
        name="decidedevidence_role_of_a_party",
        factory=DecidedEvidenceFactory,
        accepts=({"fact": "party", "role": "funding"}, {"fact": "item", "role": ""}),
        refuses=({"fact": "party", "role": ""}, {"fact": "amount", "role": "funding"}),
    ),
    Case(
        name="claim_by_hand_says_by_whom",
        factory=ClaimFactory,
        accepts=(lambda row: {"rule": "staff", "read_by": UserFactory()}, {"read_by": None}),
        refuses=({"rule": "staff"}, lambda row: {"read_by": UserFactory()}),
    ),
    Case(
        name="claim_number_once_in_release",
        factory=ClaimFactory,
        accepts=(
            lambda row: {"release": row.release, "number": row.number + 1},
            lambda row: {"number": row.number},
        ),
        refuses=(lambda row: {"release": row.release, "number": row.number},),
    ),
    Case(
        name="claim_amount_with_currency",
        factory=ClaimFactory,
        accepts=(
            {"amount": Decimal("0.01"), "currency": "USD"},
            {"amount": Decimal("9999999999999.99"), "currency": "USD"},
            {"amount": None, "currency": ""},
        ),
        refuses=(
            {"amount": Decimal(1), "currency": ""},
            {"amount": Decimal(0), "currency": "USD"},
            {"amount": Decimal(-1), "currency": "USD"},
            {"amount": None, "currency": "USD"},
        ),
    ),
    Case(
        name="trap_amount_with_currency",
        factory=TrapFactory,
        accepts=({"amount": Decimal("0.01"), "currency": "UAH"}, {"amount": None, "currency": ""}),
        refuses=(
            {"amount": Decimal(1), "currency": ""},
            {"amount": Decimal(0), "currency": "UAH"},
            {"amount": None, "currency": "UAH"},
        ),
    ),
    Case(
        name="claim_upper_amount_above_lower",
        factory=ClaimFactory,
        accepts=(
            {"amount": Decimal(5), "amount_upper": Decimal(5), "currency": "USD"},
            {"amount": Decimal(5), "amount_upper": Decimal(6), "currency": "USD"},
        ),
        refuses=(
            {"amount_upper": Decimal(5)},
            {"amount": Decimal(5), "amount_upper": Decimal(4), "currency": "USD"},
        ),
    ),
    Case(
        name="claim_starts_before_it_ends",
        factory=ClaimFactory,
        accepts=(
            {"period_start": date(2026, 1, 1), "period_end": date(2026, 1, 2)},
            {"period_start": date(2026, 1, 1), "period_end": date(2026, 1, 1)},
            {"period_start": date(2026, 1, 1)},
            {"period_end": date(2026, 1, 1)},
        ),
        refuses=({"period_start": date(2026, 1, 2), "period_end": date(2026, 1, 1)},),
    ),
    Case(
        name="claim_fact_once",
        factory=ClaimEvidenceFactory,
        accepts=(
            lambda row: {"claim": row.claim, "fact": Fact.AMOUNT.value},
            lambda row: {"fact": row.fact},
        ),
        refuses=(lambda row: {"claim": row.claim, "fact": row.fact},),
    ),
    Case(
        name="claimitem_quantity_not_negative",
        factory=ClaimItemFactory,
        accepts=({"quantity": Decimal(0)}, {"quantity": Decimal("0.5")}, {"quantity": None}),
        refuses=({"quantity": Decimal("-0.01")},),
    ),
    Case(
        name="decision_links_or_gives_a_reason",
        factory=DecisionFactory,
        accepts=(
            {"accepted": True},
            {"merged": True},
            {"rejected": True},
            {"reopened": True},
            {"accepted": True, "reason": "The embassy confirmed it."},
        ),
        refuses=(
            *({outcome: True, "commitment": None} for outcome in ("accepted", "merged")),
            *({outcome: True, "relation": ""} for outcome in ("accepted", "merged")),
            *({outcome: True, "reason": ""} for outcome in ("rejected", "reopened")),
            *({outcome: True, "relation": Relation.FIRST.value} for outcome in ("rejected", "reopened")),
            lambda row: {"rejected": True, "commitment": row.commitment},
            lambda row: {"reopened": True, "commitment": row.commitment},
            {"outcome": "postponed", "reason": "Later."},
        ),
    ),
)

#: What was decided on a claim, in order, and whether it needs a person after it.
SEQUENCES = [
    ([], True),
    ([Outcome.ACCEPTED], False),
    ([Outcome.MERGED], False),
    ([Outcome.REJECTED], False),
    ([Outcome.REOPENED], True),
    ([Outcome.ACCEPTED, Outcome.REOPENED], True),
    ([Outcome.MERGED, Outcome.REOPENED], True),
    ([Outcome.REJECTED, Outcome.REOPENED], True),
    ([Outcome.REJECTED, Outcome.REOPENED, Outcome.ACCEPTED], False),
    ([Outcome.ACCEPTED, Outcome.REOPENED, Outcome.MERGED], False),
    ([Outcome.ACCEPTED, Outcome.REOPENED, Outcome.REJECTED, Outcome.REOPENED], True),
]


def decide(claim: Claim, outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        DecisionFactory(claim=claim, **{outcome.value: True})


@accepted(CONSTRAINTS)
def test_claim_accepted(case, facts):
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_claim_refused(case, facts):
    with refused_by(case.name):
        case.store(facts)


@pytest.mark.parametrize(("outcomes", "needs_review"), SEQUENCES)
def test_claim_needs_review_after(outcomes, needs_review):
    claim = ClaimFactory()
    decide(claim, outcomes)
    decide(ClaimFactory(), [Outcome.ACCEPTED])
    assert list(Claim.objects.needing_review()) == ([claim] if needs_review else [])


@pytest.mark.parametrize(("outcomes", "needs_review"), SEQUENCES)
def test_claim_of_a_superseded_release_needs_review_only_once_reopened(outcomes, needs_review):
    claim = ClaimFactory()
    decide(claim, outcomes)
    ReleaseFactory(supersedes=claim.release)
    reopened = bool(outcomes) and needs_review
    assert list(Claim.objects.needing_review()) == ([claim] if reopened else [])


def test_claim_of_a_superseding_release_needs_review():
    old = ClaimFactory()
    new = ClaimFactory(release__supersedes=old.release)
    assert list(Claim.objects.needing_review()) == [new]


@pytest.mark.parametrize(("outcomes", "_"), SEQUENCES)
def test_outcome_is_that_of_the_latest_decision(outcomes, _):
    claim = ClaimFactory()
    decide(claim, outcomes)
    assert Claim.objects.with_outcome().get().outcome == (outcomes[-1] if outcomes else None)


def test_outcome_goes_by_the_time_of_the_decision(time_machine):
    claim = ClaimFactory()
    time_machine.move_to("2026-11-21")
    later = DecisionFactory.build(claim=claim, rejected=True, made_by=None)
    time_machine.move_to("2026-11-20")
    DecisionFactory(claim=claim)
    time_machine.move_to("2026-11-21")
    later.made_by = DecisionFactory(claim=ClaimFactory()).made_by
    later.save()
    time_machine.move_to("2026-11-19")
    DecisionFactory(claim=claim)
    assert Claim.objects.with_outcome().get(pk=claim.pk).outcome == Outcome.REJECTED
    assert list(Decision.objects.filter(claim=claim).values_list("made_at__day", flat=True)) == [21, 20, 19]


def test_decisions_of_one_moment_come_latest_first():
    claim = ClaimFactory()
    decide(claim, [Outcome.ACCEPTED, Outcome.REOPENED, Outcome.REJECTED])
    assert [row.outcome for row in claim.decisions.all()] == [Outcome.REJECTED, Outcome.REOPENED, Outcome.ACCEPTED]


def test_decision_names_outcome_and_claim():
    decision = DecisionFactory(rejected=True)
    assert str(decision) == f"Rejected: {decision.claim_id}"


@pytest.mark.parametrize("count", [1, 3])
def test_claims_with_facts_take_six_queries(count, django_assert_num_queries):
    ClaimFactory.create_batch(count, complete=True)
    with django_assert_num_queries(6):
        read = [
            (
                claim.release.text[claim.start : claim.end],
                claim.evidence_of(Fact.AMOUNT).words,
                claim.parties_in(*PartyRole),
                list(claim.items.all()),
                list(claim.places.all()),
                list(claim.sectors.all()),
            )
            for claim in Claim.objects.with_facts()
        ]
    assert len(read) == count


def test_parties_come_in_the_order_of_the_text():
    claim = ClaimFactory()
    recipient = ClaimPartyFactory(claim=claim, recipient=True)
    donor = ClaimPartyFactory(claim=claim)
    implementer = ClaimPartyFactory(claim=claim, role=PartyRole.IMPLEMENTING.value, words="Kharkiv region")
    assert claim.parties_in(PartyRole.RECIPIENT, PartyRole.FUNDING) == [donor, recipient]
    assert claim.parties_in(PartyRole.IMPLEMENTING) == [implementer]
    assert claim.parties_in(PartyRole.EXTENDING) == []


def test_evidence_of_a_fact_not_stated_is_none():
    claim = ClaimFactory(with_amount=True)
    assert claim.evidence_of(Fact.AMOUNT).words == "USD 2.5 million"
    assert claim.evidence_of(Fact.PERIOD) is None


def test_claims_come_in_the_order_of_releases_and_numbers():
    old, new = (ReleaseFactory(published_on=date(year, 1, 1)) for year in (2025, 2026))
    undated = ReleaseFactory(published_on=None)
    for release in (undated, old, new):
        ClaimFactory(release=release, number=2)
        ClaimFactory(release=release, number=1)
    assert [(claim.release_id, claim.number) for claim in Claim.objects.all()] == [
        (release.pk, number) for release in (new, old, undated) for number in (1, 2)
    ]


def test_claim_is_told_by_release_and_number():
    claim = ClaimFactory(number=3)
    assert str(claim) == f"{claim.release_id}.3"


def test_evidence_reads_as_its_words():
    assert str(ClaimItemFactory()) == "10 generators"


@pytest.mark.parametrize("language", ["en", "uk"])
def test_evidence_of_a_made_claim_stands_in_the_text(language):
    claim = ClaimFactory(complete=True, release__language=language)
    facts = (claim.evidence, claim.parties, claim.items, claim.places, claim.sectors)
    rows = [claim, *(row for manager in facts for row in manager.all())]
    assert len(rows) == 9
    assert [claim.release.text[row.start : row.end] for row in rows] == [row.words for row in rows]
    assert all(len(row.words) < len(claim.words) for row in rows[1:])


def test_queue_queryset_refuses_changes():
    ClaimFactory()
    with pytest.raises(AppendOnlyError):
        Claim.objects.needing_review().update(status="completed")


def test_decision_keeps_what_was_decided_otherwise():
    changes = {"amount": {"read": "25000000", "decided": "2500000"}}
    DecisionFactory(commitment=CommitmentFactory(with_amount=True), changes=changes)
    assert Decision.objects.get().changes == changes


@pytest.mark.parametrize(
    ("commitment", "release", "shown"),
    [
        (Visibility.PUBLIC, Visibility.PUBLIC, 1),
        (Visibility.DRAFT, Visibility.PUBLIC, 0),
        (Visibility.WITHHELD, Visibility.PUBLIC, 0),
        (Visibility.PUBLIC, Visibility.DRAFT, 0),
        (Visibility.PUBLIC, Visibility.WITHHELD, 0),
    ],
)
def test_claim_is_published_with_its_commitment_and_its_release(commitment, release, shown):
    link = CommitmentClaimFactory(commitment__visibility=commitment.value, claim__release__visibility=release.value)
    assert list(Claim.objects.published()) == [link.claim][:shown]


def test_claim_nobody_decided_on_is_not_published():
    ClaimFactory(release__visibility=Visibility.PUBLIC.value)
    assert not Claim.objects.published().exists()


def test_amount_too_long_to_be_kept_exactly_is_refused():
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        ClaimFactory(amount=Decimal(10) ** 13, currency="USD")
