"""How sure the assistance is: the words of giving in a sentence and the status they tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistance.extraction.findings import StatusMention
from assistance.extraction.text import Source
from assistance.extraction.wordlists import phrases_of
from assistance.vocabulary import CommitmentStatus

_REACH = 6

#: Where several cues stand in one clause, the first of these that is there decides.
_PRECEDENCE = (
    CommitmentStatus.CANCELLED,
    CommitmentStatus.SUSPENDED,
    CommitmentStatus.UNDER_CONSIDERATION,
    CommitmentStatus.COMPLETED,
    CommitmentStatus.DELIVERED,
    CommitmentStatus.AGREED,
    CommitmentStatus.IN_DELIVERY,
    CommitmentStatus.ANNOUNCED,
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of giving at tokens ``first`` to ``last``; ``negated`` where a "not" stands right before them."""

    first: int
    last: int
    value: CommitmentStatus
    negated: bool


def find(source: Source, first: int, last: int) -> tuple[Cue, ...]:
    """Return the cues among the tokens ``first`` to ``last`` in order.

    A verb of giving that follows "will", "is to" and the like in the same clause tells a plan.
    """
    found = []
    partly = any(phrases_of("verbs", "markers", "partly").every(source.tokens, first, last))
    foreseen = _foreseen(source, first, last)
    for match in phrases_of("verbs", "status").find(source.tokens, first, last):
        value = CommitmentStatus(match.value)
        planned = value in (CommitmentStatus.DELIVERED, CommitmentStatus.AGREED, CommitmentStatus.COMPLETED)
        awaited = _follows(source, "condition", first, match.first) and _plans(source, first, match.first)
        if planned and (awaited or match.first < foreseen or _follows(source, "future", first, match.first)):
            value = CommitmentStatus.ANNOUNCED
        elif partly and value is CommitmentStatus.DELIVERED:
            value = CommitmentStatus.IN_DELIVERY
        found.append(
            Cue(match.first, match.last, value, _follows(source, "negated", max(first, match.first - 2), match.first))
        )
    return tuple(found)


def _plans(source: Source, first: int, last: int) -> bool:
    return any(phrases_of("verbs", "markers", "future").every(source.tokens, first, last))


def _foreseen(source: Source, first: int, last: int) -> int:
    """Return where the clause ends that only foresees what it tells: "When all have arrived, … will have …"."""
    if phrases_of("verbs", "markers", "once_done").at(source.tokens, first, last) is None:
        return first
    comma = next((index for index in range(first, last) if source.tokens[index].text == ","), last)
    return comma if _plans(source, comma, last) else first


def _follows(source: Source, marker: str, first: int, index: int) -> bool:
    """Tell whether a marker stands in the few tokens before ``index``, with no comma between."""
    begin = max(first, index - _REACH)
    for position in range(index - 1, begin - 1, -1):
        if source.tokens[position].text in ",;:":
            begin = position + 1
            break
    return any(phrases_of("verbs", "markers", marker).every(source.tokens, begin, index))


def settle(source: Source, cues: Sequence[Cue], near: int | None = None) -> StatusMention | None:
    """Return the status that the cues of one clause tell together; None without a cue."""
    told = [cue for cue in cues if not cue.negated]
    if not told:
        return None
    strong = [cue for cue in told if cue.value in _PRECEDENCE[:3]]
    if near is not None and not strong:
        best = min(
            told, key=lambda cue: (min(abs(cue.first - near), abs(cue.last - near)), _PRECEDENCE.index(cue.value))
        )
    else:
        best = min(told, key=lambda cue: _PRECEDENCE.index(cue.value))
    span = source.span(source.tokens[best.first].start, source.tokens[best.last - 1].end)
    return StatusMention(span=span, rule=f"status.{best.value.value.replace('_', '-')}", value=best.value)
