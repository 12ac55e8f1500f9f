"""For how long what is public may be shown again without asking."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

#: Seconds. What is corrected or withheld is gone after so long.
FRESH = 60


def keep(response: HttpResponseBase) -> None:
    """Let readers and proxies keep ``response`` for ``FRESH`` seconds, and ask by its ETag after that.

    The ETag, which a middleware makes of the whole answer, changes with whatever it tells. An answer that says itself
    how it is kept is left alone, and so are errors and redirects.
    """
    if response.status_code == 200 and not response.has_header("Cache-Control"):
        patch_cache_control(response, public=True, max_age=FRESH, must_revalidate=True)
