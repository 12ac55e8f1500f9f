import pytest

from assistance.extraction import patterns, phrases
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
        (["People's Aid"], "Norwegian People's Aid", ["People 's Aid"]),
        (["'s Minister"], "Japan's Minister", ["'s Minister"]),
        (["в'єтнам*"], "у В'єтнамі", ["В'єтнамі"]),
        (["in ~ years"], "in the last two years", ["in the last two years"]),
        (["in ~ years"], "in one two three four five years", []),
        (["in ~ years ~ war"], "in the last years of the war", ["in the last years of the war"]),
        (["fire *"], "fire and fire", ["fire and"]),
        (
            ["fire|pump* truck|boat*"],
            "fire truck, pumping boats, fire boating",
            ["fire truck", "pumping boats", "fire boating"],
        ),
        (["a b", "a b c", "b c d e"], "a b c d e", ["a b c"]),
        (["_ tent*"], "two tents", ["two tents"]),
        (["go* on"], "goes", []),
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


def test_every_phrase_is_found_also_inside_another() -> None:
    tokens = Source("a b c d").tokens
    book = Phrasebook([("a b c", 1), ("b c", 2), ("d", 3)])
    assert [(one.first, one.last, one.value) for one in book.every(tokens, 0, len(tokens))] == [
        (0, 3, 1), (1, 3, 2), (3, 4, 3),
    ]  # fmt: skip


def test_of_two_phrases_of_one_length_the_first_listed_is_found() -> None:
    tokens = Source("fire trucks").tokens
    book = Phrasebook([("fire truck*", "first"), ("fire trucks", "second")])
    assert [one.value for one in book.find(tokens, 0, 2)] == ["first"]


def test_phrase_does_not_reach_beyond_the_range() -> None:
    tokens = Source("fire truck").tokens
    book = Phrasebook([("fire truck", 1)])
    assert book.at(tokens, 0, 1) is None
    assert list(book.find(tokens, 0, 1)) == []


def test_phrases_are_found_among_more_words_than_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (patterns, phrases):
        monkeypatch.setattr(module, "REMEMBERED", 2)
        monkeypatch.setattr(module, "LONGEST_REMEMBERED", 5)
    assert found(["tent*"], "a tent b tentpoles c tents d") == ["tent", "tentpoles", "tents"]


def test_phrasebook_made_after_a_text_was_read_is_found_in_it() -> None:
    tokens = Source("a fire truck and a pump").tokens
    assert [match.value for match in Phrasebook([("fire truck", 1)]).find(tokens, 0, len(tokens))] == [1]
    assert [match.value for match in Phrasebook([("pump", 2), ("a _", 3)]).find(tokens, 0, len(tokens))] == [3, 3]
