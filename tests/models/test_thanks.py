"""Thanks given to donors."""

import pytest
from django.db.models import ProtectedError
from django.utils.translation import override

from assistance.models import Thanks
from tests.factories import ThanksFactory
from tests.models.constraints import Case, accepted, refused, refused_by

pytestmark = pytest.mark.django_db

CONSTRAINTS = (
    Case(
        name="thanks_have_an_occasion",
        factory=ThanksFactory,
        accepts=({"occasion_uk": ""}, {"occasion_en": ""}),
        refuses=({"occasion_en": "", "occasion_uk": ""},),
    ),
)


@accepted(CONSTRAINTS)
def test_thanks_accepted(case, facts):
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_thanks_refused(case, facts):
    with refused_by(case.name):
        case.store(facts)


@pytest.mark.parametrize(("language", "shown"), [("en", "Handover of generators"), ("uk", "Передання генераторів")])
def test_thanks_read_as_their_occasion_in_the_readers_language(language, shown):
    with override(language):
        assert str(ThanksFactory()) == shown


def test_thanks_come_the_latest_first():
    first, second = ThanksFactory(given_on="2026-01-01"), ThanksFactory(given_on="2026-02-01")
    assert list(Thanks.objects.all()) == [second, first]


def test_donor_who_was_thanked_is_not_deleted():
    donor = ThanksFactory().donor
    donor.aliases.all().delete()
    with pytest.raises(ProtectedError):
        donor.delete()
