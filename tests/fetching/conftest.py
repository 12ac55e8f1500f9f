"""A guest whose pauses take no time."""

from __future__ import annotations

from typing import Any

import pytest

from assistance.fetching import Manners, Visitor


class Clock:
    """A clock that stands still but for the pauses that are taken."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        if seconds:
            self.pauses.append(seconds)
            self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def guest(clock: Clock, **manners: Any) -> Visitor:
    """Return a visitor that may ask this machine by its number, and by no name."""
    private = frozenset({"127.0.0.1"})
    given = Manners(**{"home": "https://tracker.example.org", "private_hosts": private, "seconds": 5} | manners)
    return Visitor(given, clock=clock, sleep=clock.sleep)


def up_to(number: int) -> Any:
    """Return what takes ``number`` bytes of any kind."""
    return lambda _kind: number
