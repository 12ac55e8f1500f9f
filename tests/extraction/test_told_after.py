"""What the lines after a gift tell of it: who gets it, who sent it, what a list without bullets holds."""

import pytest

from assistance.extraction import extract
from tests.extraction.reading_aloud import claims


def read(body: str) -> list[dict[str, object]]:
    title = "Допомога для України" if body[0] > "Ѐ" else "Help for Ukraine"
    return claims(extract(f"{title}\n\n{body}"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Norway has sent a container of dressings. It is bound for the burn centres of Dnipro.",
            ["burn centres of Dnipro"],
        ),
        ("Norway has handed over ten pumps. They will go to the Kherson water utility.", ["Kherson water utility"]),
        ("Norway gave ten pumps to Kherson water utility. They will be used by the police.", ["Kherson water utility"]),
        (
            "Норвегія передала десять насосів. Вони призначені для Херсонського водоканалу.",
            ["Херсонського водоканалу"],
        ),
    ],
)
def test_who_gets_it_may_stand_in_the_next_sentence(body: str, expected: list[str]) -> None:
    found = read(body)
    assert len(found) == 1
    assert [str(name)[:8] for name in found[0]["recipients"]] == [name[:8] for name in expected]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("body", "donors", "items"),
    [
        (
            "Senders: Poland; the German Red Cross.\n\nContents:\ngenerators – 9 pallets\nbandages – 1 pallet",
            ["Poland", "German Red Cross"],
            ["9 pallets generators", "1 pallets bandages"],
        ),
        ("Donor: Norway\n\ntents: 40\nblankets: 1,200 pcs.", ["Norway"], ["40 tents", "1200 units blankets"]),
        ("Відправник: Норвегія\n\nнамети – 40\nковдри – 200 шт.", ["Norway"], ["40 намети", "200 ковдри"]),
    ],
)
def test_a_form_names_senders_and_contents(body: str, donors: list[str], items: list[str]) -> None:
    found = read(body)
    assert [one["donors"] for one in found] == [donors]
    assert [str(one).rpartition(" (")[0].split()[0] for one in found[0]["items"]] == [  # type: ignore[attr-defined]
        one.split()[0] for one in items
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Norway gave Ukraine €2 million. By the evening its members had pledged $1 billion in aid for Ukraine.",
        "Norway gave Ukraine €2 million. All donors taken together have sent aid worth $1 billion.",
        "Norway gave Ukraine €2 million. Altogether the participants announced $1 billion for Ukraine.",
    ],
)
def test_those_without_a_name_borrow_none(body: str) -> None:
    assert [one["donors"] for one in read(body)] == [["Norway"], []]


def test_what_each_gets_and_what_there_is_none_of_are_no_things() -> None:
    assert [one["items"] for one in read("Norway gave eight schools of Sumy region 16 buses, two buses apiece.")] == [
        ["16 buses (vehicle)"]
    ]
    assert "cars" not in str(read("Norway gave the rescuers of Sumy 16 buses, but no cars."))
