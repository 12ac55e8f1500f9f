"""Words that stand for an organisation named before: "the Fund", "the charity", «Місія», «цей фонд»."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from assistance.extraction import organisations
from assistance.extraction.known import Known, Mention, book
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import phrases_of, section, table
from assistance.vocabulary import OrganisationType

_FORMS = frozenset({"organisation", "agency", "unlisted"})
Places = Mapping[str, tuple[tuple[int, Known], ...]]


def find(source: Source, sentence: Sentence) -> Iterator[Mention]:
    """Yield what stands in a sentence for the organisation of its kind that was named last."""
    for match in phrases_of("roles", "recalling", "phrases").find(source.tokens, sentence.first, sentence.last):
        if not _stands_alone(source, sentence, match.last):
            continue
        who = _named_last(source, match.value, match.first)
        if who is not None:
            start, end = source.tokens[match.first].start, source.tokens[match.last - 1].end
            yield Mention(who, match.first, match.last, start, end, "plain", "parties.recalled")


def _stands_alone(source: Source, sentence: Sentence, last: int) -> bool:
    """Tell whether no name follows that the words belong to: "the foundation Alfa", «фонд "Надія"», "the Bank of …"."""
    if last >= sentence.last:
        return True
    token = source.tokens[last]
    return not (token.text[0].isupper() or token.text in ('"', "&") or token.low in ("of", "for"))


def _named_last(source: Source, kind: str, at: int) -> Known | None:
    found: Known | None = None
    for place, who in _named(source).get(kind, ()):
        if place >= at:
            break
        found = who
    return found if found is not None and found.form in _FORMS else None


@lru_cache(maxsize=1)
def _named(source: Source) -> Places:
    """Return by kind where a text names organisations of that kind, in order."""
    places: dict[str, list[tuple[int, Known]]] = {}
    for sentence in source.sentences:
        matches = [*book().find(source.tokens, sentence.first, sentence.last)]
        bodies = [one for one in matches if one.value.form in _FORMS]
        fresh = [
            (one.first, one.who) for one in organisations.unlisted(source, sentence)
            if not any(one.first < body.last and body.first < one.last for body in bodies)
        ]  # fmt: skip
        for first, who in sorted([*((one.first, one.value) for one in matches), *fresh], key=lambda one: one[0]):
            for kind in _kinds(who):
                places.setdefault(kind, []).append((first, who))
    return {kind: tuple(found) for kind, found in places.items()}


@cache
def _kinds(who: Known) -> tuple[str, ...]:
    """Return the kinds of organisation that a name may be called: by its words, or by what it is."""
    if who.form == "recipient":
        return tuple(section("roles", "recalling", "received"))
    if who.form not in _FORMS:
        return ()
    name = who.agency or who.name
    told = _by_words(name.casefold().split()) or _by_words(_listed_words().get(name, ()))
    return tuple(dict.fromkeys([*told, *section("roles", "recalling", "types").get(_type_word(who), ())]))


def _by_words(words: Iterable[str]) -> list[str]:
    kinds = section("roles", "recalling", "words").items()
    return [kind for kind, stems in kinds if any(word.startswith(tuple(stems)) for word in words)]


def _type_word(who: Known) -> str:
    """Return what an organisation of no telling name is: "ngo" or "private"."""
    if who.type is OrganisationType.PRIVATE:
        return "private"
    return "ngo" if who.type is OrganisationType.INTERNATIONAL_NGO else ""


@cache
def _listed_words() -> dict[str, frozenset[str]]:
    """Return the words of all phrases by which a listed organisation goes, by its name."""
    words: dict[str, set[str]] = {}
    for entry in (*table("organisations")["organisation"], *table("agencies")["agency"]):
        told = (word.casefold().rstrip("*") for phrase in entry["phrases"] for word in phrase.split())
        words.setdefault(entry["name"], set()).update(told)
    return {name: frozenset(told) for name, told in words.items()}
