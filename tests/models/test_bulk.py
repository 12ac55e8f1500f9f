"""Constraints of changes in bulk."""

import pytest

from tests.factories import BulkChangeFactory
from tests.models.constraints import Case, accepted, refused, refused_by

pytestmark = pytest.mark.django_db

CONSTRAINTS = (
    Case(
        name="bulk_action_known",
        factory=BulkChangeFactory,
        accepts=({"action": "publish"}, {"action": "edit"}),
        refuses=({"action": "delete"},),
    ),
    Case(
        name="bulk_undone_by_somebody",
        factory=BulkChangeFactory,
        accepts=({}, {"undone": True}),
        refuses=({"undone": True, "undone_by": None}, {"undone": True, "undone_at": None}),
    ),
)


@accepted(CONSTRAINTS)
def test_bulk_change_accepted(case, facts):
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_bulk_change_refused(case, facts):
    with refused_by(case.name):
        case.store(facts)


def test_bulk_change_reads_as_what_was_done_and_to_how_many():
    assert str(BulkChangeFactory(entries=[{}, {}])) == "Edited (2)"
