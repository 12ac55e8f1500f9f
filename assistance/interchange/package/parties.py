"""Organisations and projects, as far as public commitments or totals name them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.interchange.package.commitments import place_field, sector_fields
from assistance.interchange.package.fields import Table, code, day, each, own_key, text, whole
from assistance.interchange.package.sources import stated_totals
from assistance.models import Organisation, Project
from assistance.vocabulary import OrganisationType, ReferenceScheme


def _organisations() -> Iterator[Organisation]:
    """Yield those that a public commitment or a public total names."""
    named = Q(pk__in=Organisation.objects.published().order_by().values("pk"))
    named |= Q(pk__in=stated_totals().order_by().values("donors"))
    return each(Organisation.objects.filter(named))


def _projects() -> Iterator[Project]:
    public = Project.objects.filter(pk__in=Project.objects.published().order_by().values("pk"))
    return each(public.prefetch_related("sectors", "places", "references"))


def _related(name: str, *key: str) -> Callable[[], Iterator[Any]]:
    def rows() -> Iterator[Any]:
        for project in _projects():
            yield from sorted(getattr(project, name).all(), key=attrgetter(*key))

    return rows


_OF_ONE = whole("project_id", _("Number of the project."), lambda row: row.project_id, required=True, of="projects")

ORGANISATIONS = Table(
    name="organisations",
    about=_("States, agencies, funds, companies and services that public commitments and totals name."),
    rows=_organisations,
    fields=(
        own_key(_("Number of the organisation.")),
        text("name_en", _("Name in English, empty where there is none."), lambda row: row.name_en),
        text("name_uk", _("Name in Ukrainian, empty where there is none."), lambda row: row.name_uk),
        code("type", _("Type of organisation."), OrganisationType, lambda row: row.type, required=True),
        text("country", _("ISO 3166-1 code of the country; empty for international bodies."),
             lambda row: row.country, pattern="[A-Z]{2}"),
        text("identifier", _("Identifier in the form of IATI, such as XM-DAC-41114."), lambda row: row.identifier),
    ),
)  # fmt: skip

PROJECTS = Table(
    name="projects",
    about=_("What several commitments may serve together."),
    rows=_projects,
    fields=(
        own_key(_("Number of the project.")),
        text("title_en", _("Title in English, empty where there is none."), lambda row: row.title_en),
        text("title_uk", _("Title in Ukrainian, empty where there is none."), lambda row: row.title_uk),
        text("description_en", _("Description in English."), lambda row: row.description_en),
        text("description_uk", _("Description in Ukrainian."), lambda row: row.description_uk),
        day("start", _("First day."), lambda row: row.start),
        day("end", _("Last day."), lambda row: row.end),
    ),
)

PROJECT_SECTORS = Table(
    name="project_sectors",
    about=_("The sectors of a project."),
    rows=_related("sectors", "sector"),
    key=("project_id", "sector"),
    fields=(_OF_ONE, *sector_fields()),
)

PROJECT_PLACES = Table(
    name="project_places",
    about=_("The regions of a project."),
    rows=_related("places", "region"),
    key=("project_id", "region"),
    fields=(_OF_ONE, place_field()),
)

PROJECT_REFERENCES = Table(
    name="project_references",
    about=_("Numbers that a project is known by elsewhere."),
    rows=_related("references", "scheme", "number"),
    key=("project_id", "scheme", "number"),
    fields=(
        _OF_ONE,
        code("scheme", _("What kind of number it is."), ReferenceScheme, lambda row: row.scheme, required=True),
        text("number", _("The number."), lambda row: row.number, required=True),
    ),
)

TABLES = (ORGANISATIONS, PROJECTS, PROJECT_SECTORS, PROJECT_PLACES, PROJECT_REFERENCES)
