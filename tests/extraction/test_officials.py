"""Officials who promise for a state that only the sentences before name."""

import pytest

from assistance.extraction import extract
from tests.extraction.reading_aloud import claims


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Австрія передала Україні 12 насосів. Ще 10 млн євро торік обіцяв міністр фінансів Магнус Бруннер.",
            ["Austria", "Austria"],
        ),
        (
            "Ірландія передала Україні 12 насосів. Торік прем'єр-міністр Міхол Мартін пообіцяв Україні 125 млн євро.",
            ["Ireland", "Ireland"],
        ),
        (
            "Ireland gave Ukraine 12 pumps. In December Prime Minister Micheál Martin pledged Ukraine €125 million.",
            ["Ireland", "Ireland"],
        ),
        (
            "Ірландія передала Україні 12 насосів. Міністр Денис Шмигаль виділив 20 млн грн на ремонт доріг.",
            ["Ireland"],
        ),
        (
            "Найсвіжіша поставка – з Молдови. Сусіди передали Україні автоматичні вимикачі та трансформатори.",
            ["Moldova"],
        ),
        (
            "Ireland gave Ukraine 12 pumps. Prime Minister Denys Shmyhal allocated UAH 20 million for roads.",
            ["Ireland"],
        ),
    ],
)
def test_official_who_acts_gives_for_the_state_named_last(body: str, expected: list[str]) -> None:
    found = claims(extract(f"Help for Ukraine\n\n{body}"))
    assert [name for row in found for name in row["donors"]] == expected
