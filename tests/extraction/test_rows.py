import pytest

from assistance.extraction import casting, parties, rows
from assistance.extraction.text import Source


def read(text: str) -> list[tuple[str, str, str | None]]:
    source = Source(text)
    sentence = source.sentences[0]
    found = rows.complete(source, sentence, parties.find(source, sentence))
    return [(one.who.name, one.context, one.who.type.label if one.who.type else None) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Вантажі забезпечили: Helping Hands, ТОВ Світло, уряд Данії, ЮНІСЕФ та Фонд «Надія».",
            [
                ("Helping Hands", "row", "International NGO"),
                ("ТОВ Світло", "row", "Private sector"),
                ("Denmark", "row", "Government"),
                ("UNICEF", "row", "Multilateral"),
                ("Фонд «Надія»", "row", "International NGO"),
            ],
        ),
        (
            "The boxes came from Alpha Care, Betaplus, the Czech government and Gamma Med (Embassy of Italy, Kyiv).",
            [
                ("Alpha Care", "row", "International NGO"),
                ("Betaplus", "row", "International NGO"),
                ("Czech Republic", "row", "Government"),
                ("Italy", "row", "Government"),
            ],
        ),
        ("The boxes came from Japan and Italy.", [("Japan", "from", "Government"), ("Italy", "from", "Government")]),
        ("The boxes came from places near and far, by road, by rail, by sea.", []),
    ],
)
def test_row_of_givers_is_read(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert read(text) == expected


def test_channel_in_a_row_of_givers_gives() -> None:
    source = Source("Вантажі забезпечили: Helping Hands, Данія, ЮНІСЕФ та Швеція.")
    found = rows.complete(source, source.sentences[0], parties.find(source, source.sentences[0]))
    cast = casting.cast(found)
    assert sorted(one.who.name for one in cast.donors) == ["Denmark", "Helping Hands", "Sweden", "UNICEF"]
    assert cast.implementers == ()
