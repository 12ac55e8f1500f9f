from __future__ import annotations

from decimal import Decimal

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from assistance.filters import CommitmentFilter
from assistance.models import Commitment
from assistance.reports import CurrencySum, Rung, ladder
from assistance.vocabulary import CommitmentStatus, ValuationBasis
from tests.factories import CommitmentClaimFactory, CommitmentFactory

pytestmark = pytest.mark.django_db


def usd(amount: str, count: int) -> CurrencySum:
    return CurrencySum(currency="USD", amount=Decimal(amount), count=count, bases=(ValuationBasis.UNKNOWN,))


def rung_of(status: CommitmentStatus) -> Rung:
    return next(rung for rung in ladder(Commitment.objects.published()).rungs if rung.status == status)


def test_ladder_without_commitments_has_every_rung_in_order() -> None:
    found = ladder(Commitment.objects.published())
    assert [rung.status for rung in found.rungs] == list(CommitmentStatus)
    assert found.count == 0
    assert found.currencies == ()


def test_ladder_of_several_currencies_never_adds_them() -> None:
    CommitmentFactory(public=True, amount=Decimal(100), currency="USD")
    CommitmentFactory(public=True, amount=Decimal(50), currency="USD")
    CommitmentFactory(public=True, amount=Decimal(7), currency="EUR")
    rung = rung_of(CommitmentStatus.ANNOUNCED)
    assert rung.sums == (
        CurrencySum(currency="EUR", amount=Decimal(7), count=1, bases=(ValuationBasis.UNKNOWN,)),
        usd("150", 2),
    )
    assert ladder(Commitment.objects.published()).currencies == ("EUR", "USD")


def test_ladder_without_stated_amount_counts_the_commitment_apart() -> None:
    CommitmentFactory(public=True)
    CommitmentFactory(public=True, amount=Decimal(100), currency="USD")
    rung = rung_of(CommitmentStatus.ANNOUNCED)
    assert (rung.count, rung.without_amount, rung.sums) == (2, 1, (usd("100", 1),))


def test_ladder_of_cents_adds_exactly() -> None:
    for _ in range(3):
        CommitmentFactory(public=True, amount=Decimal("0.10"), currency="USD")
    assert rung_of(CommitmentStatus.ANNOUNCED).sums == (usd("0.30", 3),)


@pytest.mark.parametrize("status", CommitmentStatus)
def test_rung_counted_only_where_promised_or_given(status: CommitmentStatus) -> None:
    CommitmentFactory(public=True, status=status.value, with_amount=True)
    apart = {CommitmentStatus.UNDER_CONSIDERATION, CommitmentStatus.SUSPENDED, CommitmentStatus.CANCELLED}
    rung = rung_of(status)
    assert rung.count == 1
    assert rung.counted is (status not in apart)


@pytest.mark.parametrize(
    "query", ["year=2026", "order=newest", "order=oldest", "order=amount", "year=2026&order=oldest"]
)
def test_ladder_of_filtered_commitments_with_many_claims_counts_each_once(query: str) -> None:
    for _ in range(2):
        commitment = CommitmentFactory(public=True, amount=Decimal(100), currency="USD", with_claim=True)
        for _ in range(2):
            CommitmentClaimFactory(commitment=commitment, relation="repeats")
    found = ladder(CommitmentFilter(QueryDict(query), queryset=Commitment.objects.published()).qs)
    rung = next(rung for rung in found.rungs if rung.status == CommitmentStatus.ANNOUNCED)
    assert (rung.count, rung.sums) == (2, (usd("200", 2),))


@pytest.mark.parametrize("number", [1, 6])
def test_ladder_takes_one_query(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    CommitmentFactory.create_batch(number, complete=True, public=True)
    with django_assert_num_queries(1):
        ladder(Commitment.objects.published().newest_first())


def test_ladder_of_long_amounts_is_exact_to_the_cent() -> None:
    for _ in range(3):
        CommitmentFactory(public=True, amount=Decimal("9999999999999.99"), currency="USD")
    assert rung_of(CommitmentStatus.ANNOUNCED).sums == (usd("29999999999999.97", 3),)


def test_ladder_names_the_bases_that_a_sum_mixes() -> None:
    for basis in (ValuationBasis.REPLACEMENT, ValuationBasis.STATED, ValuationBasis.STATED):
        CommitmentFactory(public=True, amount=Decimal(5), currency="USD", valuation_basis=basis.value)
    CommitmentFactory(public=True, amount=Decimal(5), currency="EUR", valuation_basis=ValuationBasis.BOOK.value)
    euros, dollars = rung_of(CommitmentStatus.ANNOUNCED).sums
    assert (euros.bases, euros.mixes_bases) == ((ValuationBasis.BOOK,), False)
    assert (dollars.bases, dollars.mixes_bases) == ((ValuationBasis.STATED, ValuationBasis.REPLACEMENT), True)
