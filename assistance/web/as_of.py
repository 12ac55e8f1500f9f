"""The public site as of a date, below an address of its own.

A middleware takes the date from the address and lets the rest be answered as ever, by what was known then. The date
stays in every address of the site that the answer names, as if the site lived below it. Of the API the date may be
asked for by parameters too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import cast

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.urls import get_script_prefix, set_script_prefix
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _

from assistance.interchange.problems import BAD_DAY, Fault, problem
from assistance.models.as_of import known
from assistance.reports import problem_with
from assistance.templatetags.as_of import PREFIX, UNDATED, AsOf, asked_of, path_of, without_prefix
from assistance.web.errors import unavailable

#: What may be asked for at a date, by the namespaces of their addresses.
DATED = ("web", "api", "files")

#: What the addresses of the API begin with.
API = "/api/"

WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class AsOfDate:
    """Middleware that answers what begins with ``/as-of/`` and a day from what was known then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass ``request`` on without the date, or to the choice of a day where that cannot be answered."""
        match = PREFIX.match(request.path_info)
        if settings.MAINTENANCE or (match is None and not asks_by_parameters(request)):
            return self.get_response(request)
        if match and match.end() == len(request.path_info):
            return HttpResponseRedirect(f"{request.path}/")
        written = (match["day"], match["recorded"]) if match else _parameters(request)
        request.path_info = without_prefix(request.path_info)
        try:
            if _asked_wrongly(request, match) or _problem_with(*written):
                return self._refuse(request, written, match)
            days = [None if each is None else date.fromisoformat(each) for each in written]
            return self._answer(request, AsOf(day=days[0] or date.min, recorded=days[1], site=_site()))
        except (OperationalError, InterfaceError):
            return unavailable(request, why="database")

    def _answer(self, request: HttpRequest, asked: AsOf) -> HttpResponse:
        request.as_of = asked  # type: ignore[attr-defined]
        with known(as_of=asked.day, recorded=asked.recorded), _living_below(asked):
            response = self.get_response(request)
        if response.streaming and not isinstance(response, FileResponse):
            streamed = cast("StreamingHttpResponse", response)
            streamed.streaming_content = _as_known(cast("Iterator[bytes]", streamed.streaming_content), asked)
        return response

    def _refuse(
        self, request: HttpRequest, written: tuple[str, str | None], match: re.Match[str] | None
    ) -> HttpResponse:
        """Answer 400, in the shape of what was asked for: the page where a day is chosen, or the API's errors."""
        languages = dict(settings.LANGUAGES)
        asked_for = (request.path_info.split("/")[1], request.GET.get("lang", ""))
        language = next((each for each in asked_for if each in languages), get_language_from_request(request))
        if request.path_info.startswith(API):
            with override(language):
                told = _asked_wrongly(request, match) or _problem_with(*written)
                faults = [Fault(field="as_of", message=told)] if asks_by_parameters(request) else []
                return problem(BAD_DAY, detail=told, errors=faults)
        request.asked_wrongly = written  # type: ignore[attr-defined]
        request.path_info = f"/{language}/as-of/"
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        """Raise ``Http404`` for what is of no date; what readers send is sent to the site of today."""
        asked, match = asked_of(request), request.resolver_match
        if asked is None or match is None:
            return None
        if match.namespace not in DATED:
            raise Http404
        if match.view_name not in UNDATED or asks_by_parameters(request):
            return None
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return HttpResponseRedirect(asked.site + path_of(request))


def asks_by_parameters(request: HttpRequest) -> bool:
    """Return whether ``request`` asks the API about a day by its parameters."""
    return request.path_info.startswith(API) and not {"as_of", "recorded"}.isdisjoint(request.GET)


def _parameters(request: HttpRequest) -> tuple[str, str | None]:
    return request.GET.get("as_of", ""), request.GET.get("recorded")


def _asked_wrongly(request: HttpRequest, match: re.Match[str] | None) -> str:
    """Return why the parameters cannot ask about a day, whichever it is; empty where they can, or do not."""
    if not asks_by_parameters(request):
        return ""
    if match:
        return _("The day stands in the address already. Leave out “as_of” and “recorded”.")
    return "" if request.GET.get("as_of") else _("Name the day that is asked about by “as_of”.")


@contextmanager
def _living_below(asked: AsOf) -> Iterator[None]:
    """Let every address of the site begin with the date."""
    prefix = get_script_prefix()
    set_script_prefix(f"{asked.prefix}/")
    try:
        yield
    finally:
        set_script_prefix(prefix)


def _as_known(parts: Iterator[bytes], asked: AsOf) -> Iterator[bytes]:
    """Yield the ``parts`` of an answer, which are made one after the other when the view has long returned."""
    end = object()
    with known(as_of=asked.day, recorded=asked.recorded):
        while True:
            with _living_below(asked):
                part = next(parts, end)
            if part is end:
                return
            yield cast("bytes", part)


def _site() -> str:
    return get_script_prefix().rstrip("/")


def wrongly_asked(request: HttpRequest) -> str:
    """Return what is wrong with the date that ``request`` asks about; empty where nothing is."""
    written: tuple[str, str | None] | None = getattr(request, "asked_wrongly", None)
    return _problem_with(*written) if written else ""


def _problem_with(day: str, recorded: str | None) -> str:
    """Return what is wrong with the days as they are written in an address; empty where nothing is."""
    try:
        days = [date.fromisoformat(each) for each in (day, recorded) if each is not None and WRITTEN.fullmatch(each)]
    except ValueError:
        days = []
    if len(days) < 1 + (recorded is not None):
        return _("There is no such day. Write it as year, month and day, such as 2024-06-30.")
    return problem_with(*days)
