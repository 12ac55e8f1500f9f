"""What a report is asked about, by what people call it."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from assistance.presentation.asked import (
    AskedError,
    currency_called,
    days_between,
    party_called,
    project_called,
    sector_called,
)
from assistance.vocabulary import PartyRole, Sector
from tests.factories import CommitmentFactory, ExchangeRateFactory, OrganisationFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["jp", "JP", "Japan", "японія", " japan ", "90"])
def test_donor_is_found_by_country_number_and_name(name: str) -> None:
    japan = OrganisationFactory(pk=90, japan=True)
    agency = OrganisationFactory(pk=91, name_en="Japan International Cooperation Agency", country="JP", type="10")
    CommitmentFactory(public=True, donors=[japan])
    CommitmentFactory(donors=[agency])
    assert party_called(name, PartyRole.FUNDING) == japan


def test_country_code_names_the_state_among_donors_of_a_country() -> None:
    state = OrganisationFactory(name_en="Switzerland", country="CH", type="10")
    CommitmentFactory(public=True, donors=[state, OrganisationFactory(name_en="Basel", country="CH", type="11")])
    assert party_called("ch", PartyRole.FUNDING) == state


def test_name_of_several_donors_is_refused_naming_them() -> None:
    donors = [OrganisationFactory(pk=pk, name_en=f"United {name}") for pk, name in ((90, "Kingdom"), (91, "States"))]
    CommitmentFactory(public=True, donors=donors)
    with pytest.raises(AskedError, match=r"“united” may be several: 90 United Kingdom; 91 United States. Name one by"):
        party_called("united", PartyRole.FUNDING)


@pytest.mark.parametrize("name", ["Norway", "xx", "999999", "9" * 40])
def test_donor_of_nothing_public_is_refused_naming_those_there_are(name: str) -> None:
    CommitmentFactory(donors=[OrganisationFactory(name_en="Norway")])
    japan = OrganisationFactory(japan=True)
    CommitmentFactory(public=True, donors=[japan])
    with pytest.raises(AskedError, match=f"Nothing public is called “{name}” here. There are: {japan.pk} Japan."):
        party_called(name, PartyRole.FUNDING)


def test_project_is_found_by_number_and_title() -> None:
    project = ProjectFactory(title_en="Warm homes", title_uk="Теплі домівки")
    CommitmentFactory(public=True, project=project)
    assert {project_called(name) for name in (str(project.pk), "warm homes", "Warm", "Теплі домівки")} == {project}
    with pytest.raises(AskedError, match=r"Nothing public is called “Cold”"):
        project_called("Cold")


@pytest.mark.parametrize("language", ["en", "uk"])
def test_sector_is_found_by_code_and_word_of_either_language(language: str) -> None:
    with override(language):
        assert {sector_called(name) for name in ("energy", "Energy", "енергетика")} == {Sector.ENERGY}
    with pytest.raises(AskedError, match=r"There is no sector “x”. There are: demining,"):
        sector_called("x")


def test_currency_without_rates_is_refused_naming_those_there_are() -> None:
    ExchangeRateFactory(currency="EUR", target="USD")
    assert (currency_called("eur"), currency_called("")) == ("EUR", "")
    with pytest.raises(AskedError, match=r"There are no rates of XAF. There are some of: EUR, USD."):
        currency_called("XAF")


def test_days_that_end_before_they_begin_are_refused() -> None:
    assert days_between(date(2026, 1, 1), date(2026, 1, 1)).asked
    with pytest.raises(AskedError, match=r"The last day is before the first one"):
        days_between(date(2026, 1, 2), date(2026, 1, 1))
