"""Which verb governs which: "promised to give" is a promise, "began deliveries" a delivery under way."""

from collections.abc import Sequence
from dataclasses import replace

from assistance.extraction.cues import ALONE, DEPENDENT, DESCRIBING, FIRM, HANDING, Cue, meaning
from assistance.extraction.phrases import Word
from assistance.extraction.wordlists import phrases_of, words_of
from assistance.vocabulary import CommitmentStatus

_GOVERNORS = frozenset({
    "announce", "plan", "agree", "consider", "start", "continue", "finish", "suspend", "cancel", "run", "happen",
    "train", "teach",
})  # fmt: skip
_DEPENDENT = frozenset({"infinitive", "gerund", "noun", "purpose"})
#: "Completed", "carried out", "took place": what they tell depends on the noun beside them.
_DOING = frozenset({"finish", "run", "happen", "train", "teach"})
_HANDED = HANDING - {"give", "fund"} | {"buy"}
#: What people come for, so that it was done when they came: "used the visit to announce".
_DEEDS = frozenset({"announce", "agree", "hand"})
_OCCASION_REACH = 12
#: What stays what it is under a promise or a decision: "agreed to consider", "decided to suspend".
_STRONGER = frozenset({"consider", "suspend", "cancel"})
_REACH = {"infinitive": 7, "gerund": 4, "noun": 6, "purpose": 4}
_THANKS_REACH = 14
_HEADLINE = 8


def governed(tokens: Sequence[Word], first: int, cues: Sequence[Cue]) -> list[Cue]:
    """Return the cues of a sentence with those that stand under another verb told from those that decide."""
    found: list[Cue] = []
    for cue in cues:
        at = len(found) - 1
        governor = found[at] if found and _governs(tokens, found[at], cue) else None
        occasion = _occasion(tokens, first, cue) if cue.mood == "infinitive" else None
        if occasion is not None and not any(one.rank < ALONE and one.first > occasion for one in found):
            found = [replace(one, rank=DEPENDENT) if one.first == occasion else one for one in found]
            found.append(replace(cue, value=meaning(cue.kind, "past"), mood="past", rank=FIRM))
        elif governor is not None:
            found[at], under = _joined(governor, cue)
            found.append(under)
        else:
            found.append(_alone(tokens, first, cue, found))
    return _told(tokens, [_contact(tokens, first, *pair) for pair in zip(found, (*found[1:], None), strict=False)])


def _contact(tokens: Sequence[Word], first: int, cue: Cue, after: Cue | None) -> Cue:
    """Let a verb that describes without "which" decide nothing: "the boats Norway promised were handed over"."""
    if after is None or max(cue.rank, after.rank) >= ALONE or cue.stretch != after.stretch or cue.first < first + 2:
        return cue
    subject = cue.first - 1
    opening = tokens[subject - 1].low
    named = tokens[subject].text.istitle() or tokens[subject].low in words_of("moods", "english", "subjects")
    noun = opening == "the" or (opening.isalpha() and tokens[subject - 1].text.islower())
    parted = any(
        tokens[at].text in ",;:" or tokens[at].low in words_of("moods", "clauses", "joins")
        for at in range(cue.last, after.first)
    )
    if not (named and noun) or opening in words_of("moods", "clauses", "openers") or parted:
        return cue
    return replace(cue, rank=DEPENDENT)


def _governs(tokens: Sequence[Word], governor: Cue, cue: Cue) -> bool:
    """Tell whether ``cue`` follows a verb, or the noun of one, that may govern it, with nothing to part them."""
    if governor.kind not in _GOVERNORS or cue.mood not in _DEPENDENT or governor.negated:
        return False
    if cue.first - governor.last > _REACH[cue.mood] or governor.mood == "participle":
        return False
    return not any(tokens[at].text in ",;:()" for at in range(governor.last, cue.first))


def _occasion(tokens: Sequence[Word], first: int, cue: Cue) -> int | None:
    """Return the verb of coming or meeting that tells the occasion on which somebody does what ``cue`` tells."""
    if cue.kind not in _DEEDS or any(tokens[at].low == "be" for at in range(cue.first, cue.last)):
        return None
    for at in range(cue.first - 1, max(first, cue.first - _OCCASION_REACH) - 1, -1):
        low = tokens[at].low
        if low in words_of("moods", "clauses", "occasions"):
            return at
        if low in ",;:()" and tokens[at + 1].low not in words_of("moods", "ukrainian", "purpose"):
            return None
    return None


def _joined(governor: Cue, cue: Cue) -> tuple[Cue, Cue]:
    """Return a verb with what it tells of the one it governs, and that one as it stands under it."""
    under = replace(cue, rank=max(cue.rank, DEPENDENT))
    if governor.rank >= DEPENDENT:
        return governor, under
    rank = min(governor.rank, DESCRIBING)
    if cue.kind in _STRONGER and governor.kind not in _STRONGER | {"start", "continue", "finish"}:
        return replace(governor, rank=DEPENDENT), replace(cue, rank=rank)
    if governor.kind == "announce" and cue.mood == "noun" and cue.kind in ("start", "finish"):
        return replace(governor, rank=DEPENDENT), replace(cue, rank=rank)
    value = governor.value
    if (
        governor.kind in _DOING
        and cue.kind in _HANDED
        and cue.mood != "infinitive"
        and value is CommitmentStatus.COMPLETED
    ):
        value = CommitmentStatus.DELIVERED
    if governor.kind in ("start", "continue") and cue.kind == "consider":
        value = cue.value
    return replace(governor, value=value, rank=rank), under


def _alone(tokens: Sequence[Word], first: int, cue: Cue, before: Sequence[Cue]) -> Cue:
    """Return a cue that no verb governs: thanks for a gift, a headline's "Sweden to give", or a purpose."""
    if cue.mood in ("gerund", "noun") and _thanked(tokens, first, cue):
        return replace(cue, value=meaning(cue.kind, "past"), mood="past", rank=DESCRIBING)
    if cue.kind in _DOING and cue.value is CommitmentStatus.COMPLETED:
        handed = any(one.mood == "noun" and one.kind in _HANDED for one in before[-1:])
        return replace(cue, value=CommitmentStatus.DELIVERED, rank=cue.rank * 0.4) if handed else cue
    if cue.mood != "infinitive":
        return cue
    if not any(one.rank < ALONE for one in before) and cue.first - first <= _HEADLINE and cue.first > first:
        named = tokens[cue.first - 1]
        if named.text[:1].isupper() or named.low in ("рф",):
            return replace(cue, rank=DESCRIBING)
    return replace(cue, rank=DEPENDENT)


def _thanked(tokens: Sequence[Word], first: int, cue: Cue) -> bool:
    """Tell whether somebody is thanked for what the cue tells."""
    begin = max(first, cue.first - _THANKS_REACH)
    if not {tokens[at].low for at in range(max(begin, cue.first - 3), cue.first)} & {"for", "за"}:
        return False
    if any(tokens[at].low in words_of("moods", "english", "thanks") for at in range(begin, cue.first)):
        return True
    return any(phrases_of("moods", "ukrainian", "thanks").every(tokens, begin, cue.first))


def _told(tokens: Sequence[Word], cues: list[Cue]) -> list[Cue]:
    """Let "announced that", "confirmed that" decide nothing where what is said has a verb of its own."""
    found = []
    for at, cue in enumerate(cues):
        later = [one for one in cues[at + 1 :] if one.rank < ALONE and not one.under]
        said = later and tokens[cue.last - 1].low in words_of("moods", "clauses", "saying")
        opening = {tokens[i].low for i in range(cue.last, min(cue.last + 4, later[0].last))} if said else set()
        opened = not opening.isdisjoint(("that", "що"))
        found.append(replace(cue, rank=DEPENDENT) if opened else cue)
        if cue.kind == "stand" and not (cue.under or opened):
            _sum_up(found)
    return found


def _sum_up(found: list[Cue]) -> None:
    """Let the last cue tell what is told of the aid that it sums up: "the aid which Oslo gives exceeds …"."""
    for at in range(len(found) - 2, -1, -1):
        told = found[at]
        if told.rank < ALONE and not told.negated and (told.under or told.mood == "participle"):
            gives = told.kind in HANDING and told.mood in ("now", "present", "ongoing")
            value = CommitmentStatus.IN_DELIVERY if gives else told.value
            found[-1] = replace(found[-1], value=value, kind=told.kind, mood=told.mood)
            found[at] = replace(told, rank=DEPENDENT)
            return
