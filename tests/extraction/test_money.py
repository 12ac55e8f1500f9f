import pytest

from assistance.extraction import money
from assistance.extraction.numerals import numerals
from assistance.extraction.text import Source, language_of


def read(text: str) -> list[tuple[str, str, str, str, bool]]:
    source = Source(text)
    found = money.find(source, numerals(source, language_of(source.plain)))
    return [
        (one.amount.span.words(text), f"{one.amount.value:f}", one.amount.currency, one.amount.rule, one.second)
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cost USD 4.5 million", [("USD 4.5 million", "4500000", "USD", "money.code-before", False)]),
        ("a €1.9m grant", [("€1.9m", "1900000", "EUR", "money.sign-before", False)]),
        ("paid ¥3.5 billion", [("¥3.5 billion", "3500000000", "JPY", "money.sign-before", False)]),
        ("paid US$5 million", [("US$5 million", "5000000", "USD", "money.sign-before", False)]),
        ("paid C$20 million", [("C$20 million", "20000000", "CAD", "money.sign-before", False)]),
        ("UAH 266 million 425 thousand", [
            ("UAH 266 million 425 thousand", "266425000", "UAH", "money.code-before", False),
        ]),
        ("1.9 trillion won", [("1.9 trillion won", "1900000000000", "KRW", "money.name-after", False)]),
        ("half a billion euros", [("half a billion euros", "500000000", "EUR", "money.name-after", False)]),
        ("£16–20 million", [("£16–20 million", "16000000", "GBP", "money.sign-before", False)]),
        ("a 140,000-euro gift", [("140,000-euro", "140000", "EUR", "money.name-after", False)]),
        ("22.4 billion Japanese yen ($172.75 million)", [
            ("22.4 billion Japanese yen", "22400000000", "JPY", "money.name-after", False),
            ("$172.75 million", "172750000", "USD", "money.sign-before", True),
        ]),
        ("DKK 317 million (more than €42 million)", [
            ("DKK 317 million", "317000000", "DKK", "money.code-before", False),
            ("€42 million", "42000000", "EUR", "money.sign-before", True),
        ]),
        ("520 billion won, or some 400 million U.S. dollars,", [
            ("520 billion won", "520000000000", "KRW", "money.name-after", False),
            ("400 million U.S. dollars", "400000000", "USD", "money.name-after", True),
        ]),
        ("€20 million and $5 million", [
            ("€20 million", "20000000", "EUR", "money.sign-before", False),
            ("$5 million", "5000000", "USD", "money.sign-before", False),
        ]),
        ("20 trucks and 300 helmets", []),
    ],
)  # fmt: skip
def test_sum_in_english_is_read(text: str, expected: list[tuple[str, str, str, str, bool]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("обсягом 4,5 млн доларів США", [("4,5 млн доларів США", "4500000", "USD", "money.name-after", False)]),
        ("півтора мільйона євро", [("півтора мільйона євро", "1500000", "EUR", "money.name-after", False)]),
        ("вартістю 40 000 євро", [("40 000 євро", "40000", "EUR", "money.name-after", False)]),
        ("75 млн канадських доларів, або більш ніж 58 млн дол. США", [
            ("75 млн канадських доларів", "75000000", "CAD", "money.name-after", False),
            ("58 млн дол. США", "58000000", "USD", "money.name-after", True),
        ]),
        ("114 мільйонів 80 тисяч гривень", [
            ("114 мільйонів 80 тисяч гривень", "114080000", "UAH", "money.name-after", False),
        ]),
        ("200 млн норвезьких крон", [("200 млн норвезьких крон", "200000000", "NOK", "money.name-after", False)]),
        ("сто намето-місць", []),
    ],
)  # fmt: skip
def test_sum_in_ukrainian_is_read(text: str, expected: list[tuple[str, str, str, str, bool]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("more than €5m", "at_least"),
        ("up to €5m", "up_to"),
        ("some €5m", "about"),
        ("понад 5 млн євро", "at_least"),
        ("€5m", "exact"),
    ],
)
def test_sum_keeps_its_hedge(text: str, hedge: str) -> None:
    source = Source(text)
    (found,) = money.find(source, numerals(source, language_of(source.plain)))
    assert found.amount.hedge.value == hedge


@pytest.mark.parametrize(
    ("text", "states", "leading", "currency"),
    [
        ("gave $50 million", {"CA"}, {"CA"}, "CAD"),
        ("gave $50 million", {"CA"}, {"JP"}, "USD"),
        ("gave US$36 million. Then $50 million", {"CA"}, {"JP"}, "USD"),
        ("gave $50 million, not US$50 million", {"CA"}, {"JP"}, "CAD"),
        ("gave $50 million", {"CA", "AU"}, {"CA", "AU"}, "USD"),
        ("gave $50 million", {"FR"}, {"FR"}, "USD"),
        ("gave €50 million", {"CA"}, {"CA"}, "EUR"),
        ("дала 50 млн доларів", {"CA"}, {"CA"}, "USD"),
    ],
)
def test_shared_dollars_are_those_of_the_giver_where_the_text_shows_it(
    text: str, states: set[str], leading: set[str], currency: str
) -> None:
    source = Source(text)
    found = money.find(source, numerals(source, language_of(source.plain)))
    assert money.of_giver(source, found[0], states, leading).currency == currency


@pytest.mark.parametrize(
    ("text", "state", "currency"),
    [("20 million kroner", "NO", "NOK"), ("20 million kronor", "SE", "SEK"), ("20 млн крон", "DK", "DKK")],
)
def test_crowns_are_those_of_the_state_the_text_is_about(text: str, state: str, currency: str) -> None:
    source = Source(text)
    numbers = numerals(source, language_of(source.plain))
    assert [one.amount.currency for one in money.find(source, numbers, state)] == [currency]
    assert money.find(source, numbers) == ()
