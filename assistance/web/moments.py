"""What happened to a donor's, a recipient's or a project's commitments, and when: each entry with its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from assistance.models import Claim, Commitment, DeliveryEvent, EquipmentLine, StatusChange
from assistance.models.commitments import CommitmentQuerySet
from assistance.vocabulary import Fact, Relation
from assistance.web.evidence import Passage, passage_of
from assistance.web.facts import words_of

#: The claims that are told even where they changed no status; the others say again what is told already.
TOLD = (Relation.FIRST, Relation.TOPS_UP, Relation.CANCELS, Relation.CONTRADICTS)


class Source(IntEnum):
    """Where a moment comes from; of one day, what was said stands below what became of it."""

    CLAIM = 1
    CHANGE = 2
    DELIVERY = 3


@dataclass(frozen=True, kw_only=True, order=True)
class Found:
    """A moment by its key: the day it is told for, or ``date.min`` where that is unknown."""

    day: date
    source: Source
    pk: int


@dataclass(frozen=True, kw_only=True)
class Moment:
    """What happened to ``commitment`` on ``day``: a change of status, a delivery, or what a claim adds to it.

    Without a ``passage`` it rests on what staff decided, or its words are not shown.
    """

    day: date | None
    commitment: Commitment
    passage: Passage | None = None
    change: StatusChange | None = None
    delivery: DeliveryEvent | None = None
    claim: Claim | None = None


def found_in(commitments: CommitmentQuerySet) -> list[Found]:
    """Return the keys of all moments of public ``commitments``, the latest first, in three queries."""
    keys = commitments.order_by().values("pk")
    said = {
        pk: (day, relation)
        for pk, day, relation in Claim.objects.published()
        .filter(link__commitment__in=keys)
        .values_list("pk", "release__published_on", "link__relation")
    }
    changes = StatusChange.objects.filter(commitment__in=keys).order_by()
    found = []
    changing = set()
    for pk, claim, happened, made in changes.values_list("pk", "claim", "happened_on", "made_at"):
        day = said[claim][0] if claim in said else happened or made.date()
        found.append(Found(day=day or date.min, source=Source.CHANGE, pk=pk))
        changing.add(claim)
    lines = EquipmentLine.objects.published().filter(commitment__in=keys)
    deliveries = DeliveryEvent.objects.filter(line__in=lines).order_by()
    for pk, claim, happened in deliveries.values_list("pk", "claim", "happened_on"):
        day = happened or (said[claim][0] if claim in said else None)
        found.append(Found(day=day or date.min, source=Source.DELIVERY, pk=pk))
    for pk, (day, relation) in said.items():
        if relation in TOLD and pk not in changing:
            found.append(Found(day=day or date.min, source=Source.CLAIM, pk=pk))
    return sorted(found, reverse=True)


def moments_of(found: Sequence[Found]) -> list[Moment]:
    """Return the moments of ``found``, in its order, with their words; in a fixed number of queries."""
    changes = StatusChange.objects.in_bulk(_keys(found, Source.CHANGE))
    told = DeliveryEvent.objects.told().select_related("line", "claim_item")
    deliveries = told.in_bulk(_keys(found, Source.DELIVERY))
    resting = [change.claim_id for change in changes.values()] + [each.claim_id for each in deliveries.values()]
    claims = _claims([*_keys(found, Source.CLAIM), *filter(None, resting)])
    owners = [change.commitment_id for change in changes.values()]
    owners += [delivery.line.commitment_id for delivery in deliveries.values()]
    owners += [claim.link.commitment_id for claim in claims.values()]
    commitments = Commitment.objects.published().in_bulk(owners)
    return [_moment(each, changes, deliveries, claims, commitments) for each in found]


def _keys(found: Iterable[Found], source: Source) -> list[int]:
    return [each.pk for each in found if each.source == source]


def _claims(keys: Iterable[int]) -> Mapping[int | None, Claim]:
    claims = Claim.objects.published().filter(pk__in=set(keys))
    fetched = claims.with_facts().select_related("link").prefetch_related("decisions__evidence")
    return {claim.pk: claim for claim in fetched}


def _moment(
    found: Found,
    changes: Mapping[int, StatusChange],
    deliveries: Mapping[int, DeliveryEvent],
    claims: Mapping[int | None, Claim],
    commitments: Mapping[int, Commitment],
) -> Moment:
    day = None if found.day == date.min else found.day
    if found.source == Source.CHANGE:
        change = changes[found.pk]
        claim = _of(claims.get(change.claim_id), change.commitment_id)
        words = passage_of(claim, words_of(claim, Fact.STATUS)) if claim else None
        return Moment(day=day, commitment=commitments[change.commitment_id], change=change, claim=claim, passage=words)
    if found.source == Source.DELIVERY:
        delivery = deliveries[found.pk]
        claim = _of(claims.get(delivery.claim_id), delivery.line.commitment_id)
        words = passage_of(claim, delivery.claim_item) if claim else None
        commitment = commitments[delivery.line.commitment_id]
        return Moment(day=day, commitment=commitment, delivery=delivery, claim=claim, passage=words)
    claim = claims[found.pk]
    words = passage_of(claim, words_of(claim, Fact.AMOUNT))
    return Moment(day=day, commitment=commitments[claim.link.commitment_id], claim=claim, passage=words)


def _of(claim: Claim | None, commitment: int) -> Claim | None:
    """Return ``claim`` where it still speaks of the ``commitment``."""
    return claim if claim and claim.link.commitment_id == commitment else None
