"""Merging projects."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import Project
from assistance.models.history import erase, write
from assistance.review.errors import ReviewError
from assistance.review.holding import check, hold
from assistance.review.merging import hold_both, lacking, leave_behind, require_reason_to_merge
from assistance.review.search import refresh_search_texts

#: The rows of a project, with the fields that make two of them say the same.
ROWS = {"sectors": ("sector",), "places": ("region",), "references": ("scheme", "number")}


@transaction.atomic
def merge_projects(*, kept: Project, duplicate: Project, by: User, reason: str) -> Project:
    """Move the commitments, sectors, places and numbers of ``duplicate`` to ``kept``, and fill what ``kept`` lacks.

    ``duplicate`` stays behind, marked as merged, with the words it had. Raises ``ReviewError`` without a reason, and
    where ``require_mergeable_projects`` does.
    """
    require_reason_to_merge(reason)
    hold_both(kept, duplicate)
    require_mergeable_projects(kept=kept, duplicate=duplicate)
    for name, value in filled_in_project(kept=kept, duplicate=duplicate).items():
        setattr(kept, name, value)
    check(kept)
    write(kept, by=by, why=reason)
    _move_rows(kept, duplicate, by, reason)
    for commitment in duplicate.commitments.order_by("pk"):
        hold(commitment)
        commitment.project = kept
        write(commitment, by=by, why=reason)
    leave_behind(duplicate, kept, by=by, why=reason)
    refresh_search_texts(kept.commitments.select_related("project"))
    return kept


def require_mergeable_projects(*, kept: Project, duplicate: Project) -> None:
    """Raise ``ReviewError`` for a project with itself, one merged before, and a start and an end that do not agree."""
    if kept.pk == duplicate.pk:
        raise ReviewError(_("A project cannot be merged with itself. Choose another one."))
    if kept.merged_into_id or duplicate.merged_into_id:
        raise ReviewError(_("One of the two was merged before. Choose the project it was merged into."))
    filled = filled_in_project(kept=kept, duplicate=duplicate)
    start, end = filled.get("start", kept.start), filled.get("end", kept.end)
    if start and end and start > end:
        raise ReviewError(
            _("The start of one, %(start)s, is after the end of the other, %(end)s. Correct the wrong one first.")
            % {"start": start, "end": end}
        )


def filled_in_project(*, kept: Project, duplicate: Project) -> dict[str, Any]:
    """Return what ``kept`` lacks of titles, descriptions and dates and ``duplicate`` has, by field."""
    return lacking(kept, duplicate, ("title_en", "title_uk", "description_en", "description_uk", "start", "end"))


def _move_rows(kept: Project, duplicate: Project, by: User, why: str) -> None:
    """Move sectors, places and numbers; what ``kept`` has already goes."""
    for rows, same in ROWS.items():
        known = set(getattr(kept, rows).values_list(*same))
        for row in getattr(duplicate, rows).all():
            if tuple(getattr(row, name) for name in same) in known:
                erase(row, by=by, why=why)
            else:
                row.project = kept
                write(row, by=by, why=why)
