"""Putting clocks aside for a while, each with its reason."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assistance.models import Commitment, DeliveryEvent, Snooze
from assistance.review.errors import ReviewError, require_reason
from assistance.review.holding import hold
from assistance.vocabulary import DELIVERY_CLOCKS, ClockKind

#: The longest time a clock can be put aside for: then somebody looks at it again.
LONGEST_SNOOZE = timedelta(days=366)


@transaction.atomic
def snooze(record: Commitment | DeliveryEvent, *, kind: ClockKind, until: date, reason: str, by: User) -> Snooze:
    """Leave the clock of ``kind`` on ``record`` out of the worklist until the day ``until``, for ``reason``.

    Raises ``ReviewError`` without a reason, for a day that is not to come or more than a year away, and for a clock
    that does not run on such a record.
    """
    today = timezone.localdate()
    if not today < until <= today + LONGEST_SNOOZE:
        raise ReviewError(_("Choose a day after today and within a year: then the clock comes back."))
    return _record(record, kind=kind, until=until, reason=reason, by=by)


@transaction.atomic
def wake(record: Commitment | DeliveryEvent, *, kind: ClockKind, reason: str, by: User) -> Snooze:
    """Bring a clock that was put aside back today, for ``reason``; the snooze stays on record.

    Raises ``ReviewError`` without a reason, and where the clock is not put aside.
    """
    today = timezone.localdate()
    mine = {"delivery": record} if isinstance(record, DeliveryEvent) else {"commitment": record}
    if not Snooze.objects.standing(today).filter(kind=kind, **mine).exists():
        raise ReviewError(_("This clock is not put aside."))
    return _record(record, kind=kind, until=today, reason=reason, by=by)


def _record(record: Commitment | DeliveryEvent, *, kind: ClockKind, until: date, reason: str, by: User) -> Snooze:
    commitment, delivery = (None, record) if isinstance(record, DeliveryEvent) else (record, None)
    require_reason(reason, _("Putting a clock aside, or bringing it back, needs a reason. Give one."))
    if (kind in DELIVERY_CLOCKS) != (delivery is not None):
        raise ReviewError(_("This clock does not run on such a record."))
    hold(record)
    made: Snooze = Snooze.objects.create(
        kind=kind,
        commitment=commitment,
        delivery=delivery,
        until=until,
        reason=reason.strip(),
        made_by=by,
    )
    return made
