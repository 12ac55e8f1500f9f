"""What may change in public, and which kind of change a step of a commitment's status is."""

from __future__ import annotations

from itertools import permutations

from assistance.vocabulary.labels import Word, gettext_noop
from assistance.vocabulary.transitions import LADDER
from assistance.vocabulary.words import CommitmentStatus


class ChangeKind(Word):
    """What a change is to a reader."""

    ADDED = "added", gettext_noop("Became public")
    UP = "up", gettext_noop("Moved up the ladder")
    DOWN = "down", gettext_noop("Moved down the ladder")
    SUSPENDED = "suspended", gettext_noop("Stopped for now")
    RESUMED = "resumed", gettext_noop("Taken up again")
    CANCELLED = "cancelled", gettext_noop("Called off")
    REVIVED = "revived", gettext_noop("Called off no longer")
    AMOUNT = "amount", gettext_noop("Amount changed")
    PERIOD = "period", gettext_noop("Period changed")
    DELIVERY = "delivery", gettext_noop("Delivery reported")
    RELEASE = "release", gettext_noop("Further release")
    MERGED = "merged", gettext_noop("Two records became one")
    WITHDRAWN = "withdrawn", gettext_noop("No longer public")
    WITHHELD = "withheld", gettext_noop("Withheld from now on")


class Subject(Word):
    """What kind of record a change is of."""

    COMMITMENT = "commitment", gettext_noop("Commitment")
    NEED = "need", gettext_noop("Need")
    STATED_TOTAL = "stated_total", gettext_noop("Stated total")
    ORGANISATION = "organisation", gettext_noop("Organisation")
    PROJECT = "project", gettext_noop("Project")


def step_kind(old: CommitmentStatus, new: CommitmentStatus) -> ChangeKind:
    """Return what the step from ``old`` to another status is, those that only undo an earlier one included."""
    if new == CommitmentStatus.CANCELLED:
        return ChangeKind.CANCELLED
    if new == CommitmentStatus.SUSPENDED:
        return ChangeKind.SUSPENDED
    if old == CommitmentStatus.CANCELLED:
        return ChangeKind.REVIVED
    if old == CommitmentStatus.SUSPENDED:
        return ChangeKind.RESUMED
    return ChangeKind.UP if LADDER.index(new) > LADDER.index(old) else ChangeKind.DOWN


#: Every step from one status to another, by what it is.
STEPS: dict[ChangeKind, tuple[tuple[CommitmentStatus, CommitmentStatus], ...]] = {
    kind: tuple(pair for pair in permutations(CommitmentStatus, 2) if step_kind(*pair) == kind)
    for kind in (
        ChangeKind.UP,
        ChangeKind.DOWN,
        ChangeKind.SUSPENDED,
        ChangeKind.RESUMED,
        ChangeKind.CANCELLED,
        ChangeKind.REVIVED,
    )
}
