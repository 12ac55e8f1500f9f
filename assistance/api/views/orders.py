"""Orders that several lists have; every one ends on the key."""

from __future__ import annotations

from django.db.models import F

from assistance.api.views.base import Order


def by_day(field: str) -> dict[str, Order]:
    """Return the two orders by the day in ``field``, what has none last; the newest first unless asked otherwise."""
    return {
        "newest": (F(field).desc(nulls_last=True), "-pk"),
        "oldest": (F(field).asc(nulls_last=True), "pk"),
    }
