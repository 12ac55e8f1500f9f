"""Where assistance goes: regions of Ukraine, its towns, and foreign states where a training is held."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistance.extraction.findings import Place
from assistance.extraction.phrases import Phrasebook
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import table, words_of
from assistance.vocabulary import Region


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    region: Region
    kind: str


def _entries() -> Iterator[tuple[str, _Known]]:
    for code, entry in table("regions").items():
        region = Region(code)
        for phrase in entry["adjective"]:
            yield phrase, _Known(region.label, region, "adjective")
        for phrase in entry["alone"]:
            yield phrase, _Known(region.label, region, "region")
        for town, phrases in entry["towns"].items():
            yield from ((phrase, _Known(town, region, "town")) for phrase in phrases)


@cache
def _towns() -> Phrasebook[_Known]:
    return Phrasebook([(phrase, known) for phrase, known in _entries() if known.kind != "adjective"])


@cache
def _adjectives() -> Phrasebook[_Known]:
    return Phrasebook([(phrase, known) for phrase, known in _entries() if known.kind == "adjective"])


def find(source: Source, sentence: Sentence) -> tuple[Place, ...]:
    """Return the regions and towns of one sentence in order, each name once.

    "Sumy, Kharkiv and Poltava oblasts" names three regions.
    """
    regions = _regions(source, sentence)
    covered = {index for first, last, _ in regions for index in range(first, last)}
    found = [_place(source, first, last, known, "places.region") for first, last, known in regions]
    found += [
        _place(source, match.first, match.last, match.value, f"places.{match.value.kind}")
        for match in _towns().find(source.tokens, sentence.first, sentence.last)
        if not covered.intersection(range(match.first, match.last))
        and not _heads_line(source, sentence, match.first, match.last)
    ]
    seen: dict[str, Place] = {}
    for place in sorted(found, key=lambda one: one.span):
        seen.setdefault(place.name, place)
    return tuple(seen.values())


def _heads_line(source: Source, sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether a town only says where the report was written ("KYIV, 4 April 2024 -", "KYIV. Jan 11")."""
    return first == sentence.first and last < sentence.last and source.tokens[last].text in ",.-("


def _place(source: Source, first: int, last: int, known: _Known, rule: str) -> Place:
    span = source.span(source.tokens[first].start, source.tokens[last - 1].end)
    return Place(span=span, rule=rule, name=known.name, region=known.region)


def _regions(source: Source, sentence: Sentence) -> list[tuple[int, int, _Known]]:
    """Return the adjectives that a word for region follows, over a list of such adjectives."""
    found: list[tuple[int, int, _Known]] = []
    pending: list[tuple[int, int, _Known]] = []
    tokens, index = source.tokens, sentence.first
    while index < sentence.last:
        match = _adjectives().at(tokens, index, sentence.last)
        if match:
            pending.append((match.first, match.last, match.value))
            index = match.last
            continue
        if tokens[index].low in words_of("roles", "region_words"):
            if pending and pending[-1][1] == index:
                pending[-1] = (pending[-1][0], index + 1, pending[-1][2])
            found += pending
            pending = []
        elif tokens[index].low not in (",", "and", "та", "і", "й"):
            pending = []
        index += 1
    return found
