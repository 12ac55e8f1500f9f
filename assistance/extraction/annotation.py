"""An extraction in the form of the annotated releases, so that the two can be compared."""

from datetime import date
from decimal import Decimal
from typing import Any

from assistance.extraction.findings import Claim, Extraction, Item, Need, Party, Period, StatedTotal
from assistance.vocabulary import OrganisationType, PartyRole

_TYPES = {
    OrganisationType.GOVERNMENT: "government",
    OrganisationType.LOCAL_GOVERNMENT: "subnational",
    OrganisationType.OTHER_PUBLIC: "government",
    OrganisationType.PUBLIC_PRIVATE: "private",
    OrganisationType.MULTILATERAL: "multilateral",
    OrganisationType.PRIVATE: "private",
    OrganisationType.PRIVATE_PROVIDER_COUNTRY: "private",
    OrganisationType.PRIVATE_RECIPIENT_COUNTRY: "private",
    OrganisationType.PRIVATE_THIRD_COUNTRY: "private",
}


def as_annotation(identifier: str, text: str, extraction: Extraction) -> dict[str, Any]:
    """Return one entry of a list of predictions: commitments (stated totals among them), needs and traps."""
    return {
        "id": identifier,
        "title": extraction.title,
        "language": extraction.language,
        "published": extraction.published.isoformat() if extraction.published else None,
        "commitments": [
            *(_commitment(text, claim) for claim in extraction.claims),
            *(_total(text, total) for total in extraction.stated_totals),
        ],
        "needs": [_need(text, need) for need in extraction.needs],
        "traps": [trap.span.words(text) for trap in extraction.traps],
    }


def _commitment(text: str, claim: Claim) -> dict[str, Any]:
    def of(role: PartyRole) -> list[Party]:
        return [party for party in claim.parties if party.role is role]

    return {
        "donors": [_donor(party) for party in of(PartyRole.FUNDING)],
        "implementers": [_named(party) for party in of(PartyRole.IMPLEMENTING)],
        "recipients": [_named(party) for party in of(PartyRole.RECIPIENT)],
        "kind": claim.kind.value.value,
        "amount": {"value": _number(claim.amount.value), "currency": claim.amount.currency} if claim.amount else None,
        "status": claim.status.value.value,
        "sectors": [sector.value.value for sector in claim.sectors],
        "items": [_item(item) for item in claim.items],
        "locations": [place.name for place in claim.places],
        "period": _period(claim.period),
        "evidence": claim.span.words(text),
    }


def _total(text: str, total: StatedTotal) -> dict[str, Any]:
    return {
        "donors": [_donor(party) for party in total.donors],
        "implementers": [_named(party) for party in total.implementers],
        "recipients": [_named(party) for party in total.recipients],
        "kind": "mixed",
        "amount": {"value": _number(total.amount.value), "currency": total.amount.currency},
        "status": "delivered",
        "sectors": [],
        "items": [],
        "locations": [],
        "period": None,
        "evidence": total.span.words(text),
    }


def _donor(party: Party) -> dict[str, Any]:
    kind = _TYPES.get(party.type, "ngo") if party.type else "ngo"
    return {**_named(party), "type": kind, "country": party.country}


def _named(party: Party) -> dict[str, Any]:
    return {"name": party.name, "aliases": list(party.aliases)}


def _item(item: Item) -> dict[str, Any]:
    quantity = _number(item.quantity) if item.quantity is not None else None
    return {"name": item.name, "aliases": [], "quantity": quantity, "unit": item.unit, "category": item.category.value}


def _need(text: str, need: Need) -> dict[str, Any]:
    quantity = _number(need.quantity) if need.quantity is not None else None
    return {"what": need.what, "quantity": quantity, "evidence": need.span.words(text)}


def _period(period: Period | None) -> dict[str, Any] | None:
    if period is None:
        return None
    return {"start": _day(period.start), "end": _day(period.end)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
