"""What the nearest of the sentences before one tells."""

from collections.abc import Callable
from typing import Generic, TypeVar

Found = TypeVar("Found")


class Earlier(Generic[Found]):
    """Looks back for something from sentence after sentence of a text, and past none of them twice."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, Found | None]] = {}

    def nearest(self, key: str, number: int, told: Callable[[int], Found | None]) -> Found | None:
        """Return what the last sentence before ``number`` tells that tells something of ``key``.

        ``told`` returns what the sentence of a number tells of it.
        """
        reached, found = self._known.get(key, (0, None))
        if number < reached:
            reached, found = 0, None
        found = next((one for at in range(number - 1, reached - 1, -1) if (one := told(at)) is not None), found)
        self._known[key] = (number, found)
        return found
