"""Ukrainian nouns in the singular: told by the words of a list, or by the adjective before them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistance.extraction.wordlists import section

#: The ending of an adjective in the singular, and that of the noun which goes with it.
_AGREEING = (
    (re.compile(r"[иі]й$"), re.compile(r"[^аеєиіїоуюя]$")),
    (re.compile(r"[ая]$"), re.compile(r"[ая]$")),
    (re.compile(r"[ую]$"), re.compile(r"(?:[ую]|[ьчжш])$")),
    (re.compile(r"[еє]$"), re.compile(r"[оея]$")),
    (re.compile(r"[иі]м$"), re.compile(r"[оеє]м$")),
    (re.compile(r"[ое]ю$"), re.compile(r"[оеє]ю$")),
)
_AGREEING_PLURAL = (
    (re.compile(r"і$"), re.compile(r"[иіїая]$")),
    (re.compile(r"[иі]х$"), re.compile(r"(?:[^аеєиіїоуюя]|авто)$")),
    (re.compile(r"[иі]м$"), re.compile(r"[ая]м$")),
    (re.compile(r"[иі]ми$"), re.compile(r"[ая]ми$")),
)
_SHORTEST = 4


def is_singular(word: str) -> bool:
    """Tell whether a word, or the last part of a compound, is a noun of the list in the singular."""
    return word in _singular() or ("-" in word and word.rpartition("-")[2] in _singular())


def is_singular_genitive(word: str) -> bool:
    """Tell whether a word, or the last part of a compound, is such a noun in the genitive: «ДНК-лабораторії»."""
    return word in _genitives() or ("-" in word and word.rpartition("-")[2] in _genitives())


@cache
def _genitives() -> frozenset[str]:
    return frozenset(form for word in section("items", "single", "words") for form in _genitive(word))


def _genitive(word: str) -> Iterator[str]:
    stem = _stem(word)
    if word.endswith("ія"):
        yield stem + "ї"
    elif word.endswith(("а", "я")):
        yield from (stem + "и", stem + "і")
    elif word[-1] not in "уюоеиіїє":
        yield stem + ("я" if word[-1] in "ьй" else "а")


def _stem(word: str) -> str:
    stems: dict[str, str] = section("items", "single", "stems")
    return stems.get(word, word[:-1] if word[-1] in "аяьй" else word)


@cache
def _singular() -> frozenset[str]:
    return frozenset(form for word in section("items", "single", "words") for form in _forms(word))


def _forms(word: str) -> Iterator[str]:
    """Yield nominative, accusative and instrumental of a noun in the singular."""
    yield word
    stem = _stem(word)
    if word.endswith("а"):
        yield from (stem + "у", stem + "ою", stem + "ею")
    elif word.endswith("я"):
        yield from (stem + "ю", stem + "ею", stem + "єю")
    elif word[-1] not in "уюоеиіїє":
        yield stem + {"ь": "ем", "й": "єм"}.get(word[-1], "ом")


def agrees(adjective: str, noun: str) -> bool:
    """Tell whether an adjective may describe the noun after it, by their endings: «патрульні катери»."""
    return any(one.search(adjective) and other.search(noun) for one, other in (*_AGREEING, *_AGREEING_PLURAL))


def described_noun(words: Sequence[str], first: int) -> int | None:
    """Return where the noun stands whose adjectives, in the singular, open a name whose words begin at ``first``."""
    for adjective, noun in _AGREEING:
        last = 0
        while last < len(words) and len(words[last]) >= _SHORTEST and adjective.search(words[last]):
            last += 1
        if last and last < len(words) and noun.search(words[last]):
            return first + last
        if last > 1 and noun.search(words[last - 1]):
            return first + last - 1
    return None
