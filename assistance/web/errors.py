"""What the site answers where no view does: 503 as a whole, and the API's own shape for every error below ``/api/``."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils.translation import get_language_from_request, override
from django.views import defaults

from assistance.interchange.problems import BAD_REQUEST, NOT_FOUND, SERVER_ERROR, UNAVAILABLE, problem

#: Seconds after which whoever asked may ask again.
RETRY_AFTER = {"maintenance": 600, "database": 60}

log = logging.getLogger(__name__)


def unavailable(request: HttpRequest, *, why: str) -> HttpResponse:
    """Return the answer 503, in the shape of the API's errors below ``/api/``; ``why`` is a key of ``RETRY_AFTER``.

    Nothing of it asks the database, as it may be the database that is missing.
    """
    response: HttpResponse
    if is_for_programs(request):
        with override(get_language_from_request(request)):
            response = problem(UNAVAILABLE)
    else:
        response = HttpResponse(get_template("503.html").render({"why": why}), status=503)
    response["Retry-After"] = str(RETRY_AFTER[why])
    response["Cache-Control"] = "no-store"
    return response


def is_for_programs(request: HttpRequest) -> bool:
    """Return whether ``request`` asks the API, so that an error is told in its shape."""
    return request.path_info.startswith("/api/")


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 to what Django refuses before any view."""
    return problem(BAD_REQUEST) if is_for_programs(request) else defaults.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 where there is no such address."""
    return problem(NOT_FOUND) if is_for_programs(request) else defaults.page_not_found(request, exception)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500 after a fault of ours, which Django has logged by then."""
    return problem(SERVER_ERROR) if is_for_programs(request) else defaults.server_error(request)


class Unavailable:
    """Middleware that answers 503 while ``MAINTENANCE`` is set, and where the database does not answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 503 during maintenance; otherwise pass ``request`` on."""
        if settings.MAINTENANCE:
            return unavailable(request, why="maintenance")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer 503 where the database could not be reached or was locked for too long; leave all else to others."""
        if not isinstance(error, OperationalError | InterfaceError):
            return None
        log.error("The database does not answer: %s", error, exc_info=error, extra={"request": request})
        return unavailable(request, why="database")
