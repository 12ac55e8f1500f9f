"""Where assistance goes: regions of Ukraine, their districts, its towns, and the natural parts of the country."""

from assistance.extraction.findings import Place
from assistance.extraction.gazetteer import CAPITAL, Named, again, named
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import phrases_of, table, words_of

_BETWEEN = frozenset((",", "and", "та", "і", "й", "the", "/"))
_REACH = 7
_LONGEST_ROW = 40
_LONGEST_DATELINE = 8


def find(source: Source, sentence: Sentence) -> tuple[Place, ...]:
    """Return the places of one sentence to which something may go, in order, each name once.

    "Sumy, Kharkiv and Poltava oblasts" names three regions. Scenes of meetings and attacks are left out, and so is
    Kyiv where it stands for the government.
    """
    every = tuple(sorted((*named(source, sentence), *again(source, sentence)), key=lambda one: one.first))
    if not every:
        return ()
    kept = [one for one in every if not _is_aside(source, sentence, one, every)]
    seen: dict[str, Place] = {}
    for one in kept:
        span = source.span_of(one.first, one.last)
        if one.known.region is not None and one.known.kind == "town" and _names_community(source, sentence, one):
            place = Place(span=span, rule="places.communities", name=one.known.region.label, region=one.known.region)
            seen.setdefault(place.name, place)
            continue
        words = span.words(source.raw)
        name = words if one.known.region is None and words.isascii() else one.known.name
        place = Place(span=span, rule=f"places.{one.known.kind}", name=name, region=one.known.region)
        seen.setdefault(place.name, place)
    return tuple(seen.values())


def _names_community(source: Source, sentence: Sentence, one: Named) -> bool:
    """Tell whether a town stands in a row of communities, so that help goes to its region: "Lokachi and … hromadas"."""
    tokens = source.tokens
    heads, adjectives = table("recipients")["rows"]["communities"], words_of("recipients", "rows", "adjectives")
    before = tokens[one.first - 1].low if one.first > sentence.first + 1 else ""
    rowed = before in _BETWEEN - {"the"} and tokens[one.first - 2].text[0].isupper()
    for at in range(one.last, min(one.last + _LONGEST_ROW, sentence.last)):
        word = tokens[at]
        if word.low in heads:
            return rowed
        if word.low in _BETWEEN:
            rowed = True
        elif not word.text[0].isupper() and word.low not in adjectives:
            return False
    return False


def tells_where(source: Source, sentence: Sentence) -> bool:
    """Tell whether a sentence says where goods go, work or are handed over."""
    return any(phrases_of("places", "goes", "phrases").find(source.tokens, sentence.first, sentence.last))


def points_back(source: Source, sentence: Sentence) -> bool:
    """Tell whether a sentence only points to those who receive: "them", «їм», «туди»."""
    book = phrases_of("places", "pointing", "phrases")
    return any(book.find(source.tokens, sentence.first, sentence.last))


def is_scene_abroad(source: Source, sentence: Sentence, first: int) -> bool:
    """Tell whether "in" stands right before the name of a state that begins at the token ``first``."""
    if _stands_after(source, sentence, first, "venue", "before"):
        return False
    before = [token.low for token in source.tokens[max(first - 2, 0) : first]]
    return before[-1:] in (["in"], ["у"], ["в"], ["місті"]) or before in (["in", "the"], ["around", "the"])


def is_capital(one: Named) -> bool:
    """Tell whether a place is Kyiv."""
    return one.known.region is CAPITAL


def stands_for_country(source: Source, sentence: Sentence, one: Named) -> bool:
    """Tell whether "Kyiv" is the government: "aid to Kyiv"."""
    before = [token.low for token in source.tokens[max(sentence.first, one.first - 2) : one.first]]
    return is_capital(one) and any(word in words_of("places", "capital", "aid") for word in before)


def is_scene(source: Source, sentence: Sentence, one: Named) -> bool:
    """Tell whether a place is only where something happened or part of a longer name."""
    around = _stands_after(source, sentence, one.first, "venue", "before")
    return around or _heads_line(source, sentence, one) or _inside_name(source, sentence, one)


def _is_aside(source: Source, sentence: Sentence, one: Named, every: tuple[Named, ...]) -> bool:
    """Tell whether a place is only where something happened, where somebody comes from, or part of a longer name."""
    if _heads_line(source, sentence, one) or _inside_name(source, sentence, one):
        return True
    head = _first_of_row(source, one, every)
    if _stands_after(source, sentence, head.first, "venue", "before") and not _opens_range(source, one, every):
        return True
    if one.last < sentence.last and phrases_of("places", "venue", "after").at(source.tokens, one.last, sentence.last):
        return True
    if not is_capital(one) or head is not one or _beside_another(source, one, every):
        return False
    goal = source.tokens[one.first].low in words_of("places", "capital", "forms") or _stands_after(
        source, sentence, one.first, "capital", "goal"
    )
    goal = goal or (_preceded_by_in(source, one) and _hands_over(source, sentence)) or _takes(source, sentence, one)
    return not goal or stands_for_country(source, sentence, one)


def _takes(source: Source, sentence: Sentence, one: Named) -> bool:
    """Tell whether a verb of receiving things follows: "Kyiv received", «Київ отримав»; sums go to the state."""
    if any(phrases_of("places", "capital", "sums").find(source.tokens, sentence.first, sentence.last)):
        return False
    path = ("gives", "after") if source.tokens[one.first].text.isascii() else ("gives_uk", "verbs")
    book = phrases_of("recipients", *path)
    return one.last < sentence.last and book.at(source.tokens, one.last, sentence.last) is not None


def _preceded_by_in(source: Source, one: Named) -> bool:
    return one.first > 0 and source.tokens[one.first - 1].low in ("in", "у", "в")


def _hands_over(source: Source, sentence: Sentence) -> bool:
    """Tell whether a sentence tells of a handover, whose scene counts as a place of the assistance."""
    return any(phrases_of("places", "capital", "handover").find(source.tokens, sentence.first, sentence.last))


def _stands_after(source: Source, sentence: Sentence, first: int, *names: str) -> bool:
    """Tell whether a phrase of a list ends right before the token ``first``, or at an article before it."""
    book = phrases_of("places", *names)
    for end in (first, first - 1) if first and source.tokens[first - 1].low in ("the", "our", "м", ".") else (first,):
        for begin in book.starts(source.tokens, max(sentence.first, end - _REACH), end):
            match = book.at(source.tokens, begin, end)
            if match and match.last == end:
                return True
    return False


def _opens_range(source: Source, one: Named, every: tuple[Named, ...]) -> bool:
    """Tell whether a place is the first of "from Zakarpattia to Kherson"."""
    after = next((other for other in every if other.first >= one.last), None)
    return after is not None and [token.low for token in source.tokens[one.last : after.first]] in (["to"], ["до"])


def _beside_another(source: Source, one: Named, every: tuple[Named, ...]) -> bool:
    """Tell whether another place follows in the same row: "Kyiv and Kharkiv"."""
    after = next((other for other in every if other.first >= one.last), None)
    gap = source.tokens[one.last : after.first] if after else ()
    return bool(gap) and len(gap) <= 2 and all(token.low in _BETWEEN for token in gap)


def _first_of_row(source: Source, one: Named, every: tuple[Named, ...]) -> Named:
    """Return the place that begins the row in which ``one`` stands: "in Sumy, Kharkiv and Poltava"."""
    head = one
    for other in reversed([other for other in every if other.last <= one.first]):
        gap = source.tokens[other.last : head.first]
        if not gap or len(gap) > 3 or any(token.low not in _BETWEEN for token in gap):
            break
        head = other
    return head


def _heads_line(source: Source, sentence: Sentence, one: Named) -> bool:
    """Tell whether a town only says where a text was written ("KYIV, 4 April 2024 -", "22.12.2023, Kyiv")."""
    if one.known.kind != "town" or one.first - sentence.first > _LONGEST_DATELINE:
        return False
    tokens = source.tokens
    ends = one.last >= sentence.last or tokens[one.last].text in ",.-(|:"
    if ends and one.last + 1 < sentence.last and tokens[one.last].text == "-" and tokens[one.last + 1].text.isdigit():
        return False
    before = tokens[sentence.first : one.first]
    dated = any(any(char.isdigit() for char in token.text) for token in before)
    plain = all(not token.text[0].isalpha() or token.text[0].isupper() for token in before)
    return ends and (not before or (plain and dated) or any(t.text == "/" for t in before[-1:]))


def _inside_name(source: Source, sentence: Sentence, one: Named) -> bool:
    """Tell whether a town is a middle word of a name ("DTEK Odesa Grids"), or "Dnipro" the river."""
    tokens = source.tokens
    if one.known.kind != "town" or one.first == sentence.first:
        return False
    before = tokens[one.first - 1]
    if one.known.name == "Dnipro" and before.low == "the":
        return True
    after = tokens[one.last].text if one.last < sentence.last else ""
    return before.text.isupper() and len(before.text) > 2 and before.text.isascii() and after[:1].isupper()
