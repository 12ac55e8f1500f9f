"""Stated totals in the admin, beside what is itemised."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assistance.models import StatedTotal
from tests.admin.pages import address, errors_of, save
from tests.factories import CommitmentFactory, OrganisationFactory, StatedTotalFactory, WithholdingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def total() -> StatedTotal:
    japan = OrganisationFactory(japan=True)
    CommitmentFactory(public=True, donors=[japan], with_claim=True, amount=Decimal(4_500_000), currency="USD")
    total: StatedTotal = StatedTotalFactory(donors=[japan], amount=Decimal(70_000_000))
    return total


def test_total_shows_what_is_itemised_and_the_gap(staff_page: Client, total: StatedTotal) -> None:
    for page in (address(StatedTotal, "changelist"), address(StatedTotal, "change", total.pk)):
        shown = staff_page.get(page).content.decode()
        assert [word for word in ("USD 70,000,000", "USD 4,500,000", "USD 65,500,000") if word not in shown] == []


def test_total_counts_what_is_withheld_from_the_public_and_says_so(staff_page: Client, total: StatedTotal) -> None:
    held = CommitmentFactory(
        public=True, donors=total.donors.all(), with_claim=True, amount=Decimal(500_000), currency="USD"
    )
    WithholdingFactory(commitment=held, amount=True)
    for page in (address(StatedTotal, "changelist"), address(StatedTotal, "change", total.pk)):
        shown = staff_page.get(page).content.decode()
        assert "USD 5,000,000" in shown
        assert "of which withheld from the public: USD 500,000" in shown


def test_total_without_donor_says_why_nothing_is_beside_it(staff_page: Client) -> None:
    total = StatedTotalFactory()
    assert "names no donor" in staff_page.get(address(StatedTotal, "change", total.pk)).content.decode()


def test_total_takes_the_time_it_speaks_of(staff_page: Client, total: StatedTotal) -> None:
    wrong = {"period_start": "2027-12-31", "period_end": "2022-01-01"}
    assert "before the start" in errors_of(save(staff_page, total, **wrong))
    assert save(staff_page, total, period_start="2022-01-01", period_end="2027-12-31").status_code == 302
    total.refresh_from_db()
    assert (str(total.period_start), str(total.period_end)) == ("2022-01-01", "2027-12-31")


@pytest.mark.parametrize("number", [1, 5])
def test_list_of_totals_takes_a_fixed_number_of_queries(
    staff_page: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        StatedTotalFactory(donors=[OrganisationFactory()])
    staff_page.get(address(StatedTotal, "changelist"))
    with django_assert_num_queries(15):
        staff_page.get(address(StatedTotal, "changelist"))
