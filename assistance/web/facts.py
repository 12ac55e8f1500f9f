"""The facts of one commitment, each with the passages it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistance.models import (
    Claim,
    Commitment,
    CommitmentParty,
    CommitmentPlace,
    CommitmentSector,
    DecidedEvidence,
    Evidence,
    Organisation,
    StatusChange,
)
from assistance.vocabulary import Fact, PartyRole, Relation, normalise_name
from assistance.web.evidence import Passage, passage_of


@dataclass(frozen=True, kw_only=True)
class PartyFact:
    """A party, the page it has (``donor``, ``recipient`` or none), and the words that name it."""

    organisation: Organisation
    role: str
    page: str
    passage: Passage | None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One stage of the chain from donor to recipient; ``parties`` is never empty."""

    role: PartyRole
    parties: tuple[PartyFact, ...]


@dataclass(frozen=True, kw_only=True)
class Worded:
    """A value in the reader's words with the passage it rests on, if a release gives it."""

    text: str
    passage: Passage | None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that a commitment's page states above its equipment. A missing passage means that staff decided the fact."""

    status_change: StatusChange | None
    status: Passage | None
    amount: tuple[Passage, ...]
    amount_claim: Claim | None
    period: Passage | None
    kind: Passage | None
    chain: tuple[Step, ...]
    sectors: tuple[Worded, ...]
    places: tuple[Worded, ...]


#: The chain in the order help travels.
CHAIN = (
    PartyRole.FUNDING,
    PartyRole.EXTENDING,
    PartyRole.ACCOUNTABLE,
    PartyRole.IMPLEMENTING,
    PartyRole.RECIPIENT,
)
PAGES = {PartyRole.FUNDING: "donor", PartyRole.RECIPIENT: "recipient"}


def facts_of(commitment: Commitment, claims: Sequence[Claim]) -> Facts:
    """Return the facts of ``commitment`` as ``claims``, its public ones in order, bear them out.

    Expects parties with their aliases, sectors, places and status changes to be fetched, claims ``with_facts()``.
    """
    change = next(reversed(list(commitment.status_changes.all())), None)
    stating = stating_amount(commitment, claims)
    return Facts(
        status_change=change,
        status=_status(change, claims),
        amount=tuple(passage_of(claim, words_of(claim, Fact.AMOUNT)) for claim in stating),
        amount_claim=stating[0] if len(stating) == 1 else None,
        period=_single(claims, Fact.PERIOD, lambda claim: _period(claim) == _period(commitment) != (None, None)),
        kind=_single(claims, Fact.KIND, lambda claim: claim.kind == commitment.kind),
        chain=tuple(chain_of(commitment, claims)),
        sectors=tuple(_sector(row, claims) for row in commitment.sectors.all()),
        places=tuple(_place(row, claims) for row in commitment.places.all()),
    )


def chain_of(commitment: Commitment, claims: Sequence[Claim] = ()) -> list[Step]:
    """Return who gives, passes on, carries out and receives, stages without anybody left out."""
    steps = []
    for role in CHAIN:
        parties = tuple(_party(party, claims) for party in commitment.parties.all() if party.role == role)
        if parties:
            steps.append(Step(role=role, parties=parties))
    return steps


def _party(party: CommitmentParty, claims: Sequence[Claim]) -> PartyFact:
    role, organisation = PartyRole(party.role), party.organisation
    names = {alias.normalised for alias in organisation.aliases.all()} if claims else set()
    return PartyFact(
        organisation=organisation,
        role=party.role,
        page=PAGES.get(role, ""),
        passage=_decided(claims, Fact.PARTY, lambda row: row.role == role and normalise_name(row.subject) in names)
        or _first(
            claims,
            lambda claim: claim.parties.all(),
            lambda found: found.role == role and normalise_name(found.name) in names,
        ),
    )


def _sector(row: CommitmentSector, claims: Sequence[Claim]) -> Worded:
    decided = _decided(claims, Fact.SECTOR, lambda chosen: chosen.subject == row.sector)
    words = decided or _first(claims, lambda claim: claim.sectors.all(), lambda found: found.sector == row.sector)
    return Worded(text=str(row.get_sector_display()), passage=words)


def _place(row: CommitmentPlace, claims: Sequence[Claim]) -> Worded:
    decided = _decided(claims, Fact.PLACE, lambda chosen: chosen.subject == row.region)
    words = decided or _first(claims, lambda claim: claim.places.all(), lambda found: found.region == row.region)
    return Worded(text=str(row.get_region_display()), passage=words)


def _period(row: Claim | Commitment) -> tuple[date | None, date | None]:
    return row.period_start, row.period_end


def _status(change: StatusChange | None, claims: Sequence[Claim]) -> Passage | None:
    """Return the words the latest change of status rests on, if it rests on a claim that still stands."""
    claim = next((claim for claim in claims if change and claim.pk == change.claim_id), None)
    return passage_of(claim, words_of(claim, Fact.STATUS)) if claim else None


def stating_amount(commitment: Commitment, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims the amount rests on: the first report and what tops it up, else one that names the same sum."""
    if commitment.amount is None:
        return []
    in_currency = [claim for claim in claims if claim.amount is not None and claim.currency == commitment.currency]
    making = [claim for claim in in_currency if claim.link.relation in (Relation.FIRST, Relation.TOPS_UP)]
    return making or [claim for claim in in_currency if claim.amount == commitment.amount][:1]


def _single(claims: Iterable[Claim], fact: Fact, agrees: Callable[[Claim], bool]) -> Passage | None:
    """Return the words that staff chose for ``fact``, else those of the first claim that agrees and states it."""
    read = (passage_of(claim, row) for claim in claims if (row := claim.evidence_of(fact)) and agrees(claim))
    return _decided(claims, fact) or next(read, None)


def words_of(claim: Claim, fact: Fact) -> DecidedEvidence | Evidence | None:
    """Return the words of ``claim`` that staff chose for ``fact``, else those it was read in, if it is stated."""
    decided: DecidedEvidence | None = claim.decided_words(fact)
    return decided or claim.evidence_of(fact)


def _decided(
    claims: Iterable[Claim], fact: Fact, fits: Callable[[DecidedEvidence], bool] = lambda row: True
) -> Passage | None:
    """Return the words that staff chose for ``fact`` in accepting one of ``claims``."""
    return next((passage_of(claim, row) for claim in claims if (row := claim.decided_words(fact, fits))), None)


def _first(
    claims: Iterable[Claim], rows_of: Callable[[Claim], Iterable[Evidence]], agrees: Callable[[Any], bool]
) -> Passage | None:
    """Return the passage of the first row that agrees, claim by claim."""
    return next((passage_of(claim, row) for claim in claims for row in rows_of(claim) if agrees(row)), None)
