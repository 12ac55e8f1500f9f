"""Givers in no list: people of a country, names told by a word that ends or leads them, firms that only carry."""

import pytest

from assistance.extraction import extract
from tests.extraction.reading_aloud import claims


def givers(body: str) -> list[str]:
    title = "Допомога надійшла Україні" if body[0] > "Ѐ" else "Help arrived for Ukraine"
    return [name for row in claims(extract(f"{title}\n\n{body}")) for name in row["donors"]]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Danish farmers from the Faroe Islands gave Ukraine two boats.", ["Danish farmers"]),
        ("Volunteers from Norway brought 12 generators to the hospital in Sumy.", ["Volunteers from Norway"]),
        ("A Swiss manufacturer has donated 12 generators to Ukraine.", ["Swiss manufacturer"]),
        ("The Ukrainian diaspora in Portugal sent Ukraine two vans.", ["Ukrainian diaspora in Portugal"]),
        ("Companies and foundations of Belgium gave Ukraine 5 vans.", ["Companies and foundations of Belgium"]),
        ("Фінські волонтери з Аландських островів передали Україні два човни.", ["Фінські волонтери"]),
        ("Благодійники з Німеччини передали лікарні в Одесі три швидкі.", ["Благодійники з Німеччини"]),
        ("Українська діаспора Португалії передала лікарні дві швидкі.", ["Українська діаспора Португалії"]),
        ("Грецька православна церква передала Україні 40 генераторів.", ["Грецька православна церква"]),
        ("Ukrainian volunteers gave the rescuers two boats.", []),
        ("The Finnish government gave Ukraine two boats.", ["Finland"]),
    ],
)
def test_people_of_a_country_give_themselves(body: str, expected: list[str]) -> None:
    assert givers(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Alfa Electronics has donated EUR 2 million to Ukraine.", ["Alfa Electronics"]),
        ("The Oxton Fire Brigade gave two fire engines to Ukraine.", ["Oxton Fire Brigade"]),
        ("The Alfa foundation gave Ukraine two boats.", ["Alfa foundation"]),
        ("The pump maker Alfaflow gave Ukraine 50 pumps.", ["Alfaflow"]),
        ("Norway gave Ukraine two boats at Oxton University.", ["Norway"]),
        ("Boris Alfa, the German Health Minister, handed over 54 ambulances to Ukraine.", ["Germany"]),
        ("The Finnish Border Guard donated two boats to Ukraine.", ["Finland"]),
        ("Kuehne Foundation donated 12 boats to Ukraine.", ["Kuehne Foundation"]),
    ],
)
def test_name_is_told_by_its_head(body: str, expected: list[str]) -> None:
    assert givers(body) == expected


def test_volunteers_are_recalled() -> None:
    body = "Danish volunteers gave Ukraine two boats. In May the volunteers donated ten drones to Ukraine."
    assert givers(body) == ["Danish volunteers", "Danish volunteers"]


@pytest.mark.parametrize(
    "body",
    [
        "The logistics company Alfa carried 20 generators given by Denmark to Ukraine free of charge.",
        "Перевізник Alfa безкоштовно доставив до України 20 генераторів, наданих Данією.",
    ],
)
def test_firm_that_carries_by_trade_gives_nothing(body: str) -> None:
    assert givers(body) == ["Denmark"]


@pytest.mark.parametrize(
    "body",
    [
        "The rescuers got 5 fire engines from colleagues in Poland.",
        "Рятувальники отримали від колег із Польщі 5 пожежних автомобілів.",
    ],
)
def test_colleagues_abroad_give_for_their_state(body: str) -> None:
    assert givers(body) == ["Poland"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Grundfos has donated 50 pumps to Ukraine.", ["Grundfos"]),
        ("Norway gave Ukraine 12 Ford Transit vans.", ["Norway"]),
        ("Норвегія передала Україні 12 автомобілів Ford Transit.", ["Norway"]),
        ("The Danish Ministry of Defence gave Ukraine 12 boats.", ["Denmark"]),
        ("Прикордонна варта Польщі передала Україні 12 човнів.", ["Poland"]),
        ("Within the EU4Oxton project Ukraine got 12 boats.", ["European Union"]),
    ],
)
def test_listed_names_give_where_they_act(body: str, expected: list[str]) -> None:
    assert givers(body) == expected
