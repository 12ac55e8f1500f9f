"""From a clause to a claim in the making: whether assistance is told here, by whom and how sure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistance.extraction import casting, clauses, status
from assistance.extraction.casting import Cast
from assistance.extraction.clauses import Clause
from assistance.extraction.findings import StatusMention
from assistance.extraction.items import Thing
from assistance.extraction.parties import Mention
from assistance.extraction.reading import Said
from assistance.extraction.status import Cue
from assistance.extraction.text import Source
from assistance.extraction.wordlists import phrases_of, words_of
from assistance.vocabulary import CommitmentStatus, TrapReason

_NEAR = 5
_SPEAKING = {"aid", "training", "financial"}
_WITHOUT_CONTENT = (CommitmentStatus.UNDER_CONSIDERATION, CommitmentStatus.SUSPENDED, CommitmentStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in the making. ``bare`` where it names neither sum nor thing, so that it needs what follows.

    ``points`` where its words go on with what was told before; ``cued`` where it has a status of its own.
    """

    clause: Clause
    until: int
    cast: Cast
    status: StatusMention
    things: tuple[Thing, ...]
    bare: bool
    points: bool
    cued: bool
    rule: str
    more: tuple[Said, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Known:
    """What a clause may borrow: the donors the release is about, those last named and where, and the draft before."""

    leading: Cast
    last: Cast
    last_at: int
    receivers: tuple[Mention, ...]
    previous: Draft | None


def draft(source: Source, clause: Clause, known: Known) -> Draft | None:
    """Return the claim a clause tells; None where it tells of no assistance."""
    said = clause.said
    cast, whole = casting.cast(_inside(clause)), casting.cast(said.parties)
    if _barred(said, whole):
        return None
    cues = [cue for cue in said.cues if clause.first <= cue.first < clause.last] or list(said.cues)
    told = status.settle(source, cues, source.token_at(clause.money.start) if clause.money else None)
    points = said.sentence.bullet or clauses.tells(source, clause, "points_back")
    cued = told is not None
    told = told or _status_before(clause, known, points=points) or _by_noun(source, clause, whole)
    things = tuple(one for one in said.things if clause.first <= one.first < clause.last)
    nouns = {m.value for m in phrases_of("verbs", "nouns").every(source.tokens, clause.first, clause.last)}
    content = bool(clause.money or things or "training" in nouns)
    opens = source.plain[said.sentence.end - 1] == ":"
    if told is None or not (content or opens or nouns & {"aid", "goods"}):
        return None
    if cued and not (nouns & _SPEAKING or whole.recipients or points) and _all_weak(source, cues):
        return None
    cast = replace(
        cast, recipients=cast.recipients or whole.recipients, implementers=cast.implementers or whole.implementers
    )
    made = Draft(clause, said.number, cast, told, things, not content, points, cued, "assemble.named")
    named = cast.donors or whole.donors
    if named and points and known.previous and casting.only_carriers(replace(cast, donors=named)):
        made = replace(made, cast=replace(cast, donors=(), implementers=(*cast.implementers, *named)))
        named = ()
    if named and (cast.firm or whole.firm or clause.money or things):
        return replace(made, cast=replace(cast, donors=named))
    return _borrow(source, made, known, nouns)


def _inside(clause: Clause) -> list[Mention]:
    return [one for one in clause.said.parties if clause.first <= one.first < clause.last]


def _barred(said: Said, whole: Cast) -> bool:
    """Tell whether a sentence speaks of no help to Ukraine."""
    if said.barrier is TrapReason.LOSS:
        return not said.moneys and not whole.firm
    if said.barrier in (TrapReason.OUTWARD, TrapReason.THIRD_COUNTRY, TrapReason.NO_GIVING):
        return True
    if said.barrier is not None and not whole.firm:
        return True
    return bool(whole.abroad) and not whole.recipients


def _all_weak(source: Source, cues: Sequence[Cue]) -> bool:
    """Tell whether nothing but words of any plan ("will", "is to") speaks for a giving."""
    words = (" ".join(token.low for token in source.tokens[cue.first : cue.last]) for cue in cues)
    return all(word in words_of("clauses", "weak_cues") for word in words)


def _status_before(clause: Clause, known: Known, *, points: bool) -> StatusMention | None:
    """Return the status of the claim before for a sentence that only goes on with it."""
    previous = known.previous
    beside = (
        previous is not None
        and clause.money
        and previous.clause.said.sentence.paragraph == clause.said.sentence.paragraph
    )
    if previous is None or not (points or beside) or not 0 <= clause.said.number - previous.until <= _NEAR:
        return None
    return previous.status


def _by_noun(source: Source, clause: Clause, whole: Cast) -> StatusMention | None:
    """Take a sum that a donor is said to give without any verb ("€70m of winter support from Germany") as announced."""
    if clause.money is None or not whole.donors or not whole.firm:
        return None
    for match in phrases_of("verbs", "nouns", "aid").find(source.tokens, clause.first, clause.last):
        span = source.span(source.tokens[match.first].start, source.tokens[match.last - 1].end)
        return StatusMention(span=span, rule="status.noun-alone", value=CommitmentStatus.ANNOUNCED)
    return None


def _borrow(source: Source, made: Draft, known: Known, nouns: set[str]) -> Draft | None:
    """Return a draft whose donors stand in the claim before, or in the title, or nowhere."""
    clause, number = made.clause, made.clause.said.number
    giver, rule = _giver_before(made, known), "assemble.continued"
    if clauses.tells(source, clause, "the_body") and known.last.donors:
        giver, rule = known.last, "assemble.referred"
    lately = known.last.donors and 0 < number - known.last_at <= _NEAR
    if giver is None and lately and (made.points or made.bare):
        giver = known.last
    if giver is None and clauses.tells(source, clause, "buys"):
        return None
    receives = bool(made.cast.recipients) or clauses.tells(source, clause, "we_receive")
    if giver is None and known.leading.donors and _speaks(made, nouns, receives=receives):
        giver, rule = known.leading, "assemble.leading"
    if giver is not None:
        cast = replace(made.cast, recipients=made.cast.recipients or known.receivers)
        given = made.clause.money is not None or bool(made.things)
        carriers = made.cast.implementers or (giver.implementers if given else ())
        return replace(made, cast=replace(cast, donors=giver.donors, implementers=carriers), rule=rule)
    if not clauses.tells(source, clause, "unnamed_donors"):
        return None
    return replace(
        made, cast=replace(made.cast, recipients=made.cast.recipients or known.receivers), rule="assemble.unnamed"
    )


def _giver_before(made: Draft, known: Known) -> Cast | None:
    """Return the donors of the draft before, where this one goes on with it or adds a sum beside it."""
    previous, said = known.previous, made.clause.said
    if previous is None:
        return None
    near = 0 <= said.number - previous.until <= _NEAR
    beside = previous.clause.said.sentence.paragraph == said.sentence.paragraph
    adds = made.clause.money is not None and (beside or (near and previous.bare))
    return previous.cast if (near and made.points) or adds else None


def _speaks(made: Draft, nouns: set[str], *, receives: bool) -> bool:
    """Tell whether a sentence without donors of its own speaks of what the release is about."""
    if made.points or (made.clause.money is not None and nouns & _SPEAKING):
        return True
    return receives and bool(nouns & _SPEAKING or made.things)


def is_worth(made: Draft) -> bool:
    """Tell whether a draft that nothing was added to is a claim: a bare one only where aid is weighed or stopped."""
    weighed = made.status.value in _WITHOUT_CONTENT and bool(made.clause.said.nouns & {"aid"})
    return not made.bare or weighed


def leading(told: Sequence[Said]) -> Cast:
    """Return the donors that a release is about: those first named outright, else those only alluded to."""
    alluded = Cast()
    for said in told[:5]:
        found = casting.cast(said.parties)
        if not found.donors or not found.firm:
            continue
        if any(one.who.form != "adjective" for one in found.donors):
            return found
        alluded = alluded if alluded.donors else found
    return alluded
