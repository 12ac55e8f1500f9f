"""Projects with their sectors, places and numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import review
from assistance.admin.base import SeenByDeciders, StaffAdmin
from assistance.admin.site import site
from assistance.models import Project, ProjectPlace, ProjectReference, ProjectSector


class ProjectForm(forms.ModelForm[Project]):
    """A project with a title, that starts before it ends."""

    def clean(self) -> dict[str, Any]:
        """Say in words what the database would refuse."""
        data = super().clean() or self.cleaned_data
        if not (data.get("title_en") or data.get("title_uk")):
            self.add_error("title_en", _("Give a title in English or Ukrainian."))
        if data.get("start") and data.get("end") and data["start"] > data["end"]:
            self.add_error("end", _("The end is before the start."))
        return data


class ProjectSectorInline(admin.TabularInline[ProjectSector, Project]):
    """Its sectors."""

    model = ProjectSector
    extra = 1


class ProjectPlaceInline(admin.TabularInline[ProjectPlace, Project]):
    """The regions it works in."""

    model = ProjectPlace
    extra = 1


class ProjectReferenceInline(admin.TabularInline[ProjectReference, Project]):
    """The numbers it is known by elsewhere."""

    model = ProjectReference
    extra = 1


@admin.register(Project, site=site)
class ProjectAdmin(SeenByDeciders[Project], StaffAdmin[Project]):
    """What several commitments serve together."""

    form = ProjectForm
    fieldsets = [
        (None, {"fields": [("title_en", "title_uk"), ("start", "end")]}),
        (gettext_lazy("Description"), {"fields": ["description_en", "description_uk"]}),
    ]
    rows_in_history = {ProjectSector: "project", ProjectPlace: "project", ProjectReference: "project"}
    inlines = [ProjectSectorInline, ProjectPlaceInline, ProjectReferenceInline]
    list_display = ["__str__", "title_uk", "start", "end", "commitments"]
    list_filter = ["sectors__sector", "places__region"]
    search_fields = ["title_en", "title_uk"]
    date_hierarchy = "start"
    ordering = ["title_en", "title_uk", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Project]:
        return super().get_queryset(request).annotate(in_commitments=Count("commitments", distinct=True))

    @admin.display(description=gettext_lazy("commitments"), ordering="in_commitments")
    def commitments(self, project: Project) -> int:
        return project.in_commitments  # type: ignore[attr-defined, no-any-return]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Let its commitments be found by its title."""
        super().save_related(request, form, formsets, change)
        review.refresh_search_texts(form.instance.commitments.all())
