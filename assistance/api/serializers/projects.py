"""Projects, and the sectors and places that commitments have as well."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assistance.api import public
from assistance.api.serializers.fields import InBothLanguages, ListField, PageField, WordField
from assistance.api.serializers.reports import RungSerializer
from assistance.api.shapes import Row
from assistance.models import Project, ProjectReference
from assistance.models.projects import PlaceRow, SectorRow
from assistance.reports import ladder
from assistance.vocabulary import ReferenceScheme, Region, Sector


class SectorSerializer(serializers.Serializer[SectorRow]):
    """A sector with the OECD DAC purpose code it is reported under."""

    sector = WordField(Sector)
    dac_code = serializers.CharField(read_only=True)


class PlaceSerializer(serializers.Serializer[PlaceRow]):
    """A region with its ISO 3166-2 code and its name."""

    code = WordField(Region, source="region")
    name = serializers.CharField(source="get_region_display", read_only=True)


class ReferenceSerializer(serializers.Serializer[ProjectReference]):
    """A number the project is known by elsewhere."""

    scheme = WordField(ReferenceScheme)
    number = serializers.CharField(read_only=True)


class ProjectLinkSerializer(serializers.Serializer[Project]):
    """A project, named from elsewhere."""

    id = serializers.IntegerField(source="pk", read_only=True)
    title = InBothLanguages("title")
    url = PageField("project")


class ProjectPeriodSerializer(serializers.Serializer[Any]):
    """From when to when; each end null where it is unknown."""

    start = serializers.DateField(read_only=True, allow_null=True)
    end = serializers.DateField(read_only=True, allow_null=True)


class ProjectSerializer(Row, ProjectLinkSerializer):
    """A project with the number of public commitments that belong to it."""

    description = InBothLanguages("description")
    period = ProjectPeriodSerializer(source="*", read_only=True)
    sectors = SectorSerializer(many=True, read_only=True)
    places = PlaceSerializer(many=True, read_only=True)
    references = ReferenceSerializer(many=True, read_only=True)
    commitments = serializers.IntegerField(source="commitment_count", read_only=True)


class WholeProjectSerializer(ProjectSerializer):
    """A project with the ladder of its public commitments, each rung on its own."""

    ladder = serializers.SerializerMethodField()
    commitments_list = ListField("commitment-list", "project")

    @extend_schema_field(RungSerializer(many=True))
    def get_ladder(self, project: Project) -> Any:
        """Return every rung, empty ones too."""
        return RungSerializer(ladder(public.belonging_to(project)).rungs, many=True).data
