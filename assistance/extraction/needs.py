"""Needs: things wished for or missing, in sentences where no donor promises any."""

from collections.abc import Collection, Sequence

from assistance.extraction.findings import Need, Span
from assistance.extraction.reading import Said
from assistance.extraction.text import Source
from assistance.extraction.things import Thing
from assistance.extraction.wordlists import phrases_of, words_of
from assistance.vocabulary import ItemCategory

_LONGEST = 14


def find(source: Source, told: Sequence[Said], claimed: Collection[int]) -> tuple[Need, ...]:
    """Return the needs of a release. ``claimed`` are the numbers of sentences that tell of assistance."""
    found = []
    for said in told:
        if said.number in claimed or said.barrier is not None:
            continue
        found += _needs(source, said)
    return tuple(found)


def _needs(source: Source, said: Said) -> list[Need]:
    """Return a need for every thing that is asked for; where kinds are told, what only sums them up is left out."""
    sentence = said.sentence
    for match in phrases_of("needs", "asks").find(source.tokens, sentence.first, sentence.last):
        span = source.span(sentence.start, sentence.end)
        later = [thing for thing in said.things if thing.first >= match.last]
        things = later or ([] if match.value == "for_things" else list(said.things))
        if things:
            kinds = [one for one in things if one.category is not ItemCategory.OTHER]
            return [_for_thing(source, span, thing) for thing in kinds or things]
        if match.value == "for_things":
            continue
        if match.value == "welcome":
            what = _subject(source, sentence.first, match.first)
        else:
            what = _object(source, match.last, sentence.last)
        if what:
            return [Need(span=span, rule=f"needs.{match.value.replace('_', '-')}", what=what)]
    return []


def _for_thing(source: Source, span: Span, thing: Thing) -> Need:
    what = source.words_of(thing.first, thing.last)
    number = thing.quantity.value if thing.quantity else None
    unit = thing.quantity.unit if thing.quantity else None
    return Need(span=span, rule="needs.thing", what=what, category=thing.category, quantity=number, unit=unit)


def _object(source: Source, first: int, stop: int) -> str:
    """Return the words that follow the asking, up to the end of their clause."""
    last = first
    while last < stop and last - first < _LONGEST and source.tokens[last].text not in '.,;:!?-"(':
        last += 1
    if last - first < 2:
        return ""
    return source.words_of(first, last)


def _subject(source: Source, floor: int, stop: int) -> str:
    """Return the words that lead up to the asking, from the beginning of their clause."""
    first = stop
    while first > floor and stop - first < _LONGEST and source.tokens[first - 1].text not in '.,;:!?-"(':
        first -= 1
    while first < stop and source.tokens[first].low in words_of("clauses", "joins"):
        first += 1
    if stop - first < 2:
        return ""
    return source.words_of(first, stop)
