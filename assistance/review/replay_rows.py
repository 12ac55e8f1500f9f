"""Rows of a decisions file as the facts they stand for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from assistance.models import Claim, ClaimItem, Commitment, EquipmentLine, Organisation, Release
from assistance.review.deliveries import DeliveryFact
from assistance.review.errors import ReviewError
from assistance.review.facts import CommitmentFacts, LineFact, PartyFact, propose
from assistance.vocabulary import (
    CommitmentStatus,
    Counting,
    DeliveryStage,
    Hedge,
    ItemCategory,
    Kind,
    PartyRole,
    Region,
    Sector,
    ValuationBasis,
    normalise_name,
)

Row = dict[str, Any]


def facts_of(claim: Claim, changes: Row) -> CommitmentFacts:
    """Return the facts of ``claim`` as read, with ``changes`` decided otherwise.

    An amount decided without its hedge is exact, and no range unless its upper end is decided too.
    Raises ``KeyError`` or ``ValueError`` for a name or value that no fact has.
    """
    decided = {name: READERS[name](claim, value) for name, value in changes.items()}
    if "amount" in decided:
        decided = {"amount_hedge": Hedge.EXACT, "amount_upper": None} | decided
    return propose(claim).with_changes(**decided)


def day_of(text: str | None) -> date | None:
    """Return the day that ``text`` writes in ISO 8601, None for none."""
    return date.fromisoformat(text) if text else None


def claims_quoting(release: Release, quote: str) -> list[Claim]:
    """Return the claims of ``release`` whose passage holds ``quote``; where several do, those with a fact there.

    Raises ``ReviewError`` if the release does not say so.
    """
    start = release.text.find(quote)
    if start < 0:
        raise ReviewError("the release does not say so")
    end = start + len(quote)
    holding: list[Claim] = [claim for claim in release.claims.with_facts() if claim.start < end and claim.end > start]
    if len(holding) > 1:
        holding = [claim for claim in holding if _fact_within(claim, start, end)]
    return holding


def _fact_within(claim: Claim, start: int, end: int) -> bool:
    facts = [*claim.evidence.all(), *claim.items.all(), *claim.parties.all()]
    return any(fact.start < end and fact.end > start for fact in facts if getattr(fact, "fact", "") != "kind")


def organisation_called(name: str) -> Organisation:
    """Return the organisation that goes by ``name``; raise ``ReviewError`` if nobody does."""
    known = Organisation.objects.named(name).first()
    if known is None:
        raise ReviewError(f"no organisation goes by “{name}”; add it to the organisations")
    return known


def _party(row: Row) -> PartyFact:
    return PartyFact(role=PartyRole(row["role"]), organisation=organisation_called(row["name"]))


def _line(claim: Claim, row: Row) -> LineFact:
    quantity = row.get("quantity")
    return LineFact(
        name_en=row.get("name_en", ""),
        name_uk=row.get("name_uk", ""),
        category=ItemCategory(row["category"]),
        quantity=None if quantity is None else Decimal(quantity),
        unit=row.get("unit", ""),
        claim_item=_item(claim, row["item"]) if "item" in row else None,
    )


def _item(claim: Claim, words: str) -> ClaimItem:
    fitting: list[ClaimItem] = [
        item for item in claim.items.all() if normalise_name(words) in normalise_name(f"{item.name} {item.words}")
    ]
    if len(fitting) != 1:
        raise ReviewError(f"{len(fitting)} items of the claim fit “{words}”")
    return fitting[0]


def delivery_of(commitment: Commitment, claim: Claim, row: Row) -> DeliveryFact:
    """Return the delivery that ``row`` describes, resting on an item of ``claim``."""
    item = _item(claim, row["item"])
    return DeliveryFact(
        claim_item=item,
        line=line_called(commitment, row["line"]) if "line" in row else None,
        quantity=Decimal(row["quantity"]) if "quantity" in row else item.quantity,
        stage=DeliveryStage(row.get("stage", DeliveryStage.HANDED_OVER)),
        counting=Counting(row.get("counting", Counting.INCREMENT)),
        happened_on=day_of(row.get("happened_on")),
    )


def line_called(commitment: Commitment, name: str) -> EquipmentLine:
    """Return the line of that name; raise ``ReviewError`` if there is none."""
    line = commitment.equipment.filter(name_en=name).first() or commitment.equipment.filter(name_uk=name).first()
    if line is None:
        raise ReviewError(f"the commitment has no line “{name}”")
    return line


READERS: dict[str, Callable[[Claim, Any], Any]] = {
    "title_en": lambda claim, value: str(value),
    "title_uk": lambda claim, value: str(value),
    "kind": lambda claim, value: Kind(value),
    "status": lambda claim, value: CommitmentStatus(value),
    "amount": lambda claim, value: None if value is None else Decimal(value),
    "currency": lambda claim, value: str(value),
    "amount_hedge": lambda claim, value: Hedge(value),
    "amount_upper": lambda claim, value: None if value is None else Decimal(value),
    "valuation_basis": lambda claim, value: ValuationBasis(value),
    "period_start": lambda claim, value: day_of(value),
    "period_end": lambda claim, value: day_of(value),
    "sectors": lambda claim, value: tuple(Sector(sector) for sector in value),
    "regions": lambda claim, value: tuple(Region(region) for region in value),
    "parties": lambda claim, value: tuple(_party(row) for row in value),
    "lines": lambda claim, value: tuple(_line(claim, row) for row in value),
}
