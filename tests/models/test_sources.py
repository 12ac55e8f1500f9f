"""Sources of releases, and what is known of the addresses that were asked for."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assistance.models import FetchedAddress, Source
from assistance.models.sources import FETCHING_SILENCE
from tests.factories import FetchedAddressFactory, ReleaseFactory, SourceFactory
from tests.models.constraints import Case, accepted, refused, refused_by

pytestmark = pytest.mark.django_db

CONSTRAINTS = (
    Case(name="source_has_a_title", factory=SourceFactory, accepts=({"title": "x"},), refuses=({"title": ""},)),
    Case(
        name="source_names_a_feed_or_addresses",
        factory=SourceFactory,
        accepts=({}, {"listing": True}),
        refuses=(
            {"address": ""},
            {"addresses": "https://example.org/1"},
            {"kind": "list"},
            {"listing": True, "addresses": ""},
            {"listing": True, "address": "https://example.org/feed"},
            {"kind": "page"},
        ),
    ),
    Case(
        name="source_language_known",
        factory=SourceFactory,
        accepts=({"language": ""}, {"language": "uk"}),
        refuses=({"language": "ru"},),
    ),
    Case(
        name="source_feed_once",
        factory=SourceFactory,
        accepts=(lambda first: {"title": first.title}, lambda _first: {"listing": True}),
        refuses=(lambda first: {"address": first.address},),
    ),
    Case(
        name="fetched_outcome_known",
        factory=FetchedAddressFactory,
        accepts=({"outcome": "unchanged"}, {"outcome": "supersedes"}),
        refuses=({"outcome": "waiting"},),
    ),
    Case(
        name="fetched_release_or_reason",
        factory=FetchedAddressFactory,
        accepts=(
            {},
            {"refused": True},
            {"refused": True, "outcome": "failed"},
            lambda first: {"refused": True, "release": first.release},
        ),
        refuses=({"release": None}, {"reason": "is busy."}, {"refused": True, "reason": ""}),
    ),
)


@accepted(CONSTRAINTS)
def test_source_accepted(case, facts):
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_source_refused(case, facts):
    with refused_by(case.name):
        case.store(facts)


def test_two_lists_have_no_feed_in_common():
    SourceFactory.create_batch(2, listing=True)
    assert Source.objects.count() == 2


def test_source_is_free_unless_somebody_fetches_from_it():
    now = timezone.now()
    free = SourceFactory()
    given_up = SourceFactory(alive_at=now - FETCHING_SILENCE - timedelta(seconds=1))
    taken = SourceFactory(alive_at=now - FETCHING_SILENCE + timedelta(seconds=1))
    assert list(Source.objects.free(now).order_by("pk")) == [free, given_up]
    assert [one.is_being_fetched for one in (free, given_up, taken)] == [False, False, True]


def test_source_rests_until_its_time_is_over():
    now = timezone.now()
    waits = (None, now, now + timedelta(seconds=1))
    assert [SourceFactory(wait_until=wait).is_resting for wait in waits] == [False, False, True]


def test_sources_asked_regularly_are_the_enabled_ones():
    enabled = SourceFactory()
    SourceFactory(enabled=False)
    assert list(Source.objects.enabled()) == [enabled]


def test_addresses_stay_known_when_their_source_goes():
    fetched = FetchedAddressFactory(release=ReleaseFactory())
    fetched.source.delete()
    assert FetchedAddress.objects.get().source is None
    assert str(fetched) == fetched.address
