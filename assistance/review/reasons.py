"""Why a claim needs a person, a sentence each."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from assistance.models import Claim, Commitment
from assistance.review.similar import corrected_by_claim, similar_by_claim
from assistance.vocabulary import CommitmentStatus, Hedge, Kind, PartyRole, TrapReason


def reasons_for(claim: Claim) -> list[str]:
    """Return what a reviewer should look at in ``claim``; empty where nothing stands out.

    Expects a claim fetched ``with_facts()``.
    """
    return reasons_by_claim([claim])[claim.pk]


def reasons_by_claim(claims: Sequence[Claim]) -> dict[int, list[str]]:
    """Return what a reviewer should look at in each of ``claims``, by its key.

    In a fixed number of queries where they were fetched ``with_facts()`` and with the traps of their releases.
    """
    similar, corrected = similar_by_claim(claims), corrected_by_claim(claims)
    return {
        claim.pk: [
            *(_corrects(known) for known in corrected[claim.pk]),
            *_missing(claim),
            *_unsure(claim),
            *(_looks_like(known) for known in similar[claim.pk] if known not in corrected[claim.pk]),
        ]
        for claim in claims
    }


def _missing(claim: Claim) -> list[str]:
    reasons = []
    donors = claim.parties_in(PartyRole.FUNDING)
    if not donors:
        reasons.append(_("No donor is named."))
    elif all(party.start < claim.start or party.end > claim.end for party in donors):
        reasons.append(_("The donor is named outside the passage."))
    if not claim.parties_in(PartyRole.RECIPIENT):
        reasons.append(_("No recipient is named."))
    if claim.kind == Kind.EQUIPMENT and not claim.items.all():
        reasons.append(_("Equipment is spoken of, but no item was read."))
    if claim.amount is None and not claim.items.all():
        reasons.append(_("Neither an amount nor an item is given."))
    return reasons


def _unsure(claim: Claim) -> list[str]:
    reasons = []
    if claim.amount is not None and claim.amount_hedge != Hedge.EXACT:
        reasons.append(_("The amount is not stated exactly."))
    if any(item.hedge != Hedge.EXACT for item in claim.items.all()):
        reasons.append(_("A quantity is not stated exactly."))
    if claim.status == CommitmentStatus.UNDER_CONSIDERATION:
        reasons.append(_("The assistance is only being considered."))
    if claim.release.published_on is None:
        reasons.append(_("The release bears no date."))
    second = [trap for trap in claim.release.traps.all() if trap.reason == TrapReason.OTHER_CURRENCY]
    if any(trap.start >= claim.start and trap.end <= claim.end for trap in second):
        reasons.append(_("The amount is given in two currencies."))
    return reasons


def _corrects(known: Commitment) -> str:
    return _(
        "Corrects the text that commitment #%(number)d (%(title)s) rests on: merge it there, and change what changed."
    ) % {"number": known.pk, "title": known.title}


def _looks_like(known: Commitment) -> str:
    return _("Looks like commitment #%(number)d (%(title)s): same donor, same amount.") % {
        "number": known.pk,
        "title": known.title,
    }
