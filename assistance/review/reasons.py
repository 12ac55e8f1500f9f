"""Why a claim needs a person: each reason of a kind that the queue is narrowed by, with a sentence of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assistance.models import Claim, Decision
from assistance.review.matching import Match, matches
from assistance.review.sentences import sentences_between
from assistance.vocabulary import CommitmentStatus, Hedge, Kind, Outcome, PartyRole, ReviewReason, TrapReason

#: A parent (1) or child (2) in the text of an activity, whose attributes stand in order of their names.
RELATED = re.compile(r'<related-activity [^>]*type="[12]"')

#: Of how many commitments a claim says that it looks like them.
TOLD = 3


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a claim needs a person; ``sentence`` says it in the reader's language."""

    kind: ReviewReason
    sentence: str

    def __str__(self) -> str:
        return self.sentence


def reasons_for(claim: Claim) -> list[Reason]:
    """Return what a reviewer should look at in ``claim``; empty where nothing stands out.

    Expects the claim as ``reasons_by_claim`` does.
    """
    return reasons_by_claim([claim])[claim.pk]


def reasons_by_claim(
    claims: Sequence[Claim], known: Mapping[int, Sequence[Match]] | None = None
) -> dict[int, list[Reason]]:
    """Return what a reviewer should look at in each of ``claims``, by its key.

    ``known`` is what ``matches`` returned for them, where it was asked already. In a fixed number of queries where
    the claims were fetched ``with_facts()`` and with the traps of their releases.
    """
    known = matches(claims) if known is None else known
    before = rejections_before(claims)
    return {
        claim.pk: [
            Reason(kind=kind, sentence=sentence)
            for kind, sentence in (
                *_known(known[claim.pk]),
                *_rejected(before.get(claim.pk)),
                *_missing(claim),
                *_unsure(claim),
            )
        ]
        for claim in claims
    }


def rejections_before(claims: Sequence[Claim]) -> dict[int, Decision]:
    """Return the standing rejections of what ``claims`` only say again, by the key of the claim; in one query."""
    echoes = {claim.pk: claim.echo_of_id for claim in claims if claim.echo_of_id}
    latest: dict[int, Decision] = {}
    decisions = Decision.objects.filter(claim__in=set(echoes.values())).order_by("made_at", "pk")
    for decision in decisions.select_related("claim__release").defer("claim__release__text"):
        latest[decision.claim_id] = decision
    found = {key: latest[echo] for key, echo in echoes.items() if echo in latest}
    return {key: decision for key, decision in found.items() if decision.outcome == Outcome.REJECTED}


def _rejected(decision: Decision | None) -> Iterator[tuple[ReviewReason, str]]:
    if decision is not None:
        yield (
            ReviewReason.REJECTED_BEFORE,
            _("Rejected before as claim %(claim)s of “%(release)s”: %(reason)s")
            % {"claim": decision.claim, "release": decision.claim.release, "reason": decision.reason},
        )


def _known(found: Sequence[Match]) -> Iterator[tuple[ReviewReason, str]]:
    likely = [match for match in found if match.is_likely]
    for match in sorted(likely, key=lambda one: not one.corrects)[:TOLD]:
        if match.corrects:
            yield ReviewReason.CORRECTS, _corrects(match)
        else:
            yield ReviewReason.KNOWN, match.sentence


def _missing(claim: Claim) -> Iterator[tuple[ReviewReason, str]]:
    donors = claim.parties_in(PartyRole.FUNDING)
    if not donors:
        yield ReviewReason.NO_DONOR, _("No donor is named.")
    elif all(party.start < claim.start or party.end > claim.end for party in donors):
        yield ReviewReason.DONOR_ELSEWHERE, _donor_elsewhere(claim)
    if not claim.parties_in(PartyRole.RECIPIENT):
        yield ReviewReason.NO_RECIPIENT, _("No recipient is named.")
    if claim.kind == Kind.EQUIPMENT and not claim.items.all():
        yield ReviewReason.NO_ITEM, _("Equipment is spoken of, but no item was read.")
    if claim.amount is None and not claim.items.all():
        yield ReviewReason.NOTHING_TO_COUNT, _("Neither an amount nor an item is given.")


def _unsure(claim: Claim) -> Iterator[tuple[ReviewReason, str]]:
    if claim.release.reference and RELATED.search(claim.release.text):
        yield ReviewReason.RELATED, _("It names a parent or child activity, which may tell the same money.")
    if claim.amount is not None and claim.amount_hedge != Hedge.EXACT:
        yield ReviewReason.HEDGED_AMOUNT, _("The amount is not stated exactly.")
    if any(item.hedge != Hedge.EXACT for item in claim.items.all()):
        yield ReviewReason.HEDGED_QUANTITY, _("A quantity is not stated exactly.")
    if claim.status == CommitmentStatus.UNDER_CONSIDERATION:
        yield ReviewReason.CONSIDERED, _("The assistance is only being considered.")
    if claim.status in {CommitmentStatus.CANCELLED, CommitmentStatus.SUSPENDED}:
        yield ReviewReason.CALLED_OFF, _("The assistance is called off or suspended.")
    if claim.release.published_on is None:
        yield ReviewReason.NO_DATE, _("The release bears no date.")
    second = [trap for trap in claim.release.traps.all() if trap.reason == TrapReason.OTHER_CURRENCY]
    if any(trap.start >= claim.start and trap.end <= claim.end for trap in second):
        yield ReviewReason.TWO_CURRENCIES, _("The amount is given in two currencies.")


def _donor_elsewhere(claim: Claim) -> str:
    """Return how far from the passage its donor is named: of several, the one named nearest."""
    text, apart = claim.release.text, []
    for party in claim.parties_in(PartyRole.FUNDING):
        later = party.start >= claim.start
        ends = (claim.end, party.start) if later else (party.end, claim.start)
        apart.append((sentences_between(text, *ends), later))
    number, later = min(apart)
    if number == 0:
        return _("The donor is named outside the passage, in the same sentence.")
    if later:
        words = ngettext(
            "The donor is only named %(number)d sentence later.",
            "The donor is only named %(number)d sentences later.",
            number,
        )
    else:
        words = ngettext(
            "The donor is only named %(number)d sentence earlier.",
            "The donor is only named %(number)d sentences earlier.",
            number,
        )
    return words % {"number": number}


def _corrects(match: Match) -> str:
    return _(
        "Corrects the text that commitment #%(number)d (%(title)s) rests on: merge it there, and change what changed."
    ) % {"number": match.commitment.pk, "title": match.commitment.title}
