"""What is read from a release and corrected by staff."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from assistance.admin.links import quotation, record_link
from assistance.admin.visibility import PublishingAdmin
from assistance.models import Need, StatedTotal


class FoundInReleaseAdmin(PublishingAdmin[Any]):
    """Base of what is read from a release and corrected by staff: its words stay as they are."""

    list_select_related = ["release"]
    date_hierarchy = "release__published_on"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: it comes with its release."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: what should not be seen is withheld."""
        return False

    @admin.display(description=gettext_lazy("words"))
    def evidence(self, record: Need | StatedTotal) -> str:
        return quotation(record.words)

    @admin.display(description=gettext_lazy("release"), ordering="release__title")
    def source(self, record: Need | StatedTotal) -> str:
        return record_link(record.release)

    @admin.display(description=gettext_lazy("published on"), ordering="release__published_on")
    def published_on(self, record: Need | StatedTotal) -> Any:
        return record.release.published_on
