"""How a request to what is for staff says in whose name it comes: by a token, and by nothing else."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, PermissionDenied
from rest_framework.request import Request

from assistance.models import ApiToken
from assistance.tokens import RIGHT_OF, find_token, is_member_of_staff
from assistance.vocabulary import Scope

REALM = 'Bearer realm="staff"'


class TokenAuthentication(BaseAuthentication):
    """Takes ``Authorization: Bearer aat_…``; the one who acts is then the owner of the token."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """Return owner and token, None where nothing is said; raise ``AuthenticationFailed`` for what does not hold.

        ``request.borne`` is the token that was found, whether it holds or not.
        """
        scheme, _space, written = request.headers.get("Authorization", "").partition(" ")
        if not scheme:
            return None
        token = find_token(written.strip()) if scheme.lower() == "bearer" else None
        if token is None:
            raise AuthenticationFailed(_("There is no such token."))
        request.borne = token  # type: ignore[attr-defined]
        if token.revoked_at is not None:
            raise AuthenticationFailed(_("This token is revoked."))
        if not token.is_standing:
            raise AuthenticationFailed(_("This token ran out. Make another one."))
        if not is_member_of_staff(token.owner):
            raise AuthenticationFailed(_("The owner of this token is no active member of staff."))
        return token.owner, token

    def authenticate_header(self, request: Request) -> str:
        """Return what a refusal says of how a token is sent."""
        return f'{REALM}, error="invalid_token"' if "Authorization" in request.headers else REALM


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Describes the token in the schema."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """Return what the schema says of it."""
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "aat_<prefix>_<secret>",
            "description": "A token that a member of staff made. It does what its scopes allow and its owner may.",
        }


def require_scope(request: Request, scope: Scope) -> ApiToken:
    """Return the token of ``request``; raise where it has not ``scope``, or its owner not the right that this needs."""
    token = request.auth
    if not isinstance(token, ApiToken):
        raise NotAuthenticated(_("Send the token of a member of staff as the header “Authorization: Bearer …”."))
    if scope not in token.scopes:
        raise PermissionDenied(_("This token has not the scope “%(scope)s”.") % {"scope": scope.value})
    if not token.owner.has_perm(RIGHT_OF[scope]):
        told = {"owner": token.owner, "right": RIGHT_OF[scope]}
        raise PermissionDenied(_("The owner of this token, %(owner)s, has not the right “%(right)s”.") % told)
    return token
