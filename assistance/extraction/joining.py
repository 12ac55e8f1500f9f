"""Names that stand side by side and mean one party: a state and its agency, an organisation and its seat."""

from collections.abc import Sequence
from dataclasses import replace

from assistance.extraction.known import HOME, HOSTILE, Known, Mention, book
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import phrases_of, table, words_of
from assistance.vocabulary import OrganisationType

_STATES = frozenset({"adjective", "name"})
_INSIDE = frozenset({"adjective", "name", "capital", "subnational"})
_MOST_BETWEEN = 4
#: What stands between an organisation and its seat, a town and its state, those who come and their state.
_SEATED = frozenset({("from",), ("from", "the"), ("of",), ("of", "the"), ("з",), ("із",), ("зі",), ("(",)})
_LYING = frozenset({(",",), ("(",), ("in",), ("in", "the"), ("of",), ("of", "the")})
_COMING = frozenset({("from",), ("from", "the"), ("of",), ("of", "the"), ("з",), ("із",), ("зі",)})
_ACTING = frozenset({",", ";", "and", "which", "who", "that", "to", "by"})
_BELONGING = frozenset({(), ("of",), ("of", "the")})


def joined(source: Source, sentence: Sentence, found: Sequence[Mention]) -> list[Mention]:
    """Return one mention for names that mean one party: "Polish" and "Red Cross", "Save the Children" and "Canada"."""
    done: list[Mention] = []
    for one in found:
        mention = _as_town(source, one)
        joined = _join(source, done[-1], mention) if done else None
        if joined is not None:
            done[-1] = joined
        else:
            done.append(mention)
    return [_with_office(source, sentence, one) for one in done]


def _join(source: Source, left: Mention, right: Mention) -> Mention | None:
    """Return the one party that two neighbouring names mean, if they do."""
    gap = [token.low for token in source.tokens[left.last : right.first]]
    if (left.who.key == HOME or left.who.key in HOSTILE) and left.who.form != "recipient":
        return None
    if right.who.form == "recipient" or left.who.form == "recipient":
        return _their_own(source, left, right, gap)
    if left.who.form in _STATES and _describes(source, left, right):
        return _of_state(source, left, right, gap)
    if not gap and (branch := _branch(source, left, right)) is not None:
        return branch
    seated = left.who.form in ("organisation", "unlisted") and right.who.form in ("name", "subnational")
    if seated and tuple(gap) in _SEATED and left.who.type is not OrganisationType.MULTILATERAL:
        return _seated(source, left, right, gap)
    town = left.who.form == "subnational" and right.who.form == "name" and left.who.country == right.who.country
    one = (town and tuple(gap) in _LYING) or _is_aside(left, right, gap)
    return _stretched(source, left, left.first, right.last) if one else None


def _is_aside(left: Mention, right: Mention, gap: list[str]) -> bool:
    """Tell whether a place only tells whence an organisation comes: "Alfa, a charity from Toronto"."""
    body, place = left.who.form in ("organisation", "unlisted"), right.who.form in ("name", "subnational", "capital")
    if not (body and place) or len(gap) < _MOST_BETWEEN or gap[0] != "," or gap[1] not in ("a", "an", "the"):
        return False
    last = gap[-1] if gap[-1] != "the" else gap[-2]
    return len(gap) <= 2 * _MOST_BETWEEN and last in ("from", "in", "of") and not set(gap[2:-1]) & _ACTING


def _is_genitive(source: Source, left: Mention, right: Mention) -> bool:
    """Tell whether a state right behind an organisation belongs to its name; a Ukrainian nominative acts itself."""
    word, before = source.tokens[right.last - 1].text, source.tokens[left.last - 1].text
    return word.isascii() == before.isascii() and not word.endswith(("а", "я"))


def _seated(source: Source, left: Mention, right: Mention, gap: list[str]) -> Mention:
    """Return an organisation with its seat; one that many states have takes the seat into its name."""
    who = replace(left.who, country=left.who.country or right.who.country)
    if left.who.form == "organisation" and left.who.country is None and gap[0] == "of" and right.who.form == "name":
        name = _name(source, left.start, right.end)
        who = replace(who, key=name.casefold(), name=name)
    return _stretched(source, left, left.first, right.last, who)


def _their_own(source: Source, left: Mention, right: Mention, gap: list[str]) -> Mention | None:
    """Return the state whose own rescuers or ministry a name of those who receive means: "Czech firefighters"."""
    if left.who.form in _STATES and left.who.key not in (HOME, *HOSTILE):
        beside = gap == ["'s"] or (not gap and left.who.form == "adjective")
        return _stretched(source, left, left.first, right.last) if beside else None
    if left.who.form == "recipient" and right.who.form in _INSIDE and right.who.key not in (HOME, *HOSTILE):
        first = source.tokens[left.first]
        plain = first.text.islower() and tuple(gap) in _COMING
        ministry = first.low.startswith(("ministr", "міністерств")) and tuple(gap) in _BELONGING
        nominative = source.tokens[right.last - 1].low.endswith(("а", "я")) and not gap
        if plain or (ministry and not nominative):
            return _stretched(source, right, left.first, right.last)
    return None


def _describes(source: Source, state: Mention, right: Mention) -> bool:
    """Tell whether the words between a state and an organisation only tell what the organisation is."""
    tokens = source.tokens[state.last : right.first]
    possessive = bool(tokens) and tokens[0].low == "'s"
    rest = tokens[1:] if possessive else tokens
    if state.who.form != "adjective" and not possessive:
        return False
    known = words_of("roles", "descriptors") | words_of("roles", "town_words")
    if all(token.low in known or token.text == '"' for token in rest):
        return True
    heads = phrases_of("roles", "described").at(source.tokens, right.first - 1, right.first)
    return heads is not None and len(rest) <= _MOST_BETWEEN and all(token.text.islower() for token in rest)


def _of_state(source: Source, state: Mention, right: Mention, gap: list[str]) -> Mention | None:
    who, first, last = right.who, state.first, right.last
    if who.form == "agency" and who.country == state.who.country:
        return _stretched(source, right, first, last)
    if who.form == "subnational" and who.country == state.who.country:
        return _stretched(source, right, first, last)
    if who.form != "organisation" or who.type is OrganisationType.MULTILATERAL:
        return None
    if who.country is None and not gap:
        name = _name(source, state.start, right.end)
        who = replace(who, key=name.casefold(), name=name, country=state.who.country)
    return _stretched(source, right, first, last, replace(who, country=who.country or state.who.country))


def _branch(source: Source, left: Mention, right: Mention) -> Mention | None:
    """Return the branch of an organisation in a state or a town: "Save the Children Canada", "Tartu Rotary Club"."""
    ngo = right.who.type is OrganisationType.INTERNATIONAL_NGO and source.tokens[left.first].text.isascii()
    if ngo and left.who.form == "subnational" and right.who.form == "organisation":
        return _of_state(source, left, replace(right, who=replace(right.who, country=None)), [])
    if left.who.form != "organisation" or right.who.form != "name" or not _is_genitive(source, left, right):
        return None
    if left.who.type is OrganisationType.MULTILATERAL and right.who.key != HOME:
        return None
    who = left.who
    if right.who.key != HOME:
        name = _name(source, _own_start(source, left), right.end)
        who = replace(who, key=name.casefold(), name=name, country=right.who.country)
    return _stretched(source, left, left.first, right.last, who)


def _own_start(source: Source, mention: Mention) -> int:
    """Return where the name itself begins behind the words that only tell what it is: "the British charity …"."""
    state = book().at(source.tokens, mention.first, mention.last)
    first = state.last if state and state.value.form in _STATES else mention.first
    while first > mention.first and source.tokens[first].low in words_of("roles", "descriptors"):
        if source.tokens[first].text[0].isupper():
            break
        first += 1
    return source.tokens[first].start


def _as_town(source: Source, mention: Mention) -> Mention:
    """Take a capital for the town itself where its town hall acts: "the city of Vienna", "Warsaw's city hall"."""
    if mention.who.form != "capital" or mention.who.country is None:
        return mention
    tokens, first, last = source.tokens, mention.first, mention.last
    before = any(
        (match := phrases_of("roles", "town_of").at(tokens, at, first)) is not None and match.last == first
        for at in range(max(first - 3, 0), first)
    )
    behind = last + (last < len(tokens) and tokens[last].low == "'s")
    after = behind < len(tokens) and phrases_of("roles", "town_halls").at(tokens, behind, min(behind + 3, len(tokens)))
    if not before and not after:
        return mention
    name = table("states")[mention.who.country]["capitals"][0]
    who = replace(
        mention.who, key=f"{mention.who.country}:{name}", name=name, form="subnational",
        type=OrganisationType.LOCAL_GOVERNMENT,
    )  # fmt: skip
    return replace(mention, who=who)


def _with_office(source: Source, sentence: Sentence, mention: Mention) -> Mention:
    """Take in "the government of" or "the charity" before a name, so that the words before it are seen."""
    first = mention.first
    for size in (2, 1):
        begin = first - size
        match = phrases_of("roles", "office").at(source.tokens, begin, first) if begin >= sentence.first else None
        if match and match.last == first:
            return _stretched(source, mention, begin, mention.last)
    if mention.who.form in ("organisation", "agency", "unlisted"):
        known = words_of("roles", "descriptors")
        if (
            first - 2 >= sentence.first
            and source.tokens[first - 1].text == '"'
            and source.tokens[first - 2].low in known
        ):
            first -= 1
        floor = max(sentence.first, first - 3)
        while first > floor and source.tokens[first - 1].low in words_of("roles", "descriptors"):
            first -= 1
    return _stretched(source, mention, first, mention.last) if first != mention.first else mention


def _name(source: Source, start: int, end: int) -> str:
    return " ".join(source.span(start, end).words(source.raw).split())


def _stretched(source: Source, mention: Mention, first: int, last: int, who: Known | None = None) -> Mention:
    """Return a mention over more tokens."""
    start, end = source.tokens[first].start, source.tokens[last - 1].end
    return replace(mention, who=who or mention.who, first=first, last=last, start=start, end=end)
