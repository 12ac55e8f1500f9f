"""What parties of one sentence make of each other: rows of names, and names behind a word for those who carry."""

from collections.abc import Sequence
from dataclasses import replace

from assistance.extraction import contexts
from assistance.extraction.known import HOME, Mention
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import phrases_of, words_of

_BODIES = frozenset({"organisation", "unlisted", "agency"})
_SPREADING = frozenset({"runs", "place", "to", "through", "from", "pays", "against", "person", "source", "gets"})
_GIVING = frozenset({"plain", "from", "pays"})
_OUT_OF = frozenset({"з", "із", "зі", "from"})
_NEAR = 4
_ROW = 2


def carriers(source: Source, sentence: Sentence, found: Sequence[Mention]) -> list[Mention]:
    """Let every organisation that follows "through partners such as" be one that carries."""
    group = next(phrases_of("roles", "carriers", "phrases").find(source.tokens, sentence.first, sentence.last), None)
    if group is None:
        return list(found)
    return [
        replace(one, context="through")
        if one.first >= group.last and one.who.form in ("organisation", "unlisted")
        else one
        for one in found
    ]


def origins(source: Source, sentence: Sentence, found: Sequence[Mention]) -> list[Mention]:
    """Let a state be a place that only tells where the goods of a named giver come from: «з Чехії від фонду …»."""
    done = list(found)
    for at in range(len(done) - 1):
        left, right = done[at], done[at + 1]
        if left.who.form != "name" or right.who.form not in (*_BODIES, "subnational"):
            continue
        gap = source.tokens[left.last : right.first + 1]
        leads = left.first > sentence.first and source.tokens[left.first - 1].low in _OUT_OF
        if leads and gap[0].low in ("від", "from") and len(gap) <= _NEAR:
            done[at] = replace(left, context="place")
    return done


def companions(found: Sequence[Mention]) -> list[Mention]:
    """Let a charity that acts together with another do what that one does; with a state that gives, it carries."""
    done: list[Mention] = []
    for one in found:
        previous = done[-1] if done else None
        beside = previous and previous.who.role == one.who.role == "both" and previous.context in _GIVING
        context = previous.context if previous and beside else "through"
        done.append(replace(one, context=context) if one.context == "with" else one)
    return done


def coordinated(source: Source, sentence: Sentence, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Let what stands before the first of a row of names hold for all of it: "in Ukraine and Moldova"."""
    done: list[Mention] = []
    for one in found:
        mention, previous = one, done[-1] if done else None
        spreads = previous is not None and previous.context in _SPREADING and mention.rule != "receivers.described"
        if previous and mention.context == "plain" and spreads:
            apart = contexts.acts(source, sentence, mention.last) or _is_counted(source, sentence, mention)
            gap = () if apart else source.tokens[previous.last : mention.first]
            joined = 0 < len(gap) <= _NEAR and all(token.low in words_of("roles", "between_names") for token in gap)
            if joined or _does_likewise(source, sentence, previous, mention):
                mention = replace(mention, context=previous.context)
        done.append(mention)
    done = _carrying_together(source, done)
    return tuple(_without_helped(source, _towns_of_a_row(source, sentence, done)))


def _is_counted(source: Source, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a number stands right behind a name, for what that one gave: "buses to Ukraine, Malta 4"."""
    behind = mention.last + (mention.last < sentence.last and source.tokens[mention.last].text == "-")
    return behind < sentence.last and source.tokens[behind].text[0].isdigit()


def _does_likewise(source: Source, sentence: Sentence, previous: Mention, mention: Mention) -> bool:
    """Tell whether a dash stands for the verb of a body before: "Alfa will get €4m, and Beta – €2m"."""
    elided = mention.last < sentence.last and source.tokens[mention.last].text == "-"
    bodies = previous.who.form in _BODIES and mention.who.form in _BODIES
    return elided and bodies and previous.context == "to" and mention.who.role != "donor"


def _carrying_together(source: Source, found: Sequence[Mention]) -> list[Mention]:
    """Let an organisation carry that stands in a row with one that does: "Alfa and UNDP coordinate …", "will get"."""
    done = list(found)
    for at in range(len(done) - 2, -1, -1):
        left, right = done[at], done[at + 1]
        fits = (
            left.who.form in _BODIES
            and left.who.role != "donor"
            and left.context == "plain"
            and (right.context == "through" or (right.context == "to" and right.who.form in _BODIES))
        )
        gap = source.tokens[left.last : right.first]
        joined = any(token.low in ("and", "та", "і", "й", "(") for token in gap) and len(gap) <= _NEAR
        if fits and joined and all(token.low in words_of("roles", "between_names") for token in gap):
            done[at] = replace(left, context=right.context)
    return done


def _towns_of_a_row(source: Source, sentence: Sentence, found: Sequence[Mention]) -> list[Mention]:
    """Let a town give that stands in a row with one that gives: "Lyon and Marseille are giving buses"."""
    done = list(found)
    for at in range(len(done) - 2, -1, -1):
        left, right = done[at], done[at + 1]
        towns = left.who.form == right.who.form == "subnational" and (left.context, right.context) == ("place", "plain")
        gap = source.tokens[left.last : right.first]
        joined = 0 < len(gap) <= _NEAR and all(token.low in words_of("roles", "between_names") for token in gap)
        if towns and joined and contexts.context_of(source, sentence, left.first, left.last) == "plain":
            done[at] = replace(left, context="plain")
    return done


def _without_helped(source: Source, found: Sequence[Mention]) -> list[Mention]:
    """Let no state of a long row give that Ukraine itself stands in: "for Ukraine, Moldova and Georgia"."""
    row: list[int] = []
    done = list(found)
    for at, one in enumerate([*found, None]):
        gap = source.tokens[found[row[-1]].last : one.first] if row and one else ()
        joined = 0 < len(gap) <= _NEAR and all(token.low in words_of("roles", "between_names") for token in gap)
        if one is not None and one.who.form == "name" and one.context in ("plain", "gets") and (joined or not row):
            row.append(at)
            continue
        helped = any(found[index].who.key == HOME for index in row) or (row and found[row[-1]].context == "gets")
        if len(row) > _ROW and helped:
            for index in row:
                done[index] = done[index] if done[index].who.key == HOME else replace(done[index], context="gets")
        row = [at] if one is not None and one.who.form == "name" and one.context in ("plain", "gets") else []
    return done
