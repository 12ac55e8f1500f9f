"""Who is named: donor states with their agencies, organisations that give or carry, and those who receive.

A mention only says who is meant and what the words around it make of it; who gives what is settled in assembly.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache

from assistance.extraction.findings import Party
from assistance.extraction.phrases import Match, Phrasebook
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import phrases_of, table, words_of
from assistance.vocabulary import OrganisationType, PartyRole

_TYPES = {
    "government": OrganisationType.GOVERNMENT,
    "multilateral": OrganisationType.MULTILATERAL,
    "ngo": OrganisationType.INTERNATIONAL_NGO,
    "private": OrganisationType.PRIVATE,
    "subnational": OrganisationType.LOCAL_GOVERNMENT,
}
_SPREADING = frozenset({"place", "to", "through", "from", "against", "person"})
_AGGRESSORS = frozenset({"RU", "BY"})
_QUOTED = re.compile(r'"[^"\n]{2,60}"')


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the word lists.

    ``form`` is "name", "adjective", "capital", "agency", "organisation", "unlisted" or "recipient".
    """

    key: str
    name: str
    form: str
    type: OrganisationType | None = None
    country: str | None = None
    role: str = "donor"
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A party at tokens ``first`` to ``last``.

    ``context`` tells what the words around it make of it: "from", "through", "to", "place", "source", "against",
    "person" (a state in somebody's title) or "plain".
    """

    who: Known
    first: int
    last: int
    start: int
    end: int
    context: str
    rule: str


def type_of(word: str) -> OrganisationType:
    """Return the organisation type for a type word of the lists ("ngo", "private", ...)."""
    return _TYPES[word]


def _states() -> Iterator[tuple[str, Known]]:
    for code, entry in table("states").items():
        for form, key in (("name", "names"), ("adjective", "adjectives"), ("capital", "capitals")):
            for phrase in entry.get(key, ()):
                yield phrase, Known(code, entry["name"], form, OrganisationType.GOVERNMENT, code)


def _organisations() -> Iterator[tuple[str, Known]]:
    states = table("states")
    for entry in table("agencies")["agency"]:
        code = entry["state"]
        known = Known(
            code, states[code]["name"], "agency", OrganisationType.GOVERNMENT, code, entry["role"], entry["name"]
        )
        yield from ((phrase, known) for phrase in entry["phrases"])
    for entry in table("organisations")["organisation"]:
        kind, country = _TYPES[entry["type"]], entry.get("country")
        known = Known(entry["name"], entry["name"], "organisation", kind, country, entry["role"])
        yield from ((phrase, known) for phrase in entry["phrases"])
    for entry in table("recipients")["recipient"]:
        known = Known(entry["name"], entry["name"], "recipient", None, "UA", "recipient")
        yield from ((phrase, known) for phrase in entry["phrases"])


@cache
def _book() -> Phrasebook[Known]:
    return Phrasebook([*_states(), *_organisations()])


def find(source: Source, sentence: Sentence, sums: Collection[int] = ()) -> tuple[Mention, ...]:
    """Return the parties of one sentence in order. ``sums`` are tokens of sums of money, where no party stands."""
    matches = _book().find(source.tokens, sentence.first, sentence.last)
    found = [_mention(source, sentence, match) for match in matches if match.first not in sums]
    unknown = list(_unknown(source, sentence))
    adjectives = [one for one in found if one.who.form == "adjective"]
    inner = {one.first for one in adjectives for other in unknown if other.first <= one.first < other.last}
    found = [one for one in found if one.first not in inner and not _is_first_name(source, one)]
    found = _national(source, found)
    taken = {index for mention in found for index in range(mention.first, mention.last)}
    found += [one for one in unknown if not taken.intersection(range(one.first, one.last))]
    found += _communities(source, sentence)
    found = [m for m in found if m.who.key not in _AGGRESSORS]
    found = _carriers(source, sentence, sorted(found, key=lambda mention: mention.first))
    return _coordinated(source, found)


def _national(source: Source, found: list[Mention]) -> list[Mention]:
    """Take "Italian" before an organisation that many states have ("Red Cross") into its name."""
    done: list[Mention] = []
    for one in found:
        previous = done[-1] if done else None
        beside = previous is not None and previous.last == one.first and previous.who.form == "adjective"
        if previous is None or not beside or one.who.form != "organisation" or one.who.type != _TYPES["ngo"]:
            done.append(one)
            continue
        name = " ".join(source.span(previous.start, one.end).words(source.raw).split())
        who = replace(one.who, key=name.casefold(), name=name, country=previous.who.country)
        joined = replace(one, who=who, first=previous.first, start=previous.start, context=previous.context)
        done[-1] = joined if previous.who.key != "UA" and one.who.country is None else previous
        if done[-1] is previous:
            done.append(one)
    return done


def _acts(source: Source, mention: Mention) -> bool:
    """Tell whether a verb of giving follows a name right away, so that the name opens a clause of its own."""
    stop = min(mention.last + 4, len(source.tokens))
    return mention.last < stop and phrases_of("verbs", "status").at(source.tokens, mention.last, stop) is not None


def _carriers(source: Source, sentence: Sentence, found: list[Mention]) -> list[Mention]:
    """Let every organisation that follows "through partners such as" be one that carries."""
    group = next(phrases_of("roles", "carriers", "phrases").find(source.tokens, sentence.first, sentence.last), None)
    if group is None:
        return found
    return [
        replace(one, context="through")
        if one.first >= group.last and one.who.form in ("organisation", "unlisted")
        else one
        for one in found
    ]


def _coordinated(source: Source, found: list[Mention]) -> tuple[Mention, ...]:
    """Let what stands before the first of a row of names hold for all of it: "in Ukraine and Moldova"."""
    done: list[Mention] = []
    for one in found:
        mention, previous = one, done[-1] if done else None
        if previous and mention.context == "plain" and previous.context in _SPREADING:
            gap = () if _acts(source, mention) else source.tokens[previous.last : mention.first]
            if 0 < len(gap) <= 4 and all(token.low in words_of("roles", "between_names") for token in gap):
                mention = replace(mention, context=previous.context)
        done.append(mention)
    return tuple(done)


def _is_first_name(source: Source, mention: Mention) -> bool:
    """Tell whether "German" is a person's name here: after a title and before a surname."""
    if mention.who.form != "adjective" or mention.last >= len(source.tokens):
        return False
    following = source.tokens[mention.last]
    if not following.text[0].isupper():
        return False
    before = max(mention.first - 1, 0)
    titles = phrases_of("roles", "titles", "words").at(source.tokens, before, mention.first)
    return titles is not None or following.low.endswith(tuple(words_of("roles", "surnames", "endings")))


def _mention(source: Source, sentence: Sentence, match: Match[Known]) -> Mention:
    first = _with_office(source, sentence, match.first)
    start, end = source.tokens[first].start, source.tokens[match.last - 1].end
    context = context_of(source, sentence, first, match.last)
    return Mention(match.value, first, match.last, start, end, context, f"parties.{match.value.form}")


def _with_office(source: Source, sentence: Sentence, first: int) -> int:
    """Take in "the government of" before a name, so that the words before it are seen."""
    for size in (2, 1):
        begin = first - size
        if begin < sentence.first:
            continue
        match = phrases_of("roles", "office").at(source.tokens, begin, first)
        if match and match.last == first:
            return begin
    return first


def context_of(source: Source, sentence: Sentence, first: int, last: int) -> str:
    """Return what the words around the tokens ``first`` to ``last`` make of a party (see ``Mention``)."""
    for reach in range(7, 0, -1):
        begin = first - reach
        if begin < sentence.first:
            continue
        match = phrases_of("roles", "before").at(source.tokens, begin, first)
        if match and (match.last == first or (match.last == first - 1 and _is_article(source, first - 1))):
            return match.value
    after = phrases_of("roles", "after").at(source.tokens, last, sentence.last) if last < sentence.last else None
    return after.value if after else "plain"


def _is_article(source: Source, index: int) -> bool:
    return source.tokens[index].low in ("the", "a", "an", "its", "our", "their")


def _unknown(source: Source, sentence: Sentence) -> Iterator[Mention]:
    """Yield organisations that no list knows, by the word for what they are ("Foundation", «фонд»)."""
    heads, reached = phrases_of("roles", "organisation_heads"), sentence.first
    for match in heads.find(source.tokens, sentence.first, sentence.last):
        before = match.value.endswith("_before")
        first, last = _name_before(source, sentence, match) if before else _name_after(source, sentence, match)
        if last - first < 2 or first < reached or source.tokens[first].low.startswith(("ukrain", "україн")):
            continue
        reached = last
        start, end = source.tokens[first].start, source.tokens[last - 1].end
        name = source.raw[source.span(start, end).start : source.span(start, end).end]
        kind = _TYPES[match.value.split("_")[0]]
        known = Known(name.casefold(), name, "unlisted", kind, _seat(source, first, last), "both")
        yield Mention(known, first, last, start, end, context_of(source, sentence, first, last), "parties.unlisted")


def _communities(source: Source, sentence: Sentence) -> Iterator[Mention]:
    """Yield those who receive by what they are and where: "communities of Kyiv region", «громади Сумської області»."""
    for match in phrases_of("roles", "communities", "phrases").find(source.tokens, sentence.first, sentence.last):
        last = match.last
        if last + 1 < sentence.last and source.tokens[last].low == "the" and source.tokens[last + 1].text[0].isupper():
            last += 1
        while last < sentence.last and last - match.last < 3 and source.tokens[last].text[0].isupper():
            last += 1
        while (
            last > match.last and last < sentence.last and source.tokens[last].low in words_of("roles", "region_words")
        ):
            last += 1
        if last == match.last:
            continue
        start, end = source.tokens[match.first].start, source.tokens[last - 1].end
        name = " ".join(source.span(start, end).words(source.raw).split())
        known = Known(name.casefold(), name, "recipient", None, "UA", "recipient")
        yield Mention(known, match.first, last, start, end, "plain", "parties.community")


def _name_before(source: Source, sentence: Sentence, match: Match[str]) -> tuple[int, int]:
    """Return the capitalised words that lead up to the head, as in "Estonian Voluntary Rescue Association"."""
    first, tokens = match.first, source.tokens
    if not tokens[first].text[0].isupper():
        return first, first
    while first > sentence.first and match.first - first < 7:
        token = tokens[first - 1]
        joins = token.low in ("of", "for", "and", "&") and first - 2 >= sentence.first
        if token.text[0].isupper() and token.low not in words_of("roles", "never_in_names"):
            first -= 1
        elif joins and tokens[first - 2].text[0].isupper() and first < match.first:
            first -= 2
        else:
            break
    return first, match.last


def _name_after(source: Source, sentence: Sentence, match: Match[str]) -> tuple[int, int]:
    """Return the head with the quoted or capitalised name that follows, as in «фонд "Надія"»."""
    tokens = source.tokens
    quoted = _QUOTED.match(source.plain, tokens[match.last].start) if match.last < sentence.last else None
    if quoted:
        return match.first, source.tokens_between(quoted.start(), quoted.end())[1]
    last = match.last
    while last < sentence.last and last - match.last < 5:
        token = tokens[last]
        if not (token.text[0].isascii() and token.text[0].isupper()) and token.low not in ("of", "for", "and"):
            break
        last += 1
    return match.first, last if last > match.last else match.first


def _seat(source: Source, first: int, last: int) -> str | None:
    """Return the country that an organisation's own name tells."""
    for match in _book().find(source.tokens, first, last):
        if match.value.form in ("adjective", "name") and match.value.key not in ("UA", *_AGGRESSORS):
            return match.value.country
    return None


def as_party(source: Source, mention: Mention, role: PartyRole, aliases: tuple[str, ...] = ()) -> Party:
    """Return the finding for a mention in its role. ``aliases`` that only repeat the name are left out."""
    who = mention.who
    other = tuple(dict.fromkeys(alias for alias in aliases if alias.casefold() != who.name.casefold()))
    return Party(
        span=source.span(mention.start, mention.end), rule=mention.rule, name=who.name, role=role, type=who.type,
        country=who.country, aliases=other,
    )  # fmt: skip


def words(source: Source, mention: Mention) -> str:
    """Return the words of a mention as the text has them."""
    return source.span(mention.start, mention.end).words(source.raw)
