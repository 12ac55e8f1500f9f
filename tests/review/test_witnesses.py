"""Telling apart two releases that were taken for one witness."""

import pytest

from assistance import review
from assistance.review import ReviewError
from assistance.vocabulary import Likeness
from tests.factories import ReleaseFactory
from tests.review.states import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy():
    return ReleaseFactory(witness_of=ReleaseFactory(), likeness=Likeness.REPRINT.value)


def test_parted_release_is_a_witness_of_its_own_with_the_reason_in_its_history(copy, staff):
    review.part_witnesses(copy, by=staff, reason="The embassy asked its own people.")

    copy.refresh_from_db()
    assert (copy.witness_of, copy.likeness) == (None, "")
    version = copy.history.first()
    assert (version.history_user, version.history_change_reason) == (staff, "The embassy asked its own people.")


def test_parting_without_a_reason_is_refused(copy, staff):
    with unchanged(), pytest.raises(ReviewError, match="Say why"):
        review.part_witnesses(copy, by=staff, reason=" ")


def test_parting_what_is_a_witness_of_its_own_is_refused(staff):
    release = ReleaseFactory()

    with unchanged(), pytest.raises(ReviewError, match="already"):
        review.part_witnesses(release, by=staff, reason="No copy.")
