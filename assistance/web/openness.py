"""What programs of other sites and other people get from us: which answers they may read, and how many in a time."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request, override
from redis.exceptions import RedisError

from assistance.interchange.problems import TOO_MANY_REQUESTS, problem
from assistance.templatetags.as_of import without_prefix
from assistance.throttling import Allowance, take

#: The API, save what staff's tokens open, and the files that the site offers: whatever below a language has an ending,
#: and what is of no language.
OPEN = re.compile(r"/api/(?!v1/staff/)|/(?:iati\.xml|datapackage\.zip)\Z|/[a-z]{2}/(?:[^/]+/)*[^/]+\.[^/]+\Z")
METHODS = "GET, HEAD, OPTIONS"
#: What scripts of other sites may send beside what they always may, and read beside what they always may.
SENT = "If-Modified-Since, If-None-Match"
READ = "Content-Disposition, Deprecation, ETag, Link, RateLimit, RateLimit-Policy, Retry-After, Sunset"
#: Seconds for which a browser need not ask again what it may send.
REMEMBERED = 86400

log = logging.getLogger(__name__)


def is_open(request: HttpRequest) -> bool:
    """Return whether ``request`` asks for data: the API, or a file."""
    return OPEN.match(without_prefix(request.path_info)) is not None


class OpenToAll:
    """Middleware that lets scripts of any site read what is open, and bounds how often one address asks the API.

    No answer of these depends on a session, so nothing is told that whoever runs the script could not fetch anyway.
    It stands before the middleware that answers 304, whose answers keep few headers of the ones they replace.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer what browsers ask before they send, 429 to who asks too often, and pass on all else."""
        if not is_open(request):
            return self.get_response(request)
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return _readable(_permission())
        is_api = without_prefix(request.path_info).startswith("/api/")
        return _readable(self._bounded(request) if is_api else self.get_response(request))

    def _bounded(self, request: HttpRequest) -> HttpResponse:
        allowance = _taken(request, *settings.API_RATE) if settings.API_RATE else None
        if allowance is None:
            return self.get_response(request)
        response = _too_many(request, allowance) if allowance.exceeded else self.get_response(request)
        response["RateLimit-Policy"] = f'"default";q={allowance.most};w={allowance.seconds}'
        response["RateLimit"] = f'"default";r={allowance.left};t={allowance.renewed_in}'
        return response


def _taken(request: HttpRequest, most: int, seconds: int) -> Allowance | None:
    """Count ``request``; None where the cache does not answer, which shall not keep anybody from the data."""
    try:
        return take(request, what="api", most=most, seconds=seconds)
    except RedisError as error:
        log.warning("Requests are not counted, as the cache does not answer: %s", error)
        return None


def _too_many(request: HttpRequest, allowance: Allowance) -> HttpResponse:
    with override(get_language_from_request(request)):
        response = problem(TOO_MANY_REQUESTS)
    response["Retry-After"] = str(allowance.renewed_in)
    response["Cache-Control"] = "no-store"
    return response


def _permission() -> HttpResponse:
    """Return the answer to a browser that asks what a script of another site may send."""
    response = HttpResponse(status=204)
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = SENT
    response["Access-Control-Max-Age"] = str(REMEMBERED)
    return response


def _readable(response: HttpResponse) -> HttpResponse:
    """Let scripts of any site read ``response``. It is the same for all of them, so nothing varies by their origin."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = READ
    return response
