"""Accepting a claim."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from assistance.models import Commitment, DeliveryEvent, Organisation, OrganisationAlias
from assistance.review import CommitmentFacts, LineFact, PartyFact, ReviewError, accept, propose, reopen
from assistance.vocabulary import (
    CommitmentStatus,
    DeliveryStage,
    Hedge,
    ItemCategory,
    Kind,
    Outcome,
    PartyRole,
    Region,
    Relation,
    Sector,
    ValuationBasis,
    Visibility,
)
from tests.factories import (
    ClaimItemFactory,
    ClaimPartyFactory,
    CommitmentClaimFactory,
    DeliveryEventFactory,
    NeedCoverageFactory,
    OrganisationFactory,
    ReleaseFactory,
)
from tests.review.states import claim_with, fetched, unchanged

pytestmark = pytest.mark.django_db


def test_accept_as_read(staff: User) -> None:
    claim = claim_with(complete=True)
    commitment = accept(claim, by=staff)
    commitment.refresh_from_db()
    assert commitment.title_en == "Japan: generators"
    assert (commitment.kind, commitment.status) == (Kind.EQUIPMENT, CommitmentStatus.ANNOUNCED)
    assert (commitment.amount, commitment.currency) == (Decimal(2_500_000), "USD")
    assert commitment.valuation_basis == ValuationBasis.STATED
    assert commitment.visibility == Visibility.DRAFT
    assert [(party.organisation.name_en, party.role) for party in commitment.parties.all()] == [
        ("Japan", PartyRole.FUNDING),
        ("State Emergency Service of Ukraine", PartyRole.RECIPIENT),
    ]
    assert [row.sector for row in commitment.sectors.all()] == [row.sector for row in claim.sectors.all()]
    assert [row.region for row in commitment.places.all()] == [Region.KHARKIV]
    assert [(line.name_en, line.quantity, line.claim_item) for line in commitment.equipment.all()] == [
        ("generators", Decimal(10), claim.items.get())
    ]
    link = commitment.claim_links.get()
    assert (link.claim, link.relation) == (claim, Relation.FIRST)
    change = commitment.status_changes.get()
    assert (change.old_status, change.status, change.claim, change.made_by) == ("", "announced", claim, staff)
    decision = claim.decisions.get()
    assert (decision.outcome, decision.commitment, decision.made_by, decision.changes) == (
        Outcome.ACCEPTED,
        commitment,
        staff,
        {},
    )


def test_accept_leaves_its_author_in_history(staff: User) -> None:
    commitment = accept(claim_with(complete=True), by=staff)
    assert {record.history_user for record in commitment.history.all()} == {staff}
    assert commitment.parties.first().history.get().history_user == staff


def test_accept_with_changed_facts_keeps_what_was_read_and_what_was_decided(staff: User) -> None:
    claim = claim_with(complete=True)
    read = propose(claim)
    facts = read.with_changes(
        amount=Decimal(3_000_000),
        status=CommitmentStatus.AGREED,
        sectors=(Sector.DEMINING,),
        parties=read.parties[:1],
        lines=(LineFact(name_en="generators", category=ItemCategory.GENERATOR_POWER, quantity=None),),
    )
    commitment = accept(claim, by=staff, facts=facts, reason="The embassy corrected itself.")
    assert commitment.amount == Decimal(3_000_000)
    decision = claim.decisions.get()
    assert decision.reason == "The embassy corrected itself."
    changes = decision.changes
    assert changes["amount"] == {"read": "2500000", "decided": "3000000"}
    assert changes["status"] == {"read": "announced", "decided": "agreed"}
    assert changes["sectors"] == {"read": [row.sector for row in claim.sectors.all()], "decided": ["demining"]}
    assert changes["parties"] == {
        "read": [["funding", "Japan"], ["recipient", "State Emergency Service of Ukraine"]],
        "decided": [["funding", "Japan"]],
    }
    assert (changes["lines"]["read"][0]["name"], changes["lines"]["read"][0]["quantity"]) == ("generators", "10")
    assert (changes["lines"]["decided"][0]["name"], changes["lines"]["decided"][0]["quantity"]) == ("generators", None)
    claim.refresh_from_db()
    assert claim.amount == Decimal(2_500_000)


def test_accept_as_read_keeps_how_firm_the_amount_is(staff: User) -> None:
    claim = claim_with(with_amount=True, amount_hedge=Hedge.AT_LEAST.value, amount_upper=Decimal(3_000_000))
    commitment = accept(claim, by=staff)
    commitment.refresh_from_db()
    assert (commitment.amount, commitment.amount_upper) == (Decimal(2_500_000), Decimal(3_000_000))
    assert commitment.amount_hedge == Hedge.AT_LEAST
    assert claim.decisions.get().changes == {}


def test_accept_with_another_hedge_keeps_both(staff: User) -> None:
    claim = claim_with(with_amount=True, amount_hedge=Hedge.AT_LEAST.value)
    facts = propose(claim).with_changes(amount_hedge=Hedge.EXACT, amount_upper=Decimal(2_600_000))
    commitment = accept(claim, by=staff, facts=facts)
    assert (commitment.amount_hedge, commitment.amount_upper) == (Hedge.EXACT, Decimal(2_600_000))
    assert claim.decisions.get().changes == {
        "amount_hedge": {"read": "at_least", "decided": "exact"},
        "amount_upper": {"read": None, "decided": "2600000"},
    }


def test_accept_without_an_amount_leaves_no_hedge(staff: User) -> None:
    claim = claim_with(with_amount=True, amount_hedge=Hedge.ABOUT.value, amount_upper=Decimal(3_000_000))
    commitment = accept(claim, by=staff, facts=propose(claim).with_changes(amount=None, currency=""))
    assert (commitment.amount, commitment.amount_hedge, commitment.amount_upper) == (None, Hedge.EXACT, None)


def test_accept_with_another_unit_or_category_keeps_both(staff: User) -> None:
    claim = claim_with(with_item=True)
    line = propose(claim).lines[0]
    facts = propose(claim).with_changes(
        lines=(LineFact(name_en=line.name_en, category=ItemCategory.OTHER, quantity=line.quantity, unit="sets"),)
    )
    accept(claim, by=staff, facts=facts)
    assert claim.decisions.get().changes["lines"] == {
        "read": [{"name": "generators", "quantity": "10", "unit": "", "category": "generator_power"}],
        "decided": [{"name": "generators", "quantity": "10", "unit": "sets", "category": "other"}],
    }


def test_accept_resolves_organisation_by_alias(staff: User) -> None:
    undp = OrganisationFactory(undp=True)
    claim = claim_with()
    ClaimPartyFactory(claim=claim, name="ПРООН", words="Japan")
    commitment = accept(fetched(claim.pk), by=staff)
    assert commitment.parties.get().organisation == undp
    assert Organisation.objects.count() == 1


def test_accept_creates_a_new_organisation_once(staff: User) -> None:
    first, second = claim_with(with_party=True), claim_with(with_party=True)
    accept(first, by=staff)
    accept(second, by=staff)
    japan = Organisation.objects.get()
    assert (japan.name_en, japan.country, japan.type) == ("Japan", "JP", "10")
    assert [alias.normalised for alias in japan.aliases.all()] == ["japan"]
    assert Commitment.objects.filter(parties__organisation=japan).count() == 2


def test_accept_names_one_party_once_in_a_role(staff: User) -> None:
    claim = claim_with()
    japan = OrganisationFactory(japan=True)
    party = PartyFact(role=PartyRole.FUNDING, organisation=japan)
    facts = propose(claim).with_changes(parties=(party, party, PartyFact(role=PartyRole.FUNDING, name_uk="ЯПОНІЯ")))
    assert accept(claim, by=staff, facts=facts).parties.get().organisation == japan


@pytest.mark.parametrize("status", [CommitmentStatus.DELIVERED, CommitmentStatus.COMPLETED])
def test_accept_of_delivered_claim_writes_deliveries(staff: User, status: CommitmentStatus) -> None:
    claim = claim_with(with_item=True, status=status.value)
    ClaimItemFactory(claim=claim, name="cables", quantity=None, words="equipment")
    commitment = accept(fetched(claim.pk), by=staff)
    events = DeliveryEvent.objects.filter(line__commitment=commitment)
    assert sorted((event.stage, event.quantity, event.claim_id) for event in events if event.quantity) == [
        (DeliveryStage.HANDED_OVER, Decimal(10), claim.pk)
    ]
    assert events.filter(quantity=None).count() == 1


def test_accept_of_announced_claim_writes_no_delivery(staff: User) -> None:
    accept(claim_with(with_item=True), by=staff)
    assert not DeliveryEvent.objects.exists()


def test_accept_and_publish_makes_the_release_public(staff: User) -> None:
    claim = claim_with(complete=True)
    commitment = accept(claim, by=staff, publish=True)
    claim.release.refresh_from_db()
    assert (commitment.visibility, claim.release.visibility) == (Visibility.PUBLIC, Visibility.PUBLIC)


def test_accept_is_found_by_all_names_of_its_parties(staff: User) -> None:
    OrganisationFactory(japan=True)
    commitment = accept(claim_with(complete=True), by=staff)
    commitment.refresh_from_db()
    assert "японія" in commitment.search_text
    assert "generators" in commitment.search_text


def test_accept_of_ukrainian_release_titles_it_in_ukrainian(staff: User) -> None:
    OrganisationFactory(japan=True)
    claim = claim_with(complete=True, release=ReleaseFactory(ukrainian=True))
    facts = propose(claim)
    assert facts.title_en == ""
    assert facts.title_uk.startswith("Японія: ")


def test_accept_of_decided_claim_changes_nothing(staff: User) -> None:
    claim = claim_with(complete=True)
    accept(claim, by=staff)
    with unchanged(), pytest.raises(ReviewError, match="decided already"):
        accept(claim, by=staff)


REFUSED = {
    "without a title": {"title_en": "", "title_uk": ""},
    "amount without a currency": {"currency": ""},
    "currency without an amount": {"amount": None},
    "unknown currency": {"currency": "XXX"},
    "negative amount": {"amount": Decimal(-1)},
    "upper end below the amount": {"amount_upper": Decimal(1)},
    "nameless item": {"lines": (LineFact(category=ItemCategory.OTHER),)},
    "item below zero": {"lines": (LineFact(name_en="x", category=ItemCategory.OTHER, quantity=Decimal(-1)),)},
    "nameless party": {"parties": (PartyFact(role=PartyRole.FUNDING),)},
    "party of no country": {"parties": (PartyFact(role=PartyRole.FUNDING, name_en="Nowhere", country="QQ"),)},
}


@pytest.mark.parametrize("changes", REFUSED.values(), ids=REFUSED)
def test_accept_refused_changes_nothing(staff: User, changes: dict[str, object]) -> None:
    claim = claim_with(complete=True)
    with unchanged(), pytest.raises(ReviewError):
        accept(claim, by=staff, facts=propose(claim).with_changes(**changes))


def test_accept_refused_where_a_new_name_belongs_to_another(staff: User) -> None:
    OrganisationFactory(japan=True)
    claim = claim_with()
    party = PartyFact(role=PartyRole.FUNDING, name_en="Nippon", name_uk="Японія")
    with unchanged(), pytest.raises(ReviewError, match="already belongs"):
        accept(claim, by=staff, facts=propose(claim).with_changes(parties=(party,)))


def reopened(staff: User) -> tuple[CommitmentFacts, Commitment, int]:
    """Return the facts, the commitment and the claim's key of a claim that was accepted and reopened."""
    claim = claim_with(complete=True)
    facts = propose(claim)
    commitment = accept(claim, by=staff, facts=facts)
    reopen(claim, by=staff, reason="Look again.")
    return facts, commitment, claim.pk


def test_accept_after_reopening_uses_the_same_commitment(staff: User) -> None:
    facts, commitment, pk = reopened(staff)
    claim = fetched(pk)
    again = accept(claim, by=staff, facts=facts.with_changes(status=CommitmentStatus.AGREED))
    assert again == commitment
    assert again.status == CommitmentStatus.AGREED
    assert again.equipment.count() == 1
    assert [decision.outcome for decision in claim.decisions.order_by("pk")] == ["accepted", "reopened", "accepted"]


def test_accept_after_reopening_keeps_a_line_that_covers_a_need(staff: User) -> None:
    facts, commitment, pk = reopened(staff)
    coverage = NeedCoverageFactory(line=commitment.equipment.get())
    accept(fetched(pk), by=staff, facts=facts)
    coverage.refresh_from_db()
    assert coverage.line == commitment.equipment.get()


def test_accept_after_reopening_refuses_to_drop_a_line_that_covers_a_need(staff: User) -> None:
    facts, commitment, pk = reopened(staff)
    NeedCoverageFactory(line=commitment.equipment.get())
    with unchanged(), pytest.raises(ReviewError, match="generators"):
        accept(fetched(pk), by=staff, facts=facts.with_changes(lines=()))


def test_accept_after_reopening_keeps_deliveries_entered_by_hand(staff: User) -> None:
    facts, commitment, pk = reopened(staff)
    delivery = DeliveryEventFactory(line=commitment.equipment.get())
    accept(fetched(pk), by=staff, facts=facts)
    assert list(DeliveryEvent.objects.all()) == [delivery]
    claim = fetched(pk)
    reopen(claim, by=staff, reason="Again.")
    with unchanged(), pytest.raises(ReviewError, match="generators"):
        accept(claim, by=staff, facts=facts.with_changes(lines=()))


def test_accept_after_reopening_makes_another_where_the_first_found_support(staff: User) -> None:
    _, commitment, pk = reopened(staff)
    CommitmentClaimFactory(commitment=commitment, claim=claim_with(), relation=Relation.REPEATS.value)
    assert accept(fetched(pk), by=staff) != commitment


def test_new_organisation_gets_all_its_names(staff: User) -> None:
    claim = claim_with()
    party = PartyFact(role=PartyRole.FUNDING, name_en="Norway", name_uk="Норвегія", country="NO", type="10")
    accept(claim, by=staff, facts=propose(claim).with_changes(parties=(party,)))
    assert set(OrganisationAlias.objects.values_list("normalised", flat=True)) == {"norway", "норвегія"}


def test_accept_leaves_one_version_in_the_history(staff: User) -> None:
    commitment = accept(claim_with(complete=True), by=staff)
    assert [(row.history_type, row.history_user) for row in commitment.history.all()] == [("+", staff)]
