"""What a step from one status to another is to a reader."""

from __future__ import annotations

import pytest

from assistance.vocabulary import STEPS, TRANSITIONS, ChangeKind, CommitmentStatus, step_kind


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("under_consideration", "announced", ChangeKind.UP),
        ("announced", "delivered", ChangeKind.UP),
        ("completed", "delivered", ChangeKind.DOWN),
        ("agreed", "under_consideration", ChangeKind.DOWN),
        ("agreed", "suspended", ChangeKind.SUSPENDED),
        ("suspended", "agreed", ChangeKind.RESUMED),
        ("suspended", "cancelled", ChangeKind.CANCELLED),
        ("in_delivery", "cancelled", ChangeKind.CANCELLED),
        ("cancelled", "announced", ChangeKind.REVIVED),
        ("cancelled", "suspended", ChangeKind.SUSPENDED),
        ("delivered", "suspended", ChangeKind.SUSPENDED),
    ],
)
def test_step_is_named_as_what_it_is(old: str, new: str, kind: ChangeKind) -> None:
    assert step_kind(CommitmentStatus(old), CommitmentStatus(new)) == kind


def test_every_step_that_is_allowed_or_undone_is_of_one_kind() -> None:
    pairs = [pair for of_kind in STEPS.values() for pair in of_kind]
    assert len(pairs) == len(set(pairs)) == len(CommitmentStatus) * (len(CommitmentStatus) - 1)
    assert {(old, step.to) for old, steps in TRANSITIONS.items() for step in steps} <= set(pairs)
