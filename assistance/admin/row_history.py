"""What became of the rows that belong to a record: added, changed, removed, as their own history keeps it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from django.db.models import Field, ForeignKey, Model
from django.db.models.constants import LOOKUP_SEP
from django.utils.text import capfirst
from simple_history.utils import get_history_model_for_model

from assistance.models.history import RowModels, keys_of_rows


@dataclass(frozen=True)
class Difference:
    """A field's value in a version and in the one before it, as people read them."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class RowChange:
    """One version of a row: which row it is, the version with its author and reason, what differs."""

    what: str
    version: Any
    differences: list[Difference]


def row_changes(record: Model, models: RowModels) -> list[RowChange]:
    """Return what happened to the rows of ``record``, the newest first; those that are gone or moved away too.

    Takes one query a model, and one more for each kind of record that the rows name and that is gone.
    """
    changes: list[RowChange] = []
    for model, way in models.items():
        versions = _versions(model, way, record.pk)
        _name_what_is_gone(model, versions)
        for _key, of_row in groupby(versions, key=lambda version: version.id):
            changes += _changes_of_row(model, way, record.pk, list(of_row))
    return sorted(changes, key=lambda change: (change.version.history_date, change.version.history_id), reverse=True)


def _foreign_keys(model: type[Model]) -> list[ForeignKey[Any, Any]]:
    return [each for each in model._meta.concrete_fields if isinstance(each, ForeignKey)]


def _versions(model: type[Model], way: str, key: Any) -> list[Any]:
    """Return every version of these rows, row by row and the oldest first, with the records they name."""
    names = [each.name for each in _foreign_keys(model)]
    history: Any = get_history_model_for_model(model)._default_manager
    versions = history.filter(id__in=keys_of_rows(model, way, key)).select_related("history_user", *names)
    return list(versions.order_by("id", "history_date", "history_id"))


def _name_what_is_gone(model: type[Model], versions: Iterable[Any]) -> None:
    """Let ``versions`` name records that are gone as these last were."""
    gone: dict[type[Model], dict[int, list[tuple[Any, str]]]] = defaultdict(lambda: defaultdict(list))
    for version in versions:
        for each in _foreign_keys(model):
            key = getattr(version, each.attname)
            if key is not None and each.get_cached_value(version, None) is None:
                related: Any = each.related_model
                gone[related][key].append((version, each.name))
    for related, places in gone.items():
        if not hasattr(related, "history"):
            continue
        last = {old.id: old for old in related.history.filter(id__in=places).order_by("history_date", "history_id")}
        for key, old in last.items():
            for version, name in places[key]:
                version._meta.get_field(name).set_cached_value(version, old.instance)


def _changes_of_row(model: type[Model], way: str, key: Any, versions: list[Any]) -> list[RowChange]:
    """Return the steps of one row that happened while it belonged to the record ``key``, its leaving included."""
    first, _sep, rest = way.partition(LOOKUP_SEP)
    changes = []
    for older, newer in pairwise([None, *versions]):
        owners = [getattr(version, f"{first}_id") for version in (older, newer) if version is not None]
        if rest or key in owners:
            changed = differences(model, older, newer) if older and newer.history_type == "~" else []
            changes.append(RowChange(_label(model, first if rest else "", newer), newer, changed))
    return changes


def difference(older: Any, newer: Any, field: Field[Any, Any]) -> Difference:
    """Return how ``field`` differs between two states of a record, whether or not it does."""
    return Difference(capfirst(str(field.verbose_name)), shown(older, field), shown(newer, field))


def differences(model: type[Model], older: Any, newer: Any) -> list[Difference]:
    """Return how two states of a row differ in what can be edited."""
    return [
        difference(older, newer, each)
        for each in model._meta.concrete_fields
        if each.editable and getattr(older, each.attname) != getattr(newer, each.attname)
    ]


def _label(model: type[Model], holder: str, version: Any) -> str:
    """Return what kind of row it is and its name, after the name of what holds it, if that is not the record."""
    row = version.instance
    for each in _foreign_keys(model):
        each.set_cached_value(row, each.get_cached_value(version, None))
    names = [str(getattr(row, holder))] if holder else []
    return f"{capfirst(str(model._meta.verbose_name))}: {', '.join([*names, str(row)])}"


def shown(version: Any, field: Field[Any, Any]) -> str:
    """Return the value of ``field`` in ``version`` as people read it."""
    if field.choices:
        return str(getattr(version, f"get_{field.name}_display")())
    value = getattr(version, field.name)
    return "" if value is None else str(value)
