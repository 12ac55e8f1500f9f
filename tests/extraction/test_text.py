from textwrap import fill

import pytest

from assistance.extraction.findings import Span
from assistance.extraction.text import Source, language_of

SENTENCES = [
    "Norway gave Ukraine twelve tents.",
    "They were set up in Sumy, where 250 000 people live.",
    "More will follow, as promised on 5 May 2024.",
]
WRAPPED = "Title\n\n" + fill(" ".join(SENTENCES), 33)


def sentences(text: str) -> list[str]:
    source = Source(text)
    return [source.plain[one.start : one.end] for one in source.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One came. Two went.", ["One came.", "Two went."]),
        ("Mr. Smith spoke. He left.", ["Mr. Smith spoke.", "He left."]),
        ("The U.S. Embassy gave 4.5 tons. Good.", ["The U.S. Embassy gave 4.5 tons.", "Good."]),
        ("Сума – 5 млн дол. США. Гроші надійшли.", ["Сума - 5 млн дол. США.", "Гроші надійшли."]),
        ("Надано 300 тис. євро. Дякуємо.", ["Надано 300 тис. євро.", "Дякуємо."]),
        ("He said: “We need it!” She nodded.", ['He said: "We need it!"', "She nodded."]),
        ("Title\n\nFirst line\nruns on here.", ["Title", "First line runs on here."]),
        ("Title\n\nIt ends.\nAnother begins.", ["Title", "It ends.", "Another begins."]),
        (WRAPPED, ["Title", *SENTENCES]),
        (WRAPPED.replace("\n", "\r\n"), ["Title", *SENTENCES]),
        (
            "Title\n\nGiven were tents.\n5. Five boats of good make.\n6. Six tents.",
            ["Title", "Given were tents.", "Five boats of good make.", "Six tents."],
        ),
        ("Title\n\nList:\n• one\n– two;\n- three", ["Title", "List:", "one", "two;", "three"]),
        ("", []),
    ],
)
def test_sentences_are_split(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_sentence_beyond_all_measure_is_cut_at_a_space() -> None:
    text = "tent " * 2000 + "end"
    source = Source(text)
    parts = [text[one.start : one.end] for one in source.sentences]
    assert " ".join(parts) == text
    assert max(map(len, parts)) <= 3000


def test_sentences_of_a_list_are_bullets() -> None:
    assert [one.bullet for one in Source("Title\n\nHanded over:\n• two boats;\n• a tent.").sentences] == [
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("п’ять «танків» — 5\u00a0000", 'п\'ять "танків" - 5 000'),
        ("a\u200bb\u00adc", "abc"),
        ("и\u0306од", "йод"),
        ("Япо\u0301нія", "Японія"),
        ("а\u0301\u0316\u0301б", "аб"),
        ("\u0301а", "а"),
        ("one\r\ntwo\rthree", "one\ntwo three"),
        ("tab\there\x07", "tab here "),
    ],
)
def test_normalising_keeps_one_kind_of_sign(text: str, plain: str) -> None:
    assert Source(text).plain == plain


def test_span_points_into_the_original_where_characters_were_dropped() -> None:
    text = "gene\u00adra\u00adtors and и\u0306од"
    source = Source(text)
    start = source.plain.index("йод")
    assert source.span(0, len("generators")) == Span(0, 12)
    assert source.span(0, len("generators")).words(text) == "gene\u00adra\u00adtors"
    assert source.span(start, start + 1).words(text) == "и"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Japan gives aid", "en"),
        ("Японія надає допомогу", "uk"),
        ("Допомога від USAID та UNDP надійшла", "uk"),
        ("", "en"),
    ],
)
def test_language_is_told_by_the_letters(text: str, language: str) -> None:
    assert language_of(text) == language
