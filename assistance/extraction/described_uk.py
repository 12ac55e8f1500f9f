"""Those who receive, described in Ukrainian: «родинам загиблих», «для шкіл Сумської області».

A description counts where something goes to it: in the dative, after words of giving, beside a verb of receiving.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from assistance.extraction import declension, gazetteer
from assistance.extraction.descriptions import (
    Described,
    comes_from_abroad,
    endings_of,
    ends_at,
    foreign,
    is_count,
    past_adverbs,
)
from assistance.extraction.phrases import Match, Phrasebook
from assistance.extraction.text import Sentence, Source, Token
from assistance.extraction.wordlists import phrases_of, section, words_of

_ADJECTIVE = re.compile(r"(?:ий|ій|ого|ому|им|их|іх|ими|ої|ою|[сцз]ьк[аеіу]|[нвчж][аеі])$")
_PLURAL_DATIVE = re.compile(r"[а-яіїєґ'-]{3,}(?:ам|(?<![нлтсзч])ям|(?<![нлтсзч])[нлтсзч]ям)$")
_GENITIVE = re.compile(r"..(?:ого|их|іх|ої)$|^(?:двох|трьох|чотирьох|п'яти|шести|семи|восьми|дев'яти|десяти)$")
_LETTER = re.compile("[а-яіїєґ]")
_REGIONAL = ("област", "район", "регіон")
_MOST_ADJECTIVES = 5
_LONGEST_CLAUSE = 11
_LONGEST_NAME = 4
_AND = frozenset(("та", "і", "й"))


def find(source: Source, sentence: Sentence) -> Iterator[tuple[Described, bool]]:
    """Yield every description of a sentence, and whether something goes to it."""
    if not _LETTER.search(source.plain, sentence.start, sentence.end):
        return
    matches = list(_matches(source, sentence))
    named = {one.first: one.last for one in gazetteer.named(source, sentence)} if matches else {}
    for match in matches:
        first = _left(source, sentence, match.first)
        last = _right(source, sentence, match.last, named)
        described = first < match.first or last > match.last
        head = source.tokens[match.last - 1].low
        regional = head.startswith(_REGIONAL) and any(first <= at < match.last for at in named)
        regional = regional or (match.last in named and head in words_of("recipients", "places", "kinds"))
        short = source.tokens[match.last - 1].text in words_of("recipients", "heads_uk", "indeclinable")
        described = described or match.last - match.first > 1
        if regional or _is_inside_name(source, sentence, first) or (not described and (short or head in _weak())):
            continue
        if any(foreign().find(source.tokens, first, last)):
            continue
        cases = match.value if _may_be_dative(source, sentence, match, first, last) else match.value - {"dative"}
        licensed = {case for case in cases if _by_case(source, sentence, case, first, last)}
        aimed = licensed == {"locative"} or (licensed == {"genitive"} and _is_aim(source, sentence, first))
        yield Described(first, last, match.last, proper=False, aimed=aimed), bool(licensed)


def _is_inside_name(source: Source, sentence: Sentence, first: int) -> bool:
    """Tell whether a short name in quotes was opened right before: «фонд «Підтримка лікарень України»»."""
    for at in range(first - 1, max(sentence.first, first - _LONGEST_NAME) - 1, -1):
        if source.tokens[at].text == '"':
            named = (
                at + 1 < first and source.tokens[at + 1].text[0].isupper() and _opens_quote(source, source.tokens[at])
            )
            return named and _closing(source.tokens, at, sentence.last) > 0
    return False


def _is_aim(source: Source, sentence: Sentence, first: int) -> bool:
    """Tell whether something is only meant for what begins at ``first``: «інкубатори для немовлят», «ремонт шкіл»."""
    books = (phrases_of("recipients", "gives_uk", "aims"), phrases_of("recipients", "gives_uk", "repairs"))
    return any(ends_at(book, source, sentence, first) for book in books)


@cache
def _heads() -> Phrasebook[frozenset[str]]:
    cases: dict[str, set[str]] = {}
    for case in ("dative", "genitive", "nominative", "locative"):
        for phrase in section("recipients", "heads_uk", case):
            cases.setdefault(phrase, set()).add(case)
    for strength in ("strong", "weak"):
        for phrase, case in declension.forms(strength):
            cases.setdefault(phrase, set()).add(case)
    for phrase, found in list(cases.items()):
        for other, case in _derived(phrase, found):
            cases.setdefault(other, set()).add(case)
    for phrase in section("recipients", "heads_uk", "indeclinable"):
        cases[phrase] = {"dative", "genitive", "nominative"}
    return Phrasebook([(phrase, frozenset(found)) for phrase, found in cases.items()])


def _derived(phrase: str, cases: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the instrumental that goes with a dative in the plural, and the accusative that goes with a nominative."""
    first, _, rest = phrase.partition(" ")
    if "dative" in cases and first.endswith(("ам", "ям", "им", "ім")):
        yield f"{first}и {rest}".strip(), "instrumental"
    if "nominative" in cases and first.endswith(("а", "я")):
        yield f"{first[:-1]}{'у' if first.endswith('а') else 'ю'} {rest}".strip(), "accusative"


@cache
def _weak() -> frozenset[str]:
    """Return the words that count only with others that tell who is meant."""
    words = words_of("recipients", "heads_uk", "weak") | {phrase for phrase, _ in declension.forms("weak")}
    return words | {other for phrase in words for other, _ in _derived(phrase, ("dative", "nominative"))}


def _matches(source: Source, sentence: Sentence) -> Iterator[Match[frozenset[str]]]:
    """Yield the heads of the list, and any other noun in the dative plural."""
    tokens, first, last = source.tokens, sentence.first, sentence.last
    listed = {match.first: match for match in _heads().every(tokens, first, last)}
    reached = first
    for index, word in enumerate(tokens.lows[first:last], first):
        if index < reached:
            continue
        match = listed.get(index)
        if match is None and _PLURAL_DATIVE.match(word) and word not in words_of("recipients", "heads_uk", "never"):
            match = Match(index, index + 1, frozenset(("dative",)), word)
        if match is not None:
            yield match
            reached = match.last


def _left(source: Source, sentence: Sentence, first: int) -> int:
    """Return where the adjectives of a head begin; two may be joined by "та"."""
    tokens = source.tokens
    while first > sentence.first:
        if _is_adjective(tokens[first - 1]) or _is_accusative(tokens[first - 1], tokens[first]):
            first -= 1
        elif first - 2 >= sentence.first and _joins_adjectives(tokens, first):
            first -= 2
        else:
            break
    return first


def _is_accusative(token: Token, head: Token) -> bool:
    """Tell whether a word is an adjective in the accusative beside one: «обласну лікарню»."""
    fits = token.low.endswith(("ну", "ву", "чу")) and head.low.endswith(("у", "ю"))
    return fits and token.low.startswith(endings_of("heads_uk", "adjectives"))


def _joins_adjectives(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a word or, in a row of names, a comma joins two adjectives: «Луцькій, Ковельській громадам»."""
    names = tokens[first].text[0].isupper() and tokens[first - 2].text[0].isupper()
    joins = tokens[first - 1].low in _AND or (tokens[first - 1].text == "," and names)
    return joins and _is_adjective(tokens[first - 2])


def _is_adjective(token: Token) -> bool:
    pronoun = token.low in words_of("recipients", "heads_uk", "pronouns")
    if token.text.isascii() or not token.text[0].isalpha() or pronoun:
        return False
    if not _ADJECTIVE.search(token.low):
        return False
    return len(token.low) > 5 or token.low.startswith(endings_of("heads_uk", "adjectives"))


def _right(source: Source, sentence: Sentence, last: int, named: dict[int, int]) -> int:
    """Return where the words that go on with a head end: a quoted name, a place, or a phrase of the list."""
    tokens = source.tokens
    tails = phrases_of("recipients", "heads_uk", "tail")
    while last < sentence.last:
        tail, word = tails.at(tokens, last, sentence.last), tokens[last]
        if tail:
            last = tail.last
        elif last in named:
            last = named[last]
        elif word.low in ("у", "в", "на", "та", "і", ",") and last + 1 in named:
            last = named[last + 1]
        elif word.low == "україни":
            last += 1
        elif attributes := _attributes(source, sentence, last):
            last = attributes
        elif relative := _relative(source, sentence, last):
            last = relative
        elif word.text == "№" and last + 1 < sentence.last and tokens[last + 1].text[0].isdigit():
            last += 2
        elif _opens_quote(source, word) and (closing := _closing(tokens, last, sentence.last)):
            last = closing
        else:
            break
    return last


def _attributes(source: Source, sentence: Sentence, index: int) -> int:
    """Return where a noun with its adjectives in the genitive ends that begins at ``index``; 0 where none does."""
    tokens, at = source.tokens, index
    while at < min(sentence.last - 1, index + _MOST_ADJECTIVES) and _is_genitive(tokens[at]):
        at += 1
        if at > index and tokens[at].low in _AND and at + 1 < sentence.last and _is_genitive(tokens[at + 1]):
            at += 1
    noun = tokens[at] if index < at < sentence.last else None
    named = noun is not None and noun.text[0].isalpha() and noun.low >= "\u0400"
    return at + 1 if noun and named and noun.low not in words_of("recipients", "heads_uk", "no_attributes") else 0


def _is_genitive(token: Token) -> bool:
    """Tell whether a word is an adjective or number in the genitive: «міської», «3-ї», «двох»."""
    barred = words_of("recipients", "heads_uk", "pronouns") | words_of("recipients", "heads_uk", "no_attributes")
    numbered = token.text[0].isdigit() and token.low.endswith(("-ї", "-го", "-х"))
    return token.low not in barred and (numbered or bool(_GENITIVE.search(token.low)))


def _relative(source: Source, sentence: Sentence, index: int) -> int:
    """Return where a clause ends that tells which people are meant: «людей, які живуть поблизу фронту»; else 0."""
    tokens, stop = source.tokens, min(sentence.last, index + _LONGEST_CLAUSE)
    if index + 1 >= stop or tokens[index].text != "," or tokens[index + 1].low not in ("які", "чиї", "котрі", "хто"):
        return 0
    people = tokens[index - 1].low.endswith(("ям", "ам", "їм", "им", "ей", "ів", "их", "іб"))
    end = next((at for at in range(index + 2, stop) if tokens[at].text in ",.;:()"), 0)
    return end if people else 0


def _may_be_dative(
    source: Source, sentence: Sentence, match: Match[frozenset[str]], first: int, last: int
) -> bool:  # fmt: skip
    """Tell whether what is also a genitive may be a dative here: «обласній лікарні», but not «директор лікарні»."""
    if "genitive" not in match.value:
        return True
    if first < match.first:
        return source.tokens[match.first - 1].low.endswith(("ій", "ому"))
    if ends_at(phrases_of("recipients", "gives_uk", "owning"), source, sentence, first):
        return False
    given = ends_at(phrases_of("recipients", "gives_uk", "donating"), source, sentence, first)
    return given or last > match.last or match.last - match.first > 1


def _opens_quote(source: Source, token: Token) -> bool:
    return token.text == '"' and not source.plain[token.start - 1 : token.start].strip()


def _closing(tokens: Sequence[Token], first: int, stop: int) -> int:
    return next((at + 1 for at in range(first + 1, min(first + 8, stop)) if tokens[at].text == '"'), 0)


def _by_case(source: Source, sentence: Sentence, case: str, first: int, last: int) -> bool:
    """Tell whether something goes to a Ukrainian description in ``case``."""
    tokens = source.tokens
    before = tokens[first - 1].low if first > sentence.first else ""
    if case == "dative":
        gives = phrases_of("recipients", "gives_uk", "donating").find(tokens, sentence.first, sentence.last)
        barred = words_of("recipients", "gives_uk", "oblique") | words_of("recipients", "heads_uk", "thanking")
        return before not in barred and any(gives)
    if case == "genitive":
        if is_barred(source, sentence, first):
            return False
        books = (phrases_of("recipients", "gives_uk", one) for one in ("before", "repairs"))
        counted = first > sentence.first and (
            is_count(tokens[first - 1]) or tokens[first - 1].low in words_of("numbers", "words", "uk")
        )
        return any(ends_at(book, source, sentence, first) for book in books) or (
            counted and takes(source, sentence, first, last)
        )
    if case in ("accusative", "instrumental"):
        return ends_at(phrases_of("recipients", "gives_uk", case), source, sentence, first)
    if case == "locative":
        held = phrases_of("recipients", "gives_uk", "holds").find(tokens, sentence.first, first)
        return before in ("у", "в", "на") and any(held)
    return takes(source, sentence, first, last)


def is_barred(source: Source, sentence: Sentence, first: int) -> bool:
    """Tell whether words stand before the token ``first`` behind which nothing is given: «візит до», «від 5 до»."""
    found = ends_at(phrases_of("recipients", "gives_uk", "bars"), source, sentence, first)
    return found and not comes_from_abroad(source, sentence, first)


def takes(source: Source, sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether a Ukrainian verb of receiving stands right after the tokens, or right before them."""
    book = phrases_of("recipients", "gives_uk", "verbs")
    last = past_adverbs(source, sentence, last)
    if last < sentence.last and book.at(source.tokens, last, sentence.last):
        return True
    return ends_at(book, source, sentence, first)
