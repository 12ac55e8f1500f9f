"""Stated amounts in another currency, at the rate of the day a commitment was first reported or of one day for all.

What is converted stands beside what is stated, never instead of it. Where there is no rate, nothing is converted and
that is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from assistance.models import ECB, NBU, Commitment, ExchangeRate
from assistance.models.commitments import CommitmentQuerySet
from assistance.vocabulary import FIRM_STATUSES, CommitmentStatus

#: A rate serves this many days after its own: there are none on holidays.
DAYS = 7
#: Where there is no rate between two currencies, their rates to this one are used.
PIVOT = "EUR"
#: Whose currency the National Bank of Ukraine sets; for all others the European Central Bank goes first.
HRYVNIA = "UAH"


@dataclass(frozen=True, kw_only=True)
class Quote:
    """A stored rate: on ``day`` one unit of ``currency`` was worth ``rate`` units of ``target``, says ``source``."""

    currency: str
    target: str
    day: date
    rate: Decimal
    source: str


@dataclass(frozen=True, kw_only=True)
class Converted:
    """The amount of one commitment in another currency, in whole units, with the ``quotes`` it was made with.

    ``day`` is the one whose rate is asked for: that of the first report, or the one chosen for all. Of a range
    ``amount`` is the lower end and ``upper`` the upper one. ``amount`` is None where there is no rate, or no ``day``.
    Without ``quotes`` it was stated in that currency.
    """

    commitment: Commitment
    day: date | None
    target: str
    amount: Decimal | None
    upper: Decimal | None = None
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Stated:
    """An amount as it is stated, of a range the lower end, and the day whose rate it is converted at."""

    amount: Decimal
    upper: Decimal | None
    currency: str
    day: date | None


@dataclass(frozen=True, kw_only=True)
class ConvertedAmount:
    """A stated amount in ``target``, in whole units, with the ``quotes`` it was made with, none where it was in it."""

    amount: Decimal
    upper: Decimal | None
    target: str
    day: date | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, kw_only=True)
class ConvertedSum:
    """The sum of ``count`` amounts that could be converted, with all ``quotes`` used; ``unconverted`` could not."""

    amount: Decimal
    count: int
    unconverted: int
    quotes: tuple[Quote, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of those whose rates were used."""
        return tuple(sorted({quote.source for quote in self.quotes}))


@dataclass(frozen=True, kw_only=True)
class ConvertedRung(ConvertedSum):
    """The amounts of one status."""

    status: CommitmentStatus

    @property
    def counted(self) -> bool:
        """Whether amounts on this rung are promised or given."""
        return self.status in FIRM_STATUSES


class Rates:
    """The rates of some days, by pair of currencies; of several sources of a day the one that ``_rank`` puts first."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        self._quotes: dict[tuple[str, str], dict[date, Quote]] = defaultdict(dict)
        for quote in sorted(quotes, key=_rank):
            self._quotes[quote.currency, quote.target].setdefault(quote.day, quote)

    def convert(
        self, amount: Decimal, currency: str, target: str, day: date
    ) -> tuple[Decimal, tuple[Quote, ...]] | None:
        """Return ``amount`` in ``target``, unrounded, and the quotes used; None where there is no rate of the day."""
        if currency == target:
            return amount, ()
        if found := self._step(amount, currency, target, day):
            return found[0], (found[1],)
        first = self._step(amount, currency, PIVOT, day)
        second = self._step(first[0], PIVOT, target, day) if first else None
        return (second[0], (first[1], second[1])) if first and second else None

    def _step(self, amount: Decimal, currency: str, target: str, day: date) -> tuple[Decimal, Quote] | None:
        if quote := self._quote(currency, target, day):
            return amount * quote.rate, quote
        if quote := self._quote(target, currency, day):
            return amount / quote.rate, quote
        return None

    def _quote(self, currency: str, target: str, day: date) -> Quote | None:
        quotes = self._quotes.get((currency, target), {})
        days = (day - timedelta(days=back) for back in range(DAYS + 1))
        return next((quotes[each] for each in days if each in quotes), None)


def _rank(quote: Quote) -> tuple[bool, str]:
    """Put Ukraine's bank first for the hryvnia, Europe's for the rest; after these the sources by name."""
    first = NBU if HRYVNIA in (quote.currency, quote.target) else ECB
    return quote.source != first, quote.source


def targets() -> list[str]:
    """Return the currencies that there are rates of."""
    pairs = ExchangeRate.objects.order_by().values_list("currency", "target").distinct()
    return sorted({code for pair in pairs for code in pair})


def converted(commitments: CommitmentQuerySet, *, to: str, rates_of: date | None = None) -> tuple[Converted, ...]:
    """Return each of ``commitments`` that states an amount, newest first, with the amount in ``to``.

    All are converted at the rates of the day ``rates_of`` where one is given, so that no figure moves with the rates;
    else each at those of the day it was first reported. They must be published ones; takes a fixed number of queries.
    """
    return converted_each(commitments.newest_first(), to=to, rates_of=rates_of)


def converted_each(
    commitments: Iterable[Commitment], *, to: str, rates_of: date | None = None
) -> tuple[Converted, ...]:
    """Return ``converted`` of commitments that are fetched ``newest_first()`` already, in their order; one query."""
    stated = {each: _day_of(each, rates_of) for each in commitments if each.amount is not None}
    days = {day for day in stated.values() if day}
    rates = _rates_of(days, {to, PIVOT, *(each.currency for each in stated)})
    return tuple(_converted(each, rates, to, day) for each, day in stated.items())


def _day_of(commitment: Commitment, rates_of: date | None) -> date | None:
    first_reported: date | None = commitment.first_reported  # type: ignore[attr-defined]
    return rates_of or first_reported


def converted_into(commitment: Commitment, targets: Sequence[str]) -> tuple[Converted, ...]:
    """Return the amount of ``commitment`` in each of ``targets`` but its own currency; nothing where none is stated.

    It must be one of the published ones, fetched ``newest_first()``. One query at the most.
    """
    if commitment.amount is None:
        return ()
    others = [code for code in targets if code != commitment.currency]
    day = _day_of(commitment, None)
    rates = _rates_of([day] if day else [], {PIVOT, commitment.currency, *others})
    return tuple(_converted(commitment, rates, code, day) for code in others)


def converted_amounts(stated: Sequence[Stated], *, to: str) -> tuple[ConvertedAmount | None, ...]:
    """Return each of the ``stated`` amounts in ``to``, None where there is no rate or no day; one query."""
    days = {each.day for each in stated if each.day}
    rates = _rates_of(days, {to, PIVOT, *(each.currency for each in stated)})
    return tuple(_in_target(each, rates, to) for each in stated)


def _in_target(stated: Stated, rates: Rates, to: str) -> ConvertedAmount | None:
    if stated.currency == to:
        return ConvertedAmount(amount=stated.amount, upper=stated.upper, target=to, day=stated.day, quotes=())
    found = rates.convert(stated.amount, stated.currency, to, stated.day) if stated.day else None
    if found is None or stated.day is None:
        return None
    end = None if stated.upper is None else rates.convert(stated.upper, stated.currency, to, stated.day)
    upper = _whole(end[0]) if end else None
    return ConvertedAmount(amount=_whole(found[0]), upper=upper, target=to, day=stated.day, quotes=found[1])


def _rates_of(days: Iterable[date], currencies: set[str]) -> Rates:
    wanted = {day - timedelta(days=back) for day in days for back in range(DAYS + 1)}
    rows = ExchangeRate.objects.filter(date__in=wanted, currency__in=currencies, target__in=currencies).order_by()
    fetched = rows.values_list("currency", "target", "date", "rate", "source")
    return Rates(
        Quote(currency=currency, target=target, day=day, rate=rate, source=source)
        for currency, target, day, rate, source in fetched
    )


def _converted(commitment: Commitment, rates: Rates, to: str, day: date | None) -> Converted:
    amount, upper = commitment.amount or Decimal(), commitment.amount_upper
    if commitment.currency == to:
        return Converted(commitment=commitment, day=day, target=to, amount=amount, upper=upper)
    found = rates.convert(amount, commitment.currency, to, day) if day else None
    if found is None or day is None:
        return Converted(commitment=commitment, day=day, target=to, amount=None)
    end = None if upper is None else rates.convert(upper, commitment.currency, to, day)
    return Converted(
        commitment=commitment,
        day=day,
        target=to,
        amount=_whole(found[0]),
        upper=_whole(end[0]) if end else None,
        quotes=found[1],
    )


def _whole(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1), rounding=ROUND_HALF_UP)


def converted_rungs(rows: Iterable[Converted]) -> Mapping[CommitmentStatus, ConvertedRung]:
    """Return the sums of ``rows`` by status, every status there is."""
    by_status: dict[str, list[Converted]] = defaultdict(list)
    for row in rows:
        by_status[row.commitment.status].append(row)
    return {status: _rung(status, by_status[status]) for status in CommitmentStatus}


def _rung(status: CommitmentStatus, rows: Sequence[Converted]) -> ConvertedRung:
    found = converted_sum(rows)
    return ConvertedRung(
        status=status, amount=found.amount, count=found.count, unconverted=found.unconverted, quotes=found.quotes
    )


def converted_sum(rows: Sequence[Converted]) -> ConvertedSum:
    """Return the sum of ``rows``, which are of one status."""
    amounts = [row.amount for row in rows if row.amount is not None]
    quotes = {quote for row in rows for quote in row.quotes}
    return ConvertedSum(
        amount=sum(amounts, Decimal()),
        count=len(amounts),
        unconverted=len(rows) - len(amounts),
        quotes=tuple(sorted(quotes, key=lambda quote: (quote.day, quote.currency, quote.target, quote.source))),
    )
