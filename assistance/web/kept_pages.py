"""Public pages are put together once and kept by the server until anything they could tell was written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from assistance.models.moments import asked_moment
from assistance.models.record_state import state_of_records

#: A page that nobody asked for in so many seconds is put together anew.
KEPT = 24 * 60 * 60


class KeptPages:
    """Middleware that answers with the page as it was put together before, while our records are what they were.

    Kept is what is the same for everybody who asks at the same address on the same day: no form, no answer to a query,
    no page as of a day. Each server process keeps its own, and none outlives it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Keep the answer if it is a page that ``process_view`` did not find."""
        response = self.get_response(request)
        name: str | None = getattr(request, "kept_as", None)
        if name and response.status_code == 200:
            caches["pages"].set(name, response, KEPT)
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_args: Any) -> HttpResponse | None:
        """Return the page that was kept, None where there is none."""
        if not (getattr(view, "same_for_everybody", False) and _is_page(request)):
            return None
        name = _name_of(request)
        kept: HttpResponse | None = caches["pages"].get(name)
        if kept is None:
            request.kept_as = name  # type: ignore[attr-defined]
        return kept


def _is_page(request: HttpRequest) -> bool:
    """Whether a page of today is asked for that no query narrows; files do not end in a slash."""
    return request.path.endswith("/") and not request.META.get("QUERY_STRING") and asked_moment() is None


def _name_of(request: HttpRequest) -> str:
    """Return what the page is kept under: its whole address, the day, since embargoes end by days, and our records."""
    told = f"{request.build_absolute_uri()} {timezone.localdate()} {state_of_records()}"
    return hashlib.sha256(told.encode()).hexdigest()
