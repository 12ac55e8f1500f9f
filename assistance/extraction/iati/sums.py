"""How much an activity promises: what its transactions commit, else what they pledge, else at least what they paid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from assistance.extraction.findings import Amount, Span
from assistance.extraction.iati.elements import Element
from assistance.vocabulary import CURRENCIES, Hedge
from assistance.vocabulary.iati import TransactionType

#: What is looked for, the firmest first: one side's transactions, never those of both sides together.
LOOKED_FOR: tuple[tuple[TransactionType, str, Hedge], ...] = (
    (TransactionType.OUTGOING_COMMITMENT, "iati.commitments", Hedge.EXACT),
    (TransactionType.INCOMING_COMMITMENT, "iati.commitments", Hedge.EXACT),
    (TransactionType.OUTGOING_PLEDGE, "iati.pledges", Hedge.EXACT),
    (TransactionType.INCOMING_PLEDGE, "iati.pledges", Hedge.EXACT),
    (TransactionType.DISBURSEMENT, "iati.disbursements", Hedge.AT_LEAST),
    (TransactionType.EXPENDITURE, "iati.expenditures", Hedge.AT_LEAST),
    (TransactionType.INCOMING_FUNDS, "iati.incoming-funds", Hedge.AT_LEAST),
)
CENT = Decimal("0.01")
#: The longest number before the point that is taken for a sum.
MOST_DIGITS = 17


def amount_of(activity: Element, transactions: Sequence[Element], *, cancelled: bool) -> Amount | None:
    """Return the sum of the firmest kind of ``transactions``; None where they are of several currencies, or unreadable.

    What was committed and taken back again is left out of the sum; of a ``cancelled`` activity it stays, since the
    sum tells what was called off.
    """
    for kind, rule, hedge in LOOKED_FOR:
        found = [each for each in transactions if type_of(each) == kind]
        if cancelled:
            found = [each for each in found if not _written(each).startswith("-")]
        if found:
            return _sum(activity, found, rule, hedge)
    return None


def type_of(transaction: Element) -> str:
    """Return the code of a transaction's type."""
    kind = transaction.first("transaction-type")
    return kind.code if kind else ""


def _sum(activity: Element, transactions: Sequence[Element], rule: str, hedge: Hedge) -> Amount | None:
    values = [_value(activity, each) for each in transactions]
    currencies = {currency for _number, currency in filter(None, values)}
    if None in values or len(currencies) != 1:
        return None
    total = sum((number for number, _currency in filter(None, values)), Decimal())
    if total < CENT:
        return None
    return Amount(span=span_over(_told_in(each) for each in transactions), rule=rule, value=total,
                  currency=currencies.pop(), hedge=hedge)  # fmt: skip


def _written(transaction: Element) -> str:
    value = transaction.first("value")
    return value.text if value else ""


def _value(activity: Element, transaction: Element) -> tuple[Decimal, str] | None:
    value = transaction.first("value")
    if value is None:
        return None
    currency = (value.get("currency") or activity.get("default-currency")).upper()
    try:
        number = Decimal(value.text)
    except InvalidOperation:
        return None
    is_sum = number.is_finite() and number.adjusted() < MOST_DIGITS
    return (number, currency) if is_sum and currency in CURRENCIES else None


def _told_in(transaction: Element) -> Span:
    return (transaction.first("value") or transaction).span


def span_over(spans: Iterable[Span]) -> Span:
    """Return the place from the first to the last of ``spans``."""
    every = sorted(spans)
    return Span(every[0].start, max(span.end for span in every))
