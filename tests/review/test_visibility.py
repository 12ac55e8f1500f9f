"""Making records public, withholding them, and changing a status."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from assistance.review import ReviewError, merge, publish, withhold
from assistance.vocabulary import Relation, Visibility
from tests.factories import (
    ClaimFactory,
    CommitmentFactory,
    NeedFactory,
    ReleaseFactory,
    StatedTotalFactory,
)
from tests.review.states import unchanged

pytestmark = pytest.mark.django_db


def test_publish_commitment_with_all_its_releases(staff: User) -> None:
    claims = ClaimFactory.create_batch(2)
    commitment = CommitmentFactory(claims=claims)
    publish(commitment, by=staff, reason="Checked.")
    commitment.refresh_from_db()
    assert commitment.visibility == Visibility.PUBLIC
    for claim in claims:
        claim.release.refresh_from_db()
        assert claim.release.visibility == Visibility.PUBLIC
    record = commitment.history.first()
    assert (record.history_user, record.history_change_reason) == (staff, "Checked.")


def test_publish_commitment_without_a_claim_changes_nothing(staff: User) -> None:
    commitment = CommitmentFactory(complete=True, link=None)
    commitment.claim_links.all().delete()
    with unchanged(), pytest.raises(ReviewError, match="No claim supports"):
        publish(commitment, by=staff)


@pytest.mark.parametrize("factory", [NeedFactory, StatedTotalFactory])
def test_publish_with_the_release_it_rests_on(staff: User, factory: Any) -> None:
    record = factory()
    publish(record, by=staff)
    record.refresh_from_db()
    assert (record.visibility, record.release.visibility) == (Visibility.PUBLIC, Visibility.PUBLIC)


@pytest.mark.parametrize("factory", [NeedFactory, StatedTotalFactory])
def test_publish_on_a_withheld_release_changes_nothing(staff: User, factory: Any) -> None:
    record = factory(release__visibility=Visibility.WITHHELD)
    with unchanged(), pytest.raises(ReviewError, match=r"is withheld\. Make it public first"):
        publish(record, by=staff)


def test_publish_of_a_withheld_release_lifts_what_held_it_back(staff: User) -> None:
    release = ReleaseFactory(visibility=Visibility.WITHHELD)
    need = NeedFactory(release=release)
    publish(release, by=staff, reason="The donor agreed.")
    publish(need, by=staff)
    release.refresh_from_db()
    assert (release.visibility, release.history.first().history_change_reason) == ("public", "The donor agreed.")


def test_merge_of_a_withheld_release_into_a_public_commitment_changes_nothing(staff: User) -> None:
    commitment = CommitmentFactory(public=True, with_claim=True)
    claim = ClaimFactory(release__visibility=Visibility.WITHHELD)
    with unchanged(), pytest.raises(ReviewError, match="is withheld"):
        merge(claim, into=commitment, relation=Relation.REPEATS, by=staff)


def test_publish_of_public_record_writes_nothing(staff: User) -> None:
    need = NeedFactory(public=True)
    with unchanged():
        publish(need, by=staff)


@pytest.mark.parametrize("factory", [CommitmentFactory, NeedFactory, StatedTotalFactory, ReleaseFactory])
def test_withhold_keeps_the_reason_in_history(staff: User, factory: Any) -> None:
    record = factory()
    withhold(record, by=staff, reason="The donor asked for it.")
    record.refresh_from_db()
    assert record.visibility == Visibility.WITHHELD
    kept = record.history.first()
    assert (kept.history_user, kept.history_change_reason) == (staff, "The donor asked for it.")


@pytest.mark.parametrize("factory", [CommitmentFactory, NeedFactory, StatedTotalFactory, ReleaseFactory])
def test_withhold_without_a_reason_changes_nothing(staff: User, factory: Any) -> None:
    record = factory(public=True)
    with unchanged(), pytest.raises(ReviewError, match="needs a reason"):
        withhold(record, by=staff, reason=" ")


def test_withhold_release_of_public_records_is_refused(staff: User) -> None:
    commitment = CommitmentFactory(public=True, with_claim=True)
    releases = [commitment.claims.get().release, NeedFactory(public=True).release]
    releases.append(StatedTotalFactory(public=True).release)
    for release in releases:
        with unchanged(), pytest.raises(ReviewError, match="Withhold those first"):
            withhold(release, by=staff, reason="The donor asked for it.")
