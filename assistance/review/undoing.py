"""What stood before a merge, where other merges came after it: each is taken back without a trace, in any order."""

from __future__ import annotations

from functools import reduce

from assistance.models import Claim, Commitment, Decision, EquipmentLine, StatusChange
from assistance.vocabulary import Hedge, Outcome, Relation


def step_without(claim: Claim, commitment: Commitment) -> StatusChange | None:
    """Return the step that gave the status before ``claim`` changed it, None where the one that stands is not its own.

    Steps on the word of claims whose merge is taken back already are passed over.
    """
    steps = list(commitment.status_changes.select_related("claim"))
    if not steps or steps[-1].claim_id != claim.pk:
        return None
    standing = set(commitment.claim_links.exclude(claim=claim).values_list("claim", flat=True))
    return next((step for step in reversed(steps) if step.claim_id is None or step.claim_id in standing), None)


def hedge_of_both(one: str, other: str) -> str:
    """Return how firm the sum of two amounts is: as the one that is hedged, “about” where they are hedged otherwise."""
    hedges = {one, other} - {Hedge.EXACT.value}
    return hedges.pop() if len(hedges) == 1 else Hedge.ABOUT.value if hedges else Hedge.EXACT.value


def hedge_without(claim: Claim, commitment: Commitment) -> str:
    """Return how firm the amount is without what ``claim`` topped it up by; as it stands, where a person changed it."""
    decisions = Decision.objects.filter(commitment=commitment, outcome=Outcome.MERGED, relation=Relation.TOPS_UP)
    changed = next((row.changes["amount_hedge"] for row in decisions.order_by("made_at", "pk") if _hedges(row)), None)
    first = str(changed["before"]) if changed else commitment.amount_hedge
    links = commitment.claim_links.filter(relation=Relation.TOPS_UP).exclude(claim=claim)
    others = [link.claim.amount_hedge for link in links.select_related("claim").order_by("pk")]
    if reduce(hedge_of_both, [*others, claim.amount_hedge], first) != commitment.amount_hedge:
        return commitment.amount_hedge
    return reduce(hedge_of_both, others, first)


def lines_only_of(claim: Claim, commitment: Commitment) -> list[EquipmentLine]:
    """Return the lines that no promise but merges taken back (or now to be, that of ``claim``) put there.

    A line that something else rests on by now, or that a person gave a quantity, is not among them.
    """
    standing = commitment.claim_links.exclude(claim=claim).values("claim")
    taken_back = Decision.objects.filter(commitment=commitment, outcome=Outcome.MERGED).exclude(claim__in=standing)
    added = [line["line"] for decision in taken_back for line in decision.changes.get("lines", {}).get("after", [])]
    unused = {"deliveries__isnull": True, "covers__isnull": True, "occasions__isnull": True}
    return list(commitment.equipment.filter(pk__in=added, quantity__isnull=True, **unused))


def _hedges(decision: Decision) -> bool:
    return "amount_hedge" in decision.changes
