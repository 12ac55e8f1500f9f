"""Which fields a row has: all of its lean form unless ``fields`` picks some or ``expand`` adds others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer, DateTimeField, Field, Serializer, SerializerMethodField

from assistance.api.parameters import asked_names
from assistance.reports import Balance


class Row(Serializer[Any]):
    """A row of a list, or alone: ``fields`` may leave out any of its fields, so that none is promised.

    When each row was ``updated``, by key, is in the context.
    """

    updated_at = SerializerMethodField(
        help_text="When its public face changed last; null as of a day, when that is not what is asked about."
    )

    @extend_schema_field(DateTimeField(allow_null=True))
    def get_updated_at(self, row: Any) -> str | None:
        """Return when the public face of ``row`` changed last."""
        key = row.line.pk if isinstance(row, Balance) else row.pk
        at = self.context.get("updated", {}).get(key)
        return None if at is None else DateTimeField().to_representation(at)

    def get_fields(self) -> dict[str, Field[Any, Any, Any, Any]]:
        """Return the fields, that time last."""
        fields = super().get_fields()
        return {**{name: field for name, field in fields.items() if name != "updated_at"}, **fields}


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
