"""Merging projects."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from assistance import review
from assistance.models import Project
from assistance.vocabulary import Region, Sector
from tests.factories import (
    CommitmentFactory,
    ProjectFactory,
    ProjectPlaceFactory,
    ProjectReferenceFactory,
    ProjectSectorFactory,
)
from tests.review.states import unchanged

pytestmark = pytest.mark.django_db

REASON = "Both are registration card 1234."


def merge(kept: Project, duplicate: Project, by: User, reason: str = REASON) -> Project:
    merged = review.merge_projects(kept=kept, duplicate=duplicate, by=by, reason=reason)
    duplicate.refresh_from_db()
    return merged


def test_merge_moves_commitments_of_every_visibility(staff: User) -> None:
    kept, duplicate = ProjectFactory(), ProjectFactory()
    moved = [CommitmentFactory(project=duplicate), CommitmentFactory(project=duplicate, public=True)]
    stayed = CommitmentFactory(project=kept)
    before = [commitment.visibility for commitment in moved]
    assert merge(kept, duplicate, staff) == kept
    assert set(kept.commitments.all()) == {*moved, stayed}
    assert duplicate.merged_into == kept
    for commitment in moved:
        commitment.refresh_from_db()
    assert [commitment.visibility for commitment in moved] == before


def test_merge_moves_rows_that_the_kept_one_lacks_and_drops_the_rest(staff: User) -> None:
    kept, duplicate = ProjectFactory(), ProjectFactory()
    ProjectSectorFactory(project=kept, sector=Sector.ENERGY.value)
    for sector in (Sector.ENERGY, Sector.DEMINING):
        ProjectSectorFactory(project=duplicate, sector=sector.value)
    ProjectPlaceFactory(project=duplicate, region=Region.KHARKIV.value)
    ProjectReferenceFactory(project=kept, number="1")
    for number in ("1", "2"):
        ProjectReferenceFactory(project=duplicate, number=number)
    merge(kept, duplicate, staff)
    assert {row.sector for row in kept.sectors.all()} == {Sector.ENERGY, Sector.DEMINING}
    assert [row.region for row in kept.places.all()] == [Region.KHARKIV]
    assert [row.number for row in kept.references.all()] == ["1", "2"]
    assert not (duplicate.sectors.exists() or duplicate.places.exists() or duplicate.references.exists())


def test_merge_fills_what_is_empty_and_keeps_the_rest(staff: User) -> None:
    kept = ProjectFactory(title_en="Winter", title_uk="", description_en="Heat.", end=None)
    duplicate = ProjectFactory(
        title_en="Winterisation",
        title_uk="Зима",
        description_en="Warmth.",
        description_uk="Тепло.",
        start=date(2025, 1, 1),
        end=date(2026, 5, 1),
    )
    merge(kept, duplicate, staff)
    kept.refresh_from_db()
    assert (kept.title_en, kept.title_uk) == ("Winter", "Зима")
    assert (kept.description_en, kept.description_uk) == ("Heat.", "Тепло.")
    assert (kept.start, kept.end) == (date(2026, 1, 1), date(2026, 5, 1))
    assert duplicate.title_en == "Winterisation"


def test_merge_leads_earlier_merged_ones_to_the_kept(staff: User) -> None:
    kept, duplicate = ProjectFactory(), ProjectFactory()
    earlier = ProjectFactory(merged_into=duplicate)
    merge(kept, duplicate, staff)
    earlier.refresh_from_db()
    assert earlier.merged_into == kept


def test_merge_lets_all_commitments_be_found_by_the_titles_of_both(staff: User) -> None:
    kept, duplicate = ProjectFactory(title_en="Winter", title_uk=""), ProjectFactory(title_en="Heating", title_uk="")
    commitments = [CommitmentFactory(project=kept), CommitmentFactory(project=duplicate)]
    merge(kept, duplicate, staff)
    for commitment in commitments:
        commitment.refresh_from_db()
        assert "winter" in commitment.search_text
        assert "heating" in commitment.search_text


def test_merge_keeps_who_and_why_in_history(staff: User) -> None:
    kept, duplicate = ProjectFactory(), ProjectFactory()
    commitment = CommitmentFactory(project=duplicate)
    sector = ProjectSectorFactory(project=duplicate)
    merge(kept, duplicate, staff)
    for record in (kept, duplicate, commitment, sector):
        version = record.history.first()
        assert (version.history_user, version.history_change_reason) == (staff, REASON)


@pytest.mark.parametrize("reason", ["", "  "])
def test_merge_without_a_reason_changes_nothing(staff: User, reason: str) -> None:
    kept, duplicate = ProjectFactory(), ProjectFactory()
    with unchanged(), pytest.raises(review.ReviewError, match="needs a reason"):
        merge(kept, duplicate, staff, reason)


def test_merge_with_itself_is_refused(staff: User) -> None:
    project = ProjectFactory()
    with unchanged(), pytest.raises(review.ReviewError, match="itself"):
        merge(project, project, staff)


def test_merge_of_a_merged_one_is_refused(staff: User) -> None:
    kept, other = ProjectFactory(), ProjectFactory()
    merged = ProjectFactory(merged_into=kept)
    for pair in ((other, merged), (merged, other)):
        with unchanged(), pytest.raises(review.ReviewError, match="merged before"):
            merge(*pair, staff)


def test_merge_that_would_end_before_it_starts_is_refused(staff: User) -> None:
    kept = ProjectFactory(start=date(2026, 6, 1), end=None)
    duplicate = ProjectFactory(start=None, end=date(2026, 5, 1))
    with unchanged(), pytest.raises(review.ReviewError, match=r"2026-06-01.*2026-05-01"):
        merge(kept, duplicate, staff)


def test_commitment_cannot_be_put_into_a_merged_project(staff: User) -> None:
    merged = ProjectFactory(merged_into=ProjectFactory())
    commitment = CommitmentFactory()
    with unchanged(), pytest.raises(review.ReviewError):
        review.edit_commitment(commitment, by=staff, reason="Belongs there.", project=merged)


def test_commitment_restored_to_a_merged_project_joins_the_kept_one(staff: User) -> None:
    kept, duplicate = ProjectFactory(), ProjectFactory()
    commitment = CommitmentFactory(project=duplicate, title_en="Heaters")
    commitment.title_en = "Stoves"
    review.write(commitment, by=staff)
    merge(kept, duplicate, staff)
    commitment.refresh_from_db()
    review.restore(commitment, commitment.history.last(), by=staff, reason="Wrong.")
    assert (commitment.title_en, commitment.project) == ("Heaters", kept)


def test_merged_project_is_not_restored(staff: User) -> None:
    kept, duplicate = ProjectFactory(), ProjectFactory()
    merge(kept, duplicate, staff)
    with unchanged(), pytest.raises(review.ReviewError, match="merged"):
        review.restore(duplicate, duplicate.history.last(), by=staff, reason="Wrong.")
