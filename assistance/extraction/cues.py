"""The words of giving in a sentence, each with what it says for itself about how sure the assistance is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistance.extraction import moods_en, moods_uk, stretches, verbs
from assistance.extraction.moods import Place
from assistance.extraction.phrases import Match, Word
from assistance.extraction.stretches import Stretches
from assistance.extraction.verbs import Form
from assistance.extraction.wordlists import section, words_of
from assistance.vocabulary import CommitmentStatus

_PARTICLE_REACH = 7
#: How little words say: a full verb, one that describes, a verbal noun, one under another verb or a purpose.
FIRM, DESCRIBING, ALONE, DEPENDENT = 0.0, 1.0, 2.0, 3.5
_UNNAMED = 0.9
_INFINITIVE = ("ти", "тися", "тись")
#: The classes of verbs by which something changes hands.
HANDING = frozenset({"give", "fund", "hand", "send", "ship", "receive", "arrive", "go"})


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of giving at tokens ``first`` to ``last``; ``negated`` where a "not" stands right before them.

    ``kind`` is the class of the verb and ``mood`` how it stands. ``rank`` tells how little the words decide: 0 for a
    full verb. ``stretch`` is the number of the part of its sentence it stands in; ``stretches`` are all of those.
    """

    first: int
    last: int
    value: CommitmentStatus
    negated: bool
    kind: str
    mood: str
    rank: float
    stretch: int
    stretches: Stretches

    @property
    def rule(self) -> str:
        """Return the name of the rule: the mood of the verb and its class."""
        return f"status.{self.mood}-{self.kind}"

    @property
    def under(self) -> bool:
        """Tell whether the words stand in a clause that is under another."""
        return self.stretch in self.stretches.under


@cache
def meaning(kind: str, mood: str) -> CommitmentStatus:
    """Return the status that a verb of a class tells in a mood."""
    told = section("moods", "table")[kind]
    if "always" in told:
        return CommitmentStatus(told["always"])
    like = {"state": "past", "now": "present", "gerund": "infinitive", "purpose": "infinitive"}.get(mood, mood)
    return CommitmentStatus(told.get(mood) or told.get(like) or section("moods", "otherwise")[like])


def find(tokens: Sequence[Word], first: int, last: int) -> list[Cue]:
    """Return the cues among the tokens ``first`` to ``last`` in order, each taken alone."""
    fixed = {match.first: match for match in verbs.fixed().every(tokens, first, last)}
    places = [at for at, word in enumerate(tokens[first:last], first) if at in fixed or verbs.forms_of(word.low)]
    if not places:
        return []
    parts = stretches.cut(tokens, first, last)
    found: list[Cue] = []
    plans: list[Match[str]] = []
    reached = first
    for index in places:
        if index < reached:
            continue
        match = fixed.get(index)
        if match is not None and match.value == verbs.PLAN:
            plans.append(match)
            continue
        single = match is None or match.last == index + 1
        cue = _verb(tokens, index, first, last, parts) if single else None
        if cue is not None:
            cue = _called_off(tokens, cue, last)
        elif match is not None:
            cue = _phrase(tokens, match, first, parts)
            reached = match.last
        if cue is not None:
            found.append(cue)
            reached = cue.last
    return _with_plans(tokens, last, parts, found, plans)


def _verb(tokens: Sequence[Word], index: int, first: int, last: int, parts: Stretches) -> Cue | None:
    for form in verbs.forms_of(tokens[index].low):
        end = _completed(tokens, index, last, form)
        if not end:
            continue
        place = Place(tokens, index, first, last, form)
        mood = moods_en.mood(place) if tokens[index].low[0] < "\u0400" else moods_uk.mood(place)
        if mood is None:
            continue
        rank = FIRM if mood.firm else _RANKS[mood.name]
        rank += section("moods", "lighter").get(form.kind, 0.0)
        value = meaning(form.kind, mood.name)
        return Cue(mood.first, end, value, mood.negated, form.kind, mood.name, rank, parts.at(index), parts)
    return None


_RANKS = {
    "participle": DESCRIBING, "past": DESCRIBING, "infinitive": ALONE, "gerund": ALONE, "noun": ALONE,
    "purpose": DEPENDENT,
}  # fmt: skip


def _completed(tokens: Sequence[Word], index: int, last: int, form: Form) -> int:
    """Return where a verb ends with its particle, which may stand some words on; 0 where that is missing."""
    size = len(form.particles)
    if not size:
        return index + 1
    for at in range(index + 1, min(index + _PARTICLE_REACH, last - size + 1)):
        if tokens[at].text in ",;:":
            return 0
        if all(tokens[at + step].low == word for step, word in enumerate(form.particles)):
            return at + size if at == index + 1 else index + 1
    return 0


def _called_off(tokens: Sequence[Word], cue: Cue, last: int) -> Cue:
    """Take "will not give" as a gift called off, unless it only says when."""
    later = {tokens[at].low for at in range(cue.last, min(cue.last + 4, last))}
    waits = later & words_of("moods", "clauses", "waiting")
    if not cue.negated or cue.mood != "future" or cue.kind not in HANDING or waits:
        return cue
    return replace(cue, value=CommitmentStatus.CANCELLED, negated=False)


def _phrase(tokens: Sequence[Word], match: Match[str], first: int, parts: Stretches) -> Cue | None:
    if match.value == "none":
        return None
    kind, mood = match.value.split(".")
    near = {tokens[at].low for at in range(max(first, match.first - 2), match.first)}
    negated = bool(near & (words_of("moods", "english", "negation") | {"не"}))
    rank = (ALONE if mood == "noun" else FIRM) + section("moods", "lighter").get(kind, 0.0)
    return Cue(match.first, match.last, meaning(kind, mood), negated, kind, mood, rank, parts.at(match.first), parts)


def _with_plans(
    tokens: Sequence[Word], last: int, parts: Stretches, found: list[Cue], plans: Sequence[Match[str]]
) -> list[Cue]:
    """Add the "will" of every other verb: "£20 million will meet the needs of …"."""
    covered = {at for cue in found for at in range(cue.first, cue.last)} if plans else set()
    for match in plans:
        if match.first not in covered and _leads_on(tokens, match, last):
            near = {tokens[at].low for at in range(match.last, min(match.last + 2, last))}
            negated = bool(near & words_of("moods", "english", "negation"))
            part = parts.at(match.first)
            plan = meaning("plan", "future")
            found.append(Cue(match.first, match.last, plan, negated, "plan", "future", _UNNAMED, part, parts))
    return _risen(tokens, parts, sorted(found, key=lambda cue: cue.first))


def _leads_on(tokens: Sequence[Word], match: Match[str], last: int) -> bool:
    """Tell whether "мають" is "are to" rather than "have": whether an infinitive comes after it."""
    if tokens[match.first].low not in words_of("moods", "ukrainian", "due"):
        return True
    return any(
        tokens[at].low.endswith(_INFINITIVE) for at in range(match.last, min(match.last + _PARTICLE_REACH, last))
    )


def _risen(tokens: Sequence[Word], parts: Stretches, found: Sequence[Cue]) -> list[Cue]:
    """Give the second full verb after a "that" without a comma back to the clause around it."""
    risen: list[Cue] = []
    seen: set[int] = set()
    for cue in found:
        full = cue.stretch in parts.open and cue.rank < ALONE
        joined = cue.first > 0 and tokens[cue.first - 1].low in words_of("moods", "clauses", "joins")
        rises = full and cue.stretch in seen and not joined
        risen.append(replace(cue, stretch=parts.open[cue.stretch]) if rises else cue)
        if full:
            seen.add(cue.stretch)
    return risen
