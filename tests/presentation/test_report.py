"""A report in words: all that a small world tells, in both languages, and what each figure rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from assistance.interchange.report import Report
from assistance.interchange.report.content import Field, Sentence
from assistance.models.as_of import known
from assistance.presentation.asked import Asked
from assistance.presentation.report import report_of
from assistance.reports import Days
from assistance.vocabulary import Sector
from tests import factories as make
from tests.presentation.world import OCTOBER, World, lines_of, notes_of, small_world

pytestmark = pytest.mark.django_db

HERE = Path(__file__).parent


@pytest.fixture
def world() -> World:
    return small_world()


def told(asked: Asked, language: str = "en") -> Report:
    with override(language):
        return report_of(asked)


@pytest.mark.parametrize("language", ["en", "uk"])
def test_report_tells_a_small_world_and_each_footnote(world: World, language: str) -> None:
    report = told(world.october, language)
    expected = (HERE / f"report_{language}.txt").read_text(encoding="utf-8")
    assert "\n".join([*lines_of(report), *notes_of(report)]) + "\n" == expected


def test_report_says_as_of_what_day_it_is_and_where_the_same_is_shown(world: World) -> None:
    assert told(world.october).stamp == (
        "As told by releases up to 22 November 2026, in our records of 22 November 2026 at 12:00: "
        "http://localhost:8000/as-of/2026-11-22/recorded/2026-11-22/en/"
    )


@override_settings(SITE_URL="https://aid.example/")
def test_report_as_of_a_day_tells_what_was_told_by_then(world: World) -> None:
    with known(as_of=date(2026, 10, 10)):
        report = told(world.october)
    assert report.stamp.startswith("As told by releases up to 10 October 2026, in our records of 22 November 2026")
    assert report.stamp.endswith("https://aid.example/as-of/2026-10-10/recorded/2026-11-22/en/")
    lines = lines_of(report)
    assert "Announced: 1 commitment; USD 4,500,000.25.[2]" in lines
    assert not any(line.startswith(("Handed over or", "In delivery", "Moved up")) for line in lines)


def figures(report: Report) -> Iterator[tuple[str, Sentence | tuple[Field, ...]]]:
    """Yield every figure: the rows of all tables but the rates, and the sentences that count commitments."""
    for section in report.sections:
        yield from ((each.text, each) for each in section.sentences if "commitment" in each.text and ":" in each.text)
        for table in section.tables:
            if table.name != "rates":
                yield from ((table.name, row) for row in table.rows)


def test_every_figure_has_a_footnote_and_they_count_in_the_order_of_reading(world: World) -> None:
    report = told(Asked(to="EUR"))
    found = list(figures(report))
    assert len(found) > 25
    for name, part in found:
        assert part.note if isinstance(part, Sentence) else any(field.note for field in part), name
    assert [note.number for note in report.notes] == list(range(1, len(report.notes) + 1))


def test_footnote_on_many_passages_says_where_they_are_quoted(world: World) -> None:
    first = told(Asked()).notes[0]
    words = "Made up of: No. 1, No. 2, No. 3, No. 5. Their releases and the very words are in the table of commitments."
    assert (first.text, first.quotations) == (words, ())


def test_footnote_leads_to_web_addresses_alone(world: World) -> None:
    release = make.ReleaseFactory(public=True, source_url="javascript:alert(1)", published_on=date(2026, 10, 7))
    make.CommitmentFactory(public=True, donors=[world.japan], claims=[make.ClaimFactory(release=release)])
    addresses = {each.address for note in told(world.october).notes for each in note.quotations}
    assert addresses == {"", "https://example.org/news"}


def test_footnote_tells_that_no_release_is_shown() -> None:
    make.CommitmentFactory(pk=7, public=True)
    (sentence,) = [each for each in told(Asked()).sections[0].sentences if each.text.startswith("Announced")]
    words = "No release of it is shown: staff decided it, or what its release tells is withheld."
    assert sentence.note
    assert (sentence.note.text, sentence.note.quotations) == (f"No. 7: {words}", ())


EMPTY = """International assistance: all that is public · from 1 January 2030
Public facts only: no drafts, and nothing that is withheld.
It covers the commitments that releases of these days speak of: from 1 January 2030.
Status and amounts are those known on the day of this report, not those of the period’s end.
Each figure has a footnote with its releases and their very words.
# At a glance
No public commitment is covered.
# What happened in these days
Nothing public happened.
# Equipment
No equipment is told of.
# Needs
No public need is told of here.
# Overdue and silent
Nothing is overdue or silent.
# What is left out, and why
No release of these days speaks of them: 1 commitment.
Among these, no release of theirs has a day: 1 commitment.
In no sum of what is promised or given: what is under consideration, suspended or cancelled.
Drafts are in nothing here. Amounts are never guessed, and an unknown number is never 0."""


def test_report_on_days_of_which_nothing_is_told_says_so() -> None:
    make.CommitmentFactory(public=True)
    assert lines_of(told(Asked(days=Days(since=date(2030, 1, 1))))) == EMPTY.splitlines()


@pytest.mark.parametrize("language", ["en", "uk"])
def test_withheld_amount_is_counted_and_in_no_sum(world: World, language: str) -> None:
    make.WithholdingFactory(commitment=world.generators, amount=True)
    report = told(world.october, language)
    text = "\n".join([*lines_of(report), *notes_of(report)])
    assert "4,500,000" not in text
    assert "4 500 000" not in text.replace("\N{NO-BREAK SPACE}", " ")
    assert {
        "en": "In delivery: 1 commitment; with the amount withheld: 1.[2]",
        "uk": "Надається: 1 зобов’язання; із прихованою сумою: 1.[2]",
    }[language] in text


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {1, 2, 3, 5}),
        ({"days": OCTOBER}, {1, 2, 5}),
        ({"days": Days(until=date(2026, 9, 30))}, {3}),
        ({"sector": Sector.ENERGY}, {1}),
        ({"sector": Sector.CYBER}, set()),
    ],
)
def test_report_covers_what_is_asked_for(world: World, asked: dict[str, Any], expected: set[int]) -> None:
    tables = {table.name: table for table in told(Asked(**asked)).tables}
    rows = tables["commitments"].rows if "commitments" in tables else ()
    assert {row[0].value for row in rows} == expected


def test_report_on_less_than_everything_tells_the_needs_it_covers(world: World) -> None:
    make.NeedFactory(public=True)

    def needs(asked: Asked) -> int:
        return sum(len(table.rows) for table in told(asked).tables if table.name == "needs")

    assert (needs(Asked()), needs(Asked(donor=world.japan)), needs(Asked(sector=Sector.CYBER))) == (2, 1, 0)


def test_number_of_queries_does_not_grow_with_the_rows(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        make.CommitmentFactory(public=True, complete=True, donors=[world.japan])
    with django_assert_max_num_queries(45):
        told(replace(world.october, days=Days()))
