"""Which status may follow which, and what each such step asks for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from assistance.vocabulary.labels import Word, gettext_noop
from assistance.vocabulary.words import CommitmentStatus

_CONSIDERED, _ANNOUNCED, _AGREED, _COMING, _DELIVERED, _COMPLETED, _SUSPENDED, _CANCELLED = CommitmentStatus

#: The rungs of the ladder from the lowest to the highest; suspended and cancelled stand beside it.
LADDER = (_CONSIDERED, _ANNOUNCED, _AGREED, _COMING, _DELIVERED, _COMPLETED)

#: Rungs on which something is still to come, so that it can be stopped or called off.
OPEN_STATUSES = LADDER[:4]


class Step(Word):
    """What a change of status is; the label is its rule, in words for the person who makes it."""

    FORWARD = "forward", gettext_noop("Up the ladder: a release that reports it, or a reason")
    BACK = "back", gettext_noop("Down the ladder: say what was wrong or has changed")
    SUSPEND = "suspend", gettext_noop("Stopped for now: say who stopped it, and why")
    RESUME = "resume", gettext_noop("Taken up again: say how that is known")
    CANCEL = "cancel", gettext_noop("Called off: say who called it off; what it covered is open again")
    REVIVE = "revive", gettext_noop("Called off no longer: say how that is known")


#: Why the other steps are not allowed, by the status they would start from.
NEVER: dict[CommitmentStatus, str] = {
    _DELIVERED: gettext_noop("What was handed over cannot be stopped or called off. If it was not, step down first."),
    _COMPLETED: gettext_noop("What is closed cannot be stopped or called off. If it is not closed, step down first."),
    _SUSPENDED: gettext_noop("What is stopped cannot be closed. Take it up again first."),
    _CANCELLED: gettext_noop("What was called off is no longer under way. Go back to a promise first."),
}


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One status that may follow another. ``needs_reason`` where the words of a release are not grounds enough."""

    to: CommitmentStatus
    step: Step

    @property
    def needs_reason(self) -> bool:
        """Whether a person has to say why, whatever a release says."""
        return self.step != Step.FORWARD


def _transitions(status: CommitmentStatus) -> tuple[Transition, ...]:
    """Return the steps from ``status``, in the order of the vocabulary."""
    found: dict[CommitmentStatus, Step] = {}
    if status in LADDER:
        for to in LADDER:
            found[to] = Step.FORWARD if LADDER.index(to) > LADDER.index(status) else Step.BACK
    if status in OPEN_STATUSES:
        found[_SUSPENDED] = Step.SUSPEND
    if status == _SUSPENDED:
        found |= dict(product(LADDER[:-1], [Step.RESUME]))
    if status in (*OPEN_STATUSES, _SUSPENDED):
        found[_CANCELLED] = Step.CANCEL
    if status == _CANCELLED:
        found |= dict(product(LADDER[:3], [Step.REVIVE]))
    return tuple(Transition(to=to, step=found[to]) for to in CommitmentStatus if to in found and to != status)


#: The whole table: what may follow each status. What is not here is never allowed.
TRANSITIONS: dict[CommitmentStatus, tuple[Transition, ...]] = {
    status: _transitions(status) for status in CommitmentStatus
}


def transition(old: CommitmentStatus, new: CommitmentStatus) -> Transition | None:
    """Return the step from ``old`` to ``new``, None where it is not allowed."""
    return next((step for step in TRANSITIONS[old] if step.to == new), None)
