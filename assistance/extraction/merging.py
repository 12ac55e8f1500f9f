"""What belongs together: the same assistance told twice, a summary and its details, a gift and its giver."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistance.extraction import casting, clauses, referring, status
from assistance.extraction.drafts import TOTAL, Draft
from assistance.extraction.findings import StatusMention
from assistance.extraction.known import HOME
from assistance.extraction.reading import Said
from assistance.extraction.text import Source
from assistance.extraction.things import Thing
from assistance.extraction.wordlists import phrases_of, words_of
from assistance.vocabulary import CommitmentStatus, ItemCategory

_BORROWED = ("assemble.continued", "assemble.leading")
_STOPPED = (CommitmentStatus.SUSPENDED, CommitmentStatus.CANCELLED)
_OPEN = (CommitmentStatus.UNDER_CONSIDERATION, *_STOPPED)
_NEAR = 4
_FAR = 8
_REMEMBERED = 60
#: A list with more things than this goes on as a claim of its own, and no more givers join: what is told already is
#: looked through again with every line, and beyond all measure that would take the square of the time.
_LONGEST_LIST = 200


def add(source: Source, drafts: list[Draft], draft: Draft) -> None:
    """Add ``draft`` to ``drafts``: as one more, or put into the one it belongs to."""
    floor = max(len(drafts) - _REMEMBERED, 0)
    spends = draft.things and draft.money is None and clauses.tells(source, draft.clause, "spends")
    for index in range(len(drafts) - 1, floor - 1, -1):
        if spends and _is_money_for(drafts[index], draft):
            drafts[index] = _extended(source, drafts[index], draft)
            return
    for index in range(len(drafts) - 1, floor - 1, -1):
        joined = _joined(source, drafts[index], draft, last=index == len(drafts) - 1)
        if joined is not None:
            drafts[index] = joined
            return
    if draft.rule in _BORROWED and draft.money is not None and draft.money.amount.currency == "UAH":
        return
    full = bool(drafts) and len(drafts[-1].things) >= _LONGEST_LIST
    drafts.append(replace(draft, more=(draft.clause.said,)) if full else draft)


def _is_money_for(earlier: Draft, later: Draft) -> bool:
    """Tell whether ``earlier`` is a sum of the same givers, close by, that the things of ``later`` are bought with."""
    near = later.clause.said.number - earlier.until <= _FAR and earlier.rule != TOTAL
    return near and earlier.money is not None and not earlier.things and _same_givers(earlier, later)


def listed(source: Source, draft: Draft, said: Said) -> Draft:
    """Return a draft with the things that a line of its list names."""
    if len(draft.things) >= _LONGEST_LIST:
        return draft
    return _with_things(source, draft, said.things, said)


def _joined(source: Source, earlier: Draft, later: Draft, *, last: bool) -> Draft | None:
    """Return the two as one, where they belong together; ``last`` where nothing was told between them."""
    if TOTAL in (earlier.rule, later.rule) or earlier.clause.said is later.clause.said:
        return None
    if later.money is not None:
        worth = _worth(source, earlier, later) if last else None
        return worth or _same_money(source, earlier, later)
    if last and later.things and _goes_on(source, earlier, later):
        return _extended(source, earlier, later)
    if later.bare:
        hint = _hint(source, earlier, later) if last else None
        return hint or (earlier if _stopped_alike(earlier, later) else None)
    return _told_again(source, earlier, later, last=last)


def _told_again(source: Source, earlier: Draft, later: Draft, *, last: bool) -> Draft | None:
    """Join the same things told twice; where the second time tells how many, its names stay."""
    if not later.things or not _among_givers(earlier, later) or clauses.tells(source, later.clause, "more"):
        return None
    if last and _is_first_part(source, earlier, later):
        return replace(earlier, until=later.until, status=_on_its_way(earlier, later))
    if _again(source, earlier, later):
        return replace(earlier, until=max(earlier.until, later.until)) if last else earlier
    uncounted = bool(earlier.things) and all(one.quantity is None for one in earlier.things)
    return _extended(source, earlier, later) if last and uncounted and _again(source, later, earlier) else None


def _worth(source: Source, earlier: Draft, later: Draft) -> Draft | None:
    """Join what things are worth to the things: "The consignment is worth …", "Its cost, …, was met by …"."""
    if earlier.money is not None or not earlier.things or later.clause.said.number - earlier.until > 2:
        return None
    if later.things or not clauses.tells(source, later.clause, "worth") or _sums_up(source, later):
        return None
    joined = replace(earlier, money=later.money, until=later.until)
    if later.rule != "assemble.named" or _same_givers(earlier, later):
        return joined
    if not (clauses.tells(source, later.clause, "pays") or clauses.tells(source, later.clause, "refers")):
        return None
    return referring.given_by(source, joined, later.cast, later.clause.said)


def _sums_up(source: Source, later: Draft) -> bool:
    """Tell whether a sum is counted over a long time ("since the start of the war")."""
    clause = later.clause
    return any(phrases_of("traps", "totals", "phrases").every(source.tokens, clause.first, clause.last))


def _same_money(source: Source, earlier: Draft, later: Draft) -> Draft | None:
    """Join two clauses that tell the same sum; or details of money that was only hinted at."""
    if earlier.money and later.money and _same_sum(source, earlier, later):
        return replace(earlier, things=earlier.things or later.things)
    near = 0 <= later.clause.said.number - earlier.until <= 1
    if earlier.bare and near and (later.rule != "assemble.named" or _same_givers(earlier, later)):
        return replace(
            later,
            cast=replace(later.cast, recipients=later.cast.recipients or earlier.cast.recipients),
            until=later.until,
        )
    return None


def _stopped_alike(earlier: Draft, later: Draft) -> bool:
    """Tell whether a stop of aid without any content is told a second time."""
    same = earlier.status.value is later.status.value and _same_givers(earlier, later)
    return same and later.status.value in _STOPPED and earlier.money is None


def _same_sum(source: Source, earlier: Draft, later: Draft) -> bool:
    """Tell whether two sums are one, told twice: as much from the same, and not through others or once more."""
    if earlier.money is None or later.money is None:
        return False
    left, right = earlier.money.amount, later.money.amount
    lines = earlier.clause.said.sentence.bullet and later.clause.said.sentence.bullet
    if lines or left.currency != right.currency or left.value != right.value:
        return False
    ours = {one.who.key for one in earlier.cast.implementers}
    theirs = {one.who.key for one in later.cast.implementers}
    apart = bool(ours and theirs) and not ours & theirs
    named = later.rule == "assemble.named" and not _same_givers(earlier, later)
    return not (apart or named or clauses.tells(source, later.clause, "once_more"))


def _same_givers(earlier: Draft, later: Draft) -> bool:
    ours = {one.who.key for one in earlier.cast.donors}
    return ours == {one.who.key for one in later.cast.donors}


def _goes_on(source: Source, earlier: Draft, later: Draft) -> bool:
    """Tell whether the things of ``later`` are the details of what ``earlier`` tells."""
    distance = later.clause.said.number - earlier.until
    others = later.rule == "assemble.named" and not _same_givers(earlier, later)
    reopens = later.cued and later.status.value in _OPEN and earlier.status.value not in _OPEN
    if len(earlier.things) >= _LONGEST_LIST or others or reopens:
        return False
    detailed = any(one.quantity is not None for one in earlier.things) or len(earlier.things) > 1
    bullet = later.clause.said.sentence.bullet
    if bullet and earlier.more and earlier.more[-1].sentence.bullet and distance <= 1:
        return not later.cued or later.status.value == earlier.status.value
    differs = later.cued and not earlier.bare and later.status.value != earlier.status.value
    more = clauses.tells(source, later.clause, "more")
    if differs and (bullet or more or not (later.points or _is_bought_with(earlier, later))):
        return False
    if later.rule == "assemble.named" or earlier.bare:
        agrees = not later.cued or later.points or later.status.value == earlier.status.value
        return earlier.bare and agrees and distance <= (_FAR if later.points else _NEAR)
    if detailed:
        return later.points and not bullet and distance <= 1 and len(earlier.things) == 1
    return distance <= (_FAR if later.points else 1)


def _is_bought_with(earlier: Draft, later: Draft) -> bool:
    """Tell whether things that are to come are what a sum settled right before is for."""
    planned = later.status.value is CommitmentStatus.ANNOUNCED and earlier.status.value is CommitmentStatus.AGREED
    return planned and earlier.money is not None and not earlier.things


def _extended(source: Source, earlier: Draft, later: Draft) -> Draft:
    """Put the details into the summary; a thing that the details name more closely gives way to them."""
    cast = casting.filled(earlier.cast, later.cast)
    told = later.status if earlier.bare and not status.yields(later.status) else earlier.status
    return _with_things(source, replace(earlier, cast=cast, status=told), later.things, later.clause.said)


def _with_things(source: Source, draft: Draft, things: tuple[Thing, ...], said: Said) -> Draft:
    """Return a draft with more things from another sentence."""
    names = {_name(source, one) for one in things}
    kept = tuple(one for one in draft.things if not _is_summary(source, one, things, names))
    return replace(draft, things=kept + things, until=said.number, more=(said,), bare=False)


def _is_summary(source: Source, thing: Thing, details: Sequence[Thing], names: Collection[str]) -> bool:
    head = thing.words(source)[-1].low
    kind = thing.category
    if kind is ItemCategory.OTHER and head in words_of("items", "summary", "heads"):
        return True
    alike = any(one.category is kind and one.words(source)[-1].low != head for one in details)
    if alike and thing.quantity is None and head in words_of("items", "summary", "opening"):
        return True
    if _name(source, thing) in names:
        return True
    same = [one for one in details if one.words(source)[-1].low[:5] == head[:5] or one.category is thing.category]
    counted = [one.quantity for one in same if one.quantity]
    alone = len(counted) == 1 and same[0].words(source)[-1].low[:5] != head[:5]
    return thing.quantity is not None and not alone and sum(one.value for one in counted) == thing.quantity.value


def _name(source: Source, thing: Thing) -> str:
    return " ".join(token.low for token in thing.words(source))


def _hint(source: Source, earlier: Draft, later: Draft) -> Draft | None:
    """Take from a sentence without content what it adds: the givers, the carriers, or that a list follows."""
    distance = later.clause.said.number - earlier.until
    few = len(earlier.cast.donors) < _LONGEST_LIST
    if earlier.bare and few and distance <= 1 and clauses.tells(source, later.clause, "joined_by"):
        donors = {one.who.key: one for one in (*earlier.cast.donors, *later.cast.donors)}
        cast = replace(earlier.cast, donors=tuple(donors.values()))
        return replace(earlier, cast=cast, until=later.until, more=(later.clause.said,))
    if later.rule in _BORROWED and (later.points or later.cast.implementers) and distance <= _NEAR:
        opens = source.plain[later.clause.said.sentence.end - 1] == ":" and distance <= 1
        carriers = later.cast.implementers if not earlier.cast.implementers else ()
        if opens or carriers:
            cast = casting.filled(earlier.cast, later.cast)
            return replace(earlier, cast=cast, until=later.until, more=(later.clause.said,))
    if later.rule in _BORROWED and distance <= _FAR and _same_givers(earlier, later):
        return earlier
    return _giver(earlier, later) if distance <= _FAR else None


def _giver(earlier: Draft, later: Draft) -> Draft | None:
    """Name the donors of a gift whose givers the sentence after it tells."""
    if earlier.rule != "assemble.unnamed" or not later.cast.donors or later.rule != "assemble.named":
        return None
    return replace(earlier, cast=replace(earlier.cast, donors=later.cast.donors), until=max(earlier.until, later.until))


def _among_givers(earlier: Draft, later: Draft) -> bool:
    """Tell whether the same give, or only those who carry it are named, and nobody else receives."""
    carried = {one.who.key for one in later.cast.donors} <= {one.who.key for one in earlier.cast.implementers}
    theirs = {one.who.key for one in later.cast.recipients} - {HOME}
    ours = {one.who.key for one in earlier.cast.recipients} - {HOME}
    return (carried or _same_givers(earlier, later)) and (not theirs or not ours or bool(theirs & ours))


def _again(source: Source, earlier: Draft, later: Draft) -> bool:
    """Tell whether all things of ``later`` are among those of ``earlier``, so that the same is told again."""
    counted = any(one.quantity for one in later.things)
    alike = later.status.value is earlier.status.value
    return (counted or alike) and all(
        any(_same_thing(source, one, other, alike=alike) for other in earlier.things) for one in later.things
    )


def _is_first_part(source: Source, earlier: Draft, later: Draft) -> bool:
    """Tell whether ``later`` only tells of the first of the things: "The first six vehicles set off today"."""
    tokens = source.tokens
    named = all(
        any(tokens[at].low in words_of("items", "first", "words") for at in range(max(one.first - 3, 0), one.first + 1))
        for one in later.things
    )
    return named and all(any(_is_more(source, before, one) for before in earlier.things) for one in later.things)


def _is_more(source: Source, before: Thing, part: Thing) -> bool:
    """Tell whether a thing counts more of the same than another."""
    counted = before.quantity is not None and part.quantity is not None and before.quantity.value > part.quantity.value
    return counted and _same_kind(source, part, before)


def _on_its_way(earlier: Draft, later: Draft) -> StatusMention:
    """Return the status of things of which the first are given: all of them are on their way."""
    moving = later.status.value in (CommitmentStatus.DELIVERED, CommitmentStatus.IN_DELIVERY)
    planned = earlier.status.value in (CommitmentStatus.ANNOUNCED, CommitmentStatus.AGREED)
    if not (moving and planned):
        return earlier.status
    return replace(later.status, rule="status.first-part", value=CommitmentStatus.IN_DELIVERY)


def _same_thing(source: Source, told: Thing, before: Thing, *, alike: bool) -> bool:
    """Tell whether two names stand for the same things: as many of one kind, or a wider word without a number."""
    if told.quantity is not None:
        same = before.quantity is not None and before.quantity.value == told.quantity.value
        return same and (_same_kind(source, told, before) or _name(source, told) == _name(source, before))
    return alike and _same_kind(source, told, before)


def _same_kind(source: Source, told: Thing, before: Thing) -> bool:
    """Tell whether two things are of one category, or have one head; what only sums up fits everything."""
    heads = (told.words(source)[-1].low[:5], before.words(source)[-1].low[:5])
    if heads[0] == heads[1] or told.words(source)[-1].low in words_of("items", "summary", "heads"):
        return True
    return told.category is before.category and told.category is not ItemCategory.OTHER
