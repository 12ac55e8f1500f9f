"""Questions to a donor that follow from what is open, overdue or unknown: plain rules, no guessing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistance.models import Commitment, EquipmentLine
from assistance.reports.clocks import Clock
from assistance.reports.equipment import Balance
from assistance.vocabulary import CLOSED_STATUSES, ClockKind, CommitmentStatus, Relation


class Asked(StrEnum):
    """What a question wants to know."""

    DECISION = "decision"
    SIGNATURE = "signature"
    RESUMPTION = "resumption"
    NEW_DATE = "new_date"
    NEW_DATE_OF_ITEMS = "new_date_of_items"
    SILENCE = "silence"
    NEXT = "next"
    REST = "rest"
    PROMISED_NUMBER = "promised_number"
    ARRIVED_NUMBER = "arrived_number"
    WHICH_NUMBER = "which_number"
    AMOUNT = "amount"
    WHICH_REPORT = "which_report"


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question on a commitment: about ``lines`` of it, a number ``least`` to ``most``, or a ``day``."""

    asked: Asked
    commitment: Commitment
    lines: tuple[EquipmentLine, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    day: date | None = None


#: What is asked of a commitment because of its status alone.
BY_STATUS = {
    CommitmentStatus.UNDER_CONSIDERATION: Asked.DECISION,
    CommitmentStatus.ANNOUNCED: Asked.SIGNATURE,
    CommitmentStatus.SUSPENDED: Asked.RESUMPTION,
}

#: What is asked because of a clock.
BY_CLOCK = {
    ClockKind.PROMISE_PASSED: Asked.NEW_DATE,
    ClockKind.SILENT: Asked.SILENCE,
    ClockKind.ENDING: Asked.NEXT,
}


def questions_on(commitment: Commitment, balances: Sequence[Balance], running: Iterable[Clock]) -> Iterator[Question]:
    """Yield what to ask about ``commitment``, given the accounts of its lines and the clocks that run.

    Expects its linked claims to be fetched. Of what is completed only open numbers are asked.
    """
    status = CommitmentStatus(commitment.status)
    if status in BY_STATUS:
        yield Question(asked=BY_STATUS[status], commitment=commitment)
    for clock in running:
        if clock.commitment.pk == commitment.pk and clock.kind in BY_CLOCK:
            asked = Asked.NEW_DATE_OF_ITEMS if clock.items else BY_CLOCK[clock.kind]
            yield Question(asked=asked, commitment=commitment, lines=clock.items, day=clock.since or clock.due_on)
    yield from _on_equipment(commitment, balances)
    if commitment.amount is None and not balances and status not in CLOSED_STATUSES:
        yield Question(asked=Asked.AMOUNT, commitment=commitment)
    if any(link.relation == Relation.CONTRADICTS for link in commitment.claim_links.all()):
        yield Question(asked=Asked.WHICH_REPORT, commitment=commitment)


def _on_equipment(commitment: Commitment, balances: Sequence[Balance]) -> Iterator[Question]:
    for row in balances:
        if row.handed_over.contested:
            yield Question(
                asked=Asked.WHICH_NUMBER,
                commitment=commitment,
                lines=(row.line,),
                least=row.handed_over.known,
                most=row.handed_over.upper,
            )
        if row.outstanding_upper:
            yield Question(
                asked=Asked.REST,
                commitment=commitment,
                lines=(row.line,),
                least=row.outstanding,
                most=row.outstanding_upper,
            )
    unknown = {
        Asked.PROMISED_NUMBER: [row.line for row in balances if row.promised is None and not row.handed_over.anything],
        Asked.ARRIVED_NUMBER: [row.line for row in balances if row.handed_over.at_least],
    }
    for asked, lines in unknown.items():
        if lines:
            yield Question(asked=asked, commitment=commitment, lines=tuple(lines))
