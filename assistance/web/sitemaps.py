"""What search engines are told: which pages there are, in which languages, and which they may leave alone.

No page says when it last changed: a change of something withheld would be told by it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from assistance.models import Commitment, Organisation, Project, Release
from assistance.vocabulary import PartyRole
from assistance.web.items import categories_shown
from assistance.web.needs import needs_once

#: The pages that stand by themselves.
PAGES = (
    "overview",
    "commitments",
    "donors",
    "recipients",
    "equipment-overview",
    "equipment",
    "places",
    "converted",
    "needs",
    "projects",
    "releases",
    "changes",
    "changes-between",
    "as-of",
    "method",
    "data",
    "worked-examples",
    "accessibility",
    "privacy",
)


class PublicPages(Sitemap[Any]):
    """Pages in every language, each naming itself in the others; without a language the reader's is chosen."""

    i18n = True
    alternates = True
    x_default = True
    limit = 5000


class Fixed(PublicPages):
    """The pages that stand by themselves, by name."""

    def items(self) -> tuple[str, ...]:
        """Return the names."""
        return PAGES

    def location(self, item: str) -> str:
        """Return the address of the page ``item``, in the active language."""
        return reverse(f"web:{item}")


class Records(PublicPages):
    """A page for each public record of a kind, by key."""

    def __init__(self, page: str, rows: Callable[[], QuerySet[Any]]) -> None:
        self.page, self.rows = page, rows

    def items(self) -> QuerySet[Any, int]:
        """Return the keys."""
        return self.rows().order_by("pk").values_list("pk", flat=True)

    def location(self, item: int) -> str:
        """Return the address of the page of record ``item``, in the active language."""
        return reverse(f"web:{self.page}", kwargs={"pk": item})


class Categories(PublicPages):
    """A page for each category of equipment that something public is promised or asked for in."""

    def items(self) -> list[str]:
        """Return the codes."""
        return categories_shown()

    def location(self, item: str) -> str:
        """Return the address of the page of category ``item``, in the active language."""
        return reverse("web:equipment-category", args=[item])


SITEMAPS: dict[str, PublicPages] = {
    "pages": Fixed(),
    "commitments": Records("commitment", Commitment.objects.published),
    "donors": Records("donor", lambda: Organisation.objects.published_in_role(PartyRole.FUNDING)),
    "recipients": Records("recipient", lambda: Organisation.objects.published_in_role(PartyRole.RECIPIENT)),
    "projects": Records("project", Project.objects.published),
    "releases": Records("release", Release.objects.published),
    "needs": Records("need", needs_once),
    "equipment": Categories(),
}


def robots(request: HttpRequest) -> HttpResponse:
    """Show crawlers what to leave alone, and where the list of pages is."""
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    return render(request, "robots.txt", {"sitemap": sitemap}, content_type="text/plain; charset=utf-8")
