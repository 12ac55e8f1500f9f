"""Which organisations and which projects may be one and the same, told by their names alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from assistance.vocabulary.labels import Word, gettext_noop
from assistance.vocabulary.lemmas import WORD, lemma
from assistance.vocabulary.names import normalise_name

#: Words that join others.
PARTICLES = frozenset("a an and at by for from in of on the to with в від для до з за зі й і із на по та у".split())
#: Words that say what kind of body it is and leave open which; «States» is not among them, it tells one from another.
KINDS_OF_BODY = frozenset("government kingdom republic gmbh inc llc ltd plc королівство республіка тов уряд".split())
#: Words that the titles of most projects share.
KINDS_OF_PROJECT = frozenset("project ukraine проєкт проект україна".split())


class Resemblance(Word):
    """Why two records may be one."""

    IDENTIFIER = "identifier", gettext_noop("The same identifier")
    NAME = "name", gettext_noop("The same words in a name")
    ACRONYM = "acronym", gettext_noop("A name made of the first letters of the other")
    PART = "part", gettext_noop("A name that is the other with one word more")
    NUMBER = "number", gettext_noop("The same reference number")
    TITLE = "title", gettext_noop("The same words in a title")
    PARTIES = "parties", gettext_noop("The same parties, and half the words of a title")


@dataclass(frozen=True)
class Named:
    """What an organisation is told by: its ``key``, all its names, its country and identifier if it has them."""

    key: int
    names: tuple[str, ...]
    country: str = ""
    identifier: str = ""


@dataclass(frozen=True)
class Titled:
    """What a project is told by: its ``key``, a title a language, its numbers, the keys of its commitments' parties."""

    key: int
    titles: Mapping[str, str]
    numbers: frozenset[tuple[str, str]] = frozenset()
    parties: frozenset[int] = frozenset()


#: Two keys, the lower one first, with the surest sign that they may be one.
Pairs = dict[tuple[int, int], Resemblance]


def telling_words(name: str, idle: Collection[str]) -> frozenset[str]:
    """Return the base forms of the words of ``name`` without particles and ``idle`` ones; all where none is left."""
    words = {word: lemma(word) for word in WORD.findall(normalise_name(name)) if word not in PARTICLES}
    telling = frozenset(base for word, base in words.items() if word not in idle and base not in idle)
    return telling or frozenset(words.values())


def folded_code(code: str) -> str:
    """Return the letters and digits of an identifier or number, folded: “XM-DAC 41114” is “xm-dac-41114”."""
    return "".join(letter for letter in normalise_name(code) if letter.isalnum())


def alike_organisations(rows: Iterable[Named]) -> Pairs:
    """Return which of ``rows`` may be one: by identifier, words of a name, acronym, or one word more.

    Never two that have different countries, whatever their names; the same identifier stands above that.
    """
    organisations = list(rows)
    pairs = _sharing(Resemblance.IDENTIFIER, ((folded_code(row.identifier), row.key) for row in organisations))
    country = {row.key: row.country for row in organisations}
    for sign, one, other in _by_name(organisations):
        if not (country[one] and country[other] and country[one] != country[other]):
            _add(pairs, sign, one, other)
    return pairs


def alike_projects(rows: Iterable[Titled]) -> Pairs:
    """Return which of ``rows`` may be one: by number, words of a title, or parties and half the words of a title."""
    projects = list(rows)
    words = {
        row.key: {language: telling_words(title, KINDS_OF_PROJECT) for language, title in row.titles.items() if title}
        for row in projects
    }
    pairs = _sharing(
        Resemblance.NUMBER,
        (((scheme, folded_code(number)), row.key) for row in projects for scheme, number in row.numbers),
    )
    titles = ((title, key) for key, said in words.items() for title in said.items() if title[1])
    for one, other in _sharing(Resemblance.TITLE, titles):
        _add(pairs, Resemblance.TITLE, one, other)
    for one, other in _sharing(Resemblance.PARTIES, ((row.parties, row.key) for row in projects)):
        if any(_half(words[one].get(language), said) for language, said in words[other].items()):
            _add(pairs, Resemblance.PARTIES, one, other)
    return pairs


def _by_name(organisations: list[Named]) -> Iterable[tuple[Resemblance, int, int]]:
    """Yield pairs of keys, the surest signs first."""
    by_words: defaultdict[frozenset[str], set[int]] = defaultdict(set)
    acronyms: defaultdict[str, set[int]] = defaultdict(set)
    names = [(name, telling_words(name, KINDS_OF_BODY), row.key) for row in organisations for name in row.names]
    for name, words, key in names:
        by_words[words].add(key)
        if _acronyms_in(name) == [name]:
            acronyms[normalise_name(name)].add(key)
    by_words.pop(frozenset(), None)
    for keys in by_words.values():
        yield from ((Resemblance.NAME, one, other) for one, other in combinations(sorted(keys), 2))
    for name, _words, key in names:
        yield from ((Resemblance.ACRONYM, key, other) for letters in _initials(name) for other in acronyms[letters])
    for name, words, key in names:
        shorter = [by_words.get(words - {word}, set()) for word in words if len(words) > 2]
        if len(words) == 2 and len(_acronyms_in(name)) == 1:
            shorter.append(acronyms[normalise_name(_acronyms_in(name)[0])])
        yield from ((Resemblance.PART, key, other) for others in shorter for other in others)


def _acronyms_in(name: str) -> list[str]:
    return [word for word in WORD.findall(name) if len(word) > 1 and word.isalpha() and word.isupper()]


def _initials(name: str) -> set[str]:
    """Return the first letters of the words of ``name``, with and without its particles.

    A single word has none, and neither has a name with an acronym in it: “UN system” is no “US”.
    """
    words = [] if _acronyms_in(name) else WORD.findall(normalise_name(name))
    spelled = {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in PARTICLES)}
    return {letters for letters in spelled if len(letters) > 1}


def _half(one: frozenset[str] | None, other: frozenset[str]) -> bool:
    """Return whether two titles have at least half of all their words in common."""
    return bool(one) and 2 * len(one & other) >= len(one | other)  # type: ignore[operator]


def _sharing(sign: Resemblance, rows: Iterable[tuple[Collection[object], int]]) -> Pairs:
    """Return the pairs that have the same value, an empty one aside."""
    holders: defaultdict[Collection[object], set[int]] = defaultdict(set)
    for value, key in rows:
        if value:
            holders[value].add(key)
    return {pair: sign for keys in holders.values() for pair in combinations(sorted(keys), 2)}


def _add(pairs: Pairs, sign: Resemblance, one: int, other: int) -> None:
    if one != other:
        pairs.setdefault((min(one, other), max(one, other)), sign)
