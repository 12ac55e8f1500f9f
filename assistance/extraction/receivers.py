"""Who receives: the bodies of the list where something goes to them, people and places as the text describes them."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from assistance.extraction import described_en, described_uk, gazetteer, places
from assistance.extraction.descriptions import Described, endings_of, ends_at, foreign, joined
from assistance.extraction.earlier import Earlier
from assistance.extraction.gazetteer import Named
from assistance.extraction.known import HOME
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import phrases_of, section, table, words_of

_NEAR = 8
_LEADING = 5
_STEM = 5
_KIND = 4
_ROW = 2
# Ends of a Ukrainian noun that may be a dative, which a verb of giving right before it makes one.
_DATIVE = ("у", "ю", "і", "ї", "ам", "ям", "ому", "ові", "еві")
_CONSONANTS = tuple("бвгґджзйклмнпрстфхцчшщь")


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who receives, at tokens ``first`` to ``last``; the words from ``start`` to ``end`` are the short form of it."""

    key: str
    name: str
    first: int
    last: int
    start: int
    end: int
    rule: str
    aimed: bool = False


@cache
def _dative() -> re.Pattern[str]:
    return re.compile(section("recipients", "gives_uk", "dative"))


def bearing(source: Source, sentence: Sentence, name: str, first: int, last: int) -> str:
    """Return "plain" where something may go to a body of the list, "source" where it only speaks or is another's."""
    first, last = _with_country(source, sentence, first, last)
    said = " ".join(token.low for token in source.tokens[first:last])
    own = "ukrain" in said or "україн" in said
    if not own and _is_foreign(source, sentence, first, last):
        return "source"
    common = said in words_of("recipients", "bearing", "common") or said.startswith(_stems())
    wanting = name in words_of("recipients", "bearing", "wanting") or (common and not own)
    if goes_to(source, sentence, first, last):
        return "plain"
    return "source" if wanting or _is_aside(source, sentence, first, last) else "plain"


def _with_country(source: Source, sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Return where a body begins and ends with the country before or behind it: "Ukraine's |rescuers| of Ukraine"."""
    tokens = source.tokens
    if first - 2 >= sentence.first and tokens[first - 1].low == "'s" and tokens[first - 2].low == "ukraine":
        first -= 2
    at = last + (last < sentence.last and tokens[last].low == "of")
    return first, at + 1 if at < sentence.last and tokens[at].low in ("ukraine", "україни") else last


@cache
def _stems() -> tuple[str, ...]:
    return tuple(word for word in section("recipients", "bearing", "common") if not word.isascii())


@cache
def _oblique() -> frozenset[str]:
    return words_of("recipients", "gives_uk", "oblique") | words_of("recipients", "gives_uk", "prepositions")


def goes_to(source: Source, sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether the words around the tokens ``first`` to ``last`` make something go to them."""
    tokens = source.tokens
    if tokens[first].text.isascii() and not _in_cyrillic(source, sentence):
        return described_en.receives(source, sentence, _behind(source, sentence, first, "gives", "leading"), last)
    before = tokens[first - 1].low if first > sentence.first else ""
    if described_uk.takes(source, sentence, first, _after_place(source, sentence, last)):
        return True
    given = phrases_of("recipients", "gives_uk", "before")
    if ends_at(given, source, sentence, first):
        return not described_uk.is_barred(source, sentence, first)
    if before in _oblique():
        return False
    if tokens[first].low.endswith(_DATIVE) and ends_at(
        phrases_of("recipients", "gives_uk", "donating"), source, sentence, first
    ):
        return True
    fixed = tokens[first].text.isupper() or not tokens[first].low[-1:].isalpha()
    gives = phrases_of("recipients", "gives_uk", "donating")
    near = range(max(sentence.first, first - _NEAR), first) if fixed else range(sentence.first, sentence.last)
    return (fixed or any(_dative().match(token.low) for token in tokens[first : min(first + 2, last)])) and any(
        gives.at(tokens, at, sentence.last) for at in near
    )


def _after_place(source: Source, sentence: Sentence, last: int) -> int:
    """Return where the place that stands right after a body ends: «рятувальники Сумщини»."""
    return next((one.last for one in gazetteer.named(source, sentence) if one.first == last), last)


def _in_cyrillic(source: Source, sentence: Sentence) -> bool:
    words = [token.text for token in source.tokens[sentence.first : sentence.last] if token.text[0].isalpha()]
    return sum(not word.isascii() for word in words) * 2 > len(words)


def _is_foreign(source: Source, sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether a body is that of another state: "Czech firefighters", "Poland's Ministry", "rescuers of Latvia"."""
    tokens, book = source.tokens, foreign()
    for begin in range(max(sentence.first, first - 4), first):
        match = book.at(tokens, begin, first)
        if match and match.last == first and match.value == "adjectives":
            return True
        if match and match.last == first - 1 and tokens[match.last].low == "'s":
            return True
    if last + 1 < sentence.last and tokens[last].low in ("of", "in", "from", "and"):
        after = last + 1 + (tokens[last + 1].low == "the")
        return tokens[last].low != "and" and bool(after < sentence.last and book.at(tokens, after, sentence.last))
    return bool(last < sentence.last and not tokens[last].text.isascii() and book.at(tokens, last, sentence.last))


def _is_aside(source: Source, sentence: Sentence, first: int, last: int) -> bool:
    tokens = source.tokens
    if last < sentence.last and phrases_of("recipients", "aside", "after").at(tokens, last, sentence.last):
        return True
    return ends_at(phrases_of("recipients", "aside", "before"), source, sentence, first)


def in_row(source: Source, sentence: Sentence, end: int, first: int, last: int) -> bool:
    """Tell whether a body stands in one row with another that ends at ``end``: "the police and the National Guard"."""
    return end < first and joined(source, end, first) and not _is_aside(source, sentence, first, last)


def carrier(source: Source, sentence: Sentence, first: int, last: int) -> str:
    """Return the name of an organisation that mostly carries but receives here ("a grant for the Fund"), else ""."""
    said = " ".join(token.low for token in source.tokens[first:last] if token.text != '"')
    known = (name for name, phrases in table("recipients")["carriers"].items() if said in phrases)
    name = next(known, "")
    return name if name and goes_to(source, sentence, first, last) else ""


def whole_name(source: Source, sentence: Sentence, first: int, last: int) -> tuple[int, int, bool]:
    """Return from where to where a body is named with what leads up to it and its place, and if it thereby receives.

    "the canine centre of the State Emergency Service in Romny" names the State Emergency Service.
    """
    end = _with_place(source, sentence, last)
    for one, licensed in _every(source, sentence):
        if one.first < first and one.head_last <= first and _opens_a_body(source, sentence, one.head_last, {first}):
            return one.first, end, licensed
    return first, end, False


def _with_place(source: Source, sentence: Sentence, last: int) -> int:
    """Return where the region or town ends that tells which part of a body is meant; else ``last``."""
    within = last < sentence.last and source.tokens[last].low in ("of", "in", "у", "в")
    after = last + 2 if within and last + 1 < sentence.last and source.tokens[last + 1].low == "the" else last + within
    return next((one.last for one in gazetteer.named(source, sentence) if one.first == after), last)


def _every(source: Source, sentence: Sentence) -> tuple[tuple[Described, bool], ...]:
    """Return every description of a sentence in order, and whether something goes to it; found once."""
    known, key = _remembered(source), sentence.first
    if key not in known:
        found = [*described_en.find(source, sentence), *described_uk.find(source, sentence)]
        known[key] = tuple(sorted(found, key=lambda each: (each[0].first, -each[0].last)))
    return known[key]


@lru_cache(maxsize=1)
def _remembered(source: Source) -> dict[int, tuple[tuple[Described, bool], ...]]:
    return {}


def find(
    source: Source, sentence: Sentence, busy: Collection[int], bodies: Collection[range], *, home: bool = False
) -> Iterator[Receiver]:
    """Yield those who receive beside the bodies of the list, in no order.

    Those for whom something is only meant count where nobody else receives; ``home`` tells that Ukraine does.

    ``busy`` are the tokens of organisations and listed bodies; ``bodies`` those of each body that receives: a place
    beside such a one is only where it is.
    """
    utilities = list(_utilities(source, sentence, busy))
    described = _described(source, sentence, busy, bodies)
    found = [*(one for one in described if not any(_introduces(source, one, other) for other in utilities)), *utilities]
    covered = {index for one in found for index in range(one.first, one.last)}
    found += [one for one in _countries(source, sentence) if not covered.intersection(range(one.first, one.last))]
    firm = [one for one in found if not one.aimed]
    if not bodies and not firm:
        around = covered.union(busy)
        firm = list(_places(source, sentence, around))
    yield from firm if bodies or firm or home else found


def _introduces(source: Source, one: Receiver, other: Receiver) -> bool:
    """Tell whether a description leads up to the name of a company or holds it: «КП "Львівводоканал"»."""
    gap = source.tokens[one.last : other.first]
    return one.first <= other.first < one.last or (
        one.last <= other.first and [sign.text for sign in gap] in ([], ['"'])
    )


def _receiver(source: Source, first: int, last: int, head: int, rule: str) -> Receiver:
    tokens = source.tokens
    name = source.words_of(first, last)
    return Receiver(name.casefold(), name, first, last, tokens[first].start, tokens[head - 1].end, rule)


def _countries(source: Source, sentence: Sentence) -> Iterator[Receiver]:
    for match in phrases_of("recipients", "country").find(source.tokens, sentence.first, sentence.last):
        start, end = source.tokens[match.first].start, source.tokens[match.last - 1].end
        yield Receiver(HOME, "Ukraine", match.first, match.last, start, end, "receivers.country")


def _descriptions(source: Source, sentence: Sentence, ends: Collection[int]) -> list[Described]:
    """Return the descriptions of one sentence to which something goes, in order.

    ``ends`` are the tokens after bodies that receive: "and" after one of them goes on with who receives. Those before
    the last of a row wait for the verb behind it: "hospitals and schools received …".
    """
    found: list[Described] = []
    waiting: list[Described] = []
    reached = sentence.first
    for one, licensed in _every(source, sentence):
        if one.first < reached or _stands_beside(source, one, ends):
            continue
        waiting = waiting if waiting and joined(source, waiting[-1].last, one.first) else []
        before = next((other for other in found[-1:] if joined(source, other.last, one.first)), None)
        behind = before is not None or any(joined(source, end, one.first) for end in ends if end < one.first)
        if licensed and waiting:
            found += waiting
        waiting = [] if licensed or behind else [*waiting, one]
        if licensed or behind:
            found.append(one if licensed or before is None else replace(one, aimed=before.aimed))
            reached = one.last
    return found


def _stands_beside(source: Source, one: Described, ends: Collection[int]) -> bool:
    """Tell whether a description only says what the body before it is: "Ukrenergo, the state-owned company that …"."""
    at = one.first - 1
    articled = at > 0 and source.tokens[at].low in ("the", "a", "an") and source.tokens[at - 1].text == ","
    return articled and at - 1 in ends


def _described(
    source: Source, sentence: Sentence, busy: Collection[int], bodies: Collection[range]
) -> Iterator[Receiver]:  # fmt: skip
    for one in _descriptions(source, sentence, [body.stop for body in bodies]):
        before = _named_before(source, sentence, one)
        if before is not None:
            begin, end = source.tokens[one.first].start, source.tokens[one.last - 1].end
            yield Receiver(before.key, before.name, one.first, one.last, begin, end, "receivers.again")
        if before is not None or _is_bare(source, one):
            continue
        if one.head_last - 1 in busy:
            continue
        taken = any(index in busy for index in range(one.first, one.last))
        named = {index for body in bodies for index in body}
        opens = _opens_a_body(source, sentence, one.last, busy) or _opens_a_body(source, sentence, one.head_last, named)
        if opens and not one.proper:
            continue
        last = one.last
        if taken and not (one.proper and one.first not in busy):
            if any(index in busy for index in range(one.first, one.head_last)):
                continue
            last = one.head_last
        made = _receiver(source, one.first, last, one.head_last, "receivers.described")
        yield from (replace(each, aimed=one.aimed) for each in _each_of_row(source, one) or [made])


def _each_of_row(source: Source, one: Described) -> list[Receiver]:
    """Return the communities of a row that share one word: "the Lokachi and Turiisk communities"; none elsewhere."""
    tokens, heads = source.tokens, table("recipients")["rows"]["communities"]
    single = heads.get(tokens[one.head_last - 1].low)
    parts: list[list[int]] = [[]]
    for index in range(one.first, one.head_last - 1):
        if tokens[index].low in (",", "and", "та", "і", "й"):
            parts.append([])
        elif tokens[index].text[0].isupper():
            parts[-1].append(index)
        elif tokens[index].low not in words_of("recipients", "rows", "adjectives"):
            return []
    if single is None or len(parts) < _ROW or not all(parts):
        return []
    return [_one_of_row(source, part[0], part[-1] + 1, single) for part in parts]


def _one_of_row(source: Source, first: int, last: int, single: str) -> Receiver:
    """Return one community of a row, in the nominative: «Локачинській … громадам» names «Локачинська громада»."""
    words = source.words_of(first, last)
    for ending in section("recipients", "rows", "endings"):
        words = words.removesuffix(ending) + "а" if words.endswith(ending) else words
    made = _receiver(source, first, last, last, "receivers.described")
    name = f"{words} {single}"
    return replace(made, key=name.casefold(), name=name)


def _is_bare(source: Source, one: Described) -> bool:
    """Tell whether "the hospital" stands alone, which tells nothing where none was named before."""
    token = source.tokens[one.first]
    return one.last - one.first == 1 and token.text.isascii() and token.low in words_of("recipients", "again", "bodies")


def _named_before(source: Source, sentence: Sentence, one: Described) -> Receiver | None:
    """Return what a bare word for a kind of body points back to: the nearest of that kind that is told more closely."""
    if one.last - one.first != 1 or source.tokens[one.first].low not in words_of("recipients", "again", "bodies"):
        return None
    stem = source.tokens[one.first].low[:_STEM]
    return _earlier(source).nearest(stem, source.number_of(sentence), lambda at: _told_closely(source, at, stem))


@lru_cache(maxsize=1)
def _earlier(source: Source) -> Earlier[Receiver]:
    return Earlier()


def _told_closely(source: Source, number: int, stem: str) -> Receiver | None:
    """Return the last body of a kind that a sentence describes by more than the bare word."""
    sentence, lows = source.sentences[number], source.tokens.lows
    if not any(low.startswith(stem) for low in lows[sentence.first : sentence.last]):
        return None
    for each, _ in reversed(_every(source, sentence)):
        if each.last - each.first > 1 and any(low.startswith(stem) for low in lows[each.first : each.head_last]):
            return _receiver(source, each.first, each.last, each.head_last, "receivers.again")
    return None


def _opens_a_body(source: Source, sentence: Sentence, last: int, busy: Collection[int]) -> bool:
    """Tell whether a description only leads up to the name of a body: "units of the National Police".

    A name in Latin letters right behind Ukrainian words is another's.
    """
    latin = source.tokens[last - 1].text.isascii()
    for index in range(last, min(last + _LEADING, sentence.last)):
        if index in busy:
            return latin or not source.tokens[index].text.isascii()
        word = source.tokens[index]
        if not word.text[0].isalpha() or (word.text.isascii() and word.low not in ("of", "the")):
            return False
        if word.low in words_of("recipients", "gives_uk", "oblique") | words_of("recipients", "gives_uk", "parting"):
            return False
    return False


def _utilities(source: Source, sentence: Sentence, busy: Collection[int]) -> Iterator[Receiver]:
    """Yield companies that the ending of their name tells: "Kharkivoblenergo"."""
    endings = endings_of("heads", "endings")
    for index in range(sentence.first, sentence.last):
        token = source.tokens[index]
        if token.low.endswith(endings) and token.text[0].isupper() and index not in busy:
            yield _receiver(source, index, index + 1, index + 1, "receivers.utility")


def _places(source: Source, sentence: Sentence, busy: Collection[int]) -> Iterator[Receiver]:
    """Yield towns and regions to which something goes."""
    end, joined = -1, False
    every = (*gazetteer.named(source, sentence), *gazetteer.again(source, sentence))
    for one in sorted(every, key=lambda each: each.first):
        gap = source.tokens[max(end, 0) : one.first]
        beside = end >= 0 and bool(gap) and all(token.low in (",", "and", "та", "і", "й") for token in gap)
        if not any(index in busy for index in range(one.first, one.last)):
            joined = joined if beside else _place_receives(source, sentence, one)
            end = one.last
            if joined:
                name, tokens = one.known.name, source.tokens
                span = tokens[one.first].start, tokens[one.last - 1].end
                yield Receiver(name.casefold(), name, one.first, one.last, *span, "receivers.place")


def _place_receives(source: Source, sentence: Sentence, one: Named) -> bool:
    if places.stands_for_country(source, sentence, one) or places.is_scene(source, sentence, one):
        return False
    if source.tokens[one.first].text.isascii():
        return described_en.receives(
            source, sentence, _behind(source, sentence, one.first, "places", "kinds_en"), one.last
        )
    return _place_receives_uk(source, sentence, one)


def _behind(source: Source, sentence: Sentence, first: int, *path: str) -> int:
    """Return where a phrase that leads up to a name begins: "the city of", "units of the"; else ``first``."""
    book = phrases_of("recipients", *path)
    end = first - (first > sentence.first and source.tokens[first - 1].low == "the")
    begins = book.starts(source.tokens, max(sentence.first, end - _KIND), end)
    matches = (book.at(source.tokens, begin, end) for begin in begins)
    return next((match.first for match in matches if match and match.last == end), first)


def _place_receives_uk(source: Source, sentence: Sentence, one: Named) -> bool:
    tokens = source.tokens
    before = tokens[one.first - 1].low if one.first > sentence.first else ""
    if sentence.bullet and one.first == sentence.first and one.last < sentence.last:
        return tokens[one.last].text in "-:"
    if before in words_of("recipients", "places", "before_uk"):
        return goes_to(source, sentence, one.first, one.last)
    if before in words_of("recipients", "places", "kinds"):
        return _tells_giving(source, sentence)
    if before in ("у", "в"):
        return _is_goal(source, one) and _tells_giving(source, sentence)
    if before not in _oblique() and _is_dative(source, sentence, one):
        return True
    return described_uk.takes(source, sentence, one.first, one.last)


def _is_dative(source: Source, sentence: Sentence, one: Named) -> bool:
    """Tell whether a place stands in the dative; of «Вінниці», also a genitive, only a verb of giving tells."""
    low = source.tokens[one.first].low
    if re.search(section("recipients", "places", "dative"), low):
        return True
    book = phrases_of("recipients", "gives_uk", "donating")
    return low.endswith(("і", "ї")) and ends_at(book, source, sentence, one.first)


def _tells_giving(source: Source, sentence: Sentence) -> bool:
    return any(phrases_of("recipients", "gives_uk", "donating").find(source.tokens, sentence.first, sentence.last))


def _is_goal(source: Source, one: Named) -> bool:
    """Tell whether a town behind «у» is where something goes and not where it is: «у Краматорськ», «в Одесу»."""
    low = source.tokens[one.last - 1].low
    return one.known.kind == "town" and low.endswith(("у", "ю") if one.known.name.endswith("a") else _CONSONANTS)
