"""Saved filters: whose they are and who sees them."""

import pytest

from assistance.models import SavedFilter
from tests.factories import SavedFilterFactory, UserFactory
from tests.models.constraints import Case, accepted, refused, refused_by

pytestmark = pytest.mark.django_db

CONSTRAINTS = (
    Case(
        name="saved_filter_name_once",
        factory=SavedFilterFactory,
        accepts=(
            lambda first: {"owner": first.owner, "name": "Other"},
            lambda first: {"owner": first.owner, "name": first.name, "listed": "assistance.need"},
            lambda first: {"name": first.name},
        ),
        refuses=(lambda first: {"owner": first.owner, "name": first.name},),
    ),
    Case(name="saved_filter_has_a_name", factory=SavedFilterFactory, accepts=({"name": "x"},), refuses=({"name": ""},)),
    Case(
        name="saved_filter_narrows_something",
        factory=SavedFilterFactory,
        accepts=({"query": "q=x"},),
        refuses=({"query": ""},),
    ),
)


@accepted(CONSTRAINTS)
def test_saved_filter_accepted(case, facts):
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_saved_filter_refused(case, facts):
    with refused_by(case.name):
        case.store(facts)


def test_one_sees_ones_own_and_those_that_are_shared():
    reader = UserFactory()
    own, shared = SavedFilterFactory(owner=reader), SavedFilterFactory(shared=True)
    SavedFilterFactory()
    assert set(SavedFilter.objects.seen_by(reader)) == {own, shared}


def test_saved_filters_go_with_their_owner():
    saved = SavedFilterFactory()
    saved.owner.delete()
    assert not SavedFilter.objects.exists()
    assert str(saved) == saved.name
