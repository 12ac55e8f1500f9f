import json
from datetime import UTC, date, datetime

import pytest

from assistance.intake import DocumentError, ReleaseDocument, read_document, read_text, release_files
from assistance.vocabulary import Rendition
from tests.readers.pages import page_of

LIMIT = 1000


def test_text_with_byte_order_mark_and_carriage_returns_is_read_plain(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffЗаголовок\r\n\r\nТекст\r".encode())

    assert read_text(path, max_bytes=LIMIT) == "Заголовок\n\nТекст\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"PK\x03\x04\x00\x00", "is a binary file"),
        ("Текст".encode("cp1251"), "is not UTF-8"),
        (b"x" * (LIMIT + 1), "is larger than 1000 bytes"),
    ],
    ids=["empty", "blank", "binary", "other encoding", "too large"],
)
def test_text_that_cannot_be_read_is_refused_with_the_reason(tmp_path, data, message):
    path = tmp_path / "a.txt"
    path.write_bytes(data)

    with pytest.raises(DocumentError, match=message):
        read_text(path, max_bytes=LIMIT)


def test_text_of_exactly_the_limit_is_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * LIMIT)

    assert read_text(path, max_bytes=LIMIT) == "x" * LIMIT


def test_text_missing_is_refused_with_the_reason(tmp_path):
    with pytest.raises(DocumentError, match="cannot be opened"):
        read_text(tmp_path / "none.txt", max_bytes=LIMIT)


def test_document_takes_what_its_sidecar_says(tmp_path):
    (tmp_path / "a.txt").write_text("Title\n\nText\n")
    (tmp_path / "a.json").write_text(
        json.dumps(
            {
                "publisher": "UNDP",
                "source_url": "https://example.org/a",
                "published": "2022-04-06",
                "language": "en",
                "licence": "CC BY 3.0 IGO",
                "rendition": "retelling",
                "retrieved": "2026-11-20",
                "title": None,
                "commitments": [{"an annotation": "of our own"}],
            }
        )
    )

    assert read_document(tmp_path / "a.txt", max_bytes=LIMIT) == ReleaseDocument(
        text="Title\n\nText\n",
        publisher="UNDP",
        source_url="https://example.org/a",
        published=date(2022, 4, 6),
        language="en",
        licence="CC BY 3.0 IGO",
        rendition=Rendition.RETELLING,
        retrieved_at=datetime(2026, 11, 20, tzinfo=UTC),
    )


def test_document_takes_a_sidecar_with_a_byte_order_mark(tmp_path):
    (tmp_path / "a.txt").write_text("Title\n\nText\n")
    (tmp_path / "a.json").write_bytes(b'\xef\xbb\xbf{"publisher": "UNDP"}')

    assert read_document(tmp_path / "a.txt", max_bytes=LIMIT).publisher == "UNDP"


def test_document_without_sidecar_leaves_the_rest_to_the_text(tmp_path):
    (tmp_path / "a.txt").write_text("Title\n\nText\n")

    assert read_document(tmp_path / "a.txt", max_bytes=LIMIT) == ReleaseDocument(text="Title\n\nText\n")


@pytest.mark.parametrize(
    ("sidecar", "message"),
    [
        ("{", "that is no JSON"),
        ("[]", "that is no JSON object"),
        ('{"published": 2022}', "whose “published” is no plain text"),
        ('{"title": "a\\ud800b"}', "whose “title” is no plain text"),
        ('{"title": "a\\u0000b"}', "whose “title” is no plain text"),
        ('{"source-url": "https://example.org"}', "with a key “source-url”. Write “source_url”"),
        ("[" * 900, "that is no JSON"),
        ('{"title": "' + "x" * 1000 + '"}', "is larger than 1000 bytes"),
        ('{"published": "6 April"}', "wrong value"),
        ('{"language": "fr"}', "wrong value"),
        ('{"rendition": "copy"}', "wrong value"),
    ],
)
def test_document_with_a_wrong_sidecar_is_refused_with_the_reason(tmp_path, sidecar, message):
    (tmp_path / "a.txt").write_text("Title\n\nText\n")
    (tmp_path / "a.json").write_text(sidecar)

    with pytest.raises(DocumentError, match=message):
        read_document(tmp_path / "a.txt", max_bytes=LIMIT)


def test_release_files_leave_out_sidecars_named_along_with_their_texts(tmp_path):
    for name in ("a.TXT", "a.json", "alone.JSON"):
        (tmp_path / name).write_text("x")

    found = list(release_files([tmp_path / "a.json", tmp_path / "a.TXT", tmp_path / "alone.JSON"]))

    assert found == [tmp_path / "a.TXT"]


def test_release_files_of_folders_are_found_in_order_and_files_stay(tmp_path):
    for name in ("b.txt", "a.txt", "a.json", "deep/c.txt"):
        path = tmp_path / "folder" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    single = tmp_path / "single.text"

    found = list(release_files([tmp_path / "folder", single]))

    assert found == [*(tmp_path / "folder" / name for name in ("a.txt", "b.txt", "deep/c.txt")), single]


def test_document_of_a_page_takes_what_the_page_says_and_the_sidecar_before_it(tmp_path):
    (tmp_path / "a.html").write_bytes(
        page_of(
            "<h1>Norway hands over pumps</h1><p>Norway has handed over 12 pumps to the rescuers.</p>",
            '<link rel=canonical href="https://example.org/17"><meta property="og:site_name" content="A site">'
            '<meta property="article:published_time" content="2024-07-09">',
        )
    )
    (tmp_path / "a.json").write_text('{"publisher": "MIA", "licence": "CC BY 4.0"}')

    assert read_document(tmp_path / "a.html", max_bytes=LIMIT) == ReleaseDocument(
        text="Norway hands over pumps\n\nNorway has handed over 12 pumps to the rescuers.\n",
        title="Norway hands over pumps",
        publisher="MIA",
        source_url="https://example.org/17",
        published=date(2024, 7, 9),
        licence="CC BY 4.0",
    )


def test_release_files_of_folders_are_texts_pages_and_pdfs_without_their_sidecars(tmp_path):
    for name in ("a.txt", "b.HTML", "b.json", "c.htm", "d.pdf", "d.json", "e.docx", "f.json"):
        (tmp_path / name).write_text("x")
    (tmp_path / "folder.pdf").mkdir()

    assert [path.name for path in release_files([tmp_path])] == ["a.txt", "b.HTML", "c.htm", "d.pdf"]
    assert list(release_files([tmp_path / "d.json", tmp_path / "f.json"])) == []
