"""What the words around a name make of a party: it gives, carries, receives, is a place, speaks, or stands by."""

from collections.abc import Collection
from dataclasses import replace

from assistance.extraction import bodies, verbs
from assistance.extraction.known import HOME, Mention
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import phrases_of, section, words_of
from assistance.vocabulary import OrganisationType

_STATES = frozenset({"name", "adjective", "capital"})
_BODIES = frozenset({"organisation", "unlisted", "agency"})
_LONGEST_BEFORE = 7
_NEAR = 4
_WITH_STATE = 2
_CLAUSE = 8


def told(source: Source, sentence: Sentence, mention: Mention, sums: Collection[int] = ()) -> Mention:
    """Return a mention with its context. ``sums`` are the tokens of sums of money."""
    if mention.rule == "parties.placed":
        return mention
    if mention.who.form == "agency" and _is_its_own(source, sentence, mention):
        return mention
    context = _beside(source, sentence, mention)
    if context == "with":
        carried = mention.who.form in _BODIES and mention.who.role != "donor"
        return replace(mention, context="with" if carried else "plain")
    if context == "team":
        gives = acts(source, sentence, mention.last)
        context = "from" if mention.who.form not in _BODIES else "plain" if gives else "place"
    if mention.rule in ("parties.unnamed", "parties.acting", "parties.explained") and context == "plain":
        context = "plain" if _gives_itself(source, sentence, mention) else "place"
    elif mention.who.form in _BODIES:
        context = _of_body(source, sentence, mention, context, sums)
        if context == "plain" and _stands_by(source, sentence, mention):
            context = "place"
    elif mention.who.form in _STATES and mention.who.key != HOME:
        context = _of_state(source, sentence, mention, context)
    elif mention.who.form == "subnational":
        context = _of_town(source, sentence, mention, context)
    return mention if context == mention.context else replace(mention, context=context)


def _beside(source: Source, sentence: Sentence, mention: Mention) -> str:
    """Return what the words beside a party make of it, before what it is is asked."""
    context = context_of(source, sentence, mention.first, mention.last)
    if context == "runs":
        return context if mention.who.form == "name" else "through"
    if context == "plain" and _founds(source, sentence, mention):
        return "place"
    last = _behind_brackets(source, sentence, mention.last)
    return _after(source, sentence, last) if context == "plain" and last != mention.last else context


def context_of(source: Source, sentence: Sentence, first: int, last: int) -> str:
    """Return what the words around the tokens ``first`` to ``last`` make of a party (see ``Mention``)."""
    if source.tokens[last - 1].low.endswith(tuple(words_of("roles", "paying_endings"))):
        return "pays"
    after = _after(source, sentence, last)
    return after if after in ("place", "pays") else _before(source, sentence, first, "before") or after


def _before(source: Source, sentence: Sentence, first: int, name: str) -> str | None:
    book = phrases_of("roles", name)
    for begin in book.starts(source.tokens, max(first - _LONGEST_BEFORE, sentence.first), first):
        match = book.at(source.tokens, begin, first)
        if match and match.last <= first and all(_is_small(source, at) for at in range(match.last, first)):
            return match.value
    return None


def _after(source: Source, sentence: Sentence, last: int, name: str = "after") -> str:
    match = phrases_of("roles", name).at(source.tokens, last, sentence.last) if last < sentence.last else None
    return match.value if match else "plain"


def _is_small(source: Source, index: int) -> bool:
    token = source.tokens[index]
    return token.text in "\"'" or _is_article(source, index) or token.text in words_of("roles", "legal_forms")


def _is_article(source: Source, index: int) -> bool:
    return source.tokens[index].low in ("the", "a", "an", "its", "our", "their")


def _behind_brackets(source: Source, sentence: Sentence, last: int) -> int:
    """Return where the words go on after a short form in brackets: "UNDP (the Programme) carries out …"."""
    if last >= sentence.last or source.tokens[last].text != "(":
        return last
    closed = next((at for at in range(last, min(last + _NEAR, sentence.last)) if source.tokens[at].text == ")"), None)
    return last if closed is None else closed + 1


def _of_body(source: Source, sentence: Sentence, mention: Mention, context: str, sums: Collection[int]) -> str:
    """Return the context of an organisation: many a verb makes it one that carries, not one that gives."""
    if mention.who.role != "donor":
        if context in ("plain", "from") and _carries(source, sentence, mention, context):
            return "through"
        if context == "plain" and _is_handed(source, sentence, mention, sums):
            return "through"
        before, behind = mention.first - 1 - _is_article(source, max(mention.first - 1, 0)), mention.last
        if context == "to" and before - 1 in sums:
            return "through"
        if context == "plain" and behind in sums and _gives(source, sentence, mention.first):
            return "through"
        if context == "plain" and _after(source, sentence, mention.last, "gets") != "plain":
            return "to"
    return context


def _is_handed(source: Source, sentence: Sentence, mention: Mention, sums: Collection[int]) -> bool:
    """Tell whether a Ukrainian word for an organisation makes its name one that is given: «передасть організації …»."""
    names = words_of("roles", "dative_descriptors")
    inside = source.tokens[mention.first].low in names and mention.last - mention.first > 1
    word = mention.first if inside else mention.first - 1
    if word <= sentence.first or source.tokens[word].low not in names:
        return False
    return word - 1 in sums or _gives(source, sentence, word)


def _carries(source: Source, sentence: Sentence, mention: Mention, context: str) -> bool:
    if _before(source, sentence, mention.first, "carries_before") or _is_carrier(source, sentence, mention):
        return True
    last = _behind_brackets(source, sentence, mention.last)
    while last < sentence.last and source.tokens[last].low in words_of("roles", "passed_by"):
        last += 1
    return context == "plain" and _after(source, sentence, last, "carries_after") != "plain"


def _is_carrier(source: Source, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether the words before a name or in it make it a firm that carries by trade."""
    trades, last = phrases_of("roles", "carrier_words"), mention.last
    begins = range(max(mention.first - 2, sentence.first), last)
    found = (trades.at(source.tokens, at, last) for at in begins)
    return any(match is not None and match.last >= mention.first for match in found)


def _gives(source: Source, sentence: Sentence, stop: int) -> bool:
    """Tell whether a verb of giving stands right before token ``stop``: "would give UNICEF $10 million"."""
    return stop > sentence.first and verbs.acts(source.tokens, stop - 1)


def _of_state(source: Source, sentence: Sentence, mention: Mention, context: str) -> str:
    """Return the context of a state: what it says of itself is no mere report, and it may itself receive."""
    if context == "source" and _announces(source, sentence, mention.last):
        return "person"
    if context == "from" and _is_on_the_way(source, sentence, mention):
        return "place"
    if context == "plain" and mention.who.form != "adjective" and _heads_line(source, sentence, mention):
        return "place"
    if context == "plain" and mention.who.form == "name" and _receives(source, sentence, mention):
        return "gets"
    return (
        _of_adjective(source, sentence, mention) if mention.who.form == "adjective" and context == "plain" else context
    )


def _of_adjective(source: Source, sentence: Sentence, mention: Mention) -> str:
    following = source.tokens[mention.last].low if mention.last < sentence.last else ""
    if following in words_of("roles", "town_words"):
        return "place"
    if _before(source, sentence, mention.first, "got_before") or _is_offered(source, sentence, mention):
        return "gets"
    return "to" if _is_dative(source, sentence, mention) else "plain"


def _is_offered(source: Source, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether something is given to a state or its people: "gave Moldova buses", "offered the Serbs help"."""
    tokens, at = source.tokens, mention.first - 1
    if at >= sentence.first and tokens[at].low == "the":
        at -= 1
    word = tokens[mention.last - 1].low
    people = mention.who.form == "name" or (word.endswith("s") and not word.endswith("ss"))
    return people and at >= sentence.first and tokens[at].text.isascii() and verbs.acts(tokens, at)


def _announces(source: Source, sentence: Sentence, last: int) -> bool:
    """Tell whether a state says what it does: "Croatia said it was weighing up …"."""
    tokens = source.tokens
    return any(
        tokens[at].low in words_of("roles", "says_of_itself") for at in range(last + 1, min(last + 4, sentence.last))
    )


def _is_on_the_way(source: Source, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a state only begins a stretch: "from Greece to Lebanon", "від Польщі до Греції"."""
    tokens, last = source.tokens, mention.last
    leads = mention.first > sentence.first and tokens[mention.first - 1].low in ("from", "від")
    return (
        leads and last + 1 < sentence.last and tokens[last].low in ("to", "до") and tokens[last + 1].text[0].isupper()
        and not tokens[last + 1].low.startswith(("ukrain", "україн", "the"))
    )  # fmt: skip


def _heads_line(source: Source, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a place only says where a report was written: "Berlin, 11 June 2024 -", "Oxton, Sweden, May 5 -"."""
    last = mention.last
    leading = source.tokens[sentence.first : mention.first]
    town = len(leading) in (2, 3) and leading[-1].text == "," and leading[0].text[0].isupper()
    begins = mention.who.form == "capital" and not leading
    if not (begins or town) or last + 1 >= sentence.last:
        return False
    dated = any(token.text[0].isdigit() for token in source.tokens[last + 1 : min(last + 3, sentence.last)])
    comma = source.tokens[last].text == "," and (dated or source.tokens[last + 1 : last + 2][0].text == "D")
    return comma or source.tokens[last].text in "-.|/("


def _receives(source: Source, sentence: Sentence, mention: Mention) -> bool:
    if _after(source, sentence, mention.last, "gets") != "plain":
        return True
    if _before(source, sentence, mention.first, "got_before") or _is_offered(source, sentence, mention):
        return True
    word = source.tokens[mention.last - 1].low
    dative = word.endswith(tuple(words_of("roles", "dative_endings")))
    return dative and not _is_governed(source, sentence, mention.first)


def _is_governed(source: Source, sentence: Sentence, first: int) -> bool:
    return first > sentence.first and source.tokens[first - 1].low in words_of("roles", "governing")


def _is_dative(source: Source, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a Ukrainian adjective stands in the dative with its noun: «дістануться сирійським родинам»."""
    last = mention.last
    if last >= sentence.last or not source.tokens[last - 1].low.endswith(("ським", "цьким", "зьким")):
        return False
    return source.tokens[last].low.endswith(("ам", "ям")) and not _is_governed(source, sentence, mention.first)


def _of_town(source: Source, sentence: Sentence, mention: Mention, context: str) -> str:
    """Return the context of a place abroad: it gives only where the words around it say so, else it is a place."""
    tokens, first, last = source.tokens, mention.first, mention.last
    if context in ("to", "source", "through", "against"):
        return context if context != "through" else "place"
    if not tokens[last - 1].text.isascii() and bodies.is_of_town(tokens[last - 1].low) and last - first == 1:
        ruled = any(phrases_of("roles", "town_offices", "phrases").every(tokens, last, min(last + 2, sentence.last)))
        return context if ruled else "place"
    acts = _gives_itself(source, sentence, mention) or _is_subject_behind(source, sentence, mention)
    begin, end = max(sentence.first, first - _NEAR), min(sentence.last, last + _NEAR)
    official = any(phrases_of("roles", "town_offices", "phrases").every(tokens, begin, end))
    leads = first > sentence.first and tokens[first - 1].low in ("з", "із", "зі", "from")
    if context in ("from", "pays") or leads:
        return "place" if _is_on_the_way(source, sentence, mention) else "from" if context != "pays" else "pays"
    inside = first > sentence.first and tokens[first - 1].low in ("місті", "містах")
    if acts or (official and context != "place" and not inside):
        return "plain"
    if first > sentence.first and tokens[first - 1].text == "(" and sentence.bullet:
        return "from"
    return "place"


def _is_subject_behind(source: Source, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a Ukrainian town with its state stands behind the verb it governs: «надіслав насоси польський …»."""
    tokens, first = source.tokens, mention.first
    if mention.last - first < _WITH_STATE or not tokens[first].low.endswith(("кий", "ька", "ьке")):
        return False
    free = not _is_governed(source, sentence, first)
    return free and any(verbs.acts(tokens, at) for at in range(sentence.first, first))


def _is_its_own(source: Source, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether an agency is told to be its state's own: "Turkey, through its agency TIKA, …"."""
    before = source.tokens[max(mention.first - _NEAR, sentence.first) : mention.first + 1]
    return mention.who.role == "donor" and any(token.low in words_of("roles", "its_own") for token in before)


def _founds(source: Source, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether somebody only set up or leads what carries: "the fund, which the Commission set up", "… led by"."""
    tokens, first = source.tokens, mention.first
    at = first - 1 - _is_article(source, max(first - 1, 0))
    if at <= sentence.first:
        return False
    founding = phrases_of("roles", "founding")
    stop = min(mention.last + _CLAUSE, sentence.last)
    if tokens[at].low in words_of("roles", "relatives"):
        return any(founding.every(tokens, mention.last, stop))
    verb = founding.at(tokens, at, first)
    return verb is not None and tokens[at - 1].low in words_of("roles", "relatives")


def _stands_by(source: Source, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether an organisation is only spoken of: "the bank" amid a sentence, a firm that names a make."""
    if mention.rule == "parties.recalled":
        return not _leads(source, sentence, mention)
    return mention.who.type is OrganisationType.PRIVATE and _is_make(source, sentence, mention)


def _is_make(source: Source, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a firm only names the make of a thing: "12 Ford Transit vans", «пікапи Toyota»."""
    last = mention.last
    if mention.who.form != "organisation" or _gives_itself(source, sentence, mention):
        return False
    named = last < sentence.last and (source.tokens[last].text[0].isupper() or source.tokens[last].text[0].isdigit())
    return named or _is_counted(source, sentence, mention.first) or not _leads(source, sentence, mention)


def _is_counted(source: Source, sentence: Sentence, first: int) -> bool:
    """Tell whether a number stands right before a name: "Two Alfa cranes"."""
    before = source.tokens[first - 1].low if first > sentence.first else ""
    return before[:1].isdigit() or any(before in words for words in section("numbers", "words").values())


def _leads(source: Source, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether "the bank" acts here, and is not only spoken of: it begins the sentence or gives."""
    opens = mention.first - sentence.first <= _NEAR or source.tokens[mention.first - 1].text == ","
    return opens or _gives_itself(source, sentence, mention)


def _gives_itself(source: Source, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a verb of giving stands beside a name."""
    before = _before(source, sentence, mention.first, "giving_before") is not None
    return before or acts(source, sentence, mention.last)


def acts(source: Source, sentence: Sentence, last: int) -> bool:
    """Tell whether a verb of giving follows a name right away, so that the name opens a clause of its own."""
    tokens = source.tokens
    stop = min(last + _NEAR, sentence.last)
    for at in range(last, min(last + 2, stop)):
        if verbs.acts(tokens, at):
            return True
        if tokens[at].low not in words_of("roles", "passed_by"):
            return False
    return False
