"""What a release tells that is not counted as assistance, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assistance.models import Claim, Release, Trap
from assistance.templatetags.evidence import Mark
from assistance.vocabulary import FIRM_STATUSES, Outcome, Relation, TrapReason
from assistance.web.evidence import sentence
from assistance.web.relations import Further, further_reports

#: Why a number is not counted, in words that go on from the label of the reason.
WHY: dict[TrapReason, Promise] = {
    TrapReason.NEED: _("What is asked for is not promised yet. Needs are listed apart, with what covers them."),
    TrapReason.STATISTIC: _("Such a number says how many there are or were. It is nothing that anybody gives."),
    TrapReason.LOSS: _("Such a number says what was destroyed, lost or done. It is nothing that anybody gives."),
    TrapReason.OWN_SPENDING: _("Assistance is what others give. What Ukraine pays or holds itself is not counted."),
    TrapReason.OUTWARD: _("Only what Ukraine receives is counted."),
    TrapReason.THIRD_COUNTRY: _("Only what Ukraine receives is counted."),
    TrapReason.OTHER_CURRENCY: _("A sum that is told in two currencies is counted in one of them, never in both."),
    TrapReason.SHARE: _("It divides or compares other numbers. It does not say how much is given."),
    TrapReason.SPECIFICATION: _("It describes a thing. It does not say how many are given."),
    TrapReason.DATE_OR_TIME: _("It says when or how long, not how much is given."),
    TrapReason.NO_GIVING: _("The text tells the number, but nobody who promises or hands over what it counts."),
}
#: The relations of a claim that make a commitment, add to it or report that some of it came.
COUNTED = (Relation.FIRST, Relation.TOPS_UP, Relation.DELIVERS)


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """The sentence ``[start, end)`` of a release, in which ``marks`` are numbers that are not counted."""

    start: int
    end: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, kw_only=True)
class Why:
    """The sentences with numbers that are not counted for one ``reason``, and ``because`` what."""

    reason: TrapReason
    because: str | Promise
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, kw_only=True)
class Uncounted:
    """What of a release is not counted: numbers, what was counted with another release, and what staff set aside.

    ``everything`` tells that no public commitment that counts was made of it, topped up or delivered by it, ``apart``
    how many it tells of that are in no sum: only considered, suspended or cancelled.
    """

    numbers: tuple[Why, ...]
    elsewhere: tuple[Further, ...]
    set_aside: int
    apart: int
    everything: bool

    @property
    def anything(self) -> bool:
        """Whether there is something to tell."""
        return bool(self.numbers or self.elsewhere or self.set_aside)

    @property
    def how_many(self) -> int:
        """How many numbers are not counted."""
        return sum(len(sentence.marks) for why in self.numbers for sentence in why.sentences)


def uncounted_in(release: Release, claims: Sequence[Claim], traps: Sequence[Trap]) -> Uncounted:
    """Return what of ``release`` is not counted, ``claims`` being its public ones. One query.

    Of what staff rejected only the number is told: their reasons are for staff.
    """
    rejected = Claim.objects.filter(release=release).with_outcome().filter(outcome=Outcome.REJECTED)
    made = [claim.link.commitment for claim in claims if claim.link.relation in COUNTED]
    return Uncounted(
        numbers=tuple(_by_reason(release.text, traps)),
        elsewhere=tuple(further_reports([claim for claim in claims if claim.link.relation not in COUNTED])),
        set_aside=rejected.count(),
        apart=len({commitment.pk for commitment in made if commitment.status not in FIRM_STATUSES}),
        everything=not any(commitment.status in FIRM_STATUSES for commitment in made),
    )


def _by_reason(text: str, traps: Sequence[Trap]) -> list[Why]:
    return [
        Why(reason=reason, because=because, sentences=tuple(_sentences(text, found)))
        for reason, because in WHY.items()
        if (found := [trap for trap in traps if trap.reason == reason])
    ]


def _sentences(text: str, traps: Sequence[Trap]) -> list[Sentence]:
    """Return each sentence that ``traps`` stand in once, its numbers leading to their place in the text."""
    marks: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for trap in traps:
        marks[sentence(text, trap.start, trap.end)].append(_mark(trap))
    return [Sentence(start=start, end=end, marks=tuple(found)) for (start, end), found in marks.items()]


def _mark(trap: Trap) -> Mark:
    anchor, leads_to = f"not-counted-{trap.pk}", f"trap-{trap.pk}"
    return Mark(start=trap.start, end=trap.end, fact="trap", label="", anchor=anchor, leads_to=leads_to)
