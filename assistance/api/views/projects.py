"""Projects."""

from assistance.api import public
from assistance.api.serializers.projects import ProjectSerializer, WholeProjectSerializer
from assistance.api.views.base import PublicRows
from assistance.filters import ProjectFilter
from assistance.models import Project


class Projects(PublicRows[Project]):
    """Projects that a public commitment belongs to, by title."""

    rows = staticmethod(public.projects)
    whole_rows = staticmethod(public.projects)
    filterset_class = ProjectFilter
    serializer_class = ProjectSerializer
    whole_serializer_class = WholeProjectSerializer
