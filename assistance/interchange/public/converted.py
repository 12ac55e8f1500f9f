"""Columns of an amount in another currency, beside what is stated, with the rates it was made with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from assistance.interchange.public.tables import PublicTable, Value, column
from assistance.reports import Converted


def with_converted(table: PublicTable, converted: Mapping[int, Converted], *, to: str) -> PublicTable:
    """Return the ``table`` of commitments with the amount of each in the currency ``to``; ``converted`` by number."""

    def amount(row: Any) -> Value:
        found = converted.get(row.pk)
        return found.amount if found else None

    def upper(row: Any) -> Value:
        found = converted.get(row.pk)
        return found.upper if found else None

    def quoted(name: str) -> Any:
        def read(row: Any) -> Value:
            found = converted.get(row.pk)
            return tuple(told[name] for told in map(_told, found.quotes)) if found else ()

        return read

    code = to.lower()
    columns = (
        column("amount_converted", _("Amount in the currency asked for, in whole units, at the rate of the day of the "
                                     "first report; empty where there is none."), amount,
               hxl=f"#value+funding+total+{code}"),
        column("amount_upper_converted", _("Upper end of a range."), upper, hxl=f"#value+funding+total+max+{code}"),
        column("converted_to", _("The currency asked for."), lambda row: to, hxl="#value+currency+converted"),
        column("rate", _("The rates used: what one unit of the first currency was worth in the second; empty where the "
                         "amount is stated in the currency asked for."), quoted("rate"), hxl="#financial+fx"),
        column("rate_date", _("Days of these rates."), quoted("day"), hxl="#date+converted"),
        column("rate_source", _("Who says so."), quoted("source"), hxl="#meta+rate+source"),
    )  # fmt: skip
    return replace(table, columns=(*table.columns, *columns))


def _told(quote: Any) -> dict[str, str]:
    return {
        "rate": f"{quote.currency}/{quote.target} {quote.rate.normalize():f}",
        "day": quote.day.isoformat(),
        "source": quote.source,
    }
