"""The documentation of the API, to read and to try in a browser: Swagger UI out of our own static files."""

from __future__ import annotations

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assistance.web.delivery import kept


@csp_update({"style-src": [SELF, UNSAFE_INLINE]})
@kept
def show(request: HttpRequest) -> HttpResponse:
    """Show it. Swagger UI writes styles into the page, which this page alone allows; it is of the schema's language."""
    return render(request, "web/api_docs.html")
