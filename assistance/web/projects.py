"""Projects: what several commitments serve together."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assistance.filters import ProjectFilter
from assistance.interchange.public import PROJECTS
from assistance.models import Commitment, Project
from assistance.models.withholdings import public
from assistance.web.account import account_of, render_moments
from assistance.web.changes import ways_to_changes
from assistance.web.downloads import download, wanted, with_address
from assistance.web.facets import facets_of
from assistance.web.pages import by_name, matching, page_of, render_list


def index(request: HttpRequest, ending: str = "") -> HttpResponse:
    """List the projects that public commitments belong to."""
    shown = public("commitment", "commitments")
    counted = Count("commitments", filter=shown, distinct=True)
    rows = Project.objects.filter(pk__in=Project.objects.published().values("pk")).annotate(public_commitments=counted)
    fetched = by_name(rows.prefetch_related("sectors", "places"), "title")
    filterset = ProjectFilter(request.GET, queryset=fetched, request=request)
    found = matching(filterset)
    if wanted(filterset, ending):
        table = with_address(request, PROJECTS, "web:project")
        return download(request, filterset, table, found, page="web:projects", ending=ending)
    context = {"page": page_of(request, found), "facets": facets_of(filterset)}
    return render_list(request, "web/projects.html", filterset, context)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one project with its public commitments; one that was merged leads on to the one it was merged into."""
    fetched = Project.objects.published().prefetch_related("sectors", "places", "references")
    kept = Project.objects.filter(pk=pk).values("merged_into")
    project = get_object_or_404(fetched, Q(pk=pk) | Q(pk__in=kept))
    if project.pk != pk:
        return redirect("web:project", pk=project.pk, permanent=True)
    commitments = Commitment.objects.published().filter(project=project)
    account = account_of(request, commitments, by=("donor", "recipient", "year"), project=str(project.pk))
    return render(request, "web/project.html", {"project": project, **ways_to_changes(project=pk), **account})


def moments(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all that happened to the commitments of one project."""
    project = get_object_or_404(Project.objects.published(), pk=pk)
    commitments = Commitment.objects.published().filter(project=project)
    return render_moments(request, commitments, name=project.title, back="web:project", pk=pk)
