"""Names that share a head: "cargo, fire and engineering machinery", "equipment for demining and for public order"."""

from collections.abc import Iterator

from assistance.extraction import verbs
from assistance.extraction.naming import Line, is_adjective, is_doing, right_uk, same_ending
from assistance.extraction.wordlists import phrases_of, words_of

_LONGEST_GROUP = 3
_MOST_GROUPS = 12
Tokens = tuple[int, int]


def groups(line: Line, language: str, first: int, head: int, floor: int) -> list[Tokens]:
    """Return the runs of describing words before the one at ``first`` that share its head at ``head``, leftmost first.

    ``floor`` is where the name before ends. Empty where the words before are no list of such, or where two of them only
    describe one thing.
    """
    found: list[Tokens] = []
    stop = first
    for _ in range(_MOST_GROUPS):
        group = group_before(line, language, stop, (first, head))
        if group is None or group[0] < floor:
            break
        found.insert(0, group)
        stop = group[0]
    return found if len(found) > 1 or (found and _counts(line, language, first, head)) else []


def group_before(line: Line, language: str, stop: int, named: Tokens) -> Tokens | None:
    """Return the describing words that a "," or "and" parts from token ``stop``."""
    closed = _separator(line, language, stop)
    return _group(line, language, closed, named) if closed is not None else None


def _separator(line: Line, language: str, stop: int) -> int | None:
    """Return where the list's "," or "and" before token ``stop`` begins; None where nothing separates."""
    tokens, at = line.source.tokens, stop
    if at > line.sentence.first and tokens[at - 1].low in words_of("items", "and", language):
        at -= 1
    if at > line.sentence.first and tokens[at - 1].text == ",":
        at -= 1
    return at if at < stop else None


def _group(line: Line, language: str, stop: int, named: Tokens) -> Tokens | None:
    """Return the describing words that end before ``stop``."""
    first = stop
    while first > line.sentence.first and _describes(line, language, first - 1, named):
        first -= 1
        if stop - first > _LONGEST_GROUP:
            return None
    return (first, stop) if first < stop else None


def _describes(line: Line, language: str, index: int, named: Tokens) -> bool:
    token = line.source.tokens[index]
    if index in line.taken or index in line.ending or not token.text[0].isalpha():
        return False
    if token.low in words_of("items", "stop", language) or token.low in words_of("quantities", "passed_over"):
        return False
    if phrases_of("items", "heads").at(line.source.tokens, index, index + 1):
        return False
    if verbs.acts(line.source.tokens, index):
        return False
    if language == "uk":
        return is_adjective(token.low) and same_ending(token.low, line.source.tokens[named[0]].low)
    return not token.low.endswith("s") or token.low in words_of("items", "describing", "en")


def _counts(line: Line, language: str, first: int, head: int) -> bool:
    """Tell whether two describing words tell of two things: a head in the plural, without a number before them."""
    low = line.source.tokens[head].low
    return language == "en" and low.endswith("s") and low not in words_of("items", "weak", "heads") and first != head


def further_doings(line: Line, last: int) -> Iterator[Tokens]:
    """Yield what else a Ukrainian thing is for, after the doing before ``last``: «…, зв'язку та кіберзахисту»."""
    tokens, stop, at = line.source.tokens, line.sentence.last, last
    while at < stop:
        begin = at
        while begin < stop and (tokens[begin].text == "," or tokens[begin].low in words_of("items", "and", "uk")):
            begin += 1
        noun = begin
        while noun < stop and is_adjective(tokens[noun].low) and not is_doing(tokens[noun].low):
            noun += 1
        if begin == at or noun >= stop or not is_doing(tokens[noun].low) or noun in line.taken:
            return
        end = right_uk(line, noun + 1)
        if tokens[at].text != "," and tokens[at - 2].low in words_of("items", "for", "uk") and end > noun + 1:
            return
        yield begin, end
        at = end


def purposes(line: Line, language: str, last: int) -> Iterator[Tokens]:
    """Yield further "for …" that go on with the head before ``last``: "…, for public order and for evidence"."""
    tokens, stop, at = line.source.tokens, line.sentence.last, last
    lead = words_of("items", "for", language)
    while at < stop:
        begin = at
        while begin < stop and (tokens[begin].text == "," or tokens[begin].low in words_of("items", "and", language)):
            begin += 1
        if begin == at or begin >= stop or tokens[begin].low not in lead:
            return
        end = begin + 1
        while end < stop and end - begin < 8 and tokens[end].text[0].isalnum() and end not in line.ending:
            if tokens[end].low in words_of("items", "and", language):
                break
            end += 1
        if end - begin < 2:
            return
        yield begin, end
        at = end
