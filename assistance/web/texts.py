"""Pages of words alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show(request: HttpRequest, text: str) -> HttpResponse:
    """Show the page ``text``."""
    return render(request, f"web/{text}.html")
