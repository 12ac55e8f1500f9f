"""What the extractor reaches on annotated releases does not fall; ``make floor`` lifts the floor."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.extraction import floor

FULL = {**dict.fromkeys(floor.SHARES, 0.9), **dict.fromkeys(floor.COUNTS, 1)}


@pytest.mark.parametrize("part", floor.PARTS)
def test_figures_are_not_below_their_floor(part: str, record_property: Callable[[str, object], None]) -> None:
    if part.startswith("dev") and not floor.releases(part):
        pytest.skip("the annotated releases of dev are not part of the repository")
    reached, least = floor.figures(part), floor.read()[part]

    for line in floor.risen(reached, least):
        record_property("risen", f"{part}: {line}")
    assert floor.fallen(reached, least) == []


@pytest.mark.parametrize("part", floor.PARTS)
def test_floor_allows_no_evidence_that_is_not_verbatim(part: str) -> None:
    assert floor.read()[part]["not verbatim"] == 0


def test_every_annotated_release_of_ours_is_in_one_part() -> None:
    in_parts = [path for part in floor.PARTS[:4] for path in floor.releases(part)]

    assert sorted(in_parts) == sorted(floor.ANNOTATED.glob("*.json"))
    assert len(in_parts) >= 279


def test_figures_told_to_the_public_are_those_of_the_floor() -> None:
    told = json.loads(floor.PUBLISHED.read_text("utf-8"))

    assert told == floor.published(floor.read()), "run “make floor”"


@pytest.mark.parametrize("path", sorted(floor.ANNOTATED.glob("*.json")), ids=lambda path: path.stem)
def test_annotation_belongs_to_its_text_and_names_no_publisher(path: Path) -> None:
    annotation, text = json.loads(path.read_text("utf-8")), path.with_suffix(".txt").read_text("utf-8")
    told = [*annotation["commitments"], *annotation["needs"]]

    assert (annotation["id"], annotation["title"]) == (path.stem, text.partition("\n")[0])
    assert [one["evidence"] for one in told if one["evidence"] not in text] == []
    assert not annotation.keys() & {"source_url", "publisher", "licence"}


def test_figure_that_is_worse_has_fallen_and_one_much_better_has_risen() -> None:
    reached = {**FULL, "status": 0.89, "whole": 0.93, "facts F1": 0.92, "false alarms": 2, "not verbatim": 0}

    assert floor.fallen(reached, FULL) == ["status 0.89, floor 0.9", "false alarms 2, floor 1"]
    assert floor.risen(reached, FULL) == ["whole 0.93, floor 0.9", "not verbatim 0, floor 1"]


def test_lifting_keeps_the_better_of_both() -> None:
    reached = {**FULL, "status": 0.89, "whole": 0.93, "false alarms": 2, "not verbatim": 0}

    assert floor.lifted(reached, FULL) == {**FULL, "whole": 0.93, "not verbatim": 0}
    assert floor.lifted(reached, {}) == reached
