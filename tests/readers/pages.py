"""Web pages and PDF files for the tests, made by hand."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

#: Words at a place of a page: points from the left, points from below, height of the letters, the words.
Words = tuple[float, float, float, str]

#: Which codes of the font below stand for which letters: they are those of Unicode, in the blocks that tests write in.
TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def "
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange 4 beginbfrange\n"
    + b"".join(b"<%02X00> <%02XFF> <%02X00>\n" % (block, block, block) for block in (0x00, 0x04, 0x20, 0x22))
    + b"endbfrange endcmap end end"
)


def page_of(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s>> stream\n%s\nendstream" % (len(data), entries, data)


def drawn(words: Sequence[Words]) -> bytes:
    """Return the operators that draw ``words``, each two bytes a letter."""
    parts = [
        f"/F {size} Tf 1 0 0 1 {x} {y} Tm <{''.join(f'{ord(letter):04X}' for letter in text)}> Tj\n"
        for x, y, size, text in words
    ]
    return f"BT {''.join(parts)} ET".encode()


def pdf_of(*pages: Sequence[Words]) -> bytes:
    """Return a PDF with one page for each of ``pages``."""
    return pdf_drawing(*(stream(drawn(words)) for words in pages))


def packed(operators: bytes) -> bytes:
    return stream(zlib.compress(operators, 9), b"/Filter /FlateDecode ")


def pdf_drawing(*contents: bytes) -> bytes:
    """Return a PDF whose pages have the content streams ``contents``."""
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /ToUnicode 4 0 R /DescendantFonts "
        b"[<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /DW 500 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>"
    )
    numbers = [5 + 2 * n for n in range(len(contents))]
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(contents), kids),
        font,
        stream(TO_UNICODE),
    ]
    for number, content in zip(numbers, contents, strict=True):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> >> >>" % (number + 1),
            content,
        ]
    return written(objects)


def written(objects: Sequence[bytes]) -> bytes:
    """Return a PDF file of ``objects``, numbered from 1, the first of them the catalogue."""
    file, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(file))
    return file + head + table + tail
