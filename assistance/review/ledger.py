"""Writing decided facts into the ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from assistance.models import (
    Claim,
    Commitment,
    CommitmentParty,
    CommitmentPlace,
    CommitmentSector,
    Organisation,
)
from assistance.models.history import erase, write
from assistance.review.errors import ReviewError
from assistance.review.facts import CommitmentFacts, PartyFact
from assistance.review.holding import check
from assistance.review.lines import write_lines
from assistance.review.organisations import create_organisation
from assistance.review.statuses import record_status
from assistance.review.undoing import hedge_of_both, hedge_without
from assistance.vocabulary import CommitmentStatus, Outcome

#: The facts that a commitment holds as they are decided.
PLAIN = (
    "title_en", "title_uk", "kind", "amount", "currency", "amount_hedge", "amount_upper", "valuation_basis",
    "period_start", "period_end",
)  # fmt: skip


def write_commitment(existing: Commitment | None, facts: CommitmentFacts, *, claim: Claim, by: User) -> Commitment:
    """Write ``facts`` as a new commitment, or over ``existing``, and return it.

    Raises ``ReviewError`` where a title is missing or amount and currency do not come together.
    """
    if not (facts.title_en or facts.title_uk):
        raise ReviewError(_("A commitment needs a title in English or Ukrainian. Write one."))
    if (facts.amount is None) != (facts.currency == ""):
        raise ReviewError(_("An amount needs its currency, and a currency its amount. Give both or neither."))
    commitment = existing or Commitment(status=facts.status)
    for name in PLAIN:
        setattr(commitment, name, getattr(facts, name))
    commitment.project = facts.project
    check(commitment, exclude=("search_text",))
    write(commitment, by=by)
    if commitment.status != facts.status or not commitment.status_changes.exists():
        record_status(commitment, to=CommitmentStatus(facts.status), by=by, claim=claim)
    _write_details(commitment, facts, by)
    return commitment


def commitment_left_by(claim: Claim) -> Commitment | None:
    """Return the commitment that accepting ``claim`` made before it was reopened, if nothing supports it now."""
    earlier = claim.decisions.filter(outcome=Outcome.ACCEPTED).order_by("-made_at", "-pk").first()
    commitment: Commitment | None = earlier.commitment if earlier else None
    return None if commitment is None or commitment.claim_links.exists() else commitment


def add_amount(*, commitment: Commitment, claim: Claim, by: User, sign: int = 1) -> dict[str, Any]:
    """Add the claim's amount to the commitment's (``sign`` -1 takes it off again); return what changed, for JSON.

    Raises ``ReviewError`` where one has no amount or the currencies differ: such sums are never added.
    """
    if claim.amount is None or commitment.amount is None:
        raise ReviewError(_("Only a stated amount can top up a stated amount. Accept the claim on its own instead."))
    if claim.currency != commitment.currency:
        raise ReviewError(
            _("%(claim)s cannot be added to %(commitment)s. Accept the claim as a commitment of its own.")
            % {"claim": claim.currency, "commitment": commitment.currency}
        )
    before, hedge, upper = commitment.amount, commitment.amount_hedge, commitment.amount_upper
    commitment.amount = before + sign * claim.amount
    if upper is not None or claim.amount_upper is not None:
        end = (upper or before) + sign * (claim.amount_upper or claim.amount)
        commitment.amount_upper = end if end > commitment.amount else None
    commitment.amount_hedge = hedge_of_both(hedge, claim.amount_hedge) if sign > 0 else hedge_without(claim, commitment)
    if commitment.amount <= 0:
        raise ReviewError(_("Less than the claim's amount is left in the commitment. Correct its amount first."))
    write(commitment, by=by)
    changes: dict[str, Any] = {"amount": {"before": str(before), "after": str(commitment.amount)}}
    if commitment.amount_hedge != hedge:
        changes["amount_hedge"] = {"before": hedge, "after": commitment.amount_hedge}
    if commitment.amount_upper != upper:
        changes["amount_upper"] = {"before": _text(upper), "after": _text(commitment.amount_upper)}
    return changes


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _write_details(commitment: Commitment, facts: CommitmentFacts, by: User) -> None:
    """Write parties, sectors and places anew, each set as a whole, and the lines beside what rests on them."""
    for related in (commitment.parties, commitment.sectors, commitment.places):
        for row in related.all():
            erase(row, by=by)
    seen = set()
    for party in facts.parties:
        organisation = _organisation(party, by)
        if (organisation.pk, party.role) not in seen:
            seen.add((organisation.pk, party.role))
            write(CommitmentParty(commitment=commitment, organisation=organisation, role=party.role), by=by)
    for sector in dict.fromkeys(facts.sectors):
        write(CommitmentSector(commitment=commitment, sector=sector), by=by)
    for region in dict.fromkeys(facts.regions):
        write(CommitmentPlace(commitment=commitment, region=region), by=by)
    write_lines(commitment, facts.lines, by=by)


def _organisation(party: PartyFact, by: User) -> Organisation:
    """Return the organisation of ``party``: the one given, the one that goes by its name, or a new one."""
    if party.organisation:
        return party.organisation
    known = Organisation.objects.named(party.name).first()
    return known or create_organisation(
        by=by, name_en=party.name_en, name_uk=party.name_uk, type=party.type, country=party.country
    )
