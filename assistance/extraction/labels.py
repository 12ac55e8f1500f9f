"""Short lines of a register: who gives and what («Lidea – 10 тонн пшениці»), and who receives ("Recipient: …")."""

from assistance.extraction import casting
from assistance.extraction.clauses import Clause
from assistance.extraction.findings import StatusMention
from assistance.extraction.known import HOME, Known, Mention
from assistance.extraction.reading import Said
from assistance.extraction.text import Source
from assistance.extraction.wordlists import phrases_of
from assistance.vocabulary import CommitmentStatus

#: The rule of a status that a line tells by its form alone.
BY_FORM = "status.line"
_DASHES = frozenset("-:")
_ENDS = frozenset(".;(")
_NEAR = 2
_LONGEST = 12


def given(source: Source, clause: Clause) -> StatusMention | None:
    """Take a line that is a giver, a dash and what is given as a gift that came; None for any other."""
    things = [one for one in clause.said.things if clause.first <= one.first < clause.last]
    dash = next((at for at in range(clause.first, clause.last) if source.tokens[at].text in _DASHES), None)
    if dash is None or not things or clause.said.cues or clause.said.moneys:
        return None
    ahead = [one for one in clause.said.parties if clause.first <= one.first < dash]
    opens = ahead and ahead[0].first <= clause.first + 1 and casting.cast(ahead).firm
    start = source.token_at(things[0].quantity.start) if things[0].quantity else things[0].first
    if not opens or min(start, things[0].first) - dash > _NEAR or not casting.cast(ahead).donors:
        return None
    span = source.span_of(dash, dash + 1)
    return StatusMention(span=span, rule=BY_FORM, value=CommitmentStatus.DELIVERED)


def receivers(source: Source, said: Said) -> tuple[Mention, ...]:
    """Return who receives what was told just before, where a line is a label and their name: "Recipients: …"."""
    first, stop = said.sentence.first, said.sentence.last
    label = phrases_of("clauses", "receiving_labels").at(source.tokens, first, stop)
    if label is None or label.last + 1 >= stop or source.tokens[label.last].text not in _DASHES:
        return ()
    known = casting.cast(said.parties).recipients
    return known or (_named(source, label.last + 1, stop),)


def _named(source: Source, first: int, stop: int) -> Mention:
    """Return who stands behind a label, without their number: «73 фермерські господарства»."""
    first += source.tokens[first].text[0].isdigit() and first + 1 < stop
    ends = (at for at in range(first + 1, min(stop, first + _LONGEST)) if source.tokens[at].text in _ENDS)
    last = next(ends, min(stop, first + _LONGEST))
    name = source.words_of(first, last)
    who = Known(name.casefold(), name, "recipient", None, HOME, "recipient")
    start, end = source.tokens[first].start, source.tokens[last - 1].end
    return Mention(who, first, last, start, end, "plain", "receivers.labelled")
