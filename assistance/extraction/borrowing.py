"""Givers that a clause does not name: those of the claim before, those last named, or those the release is about."""

from dataclasses import replace

from assistance.extraction import clauses
from assistance.extraction.casting import Cast, is_specific
from assistance.extraction.clauses import Clause
from assistance.extraction.cues import ALONE, Cue
from assistance.extraction.drafts import Draft, Known
from assistance.extraction.parties import Mention
from assistance.extraction.text import Source
from assistance.extraction.wordlists import section, words_of

_NEAR = 5
_CLOSE = 2
_FAR = 8
_HANDED = frozenset({"give", "fund", "hand", "send"})
_TAKING = frozenset({"receive", "arrive", "go", "stand", "run", "start", "continue", "happen", "finish"})
_UNDERGONE = ("но", "то", "ся", "сь", "ні", "ний", "ена", "ана", "ені", "ані", "ене", "ане")
#: Kinds of nouns by which a sentence speaks of assistance.
SPEAKING = frozenset({"aid", "training", "financial"})


def borrow(source: Source, made: Draft, known: Known, nouns: set[str]) -> Draft | None:
    """Return a draft whose donors stand in the claim before, or in the title, or nowhere."""
    if clauses.tells(source, made.clause, "unnamed_givers"):
        return _from_nobody(made, known)
    return _borrowed(source, made, known, nouns)


def _borrowed(source: Source, made: Draft, known: Known, nouns: set[str]) -> Draft | None:
    """Return a draft with donors told before, or without a name; None where somebody else acts or nobody gives."""
    clause = made.clause
    giver, rule = _giver_told(source, made, known)
    taken = known.headed or is_taken(source, made, known)
    buys = clauses.tells(source, clause, "buys") and not taken
    if giver is None and not known.headed and (buys or _acts_itself(source, made, known)):
        return None
    receives = bool(made.cast.recipients) or clauses.tells(source, clause, "we_receive")
    speaks = _speaks(made, nouns, receives=receives) or passed_on(source, clause, known) or taken
    if giver is None and known.leading.donors and speaks:
        giver, rule = known.leading, "assemble.leading"
    if giver is not None and not _is_own_money(source, made):
        return _given_by(made, known, giver, rule)
    return _from_nobody(made, known) if clauses.tells(source, clause, "unnamed_donors") else None


def _giver_told(source: Source, made: Draft, known: Known) -> tuple[Cast | None, str]:
    """Return who gives by what was told before this clause, and the rule by which they do."""
    clause, number = made.clause, made.clause.said.number
    giver, rule = _giver_before(source, made, known), "assemble.continued"
    if clauses.tells(source, clause, "the_body") and known.last.donors:
        giver, rule = known.last, "assemble.referred"
    if giver is not None and passed_on(source, clause, known) and not _in_own_currency(clause, giver):
        giver = None
    if _by_pronoun(source, made, known):
        giver, rule = known.last, "assemble.pronoun"
    lately = known.last.donors and 0 < number - known.last_at <= _NEAR
    if giver is None and lately and (made.points or made.bare):
        giver = known.last
    return giver, rule


def _given_by(made: Draft, known: Known, giver: Cast, rule: str) -> Draft:
    """Return a draft with the donors of ``giver``, and those who carry their things."""
    cast = replace(made.cast, recipients=_receivers(made, known))
    carriers = made.cast.implementers or (giver.implementers if made.things else ())
    donors = _of_agency(made, giver) if rule == "assemble.leading" else giver.donors
    return replace(made, cast=replace(cast, donors=donors, implementers=carriers), rule=rule)


def _under_heading(made: Draft, known: Known) -> bool:
    """Tell whether a line of a list stands under a line that names who gives: "Other help by the Foundation"."""
    named = bool(known.last.donors) and known.previous is not None and known.last_at > known.previous.until
    return made.clause.said.sentence.bullet and named


def _of_agency(made: Draft, giver: Cast) -> tuple[Mention, ...]:
    """Return the givers the release is about, or the state alone through whose agency something goes."""
    keys = {one.who.key for one in giver.donors}
    agencies = tuple(one for one in made.cast.implementers if one.who.form == "agency" and one.who.key not in keys)
    return agencies or giver.donors


def _from_nobody(made: Draft, known: Known) -> Draft:
    """Return a draft whose donors have no name."""
    recipients = made.cast.recipients or known.receivers
    return replace(made, cast=replace(made.cast, recipients=recipients), rule="assemble.unnamed")


def _is_own_money(source: Source, made: Draft) -> bool:
    """Tell whether a sum is in Ukraine's own money, which nobody gives who is not named beside it."""
    own = made.money is not None and made.money.amount.currency == "UAH"
    return own and not clauses.tells(source, made.clause, "worth")


def is_asked_for(source: Source, made: Draft) -> bool:
    """Tell whether a sum is one that is still looked for: "the appeal asks for …", "… has not been found yet"."""
    return made.money is not None and clauses.tells(source, made.clause, "unfunded")


def _acts_itself(source: Source, made: Draft, known: Known) -> bool:
    """Tell whether somebody else acts here: an active verb of giving whose subject is no pronoun."""
    clause = made.clause
    if made.points or made.cast.recipients or clauses.opens_with_pronoun(source, clause):
        return False
    if clauses.tells(source, clause, "unnamed_donors"):
        return False
    inside = [cue for cue in clause.said.cues if clause.first <= cue.first < clause.last and cue.rank < ALONE]
    return bool(inside) and all(cue.kind not in _TAKING and not passive(source, cue) for cue in inside)


def is_taken(source: Source, made: Draft, known: Known) -> bool:
    """Tell whether things come here from somebody the words do not name, close to what was told before."""
    clause, previous = made.clause, known.previous
    if not (made.things or made.money) or previous is None or clause.said.number - previous.until > _CLOSE:
        return False
    inside = [cue for cue in clause.said.cues if clause.first <= cue.first < clause.last and cue.rank < ALONE]
    more = clauses.tells(source, clause, "more")
    handed = _HANDED | ({"buy"} if more else set()) | ({"agree", "earmark"} if made.money else set())
    return any(cue.kind == "receive" or (cue.kind in handed and passive(source, cue)) for cue in inside)


def passive(source: Source, cue: Cue) -> bool:
    """Tell whether something is done to what the cue's subject names: "was handed over", «передано»."""
    words = [token.low for token in source.tokens[cue.first : cue.last]]
    if words[-1][0] >= "\u0400":
        return words[-1].endswith(_UNDERGONE)
    return bool(words_of("moods", "passive") & set(words)) and not (words[-1].endswith("ing") and "being" not in words)


def _receivers(made: Draft, known: Known) -> tuple[Mention, ...]:
    """Return who receives: those named here, or the fuller row told before where these details only name some of it."""
    named = made.cast.recipients
    some = {one.who.key for one in named} <= {one.who.key for one in known.receivers}
    untold = known.previous is not None and not known.previous.cast.recipients
    before = tuple(one for one in known.receivers if is_specific(one))
    if not named:
        return before
    return known.receivers if (some and made.points and untold) else named


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
    whole = known.whole
    if whole is not None and is_part(source, made.clause, whole):
        return whole.cast
    near = 0 <= said.number - previous.until <= _NEAR
    beside = previous.clause.said.sentence.paragraph == said.sentence.paragraph
    part = previous.clause.money is not None and clauses.tells(source, made.clause, "passes_on")
    close = said.number - previous.until <= 2
    adds = made.clause.money is not None and (beside or (near and previous.bare) or (close and part))
    if not ((near and made.points) or adds):
        return None
    return known.last if _under_heading(made, known) else previous.cast


def is_part(source: Source, clause: Clause, whole: Draft) -> bool:
    """Tell whether a clause tells of a part of a sum told not long before, by its words or by what that is for."""
    told = clauses.tells(source, clause, "part_of") and clause.said.number - whole.until <= _FAR
    return told or is_share(source, clause, whole)


def is_share(source: Source, clause: Clause, whole: Draft) -> bool:
    """Tell whether a sum is set aside out of a larger one in the same currency told not long before."""
    if clause.money is None or whole.money is None or clause.said.number - whole.until > _FAR:
        return False
    ours, all_of_it = clause.money.amount, whole.money.amount
    smaller = ours.currency == all_of_it.currency and ours.value < all_of_it.value
    return smaller and clauses.tells(source, clause, "passes_on")


def passed_on(source: Source, clause: Clause, known: Known) -> bool:
    """Tell whether a part of what the release is about goes to somebody: a sum in the giver's own currency."""
    return _in_own_currency(clause, known.leading) and clauses.tells(source, clause, "passes_on")


def _in_own_currency(clause: Clause, giver: Cast) -> bool:
    """Tell whether a sum is told in the currency of one of the states that give."""
    states = {one.who.country for one in giver.donors}
    return clause.money is not None and section("money", "home").get(clause.money.amount.currency, "") in states


def _speaks(made: Draft, nouns: set[str], *, receives: bool) -> bool:
    """Tell whether a sentence without donors of its own speaks of what the release is about."""
    if made.points or (made.clause.money is not None and nouns & SPEAKING):
        return True
    return receives and bool(nouns & SPEAKING or made.things)
