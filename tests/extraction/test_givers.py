"""Givers that no list knows: by where they stand, or by what is said of them."""

import pytest

from assistance.extraction import as_annotation, extract


def donors(text: str) -> list[list[str]]:
    found = as_annotation("t", text, extract(text, title="Help for Ukraine"))
    return [[donor["name"] for donor in claim["donors"]] for claim in found["commitments"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eight school buses, a present from Valmora, were handed over to schools of Sumy region.", ["Valmora"]),
        ("Two excavators donated by Valmora & Sons have arrived in Sumy region, Ukraine.", ["Valmora & Sons"]),
        ("Sixty beds were sent to Ukraine, paid for by Valmora of Denmark.", ["Valmora"]),
        ("Valmora, a Belgian supplier, contributed a 30 kW inverter for a hospital in Sumy.", ["Valmora"]),
        ("Last week Valmora handed over two ambulances and 14 generators to Uman.", ["Valmora"]),
        ("SMB donated four boilers to the hospital of Izium.", ["SMB"]),
        ("Hans Olsen, a brewer, donated two vans to volunteers in Odesa, Ukraine.", ["Hans Olsen"]),
        (
            "Ten pumps are a gift of Valmora, which runs waterworks in Jutland. They were handed to Kherson.",
            ["Valmora"],
        ),
        ("До Сум прибули два автобуси - подарунок від Valmora.", ["Valmora"]),
    ],
)
def test_names_that_stand_where_givers_stand(text: str, expected: list[str]) -> None:
    assert donors(text)[:1] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Ihor Klymenko handed over ten cars to police officers of Sumy region.",
        "Later Klymenko handed over ten cars to police officers, Ihor Klymenko said.",
        "Oksana Bilyk, head of the administration, gave out the keys to ten buses.",
        "Mayor Lars Olsen handed over ten buses.",
        "Ten photos provided by Valmora show the ambulances.",
        "Firefighters handed over ten pumps to the firefighters of Sumy.",
        "Poltava handed over two ambulances to Kherson.",
    ],
)
def test_persons_in_office_and_ukraine_itself_give_nothing(text: str) -> None:
    assert not any(donors(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ten pumps reached Sumy thanks to two givers: Valmora Aid, a charity registered in Canada, and Brix Inc., "
            "a maker of pumps based in Ohio.",
            ["Valmora Aid", "Brix Inc"],
        ),
        ("A Lithuanian brewery has sent Ukraine ten pumps.", ["Lithuanian brewery"]),
        ("Valmora, a British supplier, has sent Ukraine ten pumps.", ["Valmora"]),
        (
            "Norway gave Ukraine €30 million. Since then it has spent €2 million on boilers for schools.",
            ["Norway"],
        ),
    ],
)
def test_givers_in_lists_and_givers_without_a_name(text: str, expected: list[str]) -> None:
    assert all(one == expected for one in donors(text))
    assert donors(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A Lutheran parish in Bergen, Norway, is considering a gift of NOK 400,000 for the hospital of Izium.",
            ["Lutheran parish in Bergen"],
        ),
        ("The Coalition for Unity and Welfare has sent Ukraine ten pumps.", ["Coalition for Unity and Welfare"]),
        (
            "Ukraine got ten pumps from UNDP.\n\nOther help by the Howard G. Buffett Foundation\n\n"
            "• ten demining machines were delivered to the State Emergency Service of Ukraine",
            ["Howard G. Buffett Foundation"],
        ),
        (
            "Ukraine got eight buses, a present from Keolis of Sweden. Keolis promises twelve more of them for spring.",
            ["Keolis"],
        ),
    ],
)
def test_givers_with_their_town_and_givers_in_a_heading(text: str, expected: list[str]) -> None:
    assert donors(text)[-1] == expected
