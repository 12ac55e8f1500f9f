"""The site all staff pages belong to."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from assistance.models import Claim


class TrackerSite(admin.AdminSite):
    """The admin, whose front page says how many claims wait."""

    site_title = _("Assistance tracker")
    site_header = _("Assistance tracker: staff")
    index_title = _("What would you like to do?")

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show the front page with the size of the queue, for those who may see it."""
        claims = self._registry[Claim]
        queue = {"awaiting": Claim.objects.needing_review().count()} if claims.has_view_permission(request) else {}
        return super().index(request, {**queue, **(extra_context or {})})


site = TrackerSite(name="admin")
