"""What changed in public: told from what staff wrote down, never of a draft, never what is withheld."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assistance.models import Commitment, Need, StatedTotal
from assistance.models.history import write
from assistance.reports import PublicChange, PublicChanges, changes_of, changes_of_all
from assistance.review import (
    accept,
    change_status,
    lift,
    merge,
    merge_organisations,
    merge_projects,
    publish,
    reopen,
    withhold,
    withhold_fact,
)
from assistance.review.visibility import withdraw
from assistance.vocabulary import ChangeKind, CommitmentStatus, PartyRole, Relation, Subject, WithheldScope
from tests import factories as make

pytestmark = pytest.mark.django_db

KYIV = ZoneInfo("Europe/Kyiv")


def at(day: int, hour: int = 12) -> time_machine.travel:
    """Stop the clock at an hour of a day in December 2026."""
    return time_machine.travel(datetime(2026, 12, day, hour, tzinfo=KYIV), tick=False)


def told(**narrower: Any) -> list[PublicChange]:
    """Return all changes of what is public."""
    return list(PublicChanges(changes_of_all(**narrower)))


def kinds(**narrower: Any) -> list[str]:
    """Return the kinds of all changes, the newest first."""
    return [change.kind.value for change in told(**narrower)]


@pytest.fixture
def commitment(staff: User) -> Commitment:
    """A commitment that became public on the first of the month, out of a release that tells all of it."""
    with at(1):
        claim = make.ClaimFactory(complete=True, release__published_on=date(2026, 11, 20))
        made = accept(claim, by=staff, publish=True)
    return Commitment.objects.get(pk=made.pk)


def test_draft_is_no_change(staff: User) -> None:
    with at(1):
        draft = accept(make.ClaimFactory(complete=True), by=staff)
    with at(2):
        change_status(draft, to=CommitmentStatus.AGREED, by=staff, reason="Signed.")
        make.NeedFactory()
        make.StatedTotalFactory()
    assert told() == []
    assert len(PublicChanges(changes_of_all())) == 0


def test_commitment_that_became_public_is_told_with_its_words_and_its_figures_then(
    staff: User, commitment: Commitment
) -> None:
    with at(3):
        change_status(commitment, to=CommitmentStatus.AGREED, by=staff, reason="Signed.")
        commitment.amount = Decimal(3_000_000)
        write(commitment, by=staff)
    (change,) = told(kinds=frozenset({ChangeKind.ADDED}))
    assert (change.subject, change.record, change.recorded_at.day) == (Subject.COMMITMENT, commitment, 1)
    assert (change.status, change.again) == (CommitmentStatus.ANNOUNCED, False)
    assert change.after
    assert (change.after.amount, change.after.currency, change.after.pk) == (Decimal(2_500_000), "USD", None)
    assert change.claim == commitment.claims.get()
    assert change.told_on == date(2026, 11, 20)
    assert change.happened_on is None


def test_needs_and_stated_totals_become_public_too(staff: User) -> None:
    need, total = make.NeedFactory(), make.StatedTotalFactory()
    with at(2):
        publish(need, by=staff)
    with at(3):
        publish(total, by=staff)
    assert [(change.kind, change.subject, change.record) for change in told()] == [
        (ChangeKind.ADDED, Subject.STATED_TOTAL, total),
        (ChangeKind.ADDED, Subject.NEED, need),
    ]


def test_what_happened_before_it_was_public_is_no_change(staff: User) -> None:
    with at(1):
        draft = accept(make.ClaimFactory(complete=True), by=staff)
    with at(2):
        change_status(draft, to=CommitmentStatus.AGREED, by=staff, reason="Signed.")
        make.DeliveryEventFactory(line=draft.equipment.get())
        merge(make.ClaimFactory(with_amount=True), into=draft, relation=Relation.TOPS_UP, by=staff)
    with at(3):
        publish(draft, by=staff)
    assert kinds() == ["added"]


@pytest.mark.parametrize(
    ("steps", "kind"),
    [
        (["agreed"], "up"),
        (["agreed", "announced"], "down"),
        (["suspended"], "suspended"),
        (["suspended", "announced"], "resumed"),
        (["cancelled"], "cancelled"),
        (["cancelled", "announced"], "revived"),
    ],
)
def test_change_of_status_is_told_as_what_it_is(
    staff: User, commitment: Commitment, steps: list[str], kind: str
) -> None:
    for day, status in enumerate(steps, start=2):
        with at(day):
            happened = date(2026, 11, day)
            change_status(
                commitment, to=CommitmentStatus(status), by=staff, reason="The embassy says so.", happened_on=happened
            )
    change = told()[0]
    assert (change.kind, change.happened_on, change.recorded_at.day) == (kind, happened, day)
    assert (change.step.status, change.step.reason, change.claim) == (steps[-1], "The embassy says so.", None)
    assert told(kinds=frozenset({ChangeKind(kind)})) == [change]


def test_change_of_a_stated_figure_tells_both_and_converts_nothing(staff: User, commitment: Commitment) -> None:
    with at(2):
        commitment.amount, commitment.currency = Decimal(2_000_000), "EUR"
        write(commitment, by=staff)
    with at(3):
        commitment.period_start = date(2026, 6, 1)
        write(commitment, by=staff)
    with at(4):
        commitment.note = "For staff only."
        write(commitment, by=staff)
    period, amount, _added = told()
    assert (period.kind, amount.kind) == (ChangeKind.PERIOD, ChangeKind.AMOUNT)
    assert (amount.before.amount, amount.before.currency) == (Decimal(2_500_000), "USD")
    assert (amount.after.amount, amount.after.currency, amount.after.title_en) == (Decimal(2_000_000), "EUR", "")
    assert (period.before.period_start, period.after.period_start) == (None, date(2026, 6, 1))
    assert (period.after.amount, period.after.note) == (None, "")


def test_figure_that_changed_in_a_draft_is_compared_with_what_was_public(staff: User, commitment: Commitment) -> None:
    for day, amount in ((2, 3_000_000), (3, 4_000_000)):
        with at(day):
            withdraw(commitment, by=staff, reason="In doubt.")
            commitment.amount = Decimal(amount)
            write(commitment, by=staff)
    with at(4):
        publish(commitment, by=staff)
    again, amount_changed, added = told()
    assert (again.kind, again.again, added.again) == (ChangeKind.ADDED, True, False)
    assert (amount_changed.before.amount, amount_changed.after.amount) == (Decimal(2_500_000), Decimal(4_000_000))


@pytest.mark.parametrize("relation", ["repeats", "part_of", "tops_up", "contradicts"])
def test_further_release_is_told_with_what_it_is_to_the_commitment(
    staff: User, commitment: Commitment, relation: str
) -> None:
    with at(2):
        claim = make.ClaimFactory(with_amount=True, release__published_on=date(2026, 11, 30))
        merge(claim, into=commitment, relation=Relation(relation), by=staff)
    change = next(each for each in told() if each.kind == ChangeKind.RELEASE)
    assert (change.relation, change.claim, change.release) == (relation, claim, claim.release)
    assert (change.told_on, change.record) == (date(2026, 11, 30), commitment)
    assert (relation == "tops_up") == ("amount" in kinds())


def test_decision_taken_back_takes_its_changes_with_it(staff: User, commitment: Commitment) -> None:
    with at(2):
        claim = make.ClaimFactory(complete=True)
        merge(claim, into=commitment, relation=Relation.REPEATS, by=staff)
    assert kinds() == ["release", "added"]
    reopen(claim, by=staff, reason="Another one.")
    assert kinds() == ["added"]


def test_delivery_is_told_once_and_not_again_as_a_release(staff: User, commitment: Commitment) -> None:
    with at(2):
        claim = make.ClaimFactory(complete=True, status="delivered")
        merge(claim, into=commitment, relation=Relation.DELIVERS, by=staff)
    delivered, added = told()
    assert (delivered.kind, added.kind) == (ChangeKind.DELIVERY, ChangeKind.ADDED)
    assert (delivered.delivery.line, delivered.delivery.stage) == (commitment.equipment.get(), "handed_over")
    assert (delivered.claim, delivered.release) == (claim, claim.release)


@pytest.mark.parametrize("kind", [Commitment, Need, StatedTotal])
@pytest.mark.parametrize(("taken", "word"), [(withdraw, "withdrawn"), (withhold, "withheld")])
def test_of_what_is_public_no_longer_only_that_is_told(
    staff: User, kind: Any, taken: Callable[..., Any], word: str
) -> None:
    record = {Commitment: make.CommitmentFactory, Need: make.NeedFactory, StatedTotal: make.StatedTotalFactory}[kind]()
    if kind is Commitment:
        make.CommitmentClaimFactory(commitment=record)
    with at(1):
        publish(record, by=staff)
    with at(2):
        taken(record, by=staff, reason="Secret.")
    (change,) = told()
    day = datetime(2026, 12, 2, 12, tzinfo=KYIV)
    assert change == PublicChange(name=change.name, kind=ChangeKind(word), subject=change.subject, recorded_at=day)
    assert told(unnamed=False) == []
    assert kinds(kinds=frozenset({ChangeKind(word)})) == [word]
    other = ChangeKind.WITHHELD if word == "withdrawn" else ChangeKind.WITHDRAWN
    assert kinds(kinds=frozenset({other})) == []
    with at(3):
        publish(record, by=staff)
    assert [(each.kind, each.again, each.record) for each in told()] == [
        (ChangeKind.ADDED, True, record),
        (ChangeKind.ADDED, False, record),
    ]


def test_withheld_record_that_was_never_public_is_not_told(staff: User) -> None:
    record = make.CommitmentFactory()
    make.CommitmentClaimFactory(commitment=record)
    with at(1):
        withhold(record, by=staff, reason="Not yet.")
    assert told() == []


def test_embargo_ends_on_its_day(staff: User) -> None:
    with at(1):
        draft = accept(make.ClaimFactory(complete=True), by=staff)
        publish(draft, by=staff, start=date(2026, 12, 5))
    with at(4):
        assert told() == []
    with at(5):
        (change,) = told()
        assert (change.kind, change.record, change.recorded_at.astimezone(KYIV).date()) == (
            ChangeKind.ADDED,
            draft,
            date(2026, 12, 5),
        )
        assert change.after.amount == Decimal(2_500_000)
    with at(6):
        change_status(draft, to=CommitmentStatus.AGREED, by=staff, reason="Signed.")
        assert kinds() == ["up", "added"]


def test_withheld_amount_is_in_no_change(staff: User, commitment: Commitment) -> None:
    with at(2):
        commitment.amount = Decimal(3_000_000)
        write(commitment, by=staff)
    with at(3):
        held = withhold_fact(commitment, scope=WithheldScope.AMOUNT, by=staff, reason="Secret.")
    fact, added = told()
    assert (fact.kind, fact.held_back.scope, fact.recorded_at.day) == (ChangeKind.WITHHELD, WithheldScope.AMOUNT, 3)
    assert (added.kind, added.after, added.record.amount, added.claim) == (ChangeKind.ADDED, None, None, None)
    with at(4):
        lift(held, by=staff, reason="No longer.")
    assert kinds() == ["amount", "added"]
    assert told()[1].after.amount == Decimal(2_500_000)


def test_amount_that_changed_while_it_was_withheld_is_never_told(staff: User, commitment: Commitment) -> None:
    with at(2):
        held = withhold_fact(commitment, scope=WithheldScope.AMOUNT, by=staff, reason="Secret.")
    with at(3):
        commitment.amount = Decimal(3_000_000)
        write(commitment, by=staff)
    with at(4):
        lift(held, by=staff, reason="No longer.")
    assert kinds() == ["added"]


def test_first_amount_that_was_never_public_is_not_told(staff: User) -> None:
    with at(1):
        draft = accept(make.ClaimFactory(complete=True), by=staff)
        held = withhold_fact(draft, scope=WithheldScope.AMOUNT, by=staff, reason="Secret.")
    with at(2):
        publish(draft, by=staff)
    with at(3):
        draft.amount = Decimal(3_000_000)
        write(draft, by=staff)
    with at(4):
        lift(held, by=staff, reason="No longer.")
    (added,) = told()
    assert (added.after, added.status) == (None, CommitmentStatus.ANNOUNCED)


def test_deliveries_of_withheld_equipment_are_not_told(staff: User, commitment: Commitment) -> None:
    with at(2):
        make.DeliveryEventFactory(line=commitment.equipment.get())
        Commitment.objects.filter(pk=commitment.pk).update(title_en="Aid", title_uk="Допомога")
    with at(3):
        withhold_fact(
            Commitment.objects.get(pk=commitment.pk), scope=WithheldScope.EQUIPMENT, by=staff, reason="Secret."
        )
    assert kinds() == ["withheld", "added"]


def test_merged_organisation_that_readers_knew_is_told(staff: User, commitment: Commitment) -> None:
    kept = commitment.parties.get(role=PartyRole.FUNDING).organisation
    known, unknown = make.OrganisationFactory(), make.OrganisationFactory()
    with at(2):
        make.CommitmentFactory(public=True, donors=[known])
        make.CommitmentFactory(donors=[unknown])
    with at(3):
        for duplicate in (known, unknown):
            merge_organisations(kept=kept, duplicate=duplicate, by=staff, reason="The same.")
    (change,) = told(kinds=frozenset({ChangeKind.MERGED}))
    assert (change.subject, change.record, change.merged, change.role) == (
        Subject.ORGANISATION,
        kept,
        known,
        PartyRole.FUNDING,
    )


def test_merged_project_that_readers_knew_is_told(staff: User) -> None:
    kept, known, unknown = (make.ProjectFactory() for _number in range(3))
    with at(1):
        make.CommitmentFactory(public=True, project=kept)
        make.CommitmentFactory(public=True, project=known)
        make.CommitmentFactory(project=unknown)
    with at(2):
        for duplicate in (known, unknown):
            merge_projects(kept=kept, duplicate=duplicate, by=staff, reason="The same.")
    (change,) = told(kinds=frozenset({ChangeKind.MERGED}))
    assert (change.subject, change.record, change.merged) == (Subject.PROJECT, kept, known)


def test_changes_of_some_commitments_are_of_nothing_beside_them(staff: User, commitment: Commitment) -> None:
    with at(2):
        other = make.CommitmentFactory(public=True)
        make.NeedFactory(public=True)
        withdraw(make.CommitmentFactory(public=True), by=staff, reason="In doubt.")
    one = Commitment.objects.published().filter(pk=other.pk)
    assert [change.record for change in PublicChanges(changes_of(one))] == [other]


def test_days_are_those_of_the_site_and_both_count(staff: User) -> None:
    for day, hour in ((1, 0), (1, 23), (2, 0)):
        with at(day, hour):
            make.CommitmentFactory(public=True)
    day = date(2026, 12, 1)
    assert len(told()) == 3
    assert len(told(since=day, until=day)) == 2
    assert len(told(since=date(2026, 12, 2))) == 1
    assert len(told(until=date(2026, 11, 30))) == 0


def test_kinds_that_no_source_tells_of_leave_nothing() -> None:
    make.CommitmentFactory(public=True)
    assert len(PublicChanges(changes_of_all(kinds=frozenset({ChangeKind.DELIVERY})))) == 0
    assert len(PublicChanges(None)) == 0
    assert PublicChanges(None)[:5] == []


def test_changes_of_one_moment_have_an_order_and_pages_hold_each_once(staff: User) -> None:
    with at(1):
        make.CommitmentFactory.create_batch(7, public=True)
        make.NeedFactory.create_batch(2, public=True)
    changes = PublicChanges(changes_of_all())
    names = [change.name for change in changes]
    assert len(set(names)) == len(changes) == 9
    assert [each.name for start in (0, 4, 8) for each in changes[start : start + 4]] == names


def test_name_of_a_change_is_the_same_after_an_edit(staff: User, commitment: Commitment) -> None:
    with at(2):
        change_status(commitment, to=CommitmentStatus.AGREED, by=staff, reason="Signed.")
    before = {change.name: change.kind for change in told()}
    with at(3):
        commitment.title_en = "Another title"
        commitment.amount = Decimal(9)
        write(commitment, by=staff)
    after = {change.name: change.kind for change in told()}
    assert before.items() < after.items()
    assert len(after) == len(before) + 1


def grown(staff: User, number: int) -> None:
    """Add commitments of which everything changes."""
    for _number in range(number):
        with at(1):
            made = accept(make.ClaimFactory(complete=True), by=staff, publish=True)
        with at(2):
            change_status(made, to=CommitmentStatus.AGREED, by=staff, reason="Signed.")
            merge(make.ClaimFactory(complete=True), into=made, relation=Relation.TOPS_UP, by=staff)
            make.DeliveryEventFactory(line=made.equipment.first())
            publish(make.NeedFactory(), by=staff)
            withdraw(make.CommitmentFactory(public=True), by=staff, reason="In doubt.")


def test_page_takes_as_many_queries_for_many_changes_as_for_few(staff: User) -> None:
    counted = []
    for number in (1, 5):
        grown(staff, number)
        with CaptureQueriesContext(connection) as captured:
            rows = PublicChanges(changes_of_all())[:100]
        assert {"added", "up", "release", "delivery", "amount", "withdrawn"} <= {row.kind.value for row in rows}
        counted.append(len(captured))
    assert counted[0] == counted[1]
