"""Projects: what several commitments serve together."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from assistance.filters import ProjectFilter
from assistance.models import Commitment, Project
from assistance.models.withholdings import public
from assistance.web.account import account_of
from assistance.web.pages import by_name, matching, page_of, render_list


def index(request: HttpRequest) -> HttpResponse:
    """List the projects that public commitments belong to."""
    shown = public("commitment", "commitments")
    counted = Count("commitments", filter=shown, distinct=True)
    rows = Project.objects.filter(pk__in=Project.objects.published().values("pk")).annotate(public_commitments=counted)
    fetched = by_name(rows.prefetch_related("sectors", "places"), "title")
    filterset = ProjectFilter(request.GET, queryset=fetched, request=request)
    return render_list(request, "web/projects.html", filterset, {"page": page_of(request, matching(filterset))})


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one project with its public commitments."""
    fetched = Project.objects.published().prefetch_related("sectors", "places", "references")
    project = get_object_or_404(fetched, pk=pk)
    commitments = Commitment.objects.published().filter(project=project)
    return render(request, "web/project.html", {"project": project, **account_of(request, commitments)})
