"""The encoding of pages: proven by the bytes, else declared, else the one most old Ukrainian pages are in."""

import codecs

import pytest

from assistance.readers.encoding import decode
from assistance.readers.reading import DocumentError

WORDS = "Японія передала Україні ґенератори та їжу, п’ять машин."
FRENCH = "Présidence française : déminage à l’étranger, où l'été dure."


def page(words: str, declared: str | None = None) -> str:
    return (f'<meta charset="{declared}">' if declared else "") + f"<p>{words}</p>"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (page(WORDS, "utf-8").encode(), WORDS),
        (page(WORDS).encode(), WORDS),
        (codecs.BOM_UTF8 + page(WORDS, "windows-1251").encode(), WORDS),
        (page(WORDS).encode("utf-16"), WORDS),
        (page(WORDS, "windows-1251").encode("cp1251"), WORDS),
        (page(WORDS).encode("cp1251"), WORDS),
        (page(WORDS, "utf-8").encode("cp1251"), WORDS),
        (page(WORDS, "iso-8859-1").encode("cp1251"), WORDS),
        (page(WORDS, "windows-1251").encode(), WORDS),
        (page(WORDS, "no-such-encoding").encode("cp1251"), WORDS),
        (page(WORDS, "utf-16").encode(), WORDS),
        (page(WORDS, "hex").encode(), WORDS),
        (page(WORDS, "unicode_escape").encode("cp1251"), WORDS),
        (page(WORDS.replace("’", ""), "koi8-u").encode("koi8-u"), WORDS.replace("’", "")),
        (page(FRENCH, "iso-8859-1").encode("cp1252"), FRENCH),
        (page("Plain letters", "windows-1251").encode(), "Plain letters"),
    ],
    ids=[
        "utf-8", "nothing declared", "mark wins", "utf-16", "windows-1251", "windows-1251, nothing declared",
        "windows-1251 as utf-8", "windows-1251 as latin", "utf-8 as windows-1251", "unknown", "utf-8 as utf-16",
        "no encoding of text", "escapes", "koi8-u", "latin", "ascii",
    ],
)  # fmt: skip
def test_page_is_decoded(data, words):
    assert words in decode(data)


def test_page_in_utf8_with_a_broken_byte_stays_utf8():
    data = page(WORDS, "utf-8").encode().replace("ї".encode(), "ї".encode()[:1], 1)

    assert "Японія передала" in decode(data)


def test_declaration_in_the_form_of_http_is_read():
    data = f'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1251">{WORDS}'.encode("cp1251")

    assert WORDS in decode(data)


def test_binary_is_refused():
    with pytest.raises(DocumentError, match="is a binary file"):
        decode(b"GIF89a\0\0\0")
