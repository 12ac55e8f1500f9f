"""Projects with their sectors, places and reference numbers."""

from datetime import date

import pytest
from django.utils.translation import override

from assistance.models import Project
from assistance.vocabulary import DAC_PURPOSE, ReferenceScheme, Region, Sector
from tests.factories import (
    CommitmentFactory,
    CommitmentSectorFactory,
    ProjectFactory,
    ProjectPlaceFactory,
    ProjectReferenceFactory,
    ProjectSectorFactory,
)
from tests.models.constraints import Case, accepted, refused, refused_by

pytestmark = pytest.mark.django_db

CONSTRAINTS = (
    Case(
        name="project_has_a_title",
        factory=ProjectFactory,
        accepts=({"title_uk": ""}, {"title_en": ""}),
        refuses=({"title_en": "", "title_uk": ""},),
    ),
    Case(
        name="project_starts_before_it_ends",
        factory=ProjectFactory,
        accepts=(
            {"start": date(2026, 1, 1), "end": date(2026, 1, 2)},
            {"start": date(2026, 1, 1), "end": date(2026, 1, 1)},
            {"start": None, "end": date(2026, 1, 1)},
            {"start": date(2026, 1, 1), "end": None},
            {"start": None, "end": None},
        ),
        refuses=({"start": date(2026, 1, 2), "end": date(2026, 1, 1)},),
    ),
    Case(
        name="project_not_merged_into_itself",
        factory=ProjectFactory,
        accepts=(lambda other: {"merged_into": other}, {"merged_into": None}),
        refuses=(lambda other: {"pk": other.pk + 1, "merged_into_id": other.pk + 1},),
    ),
    Case(
        name="project_sector_once",
        factory=ProjectSectorFactory,
        accepts=(
            lambda row: {"project": row.project, "sector": Sector.ENERGY.value},
            lambda row: {"sector": row.sector},
        ),
        refuses=(lambda row: {"project": row.project, "sector": row.sector},),
    ),
    Case(
        name="project_region_once",
        factory=ProjectPlaceFactory,
        accepts=(lambda row: {"project": row.project, "region": Region.SUMY.value}, lambda row: {"region": row.region}),
        refuses=(lambda row: {"project": row.project, "region": row.region},),
    ),
    Case(
        name="project_reference_once",
        factory=ProjectReferenceFactory,
        accepts=(
            lambda row: {"project": row.project},
            lambda row: {"project": row.project, "number": row.number, "scheme": ReferenceScheme.DONOR.value},
            lambda row: {"number": row.number},
        ),
        refuses=(lambda row: {"project": row.project, "number": row.number},),
    ),
)


@accepted(CONSTRAINTS)
def test_project_accepted(case, facts):
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_project_refused(case, facts):
    with refused_by(case.name):
        case.store(facts)


@pytest.mark.parametrize("field", ["title", "description"])
@pytest.mark.parametrize(
    ("english", "ukrainian", "language", "shown"),
    [
        ("Fields", "Поля", "en", "Fields"),
        ("Fields", "Поля", "uk", "Поля"),
        ("", "Поля", "en", "Поля"),
        ("Fields", "", "uk", "Fields"),
    ],
)
def test_project_is_in_the_readers_language(field, english, ukrainian, language, shown):
    project = ProjectFactory(**{f"{field}_en": english, f"{field}_uk": ukrainian})
    with override(language):
        assert getattr(project, field) == shown
        assert str(project) == project.title


def test_published_projects_have_a_public_commitment():
    project, draft_project, withheld_project, _ = ProjectFactory.create_batch(4)
    CommitmentFactory.create_batch(2, public=True, project=project)
    CommitmentFactory(project=project)
    CommitmentFactory(project=draft_project)
    CommitmentFactory(withheld=True, project=withheld_project)
    assert list(Project.objects.published()) == [project]


@pytest.mark.parametrize("sector", Sector)
def test_sector_row_has_its_dac_code(sector):
    assert ProjectSectorFactory(sector=sector.value).dac_code == DAC_PURPOSE[sector]
    assert CommitmentSectorFactory(sector=sector.value).dac_code == DAC_PURPOSE[sector]


def test_project_rows_go_with_the_project():
    project = ProjectFactory(with_sector=True, with_place=True, with_reference=True)
    rows = [project.sectors.get(), project.places.get(), project.references.get()]
    assert [str(row) for row in rows] == ["Humanitarian demining", "Kharkiv region", rows[2].number]
    project.delete()
    assert not any(type(row).objects.exists() for row in rows)
