"""Things that no word list knows: told by their place in a list, by their number, or by a name told before."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistance.extraction import naming, quantities, verbs
from assistance.extraction.naming import Line
from assistance.extraction.numerals import hedge_before
from assistance.extraction.text import Source
from assistance.extraction.things import SEPARATORS, Thing
from assistance.extraction.wordlists import phrases_of, words_of
from assistance.vocabulary import ItemCategory

_WIDEST_GAP = 24
_LONGEST_NAME = 4
_NO_NOUN = ("их", "іх", "ої", "ий", "ого", "ed")
_DESCRIBING = ("ical", "ial", "onal", "ic", "ous", "ive", "ary", "ed", "ful")
_CLOSING = frozenset((".", ";", ")", "to", "for", "from", "-", "для", "від", "до"))
_NO_PLURAL = ("ss", "us", "is")
_MOST = 10**6
_CLOSE = 3
_NEARBY = 12
_STANDING = frozenset(
    ("in", "at", "with", "on", "by", "as", "which", "that", "were", "was", "are", "is", "have", "has")
)
_OF = frozenset(("of", "з", "із"))
_THEM = frozenset(("them", "these", "those", "них"))
_ACTING = frozenset(("are", "were", "will", "have", "is", "was", "has"))
_FROM = frozenset(("from", "від", "із", "з", "зі"))
_OTHERS = frozenset(("others", "ones"))
_LEADING = frozenset(("the", "other", "remaining", "first", "last", "of", "all"))
_ENDING = frozenset(".,;:)")
_JOINING = frozenset(("and", "while", "та", "і", "й", "а"))
_OPENING_A_PURPOSE = frozenset(("for", "of", "against", "для", "від"))
_OF_PEOPLE = ("men", "ists", "ians", "ees", "истів", "ологів", "ійців", "янців", "овців", "нців", "айців", "ам", "ям")
_OF_PLACES = tuple(f"{stem}к{ending}" for stem in ("сь", "ць", "зь") for ending in ("а", "ій", "у", "ий", "ому"))
_OF_REGIONS = ("щина", "щині", "щини", "щину", "ччина", "ччині", "закарпаття", "волинь")


def between(line: Line, found: Sequence[Thing]) -> Iterator[Thing]:
    """Yield the names that stand between two known things of one list."""
    for left, right in pairwise(found):
        gap = range(left.last, right.first)
        if 0 < len(gap) <= _WIDEST_GAP and not line.taken.intersection(gap):
            for first, last in _parts(line.source, gap):
                if not _counts_known(line, last - 1, found):
                    yield from _named(line, first, last, "items.between-known")


def _counts_known(line: Line, index: int, found: Sequence[Thing]) -> bool:
    """Tell whether a token belongs to the quantity of a known thing: «бинти, пів тонни»."""
    start = line.source.tokens[index].start
    return any(one.quantity is not None and one.quantity.start <= start < one.quantity.end for one in found)


def after(line: Line, found: Sequence[Thing]) -> Iterator[Thing]:
    """Yield the names that end a list of known things: "helmets, vests, carabiners and ropes"."""
    for left, right in pairwise(found):
        gap = range(left.last, right.first)
        follows = next((one for one in found if one.first >= right.last), None)
        if follows is not None or not all(line.source.tokens[at].low in SEPARATORS for at in gap):
            continue
        if any(word.low in _OPENING_A_PURPOSE for word in right.words(line.source)):
            continue
        stop = min(right.last + _WIDEST_GAP, line.sentence.last)
        at = right.last
        while at < stop and line.source.tokens[at].low in SEPARATORS:
            begin = at
            while begin < stop and line.source.tokens[begin].low in SEPARATORS:
                begin += 1
            end = begin
            while end < stop and line.source.tokens[end].low not in SEPARATORS | _CLOSING:
                end += 1
            barred = line.taken.intersection(range(begin, end)) or _counts_known(line, end - 1, found)
            more = () if barred else (*_named(line, begin, end, "items.after-known"),)
            if not more:
                break
            yield from more
            at = end


def unnamed(line: Line, found: Sequence[Thing], before: Thing | None) -> Iterator[Thing]:
    """Yield what only a number tells, since its name stands before it: "14 machines come now, another 8 later".

    ``before`` is the last thing that the sentences before named.
    """
    used = {one.quantity.start for one in found if one.quantity}
    for last, number in line.ending.items():
        first = line.source.token_at(number.start)
        if first in line.taken or number.start in used or number.value >= _MOST:
            continue
        earlier = [one for one in found if one.quantity is not None and one.last <= first]
        name = earlier[-1] if earlier else before
        if name is None:
            continue
        unit = quantities.same_unit(line.source, last + 1, line.sentence.last, name.quantity)
        whole = bool(earlier) and is_whole(line, name)
        if not _goes_on(line, first, last if unit is None else unit.last - 1, begins=not earlier, whole=whole):
            continue
        quantity = quantities.before(line.source, line.ending, last + 1, line.sentence.first)
        if unit is not None:
            quantity = quantities.measured(line.source, number, unit)
        if quantity and quantity.start == number.start:
            yield replace(name, first=first, last=last + 1, quantity=quantity, weak=False, pointing=False,
                          named=name.named or ((name.first, name.last),), rule="items.unnamed")  # fmt: skip


def portioned(line: Line, language: str, found: Sequence[Thing]) -> Iterator[Thing]:
    """Yield what comes in a portion and no list knows: "a set of spare motors", «чергову партію сульфату алюмінію»."""
    tokens, sentence = line.source.tokens, line.sentence
    portions = [
        at for at in range(sentence.first, sentence.last - 2)
        if tokens[at].low in words_of("quantities", "portions") and at not in line.taken
    ]  # fmt: skip
    if not portions or not _acts_within(line, sentence.first, sentence.last):
        return
    for at in portions:
        leads = language == "uk" or tokens[at + 1].low == "of"
        bounds = _noun_phrase(line, language, at + 1 + (language == "en"), portion=True) if leads else None
        if bounds is None or any(one.first < bounds[1] and bounds[0] < one.last for one in found):
            continue
        quantity = quantities.before(line.source, line.ending, bounds[0], sentence.first)
        quantity = quantity or quantities.after(line.source, line.starting, bounds[1], sentence.last)
        yield Thing(*bounds, ItemCategory.OTHER, quantity, weak=False, pointing=False, rule="items.portion")


def with_article(line: Line, found: Sequence[Thing]) -> Iterator[Thing]:
    """Yield the names behind "and a" that go on with a list of known things: "four boats, a hearse and a chairlift"."""
    tokens, stop = line.source.tokens, line.sentence.last
    for thing in found:
        at = thing.last
        while at < stop and tokens[at].low in SEPARATORS:
            at += 1
        if (
            thing.pointing
            or thing.quantity is None
            or at == thing.last
            or at >= stop
            or tokens[at].low not in ("a", "an")
        ):
            continue
        end = at + 1
        while end < stop and end - at <= _LONGEST_NAME and tokens[end].low not in SEPARATORS | _CLOSING | _STANDING:
            end += 1
        closed = end >= stop or tokens[end].low in SEPARATORS | _CLOSING | _STANDING
        closed = closed and tokens[end - 1].low not in words_of("items", "no_objects", "words")
        new = not any(one.first < end and at < one.last for one in found)
        if closed and new and not line.taken.intersection(range(at, end)):
            yield from _named(line, at, end, "items.with-article")


def modelled(line: Line, language: str, found: Sequence[Thing]) -> list[Thing]:
    """Return the things with those that a number and a model tell: "20 trams: 15 T6A5 and five of the T3 type"."""
    told = list(found)
    used = {one.quantity.start for one in found if one.quantity}
    for last, number in line.ending.items():
        at = line.source.token_at(number.start)
        bounds = _model(line, last + 1) if number.start not in used and at not in line.taken else None
        whole = next((one for one in reversed(found) if one.last <= at), None)
        quantity = quantities.before(line.source, line.ending, last + 1, line.sentence.first)
        if bounds is None or whole is None or quantity is None or at - whole.last > _NEARBY:
            continue
        kind = (whole.last - 1, whole.last) if language == "en" else (whole.first, _to_model(line.source, whole))
        named = (bounds, kind) if language == "en" else (kind, bounds)
        told.append(
            replace(
                whole,
                first=bounds[0],
                last=bounds[1],
                named=named,
                quantity=quantity,
                weak=False,
                rule="items.modelled",
            )
        )
    return told


def _model(line: Line, first: int) -> tuple[int, int] | None:
    """Return where the model stands that a number before token ``first`` counts: "T6A5", "of the T6A5 type"."""
    tokens, stop, at = line.source.tokens, line.sentence.last, first
    while at < stop and at - first < 2 and tokens[at].low in ("of", "the", "типу", "моделі", "марки"):
        at += 1
    if at >= stop or at in line.taken or not naming.is_model(tokens[at].text):
        return None
    end = at + 1 + (at + 1 < stop and tokens[at + 1].low in ("type", "model", "series", "version"))
    closed = end >= stop or tokens[end].low in SEPARATORS | _CLOSING or tokens[end].text in _ENDING
    return (at, at + 1) if closed else None


def _to_model(source: Source, thing: Thing) -> int:
    """Return where the words of a Ukrainian name end and its own model begins: «машин | T3SUCS»."""
    words = range(thing.first + 1, thing.last)
    return next((at for at in words if source.tokens[at].text.isascii()), thing.last)


def is_whole(line: Line, thing: Thing) -> bool:
    """Tell whether a number only tells of how many some are given: "out of 50,000 terminals, 30,000 …"."""
    if thing.quantity is None:
        return False
    tokens, floor = line.source.tokens, line.sentence.first
    begin, _ = hedge_before(tokens, line.source.token_at(thing.quantity.start))
    ahead = range(floor, line.source.token_at(begin))
    return 0 < len(ahead) < _CLOSE and all(tokens[at].low in words_of("quantities", "out_of") for at in ahead)


def without_wholes(line: Line, found: Sequence[Thing]) -> list[Thing]:
    """Return the things without those of which another number tells how many are given."""
    some = {one.named for one in found if one.rule == "items.unnamed"}
    return [one for one in found if ((one.first, one.last),) not in some or not is_whole(line, one)]


def _goes_on(line: Line, first: int, last: int, *, begins: bool, whole: bool) -> bool:
    """Tell whether the number at tokens ``first`` to ``last`` counts more, or some, of what was named before.

    ``begins`` where nothing is counted before it in the sentence, ``whole`` where that is what it is a part of.
    """
    tokens, stop = line.source.tokens, line.sentence.last
    begin = last + 1
    more = first > line.sentence.first and tokens[first - 1].low in words_of("clauses", "parts")
    more = more or _is_of_consignment(line, first)
    if begin < stop and tokens[begin].low in words_of("clauses", "parts"):
        more, begin = True, begin + 1
    if begin + 1 < stop and tokens[begin].low in _OF and tokens[begin + 1].low in _THEM:
        around = max(first - _NEARBY, line.sentence.first), min(last + _NEARBY, stop)
        nouns = phrases_of("verbs", "nouns").every(tokens, *around)
        return begins and (_acts_within(line, *around) or any(nouns))
    if _stands_in(line, begin):
        return _acts_within(line, max(first - _NEARBY, line.sentence.first), min(begin + _NEARBY, stop))
    if not more:
        return _goes_on_alone(line, first, begin, begins=begins, whole=whole)
    if begin >= stop or tokens[begin].text in _ENDING or (not begins and tokens[begin].low in _JOINING):
        return True
    acts = tokens[begin].low in _ACTING or verbs.acts(tokens, begin)
    if acts or (not begins and tokens[begin].low in words_of("items", "measuring", "words")):
        return True
    return _acts_within(line, begin, min(begin + _NEARBY, stop)) and not _is_name(line.source, begin)


def _goes_on_alone(line: Line, first: int, begin: int, *, begins: bool, whole: bool) -> bool:
    """Tell whether a number without "another" or "more" beside it stands for what was named before."""
    tokens, stop = line.source.tokens, line.sentence.last
    if begins:
        return _acts_by_number(line, first, begin)
    given = begin + 1 < stop and tokens[begin].low in _FROM and begin + 1 in line.taken
    acts = whole and begin < stop and (tokens[begin].low in _ACTING or verbs.acts(tokens, begin))
    return acts or given or _stands_for_giving(line, first, begin)


def _is_of_consignment(line: Line, first: int) -> bool:
    """Tell whether a number at token ``first`` tells how much came at one time: "the first batch, 13 tonnes, …"."""
    tokens, at = line.source.tokens, first - 1
    at -= at > line.sentence.first and tokens[at].text in ",-("
    return line.sentence.first <= at < first - 1 and tokens[at].low in words_of("quantities", "consignments")


def _stands_in(line: Line, begin: int) -> bool:
    """Tell whether the words behind a number stand for what was named before: "nine others", "88 older ones"."""
    lows = [token.low for token in line.source.tokens[begin : min(begin + 2, line.sentence.last)]]
    return bool(lows) and (lows[0] in _OTHERS or lows[-1] == "ones")


def _acts_by_number(line: Line, first: int, begin: int) -> bool:
    """Tell whether a number alone is the subject of a verb of giving: "Thirty came in May", "the other five left"."""
    tokens, stop, before = line.source.tokens, line.sentence.last, first - 1
    while before >= line.sentence.first and tokens[before].low in _LEADING:
        before -= 1
    opens = before < line.sentence.first or tokens[before].text in ",;" or tokens[before].low in _JOINING
    while begin < stop and tokens[begin].low in words_of("roles", "passed_by") and tokens[begin].text != ",":
        begin += 1
    finite = begin < stop and verbs.acts(tokens, begin) and not naming.is_adjective(tokens[begin].low)
    return opens and finite and not line.sentence.bullet


def _stands_for_giving(line: Line, first: int, begin: int) -> bool:
    """Tell whether a number right behind a name tells what that one gave: "Spain gave 17 buses and Malta 4"."""
    tokens, before = line.source.tokens, first - 1
    before -= before > line.sentence.first and tokens[before].text == "-"
    named = before >= line.sentence.first and before in line.taken and tokens[before].text[0].isalpha()
    return named and (begin >= line.sentence.last or tokens[begin].low in _ENDING | _JOINING)


def _acts_within(line: Line, first: int, stop: int) -> bool:
    """Tell whether a form of a verb of giving stands between two tokens."""
    tokens = line.source.tokens
    return any(verbs.acts(tokens, at) or _promises(line, at) for at in range(first, stop))


def _promises(line: Line, at: int) -> bool:
    """Tell whether what may be a noun is a verb, between a name and a number: "Alfa promises 2"."""
    tokens = line.source.tokens
    if not line.sentence.first < at < line.sentence.last - 1 or at + 1 not in line.ending:
        return False
    told = any("s" in form.tags for form in verbs.forms_of(tokens[at].low))
    return told and tokens[at - 1].text[0].isupper()


def counted(line: Line, language: str, found: Sequence[Thing]) -> Iterator[Thing]:
    """Yield the nouns that a number counts, in a list or right after a word of giving, and that may name things."""
    source, sentence = line.source, line.sentence
    used = {one.quantity.start for one in found if one.quantity}
    listed = bool(found) or sentence.bullet
    for last, number in line.ending.items():
        if not sentence.first <= last < sentence.last or last in line.taken or number.start in used:
            continue
        bounds = _noun_phrase(line, language, _skip(line, last + 1)) if number.value < _MOST else None
        if bounds is None or any(one.first < bounds[1] and bounds[0] < one.last for one in found):
            continue
        quantity = quantities.before(source, line.ending, bounds[0], sentence.first)
        counts = quantity is not None and quantity.start == number.start
        if counts and (listed or _is_given(line, number.begin)) and not _measures(line, number.begin):
            kind = ItemCategory.VEHICLE if _is_made(source, bounds[0]) else ItemCategory.OTHER
            yield Thing(*bounds, kind, quantity, weak=False, pointing=False, rule="items.counted")


def _is_given(line: Line, begin: int) -> bool:
    """Tell whether the number at ``begin`` stands right after a word of giving, or a giver and a dash."""
    at = line.source.token_at(begin)
    if at - 2 >= line.sentence.first and line.source.tokens[at - 1].text == "-" and at - 2 in line.taken:
        return True
    ahead = max(at - _CLOSE, line.sentence.first)
    return _acts_within(line, ahead, at)


def _measures(line: Line, begin: int) -> bool:
    """Tell whether the number at ``begin`` tells where, when or for whom: "in two stages", "for 22 teams"."""
    tokens, before = line.source.tokens, line.source.token_at(begin) - 1
    if before < line.sentence.first or tokens[before].low not in words_of("items", "measuring", "words"):
        return False
    completes = phrases_of("numbers", "particles").at(tokens, before - 1, before + 1) if before else None
    return completes is None


def _skip(line: Line, index: int) -> int:
    """Return where the name begins after the unit and the words that belong to neither: "60 new sets of …"."""
    tokens, stop = line.source.tokens, line.sentence.last
    while index < stop and tokens[index].low in words_of("quantities", "passed_over"):
        index += 1
    unit = phrases_of("quantities", "units").at(tokens, index, stop) if index < stop else None
    if unit and unit.last < stop and (tokens[unit.last].low == "of" or tokens[index].text[0] > "z"):
        index = unit.last + (tokens[unit.last].low == "of")
    return index


def _noun_phrase(line: Line, language: str, first: int, *, portion: bool = False) -> tuple[int, int] | None:
    """Return the bounds of the name that begins at ``first``; None where it is no name of a thing.

    A ``portion`` may be one of a stuff, which has no plural.
    """
    tokens, stop, last = line.source.tokens, line.sentence.last, first
    while last < stop and last - first < _LONGEST_NAME + 1 and last not in line.taken and last not in line.ending:
        if not _is_name(line.source, last):
            break
        last += 1
    if language == "uk":
        last = _to_noun(line, first, last)
    elif portion and last > first and not tokens[last - 1].low.endswith(_DESCRIBING):
        pass
    elif not _is_measured(line, first) and not (last > first and _is_made(line.source, first)):
        last = _to_plural(line, first, last)
    elif last > first and tokens[last - 1].low.endswith(_DESCRIBING):
        return None
    if last <= first or any(phrases_of("traps", "nouns").every(tokens, first, last)):
        return None
    if any(phrases_of("verbs", "nouns").every(tokens, first, last)):
        return None
    return (first, last) if may_name(line.source, first, last, opens=False) else None


def _is_measured(line: Line, first: int) -> bool:
    """Tell whether a weight or measure leads up to a name: "60 tonnes of …"."""
    tokens = line.source.tokens
    ahead = first - 2 > line.sentence.first and tokens[first - 1].low == "of"
    return ahead and tokens[first - 2].low in words_of("quantities", "of_stuff")


def _to_plural(line: Line, first: int, last: int) -> int:
    """Return the end of the last plural noun of an English run of words."""
    tokens = line.source.tokens
    while last > first and (not tokens[last - 1].low.endswith("s") or tokens[last - 1].low.endswith(_NO_PLURAL)):
        last -= 1
    return last


def _to_noun(line: Line, first: int, last: int) -> int:
    """Return the end of a Ukrainian name: adjectives, their noun, and what goes on in the genitive."""
    tokens, at = line.source.tokens, first
    while at < last and naming.is_adjective(tokens[at].low):
        at += 1
    if at == last > first and not tokens[at - 1].low.endswith((*_NO_NOUN, "ій", "ими")):
        at -= 1
    if at == last or naming.is_verbal(tokens[at].low):
        return first
    return naming.bounds(line, "uk", at, at + 1)[1]


def _named(line: Line, first: int, last: int, rule: str) -> Iterator[Thing]:
    """Yield the thing between two separators, if every word of it can belong to a name."""
    source, begin = line.source, first
    while begin < last and (begin in line.ending or source.tokens[begin].low in ("a", "an")):
        begin += 1
    if not 0 < last - begin <= _LONGEST_NAME or source.tokens[last - 1].low.endswith(_NO_NOUN):
        return
    if may_name(source, begin, last, opens=False):
        quantity = quantities.before(source, line.ending, begin, line.sentence.first)
        yield Thing(begin, last, ItemCategory.OTHER, quantity, weak=False, pointing=False, rule=rule)


def _parts(source: Source, gap: range) -> Iterator[tuple[int, int]]:
    """Yield the parts of ``gap`` that a separator closes on both sides."""
    first: int | None = None
    for index in gap:
        if source.tokens[index].low in SEPARATORS:
            if first is not None and index > first:
                yield first, index
            first = index + 1


def may_name(source: Source, first: int, last: int, *, opens: bool) -> bool:
    """Tell whether the words ``first`` to ``last`` may name a thing: no verbs, people, places, institutions or times.

    ``opens`` where they begin a line, so that a capital at their head says nothing.
    """
    words = source.tokens[first:last]
    if not words or not all(_is_name(source, index) for index in range(first, last)):
        return False
    nouns = {words[-1].low, words[-1].low.partition("-")[0]}
    if nouns & words_of("items", "not_things", "words") or words[-1].low.endswith(_OF_PEOPLE):
        return False
    if words[-1].text[0] > "Ѐ" and any(word.low in words_of("items", "not_things", "words") for word in words):
        return False
    proper = [word for word in words[opens:] if word.text[0].isupper() and not word.text.isupper()]
    if not opens and _is_made(source, first):
        return last - first > 1
    if len(proper) == len(words) - opens and (not opens or len(words) > 1):
        return False
    return not is_region(source, first)


def _is_made(source: Source, index: int) -> bool:
    """Tell whether a name begins with who makes such vehicles: "Skoda Kodiaqs"."""
    return source.tokens[index].text[0].isupper() and source.tokens[index].low in words_of("items", "makers", "words")


def is_region(source: Source, index: int) -> bool:
    """Tell whether a word names a region: «Вінниччина», «Херсонській [області]»."""
    token = source.tokens[index]
    return token.low.endswith(_OF_REGIONS) or (token.text[0].isupper() and token.low.endswith(_OF_PLACES))


def _is_name(source: Source, index: int) -> bool:
    token = source.tokens[index]
    if not token.text[0].isalnum() or token.low in words_of("items", "stop", "en") | words_of("items", "stop", "uk"):
        return False
    return not verbs.acts(source.tokens, index)
