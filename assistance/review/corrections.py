"""Mistakes that readers report: taken in as they are, answered with a reason."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assistance.models import Correction
from assistance.models.history import write
from assistance.review.errors import ReviewError, require_reason
from assistance.review.holding import hold
from assistance.vocabulary import CorrectionStatus


@transaction.atomic
def answer_correction(correction: Correction, *, to: CorrectionStatus, reason: str, by: User) -> None:
    """Answer a reported mistake, or open it again; the reason stays in its history, that of an answer on it too.

    Raises ``ReviewError`` without a reason, and where the correction has that status already.
    """
    require_reason(reason, _("A reported mistake is answered with a reason. Give one."))
    hold(correction)
    if correction.status == to:
        raise ReviewError(_("It is “%(status)s” already.") % {"status": correction.get_status_display()})
    is_open = to == CorrectionStatus.OPEN
    correction.status = to
    correction.answer = "" if is_open else reason.strip()
    correction.handled_by = None if is_open else by
    correction.handled_at = None if is_open else timezone.now()
    write(correction, by=by, why=reason)
