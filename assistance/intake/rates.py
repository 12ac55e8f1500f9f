"""Exchange rates from outside: the reference rates of the European Central Bank, as a Python package holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from currency_converter import CurrencyConverter, RateNotFoundError
from django.contrib.auth.models import User
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from assistance.models import Commitment, ExchangeRate

ECB = "European Central Bank, euro reference rates"
EURO = "EUR"
BATCH = 500


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
    fields = ("currency", "target", "date", "source")
    known = set(ExchangeRate.objects.order_by().values_list(*fields))
    new = [each for each in rates if (each.currency, each.target, each.date, each.source) not in known]
    bulk_create_with_history(
        new, ExchangeRate, batch_size=BATCH, default_user=by, default_change_reason="imported from the ECB"
    )
    return len(new)
