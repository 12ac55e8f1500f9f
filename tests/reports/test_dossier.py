"""A donor's dossier on a fixed day: promises, last words, clocks, equipment, thanks, and what to ask."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from assistance.models import Commitment, Organisation
from assistance.reports import Asked, Dossier, dossier
from assistance.vocabulary import ClockKind, CommitmentStatus
from tests.factories import (
    ClaimFactory,
    CommitmentClaimFactory,
    CommitmentFactory,
    DecisionFactory,
    DeliveryEventFactory,
    DeliveryOccasionFactory,
    EquipmentLineFactory,
    OrganisationFactory,
    ProjectFactory,
    SnoozeFactory,
    StatedTotalFactory,
    ThanksFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def japan() -> Organisation:
    return OrganisationFactory(japan=True)


def of(donor: Organisation) -> Dossier:
    return dossier(donor, today=TODAY)


def given(donor: Organisation, status: str = "agreed", **facts: Any) -> Commitment:
    """Return a commitment of ``donor`` that was spoken of today and states an amount."""
    facts = {"with_amount": True, "claims": [ClaimFactory(release__published_on=TODAY)], **facts}
    return CommitmentFactory(status=status, donors=[donor], **facts)


def asked(donor: Organisation) -> list[Asked]:
    return [question.asked for question in of(donor).questions]


def test_dossier_holds_what_the_donor_funds_up_the_ladder_drafts_too(japan: Organisation) -> None:
    delivered, announced = given(japan, "delivered"), given(japan, "announced", public=True)
    CommitmentFactory(recipients=[japan])
    CommitmentFactory(with_donor=True)
    found = of(japan)
    assert [promise.commitment for promise in found.promises] == [announced, delivered]
    assert [promise.commitment for promise in found.open_promises] == [announced]
    assert found.ladder.count == 2


def test_dossier_leaves_out_what_was_reopened(japan: Organisation) -> None:
    DecisionFactory(commitment=CommitmentFactory(donors=[japan]), accepted=True)
    assert of(japan).promises == ()


def test_dossier_gives_the_last_word_on_each_promise_and_on_all(japan: Organisation) -> None:
    days = [date(2026, 3, 1), date(2026, 9, 1), None]
    claims = [ClaimFactory(release__published_on=day) for day in days]
    given(japan, claims=claims)
    given(japan, claims=[ClaimFactory(release__published_on=date(2026, 5, 1))])
    silent = given(japan, claims=[])
    found = of(japan)
    assert found.promises[0].last_word == claims[1]
    assert {promise.commitment: promise.last_word for promise in found.promises}[silent] is None
    assert found.last_word == claims[1]


def test_dossier_names_who_gives_along_and_when_it_is_due(japan: Organisation) -> None:
    norway = OrganisationFactory()
    joint = given(japan, project=ProjectFactory(end=date(2027, 5, 1)), period_end=date(2027, 1, 1))
    joint.parties.create(organisation=norway, role="funding")
    [promise] = of(japan).promises
    assert (promise.beside, promise.due_on) == ((norway,), date(2027, 1, 1))


def test_dossier_keeps_the_donors_clocks_apart_from_those_of_recipients(japan: Organisation) -> None:
    late = given(japan, period_end=date(2026, 11, 1))
    DeliveryEventFactory(line__commitment=given(japan, "delivered"), on_balance=True)
    SnoozeFactory(commitment=given(japan, period_end=date(2026, 11, 1)), kind="promise_passed")
    CommitmentFactory(period_end=date(2026, 11, 1))
    found = of(japan)
    assert [(clock.kind, clock.commitment) for clock in found.overdue] == [(ClockKind.PROMISE_PASSED, late)]
    assert [clock.kind for clock in found.owed] == [ClockKind.PROPERTY_NOTICE]


def test_dossier_accounts_for_equipment_unless_it_was_called_off(japan: Organisation) -> None:
    line = EquipmentLineFactory(commitment=given(japan))
    DeliveryEventFactory(line=line)
    EquipmentLineFactory(commitment=given(japan, "cancelled"))
    assert [(row.line, row.handed_over.known, row.outstanding) for row in of(japan).equipment] == [(line, 4, 6)]


def test_dossier_sets_stated_totals_beside_what_is_itemised(japan: Organisation) -> None:
    given(japan)
    total = StatedTotalFactory(donors=[japan], release__published_on=TODAY)
    StatedTotalFactory(donors=[OrganisationFactory()])
    assert [(row.total, row.itemised) for row in of(japan).totals] == [(total, 2_500_000)]


def test_dossier_lists_thanks_of_the_donor_alone(japan: Organisation) -> None:
    thanks = ThanksFactory(donor=japan)
    ThanksFactory()
    assert of(japan).thanks == (thanks,)


@pytest.mark.parametrize(
    ("status", "questions"),
    [
        ("under_consideration", [Asked.DECISION]),
        ("announced", [Asked.SIGNATURE]),
        ("agreed", []),
        ("in_delivery", []),
        ("suspended", [Asked.RESUMPTION]),
        ("delivered", []),
        ("completed", []),
        ("cancelled", []),
    ],
)
def test_question_follows_from_the_status(japan: Organisation, status: str, questions: list[Asked]) -> None:
    given(japan, status)
    assert asked(japan) == questions
    assert status in {word.value for word in CommitmentStatus}


@pytest.mark.parametrize(
    ("facts", "question"),
    [
        ({"period_end": date(2026, 11, 1)}, (Asked.NEW_DATE, date(2026, 11, 1))),
        ({"period_end": date(2026, 12, 1)}, (Asked.NEXT, date(2026, 12, 1))),
    ],
    ids=["promise-passed", "end-near"],
)
def test_question_follows_from_a_clock(japan: Organisation, facts: dict[str, Any], question: Any) -> None:
    given(japan, **facts)
    assert [(each.asked, each.day) for each in of(japan).questions] == [question]


def test_question_on_silence_names_the_last_word(japan: Organisation) -> None:
    given(japan, claims=[ClaimFactory(release__published_on=date(2025, 1, 5))])
    assert [(each.asked, each.day) for each in of(japan).questions] == [(Asked.SILENCE, date(2025, 1, 5))]


def test_question_on_late_items_names_them(japan: Organisation) -> None:
    line = EquipmentLineFactory(commitment=given(japan), due_on=date(2026, 11, 1), quantity=None)
    first = of(japan).questions[0]
    assert (first.asked, first.lines, first.day) == (Asked.NEW_DATE_OF_ITEMS, (line,), date(2026, 11, 1))


def test_questions_on_numbers_of_equipment(japan: Organisation) -> None:
    commitment = given(japan)
    part = EquipmentLineFactory(commitment=commitment)
    DeliveryEventFactory(line=part)
    uncounted = EquipmentLineFactory(commitment=commitment, uncounted=True)
    some = EquipmentLineFactory(commitment=commitment, uncounted=True)
    DeliveryEventFactory(line=some, quantity=None)
    done = EquipmentLineFactory(commitment=commitment)
    DeliveryEventFactory(line=done, quantity=10)
    found = [(each.asked, each.lines, each.least, each.most) for each in of(japan).questions]
    assert found == [
        (Asked.REST, (part,), 6, 6),
        (Asked.PROMISED_NUMBER, (uncounted,), None, None),
        (Asked.ARRIVED_NUMBER, (some,), None, None),
    ]


def test_questions_where_reports_differ(japan: Organisation) -> None:
    line = EquipmentLineFactory(commitment=given(japan))
    occasion = DeliveryOccasionFactory(line=line)
    for quantity in (2, 4):
        DeliveryEventFactory(line=line, occasion=occasion, quantity=quantity)
    assert [(each.asked, each.least, each.most) for each in of(japan).questions] == [
        (Asked.WHICH_NUMBER, 2, 4),
        (Asked.REST, 6, 8),
    ]


def test_questions_on_an_unknown_amount_and_on_contradicting_releases(japan: Organisation) -> None:
    commitment = given(japan, with_amount=False)
    CommitmentClaimFactory(
        commitment=commitment, claim=ClaimFactory(release__published_on=TODAY), relation="contradicts"
    )
    assert asked(japan) == [Asked.AMOUNT, Asked.WHICH_REPORT]


def test_dossier_takes_a_fixed_number_of_queries(
    japan: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 3):
        for _ in range(count):
            commitment = given(japan, period_end=date(2026, 11, 1), with_line=True, with_project=True)
            DeliveryEventFactory(line=commitment.equipment.get(), on_balance=True, cleared_on=TODAY)
            ThanksFactory(donor=japan, release=ClaimFactory().release)
            StatedTotalFactory(donors=[japan])
        with django_assert_max_num_queries(30):
            found = of(japan)
            [(each.last_word and each.last_word.release.title, each.beside) for each in found.promises]
            [thanks.release and thanks.release.title for thanks in found.thanks]
