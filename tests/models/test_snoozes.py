"""Clocks put aside."""

import pytest

from assistance.models import Snooze
from assistance.vocabulary import ClockKind
from tests.factories import CommitmentFactory, DeliveryEventFactory, SnoozeFactory
from tests.models.constraints import Case, accepted, refused, refused_by

pytestmark = pytest.mark.django_db

CONSTRAINTS = (
    Case(
        name="snooze_of_one_record",
        factory=SnoozeFactory,
        accepts=({}, {"of_delivery": True}),
        refuses=(
            {"commitment": None, "delivery": None},
            lambda first: {"commitment": first.commitment, "delivery": DeliveryEventFactory()},
        ),
    ),
    Case(name="snooze_gives_a_reason", factory=SnoozeFactory, accepts=({"reason": "Why."},), refuses=({"reason": ""},)),
    Case(
        name="snooze_kind_known",
        factory=SnoozeFactory,
        accepts=tuple({"kind": kind.value} for kind in ClockKind),
        refuses=({"kind": "alarm"}, {"kind": ""}),
    ),
)


@accepted(CONSTRAINTS)
def test_snooze_accepted(case, facts):
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_snooze_refused(case, facts):
    with refused_by(case.name):
        case.store(facts)


def test_snooze_goes_with_a_delivery_that_is_taken_back():
    snooze = SnoozeFactory(of_delivery=True)
    kept = SnoozeFactory(commitment=CommitmentFactory())
    snooze.delivery.delete()
    assert list(Snooze.objects.all()) == [kept]


def test_snooze_reads_as_clock_and_day():
    assert str(SnoozeFactory()) == "Nothing heard 2026-12-22"
