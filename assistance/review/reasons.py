"""Why a claim needs a person, a sentence each."""

from __future__ import annotations

from django.utils.translation import gettext as _

from assistance.models import Claim, Commitment, CommitmentParty
from assistance.vocabulary import CommitmentStatus, Hedge, Kind, PartyRole, TrapReason


def reasons_for(claim: Claim) -> list[str]:
    """Return what a reviewer should look at in ``claim``; empty where nothing stands out.

    Expects a claim fetched ``with_facts()``.
    """
    return [*_missing(claim), *_unsure(claim), *(_looks_like(claim, known) for known in similar_commitments(claim))]


def similar_commitments(claim: Claim) -> list[Commitment]:
    """Return commitments of one of the claim's donors with the same amount and currency, the oldest first."""
    if claim.amount is None:
        return []
    names = [name for party in claim.parties_in(PartyRole.FUNDING) for name in (party.name, *party.aliases)]
    donors = CommitmentParty.objects.filter(role=PartyRole.FUNDING, organisation__aliases__name__in=names).values(
        "commitment"
    )
    same = Commitment.objects.filter(amount=claim.amount, currency=claim.currency, pk__in=donors)
    return list(same.exclude(claim_links__claim=claim).order_by("pk"))


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
    second = claim.release.traps.filter(reason=TrapReason.OTHER_CURRENCY, start__gte=claim.start, end__lte=claim.end)
    if second.exists():
        reasons.append(_("The amount is given in two currencies."))
    return reasons


def _looks_like(claim: Claim, known: Commitment) -> str:
    return _("Looks like commitment #%(number)d (%(title)s): same donor, same amount.") % {
        "number": known.pk,
        "title": known.title,
    }
