"""Names that no list knows and that stand in company: rows behind a plural, bodies of a state, projects of a giver."""

from collections.abc import Iterator
from dataclasses import replace

from assistance.extraction import bodies
from assistance.extraction.bodies import Tokens
from assistance.extraction.known import HOME, HOSTILE, Mention, book
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import phrases_of, words_of

_MOST_BETWEEN = 6
_MOST_DESCRIBING = 3
_BEFORE = 4
_OWNING = frozenset({"its", "their", "'s"})


def find(source: Source, sentence: Sentence) -> Iterator[Mention]:
    """Yield the rows, the bodies without a name and the projects of a sentence."""
    yield from _rows(source, sentence)
    yield from _unnamed(source, sentence)
    yield from _from_a_state(source, sentence)
    yield from _projects(source, sentence)


def _rows(source: Source, sentence: Sentence) -> Iterator[Mention]:
    """Yield the names behind a word for several: "through its partners - Alfa, Beta Help and Gamma"."""
    for head in phrases_of("roles", "several", "words").find(source.tokens, sentence.first, sentence.last):
        first = _row_opens(source, sentence, head.last)
        names = _row(source, sentence, first) if first is not None else []
        if len(names) > 1:
            fresh = [name for name in names if not bodies.is_listed(source, name[0])]
            yield from (bodies.made(source, name, name, "ngo", "parties.row") for name in fresh)


def _row_opens(source: Source, sentence: Sentence, at: int) -> int | None:
    """Return where the first name stands that a few small words lead up to."""
    between = words_of("roles", "several", "between")
    stop = min(at + _MOST_BETWEEN, sentence.last)
    several = phrases_of("roles", "several", "words")
    while at < stop and (source.tokens[at].low in between or several.at(source.tokens, at, stop)):
        at += 1
    return at if at < stop and source.tokens[at - 1].text != "," else None


def _row(source: Source, sentence: Sentence, at: int) -> list[Tokens]:
    names: list[Tokens] = []
    joins = words_of("roles", "several", "joins")
    while at < sentence.last:
        name = bodies.quoted(source, sentence, at) or bodies.capitalised(source, sentence, at, cyrillic=False)
        if name is None:
            break
        names.append(name)
        at = name[1]
        while at < sentence.last and source.tokens[at].low in joins:
            at += 1
        if at == name[1]:
            break
    return names


def _unnamed(source: Source, sentence: Sentence) -> Iterator[Mention]:
    """Yield bodies of a state told by a plural alone: "Danish energy companies", «шведські фонди»."""
    for match in book().find(source.tokens, sentence.first, sentence.last):
        who, tokens = match.value, source.tokens
        single = match.first > sentence.first and tokens[match.first - 1].low in ("a", "an", "another")
        plurals = phrases_of("roles", "unnamed", "one" if single else "words")
        of_town = who.form == "subnational" and bodies.is_of_town(tokens[match.last - 1].low)
        if who.key in (HOME, *HOSTILE) or not (who.form == "adjective" or of_town or _is_initials(source, match.first)):
            continue
        at = match.last
        while at < sentence.last and at - match.last < _MOST_DESCRIBING:
            plural = plurals.at(tokens, at, sentence.last)
            if plural is not None:
                if not _is_named(source, sentence, plural.last):
                    name = (match.first, _with_second(source, sentence, plural.last))
                    reach = (match.first, _with_home(source, sentence, name[1]))
                    yield bodies.made(source, name, reach, "ngo", "parties.unnamed")
                break
            if not tokens[at].text.islower() or tokens[at].low in words_of("roles", "never_in_names"):
                break
            at += 1


def _with_home(source: Source, sentence: Sentence, last: int) -> int:
    """Take in where such people come from: "from the Åland Islands", «з Аландських островів»."""
    tokens, at = source.tokens, last
    if at >= sentence.last or tokens[at].low not in words_of("roles", "unnamed", "from"):
        return last
    at += 1 + (at + 1 < sentence.last and tokens[at + 1].low == "the")
    begin = at
    while at < sentence.last and at - begin < _MOST_DESCRIBING and tokens[at].text[0].isupper():
        at += 1
    lying = begin < at < sentence.last and tokens[at].low.startswith(tuple(words_of("roles", "unnamed", "lands")))
    return at + lying if at > begin else last


def _from_a_state(source: Source, sentence: Sentence) -> Iterator[Mention]:
    """Yield people told by where they come from: "volunteers from Norway", «українська діаспора Португалії»."""
    tokens = source.tokens
    for key in ("words", "abroad", "one"):
        for plural in phrases_of("roles", "unnamed", key).find(tokens, sentence.first, sentence.last):
            at = _with_second(source, sentence, plural.last) if key == "words" else plural.last
            joins = at < sentence.last and tokens[at].low in words_of("roles", "unnamed", "from")
            if not joins and (key != "abroad" or tokens[plural.first].text.isascii()):
                continue
            begin = _after_article(source, sentence, plural.first) if key == "one" else plural.first
            if begin is None:
                continue
            at += joins
            at += at < sentence.last and tokens[at].low == "the"
            state = book().at(tokens, at, sentence.last) if at < sentence.last else None
            if state is None or state.value.form not in ("name", "subnational", "capital"):
                continue
            if state.value.key not in (HOME, *HOSTILE):
                name = (begin, state.last)
                reach = (begin, _with_state(source, sentence, state.last))
                yield bodies.made(source, name, reach, "ngo", "parties.unnamed")


def _with_state(source: Source, sentence: Sentence, last: int) -> int:
    """Take in the state that a town lies in: "in Bergen" - ", Norway,"."""
    tokens = source.tokens
    if last + 1 >= sentence.last or tokens[last].text != ",":
        return last
    state = book().at(tokens, last + 1, sentence.last)
    if state is None or state.value.form != "name":
        return last
    return state.last + (state.last < sentence.last and tokens[state.last].text == ",")


def _after_article(source: Source, sentence: Sentence, first: int) -> int | None:
    """Return where the words begin that describe one giver: "a" - "Lutheran parish"; None without an article."""
    for at in range(first, max(first - _MOST_DESCRIBING, sentence.first), -1):
        if source.tokens[at - 1].low in ("a", "an", "another"):
            return at
    return None


def _with_second(source: Source, sentence: Sentence, last: int) -> int:
    """Take in a second plural: "companies and foundations"."""
    if last + 1 >= sentence.last or source.tokens[last].low not in words_of("roles", "row_joins"):
        return last
    second = phrases_of("roles", "unnamed", "words").at(source.tokens, last + 1, sentence.last)
    return last if second is None else second.last


def _is_initials(source: Source, at: int) -> bool:
    return source.tokens[at].text in ("UK", "US", "EU")


def _is_named(source: Source, sentence: Sentence, at: int) -> bool:
    """Tell whether names follow a plural: "the Danish charities Alfa and Beta"."""
    return at < sentence.last and (source.tokens[at].text[0].isupper() or source.tokens[at].text == '"')


def _projects(source: Source, sentence: Sentence) -> Iterator[Mention]:
    """Yield the projects by which a giver acts: "USAID Clean Water Project", «проєкт ЄС "Щит"»."""
    tokens = source.tokens
    for head in phrases_of("roles", "projects", "before").find(tokens, sentence.first, sentence.last):
        first = head.first
        while first > sentence.first and tokens[first - 1].text[0].isupper() and not _ends_giver(source, first):
            first -= 1
        owned = first > sentence.first and (_ends_giver(source, first) or tokens[first - 1].low in _OWNING)
        if owned and first < head.first and not _is_frame(source, sentence, first):
            yield _project(source, (first, head.last), (first, head.last))
    for head in phrases_of("roles", "projects", "after").find(tokens, sentence.first, sentence.last):
        giver = book().at(tokens, head.last, sentence.last)
        name = bodies.quoted(source, sentence, giver.last) if giver and _owns(giver.value.form) else None
        if name and not _is_frame(source, sentence, head.first):
            yield _project(source, (head.first, name[1]), name)


def _project(source: Source, name: Tokens, reach: Tokens) -> Mention:
    made = bodies.made(source, name, reach, "ngo", "parties.project")
    return replace(made, who=replace(made.who, type=None, role="channel"))


def _owns(form: str) -> bool:
    return form in ("agency", "organisation", "name")


def _ends_giver(source: Source, last: int) -> bool:
    """Tell whether a giver of the lists ends right before token ``last``."""
    for first in range(max(last - _BEFORE, 0), last):
        match = book().at(source.tokens, first, last)
        if match is not None and match.last == last and _owns(match.value.form):
            return True
    return False


def _is_frame(source: Source, sentence: Sentence, first: int) -> bool:
    """Tell whether a project is only the frame of what another does: "within the USAID Harvest Project"."""
    before = source.tokens[max(first - _BEFORE, sentence.first) : first]
    return any(token.low in words_of("roles", "projects", "frames") for token in before)
