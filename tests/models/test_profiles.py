"""What is kept of a member of staff beside the login."""

import pytest

from assistance.models import StaffProfile
from assistance.vocabulary import Language
from tests.factories import StaffProfileFactory
from tests.models.constraints import Case, accepted, refused, refused_by

pytestmark = pytest.mark.django_db

CONSTRAINTS = (
    Case(
        name="profile_language_known",
        factory=StaffProfileFactory,
        accepts=tuple({"language": word.value} for word in Language),
        refuses=({"language": "fr"}, {"language": ""}),
    ),
)


@accepted(CONSTRAINTS)
def test_profile_accepted(case, facts):
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_profile_refused(case, facts):
    with refused_by(case.name):
        case.store(facts)


def test_profile_goes_with_its_login():
    StaffProfileFactory().user.delete()
    assert not StaffProfile.objects.exists()
