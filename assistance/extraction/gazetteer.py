"""The places of Ukraine a text names: regions, districts, towns, and the words that stand for one named before."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from assistance.extraction.earlier import Earlier
from assistance.extraction.phrases import Phrasebook
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import phrases_of, section, table, words_of
from assistance.vocabulary import Region

CAPITAL = Region.KYIV_CITY
# Ends of the adjectives and pronouns after which a Ukrainian word for a kind of place means one that they tell.
_FEMININE = tuple("ська ську ській зька зьку зькій цька цьку цькій".split())
_OF_INSTITUTIONS = tuple("ий ій ого ому им ої ою на ні ну не ька ькі ьку ьке ва ві ву ве их ими".split())
_DESCRIBING = ("ій", "ої", "ою", "ому", "ого", "ий", "ька", "ьку", "на", "ну", "жна", "жну", "их", "им", "ими")


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the list. ``kind`` is "town", "region" or "district"."""

    name: str
    region: Region | None
    kind: str


_THE_CAPITAL = Known(CAPITAL.label, CAPITAL, "town")


@dataclass(frozen=True, slots=True)
class Named:
    """A place at tokens ``first`` to ``last``, whatever the sentence says of it."""

    known: Known
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Adjective:
    """What one adjective makes before a word for region, for district and for an institution."""

    region: Known | None = None
    district: Known | None = None
    town: Known | None = None


def _regions() -> Iterator[tuple[Region, dict[str, dict[str, list[str]]]]]:
    for code, entry in table("regions").items():
        yield Region(code), entry


@cache
def _alone() -> Phrasebook[Known]:
    found: list[tuple[str, Known]] = []
    for region, entry in _regions():
        found += [(phrase, Known(region.label, region, "region")) for phrase in entry["alone"]]
        for town, phrases in entry["towns"].items():
            found += [(phrase, Known(town, region, "town")) for phrase in phrases]
    for name, part in section("places", "natural").items():
        of = Region(part["region"]) if "region" in part else None
        found += [(phrase, Known(name, of, "region")) for phrase in part["phrases"]]
    found += [(phrase, _THE_CAPITAL) for phrase in section("places", "capital", "phrases")]
    return Phrasebook(found)


@cache
def _adjectives() -> Phrasebook[_Adjective]:
    found: dict[str, _Adjective] = {}
    for region, entry in _regions():
        town = _chief(region, entry["towns"])
        for phrase in entry["adjective"]:
            found[phrase] = _Adjective(region=Known(region.label, region, "region"), town=town)
        for name, phrases in entry["districts"].items():
            for phrase in phrases:
                known, one = Known(f"{name} district", region, "district"), found.get(phrase, _Adjective())
                town_of = one.town or (Known(name, region, "town") if name in entry["towns"] else None)
                found[phrase] = _Adjective(one.region, known, town_of)
        for name, phrases in entry.get("of_towns", {}).items():
            for phrase in phrases:
                one = found.get(phrase, _Adjective())
                found[phrase] = replace(one, town=one.town or Known(name, region, "town"))
    return Phrasebook([*found.items(), *_in_small_letters(found)])


def _in_small_letters(found: dict[str, _Adjective]) -> Iterator[tuple[str, _Adjective]]:
    """Yield the Ukrainian adjectives as they tell whose institution is meant: «харківський водоканал»."""
    common = words_of("places", "words", "common_adjectives")
    for phrase, adjective in found.items():
        if phrase[0] >= "\u0400" and phrase.lower() not in common and adjective.town is not None:
            yield phrase.lower(), _Adjective(town=adjective.town)


def _chief(region: Region, towns: dict[str, list[str]]) -> Known | None:
    """Return the town that the adjective of a region also means; that of Kyiv region means the capital."""
    if region is Region.KYIV:
        return Known(CAPITAL.label, CAPITAL, "town")
    return next((Known(town, region, "town") for town in towns), None)


def named(source: Source, sentence: Sentence) -> tuple[Named, ...]:
    """Return every place that a sentence names, in order."""
    known, key = _remembered(source), (sentence.first, sentence.last)
    if key not in known:
        known[key] = _named(source, sentence)
    return known[key]


@lru_cache(maxsize=1)
def _remembered(source: Source) -> dict[tuple[int, int], tuple[Named, ...]]:
    """Return what was found in the sentences of a text so far."""
    return {}


def _named(source: Source, sentence: Sentence) -> tuple[Named, ...]:
    found = _with_adjectives(source, sentence)
    covered = {index for one in found for index in range(one.first, one.last)}
    for match in _alone().find(source.tokens, sentence.first, sentence.last):
        if covered.intersection(range(match.first, match.last)):
            continue
        if match.value is not _THE_CAPITAL or not _of_others(source, sentence, match.last):
            found.append(Named(match.value, match.first, match.last))
    return tuple(sorted(found, key=lambda one: one.first))


def again(source: Source, sentence: Sentence) -> Iterator[Named]:
    """Yield the places that only a word for their kind points back to: "the region", «громаді», «місту»."""
    tokens = source.tokens
    for match in phrases_of("places", "again").find(tokens, sentence.first, sentence.last):
        before = tokens[match.first - 1] if match.first > sentence.first else None
        after = tokens[match.last] if match.last < sentence.last else None
        told = before is not None and not before.text.isascii() and before.low.endswith(_DESCRIBING)
        named_after = after is not None and (
            after.low == "of"
            or (match.value == "town" and not tokens[match.first].low.startswith("громад") and after.text[0].isupper())
        )
        if told or named_after:
            continue
        known = _last_named(source, sentence, match.value)
        if known is not None:
            yield Named(known, match.first, match.last)


def _last_named(source: Source, sentence: Sentence, kind: str) -> Known | None:
    """Return the region or town that the sentences before name last."""

    def told(number: int) -> Known | None:
        names = reversed(named(source, source.sentences[number]))
        return next((one.known for one in names if one.known.kind == kind and one.known.region is not None), None)

    return _earlier(source).nearest(kind, source.number_of(sentence), told)


@lru_cache(maxsize=1)
def _earlier(source: Source) -> Earlier[Known]:
    return Earlier()


def _of_others(source: Source, sentence: Sentence, last: int) -> bool:
    """Tell whether "the capital" is that of another country ("of Poland", «столиця Угорщини»)."""
    following = source.tokens[last] if last < sentence.last else None
    return following is not None and (following.low == "of" or following.text[:1].isupper())


def _with_adjectives(source: Source, sentence: Sentence) -> list[Named]:
    """Return what adjectives make with the word after them, over a list of such adjectives."""
    found: list[Named] = []
    pending: list[tuple[int, int, _Adjective]] = []
    tokens = source.tokens
    matches = {match.first: match for match in _adjectives().every(tokens, sentence.first, sentence.last)}
    index = min(matches, default=sentence.last)
    while index < sentence.last:
        low, match = tokens[index].low, matches.get(index)
        if match and not (pending and pending[-1][1] == index):
            pending.append((match.first, match.last, match.value))
            index = match.last
            continue
        kind = _kind_of(source, sentence, index) if pending else ""
        elliptic = not kind and bool(pending) and _is_elliptic(source, sentence, index)
        kind = "region" if elliptic else kind
        if kind:
            if pending[-1][1] == index and kind != "town" and not elliptic:
                pending[-1] = (pending[-1][0], index + 1, pending[-1][2])
            made = [(first, last, getattr(adjective, kind)) for first, last, adjective in pending]
            found += [Named(known, first, last) for first, last, known in made if known is not None]
            pending = []
        elif low not in (",", "and", "та", "і", "й", "the") and not _describes(source, index):
            pending = []
        index += 1
    return found


def _describes(source: Source, index: int) -> bool:
    """Tell whether an adjective may stand between that of a place and an institution: «Харківський національний …»."""
    token = source.tokens[index]
    return token.text.islower() and token.low >= "\u0400" and token.low.endswith(_OF_INSTITUTIONS)


def _is_elliptic(source: Source, sentence: Sentence, index: int) -> bool:
    """Tell whether the word for a region is left out before ``index``: «Запорізькій надійшло 34, Херсонській – 15»."""
    tokens, adjective = source.tokens, source.tokens[index - 1]
    if index + 1 >= sentence.last or not adjective.low.endswith(_FEMININE):
        return False
    if tokens[index].text in "-(":
        return tokens[index + 1].text[0].isdigit()
    given = phrases_of("recipients", "gives_uk", "donating").at(tokens, index, sentence.last)
    return given is not None and any(token.text[0].isdigit() for token in tokens[index : index + 3])


def _kind_of(source: Source, sentence: Sentence, index: int) -> str:
    """Return what the word at ``index`` makes of the adjectives before it."""
    low = source.tokens[index].low
    if low in words_of("roles", "region_words"):
        return "region"
    if low in words_of("places", "words", "districts"):
        return "district"
    if phrases_of("places", "words", "regional").at(source.tokens, index, sentence.last):
        return "region"
    if phrases_of("places", "words", "institutions").at(source.tokens, index, sentence.last):
        return "town"
    return ""
