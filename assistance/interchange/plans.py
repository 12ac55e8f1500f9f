"""What an import would do, row by row; fit to be kept as JSON until it is confirmed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self


class Effect(StrEnum):
    """What a row does to the ledger."""

    ADDS = "adds"
    OVERWRITES = "overwrites"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Change:
    """A column whose cell says otherwise than the record, both as text."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Problem:
    """What is wrong with a row, and in which column; without one it is the row as a whole."""

    column: str
    words: str


@dataclass(frozen=True)
class RowPlan:
    """What one row would do. ``key`` and ``title`` tell the record; ``seen`` stands for all of it, to compare later."""

    number: int
    effect: Effect
    key: int | None
    title: str
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    seen: str = ""


@dataclass(frozen=True)
class Plan:
    """What a whole file would do, or did."""

    rows: tuple[RowPlan, ...]

    def with_effect(self, effect: Effect) -> list[RowPlan]:
        """Return the rows that have ``effect``."""
        return [row for row in self.rows if row.effect == effect]

    @property
    def is_refused(self) -> bool:
        """Whether a single row makes the whole file be refused."""
        return any(row.problems for row in self.rows)

    @property
    def changes_nothing(self) -> bool:
        """Whether every row is as the ledger has it already."""
        return all(row.effect == Effect.UNCHANGED for row in self.rows)

    def as_json(self) -> list[dict[str, Any]]:
        """Return the plan as plain lists and dictionaries."""
        return [asdict(row) for row in self.rows]

    @classmethod
    def from_json(cls, rows: list[dict[str, Any]]) -> Self:
        """Return the plan that ``as_json`` told."""
        return cls(
            tuple(
                RowPlan(
                    number=row["number"],
                    effect=Effect(row["effect"]),
                    key=row["key"],
                    title=row["title"],
                    changes=tuple(Change(**change) for change in row["changes"]),
                    problems=tuple(Problem(**problem) for problem in row["problems"]),
                    seen=row["seen"],
                )
                for row in rows
            )
        )
