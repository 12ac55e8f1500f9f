"""Officials who promise and give for a state that only sentences before name: "Finance Minister Jane Doe pledged"."""

from collections.abc import Iterator
from functools import lru_cache

from assistance.extraction import verbs
from assistance.extraction.known import HOME, HOSTILE, Known, Mention, book
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import phrases_of, words_of

_STATES = frozenset({"name", "adjective", "capital", "agency"})
_MOST_BETWEEN = 5
_BESIDE = 3


def find(source: Source, sentence: Sentence) -> Iterator[Mention]:
    """Yield the officials of one sentence, and "the kingdom", who act, each as the state named last before."""
    for title in phrases_of("roles", "officials", "titles").find(source.tokens, sentence.first, sentence.last):
        last = _name(source, sentence, title.last)
        if last is None or not _acts(source, sentence, title.first, last):
            continue
        who = _state_before(source, title.first)
        if who is not None:
            start, end = source.tokens[title.first].start, source.tokens[last - 1].end
            yield Mention(who, title.first, last, start, end, "plain", "parties.official")
    for match in phrases_of("roles", "officials", "alone").find(source.tokens, sentence.first, sentence.last):
        who = _state_before(source, match.first)
        if who is not None and match.first <= sentence.first + 1 and _acts(source, sentence, match.first, match.last):
            start, end = source.tokens[match.first].start, source.tokens[match.last - 1].end
            yield Mention(who, match.first, match.last, start, end, "plain", "parties.official")


def _name(source: Source, sentence: Sentence, at: int) -> int | None:
    """Return where the name ends that follows a title, if it is not a Ukrainian's."""
    tokens, stop = source.tokens, min(at + _MOST_BETWEEN, sentence.last - 1)
    while at < stop and (tokens[at].text.islower() or tokens[at].text.isupper()) and tokens[at].text.isalpha():
        at += 1
    named = at + 1 < sentence.last and all(_is_capitalised(tokens[index].text) for index in (at, at + 1))
    if not named or tokens[at].low in words_of("roles", "officials", "home_names"):
        return None
    return at + 2 + (at + 2 < sentence.last and _is_capitalised(tokens[at + 2].text))


def _is_capitalised(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()


def _acts(source: Source, sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether a verb of giving or promising stands beside a name, and no state right before its title."""
    tokens = source.tokens
    owners = book().every(tokens, max(first - _BESIDE, sentence.first), first)
    if any(match.value.form in _STATES and not _is_scene(source, match.first, match.value) for match in owners):
        return False
    if first > sentence.first and verbs.acts(tokens, first - 1):
        return True
    return any(verbs.acts(tokens, at) for at in range(last, min(last + _BESIDE, sentence.last)))


def _state_before(source: Source, at: int) -> Known | None:
    """Return the foreign state that a text names last before a token, as one only alluded to."""
    who = next((known for first, known in reversed(_states(source)) if first < at), None)
    return Known(who.key, who.name, "adjective", who.type, who.country, who.role) if who is not None else None


def _is_scene(source: Source, first: int, who: Known) -> bool:
    """Tell whether a capital is only where something takes place: "the summit in The Hague"."""
    before = source.tokens[first - 1].low if first else ""
    return who.form == "capital" and before in words_of("roles", "officials", "scenes")


@lru_cache(maxsize=1)
def _states(source: Source) -> tuple[tuple[int, Known], ...]:
    every = (match for each in source.sentences for match in book().find(source.tokens, each.first, each.last))
    return tuple(
        (match.first, match.value) for match in every
        if match.value.form in _STATES and match.value.key not in (HOME, *HOSTILE) and match.value.country
        and not _is_scene(source, match.first, match.value)
    )  # fmt: skip
