"""Which names are thought to be one and the same."""

from __future__ import annotations

import pytest

from assistance.vocabulary import Named, Resemblance, Titled, alike_organisations, alike_projects


def sign(one: Named, other: Named) -> Resemblance | None:
    return alike_organisations([one, other]).get((1, 2))


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Ministry of Energy", "Energy Ministry", Resemblance.NAME),
        ("The Kingdom of Norway", "NORWAY", Resemblance.NAME),
        ("Уряд Японії", "Японія", Resemblance.NAME),
        ("Relief Fund Ltd", "Relief Funds", Resemblance.NAME),
        ("UNDP", "United Nations Development Programme", Resemblance.ACRONYM),
        ("MOD", "Ministry of Defence", Resemblance.ACRONYM),
        ("MD", "Ministry of Defence", Resemblance.ACRONYM),
        ("ПРООН", "Програма розвитку організації об’єднаних націй", Resemblance.ACRONYM),
        ("Danish Refugee Council", "Danish Refugee Council Ukraine", Resemblance.PART),
        ("UNDP Ukraine", "UNDP", Resemblance.PART),
        ("Japan", "Japan Fund", None),
        ("United Nations", "United Nations Development Programme", None),
        ("United Kingdom", "United States", None),
        ("undp", "United Nations Development Programme", None),
        ("UN system", "US", None),
        ("ВПП ООН", "ООН", None),
        ("Norway", "Sweden", None),
    ],
)
def test_organisations_by_their_names(one: str, other: str, found: Resemblance | None) -> None:
    assert sign(Named(1, (one,)), Named(2, (other,))) == found
    assert sign(Named(1, (other,)), Named(2, (one,))) == found


def test_organisations_by_any_of_their_names() -> None:
    assert sign(Named(1, ("Japan", "Японія")), Named(2, ("Nippon", "японія"))) == Resemblance.NAME


@pytest.mark.parametrize(
    ("countries", "found"), [(("JP", "NO"), None), (("JP", ""), Resemblance.NAME), (("JP", "JP"), Resemblance.NAME)]
)
def test_organisations_of_two_countries_are_two(countries: tuple[str, str], found: Resemblance | None) -> None:
    one, other = (Named(key, ("Ministry of Defence",), country) for key, country in enumerate(countries, start=1))
    assert sign(one, other) == found


def test_organisations_with_one_identifier_are_alike_whatever_else() -> None:
    one, other = Named(1, ("Japan",), "JP", "XM-DAC-701"), Named(2, ("Norway",), "NO", "xm dac 701")
    assert sign(one, other) == Resemblance.IDENTIFIER


def test_organisation_is_no_duplicate_of_itself() -> None:
    names = ("UNDP", "U N D P", "Undp Ltd", "United Nations Development Programme", "UNDP Ukraine")
    assert alike_organisations([Named(1, names)]) == {}


def test_names_without_telling_words_are_compared_whole() -> None:
    assert sign(Named(1, ("Government",)), Named(2, ("Kingdom",))) is None
    assert sign(Named(1, ("…",)), Named(2, ("!",))) is None


def titled(key: int, english: str, *, ukrainian: str = "", number: str = "", parties: tuple[int, ...] = ()) -> Titled:
    numbers = frozenset({("registration", number)} if number else ())
    return Titled(key, {"en": english, "uk": ukrainian}, numbers, frozenset(parties))


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (titled(1, "Winter heating"), titled(2, "Project of heating in the winter"), Resemblance.TITLE),
        (
            titled(1, "Heating", ukrainian="Зимове тепло"),
            titled(2, "Winter", ukrainian="зимове тепло"),
            Resemblance.TITLE,
        ),
        (titled(1, "Heating", number="12-34"), titled(2, "Bridges", number="1234"), Resemblance.NUMBER),
        (titled(1, "Hospital generators", parties=(1, 2)), titled(2, "School generators", parties=(1, 2)), None),
        (
            titled(1, "Hospital generators", parties=(1, 2)),
            titled(2, "Generators for rural hospitals", parties=(2, 1)),
            Resemblance.PARTIES,
        ),
        (titled(1, "Hospital generators", parties=(1, 2)), titled(2, "Rural hospital generators", parties=(1,)), None),
        (titled(1, "Hospital generators"), titled(2, "Rural hospital generators"), None),
        (titled(1, "", ukrainian="Тепло"), titled(2, "Bridges", ukrainian=""), None),
    ],
)
def test_projects_by_number_title_and_parties(one: Titled, other: Titled, found: Resemblance | None) -> None:
    assert alike_projects([one, other]).get((1, 2)) == found
