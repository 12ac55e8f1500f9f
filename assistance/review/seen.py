"""Which state of a claim or a commitment somebody decides on, so that nobody decides on one that is gone."""

from __future__ import annotations

from django.utils.translation import gettext as _

from assistance.models import Claim, Commitment
from assistance.models.history import newest_versions
from assistance.review.errors import ReviewError
from assistance.review.holding import hold
from assistance.review.restoring import ROWS


class OutdatedError(ReviewError):
    """What was decided on has changed since it was seen; nothing was written."""


def version_of_claim(claim: Claim) -> str:
    """Return what tells whether anything was decided on ``claim``: the key of the last decision, 0 before the first."""
    return str(max((decision.pk for decision in claim.decisions.all()), default=0))


def version_of_commitment(commitment: Commitment) -> str:
    """Return what tells whether ``commitment`` or a row of it was changed: the newest version of each kind."""
    return ".".join(map(str, newest_versions(commitment, ROWS[Commitment])))


def require_claim_as_seen(claim: Claim, version: str) -> None:
    """Keep others from deciding on ``claim`` until the transaction ends; raise ``OutdatedError`` if somebody did."""
    held = Claim.objects.select_for_update().get(pk=claim.pk)
    if version_of_claim(held) == version:
        return
    last = held.decisions.select_related("made_by").order_by("-made_at", "-pk").first()
    if last is None:
        raise OutdatedError(_("Nobody has decided on this claim yet. Ask for it again."))
    told = {"outcome": last.get_outcome_display(), "user": last.made_by}
    raise OutdatedError(_("Somebody decided on this claim meanwhile: %(outcome)s by %(user)s.") % told)


def require_commitment_as_seen(commitment: Commitment, version: str) -> None:
    """Keep others from changing ``commitment`` until the transaction ends; raise ``OutdatedError`` if somebody did."""
    hold(commitment)
    if version_of_commitment(commitment) != version:
        raise OutdatedError(_("Commitment #%(number)d was changed meanwhile.") % {"number": commitment.pk})
