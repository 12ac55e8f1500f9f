"""What is asked for and what covers it, by category and unit: units are never added to one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistance.models import Need
from assistance.reports.needs import NeedAccount, need_account
from assistance.vocabulary import CoverState, ItemCategory


@dataclass(frozen=True, kw_only=True)
class NeedTotals:
    """The needs of one category in one ``unit`` (empty: pieces), added up; each need counts once.

    ``asked_for`` is what those that say how many ask for, ``asked_unknown`` of them do not; ``covered`` is what covers
    them for certain, ``at_least`` where more may do so; ``missing`` is what is known to be missing, of
    ``missing_unknown`` it is not known. ``states`` counts them by how far they are covered; ``asked_again`` were asked
    for more than once.
    """

    category: ItemCategory
    unit: str
    needs: int
    asked_for: Decimal
    asked_unknown: int
    covered: Decimal
    at_least: bool
    missing: Decimal
    missing_unknown: int
    asked_again: int
    states: Mapping[CoverState, int]


def need_totals(needs: Iterable[Need]) -> tuple[NeedTotals, ...]:
    """Return the totals of ``needs``, fetched ``with_public_accounts()``, by category, pieces before other units."""
    found: dict[tuple[str, str], list[tuple[Need, NeedAccount]]] = defaultdict(list)
    for need in needs:
        found[need.category, need.unit].append((need, need_account(need)))
    return tuple(_totals(ItemCategory(category), unit, found[category, unit]) for category, unit in sorted(found))


def _totals(category: ItemCategory, unit: str, rows: Sequence[tuple[Need, NeedAccount]]) -> NeedTotals:
    asked = [need.quantity for need, _account in rows if need.quantity is not None]
    accounts = [account for _need, account in rows]
    missing = [account.missing for account in accounts if account.missing is not None]
    states = Counter(account.state for account in accounts)
    return NeedTotals(
        category=category,
        unit=unit,
        needs=len(rows),
        asked_for=sum(asked, Decimal()),
        asked_unknown=len(rows) - len(asked),
        covered=sum((account.covered for account in accounts), Decimal()),
        at_least=any(account.at_least for account in accounts),
        missing=sum(missing, Decimal()),
        missing_unknown=len(rows) - len(missing),
        asked_again=sum(account.asked > 1 for account in accounts),
        states={state: states[state] for state in CoverState},
    )
