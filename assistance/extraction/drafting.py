"""From a clause to a claim in the making: whether assistance is told here, by whom and how sure."""

from collections.abc import Mapping, Sequence
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
from assistance.extraction.wordlists import phrases_of, section, words_of
from assistance.vocabulary import CommitmentStatus, TrapReason

_NEAR = 5
_CLOSE = 2
_SPEAKING = {"aid", "training", "financial"}
_WITHOUT_CONTENT = (CommitmentStatus.UNDER_CONSIDERATION, CommitmentStatus.SUSPENDED, CommitmentStatus.CANCELLED)


#: The rule of a draft whose words say that its sum is made up of many commitments.
TOTAL = "assemble.sums-up"


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
    """What a clause may borrow: the donors the release is about, those last named and where, and the draft before.

    ``paying`` are those whose money it is said to be, by the number of the sentence.
    """

    leading: Cast
    last: Cast
    last_at: int
    receivers: tuple[Mention, ...]
    previous: Draft | None
    paying: Mapping[int, Cast]


def draft(source: Source, clause: Clause, known: Known) -> Draft | None:
    """Return the claim a clause tells; None where it tells of no assistance."""
    said = clause.said
    cast, whole = casting.cast(_inside(clause)), casting.cast(said.parties)
    if _barred(said, whole):
        return None
    cues = [cue for cue in said.cues if clause.first <= cue.first < clause.last] or list(said.cues)
    told = status.settle(source, cues, source.token_at(clause.money.start) if clause.money else None)
    points = said.sentence.bullet or clauses.goes_on(source, clause)
    cued = told is not None
    sums_up = _sums_up(source, clause, whole)
    told = sums_up or told or _status_before(clause, known, points=points) or _by_noun(source, clause, whole)
    things = tuple(one for one in said.things if clause.first <= one.first < clause.last)
    nouns = {m.value for m in phrases_of("verbs", "nouns").every(source.tokens, clause.first, clause.last)}
    content = bool(clause.money or things or "training" in nouns)
    opens = source.plain[said.sentence.end - 1] == ":" or clauses.tells(source, clause, "joined_by")
    if told is None or not (content or opens or nouns & {"aid", "goods"}):
        return None
    speaks = nouns & _SPEAKING or whole.recipients or points or _passed_on(source, clause, known)
    if cued and not speaks and _all_weak(source, cues):
        return None
    cast = replace(
        cast, recipients=cast.recipients or whole.recipients, implementers=cast.implementers or whole.implementers
    )
    made = Draft(clause, said.number, cast, told, things, not content, points, cued, "assemble.named")
    if sums_up:
        return _total(source, made, cast.donors or whole.donors)
    return _sourced(source, made, whole, known, nouns)


def _sourced(source: Source, made: Draft, whole: Cast, known: Known, nouns: set[str]) -> Draft | None:
    """Return a draft with its donors: who pays, who is named, or whom it borrows; None where nobody gives."""
    cast, named = made.cast, made.cast.donors or whole.donors
    carried = bool(named) and casting.only_carriers(replace(cast, donors=named))
    payers = _payers(made, known) if carried else ()
    if payers:
        implementers = cast.implementers or named
        return replace(made, cast=replace(cast, donors=payers, implementers=implementers), rule="assemble.paid-by")
    if carried and known.previous and (made.points or _passed_on(source, made.clause, known)):
        made = replace(made, cast=replace(cast, donors=(), implementers=(*cast.implementers, *named)))
        named = ()
    if named and (cast.firm or whole.firm or made.clause.money or made.things):
        return replace(made, cast=replace(cast, donors=named))
    return _borrow(source, made, known, nouns)


def _sums_up(source: Source, clause: Clause, whole: Cast) -> StatusMention | None:
    """Take a sum that is said to be made up of many commitments ("has exceeded", "have collected") as given."""
    if clause.money is None:
        return None
    match = next(phrases_of("traps", "totals", "firm").find(source.tokens, clause.first, clause.last), None)
    aid = clause.said.nouns & {"aid"} or clauses.tells(source, clause, "unnamed_donors")
    if match is None or not (aid or whole.donors or match.phrase in words_of("traps", "totals", "alone")):
        return None
    span = source.span(source.tokens[match.first].start, source.tokens[match.last - 1].end)
    return StatusMention(span=span, rule="status.sums-up", value=CommitmentStatus.DELIVERED)


def _total(source: Source, made: Draft, named: tuple[Mention, ...]) -> Draft:
    """Return the draft of a total; who only collects what others give is no donor of it."""
    clause = made.clause
    collected = any(phrases_of("traps", "totals", "collected").every(source.tokens, clause.first, clause.last))
    return replace(made, cast=replace(made.cast, donors=() if collected else named), things=(), rule=TOTAL)


def _payers(made: Draft, known: Known) -> tuple[Mention, ...]:
    """Return whose money it is, where a sentence close by says so of what an organisation hands over."""
    number = made.clause.said.number
    near = sorted(range(number - _CLOSE, number + _CLOSE + 1), key=lambda at: abs(at - number))
    return next((known.paying[at].donors for at in near if at in known.paying), ())


def paying(source: Source, told: Sequence[Said]) -> dict[int, Cast]:
    """Return the parties of the sentences that tell whose money it is, by the number of the sentence."""
    found = {}
    for said in told:
        pays = phrases_of("clauses", "pays").every(source.tokens, said.sentence.first, said.sentence.last)
        cast = casting.cast(said.parties) if not said.barrier and any(pays) else Cast()
        if cast.firm and cast.donors and not casting.only_carriers(cast):
            found[said.number] = cast
    return found


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
    if previous is None or previous.rule == TOTAL or not (points or beside):
        return None
    if not 0 <= clause.said.number - previous.until <= _NEAR:
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
    giver, rule = _giver_before(source, made, known), "assemble.continued"
    if clauses.tells(source, clause, "the_body") and known.last.donors:
        giver, rule = known.last, "assemble.referred"
    own = _passed_on(source, clause, known)
    if giver is not None and own and not _in_own_currency(clause, giver):
        giver = None
    if _by_pronoun(source, made, known):
        giver, rule = known.last, "assemble.pronoun"
    lately = known.last.donors and 0 < number - known.last_at <= _NEAR
    if giver is None and lately and (made.points or made.bare):
        giver = known.last
    if giver is None and clauses.tells(source, clause, "buys"):
        return None
    receives = bool(made.cast.recipients) or clauses.tells(source, clause, "we_receive")
    speaks = _speaks(made, nouns, receives=receives) or own
    if giver is None and known.leading.donors and speaks:
        giver, rule = known.leading, "assemble.leading"
    if giver is not None:
        cast = replace(made.cast, recipients=_receivers(made, known))
        given = made.clause.money is not None or bool(made.things)
        carriers = made.cast.implementers or (giver.implementers if given else ())
        return replace(made, cast=replace(cast, donors=giver.donors, implementers=carriers), rule=rule)
    if not clauses.tells(source, clause, "unnamed_donors"):
        return None
    return replace(
        made, cast=replace(made.cast, recipients=made.cast.recipients or known.receivers), rule="assemble.unnamed"
    )


def _receivers(made: Draft, known: Known) -> tuple[Mention, ...]:
    """Return who receives: those named here, or the fuller row told before where these details only name some of it."""
    named = made.cast.recipients
    some = {one.who.key for one in named} <= {one.who.key for one in known.receivers}
    untold = known.previous is not None and not known.previous.cast.recipients
    return known.receivers if not named or (some and made.points and untold) else named


def _by_pronoun(source: Source, made: Draft, known: Known) -> bool:
    """Tell whether "it" stands for who is named in the sentence before, and no claim told there goes on."""
    clause, previous = made.clause, known.previous
    if made.points or not known.last.donors or known.last_at != clause.said.number - 1:
        return False
    goes_on = previous is not None and previous.until == known.last_at and previous.status.value == made.status.value
    return not goes_on and clauses.opens_with_pronoun(source, clause)


def _giver_before(source: Source, made: Draft, known: Known) -> Cast | None:
    """Return the donors of the draft before, where this one goes on with it or adds a sum beside it."""
    previous, said = known.previous, made.clause.said
    if previous is None:
        return None
    near = 0 <= said.number - previous.until <= _NEAR
    beside = previous.clause.said.sentence.paragraph == said.sentence.paragraph
    part = previous.clause.money is not None and clauses.tells(source, made.clause, "passes_on")
    close = said.number - previous.until <= 2
    adds = made.clause.money is not None and (beside or (near and previous.bare) or (close and part))
    return previous.cast if (near and made.points) or adds else None


def _passed_on(source: Source, clause: Clause, known: Known) -> bool:
    """Tell whether a part of what the release is about goes to somebody: a sum in the giver's own currency."""
    return _in_own_currency(clause, known.leading) and clauses.tells(source, clause, "passes_on")


def _in_own_currency(clause: Clause, giver: Cast) -> bool:
    """Tell whether a sum is told in the currency of one of the states that give."""
    states = {one.who.country for one in giver.donors}
    return clause.money is not None and section("money", "home").get(clause.money.amount.currency, "") in states


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


def confirmed(source: Source, said: Said, made: Draft) -> Draft:
    """Return a plan as agreed where the sentence after it says so ("This was agreed when …")."""
    if made.status.value is not CommitmentStatus.ANNOUNCED or said.number != made.until + 1:
        return made
    for match in phrases_of("clauses", "agrees").find(source.tokens, said.sentence.first, said.sentence.last):
        span = source.span(source.tokens[match.first].start, source.tokens[match.last - 1].end)
        return replace(made, status=StatusMention(span=span, rule="status.agreed-after", value=CommitmentStatus.AGREED))
    return made
