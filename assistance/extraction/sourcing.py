"""Whose gift a clause tells: those it names, those who pay, or those it borrows; and who of them only carries."""

from collections.abc import Sequence
from dataclasses import replace

from assistance.extraction import borrowing, casting, clauses, contexts, referring
from assistance.extraction.casting import Cast
from assistance.extraction.cues import ALONE
from assistance.extraction.drafts import Draft, Known
from assistance.extraction.parties import Mention
from assistance.extraction.text import Source
from assistance.extraction.wordlists import phrases_of, words_of
from assistance.vocabulary import CommitmentStatus, OrganisationType

_BESIDE = 3
_LEADING_UP = 3
_BODIES = frozenset({"organisation", "unlisted", "agency"})


def sourced(source: Source, made: Draft, whole: Cast, known: Known, nouns: set[str]) -> Draft | None:
    """Return a draft with its donors: who pays, who is named, or whom it borrows; None where nobody gives."""
    cast, named = made.cast, made.cast.donors or whole.donors
    carried = bool(named) and casting.only_carriers(replace(cast, donors=named))
    payers = referring.payers(made, known) if carried else ()
    if payers:
        implementers = cast.implementers or named
        return replace(made, cast=replace(cast, donors=payers, implementers=implementers), rule="assemble.paid-by")
    if carried and casting.are_pools(named) and not made.points:
        return _pooled(source, made, named, known)
    passes = made.points or borrowing.passed_on(source, made.clause, known)
    if carried and known.previous and passes and not casting.of_another_state(named, known.previous.cast):
        made = replace(made, cast=replace(cast, donors=(), implementers=(*cast.implementers, *named)))
        named = ()
    if named and casting.are_carriers_of(named, known.leading):
        donors, implementers = known.leading.donors, casting.each((*cast.implementers, *named))
        return replace(made, cast=replace(cast, donors=donors, implementers=implementers), rule="assemble.leading")
    if entrusted := _entrusted(source, made, named, known):
        return replace(made, cast=replace(cast, donors=entrusted, implementers=(*cast.implementers, *named)))
    if named and _only_carry_line(source, made, known, named):
        made = replace(made, cast=replace(cast, donors=(), implementers=(*cast.implementers, *named)))
        cast, named = made.cast, ()
    named = tuple(one for one in named if not _is_helped(source, made, one))
    if made.money is not None and made.money.amount.currency == "UAH":
        named = tuple(one for one in named if one.who.form != "unlisted" or one.who.country)
    if named and (cast.firm or whole.firm or not made.bare):
        implementers = cast.implementers or (known.pools if _pays_in(source, made) else ())
        return replace(made, cast=replace(cast, donors=named, implementers=implementers))
    return None if borrowing.is_asked_for(source, made) else borrowing.borrow(source, made, known, nouns)


def _pays_in(source: Source, made: Draft) -> bool:
    """Tell whether a sum is one that somebody contributes, to a fund if one was told of just before."""
    sentence = made.clause.said.sentence
    told = phrases_of("clauses", "pays_in").every(source.tokens, sentence.first, sentence.last)
    return made.money is not None and any(told)


def _pooled(source: Source, made: Draft, pools: tuple[Mention, ...], known: Known) -> Draft:
    """Return what goes through a fund of many: from nobody named, or where it is to come, from those it is about."""
    planned = made.status.value in (CommitmentStatus.ANNOUNCED, CommitmentStatus.AGREED)
    lent = planned and not clauses.tells(source, made.clause, "unnamed_donors")
    donors = tuple(one for one in known.leading.donors if one not in pools) if lent else ()
    implementers = casting.each((*made.cast.implementers, *pools))
    rule = "assemble.leading" if donors else "assemble.unnamed"
    return replace(made, cast=replace(made.cast, donors=donors, implementers=implementers), rule=rule)


def _entrusted(source: Source, made: Draft, named: Sequence[Mention], known: Known) -> tuple[Mention, ...]:
    """Return for whom those act here who were told before to carry what others give; nothing where they may give."""
    sentence = made.clause.said.sentence
    hired = all(one.who.role == "channel" or one.who.type is OrganisationType.PRIVATE for one in named)
    acting = all(one.who.form != "agency" or contexts.acts(source, sentence, one.last) for one in named)
    if not named or not hired or not acting or any(one.context != "plain" for one in named):
        return ()
    return next((known.entrusted[one.who.key] for one in named if one.who.key in known.entrusted), ())


def _only_carry_line(source: Source, made: Draft, known: Known, named: Sequence[Mention]) -> bool:
    """Tell whether a line of a list that begins with a sum only names whom the sum goes to: "€4m for the UN fund"."""
    clause, money = made.clause, made.money
    if money is None or not clause.said.sentence.bullet or not known.leading.donors:
        return False
    ours = {one.who.key for one in (*known.leading.donors, *(known.previous.cast.donors if known.previous else ()))}
    bodies = all(one.who.form in _BODIES and one.context not in ("from", "pays", "row") for one in named)
    leads = source.token_at(money.start) - clause.first <= _LEADING_UP
    behind = all(one.start > money.end for one in named)
    return bodies and leads and behind and not ours & {one.who.key for one in named}


def _is_helped(source: Source, made: Draft, mention: Mention) -> bool:
    """Tell whether a state that others help is one that something is done for here: "Vietnam was allocated …"."""
    if mention.context in ("from", "pays", "row") or mention.who.country not in words_of("traps", "others", "helped"):
        return False
    cues = [cue for cue in made.clause.said.cues if cue.rank < ALONE]
    later = next((cue for cue in cues if cue.first >= mention.last), None)
    if later is None:
        return not any(mention.first - cue.last in range(_BESIDE) for cue in cues)
    return later.kind == "receive" or borrowing.passive(source, later)
