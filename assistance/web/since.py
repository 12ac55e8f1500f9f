"""Since when an answer of the API, or a file, has been as it is: for programs that ask by time instead of by ETag.

Our records cannot tell it. An answer changes when an embargo ends by itself, and a time out of the records would tell
that somebody worked on a draft. So it is remembered what an address said, by its ETag, and when it first said so.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import set_response_etag
from django.utils.http import http_date
from redis.exceptions import RedisError

from assistance.web.openness import is_open

#: Seconds for which it is remembered; what nobody asks for in that time is new to us again.
REMEMBERED = 3600

log = logging.getLogger(__name__)


class LastModified:
    """Middleware that adds ``Last-Modified`` to what is open; it stands right within the one that answers 304.

    The time is told from the second after it on, so that two contents of one address never bear the same. Only whoever
    asks by exactly this time is told that nothing changed: a later one may be of a content that came in between, which
    another worker, with a memory of its own, has told.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass ``request`` on, and add the time to its answer."""
        response = self.get_response(request)
        if request.method not in ("GET", "HEAD") or response.status_code != 200 or not is_open(request):
            return response
        if not response.streaming and "no-store" not in response.get("Cache-Control", ""):
            self._tell(request, response)
        if request.META.get("HTTP_IF_MODIFIED_SINCE") != response.get("Last-Modified"):
            request.META.pop("HTTP_IF_MODIFIED_SINCE", None)
        return response

    def _tell(self, request: HttpRequest, response: HttpResponse) -> None:
        set_response_etag(response)
        try:
            since = first_said(request, response["ETag"])
        except RedisError as error:
            log.warning("Nothing is told of when answers changed, as the cache does not answer: %s", error)
            return
        if since < int(time.time()):
            response["Last-Modified"] = http_date(since)


def first_said(request: HttpRequest, tag: str) -> int:
    """Return the second since which the address of ``request`` has been answered with the content of ``tag``."""
    asked = (request.get_full_path(), *(request.headers.get(name, "") for name in ("Accept", "Accept-Language")))
    key = f"said:{hashlib.sha256(repr(asked).encode()).hexdigest()}"
    known, since = cache.get(key) or ("", 0)
    if known != tag:
        since = int(time.time())
    cache.set(key, (tag, since), REMEMBERED)
    return since
