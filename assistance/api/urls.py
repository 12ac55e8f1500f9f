"""The addresses of the API, version 1."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from assistance.api.views.base import NothingHere, PublicRows, PublicView
from assistance.api.views.between import BetweenReport
from assistance.api.views.changes import Changes
from assistance.api.views.claims import Claims
from assistance.api.views.commitments import Commitments
from assistance.api.views.decisions import Accepting, Merging, Rejecting
from assistance.api.views.deliveries import Deliveries
from assistance.api.views.delivery_reports import DeliveriesReport, OverdueReport, SilentReport
from assistance.api.views.equipment import Equipment
from assistance.api.views.item_reports import EquipmentReport, NeedsReport
from assistance.api.views.needs import Needs
from assistance.api.views.organisations import Donors, Recipients
from assistance.api.views.projects import Projects
from assistance.api.views.queue import Queue, QueueClaim
from assistance.api.views.rates import Rates
from assistance.api.views.releases import Releases
from assistance.api.views.reports import Totals
from assistance.api.views.start import Schema, Start
from assistance.api.views.submissions import Submissions
from assistance.api.views.totals import StatedTotals
from assistance.api.views.whole_reports import CompletenessReport, Overview

app_name = "api"

ROWS: dict[str, tuple[str, type[PublicRows[Any]]]] = {
    "commitments": ("commitment", Commitments),
    "claims": ("claim", Claims),
    "donors": ("donor", Donors),
    "recipients": ("recipient", Recipients),
    "projects": ("project", Projects),
    "equipment": ("equipment", Equipment),
    "deliveries": ("delivery", Deliveries),
    "releases": ("release", Releases),
    "needs": ("need", Needs),
    "stated-totals": ("stated-total", StatedTotals),
    "rates": ("rate", Rates),
}

REPORTS: dict[str, type[PublicView]] = {
    "totals": Totals,
    "overview": Overview,
    "equipment": EquipmentReport,
    "needs": NeedsReport,
    "deliveries": DeliveriesReport,
    "silent": SilentReport,
    "overdue": OverdueReport,
    "completeness": CompletenessReport,
    "between": BetweenReport,
}

router = SimpleRouter(use_regex_path=False)
for prefix, (name, view) in ROWS.items():
    router.register(prefix, view, basename=name)

urlpatterns = [
    path("", Start.as_view(), name="start"),
    path("", include(router.urls)),
    path("changes/", Changes.as_view({"get": "list"}, basename="change", detail=False), name="change-list"),
    *(path(f"reports/{name}/", view.as_view(), name=name) for name, view in REPORTS.items()),
    path("staff/queue/", Queue.as_view(), name="staff-queue"),
    path("staff/queue/<int:id>/", QueueClaim.as_view(), name="staff-claim"),
    path("staff/queue/<int:id>/accept/", Accepting.as_view(), name="staff-accept"),
    path("staff/queue/<int:id>/merge/", Merging.as_view(), name="staff-merge"),
    path("staff/queue/<int:id>/reject/", Rejecting.as_view(), name="staff-reject"),
    path("staff/releases/", Submissions.as_view(), name="staff-releases"),
    path("schema/", Schema.as_view(), name="schema"),
    re_path(r"^.+/$", NothingHere.as_view()),
]
