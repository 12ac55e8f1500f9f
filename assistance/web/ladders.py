"""The drawing of the ladder of certainty."""

from __future__ import annotations

from dataclasses import dataclass

from assistance.reports import Ladder, Rung
from assistance.vocabulary import FIRM_STATUSES, CommitmentStatus


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A rung with the width of its bar, in hundredths of the longest one: commitments are counted, not money."""

    rung: Rung
    width: int


@dataclass(frozen=True, kw_only=True)
class Bars:
    """The ladder in the three parts a reader must not mix: promised or given, merely considered, called off."""

    firm: tuple[Bar, ...]
    considered: tuple[Bar, ...]
    called_off: tuple[Bar, ...]


def bars_of(ladder: Ladder, *, with_empty: bool = True) -> Bars:
    """Return ``ladder`` with widths to draw it, with or without the rungs that nothing stands on."""
    longest = max((rung.count for rung in ladder.rungs), default=0) or 1
    bars = [
        Bar(rung=rung, width=round(100 * rung.count / longest)) for rung in ladder.rungs if rung.count or with_empty
    ]
    considered = CommitmentStatus.UNDER_CONSIDERATION
    return Bars(
        firm=tuple(bar for bar in bars if bar.rung.counted),
        considered=tuple(bar for bar in bars if bar.rung.status == considered),
        called_off=tuple(bar for bar in bars if bar.rung.status not in (considered, *FIRM_STATUSES)),
    )
