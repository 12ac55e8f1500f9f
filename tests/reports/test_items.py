"""Equipment by category, item and donor: units apart, unknown unknown, what is not firm in no sum."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from assistance.models import EquipmentLine, Need
from assistance.reports import Arrived, accounts_of, by_category, by_donor, by_item
from assistance.vocabulary import Progress
from tests.factories import (
    CommitmentFactory,
    DeliveryEventFactory,
    DeliveryOccasionFactory,
    EquipmentLineFactory,
    NeedFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db


def line(quantity: int | None = 10, *, status: str = "agreed", donors: Any = (), **facts: Any) -> EquipmentLine:
    commitment = CommitmentFactory(public=True, status=status, donors=donors)
    return EquipmentLineFactory(commitment=commitment, quantity=quantity, **facts)


def accounts() -> Any:
    return accounts_of(EquipmentLine.objects.published().order_by("pk"))


def test_units_are_told_apart_and_unknown_numbers_are_counted_as_such() -> None:
    DeliveryEventFactory(line=line(10), quantity=4)
    line(5)
    line(None)
    line(7, unit="sets")
    (group,) = by_category(accounts())
    pieces, sets = group.tallies
    assert (pieces.unit, pieces.lines, pieces.promised, pieces.promised_unknown) == ("", 3, 15, 1)
    assert pieces.handed_over == Arrived(known=Decimal(4), upper=Decimal(4))
    assert (pieces.outstanding, pieces.outstanding_upper, pieces.outstanding_unknown) == (11, 11, 1)
    assert (sets.unit, sets.lines, sets.promised, sets.handed_over.anything) == ("sets", 1, 7, False)
    assert group.lines == 4


def test_what_is_considered_or_called_off_is_in_no_sum() -> None:
    line(10)
    for status in ("under_consideration", "suspended", "cancelled"):
        DeliveryEventFactory(line=line(100, status=status))
    (group,) = by_category(accounts())
    assert [(tally.promised, tally.handed_over.anything) for tally in group.tallies] == [(10, False)]
    assert group.outside == 3


def test_reports_that_contradict_one_another_leave_a_range() -> None:
    contested = line(22)
    occasion = DeliveryOccasionFactory(line=contested)
    for quantity in (2, 4):
        DeliveryEventFactory(line=contested, occasion=occasion, quantity=quantity)
    DeliveryEventFactory(line=line(3), quantity=3)
    (tally,) = by_category(accounts())[0].tallies
    assert tally.handed_over == Arrived(known=Decimal(5), upper=Decimal(7))
    assert (tally.outstanding, tally.outstanding_upper) == (18, 20)


def test_what_came_in_unknown_number_leaves_it_unknown_in_all() -> None:
    DeliveryEventFactory(line=line(10), quantity=None)
    DeliveryEventFactory(line=line(3), quantity=2)
    (tally,) = by_category(accounts())[0].tallies
    assert tally.handed_over == Arrived(known=Decimal(2), upper=None)
    assert (tally.outstanding, tally.outstanding_unknown) == (1, 1)


def test_progress_tells_how_far_each_entry_has_come() -> None:
    DeliveryEventFactory(line=line(4), quantity=4)
    DeliveryEventFactory(line=line(10), quantity=4)
    DeliveryEventFactory(line=line(10), quantity=None)
    DeliveryEventFactory(line=line(None), quantity=4)
    line(10)
    line(None)
    (group,) = by_category(accounts())
    assert group.progress == [(Progress.ALL, 1), (Progress.PART, 1), (Progress.UNKNOWN, 2), (Progress.NONE, 2)]


def test_an_item_is_what_goes_by_one_name_in_one_category() -> None:
    line(1, name_en="Mine  detectors", name_uk="міношукачі")
    line(2, name_en="mine detectors", name_uk="")
    line(4, name_en="", name_uk="Міношукачі")
    line(8, name_en="mine detectors", category="detector")
    NeedFactory(what_en="Mine detectors", category="detector", quantity=None)
    NeedFactory(what_en="buses", category="vehicle", quantity=3)
    found = {
        (group.category, group.item.key): (
            [tally.promised for tally in group.tallies],
            [(wanted.quantity, wanted.unknown) for wanted in group.wanted],
        )
        for group in by_item(accounts(), Need.objects.all())
        if group.item
    }
    assert found == {
        ("detector", "mine detectors"): ([8], [(0, 1)]),
        ("generator_power", "Mine  detectors"): ([3], []),
        ("generator_power", "Міношукачі"): ([4], []),
        ("vehicle", "buses"): ([], [(3, 0)]),
    }


def test_lines_of_several_donors_stand_with_all_of_them_alone() -> None:
    japan, norway = OrganisationFactory(name_en="Japan"), OrganisationFactory(name_en="Norway")
    line(1, donors=[japan])
    line(2, donors=[japan])
    line(4, donors=[norway, japan])
    line(8)
    found = [([name for _key, name in group.parts], group.tallies[0].promised) for group in by_donor(accounts())]
    assert found == [(["Japan"], 3), (["Japan", "Norway"], 4), ([], 8)]


def test_needs_of_different_units_are_told_apart() -> None:
    NeedFactory(category="drone", quantity=3)
    NeedFactory(category="drone", quantity=None)
    NeedFactory(category="drone", quantity=2, unit="tonnes")
    (group,) = by_category((), Need.objects.all())
    assert [(each.unit, each.quantity, each.needs, each.unknown, each.known) for each in group.wanted] == [
        ("", 3, 2, 1, True), ("tonnes", 2, 1, 0, True),
    ]  # fmt: skip
    assert (group.lines, group.tallies) == (0, ())


def test_accounts_take_as_many_queries_for_many_lines_as_for_few(django_assert_num_queries: Any) -> None:
    for _ in range(2):
        for _ in range(3):
            DeliveryEventFactory(line=line(donors=[OrganisationFactory()]))
        with django_assert_num_queries(4):
            by_donor(accounts())
