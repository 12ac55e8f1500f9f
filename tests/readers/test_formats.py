"""Which reader a file is for, and that none holds the tracker up."""

import sys

import pytest

from assistance.readers import bounded
from assistance.readers.bounded import Bounds
from assistance.readers.formats import read_file
from assistance.readers.reading import DocumentError, Reading
from tests.readers.pages import packed, page_of, pdf_drawing, pdf_of

LIMIT = 2000
WORDS = "Norway has handed over 20 generators to the rescuers of Ukraine."


def stored(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.txt", f"{WORDS}\r\n".encode(), f"{WORDS}\n"),
        ("a.text", WORDS.encode(), WORDS),
        ("a.html", page_of(f"<p>{WORDS}</p>"), f"{WORDS}\n"),
        ("a.HTM", page_of(f"<p>{WORDS}</p>"), f"{WORDS}\n"),
        ("a.pdf", pdf_of([(50, 700, 12, WORDS)]), f"{WORDS}\n"),
    ],
)
def test_file_is_read_by_its_name(tmp_path, name, data, text):
    assert read_file(stored(tmp_path, name, data), max_bytes=LIMIT) == Reading(text=text)


def test_what_a_page_says_of_itself_comes_along(tmp_path):
    head = '<meta property="article:published_time" content="2024-07-09"><title>Generators</title>'
    found = read_file(stored(tmp_path, "a.html", page_of(f"<p>{WORDS}</p>", head)), max_bytes=LIMIT)

    assert (found.title, str(found.published)) == ("Generators", "2024-07-09")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", pdf_of([(50, 700, 12, WORDS)]), "is a PDF"),
        ("a.txt", b"x" * (LIMIT + 1), f"is larger than {LIMIT} bytes"),
        ("a.html", b"<!-- " + b"x" * LIMIT * 10, f"is larger than {LIMIT * 10} bytes"),
        ("a.html", page_of("<p>" + "слово " * 400), f"holds more than {LIMIT} bytes of text"),
        ("a.html", page_of("<div id=app>"), "holds no text"),
        ("a.pdf", page_of(f"<p>{WORDS}</p>"), "is no PDF"),
        ("a.pdf", pdf_drawing(packed(b"q Q")), "holds no text, only pictures"),
    ],
)
def test_file_that_cannot_be_read_is_refused_with_the_reason(tmp_path, name, data, reason):
    with pytest.raises(DocumentError, match=reason):
        read_file(stored(tmp_path, name, data), max_bytes=LIMIT)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.html", b"<div>" * 200_000),
        ("wide.html", b"".join(b"<b id=%d>" % n for n in range(20_000)) + b"<p>" * 20_000),
        ("endless.pdf", pdf_drawing(packed(b"BT /F 12 Tf " + b"<0041> Tj " * 3_000_000 + b"ET"))),
        ("loop.pdf", pdf_drawing(packed(b"0" * 150_000_000))),
    ],
)
def test_file_that_takes_too_long_is_stopped(tmp_path, name, data):
    with pytest.raises(DocumentError, match=r"[Ss]ave its text in a \.txt file"):
        read_file(stored(tmp_path, name, data), max_bytes=1_000_000, bounds=Bounds(seconds=1, memory=400 * 2**20))


def test_reader_that_sleeps_is_stopped_by_the_clock(tmp_path, monkeypatch):
    sleeper = tmp_path / "sleeper"
    sleeper.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(60)\n")
    sleeper.chmod(0o755)
    monkeypatch.setattr(bounded.sys, "executable", str(sleeper))

    with pytest.raises(DocumentError, match="takes too much time"):
        bounded.read_apart("html", b"<p>x", Bounds(seconds=1))


def test_reader_that_fails_says_so(monkeypatch):
    monkeypatch.setattr(bounded.sys, "executable", "/bin/false")

    with pytest.raises(DocumentError, match="made its reader fail"):
        bounded.read_apart("html", b"<p>x", Bounds())
