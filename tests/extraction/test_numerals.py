import pytest

from assistance.extraction.numerals import numerals
from assistance.extraction.text import Source


def read(text: str, language: str) -> list[tuple[str, str | None, str, bool]]:
    found = numerals(Source(text), language)
    return [(f"{one.value:f}", f"{one.upper:f}" if one.upper else None, one.hedge.value, one.scaled) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("500 boats", [("500", None, "exact", False)]),
        ("more than 500 boats", [("500", None, "at_least", False)]),
        ("handed over 20 generators", [("20", None, "exact", False)]),
        ("turned over 5 trucks", [("5", None, "exact", False)]),
        ("handed over over 20 generators", [("20", None, "at_least", False)]),
        ("handed over more than 20 generators", [("20", None, "at_least", False)]),
        ("sent over 20 generators", [("20", None, "at_least", False)]),
        ("up to 5,000 rounds", [("5000", None, "up_to", False)]),
        ("nearly 40 000 masks", [("40000", None, "about", False)]),
        ("4.5 million", [("4500000", None, "exact", True)]),
        ("1.9m and 3bn", [("1900000", None, "exact", True), ("3000000000", None, "exact", True)]),
        ("266 million 425 thousand", [("266425000", None, "exact", True)]),
        ("16–20 million", [("16000000", "20000000", "exact", True)]),
        ("5 to 7 years", [("5", "7", "exact", False)]),
        ("half a billion", [("500000000", None, "exact", True)]),
        ("a million", [("1000000", None, "exact", True)]),
        ("twenty-two tents", [("22", None, "exact", False)]),
        ("two hundred thousand", [("200000", None, "exact", True)]),
        ("12.5 tonnes", [("12.5", None, "exact", False)]),
        ("an RCT-30, a 6x4, an MDB3", []),
        ("about a dozen", [("12", None, "about", False)]),
        ("two dozen", [("24", None, "exact", False)]),
        ("half a dozen", [("6", None, "exact", False)]),
        ("dozens of vans", []),
        ("a hundred and twenty beds", [("120", None, "exact", False)]),
        ("two thousand five hundred", [("2500", None, "exact", True)]),
        ("five pumps and six vans", [("5", None, "exact", False), ("6", None, "exact", False)]),
    ],
)
def test_number_in_english_is_read(text: str, expected: list[tuple[str, str | None, str, bool]]) -> None:
    assert read(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("понад 1 200 шоломів", [("1200", None, "at_least", False)]),
        ("передано понад 30 генераторів", [("30", None, "at_least", False)]),
        ("12,5 тонни", [("12.5", None, "exact", False)]),
        ("4,5 млн", [("4500000", None, "exact", True)]),
        ("півтора мільйона", [("1500000", None, "exact", True)]),
        ("пів мільярда", [("500000000", None, "exact", True)]),
        ("чотири мільярди", [("4000000000", None, "exact", True)]),
        ("п’ять тисяч фільтрів", [("5000", None, "exact", True)]),
        ("дві тисячі п’ятсот ковдр", [("2500", None, "exact", True)]),
        ("тисячу шоломів", [("1000", None, "exact", False)]),
        ("пів сотні авто", [("50", None, "exact", False)]),
        ("кілька десятків авто", []),
        ("сто двадцять ліжок", [("120", None, "exact", False)]),
        ("від 5 до 7 млн", [("5000000", "7000000", "exact", True)]),
        ("300 тис. наборів", [("300000", None, "exact", True)]),
        ("у 40-річного", [("40", None, "exact", False)]),
    ],
)
def test_number_in_ukrainian_is_read(text: str, expected: list[tuple[str, str | None, str, bool]]) -> None:
    assert read(text, "uk") == expected
