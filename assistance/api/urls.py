"""The addresses of the API, version 1."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from assistance.api.views.base import NothingHere, PublicRows
from assistance.api.views.commitments import Commitments
from assistance.api.views.donors import Donors
from assistance.api.views.equipment import Equipment
from assistance.api.views.needs import Needs
from assistance.api.views.projects import Projects
from assistance.api.views.releases import Releases
from assistance.api.views.reports import Totals
from assistance.api.views.start import Schema, Start
from assistance.api.views.totals import StatedTotals

app_name = "api"

ROWS: dict[str, tuple[str, type[PublicRows[Any]]]] = {
    "commitments": ("commitment", Commitments),
    "donors": ("donor", Donors),
    "projects": ("project", Projects),
    "equipment": ("equipment", Equipment),
    "releases": ("release", Releases),
    "needs": ("need", Needs),
    "stated-totals": ("stated-total", StatedTotals),
}

router = SimpleRouter(use_regex_path=False)
for prefix, (name, view) in ROWS.items():
    router.register(prefix, view, basename=name)

urlpatterns = [
    path("", Start.as_view(), name="start"),
    path("", include(router.urls)),
    path("reports/totals/", Totals.as_view(), name="totals"),
    path("schema/", Schema.as_view(), name="schema"),
    re_path(r"^.+/$", NothingHere.as_view()),
]
