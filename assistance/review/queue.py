"""The queue read as a whole: what each claim in it may repeat, and why it needs a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, filterfalse
from typing import Any

from django.db.models import Case, F, When

from assistance.models import Claim
from assistance.models.claims import ClaimQuerySet
from assistance.review.matching import Match, matches
from assistance.review.reasons import Reason, reasons_by_claim
from assistance.vocabulary import CommitmentStatus, ReviewReason

#: How many claims of the queue are read to sort and narrow it: those that came in first. A desk that is further
#: behind sees the others in the order of their dates until these are decided on.
MOST_READ = 1000

#: How many claims before and after one are read to find its neighbours, before more are.
NEAR = 4

#: The surest assistance first: what has come may be counted already, what is considered is counted by nobody.
SUREST_FIRST = (
    CommitmentStatus.COMPLETED,
    CommitmentStatus.DELIVERED,
    CommitmentStatus.IN_DELIVERY,
    CommitmentStatus.AGREED,
    CommitmentStatus.ANNOUNCED,
    CommitmentStatus.SUSPENDED,
    CommitmentStatus.CANCELLED,
    CommitmentStatus.UNDER_CONSIDERATION,
)

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


def neighbours(keys: Sequence[int], key: int, *, twice_first: bool) -> tuple[int | None, int | None]:
    """Return the claims before and after ``key`` among ``keys``, both None where there is none.

    With ``twice_first`` those that may count money twice stand before all others of ``keys``, as in the queue. A claim
    that is not among them goes before them all.
    """
    is_early: Callable[[int], bool] = Twice(keys) if twice_first else lambda one: True
    if key not in keys:
        return None, next(chain(filter(is_early, keys), keys), None)
    place = keys.index(key)
    before, after, early = keys[:place][::-1], keys[place + 1 :], is_early(key)
    alike = partial(filter, lambda one: is_early(one) == early)
    if early:
        return next(alike(before), None), next(chain(alike(after), filterfalse(is_early, keys)), None)
    return next(chain(alike(before), filter(is_early, reversed(keys))), None), next(alike(after), None)


class Twice:
    """Tells of claims of the queue, by their keys in its order, whether accepting them may count money twice.

    It reads those about the first two that it is asked for and cannot tell of, ``NEAR`` on either side; then all the
    others together: a few claims mostly, and never more than three readings.
    """

    def __init__(self, keys: Sequence[int]) -> None:
        self.keys = keys
        self.known = dict.fromkeys(set(keys) - set(_first_in().values_list("pk", flat=True)), False)
        self.readings = 0

    def __call__(self, key: int) -> bool:
        """Return whether accepting the claim ``key`` may count money twice; never so of one that is not read."""
        if key not in self.known:
            place = self.keys.index(key)
            near = self.keys[max(place - NEAR, 0) : place + NEAR + 1] if self.readings < 2 else self.keys
            unread = [one for one in near if one not in self.known]
            found = standings(list(_as_read(Claim.objects.filter(pk__in=unread))))
            self.known |= {one: one in found and found[one].may_count_twice for one in unread}
            self.readings += 1
        return self.known[key]


def by_urgency() -> list[Any]:
    """Return the order within the queue: the surest assistance first.

    Then what was published longest ago, undated releases last, claims of one release together.
    """
    rungs = Case(*(When(status=status, then=place) for place, status in enumerate(SUREST_FIRST))).asc()
    return [rungs, F("release__published_on").asc(nulls_last=True), "release_id", "number", "pk"]


def twice_first(queue: Mapping[int, Standing]) -> list[Any]:
    """Return what goes before that order: what may count money twice.

    Every day that it stands beside what it repeats is a day of wrong sums.
    """
    twice = [key for key, standing in queue.items() if standing.may_count_twice]
    return [Case(When(pk__in=twice, then=0), default=1).asc()] if twice else []


def read_queue() -> dict[int, Standing]:
    """Return how the claims of the queue stand, by key: those that came in first, ``MOST_READ`` of them at most.

    The reasons come from comparing each claim with the ledger, which no database can do, so the whole of the queue is
    read for its order and its filters: a bounded set, in a fixed number of queries.
    """
    return standings(list(_as_read(_first_in())))


def _first_in() -> ClaimQuerySet:
    """Return the claims of the queue that are read to sort and narrow it."""
    return Claim.objects.needing_review().order_by("pk")[:MOST_READ]


def _as_read(claims: ClaimQuerySet) -> ClaimQuerySet:
    """Return ``claims`` with what their standing is read from."""
    return claims.with_facts().prefetch_related("release__traps")
