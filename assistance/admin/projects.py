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
from assistance.admin.base import SeenByDeciders
from assistance.admin.duplicates import DuplicatesFilter, MergedFilter
from assistance.admin.list_filters import UseFilter
from assistance.admin.merging import Merging
from assistance.admin.site import site
from assistance.models import Commitment, Project, ProjectPlace, ProjectReference, ProjectSector
from assistance.reports import possible_duplicates_of_projects


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
class ProjectAdmin(SeenByDeciders[Project], Merging[Project]):
    """What several commitments serve together."""

    form = ProjectForm
    merge = staticmethod(review.merge_projects)
    require_mergeable = staticmethod(review.require_mergeable_projects)
    filled = staticmethod(review.filled_in_project)
    possible_duplicates = staticmethod(possible_duplicates_of_projects)
    named_by = Commitment._meta.get_field("project")
    compared = ("title_en", "title_uk", "description_en", "description_uk", "start", "end")
    moving = {
        gettext_lazy("Commitments"): lambda project: project.commitments.all(),
        gettext_lazy("Sectors"): lambda project: project.sectors.all(),
        gettext_lazy("Places"): lambda project: project.places.all(),
        gettext_lazy("Reference numbers"): lambda project: project.references.all(),
        gettext_lazy("Merged earlier"): lambda project: project.merged_here.all(),
    }
    alike_rule = gettext_lazy(
        "Two projects may be one where they have the same reference number; where their titles in one language have "
        "the same words, in any order and form, and words such as “the”, “of”, “project” or “Ukraine” do not count; "
        "and where the parties of their commitments are the same and at least half the words of a title."
    )
    merge_title = gettext_lazy("Merge into another project")
    merge_note = gettext_lazy(
        "All its commitments, sectors, places and numbers move to the one that stays. This cannot be undone."
    )
    fieldsets = [
        (None, {"fields": [("title_en", "title_uk"), ("start", "end"), "merged_here_into"]}),
        (gettext_lazy("Description"), {"fields": ["description_en", "description_uk"]}),
    ]
    rows_in_history = {ProjectSector: "project", ProjectPlace: "project", ProjectReference: "project"}
    inlines = [ProjectSectorInline, ProjectPlaceInline, ProjectReferenceInline]
    readonly_fields = ["merged_here_into"]
    list_display = ["__str__", "alike", "title_uk", "sectors_named", "start", "end", "commitments", "merged_here_into"]
    list_select_related = ["merged_into"]
    list_filter = [MergedFilter, DuplicatesFilter, "sectors__sector", "places__region", UseFilter]
    search_fields = ["title_en", "title_uk"]
    date_hierarchy = "start"
    ordering = ["title_en", "title_uk", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Project]:
        projects = super().get_queryset(request).prefetch_related("sectors")
        return projects.annotate(in_commitments=Count("commitments", distinct=True))

    @admin.display(description=gettext_lazy("commitments"), ordering="in_commitments")
    def commitments(self, project: Project) -> int:
        return project.in_commitments  # type: ignore[attr-defined, no-any-return]

    @admin.display(description=gettext_lazy("sectors"))
    def sectors_named(self, project: Project) -> str:
        return ", ".join(str(row) for row in project.sectors.all())

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Let its commitments be found by its title."""
        super().save_related(request, form, formsets, change)
        review.refresh_search_texts(form.instance.commitments.all())
