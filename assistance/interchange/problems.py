"""What the API answers instead of data: one shape for every error, that of RFC 9457."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: The media type of the shape.
PROBLEM = "application/problem+json"
#: The page, in whichever language the reader's browser asks for, that explains every kind.
EXPLAINED_AT = "/data/"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of error: its name in addresses, its HTTP status, what it is called and what to do about it."""

    name: str
    status: int
    title: Promise
    advice: Promise

    @property
    def anchor(self) -> str:
        """Its place on the page that explains it."""
        return f"problem-{self.name}"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong with one parameter, and the values it may have where they can be listed."""

    field: str
    message: str
    allowed: tuple[str, ...] | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as it stands in the answer: ``allowed`` only where it is known."""
        told: dict[str, Any] = {"field": self.field, "message": self.message}
        return told | ({} if self.allowed is None else {"allowed": list(self.allowed)})


BAD_PARAMETER = Kind(
    name="bad-parameter",
    status=400,
    title=_("A parameter is wrong"),
    advice=_("“errors” names each parameter with what is wrong and, where they can be listed, the values it may have."),
)
BAD_REQUEST = Kind(
    name="bad-request",
    status=400,
    title=_("The request cannot be understood"),
    advice=_("“detail” tells what is wrong with it. Asking again in the same way will not help."),
)
BAD_DAY = Kind(
    name="bad-day",
    status=400,
    title=_("Nothing can be told as of this day"),
    advice=_("“detail” tells from which day on and up to which day the tracker can be seen. Choose such a day."),
)
UNAUTHORISED = Kind(
    name="unauthorised",
    status=401,
    title=_("This needs a token"),
    advice=_("Send the token of a member of staff as the header “Authorization: Bearer …”."),
)
FORBIDDEN = Kind(
    name="forbidden",
    status=403,
    title=_("The token may not do this"),
    advice=_("“detail” names the scope or the right that is missing."),
)
NOT_FOUND = Kind(
    name="not-found",
    status=404,
    title=_("There is nothing public here"),
    advice=_("The address is misspelt, or the record is not public, or no longer. Start from the lists."),
)
METHOD_NOT_ALLOWED = Kind(
    name="method-not-allowed",
    status=405,
    title=_("This address is not asked in that way"),
    advice=_("The header Allow names the methods that the address answers."),
)
NOT_ACCEPTABLE = Kind(
    name="not-acceptable",
    status=406,
    title=_("There is no answer in that format"),
    advice=_("Leave out the header Accept, or name a format that the description of the address has."),
)
CONFLICT = Kind(
    name="conflict",
    status=409,
    title=_("Things have changed meanwhile"),
    advice=_("“detail” tells what stands in the way. Ask again how things are, then decide anew."),
)
TOO_LARGE = Kind(
    name="too-large",
    status=413,
    title=_("Too much was sent"),
    advice=_("“detail” tells how much is taken."),
)
WRONG_FORMAT = Kind(
    name="wrong-format",
    status=415,
    title=_("What was sent is in no format that is read here"),
    advice=_("Send one of the formats that the description of the address has."),
)
BAD_CONTENT = Kind(
    name="bad-content",
    status=422,
    title=_("What was sent cannot be taken"),
    advice=_("“errors” names each field with what is wrong; “detail” tells what is wrong as a whole."),
)
TOO_MANY_REQUESTS = Kind(
    name="too-many-requests",
    status=429,
    title=_("Too many requests"),
    advice=_("Wait as many seconds as the header Retry-After says. The header RateLimit tells how many are left."),
)
SERVER_ERROR = Kind(
    name="server-error",
    status=500,
    title=_("Something went wrong here"),
    advice=_("The fault is the tracker's, and it was noted. If it stays, report it as a mistake."),
)
UNAVAILABLE = Kind(
    name="unavailable",
    status=503,
    title=_("The tracker cannot answer just now"),
    advice=_("Ask again after as many seconds as the header Retry-After says."),
)
KINDS = (
    BAD_PARAMETER,
    BAD_REQUEST,
    BAD_DAY,
    UNAUTHORISED,
    FORBIDDEN,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    CONFLICT,
    TOO_LARGE,
    WRONG_FORMAT,
    BAD_CONTENT,
    TOO_MANY_REQUESTS,
    SERVER_ERROR,
    UNAVAILABLE,
)


def problem(kind: Kind | int, *, detail: object = "", errors: Sequence[Fault] = ()) -> JsonResponse:
    """Return the answer to an error of ``kind``, or of an HTTP status that has no kind of its own.

    Its body has ``type`` (the address that explains the kind; ``about:blank`` where there is none), ``title``,
    ``status``, ``detail`` (what is wrong this time; what to do in general unless given) and ``errors``. The address is
    a path of this site, so that it can be told even where the request names a host that is none of ours.
    """
    if isinstance(kind, int):
        status, address, title, advice = kind, "about:blank", HTTPStatus(kind).phrase, ""
    else:
        status, title, advice = kind.status, str(kind.title), str(kind.advice)
        address = f"{EXPLAINED_AT}#{kind.anchor}"
    body = {
        "type": address,
        "title": title,
        "status": status,
        "detail": str(detail) or advice or title,
        "errors": [each.as_json() for each in errors],
    }
    return JsonResponse(body, status=status, content_type=PROBLEM)


def kind_of(status: int) -> Kind | int:
    """Return the kind that errors of ``status`` have unless more is known, or ``status`` where it has none."""
    general = (kind for kind in KINDS if kind not in (BAD_PARAMETER, BAD_DAY))
    return next((kind for kind in general if kind.status == status), status)
