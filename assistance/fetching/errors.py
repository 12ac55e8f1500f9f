"""How fetching refuses."""

from __future__ import annotations


class FetchError(ValueError):
    """Something could not be fetched; the message says why and what to do.

    ``reason`` is the message as the catalogues have it, with ``%(name)s`` where ``details`` go. ``passing`` tells that
    it may be otherwise soon, ``wait`` for how many seconds the host asked to be left alone, where it did.
    """

    def __init__(self, reason: str, *, passing: bool = False, wait: int | None = None, **details: str | int) -> None:
        super().__init__(reason % details)
        self.reason = reason
        self.details = details
        self.passing = passing
        self.wait = wait
