"""Organisations, the names they go by and the roles they are found in."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from assistance.models import Donor, Organisation
from assistance.vocabulary import PartyRole
from tests.factories import (
    CommitmentFactory,
    CommitmentPartyFactory,
    OrganisationAliasFactory,
    OrganisationFactory,
)
from tests.models.constraints import Case, accepted, refused, refused_by

pytestmark = pytest.mark.django_db

CONSTRAINTS = (
    Case(
        name="organisation_has_a_name",
        factory=OrganisationFactory,
        accepts=({"name_uk": ""}, {"name_en": ""}, {}),
        refuses=({"name_en": "", "name_uk": ""},),
    ),
    Case(
        name="organisation_not_merged_into_itself",
        factory=OrganisationFactory,
        accepts=(lambda other: {"merged_into": other}, {"merged_into": None}),
        refuses=(lambda other: {"pk": other.pk + 1, "merged_into_id": other.pk + 1},),
    ),
    Case(
        name="alias_is_not_empty",
        factory=OrganisationAliasFactory,
        accepts=({"name": "GoJ"},),
        refuses=({"name": " \u00a0"},),
    ),
)


@accepted(CONSTRAINTS)
def test_organisation_accepted(case, facts):
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_organisation_refused(case, facts):
    with refused_by(case.name):
        case.store(facts)


def test_identifier_taken_is_refused():
    OrganisationFactory(identifier="XM-DAC-41114")
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFactory(identifier="XM-DAC-41114")


def test_identifier_missing_twice_is_accepted():
    OrganisationFactory.create_batch(2, identifier=None)
    assert Organisation.objects.filter(identifier=None).count() == 2


@pytest.mark.parametrize("name", ["Japan", "JAPAN", " japan ", "Ｊａｐａｎ"])
def test_alias_taken_in_another_spelling_is_refused(name):
    OrganisationFactory(japan=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationAliasFactory(name=name)


@pytest.mark.parametrize(("country", "valid"), [("JP", True), ("XK", True), ("", True), ("jp", False), ("ZZ", False)])
def test_country_is_validated(country, valid):
    organisation = OrganisationFactory.build(country=country)
    if valid:
        organisation.full_clean()
    else:
        with pytest.raises(ValidationError, match="ISO 3166-1"):
            organisation.full_clean()


@pytest.mark.parametrize(
    ("names", "language", "shown"),
    [
        ({"name_en": "Japan", "name_uk": "Японія"}, "en", "Japan"),
        ({"name_en": "Japan", "name_uk": "Японія"}, "uk", "Японія"),
        ({"name_en": "", "name_uk": "Японія"}, "en", "Японія"),
        ({"name_en": "Japan", "name_uk": ""}, "uk", "Japan"),
        ({"name_en": "Japan", "name_uk": "Японія"}, None, "Japan"),
    ],
)
def test_name_is_in_the_readers_language(names, language, shown):
    organisation = OrganisationFactory(**names)
    with override(language):
        assert organisation.name == shown
        assert str(organisation) == shown


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("Japan", "JAPAN"),
        ("Japan", "  Japan\n"),
        ("Об'єднані Арабські Емірати", "Об’єднані Арабські  Емірати"),
        ("Об'єднані Арабські Емірати", "ОБʼЄДНАНІ АРАБСЬКІ ЕМІРАТИ"),
        ("Bundesanstalt Straße", "BUNDESANSTALT STRASSE"),
        ("Rolls-Royce", "Rolls–Royce"),
        ("Японія", "ЯПОНІЯ"),
    ],
)
def test_named_finds_the_organisation_in_another_spelling(stored, written):
    organisation = OrganisationFactory(aliases=[stored])
    OrganisationFactory()
    assert list(Organisation.objects.named(written)) == [organisation]


@pytest.mark.parametrize("written", ["Jap", "Japan Fund", ""])
def test_named_finds_nothing_by_another_name(written):
    OrganisationFactory(japan=True)
    assert not Organisation.objects.named(written).exists()


def test_named_finds_nothing_merged_away():
    kept = OrganisationFactory()
    OrganisationFactory(japan=True, merged_into=kept)
    assert not Organisation.objects.named("Japan").exists()


def test_current_leaves_out_the_merged():
    kept = OrganisationFactory()
    OrganisationFactory(merged_into=kept)
    assert list(Organisation.objects.current()) == [kept]


def test_in_role_finds_the_role_public_or_not():
    donor, public_donor, recipient = OrganisationFactory.create_batch(3)
    OrganisationFactory()
    CommitmentFactory(donors=[donor], recipients=[recipient])
    CommitmentFactory(public=True, donors=[public_donor])
    assert set(Organisation.objects.in_role(PartyRole.FUNDING)) == {donor, public_donor}
    assert set(Organisation.objects.in_role(PartyRole.RECIPIENT)) == {recipient}
    assert set(Organisation.objects.in_role(PartyRole.FUNDING, PartyRole.RECIPIENT)) == {donor, public_donor, recipient}
    assert set(Organisation.objects.in_role(PartyRole.EXTENDING)) == set()


def test_in_role_counts_an_organisation_once():
    donor = OrganisationFactory()
    for _ in range(2):
        CommitmentFactory(public=True, donors=[donor], implementers=[donor])
    roles = (PartyRole.FUNDING, PartyRole.IMPLEMENTING)
    assert Organisation.objects.in_role(*roles).count() == 1
    assert Organisation.objects.published_in_role(*roles).count() == 1
    assert Organisation.objects.published().count() == 1


def test_in_role_leaves_out_the_merged():
    merged = OrganisationFactory(merged_into=OrganisationFactory())
    CommitmentFactory(public=True, donors=[merged])
    assert not Organisation.objects.in_role(PartyRole.FUNDING).exists()
    assert not Organisation.objects.published().exists()


@pytest.mark.parametrize(("trait", "shown"), [("public", True), ("withheld", False), (None, False)])
def test_published_in_role_needs_a_public_commitment(trait, shown):
    donor = OrganisationFactory()
    CommitmentFactory(donors=[donor], **({trait: True} if trait else {}))
    assert (donor in Organisation.objects.published_in_role(PartyRole.FUNDING)) is shown
    assert (donor in Organisation.objects.published()) is shown
    assert donor not in Organisation.objects.published_in_role(PartyRole.RECIPIENT)


def test_published_in_role_wants_role_and_visibility_of_the_same_commitment():
    organisation = OrganisationFactory()
    CommitmentFactory(donors=[organisation])
    CommitmentFactory(public=True, recipients=[organisation])
    assert organisation not in Organisation.objects.published_in_role(PartyRole.FUNDING)
    assert organisation in Organisation.objects.published()


def test_donors_are_the_organisations_that_fund():
    donor = CommitmentPartyFactory().organisation
    CommitmentPartyFactory(recipient=True)
    assert [row.pk for row in Donor.objects.all()] == [donor.pk]
    assert isinstance(Donor.objects.get(), Donor)


def test_donor_saved_is_refused_because_it_would_leave_no_history():
    donor = Donor.objects.get(pk=CommitmentPartyFactory().organisation.pk)
    with pytest.raises(TypeError, match="Save it as an Organisation"):
        donor.save()
