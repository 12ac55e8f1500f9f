"""Givers that no list knows and no word of their own tells: by where they stand, or by what is said of them.

"a present from Keolis", "Keolis promises twelve more", "Segen, a British supplier, contributed …".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistance.extraction import bodies, verbs
from assistance.extraction.bodies import Tokens
from assistance.extraction.known import Mention
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import phrases_of, section, words_of

_GIVING = frozenset({"give", "fund", "hand", "send", "ship", "announce", "buy", "mend"})
_FINITE = frozenset({"past", "base", "s", "part"})
_LONGEST_ASIDE = 16
_LONGEST_NAME = 6
_PARTICLE_REACH = 8
_BESIDE = 3
_LONGEST_ROW = 12
_SHORTEST_ROW = 3


def find(source: Source, sentence: Sentence, told: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the names of a sentence that a word of giving leads up to, or that are the subject of one.

    ``told`` are those that other words tell; what overlaps them is left out, unless they tell no name.
    """
    told = [one for one in told if one.rule not in ("parties.acting", "parties.unnamed")]
    for one in (*_behind_words(source, sentence), *_subjects(source, sentence), *_explained(source, sentence)):
        if not any(one.first < other.last and other.first < one.last for other in told):
            yield one


def _behind_words(source: Source, sentence: Sentence) -> Iterator[Mention]:
    """Yield names after words of giving: "donated by Alfa", "a present from Alfa", «подарунок від Alfa»."""
    tokens = source.tokens
    for match in phrases_of("roles", "placed", "before").find(tokens, sentence.first, sentence.last):
        near = tokens[max(match.first - _BESIDE, sentence.first) : match.first]
        if any(token.low in words_of("roles", "placed", "no_gift") for token in near):
            continue
        at = match.last + (match.last < sentence.last and tokens[match.last].low == "the")
        name = bodies.quoted(source, sentence, at) or _run_from(source, sentence, at)
        if name is not None and _may_give(source, sentence, name):
            yield replace(_made(source, sentence, name, "parties.placed"), context="from")


def _subjects(source: Source, sentence: Sentence) -> Iterator[Mention]:
    """Yield names right before a verb of giving, or parted from it by what they are."""
    if source.tokens[sentence.first].text[0] >= "Ѐ":
        return
    for at in range(sentence.first + 1, sentence.last):
        if not _gives_at(source, sentence, at):
            continue
        name = _subject_before(source, sentence, at)
        if name is not None:
            yield from _row_before(source, sentence, name)
        if name is not None and _may_give(source, sentence, name) and _is_proper(source, sentence, name):
            yield _made(source, sentence, name, "parties.placed")


def _row_before(source: Source, sentence: Sentence, last: Tokens) -> Iterator[Mention]:
    """Yield the names of a row that ends with the subject of a verb of giving: "Alfa, Beta and Gamma donated …"."""
    row = [last]
    while len(row) < _LONGEST_ROW and (name := _joined_before(source, sentence, row[-1][0], ends=len(row) == 1)):
        row.append(name)
    known = any(bodies.is_listed(source, name[0]) or _is_proper(source, sentence, name) for name in row)
    if len(row) < _SHORTEST_ROW and not known:
        return
    for name in row[1:]:
        if _may_give(source, sentence, name) and (known or _is_proper(source, sentence, name)):
            yield _made(source, sentence, name, "parties.placed")


def _joined_before(source: Source, sentence: Sentence, stop: int, *, ends: bool) -> Tokens | None:
    """Return the name that a comma, or before the last of a row "and", parts from the name at token ``stop``."""
    tokens, last = source.tokens, stop - 1
    if last <= sentence.first or tokens[last].low not in (("and", "&") if ends else (",",)):
        return None
    last -= ends and tokens[last - 1].text == ","
    first = last
    while first > sentence.first and last - first < _LONGEST_NAME and _in_name(source, first - 1):
        first -= 1
    led = first > sentence.first and tokens[first - 1].low in words_of("roles", "placed", "never_subject")
    return (first, last) if first < last and not led and not _is_adverb(source, sentence, first) else None


def _gives_at(source: Source, sentence: Sentence, at: int) -> bool:
    """Tell whether a finite verb of giving with its particle stands at a token."""
    for form in verbs.forms_of(source.tokens[at].low):
        if form.kind not in _GIVING or not form.tags & _FINITE or form.tags == {"noun"}:
            continue
        stop = min(at + _PARTICLE_REACH, sentence.last)
        behind = {token.low for token in source.tokens[at + 1 : stop]}
        if set(form.particles) <= behind:
            return True
    return False


def _subject_before(source: Source, sentence: Sentence, at: int) -> Tokens | None:
    """Return the name that is the subject of the verb at a token."""
    tokens, last = source.tokens, at
    while last > sentence.first and tokens[last - 1].low in words_of("roles", "placed", "before_verbs"):
        last -= 1
    if tokens[last - 1].text in (",", ")") and last > sentence.first:
        opened = _opens_aside(source, sentence, last - 1)
        if opened is None:
            return None
        last = opened
    first = last
    while first > sentence.first and last - first < _LONGEST_NAME and _in_name(source, first - 1):
        first -= 1
    while first < last and (not tokens[first].text[0].isupper() or _is_adverb(source, sentence, first)):
        first += 1
    led = first > sentence.first and tokens[first - 1].low in words_of("roles", "placed", "never_subject")
    return (first, last) if first < last and not led else None


def _opens_aside(source: Source, sentence: Sentence, close: int) -> int | None:
    """Return where the words in commas or brackets begin that end at token ``close`` and tell what a name is."""
    tokens, sign = source.tokens, "," if source.tokens[close].text == "," else "("
    for at in range(close - 1, max(close - _LONGEST_ASIDE, sentence.first), -1):
        if tokens[at].text == sign:
            return at if sign == "(" or tokens[at + 1].low in ("a", "an", "the", "which") else None
    return None


def _in_name(source: Source, at: int) -> bool:
    text = source.tokens[at].text
    if text in "&/+":
        return True
    return text[0] < "Ѐ" and (text[0].isupper() or (text[0].isdigit() and text[-1].isalpha()))


def _is_adverb(source: Source, sentence: Sentence, at: int) -> bool:
    opens = at == sentence.first and source.tokens[at].low in words_of("roles", "placed", "openers")
    return opens or source.tokens[at].low in words_of("roles", "placed", "days")


def _run_from(source: Source, sentence: Sentence, first: int) -> Tokens | None:
    """Return the capitalised words from ``first`` on; small words stand only between two of them."""
    tokens, last = source.tokens, first
    while last < sentence.last and last - first < _LONGEST_NAME and _in_name(source, last):
        last += 1
    own = last > first and tokens[first].text[0].isalpha() and tokens[first].low not in ("the", "a", "an")
    return (first, last) if own else None


def _may_give(source: Source, sentence: Sentence, name: Tokens) -> bool:
    """Tell whether a name may be one that gives: in no list, no place or body of Ukraine, no person in office."""
    first, last = name
    tokens = source.tokens
    if any(bodies.is_listed(source, at) for at in range(first, last)) or bodies.is_home(source, first, last):
        return False
    barred = words_of("roles", "placed", "never") | words_of("roles", "placed", "days")
    if any(token.low in barred for token in tokens[first:last]) or _is_common(source, sentence, name):
        return False
    return not _is_officer(source, sentence, name)


def _is_common(source: Source, sentence: Sentence, name: Tokens) -> bool:
    """Tell whether capitals make no name here: a currency before its sum, a heading, "the Foundation"."""
    first, last = name
    heads = (phrases_of("roles", key).at(source.tokens, first, last) for key in ("organisation_heads", "acting_heads"))
    whole = any(match is not None and match.last == last for match in heads)
    whole = whole or (last - first == 1 and source.tokens[first].text in _written(source).short)
    number = last < sentence.last and source.tokens[last].text[0].isdigit()
    return whole or number or source.tokens[first].text in section("money", "codes")["all"]


def _is_officer(source: Source, sentence: Sentence, name: Tokens) -> bool:
    """Tell whether a name is that of somebody who acts for others: a title before or behind it, or its ending."""
    first, last = name
    tokens = source.tokens
    before = tokens[max(first - 2, sentence.first) : first]
    aside = _aside(source, sentence, last)
    behind = tokens[last:aside] if aside else ()
    if any(token.low in words_of("roles", "placed", "officers") for token in (*before, *tokens[first:last], *behind)):
        return True
    endings = tuple(words_of("roles", "surnames", "endings")) + tuple(words_of("roles", "placed", "surnames"))
    return tokens[last - 1].low.endswith(endings)


def _aside(source: Source, sentence: Sentence, last: int) -> int | None:
    """Return where the words end that tell after a comma what a name is: ", a British supplier"."""
    tokens = source.tokens
    if last + 2 >= sentence.last or tokens[last].text != ",":
        return None
    if tokens[last + 1].low not in ("a", "an", "the", "which", "who") and not tokens[last + 1].text.islower():
        return None
    for at in range(last + 1, min(last + _LONGEST_ASIDE, sentence.last)):
        if tokens[at].text in ",.;()":
            return at
    return None


def _kind(source: Source, first: int, last: int) -> str | None:
    """Return the type that the first word for an organisation tells."""
    match = next(phrases_of("roles", "described").find(source.tokens, first, last), None)
    if match is not None:
        return match.value
    return "private" if any(phrases_of("roles", "placed", "people").every(source.tokens, first, last)) else None


def _made(source: Source, sentence: Sentence, name: Tokens, rule: str) -> Mention:
    aside = _aside(source, sentence, name[1])
    described = aside is not None and source.tokens[name[1] + 1].low in ("a", "an", "the")
    kind = _kind(source, name[1], aside) if aside is not None and described else None
    reach = (name[0], aside) if aside is not None and kind else name
    return bodies.made(source, name, reach, kind or "private", rule)


def _is_proper(source: Source, sentence: Sentence, name: Tokens) -> bool:
    """Tell whether a subject is the name of an organisation or of a private giver, and not of somebody else."""
    first, last = name
    tokens = source.tokens
    aside = _aside(source, sentence, last)
    if aside is not None and _kind(source, last, aside):
        return True
    marked = any(_is_marked(token.text) for token in tokens[first:last])
    if last - first > 1 or marked:
        return marked
    written = _written(source)
    word = tokens[first].text
    if word in written.surnames or word.casefold() in written.small:
        return False
    return first > sentence.first or word in written.inside


def _is_marked(text: str) -> bool:
    """Tell whether a word is written as only names of organisations are: "SMA", "iRobot", "G4S"."""
    inner = any(letter.isupper() or letter.isdigit() for letter in text[1:])
    return text in "&/" or (len(text) > 2 and inner and "-" not in text and "'" not in text)


@dataclass(frozen=True, slots=True)
class _Written:
    """How a text writes its words: small, capitalised inside a sentence, behind a name, as short forms in brackets."""

    small: frozenset[str]
    inside: frozenset[str]
    surnames: frozenset[str]
    short: frozenset[str]


@lru_cache(maxsize=1)
def _written(source: Source) -> _Written:
    small, inside, surnames, short = set(), set(), set(), set()
    for sentence in source.sentences:
        for at in range(sentence.first, sentence.last):
            text = source.tokens[at].text
            if not text[0].isupper():
                small.add(text)
            elif at > sentence.first:
                inside.add(text)
                before = source.tokens[at - 1].text
                if before[0].isupper() and before[1:].islower():
                    surnames.add(text)
                elif before == "(" and bodies.is_short_form(text):
                    short.add(text)
    return _Written(frozenset(small), frozenset(inside), frozenset(surnames), frozenset(short))


def _explained(source: Source, sentence: Sentence) -> Iterator[Mention]:
    """Yield names that are followed by what they are: "Alfa, a charity registered in Canada, …"."""
    tokens = source.tokens
    for at in range(sentence.first + 1, sentence.last - 2):
        if tokens[at].text != "," or tokens[at + 1].low not in ("a", "an") or not _in_name(source, at - 1):
            continue
        first = at
        while first > sentence.first and at - first < _LONGEST_NAME and _in_name(source, first - 1):
            first -= 1
        name = (first, at)
        aside = _aside(source, sentence, at) or sentence.last
        if tokens[first].text[0].isalpha() and _kind(source, at, aside) and _may_give(source, sentence, name):
            yield bodies.made(source, name, (first, aside), _kind(source, at, aside) or "ngo", "parties.explained")
