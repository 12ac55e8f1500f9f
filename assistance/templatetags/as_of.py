"""The addresses of a page at another date, and of the same page today.

Below ``/as-of/2024-06-30/`` is the whole public site as of that day; below ``/as-of/2024-06-30/recorded/2026-11-22/``
the same as our records stood at the end of the second day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.urls import get_script_prefix, reverse, translate_url
from django.utils import timezone
from django.utils.http import escape_leading_slashes

register = template.Library()

PREFIX = re.compile(r"/as-of/(?P<day>[^/]+)(?:/recorded/(?P<recorded>[^/]+))?(?=/|$)")
#: What is of no date: what readers send, the choice of a day itself, what changed from one to the next, documentation.
UNDATED = (
    "web:report",
    "web:report_sent",
    "web:as-of",
    "web:changes",
    "web:changes-feed",
    "web:changes-file",
    "web:changes-between",
    "web:commitments-feed",
    "api:between",
    "api:change-list",
    "files:api-docs",
)


@dataclass(frozen=True, kw_only=True)
class AsOf:
    """The day a page is asked for, and that of the records; ``site`` is where the site of today begins."""

    day: date
    recorded: date | None
    site: str

    @property
    def prefix(self) -> str:
        """What its addresses begin with, without a slash at the end."""
        return self.site + prefix_of(self.day, self.recorded)


@dataclass(frozen=True, kw_only=True)
class PageTimes:
    """The addresses of one page: ``today``, ``permanent`` for what it shows, and its ``path`` for the choice of a day.

    ``day`` and ``recorded`` are what is asked for, None for the present; ``now`` is today. ``settled`` tells that
    the day of the records is over, so that nothing here changes any more.
    """

    today: str
    permanent: str
    path: str
    day: date | None
    recorded: date | None
    now: date

    @property
    def settled(self) -> bool:
        """Whether the records shown are those of a day that is over."""
        return self.recorded is not None and self.recorded < self.now


def prefix_of(day: date, recorded: date | None = None) -> str:
    """Return what addresses of a page begin with at a date."""
    return f"/as-of/{day.isoformat()}" + (f"/recorded/{recorded.isoformat()}" if recorded else "")


def without_prefix(path: str) -> str:
    """Return ``path`` without the date it may begin with."""
    match = PREFIX.match(path)
    return path[match.end() :] or "/" if match else path


def asked_of(request: HttpRequest) -> AsOf | None:
    """Return the date that ``request`` asks about, None for the present."""
    asked: AsOf | None = getattr(request, "as_of", None)
    return asked


def site_of(request: HttpRequest) -> str:
    """Return where the site of today begins, without a slash at the end."""
    asked = asked_of(request)
    return asked.site if asked else get_script_prefix().rstrip("/")


def path_of(request: HttpRequest) -> str:
    """Return the path and query of ``request`` without the date; it leads to no other host."""
    return escape_leading_slashes(request.get_full_path_info())


def in_language(path: str, code: str) -> str:
    """Return ``path``, which is without prefix, in the language ``code``; as it is where no page is there."""
    there, prefix = translate_url(path, code), get_script_prefix()
    return f"/{there.removeprefix(prefix)}" if there.startswith(prefix) else there


@register.simple_tag(takes_context=True)
def page_times(context: Context) -> PageTimes | None:
    """Return the addresses of the page at other times, None where it has none."""
    request: HttpRequest | None = context.get("request")
    if request is None or getattr(request, "is_preview", False) or _name_of(request) in UNDATED:
        return None
    asked, now, path, site = asked_of(request), timezone.localdate(), path_of(request), site_of(request)
    prefix = prefix_of(asked.day if asked else now, asked.recorded or now if asked else now)
    return PageTimes(
        today=site + path,
        permanent=request.build_absolute_uri(site + prefix + path),
        path=path,
        day=asked.day if asked else None,
        recorded=asked.recorded if asked else None,
        now=now,
    )


def _name_of(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match else ""


@register.simple_tag(takes_context=True)
def today_url(context: Context, name: str) -> str:
    """Return the address of the page ``name`` of today, whatever date is asked about."""
    there, request = reverse(name), context.get("request")
    return there if request is None else f"{site_of(request)}/{there.removeprefix(get_script_prefix())}"
