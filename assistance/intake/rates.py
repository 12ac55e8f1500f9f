"""Exchange rates from outside: of the European Central Bank out of a Python package, of Ukraine's bank out of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from currency_converter import CurrencyConverter, RateNotFoundError
from django.contrib.auth.models import User
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from assistance.intake.rate_files import HRYVNIA, RateFileError, ReadRate, read_rates
from assistance.models import ECB, NBU, Commitment, ExchangeRate

EURO = "EUR"
BATCH = 500
#: How long the reason in a history may be.
REASON = 100

#: What makes a rate the only one of its kind: currency, target, day and source.
Kind = tuple[str, str, date, str]


@dataclass(frozen=True, kw_only=True)
class RateImport:
    """How many rates of a file are ``new`` and how many were ``known`` already; ``skipped`` are codes out of use."""

    new: int
    known: int
    skipped: tuple[str, ...]


def currencies_in_use() -> set[str]:
    """Return the currencies that any commitment states its amount in, and the dollar."""
    used = Commitment.objects.exclude(currency="").order_by().values_list("currency", flat=True).distinct()
    return {*used, "USD"} - {EURO}


def ecb_rates(currencies: Iterable[str], *, since: date) -> Iterator[ExchangeRate]:
    """Yield the rates of the euro in ``currencies`` from ``since`` on, not stored yet.

    A currency that the bank does not quote has none. Source: the bank's euro foreign exchange reference rates
    (https://www.ecb.europa.eu/stats/), through the package CurrencyConverter.
    """
    known = CurrencyConverter(decimal=True)
    for currency in sorted(set(currencies) & set(known.bounds)):
        first, last = known.bounds[currency]
        day = max(first, since)
        while day <= last:
            try:
                rate = known.convert(Decimal(1), EURO, currency, date=day)
            except RateNotFoundError:
                pass
            else:
                yield ExchangeRate(currency=EURO, target=currency, date=day, rate=Decimal(rate), source=ECB)
            day += timedelta(days=1)


@transaction.atomic
def record_rates(rates: Iterable[ExchangeRate], *, by: User) -> int:
    """Store those of ``rates`` whose pair, day and source have none yet, with their history; return how many."""
    known = set(ExchangeRate.objects.order_by().values_list("currency", "target", "date", "source"))
    new = [each for each in rates if _kind(each) not in known]
    _store(new, by=by, why="imported from the ECB")
    return len(new)


@transaction.atomic
def import_nbu_rates(data: bytes, *, name: str, by: User) -> RateImport:
    """Store the rates of a file of the National Bank of Ukraine called ``name``, all of them or none.

    Rates that are stored already stay as they are. Raises ``RateFileError`` where the file is wrong, or tells another
    rate than the one that is stored of this bank for the day.
    """
    file = read_rates(data)
    rows = ExchangeRate.objects.filter(target=HRYVNIA, source=NBU).order_by()
    stored = {(currency, day): rate for currency, day, rate in rows.values_list("currency", "date", "rate")}
    new = [rate for rate in file.rates if not _is_known(rate, stored)]
    rates = [
        ExchangeRate(currency=rate.currency, target=HRYVNIA, date=rate.day, rate=rate.rate, source=NBU) for rate in new
    ]
    _store(rates, by=by, why=f"imported from {name}"[:REASON])
    return RateImport(new=len(new), known=len(file.rates) - len(new), skipped=file.skipped)


def _is_known(rate: ReadRate, stored: dict[tuple[str, date], Decimal]) -> bool:
    known = stored.get((rate.currency, rate.day))
    if known is not None and known != rate.rate:
        raise RateFileError(
            f"{rate.place}: {rate.currency} on {rate.day} is {rate.rate.normalize():f}, but {known.normalize():f} "
            f"is stored of the {NBU}. Correct the file, or the stored rate in the admin."
        )
    return known is not None


def _kind(rate: ExchangeRate) -> Kind:
    return rate.currency, rate.target, rate.date, rate.source


def _store(rates: Sequence[ExchangeRate], *, by: User, why: str) -> None:
    bulk_create_with_history(rates, ExchangeRate, batch_size=BATCH, default_user=by, default_change_reason=why)
