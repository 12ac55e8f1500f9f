"""How far the name of an organisation reaches that no list knows, and what it says of its seat."""

import re

from assistance.extraction.known import HOME, HOSTILE, Known, Mention, book, home_towns, type_of
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import words_of

_OF_TOWN = re.compile(r"[сцз]ьк(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими)$")
_QUOTED = re.compile(r'"[^"\n]{2,60}"')
LONGEST_NAME = 7
Tokens = tuple[int, int]


def is_home(source: Source, first: int, last: int) -> bool:
    """Tell whether a name is one of Ukraine: by its first word, a town of Ukraine, or a firm known to be Ukrainian."""
    tokens = source.tokens
    beside = first > 0 and "\n" not in source.plain[tokens[first - 1].end : tokens[first].start]
    opening = tokens[first].low.startswith(("ukrain", "україн")) or (
        beside and tokens[first - 1].low.startswith(("ukrain", "українськ"))
    )
    names = words_of("roles", "home_names")
    endings = tuple(words_of("roles", "home_endings"))
    if opening and seat(source, first, last) is not None:
        return False
    if opening or any(token.low in names or token.low.endswith(endings) for token in tokens[first:last]):
        return True
    if any([token.low for token in tokens[at : at + 2]] == ["of", "ukraine"] for at in (last - 2, last) if at > first):
        return not any(token.low in words_of("roles", "friends") for token in tokens[first:last])
    stop = min(last + 3, len(tokens))
    behind = last < len(tokens) and tokens[last].low in ("of", "in")
    return any(home_towns().every(tokens, first, stop if behind else last))


def made(source: Source, name: Tokens, reach: Tokens, kind: str, rule: str) -> Mention:
    """Return the mention of a name; ``reach`` takes in the words that tell what it is."""
    whole = source.words_of(*name)
    words = whole.strip('"«»“”„')
    if words.count("«") + words.count("„") > words.count("»") + words.count("“"):
        words = whole
    known = Known(words.casefold(), words, "unlisted", type_of(kind), seat(source, *reach), "both")
    start, end = source.tokens[reach[0]].start, source.tokens[reach[1] - 1].end
    return Mention(known, reach[0], reach[1], start, end, "plain", rule)


def seat(source: Source, first: int, last: int) -> str | None:
    """Return the country that the words of a name tell."""
    for match in book().find(source.tokens, first, last):
        states = match.value.form in ("adjective", "name", "subnational", "capital")
        if states and match.value.country and match.value.key not in (HOME, *HOSTILE):
            return match.value.country
    return None


def is_listed(source: Source, index: int) -> bool:
    """Tell whether a name of the word lists begins at a token."""
    return index < len(source.tokens) and book().at(source.tokens, index, len(source.tokens)) is not None


def quoted(source: Source, sentence: Sentence, index: int) -> Tokens | None:
    """Return the tokens of a quotation that begins at a token."""
    if index >= sentence.last:
        return None
    match = _QUOTED.match(source.plain, source.tokens[index].start)
    return source.tokens_between(match.start(), match.end()) if match else None


def capitalised(source: Source, sentence: Sentence, first: int, *, cyrillic: bool) -> Tokens | None:
    """Return the capitalised words from ``first`` on; small words stand only between two of them."""
    tokens, last, end, dots = source.tokens, first, first, 0
    while last < sentence.last and last - first - dots < LONGEST_NAME:
        token = tokens[last]
        dots += token.text == "."
        fits = token.text[0].isupper() and (cyrillic or token.text[0] < "Ѐ") and token.low not in ("the",)
        inner = token.low == "the" and last > first and tokens[last - 1].low == "of"
        if fits:
            end = last + 1
        elif (not inner and token.low not in words_of("roles", "inside_names")) or last == first:
            break
        last += 1
    return (first, end) if end > first else None


def is_owner(source: Source, last: int, who: Known) -> bool:
    """Tell whether a name may say whose organisation follows: "Dutch", "Norway's", "Scottish"."""
    if who.key in (HOME, *HOSTILE) or last >= len(source.tokens):
        return False
    if who.form == "adjective" or (who.form in ("name", "subnational") and source.tokens[last].low == "'s"):
        return True
    if who.form == "name" and source.tokens[last - 1].text in ("UK", "US"):
        return True
    return who.form == "subnational" and is_of_town(source.tokens[last - 1].low)


def is_of_town(word: str) -> bool:
    """Tell whether a word is the adjective of a town or region: "Bavarian", «торунська»."""
    return word.endswith(("ish", "ian")) or _OF_TOWN.search(word) is not None


def is_short_form(text: str) -> bool:
    """Tell whether a word looks like a short form: "NATO"."""
    return 2 <= len(text) <= 8 and text.isalpha() and text.isupper()
