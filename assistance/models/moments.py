"""The day that is asked about, where it is not today, for the conditions and words that depend on it."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar, Token
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone


@dataclass(frozen=True, kw_only=True)
class Today:
    """What of today holds at every date: who may see what is never asked of an earlier day.

    ``untold`` are the public releases that are not shown because their text tells what is withheld. By model:
    ``opened`` are the withheld records whose withholding came to its end, ``withheld`` is how many still are.
    ``partly`` are the commitments of which a fact is withheld.
    """

    untold: frozenset[int] = frozenset()
    opened: Mapping[type, frozenset[int]] = field(default_factory=dict)
    withheld: Mapping[type, int] = field(default_factory=dict)
    partly: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Moment:
    """What releases published by ``day`` tell; with ``recorded``, as our records stood at the end of that day."""

    day: date
    recorded: date | None = None
    today: Today = field(default_factory=Today)


_asked: ContextVar[Moment | None] = ContextVar("moment", default=None)


def asked_moment() -> Moment | None:
    """Return the moment that is asked about, None for the present."""
    return _asked.get()


def asked_day() -> date:
    """Return the day that is asked about, today unless it is another; in the time zone of the site."""
    moment = _asked.get()
    return moment.day if moment else timezone.localdate()


def ask(moment: Moment) -> Token[Moment | None]:
    """Let ``moment`` be asked about from now on; return what ``forget`` takes to end it."""
    return _asked.set(moment)


def forget(token: Token[Moment | None]) -> None:
    """Let the moment be asked about no longer."""
    _asked.reset(token)
