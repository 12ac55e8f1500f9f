"""``make floor``: lift the figures in ``floor.json`` to what the extractor reaches now; ``LOWER=1`` lets them fall too.

Those of our own annotated releases are written beside ``reports.measured`` as well, which tells them to the public.
A floor is a figure cut to two decimals, per part of the annotated releases and language. Where a part is not on this
machine, its floor stays as it is.
"""

import argparse
import json
import math
import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from assistance.extraction import as_annotation, extract
from tests.extraction.scoring import FACTS, Score

HERE = Path(__file__).parent
FLOOR = HERE / "floor.json"
#: What ``reports.measured`` tells the public.
PUBLISHED = HERE.parents[1] / "assistance" / "reports" / "measured.json"
ANNOTATED = HERE / "annotated"
DEV = HERE.parents[1].parent / "shared" / "evaluation" / "dev"
PARTS = ("looked-at en", "looked-at uk", "kept-aside en", "kept-aside uk", "dev en", "dev uk")

#: The letters of the annotated releases of which nobody who writes a rule reads one.
KEPT_ASIDE = frozenset("gk")
#: Of single kinds of facts F1 alone has a floor, so that precision may be given for recall and the other way round.
SHARES = (
    *(f"{name} {measure}" for name in ("facts", "records") for measure in ("precision", "recall", "F1")),
    *(f"{kind} F1" for kind in FACTS),
    "status",
    "whole",
)
#: These may not rise.
COUNTS = ("false alarms", "not verbatim")
#: A share this much above its floor is worth a new floor.
RISEN = 0.02

Figures = Mapping[str, float]


def releases(part: str) -> list[Path]:
    """Return the annotations of one part; those of ours of some letters are kept aside."""
    name, _, language = part.partition(" ")
    if name == "dev":
        return sorted(DEV.glob(f"{language}*.json"))
    found = sorted(ANNOTATED.glob(f"*-{language}.json"))
    return [path for path in found if (path.stem[0] in KEPT_ASIDE) == (name == "kept-aside")]


@cache
def figures(part: str) -> Figures:
    """Return what the extractor reaches on one part: shares cut to two decimals, and counts."""
    score = Score()
    for path in releases(part):
        annotation: dict[str, Any] = json.loads(path.read_text("utf-8"))
        text = path.with_suffix(".txt").read_text("utf-8")
        published = date.fromisoformat(annotation["published"]) if annotation["published"] else None
        score.add(text, as_annotation(path.stem, text, extract(text, published=published))["commitments"], annotation)
    reached = score.figures()
    return {
        **{name: math.floor(reached[name] * 100 + 1e-9) / 100 for name in SHARES},
        **{name: reached[name] for name in COUNTS},
    }


def fallen(reached: Figures, floor: Figures) -> list[str]:
    """Return a line for every figure that is worse than its floor."""
    worse = {name for name in SHARES if reached[name] < floor[name]}
    worse |= {name for name in COUNTS if reached[name] > floor[name]}
    return [f"{name} {reached[name]}, floor {floor[name]}" for name in (*SHARES, *COUNTS) if name in worse]


def risen(reached: Figures, floor: Figures) -> list[str]:
    """Return a line for every figure that its floor no longer holds up."""
    better = {name for name in SHARES if reached[name] > floor[name] + RISEN + 1e-9}
    better |= {name for name in COUNTS if reached[name] < floor[name]}
    return [f"{name} {reached[name]}, floor {floor[name]}" for name in (*SHARES, *COUNTS) if name in better]


def lifted(reached: Figures, floor: Figures) -> dict[str, float]:
    """Return the better of each two figures; ``reached`` where there is no floor yet."""
    return {
        **{name: max(reached[name], floor.get(name, 0.0)) for name in SHARES},
        **{name: min(reached[name], floor.get(name, math.inf)) for name in COUNTS},
    }


def read() -> dict[str, Figures]:
    floors: dict[str, Figures] = json.loads(FLOOR.read_text("utf-8")) if FLOOR.exists() else {}
    return floors


def published(floors: Mapping[str, Figures]) -> dict[str, Figures]:
    """Return what the public may be told: of our own releases, how many there are and their shares."""
    ours = [part for part in PARTS if not part.startswith("dev")]
    return {part: {"releases": len(releases(part)), **{name: floors[part][name] for name in SHARES}} for part in ours}


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the floor below which the extractor's figures may not fall.")
    parser.add_argument("--lower", action="store_true", help="write what is reached even where it is less")
    lower = parser.parse_args().lower
    floors = read()
    written = dict(floors)
    for part in PARTS:
        if not releases(part):
            sys.stdout.write(f"{part}: not on this machine, left as it is\n")
            continue
        before, reached = floors.get(part, {}), figures(part)
        written[part] = dict(reached) if lower else lifted(reached, before)
        moved = {name: value for name, value in written[part].items() if value != before.get(name)}
        lines = [f"  {name} {before.get(name, 'none')} → {value}\n" for name, value in moved.items()]
        below = [f"  {line}: below, left as it is\n" for line in fallen(reached, written[part])]
        sys.stdout.writelines([f"{part}\n", *(lines or ["  nothing to lift\n"]), *below])
    FLOOR.write_text(json.dumps(written, indent=1) + "\n", "utf-8")
    PUBLISHED.write_text(json.dumps(published(written), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
