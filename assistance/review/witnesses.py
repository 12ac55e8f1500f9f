"""Telling apart two releases that were taken for one witness."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import Release
from assistance.models.history import write
from assistance.review.errors import ReviewError, require_reason
from assistance.review.holding import hold


@transaction.atomic
def part_witnesses(release: Release, *, by: User, reason: str) -> None:
    """Make ``release`` a witness of its own, with a reason that its history keeps.

    Raises ``ReviewError`` without a reason, and for a release that is one already.
    """
    require_reason(reason, _("Say why the two releases are witnesses of their own."))
    hold(release)
    if release.witness_of is None:
        raise ReviewError(_("This release is a witness of its own already."))
    release.witness_of = None
    release.likeness = ""
    write(release, by=by, why=reason)
