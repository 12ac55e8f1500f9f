from __future__ import annotations

from decimal import Decimal

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from assistance.filters import CommitmentFilter
from assistance.models import Commitment
from assistance.reports import GROUPINGS, CurrencySum, TotalsRow, totals
from assistance.vocabulary import CommitmentStatus, Sector, ValuationBasis
from tests.factories import ClaimFactory, CommitmentClaimFactory, CommitmentFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

ANNOUNCED = CommitmentStatus.ANNOUNCED


def rows(by: str) -> tuple[TotalsRow, ...]:
    return totals(Commitment.objects.published(), by=by)


def sums(**amounts: tuple[int, int]) -> tuple[CurrencySum, ...]:
    """Write ``USD=(100, 2)`` for 2 amounts that make USD 100."""
    return tuple(
        CurrencySum(currency=c, amount=Decimal(a), count=n, bases=(ValuationBasis.UNKNOWN,))
        for c, (a, n) in amounts.items()
    )


def test_totals_by_donor_with_joint_donors_counts_the_commitment_once() -> None:
    japan, germany = OrganisationFactory(japan=True), OrganisationFactory(name_en="Germany")
    CommitmentFactory(public=True, donors=[japan, germany], amount=Decimal(100), currency="USD")
    CommitmentFactory(public=True, donors=[japan], amount=Decimal(30), currency="USD")
    both = ((str(germany.pk), "Germany"), (str(japan.pk), "Japan"))
    assert rows("donor") == (
        TotalsRow(parts=both, status=ANNOUNCED, count=1, without_amount=0, withheld=0, sums=sums(USD=(100, 1))),
        TotalsRow(parts=both[1:], status=ANNOUNCED, count=1, without_amount=0, withheld=0, sums=sums(USD=(30, 1))),
    )


def test_totals_by_donor_with_unknown_donor_come_last_without_parts() -> None:
    CommitmentFactory(public=True)
    CommitmentFactory(public=True, donors=[OrganisationFactory(japan=True)])
    assert [[label for _, label in row.parts] for row in rows("donor")] == [["Japan"], []]


def test_totals_by_donor_leave_other_roles_out() -> None:
    CommitmentFactory(public=True, implementers=[OrganisationFactory()], recipients=[OrganisationFactory()])
    assert [row.parts for row in rows("donor")] == [()]


def test_totals_by_status_climb_the_ladder() -> None:
    for status in ("cancelled", "announced", "under_consideration", "announced"):
        CommitmentFactory(public=True, status=status)
    assert [(row.parts, row.count, row.counted) for row in rows("status")] == [
        ((("under_consideration", "Under consideration"),), 1, False),
        ((("announced", "Announced"),), 2, True),
        ((("cancelled", "Cancelled"),), 1, False),
    ]


def test_totals_by_sector_with_several_sectors_counts_the_commitment_once() -> None:
    CommitmentFactory(
        public=True, sectors=[Sector.ENERGY, Sector.DEMINING], amount=Decimal(100), currency="USD", with_claim=True
    )
    CommitmentFactory(public=True, sectors=[Sector.ENERGY], amount=Decimal(5), currency="EUR")
    energy, demining = ("energy", "Energy"), ("demining", "Humanitarian demining")
    assert rows("sector") == (
        TotalsRow(parts=(energy,), status=ANNOUNCED, count=1, without_amount=0, withheld=0, sums=sums(EUR=(5, 1))),
        TotalsRow(
            parts=(energy, demining), status=ANNOUNCED, count=1, without_amount=0, withheld=0, sums=sums(USD=(100, 1))
        ),
    )


def test_totals_by_year_take_the_first_release() -> None:
    commitment = CommitmentFactory(public=True)
    for day, relation in (("2024-03-01", "repeats"), ("2023-12-31", "first")):
        CommitmentClaimFactory(commitment=commitment, relation=relation, claim__release__published_on=day)
    CommitmentFactory(public=True)
    assert [(row.parts, row.count) for row in rows("year")] == [((("2023", "2023"),), 1), ((), 1)]


def test_totals_by_currency_keep_unstated_amounts_apart() -> None:
    CommitmentFactory(public=True, amount=Decimal(100), currency="USD")
    CommitmentFactory(public=True, amount=Decimal(100), currency="EUR")
    CommitmentFactory(public=True)
    assert [(row.parts, row.without_amount, row.sums) for row in rows("currency")] == [
        ((("EUR", "EUR"),), 0, sums(EUR=(100, 1))),
        ((("USD", "USD"),), 0, sums(USD=(100, 1))),
        ((), 1, ()),
    ]


@pytest.mark.parametrize("by", sorted(GROUPINGS))
def test_totals_of_several_currencies_never_add_them(by: str) -> None:
    donor = OrganisationFactory(japan=True)
    common = {"public": True, "donors": [donor], "sectors": [Sector.ENERGY], "with_claim": True}
    for amount, currency in ((100, "USD"), (50, "USD"), (7, "EUR")):
        CommitmentFactory(**common, amount=Decimal(amount), currency=currency)
    CommitmentFactory(**common)
    found = sorted(entry.currency for row in rows(by) for entry in row.sums)
    assert found == ["EUR", "USD"]
    assert {(e.amount, e.count) for row in rows(by) for e in row.sums} == {(Decimal(150), 2), (Decimal(7), 1)}
    assert sum(row.count for row in rows(by)) == 4
    assert sum(row.without_amount for row in rows(by)) == 1


@pytest.mark.parametrize("by", sorted(GROUPINGS))
@pytest.mark.parametrize("status", CommitmentStatus)
def test_totals_row_counted_only_where_promised_or_given(by: str, status: CommitmentStatus) -> None:
    CommitmentFactory(public=True, status=status.value, with_amount=True)
    CommitmentFactory(public=True, status="agreed", amount=Decimal(1), currency="USD", with_claim=True)
    apart = {CommitmentStatus.UNDER_CONSIDERATION, CommitmentStatus.SUSPENDED, CommitmentStatus.CANCELLED}
    assert {row.counted for row in rows(by) if row.status == status} == {status not in apart}


def test_totals_by_unknown_grouping_raise_key_error() -> None:
    with pytest.raises(KeyError):
        rows("moon")


@pytest.mark.parametrize("by", sorted(GROUPINGS))
def test_totals_of_filtered_commitments_with_many_claims_count_each_once(by: str) -> None:
    commitment = CommitmentFactory(public=True, amount=Decimal(100), currency="USD", with_claim=True)
    for _ in range(3):
        CommitmentClaimFactory(commitment=commitment, claim=ClaimFactory(), relation="repeats")
    query = QueryDict("year=2026&order=amount")
    (row,) = totals(CommitmentFilter(query, queryset=Commitment.objects.published()).qs, by=by)
    assert (row.count, row.sums) == (1, sums(USD=(100, 1)))


@pytest.mark.parametrize("number", [1, 6])
@pytest.mark.parametrize("by", sorted(GROUPINGS))
def test_totals_take_a_fixed_number_of_queries(
    by: str, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    CommitmentFactory.create_batch(number, complete=True, public=True)
    with django_assert_num_queries(6):
        rows(by)
