from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from assistance.models import EquipmentLine
from assistance.reports import Arrived, balance, balances
from tests.factories import (
    DeliveryEventFactory,
    DeliveryOccasionFactory,
    DeliverySettlementFactory,
    EquipmentLineFactory,
)

pytestmark = pytest.mark.django_db

#: A delivery as (stage, counting, quantity), each a day after the one before.
Event = tuple[str, str, int | None]


def handed(quantity: int | None, counting: str = "increment") -> Event:
    return "handed_over", counting, quantity


def shipped(quantity: int | None, counting: str = "increment") -> Event:
    return "shipped", counting, quantity


def on_balance(quantity: int | None, counting: str = "increment") -> Event:
    return "on_balance", counting, quantity


TOTAL = "running_total"
MORE = "or more"


def arrived(known: int, more: str = "") -> Arrived:
    return Arrived(known=Decimal(known), upper=None if more else Decimal(known))


NONE = arrived(0)

#: promised, deliveries, shipped, handed over, on the balance, outstanding, exceeds the promise
ACCOUNTS = [
    pytest.param(10, [], NONE, NONE, NONE, 10, False, id="nothing-yet"),
    pytest.param(None, [], NONE, NONE, NONE, None, False, id="unknown-promise"),
    pytest.param(None, [handed(4)], arrived(4), arrived(4), NONE, None, False, id="unknown-promise-some-handed-over"),
    pytest.param(10, [shipped(4)], arrived(4), NONE, NONE, 10, False, id="shipped-is-not-handed-over"),
    pytest.param(10, [handed(4)], arrived(4), arrived(4), NONE, 6, False, id="handed-over-implies-shipped"),
    pytest.param(10, [on_balance(4)], arrived(4), arrived(4), arrived(4), 6, False, id="on-balance-implies-both"),
    pytest.param(10, [handed(6), on_balance(4)], arrived(6), arrived(6), arrived(4), 4, False, id="part-on-balance"),
    pytest.param(10, [handed(4), handed(3)], arrived(7), arrived(7), NONE, 3, False, id="increments-add"),
    pytest.param(10, [handed(4), handed(6, TOTAL)], arrived(6), arrived(6), NONE, 4, False, id="total-replaces"),
    pytest.param(10, [handed(4, TOTAL), handed(2)], arrived(6), arrived(6), NONE, 4, False, id="increment-after-total"),
    pytest.param(
        10, [handed(6), handed(4, TOTAL)], arrived(6), arrived(6), NONE, 4, False, id="lower-total-undoes-none"
    ),
    pytest.param(
        10, [handed(2), handed(2), handed(4, TOTAL)], arrived(4), arrived(4), NONE, 6, False, id="2-and-2-are-4"
    ),
    pytest.param(10, [handed(None)], arrived(0, MORE), arrived(0, MORE), NONE, None, False, id="unknown-number"),
    pytest.param(10, [handed(4), handed(None)], arrived(4, MORE), arrived(4, MORE), NONE, None, False, id="4-and-more"),
    pytest.param(
        10, [handed(None), handed(4, TOTAL)], arrived(4), arrived(4), NONE, 6, False, id="total-settles-unknown"
    ),
    pytest.param(
        10,
        [handed(4, TOTAL), handed(None, TOTAL)],
        arrived(4, MORE),
        arrived(4, MORE),
        NONE,
        None,
        False,
        id="unknown-total",
    ),
    pytest.param(
        10, [handed(10), handed(None)], arrived(10, MORE), arrived(10, MORE), NONE, 0, False, id="all-and-more"
    ),
    pytest.param(10, [handed(10)], arrived(10), arrived(10), NONE, 0, False, id="in-full"),
    pytest.param(10, [handed(12)], arrived(12), arrived(12), NONE, 0, True, id="more-than-promised"),
    pytest.param(10, [on_balance(12)], arrived(12), arrived(12), arrived(12), 0, True, id="more-on-balance"),
    pytest.param(10, [shipped(12)], arrived(12), NONE, NONE, 10, False, id="more-shipped-than-promised"),
    pytest.param(0, [handed(1)], arrived(1), arrived(1), NONE, 0, True, id="promised-none"),
    pytest.param(10, [handed(0)], NONE, NONE, NONE, 10, False, id="none-handed-over"),
    pytest.param(
        10, [shipped(None), handed(4)], arrived(4, MORE), arrived(4), NONE, 6, False, id="unknown-shipped-stays-unknown"
    ),
    pytest.param(
        10,
        [handed(2), handed(None), on_balance(5)],
        arrived(5, MORE),
        arrived(5, MORE),
        arrived(5),
        None,
        False,
        id="unknown-handed-over-stays-unknown",
    ),
    pytest.param(
        10,
        [on_balance(None)],
        arrived(0, MORE),
        arrived(0, MORE),
        arrived(0, MORE),
        None,
        False,
        id="unknown-on-balance",
    ),
]


def line_with(promised: int | None, events: list[Event]) -> EquipmentLine:
    line = EquipmentLineFactory(quantity=promised)
    for day, (stage, counting, quantity) in enumerate(events, start=1):
        DeliveryEventFactory(
            line=line, stage=stage, counting=counting, quantity=quantity, happened_on=date(2026, 11, day)
        )
    return EquipmentLine.objects.with_deliveries().get()


@pytest.mark.parametrize(
    ("promised", "events", "sent", "given", "booked", "outstanding", "exceeds"),
    ACCOUNTS,
)
def test_balance_of_a_line(
    promised: int | None,
    events: list[Event],
    sent: Arrived,
    given: Arrived,
    booked: Arrived,
    outstanding: int | None,
    exceeds: bool,
) -> None:
    found = balance(line_with(promised, events))
    assert found.promised == promised
    assert found.shipped == sent
    assert found.handed_over == given
    assert found.on_balance == booked
    assert (found.outstanding, found.outstanding_upper) == (outstanding, outstanding)
    assert not found.contested
    assert found.exceeds_promise is exceeds


def test_balance_with_undated_delivery_takes_it_last() -> None:
    line = EquipmentLineFactory(quantity=10)
    DeliveryEventFactory(line=line, quantity=2, happened_on=None)
    DeliveryEventFactory(line=line, quantity=4, counting=TOTAL, happened_on=date(2026, 11, 1))
    assert balance(EquipmentLine.objects.with_deliveries().get()).handed_over == arrived(6)


def test_balance_of_fractions_adds_exactly() -> None:
    line = EquipmentLineFactory(quantity=Decimal("0.30"), unit="t")
    for _ in range(3):
        DeliveryEventFactory(line=line, quantity=Decimal("0.10"))
    found = balance(EquipmentLine.objects.with_deliveries().get())
    assert (found.handed_over.known, found.outstanding, found.exceeds_promise) == (Decimal("0.30"), 0, False)


@pytest.mark.parametrize(
    ("found", "anything"), [(NONE, False), (arrived(0, MORE), True), (arrived(1), True), (arrived(1, MORE), True)]
)
def test_arrived_anything_where_a_number_or_an_unknown_number_came(found: Arrived, anything: bool) -> None:
    assert found.anything is anything


@pytest.mark.parametrize("number", [1, 6])
def test_balances_take_a_fixed_number_of_queries(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        DeliveryEventFactory(reported=True)
    with django_assert_num_queries(2):
        found = balances(EquipmentLine.objects.all())
    assert len(found) == number


def between(known: int, upper: int | None) -> Arrived:
    return Arrived(known=Decimal(known), upper=None if upper is None else Decimal(upper))


#: promised, deliveries before, reports of one delivery, deliveries after, settled as, handed over, outstanding, exceeds
CONTESTED = [
    pytest.param(22, [], [handed(2), handed(2), handed(4)], [], None, (2, 4), (18, 20), False, id="2-2-and-4"),
    pytest.param(22, [], [handed(2), handed(2), handed(4, TOTAL)], [], None, (2, 4), (18, 20), False, id="4-in-all"),
    pytest.param(22, [], [handed(2), handed(2), handed(4)], [], 4, (4, 4), (18, 18), False, id="settled-as-4"),
    pytest.param(22, [], [handed(4), handed(4)], [], None, (4, 4), (18, 18), False, id="agreed-counts-once"),
    pytest.param(22, [handed(3)], [handed(2), handed(4, TOTAL)], [], None, (4, 5), (17, 18), False, id="after-others"),
    pytest.param(22, [], [handed(2), handed(4)], [handed(1)], None, (3, 5), (17, 19), False, id="more-afterwards"),
    pytest.param(22, [], [handed(2), handed(4)], [handed(3, TOTAL)], None, (3, 4), (18, 19), False, id="total-lifts"),
    pytest.param(22, [], [handed(2), handed(4)], [handed(5, TOTAL)], None, (5, 5), (17, 17), False, id="total-settles"),
    pytest.param(22, [], [handed(2), handed(None)], [], None, (2, 2), (20, 20), False, id="unknown-contradicts-none"),
    pytest.param(22, [], [handed(None), handed(None)], [], None, (0, None), (None, None), False, id="all-unknown"),
    pytest.param(22, [], [handed(None), handed(None)], [], 3, (3, 3), (19, 19), False, id="unknown-settled"),
    pytest.param(22, [handed(None)], [handed(2), handed(4)], [], None, (2, None), (None, None), False, id="and-more"),
    pytest.param(3, [], [handed(2), handed(4)], [], None, (2, 4), (0, 1), False, id="perhaps-more-than-promised"),
    pytest.param(1, [], [handed(2), handed(4)], [], None, (2, 4), (0, 0), True, id="surely-more-than-promised"),
    pytest.param(None, [], [handed(2), handed(4)], [], None, (2, 4), (None, None), False, id="unknown-promise"),
]


@pytest.mark.parametrize(
    ("promised", "before", "together", "after", "settled", "given", "outstanding", "exceeds"), CONTESTED
)
def test_balance_with_reports_of_one_delivery(
    promised: int | None,
    before: list[Event],
    together: list[Event],
    after: list[Event],
    settled: int | None,
    given: tuple[int, int | None],
    outstanding: tuple[int | None, int | None],
    exceeds: bool,
) -> None:
    occasion = DeliveryOccasionFactory(line__quantity=promised)
    if settled is not None:
        DeliverySettlementFactory(occasion=occasion, quantity=settled)
    for day, (stage, counting, quantity) in enumerate([*before, *together, *after], start=1):
        one_of_several = len(before) < day <= len(before) + len(together)
        DeliveryEventFactory(
            line=occasion.line,
            occasion=occasion if one_of_several else None,
            stage=stage,
            counting=counting,
            quantity=quantity,
            happened_on=date(2026, 11, day),
        )
    found = balance(EquipmentLine.objects.with_accounts().get())
    assert found.handed_over == between(*given)
    assert (found.outstanding, found.outstanding_upper) == outstanding
    assert found.exceeds_promise is exceeds
    assert found.contested is (given[1] is not None and given[0] != given[1])


def test_balance_of_contested_balance_entries_reaches_back_to_what_was_shipped() -> None:
    occasion = DeliveryOccasionFactory(stage="on_balance", line__quantity=10)
    for quantity in (2, 4):
        DeliveryEventFactory(line=occasion.line, occasion=occasion, on_balance=True, quantity=quantity)
    DeliveryEventFactory(line=occasion.line, quantity=3)
    found = balance(EquipmentLine.objects.with_accounts().get())
    assert (found.on_balance, found.handed_over, found.shipped) == (between(2, 4), between(3, 4), between(3, 4))
