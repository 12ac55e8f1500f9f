from importlib.resources import files

import pytest

from assistance.extraction.wordlists import phrases_of, table
from assistance.vocabulary import COUNTRIES, CURRENCIES, ItemCategory, Region, Sector, TrapReason

NAMES = sorted(one.name.removesuffix(".toml") for one in files("assistance.extraction").joinpath("lexicon").iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_word_list_says_what_it_is(name: str) -> None:
    text = files("assistance.extraction").joinpath("lexicon", f"{name}.toml").read_text("utf-8")
    assert text.startswith("# ")
    assert table(name)


def test_states_bear_iso_codes() -> None:
    assert set(table("states")) <= COUNTRIES


def test_currencies_bear_iso_codes() -> None:
    money = table("money")
    shared = money["shared"]
    codes = {code for states in shared.values() for code in states.values()}
    assert {*money["signs"].values(), *money["codes"]["all"], *money["names"], *codes} - {*shared} <= CURRENCIES


def test_agencies_stand_for_listed_states() -> None:
    assert {entry["state"] for entry in table("agencies")["agency"]} <= set(table("states"))


def test_places_abroad_lie_in_listed_states() -> None:
    assert set(table("abroad")) <= set(table("states"))


def test_parts_belong_to_listed_organisations() -> None:
    entries = table("organisations")["organisation"]
    assert {entry["of"] for entry in entries if "of" in entry} <= {entry["name"] for entry in entries}


def test_phrases_of_organisations_name_one_each() -> None:
    phrases = [phrase for entry in table("organisations")["organisation"] for phrase in entry["phrases"]]
    assert sorted(phrases) == sorted(set(phrases))


def test_roles_of_organisations_are_the_known_ones() -> None:
    entries = [*table("organisations")["organisation"], *table("agencies")["agency"]]
    assert {entry["role"] for entry in entries} == {"donor", "channel", "both"}


def test_keys_of_lists_are_words_of_the_vocabulary() -> None:
    assert set(table("items")["heads"]) == {one.value for one in ItemCategory}
    assert set(table("sectors")["sectors"]) <= {one.value for one in Sector}
    assert set(table("regions")) <= {one.value for one in Region}
    assert {*table("traps")["barriers"], *table("traps")["nouns"]} <= {one.value for one in TrapReason}


def test_phrases_of_a_bare_list_lead_to_its_key() -> None:
    tokens = [type("Token", (), {"text": word, "low": word})() for word in ("this", "package")]
    assert [one.value for one in phrases_of("clauses", "points_back").find(tokens, 0, 2)] == ["points_back"]
