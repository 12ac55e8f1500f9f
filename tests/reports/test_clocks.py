"""Clocks on a fixed day: what is overdue, silent, about to end, and the recipients' legal terms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from assistance.models import Commitment
from assistance.reports import Clock, clocks, rule_of
from assistance.vocabulary import AWAITED_STATUSES, CLOSED_STATUSES, ClockKind, CommitmentStatus
from tests.factories import (
    ClaimFactory,
    CommitmentFactory,
    DecisionFactory,
    DeliveryEventFactory,
    DeliveryOccasionFactory,
    EquipmentLineFactory,
    OrganisationFactory,
    ProjectFactory,
    SnoozeFactory,
    StatusChangeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
YESTERDAY = date(2026, 11, 21)
LONG_AGO = date(2025, 11, 22)
#: Releases of this day keep a commitment from being silent.
HEARD = {"release__published_on": TODAY}


def run(today: date = TODAY) -> tuple[Clock, ...]:
    return clocks(Commitment.objects.all(), today=today)


def kinds() -> list[str]:
    return [clock.kind.value for clock in run()]


def heard_of(**facts: Any) -> Commitment:
    """Return a commitment that was spoken of today."""
    return CommitmentFactory(claims=[ClaimFactory(**HEARD)], **facts)


@pytest.mark.parametrize("status", CommitmentStatus)
def test_promised_date_passed_unless_nothing_more_is_expected(status: CommitmentStatus) -> None:
    commitment = heard_of(status=status.value, period_end=YESTERDAY)
    if status in CLOSED_STATUSES:
        assert run() == ()
    else:
        [clock] = run()
        assert (clock.kind, clock.record, clock.due_on) == (ClockKind.PROMISE_PASSED, commitment, YESTERDAY)
        assert (clock.days_left, clock.days_over) == (-1, 1)


@pytest.mark.parametrize(
    ("period_end", "project_end", "due"),
    [
        (date(2026, 11, 21), None, date(2026, 11, 21)),
        (None, date(2026, 11, 20), date(2026, 11, 20)),
        (date(2027, 11, 21), date(2026, 11, 20), None),
        (date(2026, 11, 22), None, None),
        (None, None, None),
    ],
    ids=["own-period", "project-without-own-period", "own-period-before-project", "last-day", "no-day"],
)
def test_promised_date_is_that_of_the_commitment_or_else_of_its_project(
    period_end: date | None, project_end: date | None, due: date | None
) -> None:
    project = ProjectFactory(end=project_end) if project_end else None
    heard_of(period_end=period_end, project=project)
    assert [clock.due_on for clock in run() if clock.kind == ClockKind.PROMISE_PASSED] == ([due] if due else [])


@pytest.mark.parametrize(
    ("line", "arrived", "late"),
    [
        ({"due_on": YESTERDAY}, 4, True),
        ({"due_on": YESTERDAY}, None, True),
        ({"due_on": YESTERDAY}, 10, False),
        ({"due_on": YESTERDAY, "quantity": None}, 10, True),
        ({"due_on": TODAY}, 4, False),
        ({}, 4, False),
    ],
    ids=["part-came", "unknown-number-came", "all-came", "unknown-promise", "last-day", "no-day-of-its-own"],
)
def test_item_with_a_day_of_its_own_is_late_until_all_has_come(
    line: dict[str, Any], arrived: int | None, late: bool
) -> None:
    promised = EquipmentLineFactory(commitment=heard_of(), **line)
    DeliveryEventFactory(line=promised, quantity=arrived)
    assert [clock.items for clock in run()] == ([(promised,)] if late else [])


def test_late_items_and_a_late_whole_are_one_clock_since_the_first_day() -> None:
    commitment = heard_of(period_end=YESTERDAY)
    late = [EquipmentLineFactory(commitment=commitment, due_on=date(2026, month, 1)) for month in (5, 3)]
    [clock] = run()
    assert (clock.due_on, clock.items) == (date(2026, 3, 1), (late[1], late[0]))


def with_release(day: date) -> Commitment:
    return CommitmentFactory(claims=[ClaimFactory(release__published_on=day)])


def with_delivery(day: date) -> Commitment:
    commitment = with_release(LONG_AGO)
    DeliveryEventFactory(line__commitment=commitment, happened_on=day)
    return commitment


def with_step(day: date) -> Commitment:
    commitment = with_release(LONG_AGO)
    StatusChangeFactory(commitment=commitment, happened_on=day)
    return commitment


def with_undated_release(day: date) -> Commitment:
    retrieved = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return CommitmentFactory(claims=[ClaimFactory(release__published_on=None, release__retrieved_at=retrieved)])


def made_by_hand(day: date) -> Commitment:
    with time_machine.travel(datetime(day.year, day.month, day.day, 9, tzinfo=UTC), tick=False):
        return CommitmentFactory()


HEARINGS = [with_release, with_delivery, with_step, with_undated_release, made_by_hand]


@pytest.mark.parametrize("heard", HEARINGS, ids=lambda heard: heard.__name__)
@pytest.mark.parametrize(("ago", "silent"), [(179, False), (180, True)])
def test_commitment_is_silent_from_the_day_set_after_its_last_word(
    heard: Callable[[date], Commitment], ago: int, silent: bool
) -> None:
    last = TODAY - timedelta(days=ago)
    commitment = heard(last)
    expected = [(ClockKind.SILENT, commitment, last, ago)] if silent else []
    assert [(clock.kind, clock.record, clock.since, clock.days_since) for clock in run()] == expected


def test_status_that_a_release_reports_is_heard_on_the_day_of_the_release() -> None:
    claim = ClaimFactory(release__published_on=LONG_AGO)
    StatusChangeFactory(commitment=CommitmentFactory(claims=[claim]), claim=claim, reason="")
    assert [clock.since for clock in run()] == [LONG_AGO]


@pytest.mark.parametrize("status", CommitmentStatus)
def test_silence_counts_only_where_something_is_awaited(status: CommitmentStatus) -> None:
    CommitmentFactory(status=status.value, claims=[ClaimFactory(release__published_on=LONG_AGO)])
    assert kinds() == (["silent"] if status in AWAITED_STATUSES else [])


def test_days_of_silence_are_a_setting(settings: Any) -> None:
    with_release(TODAY - timedelta(days=30))
    assert kinds() == []
    settings.SILENT_AFTER_DAYS = 30
    assert kinds() == ["silent"]


@pytest.mark.parametrize(
    ("period_end", "project_end", "due"),
    [
        (TODAY, None, TODAY),
        (TODAY + timedelta(days=60), None, TODAY + timedelta(days=60)),
        (TODAY + timedelta(days=61), None, None),
        (None, TODAY + timedelta(days=5), TODAY + timedelta(days=5)),
        (TODAY + timedelta(days=9), TODAY + timedelta(days=5), TODAY + timedelta(days=5)),
        (YESTERDAY, TODAY + timedelta(days=5), TODAY + timedelta(days=5)),
    ],
    ids=["today", "last-day-of-the-span", "after-it", "project", "both", "own-period-over"],
)
def test_end_is_near(period_end: date | None, project_end: date | None, due: date | None) -> None:
    heard_of(period_end=period_end, project=ProjectFactory(end=project_end))
    assert [clock.due_on for clock in run() if clock.kind == ClockKind.ENDING] == ([due] if due else [])


@pytest.mark.parametrize("status", CLOSED_STATUSES)
def test_end_of_what_is_closed_is_not_told(status: CommitmentStatus) -> None:
    heard_of(status=status.value, period_end=TODAY)
    assert run() == ()


@pytest.mark.parametrize(
    ("facts", "days_left"),
    [
        ({"on_balance": True, "happened_on": TODAY}, 10),
        ({"on_balance": True, "happened_on": TODAY - timedelta(days=11)}, -1),
        ({"on_balance": True, "happened_on": TODAY, "notice_published_on": TODAY}, None),
        ({"on_balance": True, "happened_on": None}, None),
        ({"happened_on": TODAY}, None),
    ],
    ids=["running", "run-out", "published", "day-unknown", "handed-over-only"],
)
def test_property_notice_runs_ten_days_from_the_balance(facts: dict[str, Any], days_left: int | None) -> None:
    event = DeliveryEventFactory(line__commitment=heard_of(status="delivered"), **facts)
    expected = [] if days_left is None else [(ClockKind.PROPERTY_NOTICE, event, days_left)]
    assert [(clock.kind, clock.record, clock.days_left) for clock in run()] == expected


@pytest.mark.parametrize(
    ("facts", "days_left"),
    [
        ({"cleared_on": TODAY}, 90),
        ({"cleared_on": TODAY - timedelta(days=91)}, -1),
        ({"cleared_on": YESTERDAY, "report_filed_on": TODAY}, None),
        ({}, None),
    ],
    ids=["running", "run-out", "filed", "not-humanitarian"],
)
def test_humanitarian_report_runs_ninety_days_from_clearance(facts: dict[str, Any], days_left: int | None) -> None:
    event = DeliveryEventFactory(line__commitment=heard_of(status="delivered"), **facts)
    expected = [] if days_left is None else [(ClockKind.HUMANITARIAN_REPORT, event, days_left)]
    assert [(clock.kind, clock.record, clock.days_left) for clock in run()] == expected


def test_delivery_that_several_tell_of_is_one_clock() -> None:
    line = EquipmentLineFactory(commitment=heard_of(status="delivered"))
    occasion = DeliveryOccasionFactory(line=line, stage="on_balance")
    told = {"line": line, "on_balance": True, "occasion": occasion, "cleared_on": YESTERDAY}
    first, second = (DeliveryEventFactory(**told) for _ in range(2))
    assert [(clock.kind, clock.record) for clock in run()] == [
        (ClockKind.PROPERTY_NOTICE, first),
        (ClockKind.HUMANITARIAN_REPORT, first),
    ]
    second.notice_published_on = second.report_filed_on = TODAY
    second.save()
    assert run() == ()


def test_contested_item_is_late_while_it_may_not_all_have_come() -> None:
    line = EquipmentLineFactory(commitment=heard_of(), due_on=YESTERDAY)
    occasion = DeliveryOccasionFactory(line=line)
    for quantity in (4, 10):
        DeliveryEventFactory(line=line, occasion=occasion, quantity=quantity)
    assert [clock.items for clock in run()] == [(line,)]


def test_clocks_stop_where_the_claim_that_made_the_commitment_was_reopened() -> None:
    commitment = CommitmentFactory(period_end=YESTERDAY)
    DecisionFactory(commitment=commitment, accepted=True)
    assert run() == ()


def test_clocks_come_longest_overdue_first_and_name_donors_and_their_officers() -> None:
    officer = UserFactory(staff=True)
    japan, norway = OrganisationFactory(desk_officer=officer), OrganisationFactory(desk_officer=officer)
    later = heard_of(period_end=YESTERDAY, donors=[japan, norway])
    first = heard_of(period_end=LONG_AGO, recipients=[japan])
    assert [(clock.commitment, clock.donors, clock.officers) for clock in run()] == [
        (first, (), ()),
        (later, (japan, norway), (officer,)),
    ]


def test_clocks_that_the_law_sets_come_before_longer_overdue_ones() -> None:
    late = heard_of(period_end=LONG_AGO)
    event = DeliveryEventFactory(line__commitment=late, on_balance=True, happened_on=TODAY)
    assert [clock.record for clock in run()] == [event, late]


def test_officers_go_by_their_names_or_else_as_they_sign_in() -> None:
    named = UserFactory(staff=True, first_name="Olena", last_name="Koval")
    unnamed = UserFactory(staff=True, username="petro")
    heard_of(period_end=YESTERDAY, donors=[OrganisationFactory(desk_officer=each) for each in (named, unnamed)])
    assert [clock.officer_names for clock in run()] == [("Olena Koval", "petro")]


def test_snooze_stands_until_its_day_and_the_latest_row_counts() -> None:
    commitment = heard_of(period_end=YESTERDAY)
    SnoozeFactory(commitment=commitment, kind="silent")
    until = date(2026, 12, 1)
    snooze = SnoozeFactory(commitment=commitment, kind="promise_passed", until=until)
    assert [clock.snooze for clock in run()] == [snooze]
    assert [clock.snooze for clock in run(until) if clock.kind == ClockKind.PROMISE_PASSED] == [None]
    SnoozeFactory(commitment=commitment, kind="promise_passed", until=TODAY)
    assert [clock.snooze for clock in run()] == [None]


def test_snooze_of_a_delivery_is_not_that_of_another() -> None:
    snooze = SnoozeFactory(of_delivery=True)
    event = DeliveryEventFactory(line=snooze.delivery.line, on_balance=True)
    found = {clock.record: clock.snooze for clock in run() if clock.kind == ClockKind.PROPERTY_NOTICE}
    assert found == {snooze.delivery: snooze, event: None}


def test_clocks_take_a_fixed_number_of_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for count in (1, 3):
        for _ in range(count):
            commitment = CommitmentFactory(
                period_end=YESTERDAY, project=ProjectFactory(end=TODAY), with_donor=True, with_claim=True
            )
            line = EquipmentLineFactory(commitment=commitment, due_on=YESTERDAY)
            DeliveryEventFactory(line=line, on_balance=True, cleared_on=YESTERDAY)
            SnoozeFactory(commitment=commitment, kind="promise_passed")
            CommitmentFactory(claims=[ClaimFactory(release__published_on=LONG_AGO)])
        with django_assert_num_queries(9):
            found = [(clock.kind, [donor.desk_officer for donor in clock.donors], clock.snooze) for clock in run()]
        assert {kind for kind, _, _ in found} == set(ClockKind)


def test_rules_say_the_days_that_are_set_in_both_languages(settings: Any) -> None:
    settings.SILENT_AFTER_DAYS = 33
    assert "for 33 days" in rule_of(ClockKind.SILENT)
    assert "in 60 days or less" in rule_of(ClockKind.ENDING)
    with override("uk"):
        assert "33 дн." in rule_of(ClockKind.SILENT)
        assert "постанова Кабінету Міністрів № 153" in rule_of(ClockKind.PROPERTY_NOTICE)
