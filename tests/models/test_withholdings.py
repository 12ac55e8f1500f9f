"""What is held back: of what, until when, and who may see a record for that."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine

from assistance.models import Commitment, Release, Withholding
from assistance.vocabulary import Visibility, WithheldManner, WithheldScope, WithholdingReason
from tests.factories import (
    CommitmentFactory,
    NeedFactory,
    ReleaseFactory,
    StatedTotalFactory,
    WithholdingFactory,
)
from tests.models.constraints import Case, accepted, refused, refused_by

pytestmark = pytest.mark.django_db

TARGETS = {
    "commitment": CommitmentFactory,
    "need": NeedFactory,
    "stated_total": StatedTotalFactory,
    "release": ReleaseFactory,
}


def only(target: str, record: Any) -> dict[str, Any]:
    """Return ``target`` as the one record that something is withheld of."""
    return {"commitment": None, target: record}


def again(target: str, **more: Any) -> Any:
    """Return a function from a withholding of a commitment to facts of one more, of the same record."""

    def facts(first: Withholding) -> dict[str, Any]:
        record = first.commitment if target == "commitment" else TARGETS[target]()
        if target != "commitment":
            WithholdingFactory(**only(target, record))
        return {**only(target, record), **more}

    return facts


LIFTED = {"lifted": True}
CONSTRAINTS = (
    Case(
        name="withholding_of_one_record",
        factory=WithholdingFactory,
        accepts=tuple((lambda _, name=name: only(name, TARGETS[name]())) for name in TARGETS),
        refuses=({"commitment": None}, lambda _: {"need": NeedFactory()}),
    ),
    Case(
        name="withholding_of_facts_is_a_commitments",
        factory=WithholdingFactory,
        accepts=({"scope": "amount", "manner": "coarsened"}, {"scope": "place"}, {"scope": "record"}),
        refuses=(
            {"scope": "record", "manner": "coarsened"},
            lambda _: {**only("need", NeedFactory()), "scope": "amount"},
        ),
    ),
    Case(
        name="withholding_has_a_reason",
        factory=WithholdingFactory,
        accepts=({"reason": "x"},),
        refuses=({"reason": ""},),
    ),
    Case(
        name="withholding_lifted_by_someone_for_a_reason",
        factory=WithholdingFactory,
        accepts=({"lifted": True}, {}),
        refuses=(
            {"lifted": True, "lift_reason": ""},
            {"lifted": True, "lifted_by": None},
            {"lifted": True, "lifted_at": None},
            {"lift_reason": "x"},
        ),
    ),
    Case(
        name="withholding_scope_known",
        factory=WithholdingFactory,
        accepts=tuple({"scope": word.value} for word in WithheldScope),
        refuses=({"scope": "donor"},),
    ),
    Case(
        name="withholding_manner_known",
        factory=WithholdingFactory,
        accepts=tuple({"scope": "amount", "manner": word.value} for word in WithheldManner),
        refuses=({"scope": "amount", "manner": "blurred"},),
    ),
    Case(
        name="withholding_public_reason_known",
        factory=WithholdingFactory,
        accepts=tuple({"public_reason": word.value} for word in WithholdingReason),
        refuses=({"public_reason": "mood"},),
    ),
    *(
        Case(
            name=f"one_withholding_of_{target}",
            factory=WithholdingFactory,
            accepts=(again(target, **LIFTED),),
            refuses=(again(target), again(target, ended=True)),
        )
        for target in TARGETS
    ),
)


@accepted(CONSTRAINTS)
def test_withholding_within_constraint_is_stored(case: Case, facts: Any) -> None:
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_withholding_against_constraint_is_refused(case: Case, facts: Any) -> None:
    with refused_by(case.name):
        case.store(facts)


@pytest.mark.parametrize("target", TARGETS)
def test_published_leaves_out_what_is_withheld_until_its_day(target: str) -> None:
    record = TARGETS[target](visibility=Visibility.WITHHELD)
    model = type(record)
    assert (model.objects.published().count(), model.objects.withheld().count()) == (0, 1)
    WithholdingFactory(**only(target, record), dated=True)
    assert (model.objects.published().count(), model.objects.withheld().count()) == (0, 1)
    with time_machine.travel("2027-03-01T00:01:00+02:00", tick=False):
        assert (model.objects.published().count(), model.objects.withheld().count()) == (1, 0)


def test_published_ends_a_withholding_in_the_time_zone_of_the_site() -> None:
    record = CommitmentFactory(withheld=True)
    WithholdingFactory(commitment=record, until=date(2027, 3, 1))
    with time_machine.travel("2027-02-28T21:59:00Z", tick=False):
        assert not Commitment.objects.published().exists()
    with time_machine.travel("2027-02-28T22:01:00Z", tick=False):
        assert Commitment.objects.published().exists()


def test_published_heeds_neither_lifted_withholdings_nor_those_of_a_fact() -> None:
    record = CommitmentFactory(withheld=True)
    WithholdingFactory(commitment=record, ended=True, lifted=True)
    WithholdingFactory(commitment=record, ended=True, amount=True)
    assert not Commitment.objects.published().exists()


def test_published_leaves_drafts_out_whatever_ended() -> None:
    record = ReleaseFactory()
    WithholdingFactory(**only("release", record), ended=True)
    assert not Release.objects.published().exists()


def test_withholdings_by_whether_they_hold() -> None:
    standing = WithholdingFactory()
    dated = WithholdingFactory(dated=True)
    ended = WithholdingFactory(ended=True)
    lifted = WithholdingFactory(dated=True, lifted=True)
    assert set(Withholding.objects.standing()) == {standing, dated}
    assert set(Withholding.objects.ended()) == {ended}
    assert [row.is_standing for row in (standing, dated, ended, lifted)] == [True, True, False, False]
