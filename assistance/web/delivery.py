"""How pages travel: kept by the reader for a minute, not sent again unchanged, compressed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse

from assistance.interchange.public.freshness import keep


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let readers and proxies keep what ``view`` shows for a minute, and ask by its ETag after that.

    What ``view`` shows is the same for everybody, so ``KeptPages`` keeps it too.
    """

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        keep(response)
        return response

    told.same_for_everybody = True  # type: ignore[attr-defined]
    return told


class CompressedPages(GZipMiddleware):
    """Compress what is public.

    The length of a compressed page tells a listener what it has in common with words of theirs (BREACH). Public pages
    hold no secret: the one token, in the form that reports a mistake, is written anew each time, and Django adds a
    random length. The staff's pages hold more and are sent as they are.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress ``response`` unless it is the staff's."""
        if request.path.startswith(reverse("admin:index")):
            return response
        return super().process_response(request, response)
