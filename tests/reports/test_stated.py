"""Stated totals beside the sum of what is itemised."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from assistance.models import Commitment, Organisation, StatedTotal
from assistance.reports import StatedRow, stated_totals
from tests.factories import ClaimFactory, CommitmentFactory, OrganisationFactory, StatedTotalFactory, WithholdingFactory

pytestmark = pytest.mark.django_db

SUMMER, AUTUMN, WINTER = date(2024, 7, 1), date(2024, 10, 1), date(2025, 1, 15)


@pytest.fixture
def japan() -> Organisation:
    return OrganisationFactory(japan=True)


@pytest.fixture
def norway() -> Organisation:
    return OrganisationFactory(name_en="Norway", name_uk="Норвегія")


def promised(*donors: Organisation, day: date | None = SUMMER, amount: int | None = 30, **facts: Any) -> Commitment:
    money = {} if amount is None else {"amount": Decimal(amount), "currency": "USD"}
    claim = ClaimFactory(release__published_on=day)
    return CommitmentFactory(**{"public": True, "donors": donors, "claims": [claim], **money, **facts})


def stated(*donors: Organisation, day: date | None = AUTUMN, **facts: Any) -> StatedTotal:
    return StatedTotalFactory(donors=donors, release__published_on=day, **{"amount": Decimal(70), **facts})


def compared() -> StatedRow:
    (row,) = stated_totals(StatedTotal.objects.all(), among=Commitment.objects.published())
    return row


def counts(row: StatedRow) -> tuple[int, ...]:
    return row.count, row.without_amount, row.other_currencies, row.joint, row.undated


def test_total_stands_beside_the_sum_of_its_donors_commitments(japan: Organisation, norway: Organisation) -> None:
    total = stated(japan)
    promised(japan, amount=30)
    promised(japan, amount=15, status="delivered")
    promised(norway, amount=1000)
    row = compared()
    assert (row.total, row.donors, row.since, row.until) == (total, (japan,), None, AUTUMN)
    assert (row.itemised, row.gap, counts(row)) == (45, 25, (2, 0, 0, 0, 0))


@pytest.mark.parametrize("status", ["under_consideration", "suspended", "cancelled"])
def test_total_stands_beside_firm_commitments_alone(japan: Organisation, status: str) -> None:
    stated(japan)
    promised(japan, status=status)
    promised(japan, public=False)
    row = compared()
    assert (row.itemised, row.gap, counts(row)) == (None, None, (0, 0, 0, 0, 0))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"amount": None}, (1, 1, 0, 0, 0)),
        ({"currency": "JPY"}, (1, 0, 1, 0, 0)),
        ({"day": WINTER}, (1, 0, 0, 0, 0)),
        ({"day": None}, (1, 0, 0, 0, 1)),
        ({"day": AUTUMN}, (2, 0, 0, 0, 0)),
    ],
)
def test_total_counts_what_is_in_no_sum(japan: Organisation, facts: dict[str, Any], expected: tuple[int, ...]) -> None:
    stated(japan)
    promised(japan, amount=30)
    promised(japan, **({"amount": 7} | facts))
    row = compared()
    assert counts(row) == expected
    assert row.itemised == (37 if expected[0] == 2 else 30)


def test_total_leaves_out_what_is_shared_with_donors_it_does_not_name(
    japan: Organisation, norway: Organisation
) -> None:
    total = stated(japan)
    promised(japan, amount=30)
    promised(japan, norway, amount=10)
    assert (compared().itemised, counts(compared())) == (30, (1, 0, 0, 1, 0))
    total.donors.add(norway)
    assert (compared().itemised, counts(compared())) == (40, (2, 0, 0, 0, 0))


@pytest.mark.parametrize(
    ("period", "until", "itemised"),
    [
        ((None, None), AUTUMN, 30),
        ((date(2024, 7, 1), None), AUTUMN, 30),
        ((date(2024, 7, 2), None), AUTUMN, None),
        ((None, date(2024, 6, 30)), date(2024, 6, 30), None),
        ((date(2022, 1, 1), date(2027, 12, 31)), AUTUMN, 30),
    ],
)
def test_total_of_a_period_stands_beside_what_was_reported_in_it(
    japan: Organisation, period: tuple[date | None, date | None], until: date, itemised: int | None
) -> None:
    stated(japan, period_start=period[0], period_end=period[1])
    promised(japan, day=SUMMER)
    row = compared()
    assert (row.since, row.until, row.itemised) == (period[0], until, itemised)


def test_total_of_an_undated_release_stands_beside_everything(japan: Organisation) -> None:
    stated(japan, day=None)
    promised(japan, day=WINTER, amount=30)
    promised(japan, day=None, amount=7)
    row = compared()
    assert (row.until, row.itemised, counts(row)) == (None, 37, (2, 0, 0, 0, 0))


def test_total_that_names_no_donor_has_nothing_beside_it(japan: Organisation) -> None:
    stated()
    promised(japan)
    row = compared()
    assert (row.itemised, row.gap, row.donors) == (None, None, ())


def test_more_itemised_than_stated_is_a_gap_below_zero(japan: Organisation) -> None:
    stated(japan, amount=Decimal(20))
    promised(japan, amount=30)
    assert compared().gap == -10


@pytest.mark.parametrize("number", [1, 5])
def test_totals_take_a_fixed_number_of_queries(
    number: int, japan: Organisation, norway: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        stated(japan, norway)
        promised(japan, norway)
    with django_assert_num_queries(5):
        rows = stated_totals(StatedTotal.objects.all(), among=Commitment.objects.published())
    assert [row.count for row in rows] == [number] * number


def test_staff_see_the_full_sum_and_what_of_it_is_withheld_from_the_public(japan: Organisation) -> None:
    stated(japan)
    promised(japan, amount=30)
    WithholdingFactory(commitment=promised(japan, amount=15), amount=True)
    WithholdingFactory(commitment=promised(japan, amount=5, withheld=True, public=False))
    promised(japan, amount=1, public=False)
    assert (compared().itemised, compared().withheld, counts(compared())) == (30, None, (1, 1, 0, 0, 0))
    among = Commitment.objects.exclude(visibility="draft")
    (row,) = stated_totals(StatedTotal.objects.all(), among=among, with_withheld=True)
    assert (row.itemised, row.withheld, row.gap, counts(row)) == (50, 20, 20, (3, 0, 0, 0, 0))
