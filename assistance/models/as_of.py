"""The tracker as it was known at a moment: every table shadowed by a temporary view of what was known of it then.

SQLite and PostgreSQL look among temporary names first, so that every query there is reads the views instead of the
tables, as it stands. Which rows are known is found out once and kept in a temporary table beside each view. Nothing can
be written meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
        rules = TOLD if recorded is None else OURS | TOLD
        sight = Sight(moment, connection, _schema(), rules)
        try:
            _run([*_versions(sight), *_views(sight, rules)])
            with connection.execute_wrapper(_read_only), _grouping_by_every_column():
                yield moment
        finally:
            _drop(sight)
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


def _versions(sight: Sight) -> Iterator[str]:
    """Yield what lists the versions that stood, where records of a day are asked for."""
    for model in sight.shadowed:
        if sight.has_versions(model):
            yield f"CREATE TEMPORARY TABLE {sight.versions(model)} (id BIGINT PRIMARY KEY, version BIGINT UNIQUE)"
            yield f"INSERT INTO {sight.versions(model)} {sight.newest_versions(model)}"


def _views(sight: Sight, rules: Mapping[Model, Rule]) -> Iterator[str]:
    """Yield what lists the keys that are known of each table, and the view that shadows it, in order of dependence."""
    for model, rule in rules.items():
        known = rule(sight)
        rows = known.rows or sight.recorded(model)
        values = {name: known.values.get(name, f"r.{sight.quote(name)}") for name in sight.columns(model)}
        selected = ", ".join(f"{value} AS {sight.quote(name)}" for name, value in values.items())
        where = f" WHERE {known.condition}" if known.condition else ""
        yield f"CREATE TEMPORARY TABLE {sight.keys(model)} (id BIGINT PRIMARY KEY)"
        yield f"INSERT INTO {sight.keys(model)} SELECT r.id FROM {rows} r{where}"
        shadow = f"SELECT {selected} FROM {rows} r WHERE {sight.knows(model, 'r.id')}"
        yield f"CREATE TEMPORARY VIEW {sight.shown(model)} AS {shadow}"


def _read_only(execute: Callable[..., Any], statement: str, *rest: Any) -> Any:
    """Refuse to write: PostgreSQL does so itself, SQLite may take a row and drop it without a word."""
    if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
        raise NotSupportedError("Nothing can be written while an earlier day is asked about.")
    return execute(statement, *rest)


@contextmanager
def _grouping_by_every_column() -> Iterator[None]:
    """Let queries group by all they select: of a view, PostgreSQL does not know that the key tells the rest."""
    features, name = connection.features, "allows_group_by_selected_pks"
    usual = getattr(features, name)
    setattr(features, name, False)
    try:
        yield
    finally:
        setattr(features, name, usual)


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


def _drop(sight: Sight) -> None:
    """Drop the views and lists; where that fails, close the connection, with which they are gone."""
    temporary = "temp" if connection.vendor == "sqlite" else "pg_temp"
    views = [sight.shown(model) for model in reversed([*OURS, *TOLD]) if model in sight.shadowed]
    lists = [sight.keys(model) for model in sight.shadowed]
    lists += [sight.versions(model) for model in sight.shadowed if sight.has_versions(model)]
    try:
        _run(
            [f"DROP VIEW IF EXISTS {temporary}.{name}" for name in views]
            + [f"DROP TABLE IF EXISTS {temporary}.{name}" for name in lists]
        )
    except DatabaseError:
        connection.close()
        raise
