"""Which commitments a claim is compared with, what speaks for each, and what the claim probably is to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import translation

from assistance.models import Claim, Commitment
from assistance.review import accept, matches, matches_for, merge, reopen
from assistance.vocabulary import Region, Relation
from tests.factories import (
    ClaimEvidenceFactory,
    ClaimFactory,
    ClaimItemFactory,
    ClaimPartyFactory,
    CommitmentClaimFactory,
    CommitmentFactory,
    EquipmentLineFactory,
    OrganisationFactory,
    ReleaseFactory,
    TrapFactory,
)
from tests.review.states import claim_with, fetched

pytestmark = pytest.mark.django_db

MARCH = date(2026, 3, 2)
QUERIES = 16
STATED = {"with_party": True, "with_recipient": True, "with_amount": True}


@pytest.fixture
def japan() -> Any:
    return OrganisationFactory(japan=True)


@pytest.fixture
def service() -> Any:
    return OrganisationFactory(emergency_service=True)


def promised(*donors: Any, day: date = MARCH, **kwargs: Any) -> Commitment:
    """Return a commitment of ``donors`` that a release of ``day`` told first."""
    commitment: Commitment = CommitmentFactory(donors=donors, **kwargs)
    told = f"Said of commitment {commitment.pk}."
    first = ClaimFactory(release__published_on=day, release__text=told, words=told)
    CommitmentClaimFactory(commitment=commitment, claim=first)
    return commitment


def found(claim: Claim) -> list[tuple[Commitment, Relation | None]]:
    return [(match.commitment, match.relation) for match in matches_for(claim)]


def suggested(claim: Claim, commitment: Commitment) -> Relation | None:
    return next(match.relation for match in matches_for(claim) if match.commitment == commitment)


def test_candidates_are_ranked_whatever_their_amount(japan: Any) -> None:
    other, nearly, same = (
        promised(japan, amount=amount, currency="USD") for amount in (7_000_000, 2_550_000, 2_500_000)
    )
    promised(OrganisationFactory(), amount=1, currency="USD")
    claim = claim_with(**STATED, amount_hedge="about")
    assert [match.commitment for match in matches_for(claim)] == [same, nearly, other]
    assert [match.score for match in matches_for(claim)] == [70, 60, 40]


def test_ties_stand_in_the_order_of_the_ledger(japan: Any) -> None:
    first, second = promised(japan), promised(japan)
    assert [match.commitment for match in matches_for(claim_with(with_party=True))] == [first, second]


def test_no_more_than_ten_are_offered(japan: Any) -> None:
    for _ in range(12):
        CommitmentFactory(donors=[japan])
    assert len(matches_for(claim_with(with_party=True))) == 10


@pytest.mark.parametrize("name", ["JAPAN", "Японія", "  japan "])
def test_donor_is_known_by_any_of_its_names(japan: Any, name: str) -> None:
    same = promised(japan)
    claim = claim_with()
    ClaimPartyFactory(claim=claim, name=name, words="Japan")
    assert found(fetched(claim.pk)) == [(same, None)]


def test_donor_is_known_by_another_name_in_the_text() -> None:
    same = promised(OrganisationFactory(undp=True))
    claim = claim_with()
    ClaimPartyFactory(claim=claim, name="The Programme", aliases=["UNDP"], words="Japan")
    assert found(fetched(claim.pk)) == [(same, None)]


def test_donor_of_the_claim_may_be_who_passes_it_on(japan: Any) -> None:
    undp = OrganisationFactory(undp=True)
    passed_on = promised(japan, implementers=[undp], amount=2_500_000, currency="USD")
    claim = claim_with(with_amount=True)
    ClaimPartyFactory(claim=claim, name="UNDP", words="Japan")
    (match,) = matches_for(fetched(claim.pk))
    assert (match.commitment, match.relation) == (passed_on, Relation.REPEATS)
    assert match.reasons[0] == "the donor here passes it on there, or the other way round"


def test_agency_of_the_same_state_is_compared(japan: Any) -> None:
    agency = OrganisationFactory(name_en="Agency", type="15", country="JP")
    company = OrganisationFactory(name_en="Company", type="70", country="JP")
    known = promised(agency, amount=2_500_000, currency="USD")
    promised(company, amount=2, currency="USD")
    (match,) = matches_for(claim_with(**STATED))
    assert (match.commitment, match.relation) == (known, Relation.REPEATS)
    assert "a donor of the same state" in match.reasons


def test_recipient_alone_makes_no_candidate(service: Any) -> None:
    promised(OrganisationFactory(), recipients=[service])
    assert matches_for(claim_with(**STATED)) == []


def test_amount_alone_makes_a_candidate_that_is_not_likely() -> None:
    known = promised(OrganisationFactory(), amount=2_500_000, currency="USD")
    (match,) = matches_for(claim_with(with_amount=True))
    assert (match.commitment, match.relation, match.is_likely) == (known, None, False)


def test_second_sum_of_the_passage_is_compared(japan: Any) -> None:
    known = promised(japan, amount=103_000_000, currency="UAH")
    claim = claim_with(**STATED)
    TrapFactory(
        release=claim.release, reason="other_currency", words="USD 2.5 million", amount=103_000_000, currency="UAH"
    )
    (match,) = matches_for(fetched(claim.pk))
    assert (match.commitment, match.relation) == (known, Relation.REPEATS)
    assert "same amount in the other currency that is given" in match.reasons


def test_same_number_in_another_currency_contradicts(japan: Any, service: Any) -> None:
    known = promised(japan, recipients=[service], amount=2_500_000, currency="EUR")
    assert found(claim_with(**STATED)) == [(known, Relation.CONTRADICTS)]


def test_smaller_amount_the_same_way_for_the_same_purpose_is_a_part(japan: Any, service: Any) -> None:
    known = promised(japan, recipients=[service], amount=9_000_000, currency="USD", with_sector=True)
    assert found(claim_with(**STATED, with_sector=True)) == [(known, Relation.PART_OF)]
    assert found(claim_with(**STATED)) == [(known, None)]


LEADS = {
    "Japan gives an additional USD 2.5 million.": Relation.TOPS_UP,
    "Japan gives another USD 2.5 million.": Relation.TOPS_UP,
    "Японія надає додатково USD 2.5 million.": Relation.TOPS_UP,
    "Японія надає ще USD 2.5 million.": Relation.TOPS_UP,
    "Japan gives USD 2.5 million. Another visit is planned.": Relation.PART_OF,
    "Japan gives a new USD 2.5 million.": Relation.PART_OF,
}


@pytest.mark.parametrize(("text", "relation"), LEADS.items(), ids=LEADS)
def test_tops_up_only_where_the_words_say_so(japan: Any, service: Any, text: str, relation: Relation) -> None:
    known = promised(japan, recipients=[service], amount=9_000_000, currency="USD", with_sector=True)
    claim = ClaimFactory(**STATED, with_sector=True, release__text=text, words=text)
    assert suggested(fetched(claim.pk), known) == relation


@pytest.mark.parametrize("text", ["Japan gives much. Of this, USD 2.5 million is for pumps.", "З них USD 2.5 million."])
def test_part_said_to_be_one_in_the_same_release(japan: Any, text: str) -> None:
    release = ReleaseFactory(text=text)
    first = ClaimFactory(release=release, number=1, words=text)
    known = CommitmentFactory(donors=[japan], amount=9_000_000, currency="USD", claims=[first])
    claim = ClaimFactory(release=release, number=2, words=text, with_party=True, amount=2_500_000, currency="USD")
    ClaimEvidenceFactory(claim=claim, fact="amount", words="USD 2.5 million")
    (match,) = matches_for(fetched(claim.pk))
    assert (match.commitment, match.relation, match.is_likely) == (known, Relation.PART_OF, True)
    assert "said to be a part" in match.reasons


@pytest.mark.parametrize("status", ["in_delivery", "delivered", "completed"])
def test_items_that_come_deliver_what_was_promised_before(japan: Any, status: str) -> None:
    known = promised(japan)
    EquipmentLineFactory(commitment=known, quantity=22)
    claim = claim_with(with_party=True, with_item=True, status=status)
    assert suggested(claim, known) == Relation.DELIVERS


def test_items_that_came_before_the_promise_deliver_nothing_of_it(japan: Any) -> None:
    known = promised(japan, day=date(2026, 11, 20))
    EquipmentLineFactory(commitment=known, quantity=22)
    claim = claim_with(with_party=True, with_item=True, status="delivered")
    assert suggested(claim, known) != Relation.DELIVERS


def test_items_told_by_a_repetition_are_compared_too(japan: Any, staff: User) -> None:
    known = promised(japan)
    again = ClaimFactory(
        with_party=True, with_item=True, release__text="Japan: 10 generators.", words="Japan: 10 generators."
    )
    merge(again, into=known, relation=Relation.REPEATS, by=staff)
    claim = claim_with(with_party=True, with_item=True, status="delivered")
    assert suggested(claim, known) == Relation.DELIVERS


def test_same_items_in_the_same_numbers_repeat(japan: Any) -> None:
    known = promised(japan, with_line=True)
    assert suggested(claim_with(with_party=True, with_item=True), known) == Relation.REPEATS


def test_more_items_than_promised_contradict(japan: Any, service: Any) -> None:
    known = promised(japan, recipients=[service])
    EquipmentLineFactory(commitment=known, quantity=6)
    claim = claim_with(with_party=True, with_recipient=True, with_item=True)
    assert suggested(claim, known) == Relation.CONTRADICTS


def test_units_are_not_mixed(japan: Any) -> None:
    known = promised(japan)
    EquipmentLineFactory(commitment=known, quantity=10, unit="t")
    assert suggested(claim_with(with_party=True, with_item=True), known) is None


def test_cancelled_claim_cancels(japan: Any) -> None:
    known = promised(japan, with_line=True)
    claim = claim_with(with_party=True, with_item=True, status="cancelled")
    assert suggested(claim, known) == Relation.CANCELS
    known.status = "cancelled"
    known.save()
    assert suggested(claim, known) != Relation.CANCELS


def test_unlike_items_say_nothing_in_a_vague_category(japan: Any) -> None:
    known = promised(japan)
    EquipmentLineFactory(commitment=known, name_en="water tanks", name_uk="", category="other")
    claim = claim_with(with_party=True)
    ClaimItemFactory(claim=claim, name="school desks", category="other")
    assert suggested(fetched(claim.pk), known) is None
    ClaimItemFactory(claim=claim, name="tank for water", category="other")
    assert "some of the same items" in " ".join(matches_for(fetched(claim.pk))[0].reasons)


APART = {
    date(2026, 11, 2): "the same day",
    date(2026, 11, 1): "1 day apart",
    date(2026, 10, 13): "20 days apart",
    date(2026, 3, 2): "8 months apart",
    date(2023, 11, 2): "36 months apart",
}


@pytest.mark.parametrize(("day", "words"), APART.items(), ids=str)
def test_time_apart_is_told_in_words(japan: Any, day: date, words: str) -> None:
    promised(japan, day=day)
    assert matches_for(claim_with(with_party=True))[0].reasons[-1] == words


def test_time_apart_is_not_told_of_an_undated_release(japan: Any) -> None:
    promised(japan)
    claim = claim_with(with_party=True, release__published_on=None)
    assert matches_for(claim)[0].reasons == ["same donor"]


def test_periods_and_places_count(japan: Any) -> None:
    near = promised(japan, period_end=date(2027, 5, 1), period_start=date(2027, 1, 1), with_place=True)
    far = promised(japan, period_end=date(2029, 5, 1), period_start=date(2029, 1, 1), regions=[Region.LVIV])
    claim = claim_with(with_party=True, with_period=True, with_place=True)
    reasons = {match.commitment: match.reasons for match in matches_for(claim)}
    assert reasons[near] == ["same donor", "same region", "periods that overlap", "8 months apart"]
    assert far not in reasons


def test_claims_own_commitment_is_left_out(staff: User) -> None:
    claim = claim_with(**STATED, with_item=True)
    accept(claim, by=staff)
    assert matches_for(claim) == []
    reopen(claim, by=staff, reason="Look again.")
    assert matches_for(claim) == []


def test_reasons_are_in_the_language_of_the_reader(japan: Any) -> None:
    known = promised(japan, amount=2_500_000, currency="USD", title_uk="Насоси")
    with translation.override("uk"):
        (match,) = matches_for(claim_with(**STATED))
        assert match.sentence == f"Схоже на зобов’язання #{known.pk} (Насоси): {', '.join(match.reasons)}."
        assert match.reasons == ["той самий донор", "та сама сума", "з різницею у 8 місяців"]
        assert match.summary.startswith("Повторює (")


def test_page_of_claims_takes_a_fixed_number_of_queries(japan: Any, django_assert_num_queries: Any) -> None:
    promised(japan, amount=2_500_000, currency="USD", with_line=True, with_sector=True, with_place=True)
    claims = [claim_with(**STATED, with_item=True) for _ in range(2)]
    for number in (QUERIES, QUERIES):
        rows = list(Claim.objects.with_facts().prefetch_related("release__traps").filter(pk__in=[c.pk for c in claims]))
        with django_assert_num_queries(number):
            found = matches(rows)
        for _ in range(3):
            promised(japan, amount=Decimal(5), currency="EUR", with_line=True, with_sector=True, with_place=True)
            claims.append(claim_with(**STATED, with_item=True))
    assert all(found.values())


def test_claim_is_compared_with_the_same_commitments_beside_others(japan: Any) -> None:
    known = promised(japan)
    words = known.claims.get().words
    lone = claim_with(release__text=f"{words} Once more.", words=words)
    other = claim_with(with_party=True)
    assert matches([lone, other]) == {lone.pk: matches_for(lone), other.pk: matches_for(other)}
    assert matches_for(lone) == []
    assert [match.commitment for match in matches_for(other)] == [known]
