"""A public page as it will be once something is withheld: shown to staff who may withhold it, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from assistance.models import Commitment
from assistance.review import ReviewError

#: The name of the button that asks for the look.
PREVIEW = "_preview"


def public_page(request: HttpRequest, commitment: Commitment, withhold: Callable[[], object]) -> HttpResponse:
    """Return the public page of ``commitment`` as ``withhold`` would leave it, marked as a preview; nothing is kept.

    It is the page itself, of the language that is read, asked for within a transaction that is taken back. Raises
    ``ReviewError`` where ``withhold`` does, and where there would be no public page.
    """
    address = reverse("web:commitment", args=[commitment.pk])
    view, asked = resolve(address), _asking_for(address, request)
    try:
        with transaction.atomic():
            withhold()
            page: HttpResponse = view.func(asked, *view.args, **view.kwargs)
            transaction.set_rollback(True)
    except Http404 as error:
        raise ReviewError(_("There would be no public page of it.")) from error
    add_never_cache_headers(page)
    return page


def _asking_for(address: str, request: HttpRequest) -> HttpRequest:
    """Return ``request`` as if it asked for the page at ``address``, with the word that this is a preview."""
    asked = copy(request)
    asked.method, asked.path, asked.path_info = "GET", address, address
    asked.GET = asked.POST = QueryDict()
    asked.META = {**request.META, "REQUEST_METHOD": "GET", "QUERY_STRING": ""}
    asked.resolver_match = resolve(address)
    asked.is_preview = True  # type: ignore[attr-defined]
    return asked
