"""Versions of records in their history: which of them were public, and what stood in the one before."""

from __future__ import annotations

from typing import Any

from django.db.models import DateTimeField, Exists, F, Model, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Cast, Coalesce, Lag

from assistance.models import Commitment, Need, StatedTotal, Withholding
from assistance.vocabulary import Visibility, WithheldScope

#: What staff make public by itself and whose changes are told.
Publishable = type[Commitment] | type[Need] | type[StatedTotal]


def versions_of(model: type[Model]) -> QuerySet[Any]:
    """Return every version that the history holds of the records of ``model``, in no order."""
    recorded: Any = model
    versions: QuerySet[Any] = recorded.history.model._default_manager.order_by()
    return versions


def shown_versions(model: Publishable) -> QuerySet[Any]:
    """Return the versions of the records of ``model`` that were public, or are since their withholding ended."""
    ended = Withholding.objects.ended().of(WithheldScope.RECORD).keys(model.objects.all().target)
    shown = Q(visibility=Visibility.PUBLIC) | Q(visibility=Visibility.WITHHELD, id__in=ended)
    return versions_of(model).filter(shown).exclude(history_type="-")


def first_of(versions: QuerySet[Any], field: str = "history_date") -> Subquery:
    """Return, for a query, ``field`` of the earliest of ``versions``."""
    return Subquery(versions.order_by("history_id").values(field)[:1])


def public_since(model: Publishable, way: str = "pk") -> Coalesce:
    """Return, for a query, when the public record that ``way`` leads to was shown first.

    Of an embargo that ended by itself it is the day it ended on.
    """
    versions = versions_of(model).filter(id=OuterRef(way), visibility=Visibility.PUBLIC)
    ended = Withholding.objects.ended().of(WithheldScope.RECORD).filter(**{model.objects.all().target: OuterRef(way)})
    days = ended.order_by("until").annotate(day=Cast("until", DateTimeField()))
    return Coalesce(first_of(versions), Subquery(days.values("day")[:1]), output_field=DateTimeField())


def held_then(*scopes: WithheldScope) -> Exists:
    """Return, for a query of versions of commitments, whether one of ``scopes`` was withheld at their time."""
    then = OuterRef("history_date")
    withholdings = Withholding.objects.filter(commitment=OuterRef("id"), scope__in=scopes, made_at__lte=then)
    return Exists(
        withholdings.annotate(end=Cast("until", DateTimeField())).filter(
            Q(lifted_at__isnull=True) | Q(lifted_at__gt=then), Q(end__isnull=True) | Q(end__gt=then)
        )
    )


def with_before(versions: QuerySet[Any], field: str) -> QuerySet[Any]:
    """Add ``before``: ``field`` as it stood in the version before among ``versions``, None in the first of them.

    Whatever is asked of other fields afterwards takes rows away before this is looked up: ask it ``by_themselves``.
    """
    earlier = Window(Lag(F(field)), partition_by=F("id"), order_by=F("history_id").asc())
    found: QuerySet[Any] = versions.annotate(before=earlier)
    return found


def by_themselves(model: type[Model], versions: QuerySet[Any]) -> QuerySet[Any]:
    """Return ``versions`` for a query of their own: what narrows it further changes nothing of their ``before``."""
    chosen: QuerySet[Any] = versions_of(model).filter(history_id__in=versions.values("history_id"))
    return chosen
