"""Those who receive, described in English: "schools of Sumy region", "families of fallen soldiers".

A description counts where something goes to it: after a word of giving or before a word of receiving.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from assistance.extraction import gazetteer
from assistance.extraction.descriptions import (
    Described,
    comes_from_abroad,
    endings_of,
    ends_at,
    foreign,
    past_adverbs,
)
from assistance.extraction.known import HOME, book
from assistance.extraction.phrases import Match, Phrasebook
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import phrases_of, section, words_of

_LETTER = re.compile("[a-z]")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_ARTICLES = frozenset(("the", "a", "an", "its", "their", "our", "'s"))
_MOST_DESCRIBING = 3
_PLURAL = ("s", "people", "children", "personnel", "youth", "population", "vulnerable", "wounded", "women", "police")
_LONGEST_CLAUSE = 9
_MOVABLE = 4
_LONGEST_PARENTHESIS = 9
_LONGEST_NAME = 7


def find(source: Source, sentence: Sentence) -> Iterator[tuple[Described, bool]]:
    """Yield every description of a sentence, and whether something goes to it."""
    if not _LETTER.search(source.plain, sentence.start, sentence.end):
        return
    yield from _telling(source, sentence)
    for match in _heads().find(source.tokens, sentence.first, sentence.last):
        one = _built(source, sentence, match)
        if one is not None:
            aimed = _is_aim(source, sentence, one)
            yield replace(one, aimed=aimed), aimed or receives(source, sentence, one.first, one.last)


def _is_aim(source: Source, sentence: Sentence, one: Described) -> bool:
    """Tell whether something is only meant for a description: "to support schools", "beds for hospitals"."""
    if _takes(source, sentence, one.last) or not receives(source, sentence, one.first, one.last):
        return False
    return ends_at(phrases_of("recipients", "gives", "aims"), source, sentence, one.first)


def _telling(source: Source, sentence: Sentence) -> Iterator[tuple[Described, bool]]:
    """Yield nouns that no list knows, told by what stands before them: "Ukrainian beekeepers"."""
    tokens, telling = source.tokens, words_of("recipients", "describing", "telling")
    lows = tokens.lows[sentence.first : sentence.last - 1]
    for first in [at for at, low in enumerate(lows, sentence.first) if low in telling]:
        last = first + 1
        while last < min(sentence.last, first + 4) and tokens[last].text.isascii() and tokens[last].text.islower():
            if tokens[last].low in words_of("recipients", "tail", "after_singular"):
                break
            last += 1
        head = tokens[last - 1].low
        noun = last > first + 1 and head.endswith("s") and not head.endswith(("ss", "'s", "ics"))
        if noun and head not in words_of("recipients", "describing", "never"):
            end = _right(source, sentence, last, head)
            if not any(foreign().find(tokens, first, end)):
                yield Described(first, end, last, proper=False), receives(source, sentence, first, end)


def receives(source: Source, sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether in English something goes to the tokens ``first`` to ``last``."""
    if _takes(source, sentence, last) or _heads_line(source, sentence, first, last):
        return True
    if not ends_at(phrases_of("recipients", "gives", "before"), source, sentence, first):
        return False
    stopped = ends_at(phrases_of("recipients", "gives", "bars"), source, sentence, first)
    return not stopped or comes_from_abroad(source, sentence, first)


def _heads_line(source: Source, sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether a line begins with whom it is about: "Children: SEK 25 million through UNICEF"."""
    return first == sentence.first and last + 1 < sentence.last and source.tokens[last].text == ":"


def _takes(source: Source, sentence: Sentence, last: int) -> bool:
    """Tell whether a verb of receiving follows; what "was handed over to" somebody receives nothing."""
    tokens = source.tokens
    last = past_adverbs(source, sentence, last)
    if last < sentence.last and tokens[last].text == ",":
        last = next(
            (
                at + 1
                for at in range(last + 1, min(last + _LONGEST_PARENTHESIS, sentence.last))
                if tokens[at].text == ","
            ),
            last,
        )
    match = phrases_of("recipients", "gives", "after").at(tokens, last, sentence.last) if last < sentence.last else None
    following = tokens[match.last].low if match and match.last < sentence.last else ""
    handed = match is not None and tokens[match.last - 1].low == "handed" and following == "over"
    return match is not None and not handed and following not in ("to", "into")


@cache
def _heads() -> Phrasebook[str]:
    kinds = ("whole", "proper", "strong", "weak")
    return Phrasebook([(phrase, kind) for kind in kinds for phrase in section("recipients", "heads", kind)])


def _built(source: Source, sentence: Sentence, match: Match[str]) -> Described | None:
    """Return a head with the words that describe it; None where it needs some and has none, or is of another state."""
    tokens = source.tokens
    if match.value == "whole":
        return Described(match.first, match.last, match.last, proper=True)
    first = _left(source, sentence, match)
    last = _right(source, sentence, match.last, tokens[match.last - 1].low)
    singular = not any(token.low.endswith(_PLURAL) for token in tokens[match.first : match.last])
    if any(
        token.text in words_of("recipients", "movable")
        for token in tokens[max(first, match.last - _MOVABLE) : match.last]
    ):
        return None
    if (singular and _goes_before_noun(source, sentence, match.last)) or _is_place(source, sentence, match.last):
        return None
    of_others = first > 1 and tokens[first - 1].low == "'s" and foreign().at(tokens, first - 2, first)
    if of_others or any(foreign().find(tokens, first, match.last)):
        return None
    if any(foreign().find(tokens, match.last, last)):
        last = match.last
    needy = match.value in ("weak", "proper") or (singular and match.last - match.first == 1)
    told = _is_told(source, match, first, last) or _heads_line(source, sentence, first, last)
    if needy and not told and not _points_back(source, sentence, match):
        return None
    return Described(first, last, match.last, proper=match.value == "proper")


def _is_place(source: Source, sentence: Sentence, last: int) -> bool:
    """Tell whether a word for a place is part of its name or leads up to it: "Kharkiv region", "its twin city Kyiv"."""
    every = gazetteer.named(source, sentence)
    kind = source.tokens[last - 1].low in words_of("recipients", "places", "kinds_of_place")
    twin = source.tokens[max(last - 2, 0)].low in words_of("recipients", "places", "twins")
    begin = last + (last < sentence.last and source.tokens[last].low in ((",", "of") if twin else (",",)))
    return kind and any(last == one.last or one.first in (last, begin) for one in every)


def _points_back(source: Source, sentence: Sentence, match: Match[str]) -> bool:
    """Tell whether "the hospital" alone may be one named before."""
    if match.last - match.first != 1 or match.first == sentence.first:
        return False
    word, before = source.tokens[match.first].low, source.tokens[match.first - 1].low
    return before in ("the", "this") and word in words_of("recipients", "again", "bodies")


def _goes_before_noun(source: Source, sentence: Sentence, last: int) -> bool:
    """Tell whether a word only describes the noun after it: "hospital beds"."""
    following = source.tokens[last].text if last < sentence.last else ""
    return following.islower() and following not in words_of("recipients", "tail", "after_singular")


def _is_told(source: Source, match: Match[str], first: int, last: int) -> bool:
    """Tell whether a head has words that say who is meant."""
    head = source.tokens[match.last - 1].low
    if head in words_of("recipients", "heads", "grouped"):
        return first < match.first
    before = source.tokens[first : match.first]
    named = any(token.text[0].isupper() for token in before) if match.value == "proper" else bool(before)
    return named or last > match.last


def _left(source: Source, sentence: Sentence, match: Match[str]) -> int:
    """Return where the words that describe a head begin."""
    tokens, first = source.tokens, match.first
    words = words_of("recipients", "describing", "words")
    endings = endings_of("describing", "endings")
    counts = words_of("recipients", "describing", "counts")
    while first > sentence.first:
        token = tokens[first - 1]
        opens = first - 1 == sentence.first and match.value != "proper"
        given = token.low == "ukraine" and tokens[first].low != "'s"
        capital = token.text[0].isupper() and token.low not in counts and not given and not opens
        named = capital or _ORDINAL.match(token.low)
        if token.low in words or token.low.endswith(endings) or named:
            first -= 1
        elif _joins_adjectives(source, sentence, first):
            first -= 2
        elif determined := _behind_article(source, sentence, first):
            first = determined
            break
        else:
            break
    if tokens[match.last - 1].low.endswith("s") and first < match.first and tokens[first].text[0].isupper():
        first = _row_before(source, sentence, first)
    while first < match.first and tokens[first].low in ("'s", "most"):
        first += 1
    return first


def _behind_article(source: Source, sentence: Sentence, first: int) -> int:
    """Return where words that no list has begin behind an article: "the |electricity distribution| company"; else 0."""
    tokens, stops = source.tokens, words_of("recipients", "tail", "after_singular")
    for at in range(first - 1, max(sentence.first, first - 1 - _MOST_DESCRIBING), -1):
        word = tokens[at]
        if not (word.text.islower() and word.text.isascii() and word.text.isalpha()) or word.low in stops:
            return 0
        if tokens[at - 1].low in _ARTICLES:
            return at
    return 0


def _joins_adjectives(source: Source, sentence: Sentence, first: int) -> bool:
    """Tell whether "and" before the token ``first`` joins two adjectives: "educational and medical institutions"."""
    if first - 2 <= sentence.first or source.tokens[first - 1].low not in ("and", "or"):
        return False
    return all(source.tokens[at].low.endswith(("al", "ary", "ic")) for at in (first - 2, first))


def _row_before(source: Source, sentence: Sentence, first: int) -> int:
    """Return where the names begin that share a head: "Bilopillia, Krolevets and Shostka communities"."""
    tokens = source.tokens
    while first - 2 > sentence.first and tokens[first - 1].low in ("and", ",") and tokens[first - 2].text[0].isupper():
        first -= 2
    return first


def _right(source: Source, sentence: Sentence, last: int, head: str) -> int:
    """Return where the words that go on with a head end."""
    for _ in range(3):
        reached = _tail(source, sentence, last, head)
        if reached == last:
            break
        last = reached
    return last


def _tail(source: Source, sentence: Sentence, last: int, head: str) -> int:
    if last >= sentence.last:
        return last
    tokens = source.tokens
    called = _called(source, sentence, last, head) or _honoured(source, sentence, last)
    if called:
        return called
    people = phrases_of("recipients", "tail", "of_people").at(tokens, last, sentence.last)
    if people:
        return people.last
    clause = phrases_of("recipients", "tail", "clauses").at(tokens, last, sentence.last)
    relative = tokens[last].low in words_of("recipients", "tail", "relative")
    if clause or (relative and head in words_of("recipients", "heads", "people")):
        stop = clause.last if clause else last + 1
        signs = words_of("recipients", "tail", "stops" if clause else "signs")
        while stop < min(sentence.last, last + _LONGEST_CLAUSE) and tokens[stop].low not in signs:
            stop += 1
        return stop
    proper = tokens[last].low == "for" and tokens[last - 1].text[0].isupper()
    if proper or tokens[last].low in words_of("recipients", "tail", "prepositions"):
        return max(_places_after(source, sentence, last + 1), _group_after(source, sentence, last))
    return last


def _group_after(source: Source, sentence: Sentence, last: int) -> int:
    """Return where a group in small letters ends: "pupils |of front-line schools|"; ``last`` where there is none."""
    tokens, at = source.tokens, last + 1
    if tokens[last].low != "of":
        return last
    at += at < sentence.last and tokens[at].low in _ARTICLES
    first, stops = at, words_of("recipients", "tail", "after_singular")
    while at < min(sentence.last, first + _MOST_DESCRIBING + 1) and tokens[at].low not in stops:
        if not (tokens[at].text.islower() and tokens[at].text.isascii()):
            break
        at += 1
    return at if at > first and tokens[at - 1].low.endswith(_PLURAL) else last


def _called(source: Source, sentence: Sentence, last: int, head: str) -> int:
    """Return where a number or a name in quotes after a head ends; 0 where there is none."""
    tokens = source.tokens
    numbered = phrases_of("recipients", "tail", "numbers").at(tokens, last, sentence.last)
    if numbered or tokens[last].text != '"' or head.endswith("s"):
        return numbered.last if numbered else 0
    return next(
        (at + 1 for at in range(last + 2, min(last + _LONGEST_NAME, sentence.last)) if tokens[at].text == '"'), 0
    )


def _honoured(source: Source, sentence: Sentence, last: int) -> int:
    """Return where the name of a person ends after whom a body is named; 0 where there is none."""
    match = phrases_of("recipients", "tail", "named_after").at(source.tokens, last, sentence.last)
    at = match.last if match else last
    while at < min(sentence.last, last + _LONGEST_NAME) and match and source.tokens[at].text[0].isupper():
        at += 1
    return at if match and at > match.last else 0


def _is_abroad(source: Source, index: int, stop: int) -> bool:
    match = book().at(source.tokens, index, stop)
    return match is not None and match.value.form in ("name", "capital", "subnational") and match.value.key != HOME


def _places_after(source: Source, sentence: Sentence, index: int) -> int:
    """Return where the row of places that begins at ``index`` ends; 0 where none begins."""
    tokens, end = source.tokens, 0
    while index < sentence.last:
        token = tokens[index]
        month = token.low in words_of("recipients", "tail", "months")
        named = token.text[0].isupper() or _ORDINAL.match(token.low)
        if named and _is_abroad(source, index, sentence.last):
            break
        if (named and not month) or token.low in words_of("recipients", "tail", "places"):
            end = index + 1
        elif token.low not in words_of("recipients", "tail", "between") | words_of("numbers", "words", "en"):
            break
        index += 1
    return end
