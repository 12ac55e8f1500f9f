"""The addresses of the public pages. Every one of them is read only."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from assistance.vocabulary import PartyRole
from assistance.web import commitments, equipment, method, needs, organisations, overview, projects, releases

app_name = "web"


def page(route: str, view: Callable[..., HttpResponse], name: str, **extra: object) -> URLPattern:
    """Return the pattern of a page that answers GET and HEAD, and 405 to anything else.

    Exempt from the CSRF check because nothing is ever written, and the check would answer 403 first.
    """
    return path(route, csrf_exempt(require_safe(view)), extra, name=name)


urlpatterns = [
    page("", overview.show, "overview"),
    page("commitments/", commitments.index, "commitments"),
    page("commitments/<int:pk>/", commitments.show, "commitment"),
    page("donors/", organisations.index, "donors", role=PartyRole.FUNDING),
    page("donors/<int:pk>/", organisations.show, "donor", role=PartyRole.FUNDING),
    page("recipients/", organisations.index, "recipients", role=PartyRole.RECIPIENT),
    page("recipients/<int:pk>/", organisations.show, "recipient", role=PartyRole.RECIPIENT),
    page("projects/", projects.index, "projects"),
    page("projects/<int:pk>/", projects.show, "project"),
    page("releases/", releases.index, "releases"),
    page("releases/<int:pk>/", releases.show, "release"),
    page("equipment/", equipment.index, "equipment"),
    page("needs/", needs.index, "needs"),
    page("method/", method.show, "method"),
]
