"""How well the extractor reads: figures on annotated releases, which ``make floor`` writes beside this file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FIGURES = Path(__file__).with_name("measured.json")

#: The figures that are told, by the names they are measured under.
TOLD = (
    "facts recall",
    "facts precision",
    "donors F1",
    "implementers F1",
    "recipients F1",
    "amounts F1",
    "items F1",
    "quantities F1",
    "places F1",
    "status",
    "whole",
)


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What is reached at least on one part of the annotated releases: ``figures`` in percent by the names in ``TOLD``.

    Of the releases that were ``kept_aside`` nobody who writes a rule has read one: theirs tell what to expect of a new
    one.
    """

    kept_aside: bool
    language: str
    releases: int
    figures: dict[str, int]


@cache
def measured() -> tuple[Measured, ...]:
    """Return the parts, those kept aside first, English before Ukrainian."""
    parts = json.loads(FIGURES.read_text("utf-8"))
    rows = [
        Measured(
            kept_aside=name.startswith("kept-aside"),
            language=name.rpartition(" ")[2],
            releases=part["releases"],
            figures={figure: round(100 * part[figure]) for figure in TOLD},
        )
        for name, part in parts.items()
    ]
    return tuple(sorted(rows, key=lambda row: (not row.kept_aside, row.language)))
