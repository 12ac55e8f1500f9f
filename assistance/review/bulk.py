"""One decision on many records: looked at first, written down as one change, and undone as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from assistance.models import BulkChange, Commitment, CommitmentSector, Project, Release
from assistance.models.history import newest_versions, write
from assistance.review.errors import ReviewError, require_reason
from assistance.review.holding import check, hold
from assistance.review.restoring import ROWS, restore
from assistance.review.search import refresh_search_text
from assistance.review.visibility import put_back, sources_of
from assistance.review.withholding import Publishable
from assistance.vocabulary import BulkAction, Visibility, WithheldScope

#: What is done to each record; raises ``ReviewError`` where it cannot be.
Step = Callable[[Any], object]


@dataclass(frozen=True)
class Outcome:
    """What became, or would become, of one record: nothing, for the reason told, or what was meant."""

    record: Model
    problem: str = ""


def try_in_bulk(records: Iterable[Model], step: Step) -> list[Outcome]:
    """Return what ``step`` would do to each of ``records``, one after the other, and change nothing."""
    with transaction.atomic():
        outcomes = [_attempt(record, step) for record in records]
        transaction.set_rollback(True)
    return outcomes


@transaction.atomic
def in_bulk(
    action: BulkAction, records: Iterable[Model], step: Step, *, by: User, reason: str = ""
) -> tuple[BulkChange | None, list[Outcome]]:
    """Do ``step`` to each of ``records`` and write that down; those it cannot be done to stay as they are.

    Returns what was written down, None where nothing was done, and what became of each.
    """
    outcomes, entries = [], []
    for record in records:
        hold(record)
        concerned = [record, *_beside(record, action)]
        before = [_state(each) for each in concerned]
        outcomes.append(_attempt(record, step))
        if not outcomes[-1].problem:
            entry, *releases = [_entry(each, then) for each, then in zip(concerned, before, strict=True)]
            changed = [each for each in releases if each["before"] != each["after"]]
            entries.append(entry | ({"releases": changed} if changed else {}))
    if not entries:
        return None, outcomes
    return BulkChange.objects.create(action=action, reason=reason, entries=entries, made_by=by), outcomes


@transaction.atomic
def undo_in_bulk(change: BulkChange, *, by: User, reason: str) -> list[Outcome]:
    """Put each record of ``change`` back to what it was before, as a new change; return what became of each.

    Then the releases it made public; of these only what became of those that stay public is returned. What was changed
    since stays as it is. Raises ``ReviewError`` without a reason, and for a second undoing.
    """
    require_reason(reason, _("Undoing needs a reason. Give one."))
    hold(change)
    if change.undone_at is not None:
        raise ReviewError(_("This was undone already."))
    outcomes = _undo(change.entries, change, by, reason)
    releases = [each for entry in change.entries for each in entry.get("releases", [])]
    outcomes += [outcome for outcome in _undo(releases, change, by, reason) if outcome.problem]
    change.undone_by, change.undone_at = by, timezone.now()
    change.save()
    return outcomes


@transaction.atomic
def edit_commitment(
    commitment: Commitment,
    *,
    by: User,
    reason: str,
    project: Project | None = None,
    valuation_basis: str = "",
    sector: str = "",
) -> None:
    """Set what is given of project and valuation basis, and add ``sector``.

    Raises ``ReviewError`` without a reason, and where all of it is so already.
    """
    require_reason(reason, _("A change in bulk needs a reason. Give one."))
    hold(commitment)
    wanted = {"project": project, "valuation_basis": valuation_basis}
    changed = {name: value for name, value in wanted.items() if value and getattr(commitment, name) != value}
    adds = bool(sector) and not commitment.sectors.filter(sector=sector).exists()
    if not changed and not adds:
        raise ReviewError(_("It is so already."))
    for name, value in changed.items():
        setattr(commitment, name, value)
    check(commitment, exclude=("search_text",))
    write(commitment, by=by, why=reason)
    if adds:
        write(CommitmentSector(commitment=commitment, sector=sector), by=by, why=reason)
    refresh_search_text(commitment)


def _attempt(record: Model, step: Step) -> Outcome:
    try:
        with transaction.atomic():
            step(record)
    except ReviewError as error:
        return Outcome(record, str(error))
    return Outcome(record)


def _beside(record: Model, action: BulkAction) -> list[Release]:
    """Return the releases that ``action`` makes public with ``record``."""
    return sources_of(record) if action == BulkAction.PUBLISH and not isinstance(record, Release) else []  # type: ignore[arg-type]


def _state(record: Model) -> tuple[list[int], int | None]:
    """Return the newest version of ``record`` and of each kind of its rows, and the key of what holds it back."""
    held = None
    if isinstance(record, Publishable):
        held = record.withholdings.unlifted().of(WithheldScope.RECORD).values_list("pk", flat=True).first()
    return list(newest_versions(record, ROWS.get(type(record), {}))), held


def _entry(record: Model, before: tuple[list[int], int | None]) -> dict[str, Any]:
    """Return what is written down of ``record``: how it was, and how it is now."""
    (versions, held), (now, held_now) = before, _state(record)
    name = record._meta.model_name
    return {"model": name, "id": record.pk, "before": versions, "after": now, "withheld": [held, held_now]}


def _undo(entries: Iterable[dict[str, Any]], change: BulkChange, by: User, reason: str) -> list[Outcome]:
    outcomes = []
    for entry in entries:
        record = apps.get_model("assistance", entry["model"])._default_manager.filter(pk=entry["id"]).first()
        if record is not None:
            outcomes.append(_attempt(record, lambda each, entry=entry: _put_back(each, entry, change, by, reason)))  # type: ignore[misc]
    return outcomes


def _put_back(record: Any, entry: dict[str, Any], change: BulkChange, by: User, reason: str) -> None:
    hold(record)
    versions, held = _state(record)
    held_before, held_after = entry.get("withheld", (None, held))
    if (versions, held) != (entry["after"], held_after):
        raise ReviewError(_("It was changed since, and stays as it is."))
    before = record.history.get(history_id=entry["before"][0])
    if change.action == BulkAction.EDIT:
        restore(record, before, by=by, reason=reason)
    else:
        put_back(record, visibility=Visibility(before.visibility), withholding=held_before, by=by, reason=reason)
