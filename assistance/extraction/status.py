"""How sure the assistance is: the words of giving in a sentence, and which of them decides."""

from collections.abc import Sequence
from dataclasses import replace

from assistance.extraction import cues, governing
from assistance.extraction.cues import ALONE, Cue
from assistance.extraction.findings import StatusMention
from assistance.extraction.text import Source
from assistance.extraction.wordlists import phrases_of, words_of
from assistance.vocabulary import CommitmentStatus

__all__ = ["Cue", "find", "settle", "within", "yields"]

#: Where several cues say equally much, the first of these that is there decides.
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
_STRONG = frozenset(_PRECEDENCE[:3])
_BY_DISTANCE = 0.04
_FARTHEST = 1.5
_ELSEWHERE = 2.0
_UNDER = 2.5
_ABOVE = 1.0
_STRONGER_BY = 0.4
_STOPS_ALL = 2.2
#: A clause right behind a thing describes it: "40 ambulances that the Red Cross has donated".
_DESCRIBES = 0.6
_BESIDE = 8
_CLOSE = 5
_BOUND = 1.5
_SUBJECT = 14
_IMPERSONAL = ("но", "то")
_UNDER_NOTHING = 1.5
_SLIGHT = frozenset({"noun", "gerund", "purpose", "infinitive"})
#: "Comes to", and "goes to" in the present, tell what a sum is or is for, not whether it is given.
_SHARING = frozenset({"stand", "share"})


def find(source: Source, first: int, last: int) -> tuple[Cue, ...]:
    """Return the cues among the tokens ``first`` to ``last`` in order."""
    found = governing.governed(source.tokens, first, cues.find(source.tokens, first, last))
    given = any(cue.value is CommitmentStatus.DELIVERED for cue in found)
    if given and any(phrases_of("verbs", "markers", "partly").every(source.tokens, first, last)):
        found = [_partly(cue) for cue in found]
    sent = any(cue.kind == "ship" for cue in found)
    if sent and any(phrases_of("moods", "long_ago").every(source.tokens, first, last)):
        found = [_arrived(cue) for cue in found]
    return tuple(found)


def _partly(cue: Cue) -> Cue:
    """Return what "the first of the ten" makes of a gift: the rest is on its way."""
    return replace(cue, value=CommitmentStatus.IN_DELIVERY) if cue.value is CommitmentStatus.DELIVERED else cue


def _arrived(cue: Cue) -> Cue:
    """Return what "in spring" makes of what was sent off: it has come since."""
    sent = cue.kind == "ship" and cue.mood in ("past", "participle")
    return replace(cue, value=CommitmentStatus.DELIVERED) if sent else cue


def settle(source: Source, found: Sequence[Cue], near: int | None = None) -> StatusMention | None:
    """Return the status that the cues of one clause tell together; None without a cue.

    ``near`` is the token of the sum or the thing that the status is asked for.
    """
    told = [cue for cue in found if not cue.negated]
    if not told:
        return None
    best = min(told, key=lambda cue: (_cost(cue, near), _PRECEDENCE.index(cue.value), cue.first))
    best = _sealed(told, best)
    span = source.span_of(best.first, best.last)
    rule = f"status.{best.mood}-share" if near is not None and _is_share(source, best, near) else best.rule
    return StatusMention(span=span, rule=rule, value=best.value)


def _is_share(source: Source, cue: Cue, near: int) -> bool:
    """Tell whether a sum itself is what "goes to", "pays for" or "is reserved for" something."""
    if cue.kind in ("plan", "earmark") and cue.mood in ("past", "state"):
        verb = source.tokens[cue.last - 1].low
        return verb.endswith(_IMPERSONAL) or (cue.kind == "earmark" and near < cue.first < cue.last - 1)
    if cue.kind not in ("go", "fund") or cue.mood not in ("now", "present") or not 0 < cue.first - near <= _SUBJECT:
        return False
    between = source.tokens[near : cue.first]
    last = between[-1]
    named = last.text.istitle() or last.low in words_of("moods", "english", "subjects")
    return cue.kind == "go" or not (named or any(word.text in ",;:" for word in between))


def _sealed(told: Sequence[Cue], best: Cue) -> Cue:
    """Take a plan that stands in an agreement ("under the agreement, Norway will give …", "is given …") as agreed."""
    if best.value is not CommitmentStatus.ANNOUNCED and (best.kind, best.mood) != ("give", "state"):
        return best
    return next((cue for cue in told if cue.kind == "sealed"), best)


def within(found: Sequence[Cue], first: int, last: int) -> list[Cue]:
    """Return the cues of the tokens ``first`` to ``last``, or those of the whole sentence where none there decides."""
    inside = [cue for cue in found if first <= cue.first < last]
    return inside if any(cue.rank < ALONE and not cue.negated for cue in inside) else list(found)


def yields(told: StatusMention) -> bool:
    """Tell whether a status rests on a verbal noun or a purpose alone, so that what was told before goes on."""
    mood, _, kind = told.rule.removeprefix("status.").partition("-")
    return mood in _SLIGHT or kind in _SHARING


def _cost(cue: Cue, near: int | None) -> float:
    """Return how little a cue says of what stands at ``near``: by its own rank, its clause and its distance."""
    stops = cue.value in _STRONG
    if near is None:
        return cue.rank + (_UNDER_NOTHING if cue.under else 0.0) - (_STRONGER_BY if stops else 0.0)
    right_behind = cue.mood == "participle" and 0 < cue.first - near <= _CLOSE
    distance = min(abs(cue.first - near), abs(cue.last - 1 - near))
    apart = _apart(cue, near)
    above = stops and apart == _ABOVE
    gain = _STOPS_ALL if above else _STRONGER_BY * (stops + right_behind)
    return cue.rank + min(distance * _BY_DISTANCE, _FARTHEST) + apart - gain


def _apart(cue: Cue, near: int) -> float:
    """Return what it costs that a cue stands in another clause than what it is asked for."""
    parts = cue.stretches
    if cue.stretch == parts.at(near):
        return _BOUND if cue.stretch in parts.bound else 0.0
    if cue.under:
        describes = 0 < parts.begins[cue.stretch] - near <= _BESIDE
        return _DESCRIBES if describes else _UNDER
    return _ABOVE if parts.is_under(near) else _ELSEWHERE
