"""Which status may follow which."""

import pytest

from assistance.vocabulary import NEVER, TRANSITIONS, CommitmentStatus, Step, transition

#: For each status the letter of the step to each of the others, in the order of the vocabulary; a dot for none.
TABLE = {
    "under_consideration": ".FFFFFSC",
    "announced": "B.FFFFSC",
    "agreed": "BB.FFFSC",
    "in_delivery": "BBB.FFSC",
    "delivered": "BBBB.F..",
    "completed": "BBBBB...",
    "suspended": "RRRRR..C",
    "cancelled": "VVV.....",
}
LETTERS = {step: step.name[0] for step in Step} | {Step.REVIVE: "V"}


@pytest.mark.parametrize("old", CommitmentStatus)
def test_transitions_are_those_of_the_table(old: CommitmentStatus) -> None:
    steps = [transition(old, new) for new in CommitmentStatus]
    assert "".join("." if step is None else LETTERS[step.step] for step in steps) == TABLE[old]
    assert tuple(step for step in steps if step) == TRANSITIONS[old]


def test_only_steps_up_the_ladder_need_no_reason() -> None:
    free = {step.step for steps in TRANSITIONS.values() for step in steps if not step.needs_reason}
    assert free == {Step.FORWARD}


def test_statuses_that_some_other_cannot_follow_say_why() -> None:
    assert set(NEVER) == {old for old in CommitmentStatus if len(TRANSITIONS[old]) < len(CommitmentStatus) - 1}
