"""Several reports of one delivery: taken together, settled, taken back, parted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from assistance.models import Commitment, DeliveryEvent, DeliveryOccasion, DeliverySettlement, EquipmentLine
from assistance.reports import Balance, balance
from assistance.review import (
    DeliveryFact,
    ReviewError,
    accept,
    group_reports,
    merge,
    part_report,
    reopen,
    reopen_settlement,
    settle_delivery,
)
from assistance.review.replay import replay
from assistance.vocabulary import Relation
from tests.factories import ClaimFactory, ClaimItemFactory, DeliveryEventFactory, EquipmentLineFactory
from tests.review.states import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def line() -> EquipmentLine:
    return EquipmentLineFactory(quantity=22)


@pytest.fixture
def reports(line: EquipmentLine) -> list[DeliveryEvent]:
    """Two, two and four, told of one handover."""
    return [DeliveryEventFactory(line=line, quantity=Decimal(number)) for number in (2, 2, 4)]


def account(line: EquipmentLine) -> Balance:
    return balance(EquipmentLine.objects.with_accounts().get(pk=line.pk))


def came(line: EquipmentLine) -> tuple[object, ...]:
    found = account(line).handed_over
    return found.known, found.upper


def words_of(occasion: DeliveryOccasion) -> list[tuple[Decimal | None, str]]:
    return list(occasion.settlements.values_list("quantity", "reason"))


def test_group_counts_as_a_range_until_it_is_settled(
    line: EquipmentLine, reports: list[DeliveryEvent], staff: User
) -> None:
    assert came(line) == (8, 8)
    occasion = group_reports(reports, by=staff, reason="One ceremony.")
    assert came(line) == (2, 4)
    settle_delivery(occasion, quantity=Decimal(4), by=staff, reason="The embassy confirmed four.")
    assert came(line) == (4, 4)
    reopen_settlement(occasion, by=staff, reason="The act says two.")
    assert came(line) == (2, 4)
    assert words_of(occasion) == [(4, "The embassy confirmed four."), (None, "The act says two.")]
    assert {(row.made_by, row.occasion) for row in DeliverySettlement.objects.all()} == {(staff, occasion)}


def test_group_leaves_its_reason_and_author_in_each_history(reports: list[DeliveryEvent], staff: User) -> None:
    occasion = group_reports(reports, by=staff, reason=" One ceremony. ")
    assert (occasion.reason, occasion.made_by) == ("One ceremony.", staff)
    for report in reports:
        last = report.history.first()
        assert (last.occasion_id, last.history_user, last.history_change_reason) == (
            occasion.pk,
            staff,
            " One ceremony. ",
        )


def test_group_takes_one_more_report_and_questions_what_was_settled(
    line: EquipmentLine, reports: list[DeliveryEvent], staff: User
) -> None:
    occasion = group_reports(reports[:2], by=staff, reason="One ceremony.")
    settle_delivery(occasion, quantity=Decimal(2), by=staff, reason="Both say two.")
    assert group_reports(reports[1:], by=staff, reason="Tokyo speaks of it too.") == occasion
    assert came(line) == (2, 4)
    assert words_of(occasion) == [(2, "Both say two."), (None, "One more report of this delivery was found.")]


def test_group_without_reason_or_of_one_is_refused(reports: list[DeliveryEvent], staff: User) -> None:
    with unchanged(), pytest.raises(ReviewError, match="Say in a sentence why these"):
        group_reports(reports, by=staff, reason=" ")
    with unchanged(), pytest.raises(ReviewError, match="at least two"):
        group_reports([reports[0], reports[0]], by=staff, reason="One ceremony.")


@pytest.mark.parametrize("stage", ["shipped", "on_balance", ""])
def test_group_of_another_stage_or_line_is_refused(reports: list[DeliveryEvent], staff: User, stage: str) -> None:
    stray = DeliveryEventFactory(line=reports[0].line, stage=stage) if stage else DeliveryEventFactory()
    with unchanged(), pytest.raises(ReviewError, match="same item and the same stage"):
        group_reports([*reports, stray], by=staff, reason="One ceremony.")


def test_group_of_two_groups_or_of_the_same_again_is_refused(
    line: EquipmentLine, reports: list[DeliveryEvent], staff: User
) -> None:
    group_reports(reports[:2], by=staff, reason="One ceremony.")
    with unchanged(), pytest.raises(ReviewError, match="one delivery already"):
        group_reports(reports[:2], by=staff, reason="Once more.")
    other = DeliveryEventFactory(line=line)
    group_reports([reports[2], other], by=staff, reason="Another ceremony.")
    with unchanged(), pytest.raises(ReviewError, match="belong to two deliveries"):
        group_reports([reports[0], other], by=staff, reason="All the same.")


def test_settle_without_reason_below_zero_or_twice_is_refused(reports: list[DeliveryEvent], staff: User) -> None:
    occasion = group_reports(reports, by=staff, reason="One ceremony.")
    with unchanged(), pytest.raises(ReviewError, match="needs a reason"):
        settle_delivery(occasion, quantity=Decimal(4), by=staff, reason="")
    with unchanged(), pytest.raises(ReviewError, match="not below zero"):
        settle_delivery(occasion, quantity=Decimal(-1), by=staff, reason="A guess.")
    settle_delivery(occasion, quantity=Decimal(4), by=staff, reason="Asked.")
    with unchanged(), pytest.raises(ReviewError, match="settled as this already"):
        settle_delivery(occasion, quantity=Decimal(4), by=staff, reason="Asked again.")


def test_settlement_is_taken_back_once_and_with_a_reason(reports: list[DeliveryEvent], staff: User) -> None:
    occasion = group_reports(reports, by=staff, reason="One ceremony.")
    with unchanged(), pytest.raises(ReviewError, match="Nothing is settled"):
        reopen_settlement(occasion, by=staff, reason="In doubt.")
    settle_delivery(occasion, quantity=Decimal(4), by=staff, reason="Asked.")
    with unchanged(), pytest.raises(ReviewError, match="needs a reason"):
        reopen_settlement(occasion, by=staff, reason=" ")


def test_part_lets_a_report_count_again_and_takes_back_what_rested_on_it(
    line: EquipmentLine, reports: list[DeliveryEvent], staff: User
) -> None:
    occasion = group_reports(reports, by=staff, reason="One ceremony.")
    settle_delivery(occasion, quantity=Decimal(4), by=staff, reason="Asked.")
    part_report(reports[0], by=staff, reason="The day before.")
    assert came(line) == (4, 6)
    assert words_of(occasion)[-1] == (None, "A report of this delivery was taken away.")
    part_report(reports[2], by=staff, reason="The day after.")
    assert came(line) == (8, 8)
    assert not occasion.reports.exists()


def test_part_without_reason_or_of_one_that_stands_alone_is_refused(reports: list[DeliveryEvent], staff: User) -> None:
    with unchanged(), pytest.raises(ReviewError, match="no other report"):
        part_report(reports[0], by=staff, reason="Alone.")
    group_reports(reports, by=staff, reason="One ceremony.")
    with unchanged(), pytest.raises(ReviewError, match="delivery of its own"):
        part_report(reports[0], by=staff, reason="")


@pytest.fixture
def known(staff: User) -> Commitment:
    claim = ClaimFactory()
    ClaimItemFactory(claim=claim, name="machines", quantity=Decimal(22), unit="")
    return accept(claim, by=staff)


def delivered(commitment: Commitment, number: int, staff: User, *, unit: str = "") -> DeliveryEvent:
    claim = ClaimFactory()
    item = ClaimItemFactory(claim=claim, name="machines", quantity=Decimal(number), unit=unit)
    fact = DeliveryFact(claim_item=item, line=commitment.equipment.get(), quantity=Decimal(number))
    merge(claim, into=commitment, relation=Relation.DELIVERS, by=staff, deliveries=[fact])
    return claim.deliveries.get()


def test_reopened_claim_takes_its_report_from_the_others(known: Commitment, staff: User) -> None:
    reports = [delivered(known, number, staff) for number in (2, 4)]
    occasion = group_reports(reports, by=staff, reason="One ceremony.")
    settle_delivery(occasion, quantity=Decimal(4), by=staff, reason="Asked.")
    reopen(reports[1].claim, by=staff, reason="Another handover.")
    line = known.equipment.get()
    assert came(line) == (2, 2)
    assert words_of(occasion) == [(4, "Asked."), (None, "A report of this delivery was taken away.")]


@pytest.mark.parametrize(("unit", "fits"), [("", True), ("pieces", True), ("Units", True), ("sets", False)])
def test_delivery_in_another_unit_than_its_line_is_refused(
    known: Commitment, staff: User, unit: str, fits: bool
) -> None:
    if fits:
        assert delivered(known, 4, staff, unit=unit).quantity == 4
        return
    with pytest.raises(ReviewError, match="in sets, the line “machines” in pieces"):
        delivered(known, 4, staff, unit=unit)


def test_delivery_in_another_unit_is_proposed_as_a_line_of_its_own(known: Commitment, staff: User) -> None:
    claim = ClaimFactory()
    ClaimItemFactory(claim=claim, name="machines", quantity=Decimal(4), unit="sets")
    merge(claim, into=known, relation=Relation.DELIVERS, by=staff)
    assert list(known.equipment.values_list("quantity", "unit")) == [(22, ""), (None, "sets")]
    assert claim.deliveries.get().line.unit == "sets"


def test_delivery_of_unknown_number_needs_no_unit(known: Commitment, staff: User) -> None:
    claim = ClaimFactory()
    ClaimItemFactory(claim=claim, name="machines", quantity=None, unit="sets")
    merge(claim, into=known, relation=Relation.DELIVERS, by=staff)
    assert known.equipment.count() == 1


def test_replay_takes_reports_together_settles_them_and_does_so_once(known: Commitment, staff: User) -> None:
    reports = [delivered(known, number, staff) for number in (2, 4)]
    first = known.claim_links.get(relation=Relation.FIRST).claim
    releases = {"first": first.release} | {f"r{n}": report.claim.release for n, report in enumerate(reports)}
    rows = {
        "decisions": [{"release": "first", "quote": first.words, "decision": "accept", "key": "machines"}],
        "same_deliveries": [
            {
                "commitment": "machines",
                "line": "machines",
                "reports": ["r0", "r1"],
                "reason": "One ceremony.",
                "settled": {"quantity": "4", "reason": "Asked."},
            }
        ],
    }
    assert replay(rows, releases=releases, by=staff).done == 1
    assert came(known.equipment.get()) == (4, 4)
    assert replay(rows, releases=releases, by=staff).done == 0
