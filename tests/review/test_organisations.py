"""Naming and merging organisations."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from assistance.models import CommitmentParty, Organisation, OrganisationAlias
from assistance.review import (
    ReviewError,
    create_organisation,
    merge_organisations,
    name_organisation,
    refresh_search_text,
)
from assistance.vocabulary import OrganisationType, PartyRole
from tests.factories import CommitmentFactory, OrganisationFactory, StatedTotalFactory, UserFactory
from tests.review.states import unchanged

pytestmark = pytest.mark.django_db


def test_create_goes_by_all_its_names(staff: User) -> None:
    organisation = create_organisation(by=staff, name_en="Japan", name_uk="Японія", aliases=("Nippon", " "))
    assert [alias.name for alias in organisation.aliases.order_by("pk")] == ["Japan", "Японія", "Nippon"]
    assert organisation.type == "90"
    assert Organisation.objects.named("ЯПОНІЯ").get() == organisation


def test_create_with_a_taken_name_changes_nothing(staff: User) -> None:
    OrganisationFactory(undp=True)
    with unchanged(), pytest.raises(ReviewError, match="already belongs"):
        create_organisation(by=staff, name_en="Another", aliases=("undp",))


def test_create_without_a_name_changes_nothing(staff: User) -> None:
    with unchanged(), pytest.raises(ReviewError):
        create_organisation(by=staff)


def test_name_keeps_the_names_it_had(staff: User) -> None:
    undp = OrganisationFactory(undp=True)
    name_organisation(undp, by=staff, aliases=("UNDP Ukraine", "undp"))
    assert set(undp.aliases.values_list("name", flat=True)) == {
        "United Nations Development Programme",
        "Програма розвитку ООН",
        "UNDP",
        "ПРООН",
        "UNDP Ukraine",
    }


def test_merge_moves_every_link_and_name(staff: User) -> None:
    kept = OrganisationFactory(japan=True)
    duplicate = OrganisationFactory(name_en="Government of Japan", name_uk="", aliases=("GoJ",))
    earlier = OrganisationFactory(name_en="Nippon", merged_into=duplicate)
    commitment = CommitmentFactory(donors=[duplicate], recipients=[duplicate])
    total = StatedTotalFactory(donors=[duplicate])
    assert merge_organisations(kept=kept, duplicate=duplicate, by=staff, reason="One and the same.") == kept
    assert {(party.organisation, party.role) for party in commitment.parties.all()} == {
        (kept, PartyRole.FUNDING),
        (kept, PartyRole.RECIPIENT),
    }
    assert {alias.name for alias in kept.aliases.all()} == {"Japan", "Японія", "Government of Japan", "GoJ"}
    assert list(total.donors.all()) == [kept]
    duplicate.refresh_from_db()
    earlier.refresh_from_db()
    assert (duplicate.merged_into, earlier.merged_into) == (kept, kept)
    assert not duplicate.aliases.exists()
    assert Organisation.objects.named("goj").get() == kept


def test_merge_collapses_duplicates_of_the_same_party(staff: User) -> None:
    kept, duplicate = OrganisationFactory(), OrganisationFactory()
    commitment = CommitmentFactory(donors=[kept, duplicate], implementers=[duplicate])
    merge_organisations(kept=kept, duplicate=duplicate, by=staff, reason="One and the same.")
    assert sorted((party.organisation_id, party.role) for party in CommitmentParty.objects.all()) == [
        (kept.pk, PartyRole.FUNDING),
        (kept.pk, PartyRole.IMPLEMENTING),
    ]
    assert commitment.parties.count() == 2


def test_merge_collapses_donors_of_a_stated_total(staff: User) -> None:
    kept, duplicate = OrganisationFactory(), OrganisationFactory()
    total = StatedTotalFactory(donors=[kept, duplicate])
    merge_organisations(kept=kept, duplicate=duplicate, by=staff, reason="One and the same.")
    assert list(total.donors.all()) == [kept]


def test_merge_lets_all_commitments_be_found_by_all_names(staff: User) -> None:
    kept, duplicate = OrganisationFactory(name_en="Japan"), OrganisationFactory(name_en="Nippon")
    commitments = [CommitmentFactory(donors=[kept]), CommitmentFactory(donors=[duplicate])]
    for commitment in commitments:
        refresh_search_text(commitment)
    merge_organisations(kept=kept, duplicate=duplicate, by=staff, reason="One and the same.")
    for commitment in commitments:
        commitment.refresh_from_db()
        assert "japan" in commitment.search_text
        assert "nippon" in commitment.search_text


def test_merge_with_itself_is_refused(staff: User) -> None:
    organisation = OrganisationFactory()
    with unchanged(), pytest.raises(ReviewError, match="itself"):
        merge_organisations(kept=organisation, duplicate=organisation, by=staff, reason="One and the same.")


def test_merge_of_merged_organisation_is_refused(staff: User) -> None:
    kept, other = OrganisationFactory(), OrganisationFactory()
    merged = OrganisationFactory(merged_into=kept)
    with unchanged():
        with pytest.raises(ReviewError, match="merged before"):
            merge_organisations(kept=other, duplicate=merged, by=staff, reason="One and the same.")
        with pytest.raises(ReviewError, match="merged before"):
            merge_organisations(kept=merged, duplicate=other, by=staff, reason="One and the same.")


def test_merge_keeps_its_author_in_history(staff: User) -> None:
    kept, duplicate = OrganisationFactory(), OrganisationFactory()
    merge_organisations(kept=kept, duplicate=duplicate, by=staff, reason="One and the same.")
    assert duplicate.history.first().history_user == staff
    assert {alias.history.first().history_user for alias in OrganisationAlias.objects.filter(organisation=kept)} == {
        None,
        staff,
    }


def test_merge_moves_identifier_country_and_type_that_the_kept_one_lacks(staff: User) -> None:
    kept = OrganisationFactory(identifier=None, country="", type=OrganisationType.OTHER)
    duplicate = OrganisationFactory(identifier="XM-DAC-41114", country="JP", type=OrganisationType.MULTILATERAL)
    merge_organisations(kept=kept, duplicate=duplicate, by=staff, reason="One and the same.")
    kept.refresh_from_db()
    duplicate.refresh_from_db()
    assert (kept.identifier, kept.country, kept.type) == ("XM-DAC-41114", "JP", OrganisationType.MULTILATERAL)
    assert duplicate.identifier is None


@pytest.mark.parametrize("has_one", ["kept", "duplicate"])
def test_merge_keeps_the_desk_officer_of_either(staff: User, has_one: str) -> None:
    officers = {"kept": None, "duplicate": None, has_one: UserFactory(staff=True)}
    kept = OrganisationFactory(desk_officer=officers["kept"])
    merge_organisations(
        kept=kept,
        duplicate=OrganisationFactory(desk_officer=officers["duplicate"]),
        by=staff,
        reason="One and the same.",
    )
    kept.refresh_from_db()
    assert kept.desk_officer == officers[has_one]


def test_merge_of_two_with_identifiers_of_their_own_changes_nothing(staff: User) -> None:
    kept = OrganisationFactory(identifier="XM-DAC-41114")
    duplicate = OrganisationFactory(identifier="XM-DAC-41122")
    with unchanged(), pytest.raises(ReviewError, match="Both bear an identifier"):
        merge_organisations(kept=kept, duplicate=duplicate, by=staff, reason="One and the same.")
