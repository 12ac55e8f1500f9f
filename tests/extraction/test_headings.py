"""Givers that head a paragraph: "Denmark." alone, before what it gave."""

import pytest

from assistance.extraction import extract
from tests.extraction.reading_aloud import claims


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "This is what came in May.\n\n• Denmark. 34 buses were handed over to schools.\n\n"
            "• Japan. The 12 generators arrived on Monday. Another 5 pumps are on their way.",
            [("Denmark", "34 buses"), ("Japan", "12 generators"), ("Japan", "5 pumps")],
        ),
        (
            "Ось що надійшло в травні.\n\n▪ Данія. 34 автобуси передано школам.\n\n"
            "▪ Японія. На закупівлю виділено 2 млн євро. Колона з 12 генераторами вже виїхала.",
            [("Denmark", "34 автобуси"), ("Japan", "2000000 EUR"), ("Japan", "12 генераторами")],
        ),
        (
            "Ось що надійшло.\n\nЛитва\n\nДо Сум доправлено 9 генераторів.\n\nЕстонія\n\nДо Сум доправлено 4 насоси.",
            [("Lithuania", "9 генераторів"), ("Estonia", "4 насоси")],
        ),
        (
            "Denmark gave Ukraine 34 buses.\n\nJapan\n\nA gift of 40 stoves was handed over.\n\nFrost came early.",
            [("Denmark", "34 buses"), ("Japan", "40 stoves")],
        ),
    ],
)
def test_giver_that_heads_a_paragraph_gives_what_it_tells(body: str, expected: list[tuple[str, str]]) -> None:
    told = claims(extract(f"Help for Ukraine\n\n{body}"))
    found = [(*row["donors"], row["amount"] or "".join(one.partition(" (")[0] for one in row["items"])) for row in told]
    assert found[: len(expected)] == expected


def test_question_heads_nothing() -> None:
    body = "Norway gave Ukraine 12 pumps. Denmark? Another 5 pumps were handed over to Ukraine."
    assert [row["donors"] for row in claims(extract(f"Help for Ukraine\n\n{body}"))] == [["Norway"], ["Norway"]]
