"""Organisations that no list knows: told by the word for what they are, by quotes, or by a short form in brackets."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from assistance.extraction import bodies, gatherings, givers, verbs
from assistance.extraction.bodies import LONGEST_NAME, Tokens
from assistance.extraction.known import Known, Mention, book
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import phrases_of, words_of

_MOST_BETWEEN = 4
_MOST_TELLING = 5


def unlisted(source: Source, sentence: Sentence) -> tuple[Mention, ...]:
    """Return the organisations of one sentence that no list knows, in order, none overlapping another."""
    return _unlisted(source).get(sentence.first, ())


@lru_cache(maxsize=1)
def _unlisted(source: Source) -> Mapping[int, tuple[Mention, ...]]:
    found = {sentence.first: tuple(_in_sentence(source, sentence)) for sentence in source.sentences}
    return {first: mentions for first, mentions in found.items() if mentions}


def _in_sentence(source: Source, sentence: Sentence) -> Iterator[Mention]:
    told = (*_by_head(source, sentence), *_acting(source, sentence), *_described(source, sentence),
            *_short_formed(source, sentence), *gatherings.find(source, sentence))  # fmt: skip
    found = sorted((*givers.find(source, sentence, told), *told), key=lambda one: (one.first, one.first - one.last))
    reached = sentence.first
    for one in found:
        abroad = one.rule == "parties.unnamed" and one.who.country is not None
        if one.first >= reached and (abroad or not bodies.is_home(source, one.first, one.last)):
            reached = one.last
            yield one


def _by_head(source: Source, sentence: Sentence) -> Iterator[Mention]:
    """Yield names told by a word that belongs to them: "Hope Foundation", «фонд "Надія"», "city of Basel"."""
    for match in phrases_of("roles", "organisation_heads").find(source.tokens, sentence.first, sentence.last):
        kind, side = match.value.split("_")
        tokens = (match.first, match.last)
        name = _name_before(source, sentence, tokens) if side == "before" else _name_after(source, sentence, tokens)
        words = " ".join(token.low for token in source.tokens[name[0] : name[1]])
        if words.endswith(tuple(words_of("roles", "bystanders"))):
            continue
        if name[1] - name[0] < 2 or (kind == "subnational" and bodies.is_listed(source, match.last)):
            continue
        follows = match.last < name[1] and match.phrase.casefold() in words_of("roles", "not_in_names")
        bare = (match.last, name[1]) if follows else name
        yield bodies.made(source, bare, name, kind, "parties.unlisted")


def _acting(source: Source, sentence: Sentence) -> Iterator[Mention]:
    """Yield names that are a party only where they act: "Alfa Electronics", "the Alfa foundation"."""
    tokens = source.tokens
    for match in phrases_of("roles", "acting_heads").find(tokens, sentence.first, sentence.last):
        kind, written = match.value.split("_")
        if match.last < sentence.last and tokens[match.last].text[0].isupper():
            continue
        if written == "small":
            first = match.first
            while first > sentence.first and match.first - first < _MOST_BETWEEN and _is_name(source, first - 1):
                first -= 1
            led = first > sentence.first and tokens[first - 1].low == "the" and tokens[match.first].text.islower()
            name = (first, match.last) if led else (first, first)
        else:
            name = _name_before(source, sentence, (match.first, match.last))
        if name[1] - name[0] > match.last - match.first:
            yield bodies.made(source, name, name, kind, "parties.acting")


def _is_name(source: Source, at: int) -> bool:
    token = source.tokens[at]
    return token.text[0].isupper() and token.low not in words_of("roles", "never_in_names")


def _name_before(source: Source, sentence: Sentence, head: Tokens) -> Tokens:
    """Return the capitalised words that lead up to the head, as in "Estonian Voluntary Rescue Association"."""
    first, tokens = head[0], source.tokens
    if not tokens[first].text[0].isupper():
        return first, first
    while first > sentence.first and head[0] - first < LONGEST_NAME:
        token = tokens[first - 1]
        joins = token.low in ("of", "for", "and", "&") and first - 2 >= sentence.first
        if token.text[0].isupper() and token.low not in words_of("roles", "never_in_names"):
            first -= 1
        elif joins and tokens[first - 2].text[0].isupper() and first < head[0]:
            first -= 2
        else:
            break
    return first, _after_of(source, sentence, head[1])


def _after_of(source: Source, sentence: Sentence, last: int) -> int:
    """Take "of Community Advancement" into the name before it."""
    tokens = source.tokens
    begin = last + 1
    if begin < sentence.last and tokens[last].low == "of" and tokens[begin].low == "the":
        state = book().at(tokens, begin + 1, sentence.last)
        return state.last if state and state.value.form == "name" else last
    if begin < sentence.last and tokens[last].low in ("of", "for") and tokens[begin].text[0].isupper():
        end = begin
        while end < sentence.last and tokens[end].text[0].isupper() and end - last < LONGEST_NAME:
            end += 1
        return end + 2 if _joins_one_more(source, sentence, end) else end
    return last


def _joins_one_more(source: Source, sentence: Sentence, at: int) -> bool:
    """Tell whether a name goes on by one more word: "Coalition for Unity" - "and Welfare"."""
    tokens = source.tokens
    if at + 2 >= sentence.last or tokens[at].low not in ("and", "&") or not tokens[at + 1].text[1:].islower():
        return False
    ends = tokens[at + 2].text.islower() or tokens[at + 2].text == "("
    return tokens[at + 1].text[0].isupper() and ends and not bodies.is_listed(source, at + 1)


def _name_after(source: Source, sentence: Sentence, head: Tokens) -> Tokens:
    """Return the head with the quoted or capitalised name that follows, as in «фонд "Надія"»."""
    name = bodies.quoted(source, sentence, head[1]) or bodies.capitalised(source, sentence, head[1], cyrillic=False)
    name = name or _quoted_later(source, sentence, head[1])
    return (head[0], name[1]) if name else (head[0], head[0])


def _quoted_later(source: Source, sentence: Sentence, at: int) -> Tokens | None:
    """Return the quoted name behind a few words that only say whose it is: «асоціація українців у Вероні "Malve"»."""
    tokens, begin = source.tokens, at
    stop = min(at + _MOST_TELLING, sentence.last)
    while at < stop and tokens[at].text[0].isalpha() and not tokens[at].text.isascii() and not verbs.acts(tokens, at):
        at += 1
    return bodies.quoted(source, sentence, at) if begin < at < sentence.last else None


def _described(source: Source, sentence: Sentence) -> Iterator[Mention]:
    """Yield names that a state's adjective and a word for what they are lead up to: "the Dutch charity Sunrise"."""
    for match in book().find(source.tokens, sentence.first, sentence.last):
        who = match.value
        if not bodies.is_owner(source, match.last, who):
            continue
        head = _head_behind(source, sentence, match.last)
        if head is None:
            continue
        last, kind = head
        aside = _aside(source, sentence, last)
        if aside is not None:
            yield bodies.made(source, aside, (match.first, aside[1]), kind, "parties.described")
            continue
        if kind == "subnational" and bodies.is_listed(source, last):
            continue
        quoted = bodies.quoted(source, sentence, last)
        name = quoted or bodies.capitalised(source, sentence, last, cyrillic=kind == "subnational")
        if name and (quoted or not _is_titled(source, name)):
            yield bodies.made(source, name, (match.first, name[1]), kind, "parties.described")
        elif name is None and (end := _before_short_form(source, sentence, last)):
            yield bodies.made(source, (match.first, end), (match.first, end), kind, "parties.described")


def _aside(source: Source, sentence: Sentence, last: int) -> Tokens | None:
    """Return a name that a comma parts from the word for what it is: "a Dutch charity, Alfa Help, …"."""
    tokens = source.tokens
    if last >= sentence.last or tokens[last].text != "," or bodies.is_listed(source, last + 1):
        return None
    name = bodies.capitalised(source, sentence, last + 1, cyrillic=False)
    closed = name is not None and name[1] < sentence.last and tokens[name[1]].low in (",", "(", "and")
    return name if closed else None


def _head_behind(source: Source, sentence: Sentence, index: int) -> tuple[int, str] | None:
    """Return where the word for an organisation ends that stands a few small words after ``index``, and its type."""
    tokens, heads = source.tokens, phrases_of("roles", "described")
    at = index + (index < sentence.last and tokens[index].low == "'s")
    found: tuple[int, str] | None = None
    stop = min(at + _MOST_BETWEEN, sentence.last)
    while at < stop:
        match = heads.at(tokens, at, sentence.last)
        if match is not None:
            found = (match.last, match.value)
            at = match.last
        elif tokens[at].text[0].isalpha() and tokens[at].text.islower() and not _ends_run(source, at):
            at += 1
        else:
            break
    if found is None and index < sentence.last and bodies.is_short_form(tokens[index].text):
        latin_in_cyrillic = tokens[index].text[0] < "Ѐ" <= tokens[index - 1].text[0]
        return (index, "ngo") if latin_in_cyrillic else None
    return found


def _before_short_form(source: Source, sentence: Sentence, last: int) -> int | None:
    """Return where a name in small letters ends that a short form follows: «… асоціація розвитку громад (TACD)»."""
    tokens, at = source.tokens, last
    while at < sentence.last and at - last < LONGEST_NAME and tokens[at].text.islower() and tokens[at].text.isalpha():
        at += 1
    return at if at > last and _short_form_at(source, sentence, at) else None


def _ends_run(source: Source, at: int) -> bool:
    low = source.tokens[at].low
    small = words_of("roles", "never_in_names") | words_of("roles", "between_names") | words_of("roles", "governing")
    return low in small or verbs.acts(source.tokens, at)


def _is_titled(source: Source, name: Tokens) -> bool:
    """Tell whether a capitalised run is a person or product rather than a name: a number follows or it is listed."""
    last = name[1]
    return last < len(source.tokens) and source.tokens[last].text[0].isdigit()


def _short_formed(source: Source, sentence: Sentence) -> Iterator[Mention]:
    """Yield names whose initials follow in brackets: "Nordic Help for Schools (NHS)"."""
    tokens = source.tokens
    for at in range(sentence.first + 2, sentence.last - 2):
        short = tokens[at + 1].text
        if tokens[at].text != "(" or tokens[at + 2].text != ")" or not bodies.is_short_form(short):
            continue
        first, letters = at, ""
        while first > sentence.first and at - first < 2 * len(short) and len(letters) < len(short):
            first -= 1
            if tokens[first].text[0].isupper():
                letters = tokens[first].text[0] + letters
            elif tokens[first].low not in words_of("roles", "inside_names") | {"and", "the"}:
                break
        heads = any(phrases_of("roles", "bodies", "words").every(tokens, first, at))
        if letters == short and heads:
            yield bodies.made(source, (first, at), (first, at), "ngo", "parties.short-formed")


@lru_cache(maxsize=1)
def introduced(source: Source) -> Mapping[str, Mapping[int, Mapping[tuple[str, ...], Known]]]:
    """Return the names and short forms that a text gives once and uses later.

    They stand by their first word and by how many words they have, the longest first.
    """
    found: dict[tuple[str, ...], Known] = {}
    for sentence in source.sentences:
        every = [*unlisted(source, sentence)]
        for one in every:
            words = tuple(token.text for token in source.tokens[one.first : one.last])
            own = tuple(word for word in one.who.name.split() if word)
            found.setdefault(own if len(own) < len(words) else words, one.who)
        known = [(match.last, match.value) for match in book().find(source.tokens, sentence.first, sentence.last)
                 if match.value.form in ("organisation", "agency")]  # fmt: skip
        for last, who in [*((one.last, one.who) for one in every), *known]:
            short = _short_form_at(source, sentence, last)
            if short and book().at(source.tokens, last + 1, last + 2) is None:
                found.setdefault((short,), who)
    by_word: dict[str, dict[int, dict[tuple[str, ...], Known]]] = {}
    for words, who in sorted(found.items(), key=lambda item: -len(item[0])):
        by_word.setdefault(words[0], {}).setdefault(len(words), {})[words] = who
    return by_word


def _short_form_at(source: Source, sentence: Sentence, last: int) -> str | None:
    tokens = source.tokens
    if last + 2 >= sentence.last or tokens[last].text != "(" or tokens[last + 2].text != ")":
        return None
    return tokens[last + 1].text if bodies.is_short_form(tokens[last + 1].text) else None


def again(source: Source, sentence: Sentence) -> Iterator[Mention]:
    """Yield the names and short forms that the text gave before."""
    names, at = introduced(source), sentence.first
    while at < sentence.last:
        step = 1
        for size, entries in names.get(source.tokens[at].text, {}).items():
            who = entries.get(tuple(token.text for token in source.tokens[at : at + size]))
            if who is not None:
                step = size
                start, end = source.tokens[at].start, source.tokens[at + step - 1].end
                yield Mention(who, at, at + step, start, end, "plain", "parties.again")
                break
        at += step
