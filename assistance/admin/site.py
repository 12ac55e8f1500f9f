"""The site all staff pages belong to."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from assistance.admin import worklist
from assistance.admin.dashboard import dashboard
from assistance.admin.report_page import report_page

#: What Django's own pages say and its Ukrainian catalogue lacks: named here, it is gathered into ours.
NOT_IN_DJANGOS_CATALOGUE = [
    _("Model name"),
    _("Add link"),
    _("Change or view list link"),
    _("After you’ve created a user, you’ll be able to edit more user options."),
    _(
        "Whether the user will be able to authenticate using a password or not. If disabled, they may still be able "
        "to authenticate using other backends, such as Single Sign-On or LDAP."
    ),
]


class TrackerSite(admin.AdminSite):
    """The admin, whose front page tells what waits for staff."""

    site_title = _("Assistance tracker")
    site_header = _("Assistance tracker: staff")
    index_title = _("What would you like to do?")

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Add the pages that belong to no single kind of record."""
        own = {
            "report": partial(report_page, self),
            "worklist": partial(worklist.worklist, self),
            "worklist/snooze": partial(worklist.snooze, self, wake=False),
            "worklist/wake": partial(worklist.snooze, self, wake=True),
        }
        pages = [path(f"{at}/", self.admin_view(view), name=at.replace("/", "_")) for at, view in own.items()]
        return [*pages, *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show the front page: what waits and what happened, as far as the user may see it."""
        return super().index(request, {**dashboard(self, request), **(extra_context or {})})


site = TrackerSite(name="admin")
