"""Making records public, and taking them back."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assistance.models import Commitment, Need, Release, StatedTotal, Withholding
from assistance.models.history import write
from assistance.review.errors import ReviewError, require_reason
from assistance.review.holding import hold
from assistance.review.withholding import Publishable, close, hold_back, reopen_withholding, require_untold
from assistance.vocabulary import Visibility, WithheldManner, WithheldScope, WithholdingReason


@transaction.atomic
def publish(record: Publishable, *, by: User, reason: str = "", start: date | None = None) -> None:
    """Make ``record`` public, and with it the releases it rests on, so that every public figure opens its words.

    With a ``start`` to come it is withheld until then, and so are those of its releases that are not public yet.
    Raises ``ReviewError`` for a commitment that no claim supports, and where a release it rests on is withheld longer.
    """
    hold(record)
    if isinstance(record, Commitment) and not record.claim_links.exists():
        raise ReviewError(_("No claim supports this commitment. Link one before making it public."))
    if start is not None and start > timezone.localdate():
        _embargo(record, until=start, by=by, reason=reason)
        return
    _show(record, by=by, reason=reason)
    if not isinstance(record, Release):
        show_sources(record, by=by)


@transaction.atomic
def withhold(
    record: Publishable,
    *,
    by: User,
    reason: str,
    public_reason: WithholdingReason = WithholdingReason.OTHER,
    until: date | None = None,
) -> Withholding:
    """Take ``record`` out of public sight, for ``reason`` and until the day ``until``, if it is to end by itself.

    The public is told that there is such a record and no more. Raises ``ReviewError`` without a reason, for a day that
    has come, and for a release that a public record rests on.
    """
    hold(record)
    if isinstance(record, Release) and _supports_public(record):
        raise ReviewError(_("Public records rest on this release. Withhold those first."))
    withholding = hold_back(record, by=by, reason=reason, public_reason=public_reason, until=until)
    if record.visibility != Visibility.WITHHELD:
        record.visibility = Visibility.WITHHELD
        write(record, by=by, why=reason)
    return withholding


@transaction.atomic
def withhold_fact(
    commitment: Commitment,
    *,
    scope: WithheldScope,
    by: User,
    reason: str,
    manner: WithheldManner = WithheldManner.HIDDEN,
    public_reason: WithholdingReason = WithholdingReason.OTHER,
    until: date | None = None,
) -> Withholding:
    """Hold back one kind of fact of ``commitment``, or tell it less exactly; the rest of it stays as it was.

    With it go the releases that tell it. Raises ``ReviewError`` without a reason, for a day that has come, where there
    is no such fact, and where the title tells it.
    """
    hold(commitment)
    require_untold(commitment, scope)
    return hold_back(
        commitment, by=by, reason=reason, public_reason=public_reason, until=until, scope=scope, manner=manner
    )


@transaction.atomic
def lift(withholding: Withholding, *, by: User, reason: str) -> None:
    """End ``withholding`` before its day; a record that is withheld as a whole becomes public.

    Raises ``ReviewError`` without a reason, where it was lifted already, and where the record cannot be public.
    """
    record: Publishable = withholding.target  # type: ignore[assignment]
    hold(record)
    withholding.refresh_from_db()
    require_reason(reason, _("Lifting a withholding needs a reason. Give one."))
    if withholding.lifted_at is not None:
        raise ReviewError(_("This was lifted already."))
    if withholding.scope == WithheldScope.RECORD:
        publish(record, by=by, reason=reason)
    else:
        close(record, scope=WithheldScope(withholding.scope), by=by, why=reason.strip())


def show_sources(record: Commitment | Need | StatedTotal, *, by: User) -> None:
    """Make the releases public that a public ``record`` rests on; raise ``ReviewError`` if one is withheld."""
    for release in sources_of(record):
        if release.visibility == Visibility.WITHHELD and not _is_shown(release):
            raise ReviewError(_("The release “%(title)s” is withheld. Make it public first.") % {"title": release})
        _show(release, by=by, reason="")


def sources_of(record: Commitment | Need | StatedTotal) -> list[Release]:
    """Return the releases that ``record`` rests on."""
    if isinstance(record, Commitment):
        return list(Release.objects.filter(claims__link__commitment=record).distinct())
    return [record.release]


def _is_shown(release: Release) -> bool:
    return Release.objects.published().filter(pk=release.pk).exists()


def _show(record: Publishable, *, by: User, reason: str) -> None:
    close(record, scope=WithheldScope.RECORD, by=by, why=reason.strip() or _("Made public."))
    if record.visibility != Visibility.PUBLIC:
        record.visibility = Visibility.PUBLIC
        write(record, by=by, why=reason)


def _embargo(record: Publishable, *, until: date, by: User, reason: str) -> None:
    """Withhold ``record``, and those of its releases that are not public yet, until the day ``until``."""
    held = [] if isinstance(record, Release) else [release for release in sources_of(record) if not _is_shown(release)]
    for release in held:
        ends = [each.until for each in release.withholdings.standing()]
        if release.visibility == Visibility.WITHHELD and not (ends and all(end and end <= until for end in ends)):
            raise ReviewError(_("The release “%(title)s” is withheld. Make it public first.") % {"title": release})
    why = reason.strip() or _("To be public from %(day)s.") % {"day": until.isoformat()}
    for each in (record, *(release for release in held if release.visibility == Visibility.DRAFT)):
        hold_back(each, by=by, reason=why, public_reason=WithholdingReason.EMBARGO, until=until)
        each.visibility = Visibility.WITHHELD
        write(each, by=by, why=why)


def _supports_public(release: Release) -> bool:
    return (
        Commitment.objects.published().filter(claims__release=release).exists()
        or release.needs.published().exists()
        or release.stated_totals.published().exists()
    )


def withdraw(record: Publishable, *, by: User, reason: str) -> None:
    """Put ``record`` back to draft: nothing supports it any longer, or it should not have been shown.

    Raises ``ReviewError`` for a release that a public record rests on.
    """
    if isinstance(record, Release) and _supports_public(record):
        raise ReviewError(_("Public records rest on this release. Withhold those first."))
    close(record, scope=WithheldScope.RECORD, by=by, why=reason)
    record.visibility = Visibility.DRAFT
    write(record, by=by, why=reason)


@transaction.atomic
def put_back(record: Publishable, *, visibility: Visibility, withholding: int | None, by: User, reason: str) -> None:
    """Make ``record`` as public as it was: of that ``visibility`` and held back as ``withholding``, its key, says.

    Its releases stay as they are. Raises ``ReviewError`` where it would be public on what is not, and for a release
    that a public record rests on.
    """
    hold(record)
    if visibility == Visibility.PUBLIC:
        _require_public_grounds(record)
    elif isinstance(record, Release) and _supports_public(record):
        raise ReviewError(_("Public records rest on this release. Withhold those first."))
    close(record, scope=WithheldScope.RECORD, by=by, why=reason.strip())
    if withholding is not None:
        reopen_withholding(record.withholdings.get(pk=withholding), by=by, why=reason.strip())
    if record.visibility != visibility:
        record.visibility = visibility
        write(record, by=by, why=reason)


def _require_public_grounds(record: Publishable) -> None:
    if isinstance(record, Release):
        return
    if isinstance(record, Commitment) and not record.claim_links.exists():
        raise ReviewError(_("No claim supports this commitment. Link one before making it public."))
    for release in sources_of(record):
        if release.visibility != Visibility.PUBLIC and not _is_shown(release):
            raise ReviewError(_("The release “%(title)s” is not public any more.") % {"title": release})
