"""Commitments with their parties, claims and changes of status."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import override

from assistance.models import Commitment
from assistance.vocabulary import CommitmentStatus, Hedge, PartyRole, Region, Relation, Sector, Visibility
from tests.factories import (
    ClaimFactory,
    CommitmentClaimFactory,
    CommitmentFactory,
    CommitmentPartyFactory,
    CommitmentPlaceFactory,
    CommitmentSectorFactory,
    EquipmentLineFactory,
    OrganisationFactory,
    ReleaseFactory,
    StatusChangeFactory,
)
from tests.models.constraints import Case, accepted, refused, refused_by

pytestmark = pytest.mark.django_db

CONSTRAINTS = (
    Case(
        name="commitment_has_a_title",
        factory=CommitmentFactory,
        accepts=({"title_uk": ""}, {"title_en": ""}),
        refuses=({"title_en": "", "title_uk": ""},),
    ),
    Case(
        name="commitment_amount_with_currency",
        factory=CommitmentFactory,
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
        name="commitment_upper_amount_above_lower",
        factory=CommitmentFactory,
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
        name="commitment_starts_before_it_ends",
        factory=CommitmentFactory,
        accepts=(
            {"period_start": date(2026, 1, 1), "period_end": date(2026, 1, 2)},
            {"period_start": date(2026, 1, 1), "period_end": date(2026, 1, 1)},
            {"period_start": date(2026, 1, 1)},
            {"period_end": date(2026, 1, 1)},
        ),
        refuses=({"period_start": date(2026, 1, 2), "period_end": date(2026, 1, 1)},),
    ),
    Case(
        name="commitment_status_known",
        factory=CommitmentFactory,
        accepts=tuple({"status": word.value} for word in CommitmentStatus),
        refuses=({"status": "hoped_for"}, {"status": ""}),
    ),
    Case(
        name="commitment_visibility_known",
        factory=CommitmentFactory,
        accepts=tuple({"visibility": word.value} for word in Visibility),
        refuses=({"visibility": "secret"}, {"visibility": ""}),
    ),
    Case(
        name="party_once_in_a_role",
        factory=CommitmentPartyFactory,
        accepts=(
            lambda row: {"commitment": row.commitment},
            lambda row: {"organisation": row.organisation},
            lambda row: {
                "commitment": row.commitment,
                "organisation": row.organisation,
                "role": PartyRole.EXTENDING.value,
            },
        ),
        refuses=(lambda row: {"commitment": row.commitment, "organisation": row.organisation},),
    ),
    Case(
        name="party_role_known",
        factory=CommitmentPartyFactory,
        accepts=tuple({"role": word.value} for word in PartyRole),
        refuses=({"role": "onlooker"}, {"role": ""}),
    ),
    Case(
        name="commitment_sector_once",
        factory=CommitmentSectorFactory,
        accepts=(
            lambda row: {"commitment": row.commitment, "sector": Sector.CYBER.value},
            lambda row: {"sector": row.sector},
        ),
        refuses=(lambda row: {"commitment": row.commitment, "sector": row.sector},),
    ),
    Case(
        name="commitment_region_once",
        factory=CommitmentPlaceFactory,
        accepts=(
            lambda row: {"commitment": row.commitment, "region": Region.SUMY.value},
            lambda row: {"region": row.region},
        ),
        refuses=(lambda row: {"commitment": row.commitment, "region": row.region},),
    ),
    Case(
        name="one_first_claim",
        factory=CommitmentClaimFactory,
        accepts=(
            lambda row: {"commitment": row.commitment, "relation": Relation.REPEATS.value},
            lambda row: {"relation": Relation.FIRST.value},
        ),
        refuses=(lambda row: {"commitment": row.commitment, "relation": Relation.FIRST.value},),
    ),
    Case(
        name="link_relation_known",
        factory=CommitmentClaimFactory,
        accepts=tuple({"relation": word.value} for word in Relation),
        refuses=({"relation": "resembles"}, {"relation": ""}),
    ),
    Case(
        name="status_change_has_grounds",
        factory=StatusChangeFactory,
        accepts=({"reported": True}, {"claim": None, "reason": "A letter."}, {"reported": True, "reason": "A letter."}),
        refuses=({"claim": None, "reason": ""},),
    ),
    Case(
        name="status_change_changes_something",
        factory=StatusChangeFactory,
        accepts=({"old_status": "", "status": "announced"}, {"old_status": "agreed", "status": "announced"}),
        refuses=({"old_status": "announced", "status": "announced"},),
    ),
    Case(
        name="status_change_status_known",
        factory=StatusChangeFactory,
        accepts=tuple({"status": word.value} for word in CommitmentStatus),
        refuses=({"status": "hoped_for"},),
    ),
)


@accepted(CONSTRAINTS)
def test_commitment_accepted(case, facts):
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_commitment_refused(case, facts):
    with refused_by(case.name):
        case.store(facts)


@pytest.mark.parametrize("currency", ["usd", "XXX", "US"])
def test_currency_out_of_use_is_invalid(currency):
    with pytest.raises(ValidationError, match="ISO 4217"):
        CommitmentFactory.build(amount=Decimal(1), currency=currency).clean_fields()


@pytest.mark.parametrize(
    ("titles", "language", "shown"),
    [
        ({"title_en": "Generators", "title_uk": "Генератори"}, "en", "Generators"),
        ({"title_en": "Generators", "title_uk": "Генератори"}, "uk", "Генератори"),
        ({"title_en": "", "title_uk": "Генератори"}, "en", "Генератори"),
        ({"title_en": "Generators", "title_uk": ""}, "uk", "Generators"),
    ],
)
def test_title_is_in_the_readers_language(titles, language, shown):
    commitment = CommitmentFactory(**titles)
    with override(language):
        assert commitment.title == shown
        assert str(commitment) == shown


def test_published_commitments_are_the_public_ones():
    public = CommitmentFactory(public=True)
    CommitmentFactory()
    CommitmentFactory(withheld=True)
    assert list(Commitment.objects.published()) == [public]


def test_commitment_is_a_draft_until_someone_publishes_it():
    assert Commitment(title_en="Generators").visibility == Visibility.DRAFT


def test_amount_is_exact_until_someone_hedges_it():
    commitment = Commitment(title_en="Generators", amount=Decimal(5), currency="USD")
    assert (commitment.amount_hedge, commitment.amount_upper) == (Hedge.EXACT, None)


def test_newest_first_goes_by_the_first_release_and_puts_the_undated_last():
    def reported(*days: date | None) -> Commitment:
        return CommitmentFactory(claims=[ClaimFactory(release__published_on=day) for day in days])

    unreported = CommitmentFactory()
    old_but_repeated = reported(date(2025, 1, 1), date(2026, 11, 1))
    undated = reported(None)
    first, second = reported(date(2026, 5, 1)), reported(date(2026, 5, 1), None)
    newest = reported(date(2026, 6, 1))
    assert list(Commitment.objects.newest_first()) == [newest, second, first, old_but_repeated, undated, unreported]


def test_newest_first_counts_a_commitment_once():
    CommitmentFactory(claims=ClaimFactory.create_batch(3))
    assert Commitment.objects.newest_first().count() == 1
    assert Commitment.objects.newest_first().get().first_reported == date(2026, 11, 2)


@pytest.mark.parametrize("count", [1, 3])
def test_commitments_with_parties_take_five_queries(count, django_assert_num_queries):
    CommitmentFactory.create_batch(count, complete=True)
    with django_assert_num_queries(5):
        read = [
            (
                commitment.project.title,
                [organisation.name for organisation in commitment.organisations_in(*PartyRole)],
                [str(row) for row in commitment.sectors.all()],
                [str(row) for row in commitment.places.all()],
            )
            for commitment in Commitment.objects.with_parties()
        ]
    assert len(read) == count


def test_organisations_in_a_role_come_in_order():
    first, second, recipient = OrganisationFactory.create_batch(3)
    commitment = CommitmentFactory(donors=[second, first], recipients=[recipient])
    assert commitment.organisations_in(PartyRole.FUNDING) == [second, first]
    assert commitment.organisations_in(PartyRole.RECIPIENT, PartyRole.FUNDING) == [second, first, recipient]
    assert commitment.organisations_in(PartyRole.ACCOUNTABLE) == []


def test_claim_is_linked_to_one_commitment():
    claim = CommitmentClaimFactory().claim
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitmentClaimFactory(claim=claim)


def test_linked_claims_come_in_the_order_they_were_published():
    commitment = CommitmentFactory()
    new, old = (
        CommitmentClaimFactory(
            commitment=commitment, relation=Relation.REPEATS.value, claim__release__published_on=date(year, 1, 1)
        )
        for year in (2026, 2025)
    )
    assert list(commitment.claim_links.all()) == [old, new]


def test_linked_claims_without_a_date_come_last():
    commitment = CommitmentFactory()
    undated, dated = (
        CommitmentClaimFactory(
            commitment=commitment, relation=Relation.REPEATS.value, claim__release__published_on=published_on
        )
        for published_on in (None, date(2026, 1, 1))
    )
    assert list(commitment.claim_links.all()) == [dated, undated]


def test_party_reads_as_organisation_and_role():
    assert str(CommitmentPartyFactory(organisation=OrganisationFactory(japan=True))) == "Japan (Donor)"


def test_link_reads_as_claim_and_relation():
    link = CommitmentClaimFactory()
    assert str(link) == f"{link.claim} First report"


def test_status_changes_come_in_the_order_they_were_made():
    commitment = CommitmentFactory()
    changes = [StatusChangeFactory(commitment=commitment, status=status.value) for status in CommitmentStatus]
    assert list(commitment.status_changes.all()) == changes
    assert [str(change) for change in changes] == [status.label for status in CommitmentStatus]


@pytest.mark.parametrize("trait", ["with_claim", "with_status_change"])
def test_commitment_with_grounds_is_not_deleted(trait):
    commitment = CommitmentFactory(**{trait: True})
    with pytest.raises(ProtectedError):
        commitment.delete()


def test_commitment_without_grounds_is_deleted_with_its_rows():
    commitment = CommitmentFactory(with_donor=True, with_sector=True, with_place=True, with_line=True)
    commitment.delete()
    assert not Commitment.objects.exists()


def test_organisation_that_takes_part_is_not_deleted():
    with pytest.raises(ProtectedError):
        CommitmentPartyFactory().organisation.delete()


def test_claim_item_that_a_line_rests_on_is_named_there():
    line = EquipmentLineFactory(with_evidence=True)
    assert list(line.claim_item.lines.all()) == [line]


def test_amount_too_long_to_be_kept_exactly_is_refused():
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        CommitmentFactory(amount=Decimal(10) ** 13, currency="USD")


def sources_of(commitment: Commitment, *, public: bool = False) -> int:
    return Commitment.objects.with_sources(public=public).get(pk=commitment.pk).independent_sources


def test_independent_sources_count_copies_and_translations_as_one():
    original = ReleaseFactory()
    copies = [ReleaseFactory(witness_of=original, likeness=likeness) for likeness in ("reprint", "translation")]
    releases = [original, *copies, ReleaseFactory()]
    commitment = CommitmentFactory(claims=[ClaimFactory(release=release) for release in releases])
    CommitmentClaimFactory(commitment=commitment, claim=ClaimFactory(release=original), relation="part_of")
    CommitmentFactory(with_claim=True)
    assert sources_of(commitment) == 2
    assert sources_of(CommitmentFactory()) == 0


def test_independent_sources_count_two_copies_as_one_where_the_original_says_nothing_of_it():
    original = ReleaseFactory()
    copies = [ReleaseFactory(witness_of=original, likeness="reprint") for _ in range(2)]
    assert sources_of(CommitmentFactory(claims=[ClaimFactory(release=copy) for copy in copies])) == 1


def test_independent_sources_count_a_corrected_page_as_one():
    earlier = ReleaseFactory()
    corrected = ReleaseFactory(supersedes=earlier)
    commitment = CommitmentFactory(claims=[ClaimFactory(release=earlier)])
    assert sources_of(commitment) == 1
    CommitmentClaimFactory(commitment=commitment, claim=ClaimFactory(release=corrected), relation="repeats")
    assert sources_of(commitment) == 1


def test_independent_sources_in_public_are_those_of_public_releases():
    releases = [ReleaseFactory(), ReleaseFactory(public=True), ReleaseFactory(withheld=True)]
    commitment = CommitmentFactory(claims=[ClaimFactory(release=release) for release in releases])
    assert (sources_of(commitment), sources_of(commitment, public=True)) == (3, 1)
