"""A report as tagged PDF with real footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistance.interchange.report.content import Field, Note, Picture, Report, Sentence, Table
from assistance.interchange.report.typesetting import pdf_of

#: How many letters of a column's longest text its width is made for; its longest word fits in any case.
_WIDE = 22


def report_pdf(report: Report) -> bytes:
    """Return ``report`` as PDF; raise ``TypesettingError`` where that takes too long or fails."""
    return pdf_of(
        {
            "title": report.title,
            "language": report.language,
            "mark": report.mark,
            "stamp": report.stamp,
            "covers": [_sentence(each) for each in report.covers],
            "sections": [
                {
                    "title": section.title,
                    "sentences": [_sentence(each) for each in section.sentences],
                    "pictures": [_picture(each) for each in section.pictures],
                    "tables": [_table(each) for each in section.tables if each.rows],
                }
                for section in report.sections
            ],
        }
    )


def _sentence(part: Sentence | Field) -> dict[str, Any]:
    return {"text": part.text, "note": _note(part.note)}


def _note(note: Note | None) -> dict[str, Any] | None:
    if note is None:
        return None
    quotations = [
        {
            "line": each.line,
            "again": each.again,
            "address": each.address,
            "words": each.words,
            "language": each.language,
        }
        for each in note.quotations
    ]
    return {"text": note.text, "quotations": quotations}


def _picture(picture: Picture) -> dict[str, Any]:
    alt = f"{picture.title}. {picture.about}"
    return {"svg": picture.svg, "alt": alt}


def _table(table: Table) -> dict[str, Any]:
    rows = [[_sentence(field) for field in row] for row in table.shown()]
    columns = zip(table.labels, *([field["text"] for field in row] for row in rows), strict=True)
    return {
        "caption": table.caption,
        "labels": table.labels,
        "rows": rows,
        "widths": [_width(texts) for texts in columns],
    }


def _width(texts: Sequence[str]) -> int:
    words = max(len(word) for text in texts for word in (text.split() or [""]))
    return max(words + 2, min(max(map(len, texts)), _WIDE))
