"""How fetching refuses."""

from __future__ import annotations

#: How many characters are kept of what a host says.
LONGEST_DETAIL = 300


class FetchError(ValueError):
    """Something could not be fetched; the message says why and what to do.

    ``reason`` is the message as the catalogues have it, with ``%(name)s`` where ``details`` go. ``passing`` tells that
    it may be otherwise soon, ``wait`` for how many seconds the host asked to be left alone, where it did. What hosts
    say gets into ``details``, so they are cut short and rid of what cannot be printed, or kept in a database.
    """

    def __init__(self, reason: str, *, passing: bool = False, wait: int | None = None, **details: str | int) -> None:
        self.reason = reason
        self.details = {name: _printable(said) for name, said in details.items()}
        super().__init__(reason % self.details)
        self.passing = passing
        self.wait = wait


def _printable(said: str | int) -> str | int:
    if isinstance(said, int):
        return said
    return "".join(letter for letter in said if letter.isprintable())[:LONGEST_DETAIL]
