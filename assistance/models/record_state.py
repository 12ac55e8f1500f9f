"""What the records have come to: one short text that differs after whatever was written to what the public is told."""

from __future__ import annotations

from functools import cache

from django.db import connection, models

from assistance.models.append_only import AppendOnly
from assistance.models.as_of_rules import OURS, TOLD


def state_of_records() -> str:
    """Return a text that is another one as soon as any row that public pages are made of was written; in one query.

    Such rows are written only once, or leave a version in their history: of each table, or of its history, the number
    of rows and the newest key tell all that was written. The number counts too: a key given out earlier may be
    written later. Words that a search finds by (``search_text``) are not told by it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_query())
        row = cursor.fetchone()
    return "-".join(str(part or 0) for part in row or ())


@cache
def _query() -> str:
    quote = connection.ops.quote_name
    parts = []
    for model in (*OURS, *TOLD):
        written = written_in(model)
        table, key = quote(written._meta.db_table), quote(str(written._meta.pk and written._meta.pk.column))
        parts += [f"(SELECT COUNT(*) FROM {table})", f"(SELECT MAX({key}) FROM {table})"]
    return f"SELECT {', '.join(parts)}"


def written_in(model: type[models.Model]) -> type[models.Model]:
    """Return where each write to ``model`` adds a row: its history, or itself where rows are never changed.

    Raises ``TypeError`` for a model whose rows may be changed without a trace.
    """
    history = getattr(model, "history", None)
    if history is not None:
        versions: type[models.Model] = history.model
        return versions
    if issubclass(model, AppendOnly) or model._meta.auto_created:
        return model
    raise TypeError(f"{model.__name__} has no history and is not written once: nothing tells that it was changed.")
