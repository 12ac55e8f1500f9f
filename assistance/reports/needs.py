"""How far needs are covered, and how often they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from assistance.vocabulary import CoverState


@dataclass(frozen=True, kw_only=True)
class NeedAccount:
    """A need's account, in its unit. ``covered`` is what covers it for certain, ``at_least`` where more may do so.

    ``missing`` is None where it is unknown. It was asked for ``asked`` times, copies of one text counted once.
    """

    state: CoverState
    covered: Decimal
    at_least: bool
    missing: Decimal | None
    asked: int
    first_asked: date | None
    last_asked: date | None


def need_account(need: Any) -> NeedAccount:
    """Return the account of ``need``, fetched ``with_accounts()`` or ``with_public_accounts()``."""
    state, covered = CoverState(need.cover_state), Decimal(need.covered_quantity)
    at_least = bool(need.vaguely_covered)
    left = None if need.quantity is None else max(need.quantity - covered, Decimal())
    return NeedAccount(
        state=state,
        covered=covered,
        at_least=at_least,
        missing=None if at_least and left else left,
        asked=need.asked,
        first_asked=need.first_asked,
        last_asked=need.last_asked,
    )
