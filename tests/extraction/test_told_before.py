"""Who gives and carries by what was told before: rows of names, carriers told earlier, names read to their end."""

import pytest

from assistance.extraction import extract
from tests.extraction.reading_aloud import claims


def donors(text: str) -> list[list[str]]:
    return [row["donors"] for row in claims(extract(text, title="Help for Ukraine"))]


def told(body: str) -> list[tuple[list[str], list[str]]]:
    return [(row["donors"], row["implementers"]) for row in claims(extract(f"Help for Ukraine\n\n{body}"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Valmora, Brunnix and SMB donated ten pumps to Kherson.", ["Brunnix", "SMB", "Valmora"]),
        ("Grundfos and Brunnix handed over ten pumps to Kherson.", ["Brunnix", "Grundfos"]),
        ("Ihor Klymenko and Lars Olsen handed over ten pumps to Kherson.", []),
        ("Ten transformers came to Ukraine from AB Litgrid.", ["Litgrid"]),
    ],
)
def test_row_of_names_before_a_verb_gives(text: str, expected: list[str]) -> None:
    assert sorted(name for row in donors(text) for name in row) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two trams left the Swiss capital for Lviv yesterday.", [["Switzerland"]]),
        ("Ten vans bought by Medical Supply of Ukraine were received by hospitals in Sumy.", []),
        ("The charity Hope K.A.R.E. Valmora gave Ukraine 16 ambulances.", [["Hope K.A.R.E. Valmora"]]),
    ],
)
def test_giver_is_read_to_the_end_of_its_name(text: str, expected: list[list[str]]) -> None:
    assert donors(text) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Canada gave Ukraine 40 boilers through UNDP. In May UNDP supplied 12 pumps to Ukraine.",
            [(["Canada"], ["UNDP"]), (["Canada"], ["UNDP"])],
        ),
        (
            "The pumps reached Ukraine. UNDP handed over 12 pumps to Sumy. Norway bore the cost.",
            [(["Norway"], ["UNDP"])],
        ),
        (
            "UNDP handed over 12 pumps to Sumy. Their costs were shouldered by Norway.",
            [(["Norway"], ["UNDP"])],
        ),
        (
            "Norway gives Ukraine NOK 9 million. It is divided so:\n\n• NOK 4 million for the fund in which UNDP "
            "mends boilers;\n\n• NOK 5 million for UNICEF.",
            [(["Norway"], []), (["Norway"], ["UNDP"]), (["Norway"], ["UNICEF"])],
        ),
    ],
)
def test_who_was_told_to_carry_goes_on_carrying(body: str, expected: list[tuple[list[str], list[str]]]) -> None:
    assert told(body) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pumps: questions and answers\n\nWhat is it about? Who pays? Who carries? Is it much? How many are there?\n\n"
         "Norway bought 12 pumps for the State Emergency Service.\n\nNorway also gave 3 boats.", 2),
        ("Pumps: questions and answers\n\nWhat is it about? Who pays? Who carries? Is it much? How many are there?\n\n"
         "Norway bought 12 pumps for Chad.\n\nNorway also gave 3 boats.", 0),
    ],
)  # fmt: skip
def test_release_is_about_the_place_it_names_first(text: str, expected: int) -> None:
    assert len(extract(text).claims) == expected


def test_town_and_carrier_that_head_a_paragraph() -> None:
    body = (
        "This is what came in May.\n\nBordeaux. Six pumps were handed over.\n\n"
        "Japan and UNDP. A grant of EUR 2 million has been given for boilers."
    )
    assert told(body) == [(["Bordeaux"], []), (["Japan"], ["UNDP"])]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("West Yorkshire Police donated four cars to Poltava, Ukraine.", [(["West Yorkshire Police"], [])]),
        ("The Ontario Provincial Police gave ten drones to Kharkiv, Ukraine.", [(["Ontario Provincial Police"], [])]),
        ("FC Bayern Munich donated EUR 1 million to Ukraine.", [(["FC Bayern Munich"], [])]),
        ("Manitoba's government gave Ukraine CAD 2 million.", [(["Manitoba"], [])]),
        (
            "Norway gave Ukraine 12 pumps. At a meeting in The Hague, Minister Jane Doe pledged Ukraine 40 boats.",
            [(["Norway"], []), (["Norway"], [])],
        ),
        ("Is it much? No. Ten pumps were handed to Ukraine by Norway. The crew is No. 5.", [(["Norway"], [])]),
    ],
)
def test_bodies_give_in_their_own_name(body: str, expected: list[tuple[list[str], list[str]]]) -> None:
    assert told(body) == expected
