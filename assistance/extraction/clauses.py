"""Stretches of a sentence that tell of one thing each: at most one sum to a clause."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistance.extraction.cues import ALONE
from assistance.extraction.known import HOME
from assistance.extraction.money import Money
from assistance.extraction.parties import Mention
from assistance.extraction.reading import Said
from assistance.extraction.text import Source, Token
from assistance.extraction.things import Thing
from assistance.extraction.wordlists import phrases_of, words_of

_BESIDE = 3
_LEADING = 6
_CLOSE = 2
_FROM = frozenset(("from", "від", "із", "з", "зі"))
_DASH = frozenset("-")
#: Phrases that point back only where the sentence has not yet counted what they take a part of.
_OF_THEM = frozenset(("з них", "із них"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of one sentence with at most one sum: half-open range of tokens."""

    said: Said
    first: int
    last: int
    money: Money | None


def cut(source: Source, said: Said) -> list[Clause]:
    """Cut a sentence so that every sum stands alone, and at each ";" after which something else is given."""
    own = [one for one in said.moneys if not one.second]
    sentence = said.sentence
    cuts: list[int] = []
    for left, right in pairwise(own):
        start, stop = source.token_at(left.end - 1) + 1, source.token_at(right.start)
        cuts.append(_edge(source.tokens, start, stop))
    if len(own) < 2:
        last_cue = max((cue.first for cue in said.cues), default=-1)
        cuts += [at + 1 for at in range(sentence.first, last_cue) if source.tokens[at].text == ";"]
        cuts += _between_givers(source, said)
        cuts += _between_counts(source, said)
        cuts += _between_acts(source, said)
        cuts += _between_parts(source, said)
    edges = [sentence.first, *sorted(set(cuts)), sentence.last]
    sums = {source.token_at(one.start): one for one in own}
    found = []
    for first, last in pairwise(edges):
        if first < last:
            inside = [sums[at] for at in range(first, last) if at in sums]
            found.append(Clause(said, first, last, inside[0] if inside else None))
    return found


def _edge(tokens: Sequence[Token], start: int, stop: int) -> int:
    """Return where, between two sums, the words of the second begin."""
    for strong in (True, False):
        for index in range(stop - 1, start - 1, -1):
            low = tokens[index].low
            if strong and (low == ";" or (low == "," and tokens[index + 1].low in words_of("clauses", "joins"))):
                return index + 1
            if not strong and (low == "," or low in words_of("clauses", "joins")):
                return index + 1
    return stop


def _between_givers(source: Source, said: Said) -> list[int]:
    """Return where one giver's gift ends and another's begins: ", and Denmark gave 200 helmets"."""
    givers = [one for one in said.parties if one.context in ("plain", "from", "pays") and one.who.key != HOME]
    cuts = []
    for left, right in pairwise(givers):
        for at in range(left.last, right.first):
            opens = source.tokens[at].low == "," and source.tokens[at + 1].low in words_of("clauses", "joins")
            if (opens or source.tokens[at].low in ("while", "whereas")) and _gives(said, said.sentence.first, at):
                cuts += [at + 1] if _gives(said, at, said.sentence.last) else []
    return cuts


def _between_counts(source: Source, said: Said) -> list[int]:
    """Return where another's gift begins that has no verb of its own: "Spain gave 17 buses, Malta 4 and Cyprus 2"."""
    givers = [
        one for one in said.parties
        if one.context in ("plain", "from", "pays") and one.who.key != HOME and one.who.form != "recipient"
    ]  # fmt: skip
    counted = [thing for thing in said.things if thing.rule == "items.unnamed"]
    cuts = []
    for left, right in pairwise(givers):
        own = next((thing for thing in counted if left.last <= thing.first and _is_beside(source, thing, right)), None)
        if own is not None:
            cuts.append(min(own.first, right.first))
    return cuts


def _is_beside(source: Source, thing: Thing, giver: Mention) -> bool:
    """Tell whether a number stands right before or behind a giver: "5 from Malta", "Malta – 5"."""
    if thing.first < giver.first:
        gap, signs = source.tokens[thing.last : giver.first], _FROM
    else:
        gap, signs = source.tokens[giver.last : thing.first], _DASH | words_of("clauses", "parts")
    return len(gap) <= 1 and all(token.low in signs for token in gap)


def _between_acts(source: Source, said: Said) -> list[int]:
    """Return where one act of giving ends and another begins, each with who gives or what is given."""
    acts = [cue for cue in said.cues if cue.rank < ALONE and not cue.under]
    cuts: list[int] = []
    begin = said.sentence.first
    for left, right in pairwise(acts):
        at = _boundary(source, left.last, right.first)
        if at is not None and _tells(said, begin, at) and _tells(said, at, said.sentence.last):
            cuts.append(at)
            begin = at
    return cuts


def _boundary(source: Source, first: int, last: int) -> int | None:
    """Return the last token of ``first`` to ``last`` that may open a clause of its own; None without one."""
    for at in range(last - 1, first - 1, -1):
        low, before = source.tokens[at].low, source.tokens[at - 1].low
        if low in words_of("clauses", "opens") or (before in ",-" and low in words_of("clauses", "joins")):
            return at
    return None


def _tells(said: Said, first: int, last: int) -> bool:
    """Tell whether a stretch names who gives and what, or a sum."""
    given = any(first <= thing.first < last for thing in said.things)
    given = given or any(said.sentence.start <= one.start for one in said.moneys)
    given = given or any(cue.kind == "teach" and first <= cue.first < last for cue in said.cues)
    named = any(first <= one.first < last and one.context in ("plain", "from", "pays", "to") for one in said.parties)
    return given and named


def _between_parts(source: Source, said: Said) -> list[int]:
    """Return where the next part of a whole begins: ": 14 will come this year, another 8 will follow"."""
    cuts = []
    last = said.sentence.last
    for at in range(said.sentence.first + 1, last - 1):
        if source.tokens[at].text != ",":
            continue
        opens = any(token.low in words_of("clauses", "parts") for token in source.tokens[at + 1 : min(at + 3, last)])
        if opens and _gives(said, at, last) and _gives(said, said.sentence.first, at):
            whole = next((one for one in range(said.sentence.first, at) if source.tokens[one].text == ":"), None)
            cuts += [at + 1] if whole is None else [at + 1, whole + 1]
    return cuts


def _gives(said: Said, first: int, last: int) -> bool:
    """Tell whether a stretch has a verb of giving and something given."""
    given = any(first <= thing.first < last for thing in said.things)
    return given and any(first <= cue.first < last for cue in said.cues)


def tells(source: Source, clause: Clause, name: str) -> bool:
    """Tell whether a clause holds a phrase of the list ``name``."""
    return any(phrases_of("clauses", name).every(source.tokens, clause.first, clause.last))


def opens_with_pronoun(source: Source, clause: Clause) -> bool:
    """Tell whether a sentence begins with a pronoun that acts: "It is considering …"."""
    begin = first = clause.said.sentence.first
    while first - begin < _LEADING and first + 1 < clause.last and _leads_up(source.tokens[first]):
        first += 1
    if source.tokens[first].low not in words_of("clauses", "pronouns") or clause.first != begin:
        return False
    return any(first < cue.first <= first + _BESIDE for cue in clause.said.cues)


def _leads_up(token: Token) -> bool:
    """Tell whether a word before the subject only says when: "Since then it …", "In May 2023 it …"."""
    return token.text[0].isdigit() or token.low in words_of("clauses", "times")


def goes_on(source: Source, clause: Clause) -> bool:
    """Tell whether a clause, or the sentence it is a part of, goes on with what was told before."""
    if clause.money is not None:
        return tells(source, clause, "points_back")
    said, sentence = clause.said, clause.said.sentence
    if _counts_up(source, said):
        return True
    for name in ("points_back", "opens_details"):
        for match in phrases_of("clauses", name).every(source.tokens, sentence.first, sentence.last):
            if not (match.phrase in _OF_THEM and any(one.quantity and one.last <= match.first for one in said.things)):
                return True
    return False


def _counts_up(source: Source, said: Said) -> bool:
    """Tell whether a sentence opens with the number of what was spoken of before: «Це 10 ліжок і 5 візків»."""
    first = said.sentence.first
    if source.tokens[first].low not in words_of("clauses", "counting_up") or not said.things:
        return False
    quantity = said.things[0].quantity
    return quantity is not None and first < source.token_at(quantity.start) <= first + _CLOSE
