"""Making records public, and taking them back."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import Commitment, Need, Release, StatedTotal
from assistance.models.history import write
from assistance.review.errors import ReviewError
from assistance.review.holding import hold
from assistance.vocabulary import Visibility


@transaction.atomic
def publish(record: Commitment | Need | StatedTotal | Release, *, by: User, reason: str = "") -> None:
    """Make ``record`` public, and with it the releases it rests on, so that every public figure opens its words.

    Raises ``ReviewError`` for a commitment that no claim supports, and where a release it rests on is withheld.
    """
    hold(record)
    if isinstance(record, Commitment) and not record.claim_links.exists():
        raise ReviewError(_("No claim supports this commitment. Link one before making it public."))
    _show(record, by=by, reason=reason)
    if not isinstance(record, Release):
        show_sources(record, by=by)


@transaction.atomic
def withhold(record: Commitment | Need | StatedTotal | Release, *, by: User, reason: str) -> None:
    """Take ``record`` out of public sight, with a reason that its history keeps.

    Raises ``ReviewError`` without a reason, and for a release that a public record rests on.
    """
    if not reason.strip():
        raise ReviewError(_("Withholding needs a reason. Give one."))
    hold(record)
    if isinstance(record, Release) and _supports_public(record):
        raise ReviewError(_("Public records rest on this release. Withhold those first."))
    record.visibility = Visibility.WITHHELD
    write(record, by=by, why=reason)


def show_sources(record: Commitment | Need | StatedTotal, *, by: User) -> None:
    """Make the releases public that a public ``record`` rests on; raise ``ReviewError`` if one is withheld."""
    if isinstance(record, Commitment):
        releases = list(Release.objects.filter(claims__link__commitment=record).distinct())
    else:
        releases = [record.release]
    for release in releases:
        if release.visibility == Visibility.WITHHELD:
            raise ReviewError(_("The release “%(title)s” is withheld. Make it public first.") % {"title": release})
        _show(release, by=by, reason="")


def _show(record: Commitment | Need | StatedTotal | Release, *, by: User, reason: str) -> None:
    if record.visibility != Visibility.PUBLIC:
        record.visibility = Visibility.PUBLIC
        write(record, by=by, why=reason)


def _supports_public(release: Release) -> bool:
    return (
        Commitment.objects.published().filter(claims__release=release).exists()
        or release.needs.published().exists()
        or release.stated_totals.published().exists()
    )


def withdraw(commitment: Commitment, *, by: User, reason: str) -> None:
    """Put ``commitment`` back to draft: nothing supports it any longer."""
    commitment.visibility = Visibility.DRAFT
    write(commitment, by=by, why=reason)
