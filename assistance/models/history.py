"""Writing a record so that its history says who did it, and how far its history has come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.db.models.constants import LOOKUP_SEP
from simple_history.utils import get_history_model_for_model

#: Models of rows, each with its way to the record: a foreign key, or several joined with ``__``.
RowModels = Mapping[type[models.Model], str]


def write(record: models.Model, *, by: User, why: str = "") -> None:
    """Save ``record``; its history gets ``by`` as the one who did it and ``why`` as the reason."""
    record._history_user = by  # type: ignore[attr-defined]
    record._change_reason = why[:100] or None  # type: ignore[attr-defined]
    record.save()


def erase(record: models.Model, *, by: User, why: str = "") -> None:
    """Delete ``record``; its history keeps what it was, who removed it and ``why``."""
    record._history_user = by  # type: ignore[attr-defined]
    record._change_reason = why[:100] or None  # type: ignore[attr-defined]
    record.delete()


def newest_versions(record: models.Model, rows: RowModels) -> tuple[int, ...]:
    """Return the newest version of ``record``, then of each kind of its ``rows``; 0 where there is none.

    Rows that are gone or were moved to another record count too. Takes one query for the record and one a kind.
    """
    newest = [get_history_model_for_model(type(record))._default_manager.filter(id=record.pk)]
    newest += [
        get_history_model_for_model(model)._default_manager.filter(id__in=keys_of_rows(model, way, record.pk))
        for model, way in rows.items()
    ]
    return tuple(versions.aggregate(newest=models.Max("history_id"))["newest"] or 0 for versions in newest)


def keys_of_rows(model: type[models.Model], way: str, key: Any) -> Any:
    """Return, as a query, the keys of rows that belong to the record ``key``, or once did."""
    first, _sep, rest = way.partition(LOOKUP_SEP)
    history = get_history_model_for_model(model)._default_manager
    if not rest:
        return history.filter(**{first: key}).values("id")
    holder: Any = model._meta.get_field(first).related_model
    return history.filter(**{f"{first}__in": keys_of_rows(holder, rest, key)}).values("id")
