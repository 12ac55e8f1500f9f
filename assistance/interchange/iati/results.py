"""Equipment as a result: each item an indicator, what is promised its target, what was handed over its actual value."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from lxml import etree

from assistance.interchange.iati.elements import add, narrate, narrate_in_both
from assistance.interchange.public.tables import word
from assistance.models import Commitment
from assistance.reports import balance
from assistance.reports.equipment import Arrived, Balance
from assistance.vocabulary import ItemCategory
from assistance.vocabulary.iati import OWN

#: ResultType 1 is an output, IndicatorMeasure 1 counts units.
OUTPUT, UNITS = "1", "1"


def add_results(parent: etree._Element, commitment: Commitment, *, glossary: str, start: date, end: date) -> None:
    """Add one result with an indicator for each item of ``commitment``; expects its lines ``with_deliveries()``."""
    lines = list(commitment.equipment.all())
    if not lines:
        return
    result = add(parent, "result", type=OUTPUT)
    narrate_in_both(add(result, "title"), lambda: _("Equipment"))
    for line in lines:
        account = balance(line)
        indicator = add(result, "indicator", measure=UNITS, ascending="1")
        narrate(add(indicator, "title"), line.name_en, line.name_uk)
        narrate_in_both(
            add(indicator, "description"),
            lambda category=line.category: word(ItemCategory, category),  # type: ignore[misc]
        )
        add(indicator, "reference", vocabulary=OWN, code=line.category, indicator_uri=glossary)
        if account.promised is not None or account.handed_over.anything:
            _add_period(indicator, account, start=start, end=line.due_on or end)


def _add_period(indicator: etree._Element, account: Balance, *, start: date, end: date) -> None:
    """Add what was promised and came from ``start`` to ``end``; an unknown number has no value, never 0."""
    period = add(indicator, "period")
    add(period, "period-start", iso_date=min(start, end).isoformat())
    add(period, "period-end", iso_date=end.isoformat())
    if account.promised is not None:
        _add_unit(add(period, "target", value=str(account.promised)), account)
    came = account.handed_over
    if came.anything:
        known = {"value": str(came.known)} if came.known else {}
        actual = _add_unit(add(period, "actual", **known), account)
        if came.at_least or came.contested:
            narrate_in_both(add(actual, "comment"), lambda: _not_exact(came))


def _add_unit(value: etree._Element, account: Balance) -> etree._Element:
    if account.line.unit:
        add(value, "dimension", name="unit", value=account.line.unit)
    return value


def _not_exact(came: Arrived) -> str:
    if came.at_least:
        return _("At least: some of it came in unknown number.")
    return _("Reports of one delivery differ: up to %(most)s.") % {"most": came.upper}
