"""Who carries and whose money it is: told beside a name, by what it is, or a sentence later."""

import pytest

from assistance.extraction import extract
from tests.extraction.reading_aloud import claims


def told(body: str) -> list[tuple[list[str], list[str]]]:
    return [(row["donors"], row["implementers"]) for row in claims(extract(f"Help for Ukraine\n\n{body}"))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "The Alfa Recovery Fund works in Ukraine. Denmark paid EUR 3 million into the Fund to help Ukraine.",
            [(["Denmark"], ["Alfa Recovery Fund"])],
        ),
        (
            "The HALO Trust clears fields in Ukraine. Last year Canada gave the charity $2 million for Ukraine.",
            [(["Canada"], ["HALO Trust"])],
        ),
        (
            "The EBRD works in Ukraine. In May the Bank gave Ukraine a loan of EUR 90 million.",
            [(["European Bank for Reconstruction and Development"], [])],
        ),
        (
            "ЄБРР працює в Україні. У травні цей банк надав Україні кредит на 90 млн євро.",
            [(["European Bank for Reconstruction and Development"], [])],
        ),
        (
            "ПРООН працює в Україні. Японія виділила Україні 4 млн євро через цю організацію.",
            [(["Japan"], ["UNDP"])],
        ),
        ("The Bank of Lviv opened. Denmark gave Ukraine EUR 3 million.", [(["Denmark"], [])]),
    ],
)
def test_organisation_is_recalled_by_what_it_is(body: str, expected: list[tuple[list[str], list[str]]]) -> None:
    assert told(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Caritas gave Ukraine 14 EU-funded boilers.", [(["European Union"], ["Caritas"])]),
        ("Caritas gave Ukraine 14 boilers at Dutch expense.", [(["Netherlands"], ["Caritas"])]),
        ("Caritas gave Ukraine 14 boilers, paid for by Norway.", [(["Norway"], ["Caritas"])]),
        ("«Карітас» передав Україні 14 котлів коштом Норвегії.", [(["Norway"], ["Caritas"])]),
        ("Caritas gave Ukraine 14 boilers.", [(["Caritas"], [])]),
    ],
)
def test_who_pays_gives_and_who_acts_carries(body: str, expected: list[tuple[list[str], list[str]]]) -> None:
    assert told(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Norway gave Ukraine EUR 5 million. The project is run by UNICEF.", [(["Norway"], ["UNICEF"])]),
        ("Norway gave Ukraine 12 pumps. The Red Cross is to transport them.", [(["Norway"], ["Red Cross"])]),
        ("Норвегія надасть Україні 5 млн євро. Реалізує проєкт ЮНІСЕФ.", [(["Norway"], ["UNICEF"])]),
        ("Норвегія надасть Україні 5 млн євро. Роботи доручено ЮНІСЕФ.", [(["Norway"], ["UNICEF"])]),
        ("Norway gave Ukraine EUR 5 million. UNICEF counts two million children there.", [(["Norway"], [])]),
    ],
)
def test_carrier_is_told_in_the_sentence_after(body: str, expected: list[tuple[list[str], list[str]]]) -> None:
    assert told(body) == expected


def test_deminers_without_a_name_are_not_those_of_ukraine() -> None:
    text = (
        "Irish Aid counts its spending\n\nOur deminers stayed in barracks. Irish-funded teams gave lessons to children."
    )
    assert claims(extract(text)) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Norway gave Ukraine 12 pumps. In all, international partners have given Ukraine 900 pumps.",
            [["Norway"], []],
        ),
        ("Норвегія передала Україні 12 насосів. Союзники можуть надати ще 40 насосів.", [["Norway"], []]),
        ("Norway gave Ukraine 12 pumps. The country plans to send Ukraine 40 boats.", [["Norway"], ["Norway"]]),
    ],
)
def test_givers_without_a_name_are_not_those_named_before(body: str, expected: list[list[str]]) -> None:
    assert [donors for donors, _ in told(body)] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("UNICEF gave Ukraine 12 pumps in cooperation with Norway.", [(["Norway"], ["UNICEF"])]),
        ("The border guards of Ukraine got 12 pumps under a joint project with the EU.", [(["European Union"], [])]),
        (
            "Norway gave Ukraine 12 pumps via Alfa Help Foundation, a humanitarian charity from Toronto.",
            [(["Norway"], ["Alfa Help Foundation"])],
        ),
        ("Turkey gave Ukraine 12 pumps through its agency TIKA.", [(["Türkiye"], [])]),
        ("French regions help too: Normandy gave Ukraine 12 pumps.", [(["Normandy"], [])]),
        (
            "Oxton, Sweden, 6 December 2022 - Alfa Power AB has given Ukraine 12 pumps.",
            [(["Alfa Power AB"], [])],
        ),
    ],
)
def test_company_and_places_beside_a_giver(body: str, expected: list[tuple[list[str], list[str]]]) -> None:
    assert told(body) == expected


def test_lines_of_a_list_have_the_carriers_of_its_opening() -> None:
    body = "New aid goes through UNICEF:\n\n- Norway will give Ukraine 12 pumps;\n- Spain will give Ukraine 5 boats."
    assert told(body) == [(["Norway"], ["UNICEF"]), (["Spain"], ["UNICEF"])]


@pytest.mark.parametrize(
    "body",
    [
        "Norway has promised Ukraine 12 pumps. It has now cancelled the gift.",
        "Норвегія пообіцяла Україні 12 насосів. Постачання насосів скасовано.",
    ],
)
def test_gift_that_is_called_off_right_after_is_cancelled(body: str) -> None:
    assert [row["status"] for row in claims(extract(f"Help for Ukraine\n\n{body}"))] == ["cancelled"]


@pytest.mark.parametrize(
    ("body", "donors", "carriers"),
    [
        (
            "Чеська організація «Людина в біді» розвозить родинам паливні брикети; рахунок покриває Велика Британія.",
            ["United Kingdom"], ["People in Need"],
        ),
        (
            "People in Need is delivering 40 stoves to Ukraine; the cost is covered by the United Kingdom.",
            ["United Kingdom"], ["People in Need"],
        ),
        ("Латвія перерахує 270 тисяч євро організації HALO Trust для роботи в Україні.", ["Latvia"], ["HALO Trust"]),
    ],
)  # fmt: skip
def test_who_pays_gives_and_who_is_handed_money_carries(body: str, donors: list[str], carriers: list[str]) -> None:
    (row,) = claims(extract(f"Help for Ukraine\n\n{body}"))
    assert (row["donors"], row["implementers"]) == (donors, carriers)
