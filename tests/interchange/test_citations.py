"""Citations: text that TeX and reference managers take as it was meant."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from assistance.interchange.citations import Cited, bibtex, csl_json

CITED = Cited(
    key="assistance-tracker-release-7",
    title="Японія: 50% & more",
    author="Ministry of Internal Affairs",
    published_on=date(2022, 12, 8),
    address="https://example.org/a_b?c=1&d={x}#e%20f",
    accessed=date(2026, 11, 22),
    language="uk",
    note="Retold.",
)


def test_entry_of_bibtex_in_full() -> None:
    assert bibtex(CITED) == (
        "@misc{assistance-tracker-release-7,\n"
        "  author = {{Ministry of Internal Affairs}},\n"
        "  title = {{Японія: 50\\% \\& more}},\n"
        "  year = {2022},\n"
        "  month = dec,\n"
        "  day = {8},\n"
        "  url = {https://example.org/a_b?c=1&d=%7Bx%7D#e%20f},\n"
        "  urldate = {2026-11-22},\n"
        "  langid = {ukrainian},\n"
        "  note = {Retold.}\n"
        "}\n"
    )


def test_entry_leaves_out_what_is_not_known() -> None:
    entry = bibtex(replace(CITED, author="", published_on=None))
    assert [line.split(" = ")[0].strip() for line in entry.splitlines()[1:-1]] == [
        "title", "url", "urldate", "langid", "note",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("#1_a $5", r"\#1\_a \$5"),
        ("a\\b", r"a\textbackslash{}b"),
        ("} {", r"\textbraceright{} \textbraceleft{}"),
        ("x^2 ~", r"x\textasciicircum{}2 \textasciitilde{}"),
        ("two\n\nlines\tand\u00a0more", "two lines and more"),
        ('“so” "so"', '“so” "so"'),
    ],
)
def test_signs_of_tex_are_text(text: str, written: str) -> None:
    entry = bibtex(replace(CITED, title=text))
    assert f"  title = {{{{{written}}}}},\n" in entry
    assert entry.count("{") == entry.count("}")


def test_item_of_csl_json_in_full() -> None:
    assert json.loads(csl_json(CITED)) == [
        {
            "id": "assistance-tracker-release-7",
            "type": "webpage",
            "title": "Японія: 50% & more",
            "author": [{"literal": "Ministry of Internal Affairs"}],
            "issued": {"date-parts": [[2022, 12, 8]]},
            "accessed": {"date-parts": [[2026, 11, 22]]},
            "URL": "https://example.org/a_b?c=1&d={x}#e%20f",
            "language": "uk",
            "note": "Retold.",
        }
    ]


def test_item_leaves_out_what_is_not_known() -> None:
    (item,) = json.loads(csl_json(replace(CITED, author="", published_on=None)))
    assert set(item) == {"id", "type", "title", "accessed", "URL", "language", "note"}
