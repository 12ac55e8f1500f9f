"""When the public face of records changed last, out of their histories.

A change that the public cannot see is no change here: one of a draft, of staff's own fields, of a fact while it is
withheld, of a claim whose release is not public. That something is withheld, and no longer, is told by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, Exists, F, Func, Model, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce

from assistance.models import Withholding
from assistance.reports.versions import versions_of
from assistance.vocabulary import WithheldScope


@dataclass(frozen=True, kw_only=True)
class Source:
    """Rows that tell of changes: each of the record whose key is at ``key``, at the time ``at``."""

    rows: QuerySet[Any]
    key: str
    at: str

    def latest(self) -> Subquery:
        """Return, for a query of the records, the time of the latest change."""
        of_one = self.rows.filter(**{self.key: OuterRef("pk"), f"{self.at}__isnull": False})
        return Subquery(of_one.order_by(f"-{self.at}").values(self.at)[:1], output_field=DateTimeField())

    def since(self, moment: datetime) -> QuerySet[Any]:
        """Return, as a query, the keys of the records that changed from ``moment`` on."""
        found: QuerySet[Any] = self.rows.filter(**{f"{self.at}__gte": moment}).order_by().values(self.key)
        return found


def changed_since(rows: QuerySet[Any], sources: Sequence[Source], moment: datetime) -> QuerySet[Any]:
    """Return those of ``rows`` that changed from ``moment`` on."""
    changed = Q(pk__in=[])
    for source in sources:
        changed |= Q(pk__in=source.since(moment))
    return rows.filter(changed)


def changed_at(model: type[Model], keys: Collection[int], sources: Sequence[Source]) -> dict[int, datetime]:
    """Return by key when the records of ``model`` changed last; in one query."""
    times = {f"time_{number}": source.latest() for number, source in enumerate(sources)}
    rows = model._default_manager.filter(pk__in=keys).order_by().annotate(**times).values_list("pk", *times)
    return {key: max(filter(None, found)) for key, *found in rows if any(found)}


def versions_differing(model: type[Model], fields: Sequence[str]) -> QuerySet[Any]:
    """Return the versions of the records of ``model`` that differ in ``fields`` from the one before, the first too."""
    versions = versions_of(model).annotate(figures=_as_text(fields))
    earlier = versions.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    told = versions.annotate(before=Subquery(earlier.values("figures")[:1]))
    differing: QuerySet[Any] = told.filter(Q(before__isnull=True) | ~Q(before=F("figures")) | Q(history_type="-"))
    return differing


class _Joined(Func):
    """Texts as one, side by side: ``Concat`` would nest them deeper than SQLite reads."""

    template = "(%(expressions)s)"
    arg_joiner = " || '|' || "
    output_field = TextField()


def _as_text(fields: Sequence[str]) -> _Joined:
    """Return ``fields`` as one text, for a query: it differs where any of them does."""
    empty = Value("", output_field=TextField())
    return _Joined(empty, *(Coalesce(Cast(name, TextField()), empty) for name in fields))


def held_then(way: str, *scopes: WithheldScope, at: str = "history_date") -> Exists:
    """Return, for a query, whether one of ``scopes`` of the commitment at ``way`` was withheld at the time ``at``."""
    then = OuterRef(at)
    standing = Withholding.objects.filter(commitment=OuterRef(way), scope__in=scopes, made_at__lte=then)
    return Exists(
        standing.annotate(end=Cast("until", DateTimeField())).filter(
            Q(lifted_at__isnull=True) | Q(lifted_at__gt=then), Q(end__isnull=True) | Q(end__gt=then)
        )
    )


def own(model: type[Model], *fields: str, key: str = "id", unless: Exists | None = None) -> Source:
    """Return the changes of ``fields`` of the records themselves, or of rows that belong to the one at ``key``."""
    rows = versions_differing(model, fields)
    return Source(rows=rows if unless is None else rows.exclude(unless), key=key, at="history_date")


def named(rows: QuerySet[Any], way: str, key: str, model: type[Model], *fields: str) -> Source:
    """Return the changes of ``fields`` of what ``rows``, which belong to the record at ``key``, name at ``way``."""
    versions = versions_differing(model, fields).filter(id=OuterRef(way)).order_by("-history_id")
    return Source(rows=rows.annotate(named_at=Subquery(versions.values("history_date")[:1])), key=key, at="named_at")


def withheld(target: str, key: str, *scopes: WithheldScope) -> list[Source]:
    """Return when a withholding of one of ``scopes`` was made, lifted or came to its end.

    ``target`` is the field of ``Withholding`` that names the record, ``key`` leads from there to the record asked for.
    """
    rows = Withholding.objects.filter(scope__in=scopes, **{f"{target}__isnull": False})
    ended = Withholding.objects.ended().filter(scope__in=scopes, **{f"{target}__isnull": False})
    ended = ended.annotate(end=Cast("until", DateTimeField()))
    return [
        Source(rows=rows, key=key, at="made_at"),
        Source(rows=rows, key=key, at="lifted_at"),
        Source(rows=ended, key=key, at="end"),
    ]
