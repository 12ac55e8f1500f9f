import pytest

from assistance.extraction import clauses, reading
from assistance.extraction.numerals import numerals
from assistance.extraction.text import Source, language_of


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
