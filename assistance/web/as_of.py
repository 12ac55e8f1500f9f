"""The public site as of a date, below an address of its own.

A middleware takes the date from the address and lets the rest be answered as ever, by what was known then. The date
stays in every address of the site that the answer names, as if the site lived below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import get_script_prefix, set_script_prefix
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _

from assistance.interchange.problems import BAD_DAY, problem
from assistance.models.as_of import known
from assistance.reports import problem_with
from assistance.templatetags.as_of import PREFIX, UNDATED, AsOf, asked_of, path_of, without_prefix
from assistance.web.errors import unavailable

#: What may be asked for at a date, by the namespaces of their addresses.
DATED = ("web", "api", "files")

WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class AsOfDate:
    """Middleware that answers what begins with ``/as-of/`` and a day from what was known then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass ``request`` on without the date, or to the choice of a day where that cannot be answered."""
        match = PREFIX.match(request.path_info)
        if match is None or settings.MAINTENANCE:
            return self.get_response(request)
        if match.end() == len(request.path_info):
            return HttpResponseRedirect(f"{request.path}/")
        written = (match["day"], match["recorded"])
        request.path_info = without_prefix(request.path_info)
        try:
            if _problem_with(*written):
                return self._refuse(request, written)
            days = [None if each is None else date.fromisoformat(each) for each in written]
            return self._answer(request, AsOf(day=days[0] or date.min, recorded=days[1], site=_site()))
        except (OperationalError, InterfaceError):
            return unavailable(request, why="database")

    def _answer(self, request: HttpRequest, asked: AsOf) -> HttpResponse:
        prefix = get_script_prefix()
        request.as_of = asked  # type: ignore[attr-defined]
        set_script_prefix(f"{asked.prefix}/")
        try:
            with known(as_of=asked.day, recorded=asked.recorded):
                return self.get_response(request)
        finally:
            set_script_prefix(prefix)

    def _refuse(self, request: HttpRequest, written: tuple[str, str | None]) -> HttpResponse:
        """Answer 400, in the shape of what was asked for: the page where a day is chosen, or the API's errors."""
        language = request.path_info.split("/")[1]
        if language not in dict(settings.LANGUAGES):
            language = get_language_from_request(request)
        if request.path_info.startswith("/api/"):
            with override(language):
                return problem(BAD_DAY, detail=_problem_with(*written))
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
        if match.view_name not in UNDATED:
            return None
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return HttpResponseRedirect(asked.site + path_of(request))


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
