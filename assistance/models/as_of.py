"""The tracker as it was known at a moment: every table shadowed by a temporary view of what was known of it then.

SQLite and PostgreSQL look among temporary names first, so that every query there is reads the views instead of the
tables, as it stands. Nothing can be written meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import DatabaseError, NotSupportedError, connection

from assistance.models import moments
from assistance.models.as_of_rules import OURS, TOLD, Rule
from assistance.models.commitments import Commitment
from assistance.models.moments import Moment, Today
from assistance.models.needs import Need
from assistance.models.releases import Release
from assistance.models.sights import Model, Sight
from assistance.models.totals import StatedTotal
from assistance.models.withholdings import PublishableQuerySet, Withholding, public
from assistance.vocabulary import Visibility

#: What staff make public and may withhold.
PUBLISHED = (Commitment, Need, StatedTotal, Release)


@contextmanager
def known(*, as_of: date, recorded: date | None = None) -> Iterator[Moment]:
    """Within it, this connection reads what releases published by the day ``as_of`` tell.

    With ``recorded``, it reads our records as they stood at the end of that day. What is a draft or withheld today is
    so at every date. Raises ``RuntimeError`` within another such block; whatever writes within it is refused with
    ``NotSupportedError``. The number of queries is fixed.
    """
    if moments.asked_moment() is not None:
        raise RuntimeError("Another moment is asked about already.")
    moment = replace(Moment(day=as_of, recorded=recorded), today=_today())
    token = moments.ask(moment)
    try:
        views = _views(Sight(moment, connection, _schema()))
        try:
            _run([f"CREATE TEMPORARY VIEW {name} AS {rows}" for name, rows in views.items()])
            with connection.execute_wrapper(_read_only):
                yield moment
        finally:
            _drop(list(views))
    finally:
        moments.forget(token)


def _today() -> Today:
    """Return what of today holds at every date."""
    untold = Release.objects.filter(public("release")).exclude(pk__in=Release.objects.published().order_by())
    return Today(
        untold=frozenset(untold.order_by().values_list("pk", flat=True)),
        opened={model: _opened(model._default_manager.all()) for model in PUBLISHED},
        withheld={model: model._default_manager.all().withheld().count() for model in PUBLISHED},
        partly=frozenset(Withholding.objects.standing().facts().values_list("commitment_id", flat=True)),
    )


def _opened(rows: PublishableQuerySet[Any]) -> frozenset[int]:
    """Return the keys of withheld ``rows`` whose withholding came to its end."""
    ended = rows.filter(public(rows.target), visibility=Visibility.WITHHELD)
    return frozenset(ended.order_by().values_list("pk", flat=True))


def _views(sight: Sight) -> dict[str, str]:
    """Return for each view, in the order they must be made in, its quoted name and the query it stands for."""
    rules = TOLD if sight.moment.recorded is None else OURS | TOLD
    return {sight.shown(model): _rows(sight, model, rule) for model, rule in rules.items()}


def _rows(sight: Sight, model: Model, rule: Rule) -> str:
    known = rule(sight)
    values = {name: known.values.get(name, f"r.{sight.quote(name)}") for name in sight.columns(model)}
    selected = ", ".join(f"{value} AS {sight.quote(name)}" for name, value in values.items())
    where = f" WHERE {known.condition}" if known.condition else ""
    return f"SELECT {selected} FROM {known.rows or sight.recorded(model)} r{where}"


def _read_only(execute: Callable[..., Any], statement: str, *rest: Any) -> Any:
    """Refuse to write: PostgreSQL does so itself, SQLite may take a row and drop it without a word."""
    if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
        raise NotSupportedError("Nothing can be written while an earlier day is asked about.")
    return execute(statement, *rest)


def _schema() -> str:
    """Return where the tables are."""
    if connection.vendor == "sqlite":
        return "main"
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return str(cursor.fetchone()[0])


def _run(statements: list[str]) -> None:
    """Run ``statements``, at once where the database takes them so."""
    with connection.cursor() as cursor:
        for statement in statements if connection.vendor == "sqlite" else ["; ".join(statements)]:
            cursor.execute(statement)


def _drop(names: list[str]) -> None:
    """Drop the views; where that fails, close the connection, with which they are gone."""
    temporary = "temp" if connection.vendor == "sqlite" else "pg_temp"
    try:
        _run([f"DROP VIEW IF EXISTS {temporary}.{name}" for name in reversed(names)])
    except DatabaseError:
        connection.close()
        raise
