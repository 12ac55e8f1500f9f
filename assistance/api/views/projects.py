"""Projects."""

from django.db.models import F, QuerySet

from assistance.api import public
from assistance.api.serializers.projects import ProjectSerializer, WholeProjectSerializer
from assistance.api.views.base import PublicRows
from assistance.filters import ProjectFilter
from assistance.interchange.public import PROJECTS
from assistance.models import Project
from assistance.reports import gone, update_sources


class Projects(PublicRows[Project]):
    """Projects that a public commitment belongs to, by title."""

    rows = staticmethod(public.projects)
    whole_rows = staticmethod(public.projects)
    filterset_class = ProjectFilter
    serializer_class = ProjectSerializer
    whole_serializer_class = WholeProjectSerializer
    updates = gone.Tells(changed=update_sources.of_projects, went=gone.gone_projects)
    table = PROJECTS
    page = "web:project"
    orders = {
        "title": ("title_en", "title_uk", "pk"),
        "commitments": ("-commitment_count", "title_en", "title_uk", "pk"),
    }

    def table_rows(self) -> QuerySet[Project]:
        """Return the public projects with the number of their commitments as the table calls it."""
        return public.projects().annotate(public_commitments=F("commitment_count"))
