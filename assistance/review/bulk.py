"""One decision on many records: looked at first, written down as one change, and undone as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import get_history_model_for_model

from assistance.models import BulkChange, Commitment, CommitmentSector, Project
from assistance.models.history import write
from assistance.review.errors import ReviewError
from assistance.review.holding import check, hold
from assistance.review.restoring import ROWS, restore
from assistance.review.search import refresh_search_text
from assistance.review.visibility import publish, withdraw, withhold
from assistance.vocabulary import BulkAction, Visibility

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
        before = _versions(record)
        outcomes.append(_attempt(record, step))
        if not outcomes[-1].problem:
            entries.append(
                {"model": record._meta.model_name, "id": record.pk, "before": before, "after": _versions(record)}
            )
    if not entries:
        return None, outcomes
    return BulkChange.objects.create(action=action, reason=reason, entries=entries, made_by=by), outcomes


@transaction.atomic
def undo_in_bulk(change: BulkChange, *, by: User, reason: str) -> list[Outcome]:
    """Put each record of ``change`` back to what it was before, as a new change; return what became of each.

    One that was changed since stays as it is. Raises ``ReviewError`` without a reason, and for a second undoing.
    """
    if not reason.strip():
        raise ReviewError(_("Undoing needs a reason. Give one."))
    hold(change)
    if change.undone_at is not None:
        raise ReviewError(_("This was undone already."))
    outcomes = []
    for entry in change.entries:
        record = apps.get_model("assistance", entry["model"])._default_manager.filter(pk=entry["id"]).first()
        if record is not None:
            outcomes.append(_attempt(record, lambda each, entry=entry: _put_back(each, entry, change, by, reason)))  # type: ignore[misc]
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
    if not reason.strip():
        raise ReviewError(_("A change in bulk needs a reason. Give one."))
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


def _versions(record: Model) -> list[int]:
    """Return the newest version of ``record`` and of each kind of its rows, 0 where there is none."""
    histories = [get_history_model_for_model(type(record))._default_manager.filter(id=record.pk)]
    histories += [
        get_history_model_for_model(model)._default_manager.filter(**{name: record.pk})
        for model, name in ROWS.get(type(record), {}).items()
    ]
    return [history.aggregate(newest=Max("history_id"))["newest"] or 0 for history in histories]


def _put_back(record: Any, entry: dict[str, Any], change: BulkChange, by: User, reason: str) -> None:
    hold(record)
    if _versions(record) != entry["after"]:
        raise ReviewError(_("It was changed since, and stays as it is."))
    before = record.history.get(history_id=entry["before"][0])
    if change.action == BulkAction.EDIT:
        restore(record, before, by=by, reason=reason)
    elif before.visibility == Visibility.PUBLIC:
        publish(record, by=by, reason=reason)
    elif before.visibility == Visibility.WITHHELD:
        withhold(record, by=by, reason=reason)
    else:
        withdraw(record, by=by, reason=reason)
