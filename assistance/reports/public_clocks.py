"""Promises that are silent or overdue, as readers are told: by what is public alone, with nothing of the staff's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from assistance.models import Commitment, EquipmentLine
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports.clocks import Tick, promises_passed, silent, words_on
from assistance.reports.equipment import Balance, balance
from assistance.vocabulary import FIRM_STATUSES


@dataclass(frozen=True, kw_only=True)
class SilentPromise:
    """A promise that nothing public was heard of for ``days`` days, since ``last_heard``."""

    commitment: Commitment
    last_heard: date
    days: int


@dataclass(frozen=True, kw_only=True)
class OverduePromise:
    """A promise whose day was ``promised_for``, which is ``days`` days over; ``items`` are those late by themselves."""

    commitment: Commitment
    promised_for: date
    days: int
    items: tuple[Balance, ...]


def silent_promises(commitments: CommitmentQuerySet, *, today: date, days: int) -> tuple[SilentPromise, ...]:
    """Return those of published ``commitments`` that are awaited and silent for ``days`` or more, the longest first.

    Of whom nothing public tells a day is left out: it is not known for how long.
    """
    heard = words_on(OuterRef("pk"), public=True)
    ever = [Q(Exists(rows.filter(day__isnull=False))) for rows in heard.values()]
    dated = _picked(commitments).filter(ever[0] | ever[1] | ever[2])
    ticks = list(silent(dated, today, days=days, heard=heard))
    shown = _shown(commitments, ticks)
    found = [(tick.since, shown[tick.commitment.pk]) for tick in ticks]
    rows = [
        SilentPromise(commitment=commitment, last_heard=since, days=(today - since).days)
        for since, commitment in found
        if since is not None
    ]
    return tuple(sorted(rows, key=lambda row: (row.last_heard, row.commitment.pk)))


def overdue_promises(commitments: CommitmentQuerySet, *, today: date) -> tuple[OverduePromise, ...]:
    """Return those of published ``commitments`` whose promised day is before ``today``, the longest overdue first.

    What is merely considered or suspended is no promise, what is delivered, completed or cancelled not overdue.
    """
    promised = _picked(commitments).filter(status__in=FIRM_STATUSES)
    ticks = list(promises_passed(promised, today, lines=EquipmentLine.objects.published()))
    shown = _shown(commitments, ticks)
    rows = [
        OverduePromise(
            commitment=shown[tick.commitment.pk],
            promised_for=tick.due_on,
            days=(today - tick.due_on).days,
            items=tuple(balance(line) for line in tick.items),
        )
        for tick in ticks
    ]
    return tuple(sorted(rows, key=lambda row: (row.promised_for, row.commitment.pk)))


def _picked(commitments: CommitmentQuerySet) -> CommitmentQuerySet:
    return Commitment.objects.filter(pk__in=commitments.order_by().values("pk"))


def _shown(commitments: CommitmentQuerySet, ticks: Iterable[Tick]) -> dict[int, Commitment]:
    """Return the commitments of ``ticks`` as readers are shown them."""
    keys = [tick.commitment.pk for tick in ticks]
    return {each.pk: each for each in commitments.prefetch_related("parties__organisation").filter(pk__in=keys)}
