"""In what mood and time a verb of giving may stand, and the place in a sentence where it is met."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistance.extraction.phrases import Word
from assistance.extraction.verbs import Form

#: How many words before a verb its auxiliaries are looked for.
CHAIN = 7


@dataclass(frozen=True, slots=True)
class Mood:
    """How a verb stands. ``name`` as in the table of moods, or "gerund", "purpose" (under another verb or none).

    ``first`` is the token where its auxiliaries begin. ``firm`` where the verb is a full verb of its clause.
    """

    name: str
    first: int
    negated: bool = False
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A form of a verb at token ``index`` of ``tokens[floor:stop]``."""

    tokens: Sequence[Word]
    index: int
    floor: int
    stop: int
    form: Form

    @property
    def before(self) -> Word | None:
        """Return the word before the verb."""
        return self.tokens[self.index - 1] if self.index > self.floor else None

    @property
    def after(self) -> Word | None:
        """Return the word after the verb and the particle that stands right behind it."""
        end = self.index + 1
        if end < self.stop and self.form.particles and self.tokens[end].low == self.form.particles[0]:
            end += len(self.form.particles)
        return self.tokens[end] if end < self.stop else None
