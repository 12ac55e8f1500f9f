"""What a commitment promised and what came of it, as the recipient's side reports it: incoming transactions alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from lxml import etree

from assistance.interchange.iati.elements import add, add_organisation
from assistance.models import Commitment, StatusChange
from assistance.vocabulary import CommitmentStatus, DeliveryStage, Kind, PartyRole
from assistance.vocabulary.iati import TransactionType

#: Goods that came in kind, handed on by third parties or by the donor itself (DisbursementChannel).
THROUGH_OTHERS, BY_THE_DONOR = "3", "4"

CALLED_OFF = (CommitmentStatus.CANCELLED, CommitmentStatus.SUSPENDED)
ARRIVED = (CommitmentStatus.DELIVERED, CommitmentStatus.COMPLETED)


@dataclass(frozen=True, kw_only=True)
class Transaction:
    """A sum as stated, in full units of its currency, and the day it was told or came."""

    type: TransactionType
    day: date
    value: Decimal
    currency: str


def transactions_of(commitment: Commitment, *, known_by: date) -> Iterator[Transaction]:
    """Yield what is to be reported of ``commitment``, nothing of a later day than ``known_by``.

    Expects it as ``fetched`` in ``activities``. A promise is a pledge until it is agreed. Incoming funds are stated
    values of what was handed over; without any, the amount of a commitment that has arrived as a whole.
    """
    told = [*_promised(commitment), *_arrived(commitment)]
    yield from (each for each in told if each.day <= known_by)


def _promised(commitment: Commitment) -> Iterator[Transaction]:
    """Yield the promise on the day it was first reported, and its taking back where it was cancelled."""
    kind, day = _kind_of_promise(commitment), commitment.first_reported  # type: ignore[attr-defined]
    if commitment.amount is None or kind is None or day is None:
        return
    yield Transaction(type=kind, day=day, value=commitment.amount, currency=commitment.currency)
    if commitment.status == CommitmentStatus.CANCELLED:
        called_off = _day_of(commitment, CommitmentStatus.CANCELLED) or day
        yield Transaction(type=kind, day=max(day, called_off), value=-commitment.amount, currency=commitment.currency)


def _kind_of_promise(commitment: Commitment) -> TransactionType | None:
    """Return what the promise was at its firmest before it was called off; None where it was merely considered."""
    stood = [commitment.status, *(change.old_status for change in reversed(commitment.status_changes.all()))]
    firmest = next((status for status in stood if status and status not in CALLED_OFF), CommitmentStatus.ANNOUNCED)
    if firmest == CommitmentStatus.UNDER_CONSIDERATION:
        return None
    if firmest == CommitmentStatus.ANNOUNCED:
        return TransactionType.INCOMING_PLEDGE
    return TransactionType.INCOMING_COMMITMENT


def _arrived(commitment: Commitment) -> Iterator[Transaction]:
    funds, valued = TransactionType.INCOMING_FUNDS, False
    seen: set[int] = set()
    for line in commitment.equipment.all():
        for event in line.deliveries.all():
            if event.value is None or event.stage != DeliveryStage.HANDED_OVER or event.occasion_id in seen:
                continue
            valued = True
            seen.update({event.occasion_id} if event.occasion_id else ())
            if day := event.happened_on or _published(commitment).get(event.claim_id):
                yield Transaction(type=funds, day=day, value=event.value, currency=event.currency)
    if commitment.amount is not None and commitment.status in ARRIVED and not valued:
        arrived = _day_of(commitment, *ARRIVED) or commitment.first_reported  # type: ignore[attr-defined]
        if arrived:
            yield Transaction(type=funds, day=arrived, value=commitment.amount, currency=commitment.currency)


def _published(commitment: Commitment) -> dict[int | None, date | None]:
    return {link.claim_id: link.claim.release.published_on for link in commitment.claim_links.all()}


def _day_of(commitment: Commitment, *statuses: CommitmentStatus) -> date | None:
    """Return the day on which the first of its changes to one of ``statuses`` happened or was told."""
    changes = [change for change in commitment.status_changes.all() if change.status in statuses]
    return _day_told(commitment, changes[0]) if changes else None


def _day_told(commitment: Commitment, change: StatusChange) -> date:
    told = _published(commitment).get(change.claim_id)
    return change.happened_on or told or timezone.localdate(change.made_at)


def add_transaction(parent: etree._Element, commitment: Commitment, transaction: Transaction) -> None:
    """Add ``transaction`` to the activity, with donor and recipient where there is one of each."""
    element = add(parent, "transaction")
    day = transaction.day.isoformat()
    add(element, "transaction-type", code=transaction.type.value)
    add(element, "transaction-date", iso_date=day)
    value = add(element, "value", currency=transaction.currency, value_date=day)
    value.text = str(transaction.value)
    for name, role in (("provider-org", PartyRole.FUNDING), ("receiver-org", PartyRole.RECIPIENT)):
        organisations = commitment.organisations_in(role)
        if len(organisations) == 1:
            add_organisation(element, name, organisations[0])
    if transaction.type == TransactionType.INCOMING_FUNDS and commitment.kind == Kind.EQUIPMENT:
        through = commitment.organisations_in(PartyRole.IMPLEMENTING)
        add(element, "disbursement-channel", code=THROUGH_OTHERS if through else BY_THE_DONOR)
