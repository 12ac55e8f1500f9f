"""What deliveries were worth as their reports state it; sums of two reports, items or currencies are never added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assistance.models import DeliveryEvent
from assistance.vocabulary import ValueScope


@dataclass(frozen=True, kw_only=True)
class StatedValue:
    """What reports of one delivery state in ``currency``, from ``least`` to ``most``; of what, tells ``scope``."""

    currency: str
    scope: ValueScope
    least: Decimal
    most: Decimal


def stated_values(reports: Iterable[DeliveryEvent]) -> tuple[StatedValue, ...]:
    """Return what ``reports`` of one delivery state that it was worth, a range where they contradict one another.

    Each currency and scope stands alone; a report that states no value contradicts none.
    """
    stated: dict[tuple[str, str], list[DeliveryEvent]] = {}
    for report in reports:
        if report.value is not None:
            stated.setdefault((report.currency, report.value_scope), []).append(report)
    return tuple(_range(currency, ValueScope(scope), stated[currency, scope]) for currency, scope in sorted(stated))


def _range(currency: str, scope: ValueScope, reports: list[DeliveryEvent]) -> StatedValue:
    lower = [report.value for report in reports if report.value is not None]
    upper = [report.value_upper for report in reports if report.value_upper is not None]
    return StatedValue(currency=currency, scope=scope, least=min(lower), most=max(lower + upper))
