"""Towns and regions abroad, and their firms and people, that give in their own name."""

import pytest

from assistance.extraction import extract
from tests.extraction.reading_aloud import claims


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Від німецького району Ліппе до лікарні надійшли два генератори.", ["Ліппе"]),
        ("Чотири генератори громаді подарувала польська гміна Мокободи.", ["Мокободи"]),
        ("Карету швидкої для лікарні Луцька прислав Ольштин.", ["Olsztyn"]),
        ("Торунська мерія передала Луцьку п'ять автобусів.", ["Toruń"]),
        ("Торунські волонтери передали Луцьку п'ять автобусів.", ["Торунські волонтери"]),
        ("Два автобуси, подаровані празьким виробником, прийшли до Луцька.", ["празьким виробником"]),
        (
            "Асоціація українців у Вероні «Malve» передала Дубну 35 ноутбуків.",
            ["Асоціація українців у Вероні «Malve»"],
        ),
        ("Фуру з ліжками надіслала лікарні організація «Heidenheim hilft».", ["організація «Heidenheim hilft»"]),
    ],
)
def test_giver_of_a_town_abroad_is_told_by_what_stands_beside_it(body: str, expected: list[str]) -> None:
    (row,) = claims(extract(f"Допомога громадам\n\n{body}"))
    assert row["donors"] == expected


@pytest.mark.parametrize(
    "body",
    [
        "Норвегія передала Луцьку п'ять автобусів зі складу в лейпцизькому аеропорту.",
        "Норвегія передала Луцьку п'ять автобусів під час варшавської конференції.",
    ],
)
def test_adjective_of_a_town_that_only_places_something_gives_nothing(body: str) -> None:
    (row,) = claims(extract(f"Допомога громадам\n\n{body}"))
    assert row["donors"] == ["Norway"]


def test_state_that_goods_come_from_gives_way_to_the_giver_told_after() -> None:
    body = "Із Польщі до Луцька доїхали п'ять автобусів. Машини безоплатно віддала адміністрація Торуня."
    (row,) = claims(extract(f"Допомога громадам\n\n{body}"))
    assert (row["donors"], row["implementers"]) == (["Toruń"], [])
