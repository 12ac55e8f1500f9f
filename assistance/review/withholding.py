"""Holding back: the whole of a record, or one kind of fact of a commitment, for a reason and until a day."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from assistance.models import Commitment, Need, Release, StatedTotal, Withholding
from assistance.models.history import write
from assistance.review.errors import ReviewError
from assistance.vocabulary import WithheldManner, WithheldScope, WithholdingReason

#: What staff make public and may withhold.
Publishable = Commitment | Need | StatedTotal | Release


def hold_back(
    record: Publishable,
    *,
    by: User,
    reason: str,
    public_reason: WithholdingReason,
    until: date | None,
    scope: WithheldScope = WithheldScope.RECORD,
    manner: WithheldManner = WithheldManner.HIDDEN,
) -> Withholding:
    """Write down that ``scope`` of ``record`` is held back; what held the same back before gives way to it.

    Raises ``ReviewError`` without a reason, and for a day that has come already.
    """
    if not reason.strip():
        raise ReviewError(_("Withholding needs a reason. Give one."))
    if until is not None and until <= timezone.localdate():
        raise ReviewError(_("It would end before it begins. Give a day after today, or none."))
    close(record, scope=scope, by=by, why=_("Withheld anew: %(reason)s") % {"reason": reason.strip()})
    withholding = Withholding(
        **{type(record).objects.all().target: record},
        scope=scope,
        manner=manner,
        public_reason=public_reason,
        reason=reason.strip(),
        until=until,
        made_by=by,
    )
    write(withholding, by=by, why=reason)
    return withholding


def close(record: Publishable, *, scope: WithheldScope, by: User, why: str) -> None:
    """Lift what holds ``scope`` of ``record`` back, if anything does or did until its end."""
    for withholding in record.withholdings.unlifted().of(scope):
        withholding.lifted_by, withholding.lifted_at, withholding.lift_reason = by, timezone.now(), why
        write(withholding, by=by, why=why)
