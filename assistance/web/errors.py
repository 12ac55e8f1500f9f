"""When the site as a whole cannot answer: put out of service by whoever runs it, or without its database."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import get_template

#: Seconds after which whoever asked may ask again.
RETRY_AFTER = {"maintenance": 600, "database": 60}

log = logging.getLogger(__name__)


def unavailable(request: HttpRequest, *, why: str) -> HttpResponse:
    """Return the answer 503, in the shape of the API's errors below ``/api/``; ``why`` is a key of ``RETRY_AFTER``.

    Nothing of it asks the database, as it may be the database that is missing.
    """
    response: HttpResponse
    if request.path_info.startswith("/api/"):
        response = JsonResponse({"detail": ["The tracker cannot answer just now. Try again later."]}, status=503)
    else:
        response = HttpResponse(get_template("503.html").render({"why": why}), status=503)
    response["Retry-After"] = str(RETRY_AFTER[why])
    response["Cache-Control"] = "no-store"
    return response


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
