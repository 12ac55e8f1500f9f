import pytest

from assistance.extraction import parties
from assistance.extraction.text import Source


def read(text: str) -> list[tuple[str, str, str]]:
    source = Source(text)
    found = [one for sentence in source.sentences for one in parties.find(source, sentence)]
    return [(one.who.name, one.who.form, one.context) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("provided by the government of Japan", [("Japan", "name", "from")]),
        ("the German government", [("Germany", "adjective", "plain")]),
        ("polish the floor", []),
        ("through UNDP and UNICEF", [("UNDP", "organisation", "through"), ("UNICEF", "organisation", "through")]),
        ("refugees in Ukraine and Moldova", [("Ukraine", "name", "place"), ("Moldova", "name", "place")]),
        ("Ambassador of Norway", [("Norway", "name", "person")]),
        ("German Foreign Minister", [("Germany", "adjective", "person")]),
        ("Energy Minister German Halushchenko", []),
        ("USAID gave", [("United States", "agency", "plain")]),
        ("given to the State Emergency Service", [("State Emergency Service of Ukraine", "recipient", "to")]),
        ("communities of Kyiv region", [("communities of Kyiv region", "recipient", "plain")]),
        ("the Nordic Relief Association gave", [("Nordic Relief Association", "unlisted", "plain")]),
        ("an Estonian Rescue Association", [("Estonian Rescue Association", "unlisted", "plain")]),
        ("the Spanish Red Cross", [("Spanish Red Cross", "organisation", "plain")]),
        ("through partners such as HALO Trust", [("HALO Trust", "organisation", "through")]),
        ("Russian attacks", []),
    ],
)
def test_party_in_english_is_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("від уряду Німеччини", [("Germany", "name", "from")]),
        ("японська сторона", [("Japan", "adjective", "plain")]),
        ("за посередництва ПРООН", [("UNDP", "organisation", "through")]),
        ("Посол Польщі", [("Poland", "name", "person")]),
        ("передали рятувальникам", [("State Emergency Service of Ukraine", "recipient", "plain")]),
        ("громади Сумської області", [("громади Сумської області", "recipient", "plain")]),
        ("Фонд «Нове життя» передав", [("Фонд «Нове життя»", "unlisted", "plain")]),
        ("за даними МВС України", [("Ministry of Internal Affairs of Ukraine", "recipient", "source")]),
        ("індивідуальні дані", []),
        ("атаки росії", []),
    ],
)
def test_party_in_ukrainian_is_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected
