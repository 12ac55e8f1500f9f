"""From a clause to a claim in the making: whether assistance is told here, by whom and how sure."""

from collections.abc import Sequence
from dataclasses import replace

from assistance.extraction import borrowing, casting, clauses, labels, sourcing, status
from assistance.extraction.borrowing import SPEAKING
from assistance.extraction.casting import Cast
from assistance.extraction.clauses import Clause
from assistance.extraction.cues import ALONE, HANDING
from assistance.extraction.drafts import TOTAL, Draft, Known
from assistance.extraction.findings import StatusMention
from assistance.extraction.known import HOME
from assistance.extraction.money import Money
from assistance.extraction.parties import Mention
from assistance.extraction.reading import Said
from assistance.extraction.status import Cue
from assistance.extraction.text import Source
from assistance.extraction.things import Thing
from assistance.extraction.wordlists import phrases_of, words_of
from assistance.vocabulary import CommitmentStatus, TrapReason

_NEAR = 5
_BESIDE = 3
_LEADING_UP = 3
_WORKING = 1.5
_GIVING = frozenset(
    {"give", "fund", "hand", "send", "ship", "receive", "arrive", "go", "help", "train", "teach", "mend", "buy"}
)
_SETTLING = frozenset({"announce", "agree", "earmark", "consider", "suspend", "cancel"})
_SETTLING_ALONE = _SETTLING | {"build"}
_WITHOUT_CONTENT = (CommitmentStatus.UNDER_CONSIDERATION, CommitmentStatus.SUSPENDED, CommitmentStatus.CANCELLED)


def draft(source: Source, clause: Clause, known: Known) -> Draft | None:
    """Return the claim a clause tells; None where it tells of no assistance."""
    whole = casting.cast(clause.said.parties)
    if _barred(clause.said, whole) or source.tokens[clause.first].low in words_of("clauses", "none_of"):
        return None
    made = _told(source, clause, known, whole)
    if made is None or made.rule == TOTAL:
        return made
    nouns = _nouns(source, clause)
    if not _is_giving(source, made, whole, known, nouns):
        return None
    sourced = sourcing.sourced(source, made, whole, known, nouns)
    return _as_settled(source, sourced, known) if sourced else None


def apportioned(source: Source, made: Draft) -> tuple[Draft, ...]:
    """Return a draft for each of those who carry, or else give, a sum that is told for each of them: "€6m each"."""
    if made.money is None or made.rule == TOTAL or not _is_for_each(source, made):
        return (made,)
    if len(made.cast.implementers) > 1:
        return tuple(replace(made, cast=replace(made.cast, implementers=(one,))) for one in made.cast.implementers)
    if len(made.cast.donors) > 1 and made.rule == "assemble.named":
        return tuple(replace(made, cast=replace(made.cast, donors=(one,))) for one in made.cast.donors)
    return (made,)


def _is_for_each(source: Source, made: Draft) -> bool:
    """Tell whether a sum is told for each: "€6 million each", "each receive …", «по 6 млн євро»."""
    clause, money = made.clause, made.money
    if money is None:
        return False
    first = source.token_at(money.start)
    leads = [token.low for token in source.tokens[max(first - _LEADING_UP, clause.first) : first]]
    last = source.token_at(money.end - 1) + 1
    follows = [token.low for token in source.tokens[last : min(last + 2, clause.last)]]
    words = words_of("clauses", "each")
    return bool(words & {*follows}) or bool((words | words_of("clauses", "each_before")) & {*leads})


def _as_settled(source: Source, made: Draft, known: Known) -> Draft:
    """Take what a part of a sum is for as settled as the sum: "the rest will go to …" of a grant that is signed."""
    whole = known.whole
    told = {made.status.value, whole.status.value} if whole is not None else set()
    if whole is None or told != {CommitmentStatus.ANNOUNCED, CommitmentStatus.AGREED}:
        return made
    return replace(made, status=whole.status) if borrowing.is_part(source, made.clause, whole) else made


def _told(source: Source, clause: Clause, known: Known, whole: Cast) -> Draft | None:
    """Return what a clause tells by its own words: status, things, sum and parties; None without status or content."""
    said = clause.said
    inside = whole if _is_paid_elsewhere(clause) else casting.cast(_inside(clause))
    things = tuple(one for one in said.things if clause.first <= one.first < clause.last)
    cues = status.within(said.cues, clause.first, clause.last)
    points = said.sentence.bullet or clauses.goes_on(source, clause)
    works = _works(said, cues, inside, whole)
    if works and not (clause.money or things):
        cues = [cue for cue in cues if cue.kind not in HANDING]
    own = status.settle(source, cues, _anchor(source, clause, things, works))
    opened = known.opening if said.sentence.bullet else None
    before = opened or _status_before(source, clause, known, points=points) or known.sealed
    sums_up = _sums_up(source, clause, whole)
    told = sums_up or (before if own and before and status.yields(own) else own) or before
    told = _sealed(source, clause, known, told) or _by_noun(source, clause, whole) or labels.given(source, clause)
    nouns = _nouns(source, clause)
    vague = clauses.tells(source, clause, "vague_sums")
    content = bool(clause.money or things or "training" in nouns or works or vague)
    opens = source.plain[said.sentence.end - 1] == ":" or clauses.tells(source, clause, "joined_by")
    opens = opens or clauses.tells(source, clause, "form_lines")
    if told is None or not (content or opens or nouns & {"aid", "goods"}):
        return None
    cast = casting.filled(inside, whole)
    gives = any(cue.kind in _GIVING and cue.rank < ALONE and not cue.under for cue in cues)
    made = Draft(
        clause, said.number, cast, told, things, bare=not content, points=points, cued=own is not None,
        rule="assemble.named", money=clause.money, gives=gives,
    )  # fmt: skip
    return _total(source, made, cast.donors or whole.donors) if sums_up else made


def _sealed(source: Source, clause: Clause, known: Known, told: StatusMention | None) -> StatusMention | None:
    """Return a plan as agreed where the sentence before it tells that an agreement was signed."""
    if told is None or told.value is not CommitmentStatus.ANNOUNCED or known.sealed is None or not known.right_after:
        return told
    planned = told.rule.startswith("status.future") or told.rule.endswith("-plan")
    return known.sealed if planned and not clauses.tells(source, clause, "once_more") else told


def _works(said: Said, cues: Sequence[Cue], inside: Cast, whole: Cast) -> Cue | None:
    """Return the verb by which somebody named teaches, repairs or treats: work given like a thing."""
    for cue in cues:
        near = bool(inside.recipients or whole.recipients or said.places)
        if cue.negated or cue.mood == "maybe":
            continue
        if inside.firm and cue.rank <= _WORKING and (cue.kind == "teach" or (cue.kind == "mend" and near)):
            return cue
    return None


def _is_paid_elsewhere(clause: Clause) -> bool:
    """Tell whether another part of the sentence only says who pays: "Alfa hands out coal; Malta covers the bill"."""
    said = clause.said
    paying = [one for one in said.parties if one.context == "pays" and not clause.first <= one.first < clause.last]
    other = [thing for thing in said.things if not clause.first <= thing.first < clause.last]
    return bool(paying) and not other and not said.moneys


def _nouns(source: Source, clause: Clause) -> set[str]:
    """Return the kinds of nouns for assistance in a clause."""
    return {match.value for match in phrases_of("verbs", "nouns").every(source.tokens, clause.first, clause.last)}


def _is_giving(source: Source, made: Draft, whole: Cast, known: Known, nouns: set[str]) -> bool:
    """Tell whether what a clause tells is a giving, and not a plan of anything, a need or a mere figure."""
    clause, cast = made.clause, casting.cast(_inside(made.clause))
    cues = status.within(clause.said.cues, clause.first, clause.last)
    if not (clause.money or cast.firm or whole.firm) and _is_wanted(source, clause):
        return False
    if made.bare and clauses.tells(source, clause, "spends"):
        return False
    if clause.money and clauses.tells(source, clause, "estimated"):
        return False
    share = known.whole is not None and borrowing.is_share(source, clause, known.whole)
    share = share or (clause.money is not None and borrowing.is_taken(source, made, known))
    if not made.cued or whole.recipients or made.points or share:
        return True
    speaks = nouns & SPEAKING or borrowing.passed_on(source, clause, known)
    return bool(speaks or not _all_weak(source, cues)) and bool(nouns or _of_giving(cues, cast.donors or whole.donors))


def _is_wanted(source: Source, clause: Clause) -> bool:
    """Tell whether a clause tells what is needed or lacking rather than given; who needs it is told behind "who"."""
    asks = phrases_of("needs", "asks", "for_things").every(source.tokens, clause.first, clause.last)
    return any(source.tokens[max(one.first - 1, 0)].low not in words_of("clauses", "telling_whom") for one in asks)


def _anchor(source: Source, clause: Clause, things: Sequence[Thing], works: Cue | None) -> int | None:
    """Return the token that a status is asked for: the sum, or else the first thing, or what is done."""
    if clause.money:
        return source.token_at(clause.money.start)
    if things:
        return things[0].first
    return works.first if works else None


def _sums_up(source: Source, clause: Clause, whole: Cast) -> StatusMention | None:
    """Take a sum that is said to be made up of many commitments ("has exceeded", "have collected") as given."""
    if clause.money is None:
        return None
    match = next(phrases_of("traps", "totals", "firm").find(source.tokens, clause.first, clause.last), None)
    if match is not None and _tells_of_sum(source, clause.money, match.first):
        return None
    aid = clause.said.nouns & {"aid"} or clauses.tells(source, clause, "unnamed_donors")
    if match is None or not (aid or whole.donors or match.phrase in words_of("traps", "totals", "alone")):
        return None
    span = source.span_of(match.first, match.last)
    return StatusMention(span=span, rule="status.sums-up", value=CommitmentStatus.DELIVERED)


def _tells_of_sum(source: Source, money: Money, at: int) -> bool:
    """Tell whether words at a token only say of a sum where it came from: "€20,000, which townspeople had raised"."""
    last = source.token_at(money.end - 1) + 1
    between = source.tokens[last : min(at, last + _BESIDE + 2)]
    return any(token.low in ("which", "that", "who", "які", "що") for token in between)


def _total(source: Source, made: Draft, named: tuple[Mention, ...]) -> Draft:
    """Return the draft of a total; who only collects what others give is no donor of it."""
    clause = made.clause
    collected = any(phrases_of("traps", "totals", "collected").every(source.tokens, clause.first, clause.last))
    pools = named if casting.are_pools(named) else ()
    implementers = casting.each((*made.cast.implementers, *pools))
    donors = () if collected or pools else named
    return replace(made, cast=replace(made.cast, donors=donors, implementers=implementers), things=(), rule=TOTAL)


def _of_giving(cues: Sequence[Cue], donors: Sequence[Mention]) -> bool:
    """Tell whether a verb of giving or receiving is among the words that tell a status, or one that a giver governs."""
    settles = bool(donors) and any(cue.kind in _SETTLING_ALONE and cue.rank < ALONE for cue in cues)
    return settles or any(cue.kind in _GIVING for cue in cues)


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
    return bool(whole.abroad) and not any(one.who.key == HOME or casting.is_body(one) for one in said.parties)


def _all_weak(source: Source, cues: Sequence[Cue]) -> bool:
    """Tell whether nothing but words of any plan ("will", "is to") speaks for a giving."""
    words = (" ".join(token.low for token in source.tokens[cue.first : cue.last]) for cue in cues)
    return all(word in words_of("clauses", "weak_cues") for word in words)


def _status_before(source: Source, clause: Clause, known: Known, *, points: bool) -> StatusMention | None:
    """Return the status of the claim before for a sentence that only goes on with it."""
    previous, whole = known.previous, known.whole
    if clause.money and whole is not None and borrowing.is_part(source, clause, whole):
        return whole.status
    beside = (
        previous is not None
        and clause.money
        and previous.clause.said.sentence.paragraph == clause.said.sentence.paragraph
    )
    speaks = clause.said.nouns & SPEAKING or clauses.tells(source, clause, "passes_on")
    speaks = speaks or (previous is not None and previous.clause.said is clause.said)
    if previous is None or previous.rule == TOTAL or not (points or (beside and speaks)):
        return None
    if not 0 <= clause.said.number - previous.until <= _NEAR:
        return None
    return previous.status


def _by_noun(source: Source, clause: Clause, whole: Cast) -> StatusMention | None:
    """Take a sum that a donor is said to give without any verb ("€70m of winter support from Germany") as announced."""
    if clause.money is None or not whole.donors or not whole.firm:
        return None
    for match in phrases_of("verbs", "nouns", "aid").find(source.tokens, clause.first, clause.last):
        span = source.span_of(match.first, match.last)
        return StatusMention(span=span, rule="status.noun-alone", value=CommitmentStatus.ANNOUNCED)
    return None


def is_worth(made: Draft, others: Sequence[Draft]) -> bool:
    """Tell whether a draft that nothing was added to is a claim.

    A bare one only where aid is weighed or stopped, or where its words name a giver of whom nothing else is told.
    """
    nouns = made.clause.said.nouns
    if not made.bare or (made.cued and made.status.value in _WITHOUT_CONTENT and "aid" in nouns):
        return True
    if made.rule != "assemble.named" or not (made.cast.firm and made.cued and nouns & {"aid", "services"}):
        return False
    if all(one.who.form == "unlisted" for one in made.cast.donors):
        return False
    if made.cast.recipients and made.gives:
        return True
    ours = {one.who.key for one in made.cast.donors}
    return not any(ours & {one.who.key for one in other.cast.donors} for other in others if other is not made)


def leading(told: Sequence[Said]) -> Cast:
    """Return the donors that a release is about: those first named outright, else those only alluded to.

    Who carries for them may stand in a later sentence of the lead.
    """
    casts = [casting.cast(said.parties) for said in told[:5]]
    firm = [cast for cast in casts if cast.donors and cast.firm]
    outright = [cast for cast in firm if any(one.who.form != "adjective" for one in cast.donors)]
    found = next(iter(outright or firm), Cast())
    ours = {one.who.key for one in found.donors}
    carrying = (cast.implementers for cast in firm if ours == {one.who.key for one in cast.donors})
    bodies = (tuple(one for one in each if one.who.form != "agency") for each in carrying)
    return found if found.implementers else replace(found, implementers=next(filter(None, bodies), ()))
