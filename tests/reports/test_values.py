from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from assistance.models import Commitment, DeliveryEvent
from assistance.reports import ladder, stated_values
from assistance.vocabulary import ValueScope
from tests.factories import CommitmentFactory, DeliveryEventFactory, EquipmentLineFactory

#: A report's value as (value, currency, upper, scope); what is stated as (currency, scope, least, most).
Reported = tuple[int | None, str, int | None, str]

CASES = [
    pytest.param([], [], id="no-report"),
    pytest.param([(None, "", None, "item")], [], id="none-stated"),
    pytest.param([(7, "USD", None, "item")], [("USD", "item", 7, 7)], id="one"),
    pytest.param([(7, "USD", None, "item"), (None, "", None, "item")], [("USD", "item", 7, 7)], id="silent-beside"),
    pytest.param([(7, "USD", None, "item"), (7, "USD", None, "item")], [("USD", "item", 7, 7)], id="agreeing"),
    pytest.param([(7, "USD", None, "item"), (5, "USD", None, "item")], [("USD", "item", 5, 7)], id="contradicting"),
    pytest.param([(7, "USD", 9, "item"), (8, "USD", None, "item")], [("USD", "item", 7, 9)], id="a-range-among-them"),
    pytest.param(
        [(7, "USD", None, "item"), (280, "UAH", None, "item")],
        [("UAH", "item", 280, 280), ("USD", "item", 7, 7)],
        id="two-currencies",
    ),
    pytest.param(
        [(7, "USD", None, "item"), (9, "USD", None, "batch")],
        [("USD", "batch", 9, 9), ("USD", "item", 7, 7)],
        id="of-the-item-and-of-all",
    ),
]


@pytest.mark.parametrize(("reports", "stated"), CASES)
def test_values_of_one_delivery_are_ranges_and_never_sums(
    reports: list[Reported], stated: list[tuple[str, str, int, int]]
) -> None:
    names = ("value", "currency", "value_upper", "value_scope")
    events = [DeliveryEvent(**dict(zip(names, report, strict=True))) for report in reports]
    found = [(row.currency, row.scope, row.least, row.most) for row in stated_values(events)]
    assert found == [(currency, ValueScope(scope), least, most) for currency, scope, least, most in stated]


@pytest.mark.django_db
def test_value_of_a_delivery_is_in_no_sum_of_the_ladder() -> None:
    amount: dict[str, Any] = {"amount": Decimal(4_500_000), "currency": "USD"}
    DeliveryEventFactory(valued=True, line=EquipmentLineFactory(commitment=CommitmentFactory(**amount)))
    DeliveryEventFactory(valued=True, line=EquipmentLineFactory(commitment=CommitmentFactory()))
    sums = [entry.amount for rung in ladder(Commitment.objects.all()).rungs for entry in rung.sums]
    assert sums == [Decimal(4_500_000)]
