"""Searching that tells no capital letters apart, Cyrillic ones neither, on every database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from assistance.models import Commitment, Organisation
from assistance.vocabulary import stem

M = TypeVar("M", bound=Model)


def holding_words(queryset: QuerySet[M], term: str, fields: Iterable[str]) -> QuerySet[M]:
    """Keep rows where every word of ``term`` stands in one of ``fields``, in this form of it or another.

    SQLite folds Latin letters only, so each word is looked for in the four ways it is usually written.
    """
    names = list(fields)
    for word in term.split():
        condition = Q()
        for form in {word, stem(word)}:
            for spelling in {form, form.lower(), form.upper(), form.capitalize()}:
                for name in names:
                    condition |= Q(**{f"{name}__icontains": spelling})
        queryset = queryset.filter(condition)
    return queryset


def named_like(queryset: QuerySet[Any], term: str) -> QuerySet[Any]:
    """Keep organisations one of whose names holds every word of ``term``."""
    return queryset.filter(pk__in=Organisation.objects.name_holding(term)) if term.strip() else queryset


def commitments_found(queryset: QuerySet[Any], term: str) -> QuerySet[Any]:
    """Keep the commitment of the number ``term``, or those in whose search text every word of it stands."""
    number = term.strip().removeprefix("#")
    condition = Q(pk__in=Commitment.objects.matching(term).values("pk"))
    return queryset.filter(condition | Q(pk=int(number))) if number.isdecimal() else queryset.filter(condition)
