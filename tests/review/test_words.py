"""Words that staff name as evidence: finding them, keeping them with a decision, and claims added by them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from assistance.models import Claim, DecidedEvidence, Release
from assistance.review import (
    ChosenWords,
    CommitmentFacts,
    LineFact,
    PartyFact,
    ReviewError,
    Stretch,
    accept,
    add_accepted_claim,
    add_claim,
    find_words,
    propose,
    reopen,
)
from assistance.vocabulary import CommitmentStatus, Fact, Kind, Outcome, PartyRole, Region, Sector
from tests.factories import OrganisationFactory, ReleaseFactory
from tests.review.states import claim_with, unchanged

TEXT = "Japan gives 10 generators.\n\nIt gives  10\ngenerators again, and 🚒 10 generators."

FOUND = {
    "in the passage": (Stretch(text=TEXT, start=28, end=60), None, (38, 51)),
    "nearest before it": (Stretch(text=TEXT, start=27, end=30), None, (12, 25)),
    "where the script says": (Stretch(text=TEXT, start=0, end=5), 65, (65, 78)),
}


@pytest.mark.parametrize(("within", "start", "span"), FOUND.values(), ids=FOUND)
def test_find_words_takes_the_nearest(within: Stretch, start: int | None, span: tuple[int, int]) -> None:
    assert find_words(" 10  generators", within=within, start=start) == span


@pytest.mark.parametrize("words", ["12 generators", "  "])
def test_find_words_that_are_not_there_says_so(words: str) -> None:
    with pytest.raises(ReviewError, match="does not stand in the text"):
        find_words(words, within=Stretch(text=TEXT, start=0, end=5))


@pytest.mark.django_db
def test_accept_keeps_the_words_that_staff_chose_beside_those_read(staff: User) -> None:
    claim = claim_with(complete=True)
    read = list(claim.evidence.values())
    chosen = [
        ChosenWords(fact=Fact.AMOUNT, start=claim.start, end=claim.start + 5),
        ChosenWords(fact=Fact.PARTY, role=PartyRole.FUNDING, subject="Japan", start=claim.start, end=claim.end),
    ]
    accept(claim, by=staff, words=chosen)
    rows = DecidedEvidence.objects.order_by("pk").values_list("fact", "role", "subject", "words")
    text = claim.release.text
    assert list(rows) == [
        ("amount", "", "", text[claim.start : claim.start + 5]),
        ("party", "funding", "Japan", claim.words),
    ]
    assert list(claim.evidence.values()) == read


@pytest.mark.django_db
@pytest.mark.parametrize("span", [(-1, 3), (5, 5), (7, 5), (0, 10**6)])
def test_accept_with_words_outside_the_text_changes_nothing(staff: User, span: tuple[int, int]) -> None:
    claim = claim_with(complete=True)
    with unchanged(), pytest.raises(ReviewError, match="no part of the text"):
        accept(claim, by=staff, words=[ChosenWords(fact=Fact.AMOUNT, start=span[0], end=span[1])])


@pytest.mark.django_db
def test_words_of_a_decision_that_was_reopened_no_longer_count(staff: User) -> None:
    claim = claim_with(complete=True)
    accept(claim, by=staff, words=[ChosenWords(fact=Fact.AMOUNT, start=claim.start, end=claim.end)])
    assert Claim.objects.get().decided_words(Fact.AMOUNT).words == claim.words
    reopen(claim, by=staff, reason="Look again.")
    assert Claim.objects.get().decided_words(Fact.AMOUNT) is None


@pytest.fixture
def release(db: None) -> Release:
    """A release in which the extractor found nothing."""
    made: Release = ReleaseFactory(text="Thanks.\n\nNorway gave the city of Sumy 3 pumps for EUR 9,000. Thank you.")
    return made


@pytest.fixture
def facts(release: Release) -> CommitmentFacts:
    norway = OrganisationFactory(name_en="Norway", name_uk="Норвегія", country="NO")
    return CommitmentFacts(
        kind=Kind.EQUIPMENT,
        status=CommitmentStatus.ANNOUNCED,
        amount=Decimal(9000),
        currency="EUR",
        sectors=(Sector.ENERGY,),
        regions=(Region("UA-59"),),
        parties=(
            PartyFact(role=PartyRole.FUNDING, organisation=norway),
            PartyFact(role=PartyRole.RECIPIENT, name_en="Sumy water works"),
        ),
        lines=(LineFact(name_en="pumps", category="other", quantity=Decimal(3)),),
    )


def span_of(release: Release, words: str) -> tuple[int, int]:
    start = release.text.index(words)
    return start, start + len(words)


PASSAGE = "Norway gave the city of Sumy 3 pumps for EUR 9,000."


def test_add_claim_is_in_the_queue_with_its_words(staff: User, release: Release, facts: CommitmentFacts) -> None:
    start, end = span_of(release, "EUR 9,000")
    words = [ChosenWords(fact=Fact.AMOUNT, start=start, end=end)]
    claim = add_claim(release, by=staff, span=span_of(release, PASSAGE), facts=facts, words=words)
    assert (claim.number, claim.rule, claim.read_by, claim.extractor_version) == (1, "staff", staff, "by hand")
    assert claim.words == PASSAGE
    assert [(row.fact, row.words, row.rule) for row in claim.evidence.all()] == [("amount", "EUR 9,000", "staff")]
    assert {(row.role, row.name, row.words) for row in claim.parties.all()} == {
        ("funding", "Norway", "Norway"),
        ("recipient", "Sumy water works", PASSAGE),
    }
    assert [(row.name, row.quantity, row.words) for row in claim.items.all()] == [("pumps", 3, "pumps")]
    assert [row.words for row in (*claim.sectors.all(), *claim.places.all())] == [PASSAGE, PASSAGE]
    assert claim in Claim.objects.needing_review()
    proposed = propose(claim)
    assert (proposed.amount, proposed.sectors, proposed.regions) == (9000, facts.sectors, facts.regions)
    assert proposed.parties == facts.parties


def test_add_claim_takes_the_next_number(staff: User, release: Release, facts: CommitmentFacts) -> None:
    numbers = [add_claim(release, by=staff, span=(0, 7), facts=facts).number for _ in range(3)]
    assert numbers == [1, 2, 3]


@pytest.mark.parametrize("span", [(3, 3), (-1, 3), (0, 10**6)])
def test_add_claim_outside_the_text_changes_nothing(
    staff: User, release: Release, facts: CommitmentFacts, span: tuple[int, int]
) -> None:
    with unchanged(), pytest.raises(ReviewError, match="Mark the words"):
        add_claim(release, by=staff, span=span, facts=facts)


def test_add_claim_to_an_earlier_text_is_refused(staff: User, release: Release, facts: CommitmentFacts) -> None:
    ReleaseFactory(supersedes=release)
    with unchanged(), pytest.raises(ReviewError, match="later version"):
        add_claim(release, by=staff, span=(0, 7), facts=facts)


def test_add_accepted_claim_makes_a_commitment_at_once(staff: User, release: Release, facts: CommitmentFacts) -> None:
    commitment = add_accepted_claim(release, by=staff, span=span_of(release, PASSAGE), facts=facts)
    claim = Claim.objects.get()
    assert commitment.title_en == "Norway: pumps"
    assert commitment.equipment.get().claim_item == claim.items.get()
    decision = claim.decisions.get()
    assert (decision.outcome, decision.changes) == (Outcome.ACCEPTED, {})
