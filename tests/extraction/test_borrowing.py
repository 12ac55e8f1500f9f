"""Givers that a clause does not name, sums that are parts of another, and what is nobody's gift."""

import pytest

from assistance.extraction import extract
from tests.extraction.reading_aloud import claims


def told(body: str, *names: str) -> list[list[object]]:
    return [[row[name] for name in names] for row in claims(extract(f"Help for Ukraine\n\n{body}"))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Finland will give Ukraine EUR 20 million for schools. In May the United States gave Ukraine US$9 million. "
            "The remainder, EUR 5 million, will be spent on bridges.",
            [["Finland", "20000000 EUR"], ["United States", "9000000 USD"], ["Finland", "5000000 EUR"]],
        ),
        (
            "Finland will give Ukraine EUR 20 million. Some EUR 4 million is set aside for boilers.",
            [["Finland", "20000000 EUR"], ["Finland", "4000000 EUR"]],
        ),
        (
            "Фінляндія надасть Україні 20 млн євро. З них 4 млн євро передбачено на котельні.",
            [["Finland", "20000000 EUR"], ["Finland", "4000000 EUR"]],
        ),
    ],
)
def test_part_of_a_sum_comes_from_who_gives_the_sum(body: str, expected: list[list[str]]) -> None:
    assert [[*donors, amount] for donors, amount in told(body, "donors", "amount")] == expected


@pytest.mark.parametrize(
    "body",
    [
        "Norway gave Ukraine 12 pumps. Ukraine's own repairs took UAH 90 million last year.",
        "Norway gave Ukraine 12 pumps. The appeal asks for EUR 60 million this year.",
        "Norway gave Ukraine 12 pumps. No larger batch of pumps has come since 2022.",
        "Norway gave Ukraine 12 pumps. The rescuers lack 40 ladders.",
        "Норвегія передала Україні 12 насосів. Ремонт власним коштом обійшовся громаді у 90 млн грн.",
    ],
)
def test_what_nobody_gives_is_no_claim_beside_a_gift(body: str) -> None:
    assert [len(items) for (items,) in told(body, "items")] == [1]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Norway gave Ukraine EUR 5 million and Spain 2 million.", ["5000000 EUR", "2000000 EUR"]),
        ("Norway gave Ukraine EUR 5 million and helped 2 million people.", ["5000000 EUR"]),
        ("Норвегія надала Україні 5 млн євро, а Іспанія – 2 млн.", ["5000000 EUR", "2000000 EUR"]),
        ("Норвегія надала Україні 5 млн, а Іспанія – 2 млн євро.", ["5000000 EUR", "2000000 EUR"]),
        ("Норвегія надала Україні 5 млн євро. Іще 2 млн навесні додала Іспанія.", ["5000000 EUR", "2000000 EUR"]),
        ("Норвегія прихистила 5 млн людей і надала Україні 2 млн євро.", ["2000000 EUR"]),
    ],
)
def test_sum_without_its_currency_is_in_the_one_told_before(body: str, expected: list[str]) -> None:
    assert [amount for (amount,) in told(body, "amount")] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Canada gave Ukraine $20 million.", ["20000000 CAD"]),
        ("New Zealand gave Ukraine $20 million.", ["20000000 NZD"]),
        ("Canada gave Ukraine $20 million. In May the United States gave Ukraine US$9 million.",
         ["20000000 CAD", "9000000 USD"]),
        ("Finland gave Ukraine $20 million.", ["20000000 USD"]),
        ("Latvia hosted the talks. Norway gave Ukraine 200 million kroner.", ["200000000 NOK"]),
        ("Швеція передала Україні 200 млн крон.", ["200000000 SEK"]),
    ],
)  # fmt: skip
def test_money_that_several_states_have_is_that_of_the_giver(body: str, expected: list[str]) -> None:
    assert [amount for (amount,) in told(body, "amount")] == expected


def test_equal_sums_through_different_hands_are_two() -> None:
    body = (
        "Finland will give Ukraine EUR 4 million. EUR 2 million goes to UNICEF. "
        "The remaining EUR 2 million goes to the World Food Programme."
    )

    assert [amount for (amount,) in told(body, "amount")] == ["4000000 EUR", "2000000 EUR", "2000000 EUR"]


@pytest.mark.parametrize(
    "text",
    [
        "Aid abroad\n\nVietnam was allocated EUR 3 million by Japan for clearing mines.",
        "Aid abroad\n\nJapan will give EUR 3 million for refugees in Lebanon.",
        "Sudan gets flour\n\nJapan paid for 20 trucks of flour for Sudan.",
        "Twelve pumps go to Slovakia\n\nThe government of Ukraine has decided to hand over 12 pumps to Slovakia.",
        "Дванадцять насосів поїдуть до Словаччини\n\nУряд вирішив передати Словаччині 12 насосів.",
    ],
)
def test_help_to_other_states_makes_no_claim(text: str) -> None:
    assert claims(extract(text)) == []


def test_givers_that_join_are_added_to_those_told() -> None:
    assert told("Finland gave Ukraine 12 pumps. They were joined by Latvia.", "donors") == [[["Finland", "Latvia"]]]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Austria has approved EUR 18 million for Ukraine. UNHCR and the ICRC will each receive EUR 6 million.",
            [["18000000 EUR"], ["UNHCR", "6000000 EUR"], ["International Committee of the Red Cross", "6000000 EUR"]],
        ),
        (
            "Австрія схвалила 18 млн євро для України. По 6 млн євро припадає на УВКБ ООН та ЮНІСЕФ.",
            [["18000000 EUR"], ["UNHCR", "6000000 EUR"], ["UNICEF", "6000000 EUR"]],
        ),
        (
            "Австрія схвалила 18 млн євро для України. ЮНІСЕФ матиме 4 млн, а ЮНФПА – 2 млн євро.",
            [["18000000 EUR"], ["UNICEF", "4000000 EUR"], ["UNFPA", "2000000 EUR"]],
        ),
    ],
)
def test_sum_told_for_each_of_those_who_carry_is_told_once_for_each(body: str, expected: list[list[str]]) -> None:
    assert [[*carriers, amount] for carriers, amount in told(body, "implementers", "amount")] == expected


def test_sum_told_for_each_giver_is_told_once_for_each() -> None:
    found = told("Canada and Norway each pledged Ukraine EUR 5 million.", "donors", "amount")
    assert found == [[["Canada"], "5000000 EUR"], [["Norway"], "5000000 EUR"]]
