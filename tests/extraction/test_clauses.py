import pytest

from assistance.extraction import clauses, extract, reading
from assistance.extraction.numerals import numerals
from assistance.extraction.text import Source, language_of
from tests.extraction.reading_aloud import claims


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan gave €5m.", ["Japan gave €5m."]),
        ("Japan gave €5m through UNICEF, and €10m to UNHCR.", ["Japan gave €5m through UNICEF,", "and €10m to UNHCR."]),
        ("Japan gave €5m (or $6m) and Italy €2m.", ["Japan gave €5m (or $6m) and", "Italy €2m."]),
        ("Italy gave 5 tents, and Japan gave 6 buses.", ["Italy gave 5 tents,", "and Japan gave 6 buses."]),
        ("Italy gave tents; the police were given buses.", ["Italy gave tents;", "the police were given buses."]),
        ("Надали 5 млн євро, а ще 3 млн євро виділять.", ["Надали 5 млн євро,", "а ще 3 млн євро виділять."]),
    ],
)
def test_sentence_is_cut_at_its_gifts(text: str, expected: list[str]) -> None:
    source, language = Source(text), language_of(text)
    (said,) = reading.read(source, language, numerals(source, language))
    cut = clauses.cut(source, said)
    assert [text[source.tokens[one.first].start : source.tokens[one.last - 1].end] for one in cut] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "France donated 17 buses to Ukraine, Poland 68 and Luxembourg 4.",
            [("France", "17 buses"), ("Poland", "68 buses"), ("Luxembourg", "4 buses")],
        ),
        (
            "Ukraine received 46 stoves from Lithuania, 12 from Austria and 3 from Malta.",
            [("Lithuania", "46 stoves"), ("Austria", "12 stoves"), ("Malta", "3 stoves")],
        ),
        (
            "Франція пожертвувала Україні 17 автобусів, Польща – 68, Люксембург – 4.",
            [("France", "17 автобусів"), ("Poland", "68 автобусів"), ("Luxembourg", "4 автобусів")],
        ),
        (
            "22 насоси зі Швейцарії та 9 зі Швеції – у дорозі до України.",
            [("Switzerland", "22 насоси"), ("Sweden", "9 насоси")],
        ),
        ("Україна отримала 10 насосів від Норвегії та Данії.", [("Norway", "Denmark", "10 насосів")]),
    ],
)
def test_number_beside_another_giver_is_a_gift_of_its_own(body: str, expected: list[tuple[str, ...]]) -> None:
    found = claims(extract(f"Help for Ukraine\n\n{body}"))
    assert [(*row["donors"], *(one.partition(" (")[0] for one in row["items"])) for row in found] == expected
