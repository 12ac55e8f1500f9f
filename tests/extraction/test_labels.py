"""Lines of a register: a giver, a dash and what is given; and who receives it behind a label."""

import pytest

from assistance.extraction import extract
from tests.extraction.reading_aloud import claims


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Австрійський Червоний Хрест – шість моторних човнів. Отримувач: водолазна частина ДСНС. У дорозі.",
            [["Австрійський Червоний Хрест"], ["State Emergency Service of Ukraine"], "in_delivery", 1],
        ),
        (
            "Японія – 40 генераторів і 12 насосів. Одержувачі: 73 фермерські господарства.",
            [["Japan"], ["фермерські господарства"], "delivered", 2],
        ),
        (
            "Austrian Red Cross – six motor boats. Recipient: State Emergency Service. On their way.",
            [["Austrian Red Cross"], ["State Emergency Service of Ukraine"], "in_delivery", 1],
        ),
        ("Japan: 40 generators. Recipients: schools of Sumy.", [["Japan"], ["schools of Sumy"], "delivered", 1]),
    ],
)
def test_line_of_a_register_is_a_gift(body: str, expected: list[object]) -> None:
    (row,) = claims(extract(f"Help for Ukraine\n\nThe register of the week.\n\n{body}"))
    assert [row["donors"], row["recipients"], row["status"], len(row["items"])] == expected


@pytest.mark.parametrize(
    "body", ["Норвегія – найбільший виробник насосів у регіоні.", "Norway – the largest maker of pumps."]
)
def test_line_that_says_what_somebody_is_tells_no_gift(body: str) -> None:
    assert extract(f"Help for Ukraine\n\nЗведення.\n\n{body}").claims == ()
