"""Making, revoking and finding the tokens of the API; the one place where a token's secret is known."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Collection
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from assistance.models import ApiToken, ApiTokenUse
from assistance.models.api_tokens import FIELD_OF
from assistance.models.history import write
from assistance.vocabulary import Scope

#: How many days a token holds at most.
LONGEST = 365
#: How many days uses are kept, unless told otherwise.
USES_KEPT = 180
#: How long after its last use a token is not noted as used again.
NOTED_EVERY = timedelta(minutes=1)

#: A token as it is written: a public prefix and 256 random bits.
WRITTEN = re.compile(r"aat_[0-9a-f]{8}_[0-9a-f]{64}", re.ASCII)

#: The permission of the owner that each scope needs.
RIGHT_OF = {
    Scope.SUBMIT: "assistance.add_release",
    Scope.QUEUE: "assistance.view_claim",
    Scope.DECIDE: "assistance.decide_claim",
}


class TokenError(ValueError):
    """A token cannot be made or revoked; the message is for the person who tried."""


def is_member_of_staff(user: User) -> bool:
    """Return whether ``user`` may act at all."""
    return user.is_active and user.is_staff


@transaction.atomic
def make_token(
    *, owner: User, name: str, scopes: Collection[Scope], by: User, days: int = LONGEST
) -> tuple[ApiToken, str]:
    """Make a token that holds for ``days``; return it and the token as it is written, which is kept nowhere.

    Raises ``TokenError`` where it has no name or no scope, holds for no time or too long, or its owner is no member
    of staff or may not do what a scope allows.
    """
    _require_fit(owner, name, scopes, days)
    prefix = secrets.token_hex(4)
    written = f"aat_{prefix}_{secrets.token_hex(32)}"
    now = timezone.now()
    token = ApiToken(
        owner=owner,
        name=name.strip(),
        prefix=prefix,
        token_hash=_hash_of(written),
        made_at=now,
        expires_at=now + timedelta(days=days),
        **{field: scope in scopes for scope, field in FIELD_OF.items()},
    )
    write(token, by=by)
    return token, written


def _require_fit(owner: User, name: str, scopes: Collection[Scope], days: int) -> None:
    if not name.strip():
        raise TokenError(_("A token needs a name, such as that of the program that uses it."))
    if not scopes:
        raise TokenError(_("A token needs a scope. Choose what it may do."))
    if not 1 <= days <= LONGEST:
        raise TokenError(_("A token holds for 1 to %(most)d days.") % {"most": LONGEST})
    if not is_member_of_staff(owner):
        raise TokenError(_("%(owner)s is no active member of staff.") % {"owner": owner})
    for scope in scopes:
        if not owner.has_perm(RIGHT_OF[scope]):
            words = _("%(owner)s may not do this: %(scope)s. A token may never do more than its owner.")
            raise TokenError(words % {"owner": owner, "scope": _(scope.label)})


@transaction.atomic
def revoke_token(token: ApiToken, *, by: User, reason: str = "") -> ApiToken:
    """End ``token`` at once and for ever; raise ``TokenError`` where it is revoked already."""
    held = ApiToken.objects.select_for_update().get(pk=token.pk)
    if held.revoked_at is not None:
        raise TokenError(_("This token is revoked already."))
    held.revoked_at, held.revoked_by = timezone.now(), by
    write(held, by=by, why=reason)
    return held


def find_token(written: str) -> ApiToken | None:
    """Return the token that is ``written`` so, with its owner, whether it still holds or not; None where none is.

    It is found by its hash, so that how long that takes tells nothing of the tokens there are.
    """
    if not WRITTEN.fullmatch(written):
        return None
    return ApiToken.objects.select_related("owner").filter(token_hash=_hash_of(written)).first()


def _hash_of(written: str) -> str:
    return hashlib.sha256(written.encode()).hexdigest()


@transaction.atomic
def note_use(token: ApiToken, *, method: str, path: str, status: int, address: str) -> None:
    """Write down that ``token`` was borne by a request, and that it was used last now."""
    now = timezone.now()
    ApiTokenUse.objects.create(
        token=token, made_at=now, method=method[:10], path=path[:300], status=status, address=address
    )
    long_ago = Q(last_used_at__isnull=True) | Q(last_used_at__lte=now - NOTED_EVERY)
    ApiToken.objects.filter(long_ago, pk=token.pk).update(last_used_at=now, last_used_from=address)
