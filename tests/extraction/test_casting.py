import pytest

from assistance.extraction import casting, parties
from assistance.extraction.text import Source


@pytest.mark.parametrize(
    ("text", "donors", "implementers", "recipients"),
    [
        ("Japan gave UNDP tents for Ukraine", ["Japan"], ["UNDP"], ["Ukraine"]),
        ("UNDP handed over tents", ["UNDP"], [], []),
        ("on behalf of the German government GIZ gave tents", ["Germany"], ["Germany"], []),
        ("GIZ gave tents to the National Police of Ukraine", ["Germany"], [], ["National Police of Ukraine"]),
        ("the Estonian Rescue Association gave tents", ["Estonian Rescue Association"], [], []),
        ("the Ambassador of Japan handed over tents", ["Japan"], [], []),
        ("Tokyo gave tents", ["Japan"], [], []),
        ("workers in Japan built tents", [], [], []),
        (
            "За підтримки Швеції через ПРООН ДСНС отримала намети",
            ["Sweden"],
            ["UNDP"],
            ["State Emergency Service of Ukraine"],
        ),
        ("Посол Данії передав намети прикордонникам", ["Denmark"], [], ["State Border Guard Service of Ukraine"]),
    ],
)
def test_parts_are_told_apart(text: str, donors: list[str], implementers: list[str], recipients: list[str]) -> None:
    source = Source(text)
    cast = casting.cast(parties.find(source, source.sentences[0]))
    assert [
        [one.who.name for one in cast.donors],
        [one.who.name for one in cast.implementers],
        [one.who.name for one in cast.recipients],
    ] == [donors, implementers, recipients]
