"""How pages travel: kept by the reader for a minute, not sent again unchanged, compressed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse
from django.utils.cache import patch_cache_control

#: Seconds for which a page may be shown again without asking. What is corrected or withheld is gone after so long.
FRESH = 60


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let readers and proxies keep what ``view`` shows for ``FRESH`` seconds, and ask by its ETag after that.

    The ETag, which a middleware of Django's makes of the whole page, changes with whatever the page shows. A view that
    says itself how its answer is kept is left alone, and so are errors and redirects. What ``view`` shows is the same
    for everybody, so ``KeptPages`` keeps it too.
    """

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and not response.has_header("Cache-Control"):
            patch_cache_control(response, public=True, max_age=FRESH, must_revalidate=True)
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
