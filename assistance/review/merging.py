"""What the merges of two records of one kind have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils.translation import gettext as _

from assistance.models.history import write
from assistance.review.errors import require_reason
from assistance.review.holding import hold


def require_reason_to_merge(reason: str) -> None:
    """Raise ``ReviewError`` where nobody says why two records are one."""
    require_reason(reason, _("Merging needs a reason. Say how you know that the two are one."))


def hold_both(kept: Model, duplicate: Model) -> None:
    """Hold both, always in the same order, so that two people who merge the same two do not wait for one another."""
    for record in sorted((kept, duplicate), key=lambda record: int(record.pk)):
        hold(record)


def leave_behind(duplicate: Any, kept: Any, *, by: User, why: str) -> None:
    """Mark ``duplicate``, and whatever was merged into it before, as merged into ``kept``."""
    for record in (*duplicate.merged_here.all(), duplicate):
        record.merged_into = kept
        write(record, by=by, why=why)


def lacking(kept: Model, duplicate: Model, names: Iterable[str]) -> dict[str, Any]:
    """Return those of the fields ``names`` that are empty in ``kept`` and not in ``duplicate``, with their values."""
    return {name: getattr(duplicate, name) for name in names if getattr(duplicate, name) and not getattr(kept, name)}
