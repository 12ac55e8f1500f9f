from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as some
from pytest_django import DjangoAssertNumQueries

from assistance.filters import CommitmentFilter
from assistance.models import Commitment
from assistance.reports import GROUPINGS, CurrencySum, TotalsRow, ladder, totals
from assistance.review import withhold_fact
from assistance.vocabulary import CommitmentStatus, Sector, ValuationBasis, WithheldScope
from tests.factories import (
    ClaimFactory,
    CommitmentClaimFactory,
    CommitmentFactory,
    CommitmentPartyFactory,
    EquipmentLineFactory,
    OrganisationFactory,
)

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


def test_totals_by_channel_name_who_hands_on_what_the_donor_gives() -> None:
    japan, undp, jica = (
        OrganisationFactory(**names) for names in ({"japan": True}, {"undp": True}, {"name_en": "JICA"})
    )
    through = CommitmentFactory(
        public=True, donors=[japan], implementers=[undp], recipients=[OrganisationFactory()], amount=100, currency="USD"
    )
    CommitmentPartyFactory(commitment=through, organisation=jica, role="extending")
    CommitmentFactory(public=True, donors=[japan], amount=30, currency="USD")
    hop = ClaimFactory(amount=60, currency="USD")
    CommitmentClaimFactory(commitment=through, claim=hop, relation="part_of")
    both = ((str(jica.pk), "JICA"), (str(undp.pk), "United Nations Development Programme"))
    assert [(row.parts, row.sums) for row in rows("channel")] == [(both, sums(USD=(100, 1))), ((), sums(USD=(30, 1)))]


def test_totals_by_kind_and_by_item_category() -> None:
    mixed, bare = CommitmentFactory(public=True, kind="mixed"), CommitmentFactory(public=True, kind="training")
    for category in ("vehicle", "drone", "drone"):
        EquipmentLineFactory(commitment=mixed, category=category)
    assert bare.pk
    assert [row.parts for row in rows("kind")] == [(("mixed", "Mixed"),), (("training", "Training"),)]
    assert [row.parts for row in rows("item_category")] == [(("drone", "Drones"), ("vehicle", "Vehicles")), ()]


def test_totals_by_item_category_tell_nothing_of_equipment_that_is_withheld(staff: User) -> None:
    commitment = CommitmentFactory(public=True, with_line=True)
    withhold_fact(commitment, scope=WithheldScope.EQUIPMENT, by=staff, reason="Asked for.")
    assert [(row.parts, row.count) for row in rows("item_category")] == [((), 1)]


def test_totals_by_month_stand_in_time() -> None:
    for day in ("2025-12-31", "2026-02-01", "2026-11-30", "2026-02-28"):
        CommitmentClaimFactory(commitment=CommitmentFactory(public=True), claim__release__published_on=day)
    assert [(row.parts, row.count) for row in rows("month")] == [
        ((("2025-12", "December 2025"),), 1),
        ((("2026-02", "February 2026"),), 2),
        ((("2026-11", "November 2026"),), 1),
    ]


#: Who gives and who hands on, by number; status, currency and amount.
CHAINS = some.lists(
    some.tuples(
        some.sets(some.integers(0, 2), max_size=2),
        some.sets(some.integers(0, 2), max_size=2),
        some.sampled_from([status.value for status in CommitmentStatus]),
        some.sampled_from(["USD", "EUR", "JPY"]),
        some.integers(1, 10**9),
    ),
    max_size=6,
)


def added(by: str) -> dict[tuple[str, str], tuple[Decimal, int]]:
    """Return what all groups add up to, by status and currency."""
    found: dict[tuple[str, str], tuple[Decimal, int]] = {}
    for row in rows(by):
        for entry in row.sums:
            amount, count = found.get((row.status, entry.currency), (Decimal(), 0))
            found[row.status, entry.currency] = (amount + entry.amount, count + entry.count)
    return found


@settings(max_examples=25, deadline=None)
@given(chains=CHAINS)
def test_totals_by_donor_and_by_channel_add_up_to_the_ladder(
    chains: list[tuple[set[int], set[int], str, str, int]],
) -> None:
    with transaction.atomic():
        parties = [OrganisationFactory() for _ in range(3)]
        for donors, channels, status, currency, amount in chains:
            commitment = CommitmentFactory(
                public=True, status=status, amount=amount, currency=currency,
                donors=[parties[n] for n in donors], implementers=[parties[n] for n in channels],
            )  # fmt: skip
            CommitmentClaimFactory(commitment=commitment, claim=ClaimFactory(amount=amount, currency=currency))
            CommitmentClaimFactory(
                commitment=commitment, relation="part_of", claim__amount=amount, claim__currency=currency
            )
        rungs = ladder(Commitment.objects.published()).rungs
        whole = {(r.status, entry.currency): (entry.amount, entry.count) for r in rungs for entry in r.sums}
        for by in GROUPINGS:
            assert added(by) == whole, by
        transaction.set_rollback(True)


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
    with django_assert_num_queries(7 if by == "item_category" else 6):
        rows(by)
