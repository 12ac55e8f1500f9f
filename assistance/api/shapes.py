"""Which fields a row has: all of its lean form unless ``fields`` picks some or ``expand`` adds others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer, Serializer

from assistance.api.parameters import asked_names


class Row(Serializer[Any]):
    """A row of a list, or alone: ``fields`` may leave out any of its fields, so that none is promised."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The names of the fields that are ``shown``, and those of them that were ``expanded``."""

    shown: frozenset[str]
    expanded: frozenset[str]

    def cut(self, serializer: BaseSerializer[Any]) -> None:
        """Take the other fields from ``serializer``, or from that of its rows."""
        rows: Any = getattr(serializer, "child", serializer)
        for name in set(rows.fields) - self.shown:
            del rows.fields[name]


def shape_of(
    request: Request, *, offered: Collection[str], expandable: Collection[str], added: Collection[str]
) -> Shape:
    """Return the shape that ``request`` asks for, of the ``offered`` fields; those ``expandable`` only where asked for.

    Those ``added`` are shown in any case.

    Raises ``WrongParameterError`` for a field there is not.
    """
    expanded = frozenset(asked_names(request, "expand", expandable))
    fields = frozenset(asked_names(request, "fields", offered))
    shown = fields or frozenset(offered) - frozenset(expandable)
    return Shape(shown=shown | expanded | frozenset(added), expanded=expanded | (fields & frozenset(expandable)))
