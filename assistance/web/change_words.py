"""A public change in a plain sentence, the same on the page, in a feed and in a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.models import Commitment, DeliveryEvent, Need, Organisation, Project, StatedTotal
from assistance.reports import PublicChange
from assistance.templatetags.figures import firmly, hedged, quantity, worth
from assistance.templatetags.units import for_number
from assistance.templatetags.withheld import notice
from assistance.vocabulary import (
    ChangeKind,
    CommitmentStatus,
    Counting,
    DeliveryStage,
    Relation,
    Subject,
    WithheldScope,
)

#: What is told of a record that is public no longer, and no more than that.
GONE: dict[tuple[ChangeKind, Subject], Promise] = {
    (ChangeKind.WITHDRAWN, Subject.COMMITMENT): gettext_lazy("A commitment was withdrawn: it is a draft again."),
    (ChangeKind.WITHDRAWN, Subject.NEED): gettext_lazy("A need was withdrawn: it is a draft again."),
    (ChangeKind.WITHDRAWN, Subject.STATED_TOTAL): gettext_lazy("A stated total was withdrawn: it is a draft again."),
    (ChangeKind.WITHHELD, Subject.COMMITMENT): gettext_lazy("A commitment is withheld. Whose it is, is not told."),
    (ChangeKind.WITHHELD, Subject.NEED): gettext_lazy("A need is withheld. Whose it is, is not told."),
    (ChangeKind.WITHHELD, Subject.STATED_TOTAL): gettext_lazy("A stated total is withheld. Whose it is, is not told."),
}

STEPS: dict[ChangeKind, Promise] = {
    ChangeKind.UP: gettext_lazy("From “%(old)s” to “%(new)s”."),
    ChangeKind.DOWN: gettext_lazy("From “%(old)s” to “%(new)s”."),
    ChangeKind.SUSPENDED: gettext_lazy("Before, it was “%(old)s”."),
    ChangeKind.RESUMED: gettext_lazy("Now it is “%(new)s”."),
    ChangeKind.CANCELLED: gettext_lazy("Before, it was “%(old)s”."),
    ChangeKind.REVIVED: gettext_lazy("Now it is “%(new)s”."),
}

RELATIONS: dict[Relation, Promise] = {
    Relation.REPEATS: gettext_lazy("Another release tells of it again; nothing is added."),
    Relation.PART_OF: gettext_lazy("A release tells of a part of it; nothing is added."),
    Relation.TOPS_UP: gettext_lazy("A release adds to it."),
    Relation.DELIVERS: gettext_lazy("A release tells that something of it came."),
    Relation.CANCELS: gettext_lazy("A release calls it off."),
    Relation.CONTRADICTS: gettext_lazy("A release says otherwise; the figures stay as they were."),
}


def words_of_change(change: PublicChange) -> str:
    """Return what changed, in a sentence or two."""
    if change.record is None:
        return str(GONE[change.kind, change.subject])
    if change.step is not None:
        return str(STEPS[change.kind]) % {
            "old": _(CommitmentStatus(change.step.old_status).label),
            "new": _(CommitmentStatus(change.step.status).label),
        }
    return WORDS[change.kind](change)


def title_of_change(change: PublicChange) -> str:
    """Return what the record of a change is called, empty where it is public no longer."""
    record = change.record
    if isinstance(record, Organisation):
        return record.name
    if isinstance(record, Need):
        return record.what
    if isinstance(record, StatedTotal):
        return _capital(record.scope or _total(record))
    return record.title if record else ""


def grounds_of_change(change: PublicChange) -> str:
    """Return a person's own words for it where no release says it; none while something of the record is withheld."""
    if isinstance(change.record, Commitment) and change.record.held_back:
        return ""
    if change.step is not None:
        return change.step.reason
    return str(getattr(change.delivery, "grounds", "")) if change.delivery else ""


def _added(change: PublicChange) -> str:
    record = change.record
    if change.again:
        return _("It had been public before.")
    if isinstance(record, Need):
        return _("Needed: %(number)s.") % {"number": _number(record.quantity, record.unit)}
    if isinstance(record, StatedTotal):
        return _("A release states this total: %(amount)s. It is added to nothing.") % {"amount": _total(record)}
    words = {"status": _(change.status.label) if change.status else ""}
    if change.after:
        return _("Recorded as “%(status)s”: %(amount)s.") % {**words, "amount": hedged(change.after)}
    if isinstance(record, Commitment) and record.withholds(WithheldScope.AMOUNT):
        return _("Recorded as “%(status)s”; its amount is withheld.") % words
    return _("Recorded as “%(status)s”.") % words


def _amount(change: PublicChange) -> str:
    if change.before is None or change.after is None:
        return ""
    old, new = hedged(change.before), hedged(change.after)
    return _("Before: %(old)s. Now: %(new)s.") % {"old": old, "new": new}


def _period(change: PublicChange) -> str:
    if change.before is None or change.after is None:
        return ""
    old, new = (_days(each.period_start, each.period_end) for each in (change.before, change.after))
    return _("Before: %(old)s. Now: %(new)s.") % {"old": old, "new": new}


def _days(start: date | None, end: date | None) -> str:
    days = {"start": start and date_format(start, "j E Y"), "end": end and date_format(end, "j E Y")}
    if start and end:
        return _("%(start)s to %(end)s") % days
    if start:
        return _("from %(start)s") % days
    return _("until %(end)s") % days if end else _("not stated")


def _delivery(change: PublicChange) -> str:
    delivery = change.delivery
    if delivery is None:
        return ""
    words = {
        "stage": _(DeliveryStage(delivery.stage).label),
        "item": delivery.line.name,
        "number": _delivered(delivery),
    }
    told = [_("%(stage)s: %(item)s, %(number)s.") % words]
    if delivery.value is not None:
        told.append(f"{_capital(worth(delivery))}.")
    if delivery.occasion_id:
        told.append(_("Several reports tell of this delivery; it counts once."))
    return " ".join(told)


def _delivered(delivery: DeliveryEvent) -> str:
    number = _number(delivery.quantity, delivery.line.unit)
    return _("%(number)s in all so far") % {"number": number} if delivery.counting == Counting.RUNNING_TOTAL else number


def _number(number: Decimal | None, unit: str) -> str:
    return _("number unknown") if number is None else f"{quantity(number)} {for_number(unit, number)}".rstrip()


def _total(stated: StatedTotal) -> str:
    return firmly(stated.amount, stated.currency, hedge=stated.hedge)


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _release(change: PublicChange) -> str:
    told = str(RELATIONS[change.relation]) if change.relation else ""
    if change.claim is None:
        return told
    says = {"status": _(CommitmentStatus(change.claim.status).label), "amount": hedged(change.claim)}
    return f"{told} " + _("It says: “%(status)s”, %(amount)s.") % says


def _merged(change: PublicChange) -> str:
    merged = change.merged
    name = merged.name if isinstance(merged, Organisation) else merged.title if isinstance(merged, Project) else ""
    return _("“%(name)s” was another record of the same and is now part of this one.") % {"name": name}


def _withheld(change: PublicChange) -> str:
    held = change.held_back
    return _("%(fact)s: %(withheld)s.") % {"fact": _(held.scope.label), "withheld": notice(held)} if held else ""


WORDS: dict[ChangeKind, Callable[[PublicChange], str]] = {
    ChangeKind.ADDED: _added,
    ChangeKind.AMOUNT: _amount,
    ChangeKind.PERIOD: _period,
    ChangeKind.DELIVERY: _delivery,
    ChangeKind.RELEASE: _release,
    ChangeKind.MERGED: _merged,
    ChangeKind.WITHHELD: _withheld,
}
