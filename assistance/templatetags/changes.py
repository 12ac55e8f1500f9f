"""What staff decided otherwise than a release was read, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.models import Claim, Decision, DeliveryEvent
from assistance.templatetags.figures import currency_name, quantity, worth
from assistance.vocabulary import (
    CommitmentStatus,
    Counting,
    DeliveryStage,
    Hedge,
    Kind,
    Outcome,
    PartyRole,
    Region,
    Sector,
    Word,
)

register = template.Library()

NAMES = {
    "kind": gettext_lazy("Kind"),
    "status": gettext_lazy("Status"),
    "amount": gettext_lazy("Amount"),
    "currency": gettext_lazy("Currency"),
    "amount_hedge": gettext_lazy("How firm the amount is"),
    "amount_upper": gettext_lazy("Upper end of the amount"),
    "period_start": gettext_lazy("Period start"),
    "period_end": gettext_lazy("Period end"),
    "sectors": gettext_lazy("Sectors"),
    "regions": gettext_lazy("Places"),
    "parties": gettext_lazy("Parties"),
    "lines": gettext_lazy("Equipment"),
    "deliveries": gettext_lazy("Deliveries"),
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """A fact as it was read (or stood before) and as it was decided. ``added`` tells that a sum was topped up."""

    fact: str
    read: str
    decided: str
    added: bool


def standing_changes(claim: Claim) -> list[Change]:
    """Return what the standing decision on ``claim`` changed; expects its decisions to be fetched, latest first."""
    decision: Decision | None = next(iter(claim.decisions.all()), None)
    if decision is None or decision.outcome not in (Outcome.ACCEPTED, Outcome.MERGED):
        return []
    return changes_of(decision)


@register.filter
def changes_of(decision: Decision) -> list[Change]:
    """Return what ``decision`` changed, in words and in the order of ``NAMES``: PostgreSQL keeps none in JSON."""
    return [
        Change(
            fact=str(NAMES[name]),
            read=_in_words(name, change.get("read", change.get("before"))),
            decided=_in_words(name, change.get("decided", change.get("after"))),
            added="before" in change,
        )
        for name in NAMES
        if (change := decision.changes.get(name)) is not None
    ]


def _in_words(name: str, value: Any) -> str:
    """Return a value of ``Decision.changes`` for the reader."""
    if value in (None, "", []):
        return _("not stated")
    entries = value if isinstance(value, list) else [value]
    return "; ".join(WRITERS[name](entry) for entry in entries)


def _word_of(words: type[Word]) -> Callable[[str], str]:
    return lambda value: _(words(value).label)


def _currency(code: str) -> str:
    return f"{code} ({currency_name(code)})"


def _day(iso: str) -> str:
    return date_format(date.fromisoformat(iso), "j E Y")


def _party(entry: list[str]) -> str:
    role, name = entry
    return f"{name} ({_(PartyRole(role).label)})"


def _line(entry: dict[str, Any]) -> str:
    number = None if entry["quantity"] is None else Decimal(entry["quantity"])
    return f"{entry['name']}: {quantity(number)} {entry['unit']}".rstrip()


def _delivery(entry: dict[str, Any]) -> str:
    """Return a delivery of ``Decision.changes``; its line is told where it is called otherwise than the item."""
    parts = [_(DeliveryStage(entry["stage"]).label).lower()]
    if entry["counting"] == Counting.RUNNING_TOTAL:
        parts.append(_("in all so far"))
    if entry["happened_on"]:
        parts.append(_day(entry["happened_on"]))
    if entry["line"] and entry["line"] != entry["name"]:
        parts.append(_("as “%(line)s”") % {"line": entry["line"]})
    if entry["worth"]:
        worth_of = {**entry["worth"], "value": Decimal(entry["worth"]["value"])}
        worth_of["value_upper"] = Decimal(worth_of["value_upper"]) if worth_of["value_upper"] else None
        parts.append(worth(DeliveryEvent(**worth_of)))
    return f"{_line(entry)} – {', '.join(parts)}"


#: How each fact's value in ``Decision.changes`` (each entry of it, where it is a list) is written.
WRITERS: dict[str, Callable[[Any], str]] = {
    "kind": _word_of(Kind),
    "status": _word_of(CommitmentStatus),
    "amount": lambda number: quantity(Decimal(number)),
    "currency": _currency,
    "amount_hedge": _word_of(Hedge),
    "amount_upper": lambda number: quantity(Decimal(number)),
    "period_start": _day,
    "period_end": _day,
    "sectors": _word_of(Sector),
    "regions": _word_of(Region),
    "parties": _party,
    "lines": _line,
    "deliveries": _delivery,
}
