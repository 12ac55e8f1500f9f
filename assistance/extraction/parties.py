"""Who is named: donor states with their agencies, organisations that give or carry, and those who receive.

A mention only says who is meant and what the words around it make of it; who gives what is settled in assembly.
"""

from collections.abc import Collection
from dataclasses import replace
from functools import cache

from assistance.extraction import contexts, joining, neighbours, officials, organisations, recalled, receivers, singular
from assistance.extraction.findings import Party
from assistance.extraction.known import HOME, HOSTILE, Known, Mention, book, type_of
from assistance.extraction.phrases import Match, Phrasebook
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import phrases_of, table, words_of
from assistance.vocabulary import PartyRole

__all__ = ["Known", "Mention", "as_party", "find", "type_of", "words"]

_HOME_BEGINS = ("ukrain", "україн")
_INSIDE = frozenset({"adjective", "name", "capital", "subnational"})


def find(source: Source, sentence: Sentence, sums: Collection[int] = ()) -> tuple[Mention, ...]:
    """Return the parties of one sentence in order. ``sums`` are tokens of sums of money, where no party stands."""
    matches = book().find(source.tokens, sentence.first, sentence.last)
    listed = [_mention(source, match) for match in matches if match.first not in sums]
    listed = [one for one in listed if not _is_no_party(source, one) and not _describes_thing(source, one)]
    found = _with_unlisted(source, sentence, listed)
    found = joining.joined(source, sentence, found)
    found = [contexts.told(source, sentence, one, sums) for one in found]
    found = _in_rows(source, sentence, [_receiving(source, sentence, one) for one in found])
    found = _with_receivers(source, sentence, found)
    found = neighbours.carriers(source, sentence, sorted(found, key=lambda mention: mention.first))
    found = neighbours.companions(neighbours.origins(source, sentence, found))
    return tuple(one for one in neighbours.coordinated(source, sentence, found) if not _is_hostile(source, one))


def home_in(source: Source) -> Mention | None:
    """Return where a text first writes a name of Ukraine, though it be inside another name; None without one."""
    for at, token in enumerate(source.tokens):
        if token.low.startswith(_HOME_BEGINS):
            match = _home_book().at(source.tokens, at, len(source.tokens))
            if match is not None:
                return _mention(source, match)
    return None


@cache
def _home_book() -> Phrasebook[Known]:
    state = table("states")[HOME]
    who = Known(HOME, state["name"], "name", type_of("government"), HOME)
    return Phrasebook([(phrase, who) for phrase in state["names"]])


def _mention(source: Source, match: Match[Known]) -> Mention:
    start, end = source.tokens[match.first].start, source.tokens[match.last - 1].end
    return Mention(match.value, match.first, match.last, start, end, "plain", f"parties.{match.value.form}")


def _overlap(left: Mention, right: Mention) -> bool:
    return left.first < right.last and right.first < left.last


def _is_no_party(source: Source, mention: Mention) -> bool:
    """Tell whether a name means something else here: a person, a currency, another place."""
    tokens, who = source.tokens, mention.who
    before = tokens[mention.first - 1].low if mention.first else ""
    after = tokens[mention.last] if mention.last < len(tokens) else None
    if who.form not in _INSIDE:
        return False
    if before in words_of("roles", "never_after"):
        return True
    if who.key == "US" and (
        before.startswith(("дол", "dollar")) or (after is not None and after.low.startswith(("$", "dollar")))
        or (before == "." and tokens[mention.first - 2].low == "дол")
    ):  # fmt: skip
        return True
    named = after is not None and after.text[0].isupper()
    if who.form == "capital" and named:
        behind = (book().at(tokens, mention.last, mention.last + 1),
                  phrases_of("roles", "town_halls").at(tokens, mention.last, mention.last + 2))  # fmt: skip
        return not any(behind)
    return who.form == "adjective" and named and _is_first_name(source, mention)


def _describes_thing(source: Source, mention: Mention) -> bool:
    """Tell whether a Ukrainian word for those who receive only describes a thing: «40 патрульних автомобілів»."""
    tokens, last = source.tokens, mention.last
    if mention.who.form != "recipient" or last - mention.first > 1 or last >= len(tokens):
        return False
    word, noun = tokens[mention.first], tokens[last]
    if word.text[0] < "Ѐ" or not singular.agrees(word.low, noun.low):
        return False
    return phrases_of("items", "heads").at(tokens, last, last + 1) is not None


def _is_first_name(source: Source, mention: Mention) -> bool:
    """Tell whether "German" is a person's name here: after a title and before a surname."""
    before = max(mention.first - 1, 0)
    titles = phrases_of("roles", "titles", "words").at(source.tokens, before, mention.first)
    return titles is not None or source.tokens[mention.last].low.endswith(
        tuple(words_of("roles", "surnames", "endings"))
    )


def _with_unlisted(source: Source, sentence: Sentence, listed: list[Mention]) -> list[Mention]:
    """Add the organisations no list knows; what stands inside such a name is no party of its own."""
    found = list(listed)
    fresh = organisations.unlisted(source, sentence)
    placed = [one for one in fresh if one.rule == "parties.placed"]
    named = [one for one in fresh if one.rule != "parties.placed"]
    again = organisations.again(source, sentence)
    recalling = (*recalled.find(source, sentence), *officials.find(source, sentence))
    for one in (*named, *again, *recalling, *placed):
        inner = [other for other in found if _overlap(one, other)]
        short = source.tokens[one.last].text == "(" if one.last < sentence.last else False
        if short and any(other.first == one.last + 1 and other.who.form == "organisation" for other in listed):
            continue
        within = all(one.first <= other.first and other.last <= one.last for other in inner)
        if within and all(other.who.form in _INSIDE for other in inner):
            found = [other for other in found if other not in inner]
            found.append(one)
    return sorted(found, key=lambda one: one.first)


def _is_hostile(source: Source, mention: Mention) -> bool:
    """Tell whether a party is one of those that wage the war, or a body named after one."""
    if mention.who.key in HOSTILE:
        return True
    inside = book().find(source.tokens, mention.first, mention.last) if mention.who.form == "unlisted" else ()
    return any(match.value.key in HOSTILE for match in inside)


def _receiving(source: Source, sentence: Sentence, mention: Mention) -> Mention:
    """Return a body of the lists with what the words around it make of it as one that receives."""
    who, first, last = mention.who, mention.first, mention.last
    if who.form == "recipient":
        bearing = receivers.bearing(source, sentence, who.name, first, last)
        begin, end, receives = receivers.whole_name(source, sentence, first, last)
        context = "to" if (bearing, mention.context) == ("plain", "to") else "plain" if receives else bearing
        span = source.tokens[begin].start, source.tokens[end - 1].end
        return replace(mention, context=context, start=span[0], end=span[1])
    name = receivers.carrier(source, sentence, first, last) if who.form == "organisation" else ""
    if not name:
        return mention
    return replace(mention, who=Known(name, name, "recipient", None, HOME, "recipient"), context="plain")


def _in_rows(source: Source, sentence: Sentence, found: list[Mention]) -> list[Mention]:
    """Return the mentions; a body in a row behind one to which something goes receives too."""
    told: list[Mention] = []
    goes = False
    for one in found:
        body = one.who.form == "recipient"
        behind = body and goes and receivers.in_row(source, sentence, told[-1].last, one.first, one.last)
        goes = behind or (body and receivers.goes_to(source, sentence, one.first, one.last))
        told.append(replace(one, context="plain") if behind and one.context == "source" else one)
    return told


def _with_receivers(source: Source, sentence: Sentence, found: list[Mention]) -> list[Mention]:
    """Add those who receive by the words around them; a state within such a name is no mention of its own."""
    own = [one for one in found if one.who.form == "recipient" and one.context not in ("source", "person")]
    bodies = [range(one.first, one.last) for one in own]
    bound = [one for one in found if one.who.form not in (*_INSIDE, "unlisted")]
    busy = {index for one in bound for index in range(one.first, one.last)}
    if any(one.context in ("to", "gets") and one.who.form in _INSIDE and one.who.key != HOME for one in found):
        return found
    more = []
    home = any(one.who.key == HOME and one.who.form == "name" and one.context in ("to", "gets") for one in found)
    for one in receivers.find(source, sentence, busy, bodies, home=home):
        known = Known(one.key, one.name, "recipient", None, HOME, "recipient")
        more.append(Mention(known, one.first, one.last, one.start, one.end, "plain", one.rule))
    covered = {index for one in more for index in range(one.first, one.last)}
    return [one for one in found if not covered.intersection(range(one.first, one.last))] + more


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
