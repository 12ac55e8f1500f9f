"""What belongs together: the same assistance told twice, a summary and its details, a gift and its giver."""

from collections.abc import Sequence
from dataclasses import replace

from assistance.extraction import clauses
from assistance.extraction.drafting import TOTAL, Draft
from assistance.extraction.findings import Amount
from assistance.extraction.items import Thing
from assistance.extraction.text import Source
from assistance.extraction.wordlists import words_of
from assistance.vocabulary import CommitmentStatus, ItemCategory

_BORROWED = ("assemble.continued", "assemble.leading")
_STOPPED = (CommitmentStatus.SUSPENDED, CommitmentStatus.CANCELLED)
_NEAR = 4
_FAR = 8
_REMEMBERED = 60


def add(source: Source, drafts: list[Draft], draft: Draft) -> None:
    """Add ``draft`` to ``drafts``: as one more, or put into the one it belongs to."""
    for index in range(len(drafts) - 1, max(len(drafts) - 1 - _REMEMBERED, -1), -1):
        joined = _joined(source, drafts[index], draft, last=index == len(drafts) - 1)
        if joined is not None:
            drafts[index] = joined
            return
    drafts.append(draft)


def _joined(source: Source, earlier: Draft, later: Draft, *, last: bool) -> Draft | None:
    if earlier.clause.said is later.clause.said or TOTAL in (earlier.rule, later.rule):
        return None
    if later.clause.money is not None:
        return _same_money(source, earlier, later)
    distance = later.clause.said.number - earlier.until
    if later.things and last and _goes_on(earlier, later, distance):
        return _extended(source, earlier, later)
    if later.bare:
        hint = _hint(source, earlier, later, distance) if last else None
        return hint or (earlier if _stopped_alike(earlier, later) else None)
    if later.things and not later.points and _same_givers(earlier, later) and _covers(source, earlier, later):
        return earlier
    return None


def _same_money(source: Source, earlier: Draft, later: Draft) -> Draft | None:
    """Join two clauses that tell the same sum; or details of money that was only hinted at."""
    if (
        earlier.clause.money
        and later.clause.money
        and _same_sum(earlier.clause.money.amount, later.clause.money.amount)
    ):
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
    return same and later.status.value in _STOPPED and earlier.clause.money is None


def _same_sum(left: Amount, right: Amount) -> bool:
    return left.currency == right.currency and left.value == right.value


def _same_givers(earlier: Draft, later: Draft) -> bool:
    ours = {one.who.key for one in earlier.cast.donors}
    return ours == {one.who.key for one in later.cast.donors}


def _goes_on(earlier: Draft, later: Draft, distance: int) -> bool:
    """Tell whether the things of ``later`` are the details of what ``earlier`` tells."""
    if later.rule == "assemble.named" and not _same_givers(earlier, later):
        return False
    detailed = any(one.quantity is not None for one in earlier.things) or len(earlier.things) > 1
    bullet = later.clause.said.sentence.bullet
    if bullet and earlier.more and earlier.more[-1].sentence.bullet and distance <= 1:
        return not later.cued or later.status.value == earlier.status.value
    if bullet and later.cued and not earlier.bare and later.status.value != earlier.status.value:
        return False
    if later.rule == "assemble.named" or earlier.bare:
        agrees = not later.cued or later.points or later.status.value == earlier.status.value
        return earlier.bare and agrees and distance <= (_FAR if later.points else _NEAR)
    if detailed:
        return later.points and not bullet and distance <= 1 and len(earlier.things) == 1
    return distance <= (_FAR if later.points else 1)


def _extended(source: Source, earlier: Draft, later: Draft) -> Draft:
    """Put the details into the summary; a thing that the details name more closely gives way to them."""
    kept = tuple(one for one in earlier.things if not _is_summary(source, one, later.things))
    cast = replace(
        earlier.cast,
        implementers=earlier.cast.implementers or later.cast.implementers,
        recipients=earlier.cast.recipients or later.cast.recipients,
    )
    return replace(
        earlier,
        things=kept + later.things,
        until=later.until,
        more=(*earlier.more, later.clause.said),
        bare=False,
        cast=cast,
    )


def _is_summary(source: Source, thing: Thing, details: Sequence[Thing]) -> bool:
    head = source.tokens[thing.last - 1].low
    if thing.category is ItemCategory.OTHER and head in words_of("items", "summary", "heads"):
        return True
    if any(_name(source, one) == _name(source, thing) for one in details):
        return True
    same = [one for one in details if source.tokens[one.last - 1].low[:5] == head[:5] or one.category is thing.category]
    return (
        thing.quantity is not None and sum(one.quantity.value for one in same if one.quantity) == thing.quantity.value
    )


def _name(source: Source, thing: Thing) -> str:
    return " ".join(token.low for token in source.tokens[thing.first : thing.last])


def _hint(source: Source, earlier: Draft, later: Draft, distance: int) -> Draft | None:
    """Take from a sentence without content what it adds: the givers, the carriers, or that a list follows."""
    if earlier.bare and distance <= 1 and clauses.tells(source, later.clause, "joined_by"):
        donors = {one.who.key: one for one in (*earlier.cast.donors, *later.cast.donors)}
        cast = replace(earlier.cast, donors=tuple(donors.values()))
        return replace(earlier, cast=cast, until=later.until, more=(*earlier.more, later.clause.said))
    if later.rule in _BORROWED and (later.points or later.cast.implementers) and distance <= _NEAR:
        opens = source.plain[later.clause.said.sentence.end - 1] == ":" and distance <= 1
        carriers = later.cast.implementers if not earlier.cast.implementers else ()
        if opens or carriers:
            cast = replace(
                earlier.cast,
                implementers=earlier.cast.implementers or later.cast.implementers,
                recipients=earlier.cast.recipients or later.cast.recipients,
            )
            return replace(earlier, cast=cast, until=later.until, more=(*earlier.more, later.clause.said))
    if later.rule in _BORROWED and distance <= _FAR and _same_givers(earlier, later):
        return earlier
    return _giver(earlier, later) if distance <= _FAR else None


def _giver(earlier: Draft, later: Draft) -> Draft | None:
    """Name the donors of a gift whose givers the sentence after it tells."""
    if earlier.rule != "assemble.unnamed" or not later.cast.donors or later.rule != "assemble.named":
        return None
    return replace(earlier, cast=replace(earlier.cast, donors=later.cast.donors), until=max(earlier.until, later.until))


def _covers(source: Source, earlier: Draft, later: Draft) -> bool:
    """Tell whether all things of ``later`` are among those of ``earlier``."""
    names = {(_name(source, one), one.quantity.value if one.quantity else None) for one in earlier.things}
    return all((_name(source, one), one.quantity.value if one.quantity else None) in names for one in later.things)
