"""Givers named in a row: "надійшли від A, B та C", "was provided by: A, B, C". Most such names stand in no list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistance.extraction import bodies
from assistance.extraction.known import HOME
from assistance.extraction.parties import Known, Mention, type_of
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import phrases_of, words_of

_SHORTEST_ROW = 4
_SHORTEST_LIST = 2
_LONGEST_NAME = 9
_GIVING_FORMS = frozenset({"name", "adjective", "agency", "organisation", "unlisted", "subnational"})


def complete(source: Source, sentence: Sentence, found: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the mentions of a sentence with those of its row of givers; a sentence without a row keeps its own."""
    mentions = list(found)
    opening = next(phrases_of("roles", "rows", "phrases").find(source.tokens, sentence.first, sentence.last), None)
    parts = list(_described(source, _parts(source, opening.last, sentence.last))) if opening else []
    listed = opening is not None and source.tokens[opening.last - 1].text == ":"
    shortest = _SHORTEST_LIST if listed else _SHORTEST_ROW
    starts = {one.first for one in mentions if listed and one.who.form in _GIVING_FORMS and one.who.key != HOME}
    named = [
        part for part in parts
        if source.tokens[part.first].text[0].isupper() or any(part.first <= at < part.last for at in starts)
    ]  # fmt: skip
    if len(parts) < shortest or 2 * len(named) < len(parts):
        return tuple(mentions)
    for part in parts:
        inside = [one for one in mentions if part.first <= one.first < part.end]
        mentions = [one for one in mentions if one not in inside]
        own = [one for one in inside if one.first < part.last]
        known = next((one for one in own if one.who.form in _GIVING_FORMS and one.who.key != HOME), None)
        if known is not None:
            mentions.append(replace(known, context="row", last=max(known.last, part.end)))
        elif part.last - part.first <= _LONGEST_NAME and part in named:
            mentions.append(_mention(source, part))
    return tuple(sorted(mentions, key=lambda one: one.first))


@dataclass(frozen=True, slots=True)
class _Part:
    """One name of a row at tokens ``first`` to ``last``; what is said of it reaches to ``end``."""

    first: int
    last: int
    end: int


def _described(source: Source, parts: Iterable[tuple[int, int]]) -> Iterator[_Part]:
    """Yield the names with what is said of them behind a comma: "Alfa, a charity registered in Canada"."""
    last: _Part | None = None
    for first, end in parts:
        if last is not None and source.tokens[first].low in words_of("roles", "rows", "asides"):
            last = replace(last, end=end)
            continue
        if last is not None:
            yield last
        last = _Part(first, end, end)
    if last is not None:
        yield last


def _parts(source: Source, first: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the names of a row; a comma inside brackets parts nothing."""
    depth, begin = 0, first
    for index in range(first, stop):
        token = source.tokens[index]
        if token.text == ":":
            stop = index
            break
        depth += (token.text == "(") - (token.text == ")")
        closes = token.text in ",;." or token.low in words_of("roles", "row_joins")
        initial = token.text == "." and len(source.tokens[index - 1].text) == 1
        if closes and depth <= 0 and not initial:
            if begin < index:
                yield begin, index
            begin = index + 1
    if begin < stop:
        yield begin, stop


def _mention(source: Source, part: _Part) -> Mention:
    first, last = part.first, part.last
    start, end = source.tokens[first].start, source.tokens[last - 1].end
    name = source.words_of(first, last)
    head = next(phrases_of("roles", "organisation_heads").find(source.tokens, first, last), None)
    kind = type_of(head.value.split("_")[0]) if head else type_of("ngo")
    known = Known(name.casefold(), name, "unlisted", kind, bodies.seat(source, last, part.end), "both")
    return Mention(known, first, part.end, start, end, "row", "rows.named")
