"""Worked examples for spreadsheets, Python and R, each with the address of this site, to be copied as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

FOLDER = Path(__file__).parent / "examples"
#: Stands in the files for the address of whichever site shows them.
ANY_SITE = "https://tracker.example.org"


@dataclass(frozen=True, kw_only=True)
class Example:
    """A program: the name of its file, and what it does."""

    file: str
    title: Promise

    def text(self, site: str) -> str:
        """Return the program for ``site``, an address without a slash at the end."""
        return (FOLDER / self.file).read_text(encoding="utf-8").strip().replace(ANY_SITE, site)


PYTHON = (
    Example(file="python-list.txt", title=_("All rows of a list, page by page")),
    Example(file="python-totals.txt", title=_("A report, to the cent")),
    Example(file="python-unchanged.txt", title=_("Asking again only for what changed")),
    Example(file="python-pandas.txt", title=_("With pandas: sums by status and currency")),
)
R = (
    Example(file="r-base.txt", title=_("Without packages: sums by status and currency")),
    Example(file="r-readr.txt", title=_("The same with readr and dplyr")),
    Example(file="r-httr2.txt", title=_("All rows of a list with httr2, page by page")),
)


def show(request: HttpRequest) -> HttpResponse:
    """Show them."""
    site = request.build_absolute_uri("/").rstrip("/")
    with override("en"):
        file = request.build_absolute_uri(reverse("web:commitments-file", args=["csv"]))
    context = {
        "csv": file,
        "parts": [
            ("python", "Python", [(each.title, each.text(site)) for each in PYTHON]),
            ("r", "R", [(each.title, each.text(site)) for each in R]),
        ],
    }
    return render(request, "web/worked_examples.html", context)
