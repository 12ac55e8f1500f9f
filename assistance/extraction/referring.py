"""Sentences about what was told just before: who gave it, whose money it is, that it is settled."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistance.extraction import casting, labels, status
from assistance.extraction.casting import Cast
from assistance.extraction.clauses import Clause
from assistance.extraction.cues import ALONE
from assistance.extraction.drafts import TOTAL, Draft, Known
from assistance.extraction.findings import StatusMention
from assistance.extraction.known import HOME
from assistance.extraction.parties import Mention
from assistance.extraction.reading import Said
from assistance.extraction.text import Source
from assistance.extraction.wordlists import phrases_of, words_of
from assistance.vocabulary import CommitmentStatus

_CLOSE = 2
_OPENING = 3
#: An organisation that its own agencies tell more closely.
_WHOLE = "United Nations"
_STATES = frozenset({"name", "adjective", "capital"})
_STOPPED = (CommitmentStatus.CANCELLED, CommitmentStatus.SUSPENDED)


def payers(made: Draft, known: Known) -> tuple[Mention, ...]:
    """Return whose money it is, where a sentence close by says so of what an organisation hands over."""
    number = made.clause.said.number
    near = sorted(range(number - _CLOSE, number + _CLOSE + 1), key=lambda at: abs(at - number))
    return next((known.paying[at].donors for at in near if at in known.paying), ())


def paying(source: Source, told: Sequence[Said]) -> dict[int, Cast]:
    """Return the parties of the sentences that tell whose money it is, by the number of the sentence.

    One that names what it pays for, and how many or who carries it, speaks of that alone.
    """
    found = {}
    for said in told:
        pays = phrases_of("clauses", "pays").every(source.tokens, said.sentence.first, said.sentence.last)
        cast = casting.cast(said.parties) if not said.barrier and any(pays) else Cast()
        own = bool(said.things) and (bool(cast.implementers) or any(one.quantity for one in said.things))
        stopped = any(cue.value in _STOPPED for cue in said.cues)
        if cast.firm and cast.donors and not casting.only_carriers(cast) and not own and not stopped:
            found[said.number] = cast
    return found


def told_of(source: Source, said: Said, last: Draft | None) -> Cast | None:
    """Return who gave what was told just before: "The donor is …", "All of it was paid for by …"; None elsewhere.

    Such a sentence names givers, points back, and has no thing of its own, nor a sum but what all of it is worth.
    """
    first, last_token = said.sentence.first, said.sentence.last
    worth = any(phrases_of("clauses", "worth").every(source.tokens, first, last_token))
    serves = any(cue.kind in ("teach", "mend") and cue.rank < ALONE for cue in said.cues)
    vague = any(phrases_of("clauses", "vague_sums").every(source.tokens, first, last_token))
    own = said.things or serves or vague or (said.moneys and not worth)
    refers = any(phrases_of("clauses", "refers").every(source.tokens, first, last_token))
    stopped = any(cue.value in _STOPPED for cue in said.cues)
    if own or stopped or said.barrier or not (refers or _names_again(source, said, last)):
        return None
    cast = casting.cast(said.parties)
    joins = any(phrases_of("clauses", "joined_by").every(source.tokens, first, last_token))
    if last is not None and not joins and _other_states(last, cast):
        return None
    return cast if cast.firm and cast.donors else None


def _other_states(made: Draft, cast: Cast) -> bool:
    """Tell whether states gave what was told, and others are named now: that is another gift."""
    ours, theirs = ([one.who for one in donors] for donors in (made.cast.donors, cast.donors))
    states = made.rule == "assemble.named" and ours and all(who.form in _STATES for who in (*ours, *theirs))
    return bool(states) and not {who.key for who in ours} & {who.key for who in theirs}


def stopped(source: Source, said: Said, made: Draft) -> Draft | None:
    """Return a draft as cancelled or suspended where the sentence after it says so of the same gift; None elsewhere."""
    first, last = said.sentence.first, said.sentence.last
    told = status.settle(source, said.cues)
    heads = _heads(source, made)
    fresh = said.moneys or any(one.words(source)[-1].low[:5] not in heads for one in said.things if not one.pointing)
    if told is None or told.value not in _STOPPED or fresh or said.barrier or said.number != made.until + 1:
        return None
    others = {one.who.key for one in casting.cast(said.parties).donors} - {one.who.key for one in made.cast.donors}
    plan = made.status.value in (CommitmentStatus.ANNOUNCED, CommitmentStatus.AGREED)
    refers = bool(said.things) or any(phrases_of("clauses", "refers").every(source.tokens, first, last))
    if others or not plan or not refers:
        return None
    return replace(made, status=told, until=said.number)


def _heads(source: Source, made: Draft) -> set[str]:
    return {thing.words(source)[-1].low[:5] for thing in made.things}


def _names_again(source: Source, said: Said, last: Draft | None) -> bool:
    """Tell whether a sentence points to the things of the draft before by their own noun: "the pumps"."""
    heads = _heads(source, last) if last else set()
    pointing = words_of("items", "pointing", "words")
    tokens = source.tokens[said.sentence.first : said.sentence.last]
    return any(
        left.low in pointing and right.low[:5] in heads for left, right in pairwise(tokens)
    )  # fmt: skip


def _first_of(source: Source, said: Said, made: Draft) -> bool:
    """Tell whether a sentence names the first of the things of a draft: "the first six trams"."""
    tokens = source.tokens[said.sentence.first : said.sentence.last]
    heads = {thing.words(source)[-1].low[:5] for thing in made.things}
    first = any(token.low in words_of("items", "first", "words") for token in tokens)
    return first and any(token.low[:5] in heads for token in tokens)


def given_by(source: Source, made: Draft, cast: Cast, said: Said) -> Draft:
    """Return a draft with the givers that a later sentence names; who seemed to give then only carried it."""
    first, last = said.sentence.first, said.sentence.last
    if any(phrases_of("clauses", "joined_by").every(source.tokens, first, last)):
        donors = {one.who.key: one for one in (*made.cast.donors, *cast.donors)}
        return replace(made, cast=replace(made.cast, donors=tuple(donors.values())), until=said.number)
    if casting.only_carriers(cast) and made.cast.donors and not casting.only_carriers(made.cast):
        return replace(
            made, cast=replace(made.cast, implementers=made.cast.implementers or cast.donors), until=said.number
        )
    named = made.cast.donors if made.rule == "assemble.named" or casting.only_carriers(made.cast) else ()
    named = tuple(one for one in named if one.who.form not in ("name", "adjective", "capital"))
    keys = {one.who.key for one in cast.donors}
    carriers = (*made.cast.implementers, *(one for one in named if one.who.key not in keys), *cast.implementers)
    each = tuple({one.who.agency or one.who.key: one for one in carriers}.values())
    parties = replace(
        made.cast, donors=cast.donors, implementers=each, recipients=made.cast.recipients or cast.recipients,
    )  # fmt: skip
    worth = next((one for one in said.moneys if not one.second), None)
    return replace(made, cast=parties, until=said.number, rule="assemble.told-after", money=made.money or worth)


def carriers(source: Source, said: Said, last: Draft) -> tuple[Mention, ...]:
    """Return who carries what was told just before: "The project is run by …", «Реалізує його …»; none elsewhere.

    Such a sentence points back and has no sum, thing or giver of its own.
    """
    first, stop = said.sentence.first, said.sentence.last
    own = said.moneys or any(not one.pointing for one in said.things)
    if own or said.barrier or not any(phrases_of("clauses", "carried").every(source.tokens, first, stop)):
        return ()
    cast = casting.cast(said.parties)
    named, ours = ({one.who.key for one in donors} for donors in (cast.donors, last.cast.donors))
    return () if named and not named & ours else cast.implementers


def received(source: Source, said: Said, made: Draft) -> Draft | None:
    """Return the draft of what was told just before with who gets it: "It is bound for …", "Their new owners are …".

    Such a sentence points back, has no sum, giver or other thing of its own; a body named with the gift itself stays.
    """
    first, stop = said.sentence.first, said.sentence.last
    if said.moneys or said.barrier or not _points_to(source, said, made):
        return None
    if not any(phrases_of("clauses", "goes_to").every(source.tokens, first, stop)):
        return None
    cast = casting.cast(said.parties)
    close = tuple(one for one in cast.recipients if one.who.key != HOME)
    told = [one for one in made.cast.recipients if one.who.key != HOME and one.rule != "receivers.place"]
    if cast.donors or told or not close:
        return None
    made, came = confirmed(source, said, made), status.settle(source, said.cues)
    if made.status.value is CommitmentStatus.IN_DELIVERY and came and came.value is CommitmentStatus.DELIVERED:
        made = replace(made, status=came)
    return replace(made, cast=replace(made.cast, recipients=close), until=said.number, more=(*made.more, said))


def _points_to(source: Source, said: Said, last: Draft) -> bool:
    """Tell whether a sentence speaks of the things of a draft and of no others."""
    heads = _heads(source, last)
    fresh = any(not one.pointing and one.words(source)[-1].low[:5] not in heads for one in said.things)
    counted = any(one.quantity is not None and one.quantity.value > 1 for one in said.things)
    if not last.things or fresh or counted:
        return False
    tokens = source.tokens[said.sentence.first : said.sentence.last]
    opens = tokens[0].low in words_of("clauses", "points_at")
    pronoun = opens or any(token.low in words_of("clauses", "pointing_words") for token in tokens)
    again = any(token.low[:5] in heads for token in tokens[:_OPENING])
    return pronoun or again or _names_again(source, said, last) or bool(said.things)


def carried_by(made: Draft, carriers: Sequence[Mention], said: Said) -> Draft:
    """Return a draft with those who carry it as a later sentence tells; who gives carries nothing."""
    giving = {one.who.key for one in made.cast.donors if one.who.form != "agency"}
    named = tuple(one for one in carriers if one.who.key not in giving)
    told = {one.who.key for one in made.cast.implementers} - {_WHOLE}
    if not told < {one.who.key for one in named} or made.rule == TOTAL:
        return made
    until = said.number if said.number == made.until + 1 else made.until
    return replace(made, cast=replace(made.cast, implementers=named), until=until)


def pending(clause: Clause, cast: Cast, told: StatusMention, said: Said) -> Draft:
    """Return the draft of a sentence that only names things or a sum, from the next one that tells who gave them."""
    own = clause.said
    things = own.things
    recipients = casting.cast(own.parties).recipients or cast.recipients
    return Draft(
        clause, said.number, replace(cast, recipients=recipients), told, things, bare=False, points=False, cued=True,
        rule="assemble.told-after", money=clause.money,
    )  # fmt: skip


def _after_line(source: Source, said: Said, made: Draft) -> Draft:
    beside = said.sentence.paragraph == made.clause.said.sentence.paragraph
    told = status.settle(source, said.cues) if beside and not (said.moneys or said.things) else None
    return replace(made, status=told, until=said.number) if told is not None else made


def confirmed(source: Source, said: Said, made: Draft) -> Draft:
    """Return a plan as agreed where the sentence after it says so ("This was agreed when …").

    What only the form of a line tells gives way to what the sentence after it tells («У дорозі, очікуються до неділі»).
    """
    if made.status.rule == labels.BY_FORM and said.number == made.until + 1:
        return _after_line(source, said, made)
    planned = made.status.value is CommitmentStatus.ANNOUNCED or made.status.rule.endswith("-buy")
    if not planned or said.number != made.until + 1:
        return made
    for match in phrases_of("clauses", "agrees").find(source.tokens, said.sentence.first, said.sentence.last):
        span = source.span_of(match.first, match.last)
        return replace(made, status=StatusMention(span=span, rule="status.agreed-after", value=CommitmentStatus.AGREED))
    own = said.moneys or (said.things and not _first_of(source, said, made))
    told = None if own else status.settle(source, said.cues)
    words = source.tokens[said.sentence.first : said.sentence.last]
    back = any(token.low in words_of("moods", "back") for token in words)
    paper = any(phrases_of("clauses", "papers").every(source.tokens, said.sentence.first, said.sentence.last))
    if told and told.rule == "status.past-agree" and (back or paper):
        return replace(made, status=replace(told, rule="status.agreed-after"))
    return _under_way(source, said, made, told)


def _under_way(source: Source, said: Said, made: Draft, told: StatusMention | None) -> Draft:
    """Return what is promised as on its way where the sentence after it says so: "They are being distributed …"."""
    if told is None or told.value is not CommitmentStatus.IN_DELIVERY:
        return made
    moves = told.rule.endswith(("-ship", "-send"))
    by_pronoun = source.tokens[said.sentence.first].low in words_of("clauses", "pronouns")
    again = by_pronoun or _names_again(source, said, made) or _first_of(source, said, made)
    return replace(made, status=replace(told, rule="status.moving-after")) if moves and again else made
