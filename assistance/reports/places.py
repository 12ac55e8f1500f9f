"""Where assistance goes: the regions of Ukraine, and how many commitments name each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistance.reports.totals import Group, TotalsRow, groups
from assistance.vocabulary import Region


@dataclass(frozen=True, kw_only=True)
class RegionRow:
    """What names one region: ``alone`` are the rows of commitments to it alone, ``shared`` counts those to others too.

    A commitment to several regions is counted under each of them, so the counts of regions must not be added up. Its
    amount is in the sums of none: nobody says how it is shared.
    """

    region: Region
    alone: tuple[TotalsRow, ...]
    shared: tuple[TotalsRow, ...]

    @property
    def count(self) -> int:
        """How many commitments name the region, on whatever rung."""
        return sum(row.count for row in (*self.alone, *self.shared))

    @property
    def firm(self) -> int:
        """How many of them are promised or given."""
        return sum(row.count for row in (*self.alone, *self.shared) if row.counted)

    @property
    def together(self) -> int:
        """How many of them name other regions too."""
        return sum(row.count for row in self.shared)


def region_rows(rows: Iterable[TotalsRow]) -> tuple[RegionRow, ...]:
    """Return every region, those named by nobody too, from the rows of totals by place."""
    found = groups(rows)
    return tuple(_region(region, found) for region in Region)


def _region(region: Region, found: Iterable[Group]) -> RegionRow:
    naming = [group for group in found if region in {code for code, _name in group.parts}]
    return RegionRow(
        region=region,
        alone=tuple(row for group in naming if len(group.parts) == 1 for row in group.rows),
        shared=tuple(row for group in naming if len(group.parts) > 1 for row in group.rows),
    )
