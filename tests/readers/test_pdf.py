"""PDF: lines into paragraphs, and what cannot be read."""

import io

import pytest
from pypdf import PdfReader, PdfWriter

from assistance.readers.pdf import read_pdf
from assistance.readers.reading import DocumentError, Reading
from tests.readers.pages import packed, pdf_drawing, pdf_of, stream, written

BIG, TEXT, SMALL = 18, 12, 9
LEFT = 50


def lines(*texts, top=770, left=LEFT, pitch=15):
    return [(left, top - pitch * number, TEXT, text) for number, text in enumerate(texts)]


def read(data, pages=50, characters=100_000):
    return read_pdf(data, pages=pages, characters=characters)


def test_ukrainian_pdf_is_read_in_paragraphs_with_its_title():
    data = pdf_of(
        [
            (LEFT, 800, BIG, "Японія передала Україні"),
            (LEFT, 778, BIG, "машини для розмінування"),
            *lines("Уряд Японії передав чотири розмі-", "нувальні машини. Ще шість прибудуть", "навесні.", top=740),
            *lines("Навчання операторів триває в області.", top=670),
        ]
    )
    assert read(data) == Reading(
        title="Японія передала Україні машини для розмінування",
        text=(
            "Японія передала Україні машини для розмінування\n\n"
            "Уряд Японії передав чотири розмінувальні машини. Ще шість прибудуть навесні.\n\n"
            "Навчання операторів триває в області.\n"
        ),
    )


def test_title_goes_before_the_letterhead():
    data = pdf_of([(LEFT, 820, TEXT, "Ministry of Examples"), (LEFT, 790, BIG, "Pumps arrive"), *lines("Twelve came.")])

    assert read(data).text == "Pumps arrive\n\nMinistry of Examples\n\nTwelve came.\n"


def test_text_in_letters_of_one_height_has_no_title_of_its_own():
    found = read(pdf_of(lines("Pumps arrive", "", "", "Norway has handed over twelve pumps to the rescuers.")))

    assert (found.title, found.text) == (
        None,
        "Pumps arrive\n\nNorway has handed over twelve pumps to the rescuers.\n",
    )


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (["Two demin-", "ing machines came."], "Two demining machines came."),
        (["It is a hand-held", "tool, a hand-", "held one."], "It is a hand-held tool, a hand-held one."),
        (["In Ivano-", "Frankivsk it is dry."], "In Ivano-Frankivsk it is dry."),
        (["In the years 2023-", "2024 they came."], "In the years 2023- 2024 they came."),
    ],
)
def test_words_broken_at_the_end_of_a_line_are_joined(parts, text):
    assert read(pdf_of(lines(*parts))).text == f"{text}\n"


def test_heads_and_page_numbers_are_dropped_where_they_repeat():
    pages = [
        [
            (LEFT, 820, SMALL, "Ministry of Examples, 9 July"),
            *lines(f"{town} has", "got pumps that Norway has handed over", "to the rescuers", f"of {town}."),
            (300, 20, SMALL, f"{n} / 3"),
        ]
        for n, town in enumerate(("Sumy", "Izium", "Odesa"), start=1)
    ]
    text = read(pdf_of(*pages)).text

    assert "Ministry" not in text
    assert "/ 3" not in text
    assert text.startswith("Sumy has got pumps that Norway has handed over to the rescuers of Sumy.\n\nIzium has")


def test_paragraph_goes_on_over_the_page():
    first = [*lines("Norway has handed over"), (300, 20, SMALL, "1")]
    second = [*lines("twelve pumps to the rescuers."), (300, 20, SMALL, "2")]

    assert read(pdf_of(first, second)).text == "Norway has handed over twelve pumps to the rescuers.\n"


def test_indented_lines_begin_paragraphs():
    words = [
        (LEFT + 30, 700, TEXT, "Norway has handed over twelve pumps to rescuers,"),
        (LEFT, 685, TEXT, "who work in the flooded towns of the region."),
        (LEFT + 30, 670, TEXT, "The pumps had been promised in May, and came all"),
        (LEFT, 655, TEXT, "in time for the flood."),
    ]
    assert read(pdf_of(words)).text == (
        "Norway has handed over twelve pumps to rescuers, who work in the flooded towns of the region.\n\n"
        "The pumps had been promised in May, and came all in time for the flood.\n"
    )


def test_lists_are_told_by_bullet_or_indent():
    words = [
        *lines("Norway has handed over:", "• 12 pumps;", "• 5 tents."),
        *lines("Japan has handed over:", top=700),
        *lines("3 trucks with", "cranes;", "4 boats.", top=685, left=LEFT + 30),
    ]
    assert read(pdf_of(words)).text == (
        "Norway has handed over:\n\n• 12 pumps;\n• 5 tents.\n\n"
        "Japan has handed over:\n\n• 3 trucks with cranes;\n• 4 boats.\n"
    )


def test_columns_of_a_table_stand_in_one_line():
    words = [
        *lines("Norway has handed over what rescuers asked for in spring.", top=800),
        *[
            (x, y, TEXT, text)
            for y, row in ((770, ("Pumps", "12")), (755, ("Long tents", "5")))
            for x, text in zip((50, 150), row, strict=True)
        ],
    ]
    assert read(pdf_of(words)).text.splitlines()[2:] == ["• Pumps – 12", "• Long tents – 5"]


def test_second_column_of_text_follows_the_first():
    left = lines("Norway has handed over", "twelve pumps to the")
    right = lines("rescuers of the region.", "They work well.", left=320)

    assert read(pdf_of([*left, *right])).text == (
        "Norway has handed over twelve pumps to the rescuers of the region.\n\nThey work well.\n"
    )


def locked(password):
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(pdf_of(lines("Norway has handed over pumps.")))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_pdf_locked_against_changes_alone_is_read():
    assert read(locked("")).text == "Norway has handed over pumps.\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is no PDF"),
        (b"<html></html>", "is no PDF"),
        (b"%PDF-1.7\nnothing else", "is damaged"),
        (pdf_of(lines("A text."))[:400], "is damaged"),
        (written([b"<< /Type /Catalog >>"]), "is damaged|holds no text"),
        (locked("secret"), "protected by a password. Save a copy without one"),
        (pdf_drawing(stream(b"0 0 100 100 re f")), "only pictures. Have the text recognised"),
        (pdf_of(*[lines("A text.")] * 51), "has 51 pages, more than 50. Split it"),
        (pdf_of(lines("word " * 50), lines("word " * 50)), "more than 300 characters"),
    ],
    ids=["empty", "page", "head alone", "cut", "bare", "locked", "scanned", "pages", "long"],
)
def test_pdf_that_cannot_be_read_is_refused_with_what_to_do(data, reason):
    with pytest.raises(DocumentError, match=reason):
        read(data, characters=300)


def test_packed_pages_are_read():
    data = pdf_drawing(packed(b"BT /F 12 Tf 1 0 0 1 50 700 Tm <0041> Tj ET"))

    assert read(data).text == "A\n"
