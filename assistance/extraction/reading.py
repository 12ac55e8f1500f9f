"""What one sentence holds: every mention in it, found once and kept together."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistance.extraction import items, money, parties, places, rows, status, traps
from assistance.extraction.findings import Place, SectorMention
from assistance.extraction.known import HOME
from assistance.extraction.money import Money
from assistance.extraction.numerals import Numeral
from assistance.extraction.parties import Mention
from assistance.extraction.status import Cue
from assistance.extraction.text import Sentence, Source
from assistance.extraction.things import Thing
from assistance.extraction.wordlists import phrases_of
from assistance.vocabulary import Sector, TrapReason

_FIRST = 4
#: So many sentences on, "another 8" still counts what was counted last.
_FAR = 6


@dataclass(frozen=True, slots=True)
class Said:
    """The mentions of one sentence. ``nouns`` are the kinds of nouns for assistance in it ("aid", "training", ...)."""

    number: int
    sentence: Sentence
    parties: tuple[Mention, ...]
    moneys: tuple[Money, ...]
    things: tuple[Thing, ...]
    cues: tuple[Cue, ...]
    places: tuple[Place, ...]
    nouns: frozenset[str]
    barrier: TrapReason | None


def read(source: Source, language: str, numbers: Sequence[Numeral]) -> tuple[Said, ...]:
    """Return every sentence with its mentions, in order."""
    sums = money.find(source, numbers, _about(source) if money.leaves_open(source) else None)
    starts = [sentence.start for sentence in source.sentences]
    sums_of: dict[int, list[Money]] = defaultdict(list)
    for one in sums:
        sums_of[bisect_right(starts, one.start) - 1].append(one)
    numbers_of: dict[int, list[Numeral]] = defaultdict(list)
    ends = [one.end for one in sums]
    for number in numbers:
        after = bisect_right(ends, number.start)
        if after == len(sums) or number.start < sums[after].start:
            numbers_of[bisect_right(starts, number.start) - 1].append(number)
    told: list[Said] = []
    counted: tuple[int, Thing] | None = None
    for position in range(len(source.sentences)):
        before = counted[1] if counted and position - counted[0] <= _FAR else None
        said = _said(source, language, position, tuple(sums_of[position]), numbers_of[position], before=before)
        told.append(said)
        counted = _last_counted(said) or counted
    return tuple(told)


def _last_counted(said: Said) -> tuple[int, Thing] | None:
    """Return the thing a sentence counts last, with its number; "a" counts only where something is given."""
    for one in reversed(said.things):
        if one.quantity and (one.quantity.value > 1 or said.cues):
            return said.number, one
    return None


def _about(source: Source) -> str | None:
    """Return the foreign state that a text names first."""
    for sentence in source.sentences[:_FIRST]:
        for mention in parties.find(source, sentence):
            if mention.who.country not in (None, HOME):
                return mention.who.country
    return None


def _said(
    source: Source, language: str, position: int, sums: tuple[Money, ...], numbers: Sequence[Numeral],
    *, before: Thing | None,
) -> Said:  # fmt: skip
    sentence = source.sentences[position]
    taken = {index for one in sums for index in range(*source.tokens_between(one.start, one.end))}
    mentions = rows.complete(source, sentence, parties.find(source, sentence, taken))
    taken.update(index for mention in mentions for index in range(mention.first, mention.last))
    things = items.find(source, sentence, language, numbers, frozenset(taken), before=before)
    every = [*phrases_of("verbs", "nouns").every(source.tokens, sentence.first, sentence.last)]
    return Said(
        number=position, sentence=sentence, parties=mentions, moneys=sums, things=things,
        cues=status.find(source, sentence.first, sentence.last), places=places.find(source, sentence),
        nouns=frozenset(match.value for match in every), barrier=traps.barrier(source, sentence),
    )  # fmt: skip


def sectors(source: Source, first: int, last: int) -> tuple[SectorMention, ...]:
    """Return the sectors that the words of tokens ``first`` to ``last`` tell, each once."""
    found: dict[str, SectorMention] = {}
    for match in phrases_of("sectors", "sectors").every(source.tokens, first, last):
        span = source.span_of(match.first, match.last)
        found.setdefault(
            match.value,
            SectorMention(span=span, rule=f"sectors.{match.value.replace('_', '-')}", value=Sector(match.value)),
        )
    return tuple(found.values())
