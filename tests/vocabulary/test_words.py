"""The words of the vocabulary, their labels and the codes they map to."""

import re

import pytest

from assistance import vocabulary
from assistance.vocabulary import (
    COUNTRIES,
    CURRENCIES,
    DAC_PURPOSE,
    FIRM_STATUSES,
    IATI_ACTIVITY_STATUS,
    IATI_ORGANISATION_ROLE,
    CommitmentStatus,
    OrganisationType,
    PartyRole,
    Region,
    Sector,
    Word,
)

WORD_LISTS = sorted(Word.__subclasses__(), key=lambda words: words.__name__)

#: Regions of Ukraine, ISO 3166-2:UA.
ISO_3166_2_UA = "05 07 09 12 14 18 21 23 26 30 32 35 40 43 46 48 51 53 56 59 61 63 65 68 71 74 77".split()
#: OrganisationType of IATI 2.03.
IATI_ORGANISATION_TYPE = "10 11 15 21 22 23 24 30 40 60 70 71 72 73 80 90".split()
#: Currencies of states that give and receive, to tell a slip in the list.
USUAL_CURRENCIES = "USD EUR UAH JPY GBP CAD CHF SEK NOK DKK PLN CZK KRW AUD NZD TRY BGN RON HUF ISK CNY AED SAR".split()
USUAL_COUNTRIES = "UA JP US GB DE FR PL CZ SE NO DK FI EE LV LT NL BE CA KR AU CH IT ES TR XK".split()


def every(word_lists: list[type[Word]]) -> pytest.MarkDecorator:
    words = [word for words in word_lists for word in words]
    return pytest.mark.parametrize("word", words, ids=lambda word: f"{type(word).__name__}.{word.name}")


@every(WORD_LISTS)
def test_word_has_a_value_and_a_label(word):
    assert word.value
    assert word == word.value
    assert str(word) == word.value
    assert f"{word}" == word.value
    assert re.fullmatch(r"[A-Z][^\n]*[^\s.]", word.label), word.label


@every(WORD_LISTS)
def test_word_is_found_by_its_value(word):
    assert type(word)(word.value) is word


@pytest.mark.parametrize("words", WORD_LISTS, ids=lambda words: words.__name__)
def test_word_list_has_no_doubles(words):
    assert len({word.label for word in words}) == len(words)
    assert len(words.__members__) == len(words), "a member repeats another's value"


@pytest.mark.parametrize("words", WORD_LISTS, ids=lambda words: words.__name__)
def test_word_list_knows_no_other_value(words):
    with pytest.raises(ValueError, match="is not a valid"):
        words("no such word")


@pytest.mark.parametrize("words", WORD_LISTS, ids=lambda words: words.__name__)
def test_word_list_is_exported(words):
    assert getattr(vocabulary, words.__name__) is words
    assert words.__name__ in vocabulary.__all__


def test_exports_are_in_order_and_there():
    assert sorted(vocabulary.__all__) == sorted(set(vocabulary.__all__))
    assert all(hasattr(vocabulary, name) for name in vocabulary.__all__)


def test_every_sector_has_a_dac_purpose():
    assert set(DAC_PURPOSE) == set(Sector)
    assert all(re.fullmatch(r"\d{5}", code) for code in DAC_PURPOSE.values())
    assert len(set(DAC_PURPOSE.values())) == len(Sector)


def test_every_status_has_an_iati_status():
    assert set(IATI_ACTIVITY_STATUS) == set(CommitmentStatus)
    assert set(IATI_ACTIVITY_STATUS.values()) == set("123456")


def test_every_role_but_the_recipient_has_an_iati_role():
    assert set(IATI_ORGANISATION_ROLE) == set(PartyRole) - {PartyRole.RECIPIENT}
    assert sorted(IATI_ORGANISATION_ROLE.values()) == list("1234")


def test_organisation_types_are_the_iati_codes():
    assert [word.value for word in OrganisationType] == IATI_ORGANISATION_TYPE


def test_firm_statuses_leave_out_the_considered_and_the_called_off():
    assert set(CommitmentStatus) - set(FIRM_STATUSES) == {
        CommitmentStatus.UNDER_CONSIDERATION,
        CommitmentStatus.SUSPENDED,
        CommitmentStatus.CANCELLED,
    }
    assert len(FIRM_STATUSES) == len(set(FIRM_STATUSES))


def test_statuses_stand_in_the_order_of_the_ladder():
    assert [word.value for word in CommitmentStatus] == [
        "under_consideration",
        "announced",
        "agreed",
        "in_delivery",
        "delivered",
        "completed",
        "suspended",
        "cancelled",
    ]


def test_regions_are_the_27_of_iso_3166_2():
    assert len(Region) == 27
    assert sorted(word.value for word in Region) == [f"UA-{code}" for code in ISO_3166_2_UA]


def test_region_of_kyiv_is_not_the_city():
    assert (Region.KYIV_CITY.value, Region.KYIV_CITY.label) == ("UA-30", "Kyiv")
    assert (Region.KYIV.value, Region.KYIV.label) == ("UA-32", "Kyiv region")


def test_currencies_are_three_capitals():
    assert all(re.fullmatch(r"[A-Z]{3}", code) for code in CURRENCIES)
    assert set(USUAL_CURRENCIES) <= CURRENCIES
    assert not {"XXX", "XTS", "HRK", "DEM"} & CURRENCIES


def test_countries_are_two_capitals():
    assert all(re.fullmatch(r"[A-Z]{2}", code) for code in COUNTRIES)
    assert set(USUAL_COUNTRIES) <= COUNTRIES
    assert len(COUNTRIES - {"XK"}) == 249
    assert not {"UK", "EU", "SU", "AN"} & COUNTRIES
