"""What the two languages share where those who receive are described in the words of the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistance.extraction.known import HOME, book
from assistance.extraction.phrases import Phrasebook
from assistance.extraction.text import Sentence, Source, Token
from assistance.extraction.wordlists import section, table, words_of

_FARTHEST = 6
_GAP = 5


@dataclass(frozen=True, slots=True)
class Described:
    """A description at tokens ``first`` to ``last``; ``head_last`` is where its shorter form ends.

    ``aimed`` where something is only meant for it: "incubators for newborns", «ремонт шкіл».
    """

    first: int
    last: int
    head_last: int
    proper: bool
    aimed: bool = False


@cache
def endings_of(*path: str) -> tuple[str, ...]:
    """Return a list of the word list as a tuple, for ``startswith`` and ``endswith``."""
    return tuple(section("recipients", *path))


@cache
def foreign() -> Phrasebook[str]:
    """Return the names and adjectives of all states but Ukraine; each leads to "names" or "adjectives"."""
    entries = [entry for code, entry in table("states").items() if code != HOME]
    keys = ("names", "adjectives")
    return Phrasebook([(phrase, key) for one in entries for key in keys for phrase in one.get(key, ())])


def joined(source: Source, end: int, first: int) -> bool:
    """Tell whether only words that join stand between two descriptions."""
    gap = source.tokens[end:first]
    joins = words_of("recipients", "describing", "joins")
    return (
        len(gap) <= _GAP
        and any(token.low in joins for token in gap)
        and all(token.low in joins or is_count(token) for token in gap)
    )


def is_count(token: Token) -> bool:
    """Tell whether a word is a number or another word for how many."""
    return token.text[0].isdigit() or token.low in words_of("recipients", "describing", "counts")


def ends_at(phrases: Phrasebook[str], source: Source, sentence: Sentence, first: int) -> bool:
    """Tell whether one of ``phrases`` ends right before the token ``first``; counts and articles are passed over."""
    while first > sentence.first and is_count(source.tokens[first - 1]):
        if any(_ends(phrases, source, sentence, first)):
            return True
        first -= 1
    return any(_ends(phrases, source, sentence, first))


def past_adverbs(source: Source, sentence: Sentence, last: int) -> int:
    """Return ``last`` beyond words such as "already" that may stand between who receives and the verb."""
    while last < sentence.last and source.tokens[last].low in words_of("recipients", "passed_over"):
        last += 1
    return last


def comes_from_abroad(source: Source, sentence: Sentence, first: int) -> bool:
    """Tell whether "from" another state stands before "to" or «до» right before the token ``first``."""
    at = first - 1
    while at > sentence.first and is_count(source.tokens[at]):
        at -= 1
    if at - 2 < sentence.first or source.tokens[at].low not in ("to", "до"):
        return False
    match = book().at(source.tokens, at - 1, at)
    abroad = match is not None and match.value.form in ("name", "capital", "subnational") and match.value.key != HOME
    return source.tokens[at - 2].low in ("from", "з", "із", "зі", "від") and abroad


def _ends(phrases: Phrasebook[str], source: Source, sentence: Sentence, first: int) -> Iterator[bool]:
    for begin in phrases.starts(source.tokens, max(sentence.first, first - _FARTHEST), first):
        match = phrases.at(source.tokens, begin, first)
        if match and match.last == first:
            yield True
