"""Funds into which many pay, states that run a programme, those who only set something up: who gives, who carries."""

import pytest

from assistance.extraction import as_annotation, extract


def parties(text: str) -> list[tuple[list[str], list[str]]]:
    """Return donors and implementers of each commitment."""
    told = as_annotation("x", text, extract(text))["commitments"]
    return [tuple([one["name"] for one in row[part]] for part in ("donors", "implementers")) for row in told]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Donor countries of the Tallinn Mechanism announced a further EUR 20 million for Ukraine.",
         [([], ["Tallinn Mechanism"])]),
        ("The Tallinn Mechanism has provided Ukraine with more than EUR 90 million.", [([], ["Tallinn Mechanism"])]),
        ("Finland pays EUR 2 million into the Tallinn Mechanism for Ukraine. "
         "So far the Mechanism has brought Ukraine EUR 90 million.",
         [(["Finland"], ["Tallinn Mechanism"]), ([], ["Tallinn Mechanism"])]),
        ("Finland allocated EUR 3 million for a training programme for Ukraine run by Norway.",
         [(["Finland"], ["Norway"])]),
        ("Finland gives Ukraine EUR 5 million. The money goes to the Ukraine Energy Support Fund, "
         "which the European Commission and the ministry set up.", [(["Finland"], ["Ukraine Energy Support Fund"])]),
        ("Finland gives Ukraine EUR 5 million. Another EUR 2 million will be handed out by OCHA.",
         [(["Finland"], []), (["Finland"], ["OCHA"])]),
        ("South Korea handed over 12 pumps to Ukraine with the assistance of the Korea International Cooperation "
         "Agency.", [(["Republic of Korea"], ["KOICA"])]),
        ("Finland will give EUR 1 million for clearing mines in Ukraine. The project is run jointly by WFP and FAO.",
         [(["Finland"], ["World Food Programme", "FAO"])]),
    ],
)  # fmt: skip
def test_fund_or_state_that_only_carries_gives_nothing(body: str, expected: list[tuple[list[str], list[str]]]) -> None:
    assert parties(f"Help\n\n{body}") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Фінляндія виділила 3 млн євро на кіберпрограму для України, яку реалізує Норвегія.",
         [(["Finland"], ["Norway"])]),
        ("Країни-донори Талліннського механізму оголосили про 20 млн євро для України.", [([], ["Tallinn Mechanism"])]),
        ("До Львова вирушив конвой із 12 пікапів від уряду Фінляндії. Відправлення організувала ОБСЄ.",
         [(["Finland"], ["OSCE"])]),
        ("Європейська комісія передала Україні 12 генераторів.", [(["European Union"], [])]),
    ],
)  # fmt: skip
def test_fund_or_state_that_only_carries_gives_nothing_in_ukrainian(
    body: str, expected: list[tuple[list[str], list[str]]]
) -> None:
    assert parties(f"Допомога\n\n{body}") == expected


@pytest.mark.parametrize(
    ("body", "donors"),
    [
        ("The Central Bohemian Region of the Czech Republic gave Ukraine 12 buses.", ["Central Bohemian Region"]),
        ("12 pumps for Ukraine came from the Ukrainian Medical Association of the United Kingdom.",
         ["Ukrainian Medical Association of the United Kingdom"]),
        ("Haapsalu Rotary Club gave Ukraine 12 beds.", ["Haapsalu Rotary Club"]),
    ],
)  # fmt: skip
def test_seat_belongs_to_the_name(body: str, donors: list[str]) -> None:
    assert parties(f"Help\n\n{body}") == [(donors, [])]


def test_sum_beside_another_goes_through_nobody() -> None:
    body = "Finland gives Ukraine EUR 5 million through UNICEF. Of the sum, another EUR 2 million is for schools."
    assert [row[1] for row in parties(f"Help\n\n{body}")] == [["UNICEF"], []]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("EUR 900 million has come into the Ukraine Energy Support Fund. "
         "Finland contributed EUR 20 million and Latvia EUR 2 million to help Ukraine.",
         (["Latvia"], ["Ukraine Energy Support Fund"])),
        ("Finland will give EUR 1 million to a UN project that clears fields in Ukraine. The agreement with the World "
         "Food Programme was signed on Monday. The project is run jointly by WFP and FAO.",
         (["Finland"], ["World Food Programme", "FAO"])),
        ("GIZ is buying 12 boilers for Kyiv. The programme of USAID, at whose expense others were paid for, has been "
         "closed down.", (["Germany"], [])),
    ],
)  # fmt: skip
def test_carriers_are_told_in_sentences_beside(body: str, expected: tuple[list[str], list[str]]) -> None:
    assert expected in parties(f"Help\n\n{body}")


def test_agency_of_another_state_gives_for_its_own() -> None:
    body = "Ірландія виділила Україні 5 млн євро.\n\nЧерез Механізм цивільного захисту ЄС Україна отримала 12 насосів."
    assert parties(f"Допомога\n\n{body}")[1] == (["European Union"], ["EU Civil Protection Mechanism"])
