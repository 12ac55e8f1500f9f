"""The queue read as a whole: what each claim in it may repeat, and why it needs a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistance.models import Claim
from assistance.review.matching import Match, matches
from assistance.review.reasons import Reason, reasons_by_claim
from assistance.vocabulary import ReviewReason

#: How many claims of the queue are read to sort and narrow it: those that came in first. A desk that is further
#: behind sees the others in the order of their dates until these are decided on.
MOST_READ = 1000

#: Reasons why accepting a claim may count money twice.
COUNTING_TWICE = frozenset({ReviewReason.KNOWN, ReviewReason.CORRECTS})


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How one claim of the queue stands: the commitments it may speak of, and why it needs a person."""

    matches: Sequence[Match]
    reasons: Sequence[Reason]

    @property
    def kinds(self) -> frozenset[ReviewReason]:
        """The kinds of the reasons."""
        return frozenset(reason.kind for reason in self.reasons)

    @property
    def may_count_twice(self) -> bool:
        """Whether accepting the claim may count money a second time."""
        return bool(self.kinds & COUNTING_TWICE)

    @property
    def is_clear(self) -> bool:
        """Whether nothing speaks against accepting it as read: no reason, and no commitment it may speak of."""
        return not self.reasons and not any(match.relation for match in self.matches)


def standings(claims: Sequence[Claim]) -> dict[int, Standing]:
    """Return how each of ``claims`` stands, by its key; expects them as ``matches`` does."""
    known = matches(claims)
    reasons = reasons_by_claim(claims, known)
    return {claim.pk: Standing(matches=known[claim.pk], reasons=reasons[claim.pk]) for claim in claims}


def read_queue() -> dict[int, Standing]:
    """Return how the claims of the queue stand, by key: those that came in first, ``MOST_READ`` of them at most.

    The reasons come from comparing each claim with the ledger, which no database can do, so the whole of the queue is
    read for its order and its filters: a bounded set, in a fixed number of queries.
    """
    waiting = Claim.objects.needing_review().with_facts().prefetch_related("release__traps").order_by("pk")
    return standings(list(waiting[:MOST_READ]))
