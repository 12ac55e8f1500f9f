"""Who asks for an import, and a row of it as far as it was read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from assistance.interchange.plans import Change

#: Writes the values of a row over a record, or as a new one where that is None, and returns the record.
Writer = Callable[[Any, dict[str, Any]], Model]

#: Words for the columns that are wrong; those for the row as a whole stand under an empty name.
Refusals = dict[str, str]


@dataclass(frozen=True)
class Rights:
    """What the person who imports may do: add records, change a given one, change what is public."""

    add: bool
    change: Callable[[Any], bool]
    publish: bool


@dataclass
class Reading:
    """A row as far as it was read."""

    record: Any = None
    values: dict[str, Any] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    seen: str = ""
