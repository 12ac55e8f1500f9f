"""A named kind of equipment as a sentence tells it, before it becomes a finding."""

from dataclasses import dataclass

from assistance.extraction.quantities import Quantity
from assistance.extraction.text import Source, Token
from assistance.vocabulary import ItemCategory

#: What stands between the things of a list.
SEPARATORS = frozenset((",", ";", "and", "та", "і", "й", "or", "або", "plus", "а", "ще", "also", "as", "well"))


@dataclass(frozen=True, slots=True)
class Thing:
    """A named kind of equipment at tokens ``first`` to ``last``; ``weak`` where the name says little alone.

    ``named`` are the stretches of tokens its name is made of where it does not stand in one piece: "fire … machinery"
    in "fire and engineering machinery", or "machines" before "another 8 later".
    """

    first: int
    last: int
    category: ItemCategory
    quantity: Quantity | None
    weak: bool
    pointing: bool
    rule: str
    named: tuple[tuple[int, int], ...] = ()

    def words(self, source: Source) -> tuple[Token, ...]:
        """Return the words of the name, in the order of the name."""
        pieces = self.named or ((self.first, self.last),)
        return tuple(token for first, last in pieces for token in source.tokens[first:last])
