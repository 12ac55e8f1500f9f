import pytest

from assistance.extraction.phrases import Phrasebook
from assistance.extraction.text import Source


def found(patterns: list[str], text: str) -> list[str]:
    tokens = Source(text).tokens
    book = Phrasebook([(pattern, pattern) for pattern in patterns])
    return [" ".join(token.text for token in tokens[one.first : one.last]) for one in book.find(tokens, 0, len(tokens))]


@pytest.mark.parametrize(
    ("patterns", "text", "expected"),
    [
        (["fire truck*"], "Two fire trucks came", ["fire trucks"]),
        (["fire", "fire truck"], "a fire truck", ["fire truck"]),
        (["генератор*"], "сто генераторів", ["генераторів"]),
        (["EU"], "the EU and eu", ["EU"]),
        (["Polish"], "Polish aid, polish it", ["Polish"]),
        (["U . S ."], "the U.S. gave", ["U . S ."]),
        (["machine|machines"], "one machine, two machines", ["machine", "machines"]),
        (["Minister of _"], "Minister of Defence", ["Minister of Defence"]),
        (["in ~ years"], "in the last two years", ["in the last two years"]),
        (["in ~ years"], "in one two three four five years", []),
    ],
)
def test_phrase_is_found(patterns: list[str], text: str, expected: list[str]) -> None:
    assert found(patterns, text) == expected


def test_phrase_lets_a_passed_over_word_stand_between() -> None:
    tokens = Source("has already come and has not come").tokens
    book = Phrasebook([("has come", 1)], frozenset({"already"}))
    assert [(one.first, one.last) for one in book.find(tokens, 0, len(tokens))] == [(0, 3)]


def test_phrase_that_begins_with_a_gap_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot begin with a gap"):
        Phrasebook([("~ Minister", 1)])
