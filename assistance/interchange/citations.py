"""How a page is cited: as an entry of BibTeX and as CSL-JSON, which reference managers read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

#: Characters that mean something to TeX. A brace is written as a command: BibTeX counts braces, escaped or not.
TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        **{sign: f"\\{sign}" for sign in "#$%&_"},
    }
)
#: What a URL may hold as it is.
IN_URL = "!#$%&'()*+,/:;=?@[]~"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LANGUAGES = {"en": "english", "uk": "ukrainian"}


@dataclass(frozen=True, kw_only=True)
class Cited:
    """What is cited, by whom (empty: nobody named) and of which day; ``note`` is what a reader should know of it."""

    key: str
    title: str
    author: str
    published_on: date | None
    address: str
    accessed: date
    language: str
    note: str


def bibtex(cited: Cited) -> str:
    """Return the entry of BibTeX, in UTF-8; days are told as BibLaTeX and older styles read them."""
    day = cited.published_on
    fields = {
        "author": cited.author and f"{{{{{_tex(cited.author)}}}}}",
        "title": f"{{{{{_tex(cited.title)}}}}}",
        "year": day and f"{{{day.year}}}",
        "month": day and MONTHS[day.month - 1],
        "day": day and f"{{{day.day}}}",
        "url": f"{{{quote(cited.address, safe=IN_URL)}}}",
        "urldate": f"{{{cited.accessed.isoformat()}}}",
        "langid": f"{{{LANGUAGES[cited.language]}}}",
        "note": f"{{{_tex(cited.note)}}}",
    }
    lines = [f"  {name} = {value}" for name, value in fields.items() if value]
    return f"@misc{{{cited.key},\n" + ",\n".join(lines) + "\n}\n"


def _tex(text: str) -> str:
    return " ".join(text.split()).translate(TEX)


def csl_json(cited: Cited) -> str:
    """Return the item as a list of one, as CSL-JSON wants it."""
    item: dict[str, Any] = {
        "id": cited.key,
        "type": "webpage",
        "title": cited.title,
        "author": [{"literal": cited.author}] if cited.author else None,
        "issued": _csl_day(cited.published_on) if cited.published_on else None,
        "accessed": _csl_day(cited.accessed),
        "URL": cited.address,
        "language": cited.language,
        "note": cited.note,
    }
    lines = [f"  {_json(name)}: {_json(value)}" for name, value in item.items() if value is not None]
    return "[{\n" + ",\n".join(lines) + "\n}]\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _csl_day(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
