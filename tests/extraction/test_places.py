import pytest

from assistance.extraction import places
from assistance.extraction.text import Source


def read(text: str) -> list[tuple[str, str | None, str]]:
    source = Source(text)
    found = [place for sentence in source.sentences for place in places.find(source, sentence)]
    return [(one.name, one.region.value if one.region else None, one.span.words(text)) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("communities in Kyiv region", [("Kyiv region", "UA-32", "Kyiv region")]),
        ("in Sumy, Kharkiv and Poltava oblasts", [
            ("Sumy region", "UA-59", "Sumy"),
            ("Kharkiv region", "UA-63", "Kharkiv"),
            ("Poltava region", "UA-53", "Poltava oblasts"),
        ]),
        ("at work in Kherson", [("Kherson", "UA-65", "Kherson")]),
        ("KYIV, 4 April 2024 - They came", []),
        ("у Харківській та Сумській областях", [
            ("Kharkiv region", "UA-63", "Харківській"),
            ("Sumy region", "UA-59", "Сумській областях"),
        ]),
        ("на Донеччині", [("Donetsk region", "UA-14", "Донеччині")]),
        ("для Миколаєва", [("Mykolaiv", "UA-48", "Миколаєва")]),
        ("in Berlin", []),
    ],
)  # fmt: skip
def test_place_is_found(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert read(text) == expected
