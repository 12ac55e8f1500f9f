"""Commitments as they are compared with a claim: what the ledger holds and what every linked claim said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import TypeVar

from django.db.models import Q

from assistance.models import (
    Claim,
    Commitment,
    CommitmentClaim,
    CommitmentParty,
    Decision,
    EquipmentLine,
    Trap,
)
from assistance.review.matching_sides import (
    CHANNELS,
    OF_A_STATE,
    Side,
    Thing,
    keys_of,
    second_sums,
    stated_sum,
    states_of,
    thing_of,
)
from assistance.vocabulary import Outcome, PartyRole, Relation, TrapReason, normalise_name

T = TypeVar("T")

#: What a claim is to a commitment whose promise it tells: its sums and items are those of the commitment.
TELLS_ALL = (Relation.FIRST, Relation.REPEATS)
TELLS_ITEMS = (*TELLS_ALL, Relation.PART_OF, Relation.TOPS_UP)


#: Keys of commitments, by what they are looked up by.
Keys = defaultdict[T, set[int]]


@dataclass(frozen=True, kw_only=True)
class Known:
    """A commitment as it is compared; ``made_by`` are the claims linked with it or which it was made of."""

    side: Side
    made_by: frozenset[int]


def keys_to_compare(sides: Mapping[int, Side]) -> dict[int, set[int]]:
    """Return the keys of the commitments that each of ``sides`` may speak of, by its key, in three queries.

    Those in which one of its givers or channels gives or passes on, those of another body of the same state, those of
    the same sum, and those that rest on the same text or on one that its release corrects.
    """
    of_party, of_state = _bound(sides.values())
    of_sum, of_text = _of_sum(sides.values()), _of_text(sides.values())
    return {
        key: set[int]().union(
            *(of_party[one] for one in side.givers | side.channels),
            *(of_state[one] for one in side.states),
            *(of_sum[one.value] for one in side.sums),
            *(of_text[one] for one in side.texts | side.corrects),
        )
        for key, side in sides.items()
    }


def _bound(sides: Collection[Side]) -> tuple[Keys[int], Keys[str]]:
    """Return the commitments in which each organisation, and a body of each state, gives or passes on."""
    parties = frozenset[int]().union(*(side.givers | side.channels for side in sides))
    states = frozenset[str]().union(*(side.states for side in sides))
    rows = CommitmentParty.objects.filter(
        Q(organisation__in=parties) | Q(organisation__country__in=states, organisation__type__in=OF_A_STATE),
        role__in=(PartyRole.FUNDING, *CHANNELS),
    )
    of_party: Keys[int] = defaultdict(set)
    of_state: Keys[str] = defaultdict(set)
    for commitment, party, country, kind in rows.values_list(
        "commitment", "organisation", "organisation__country", "organisation__type"
    ):
        of_party[party].add(commitment)
        if kind in OF_A_STATE:
            of_state[country].add(commitment)
    return of_party, of_state


def _of_sum(sides: Collection[Side]) -> Keys[Decimal]:
    """Return the commitments that come to each sum, or of which a claim says so."""
    sums = {stated.value for side in sides for stated in side.sums}
    rows = Commitment.objects.filter(Q(amount__in=sums) | Q(claims__amount__in=sums)).order_by()
    found: Keys[Decimal] = defaultdict(set)
    for commitment, *stated in rows.values_list("pk", "amount", "claims__amount"):
        for value in filter(None, stated):
            found[value].add(commitment)
    return found


def _of_text(sides: Collection[Side]) -> Keys[int]:
    """Return the commitments that rest on each text, or on a copy of it."""
    texts = frozenset[int]().union(*(side.texts | side.corrects for side in sides))
    rows = CommitmentClaim.objects.filter(Q(claim__release__in=texts) | Q(claim__release__witness_of__in=texts))
    found: Keys[int] = defaultdict(set)
    for commitment, *told in rows.values_list("commitment", "claim__release", "claim__release__witness_of"):
        for text in filter(None, told):
            found[text].add(commitment)
    return found


def known_commitments(keys: Collection[int]) -> dict[int, Known]:
    """Return the commitments of ``keys`` as they are compared, in a fixed number of queries."""
    commitments = Commitment.objects.filter(pk__in=keys).defer("search_text", "note")
    lines = _by_commitment(EquipmentLine.objects.filter(commitment__in=keys).order_by("pk"))
    links = _by_commitment(_links(keys))
    traps: dict[int, list[Trap]] = defaultdict(list)
    releases = {link.claim.release_id for link in chain.from_iterable(links.values())}
    for trap in Trap.objects.filter(release__in=releases, reason=TrapReason.OTHER_CURRENCY, amount__isnull=False):
        traps[trap.release_id].append(trap)
    accepted: dict[int, set[int]] = defaultdict(set)
    rows = Decision.objects.filter(commitment__in=keys, outcome=Outcome.ACCEPTED).values_list("commitment", "claim")
    for number, claim in rows:
        accepted[number].add(claim)
    return {
        one.pk: Known(
            side=_side(one, lines[one.pk], links[one.pk], traps),
            made_by=frozenset(link.claim_id for link in links[one.pk]) or frozenset(accepted[one.pk]),
        )
        for one in commitments.prefetch_related("parties__organisation", "sectors", "places")
    }


def _links(keys: Collection[int]) -> Iterable[CommitmentClaim]:
    links = CommitmentClaim.objects.filter(commitment__in=keys).select_related("claim__release")
    return links.defer("claim__release__text").prefetch_related("claim__items").order_by("pk")


def _by_commitment(rows: Iterable[CommitmentClaim] | Iterable[EquipmentLine]) -> dict[int, list]:  # type: ignore[type-arg]
    found = defaultdict(list)
    for row in rows:
        found[row.commitment_id].append(row)
    return found


def _side(
    commitment: Commitment,
    lines: Sequence[EquipmentLine],
    links: Sequence[CommitmentClaim],
    traps: Mapping[int, Sequence[Trap]],
) -> Side:
    givers = commitment.organisations_in(PartyRole.FUNDING)
    claims = [link.claim for link in links]
    whole = [link.claim for link in links if link.relation in TELLS_ALL]
    told = [claim.release.published_on for claim in claims if claim.release.published_on]
    return Side(
        status=commitment.status,
        kind=commitment.kind,
        givers=keys_of(givers),
        states=states_of(givers),
        channels=keys_of(commitment.organisations_in(*CHANNELS)),
        recipients=keys_of(commitment.organisations_in(PartyRole.RECIPIENT)),
        sums=(
            *stated_sum(commitment),
            *chain.from_iterable([*stated_sum(one), *second_sums(one, traps[one.release_id])] for one in whole),
        ),
        things=_things(lines, links),
        sectors=frozenset(row.sector for row in commitment.sectors.all()),
        regions=frozenset(row.region for row in commitment.places.all()),
        starts=commitment.period_start,
        ends=commitment.period_end,
        day=min(told, default=None),
        texts=frozenset(claim.release.witness_key for claim in claims),
        releases=frozenset(claim.release_id for claim in claims),
        wordings=frozenset(normalise_name(claim.words) for claim in claims),
    )


def _things(lines: Sequence[EquipmentLine], links: Sequence[CommitmentClaim]) -> tuple[Thing, ...]:
    """Return the items of the ledger, and those that claims told which the ledger does not name."""
    promised = [thing_of((line.name_en, line.name_uk), line.category, line.quantity, line.unit) for line in lines]
    written = {line.claim_item_id for line in lines}
    said: list[Claim] = [link.claim for link in links if link.relation in TELLS_ITEMS]
    items = (item for claim in said for item in claim.items.all() if item.pk not in written)
    return (*promised, *(thing_of((item.name,), item.category, item.quantity, item.unit) for item in items))
