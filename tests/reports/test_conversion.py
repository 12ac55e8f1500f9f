"""Conversion: the rate of the day, forwards, backwards or through the euro; without one nothing is converted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from assistance.models import ECB, NBU, Commitment
from assistance.reports import converted, converted_rungs, targets
from assistance.review import withhold_fact
from assistance.vocabulary import CommitmentStatus, WithheldScope
from tests.factories import CommitmentClaimFactory, CommitmentFactory, ExchangeRateFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 16)


def committed(amount: int | None, currency: str, day: date | None = DAY, **more: object) -> Commitment:
    """Return a public commitment of ``amount`` that a release of ``day`` first spoke of."""
    commitment: Commitment = CommitmentFactory(public=True, amount=amount, currency=currency, **more)
    CommitmentClaimFactory(commitment=commitment, claim__release__published_on=day)
    return commitment


def rate(currency: str, target: str, value: str, day: date = DAY, source: str = "ECB") -> None:
    ExchangeRateFactory(currency=currency, target=target, rate=Decimal(value), date=day, source=source)


def in_(target: str) -> list[Decimal | None]:
    return [row.amount for row in converted(Commitment.objects.published(), to=target)]


def test_amount_is_converted_at_the_rate_between_the_two_currencies() -> None:
    committed(100, "USD")
    rate("USD", "EUR", "0.9")
    (row,) = converted(Commitment.objects.published(), to="EUR")
    assert (row.amount, row.day) == (90, DAY)
    (quote,) = row.quotes
    assert (quote.currency, quote.target, quote.rate, quote.day, quote.source) == (
        "USD",
        "EUR",
        Decimal("0.9"),
        DAY,
        "ECB",
    )


def test_amount_is_converted_at_the_rate_of_the_other_direction() -> None:
    committed(100, "USD")
    rate("EUR", "USD", "1.25")
    assert in_("EUR") == [80]


def test_amount_is_converted_through_the_euro_with_both_rates_named() -> None:
    committed(1000, "SEK")
    rate("EUR", "SEK", "10")
    rate("EUR", "USD", "1.25")
    (row,) = converted(Commitment.objects.published(), to="USD")
    assert row.amount == 125
    assert [quote.target for quote in row.quotes] == ["SEK", "USD"]


def test_amount_in_the_currency_asked_for_stays_as_stated() -> None:
    committed(100, "EUR", None)
    (row,) = converted(Commitment.objects.published(), to="EUR")
    assert (row.amount, row.quotes) == (100, ())


def test_converted_amount_is_rounded_to_whole_units_half_up() -> None:
    committed(1, "USD")
    committed(3, "USD")
    rate("USD", "EUR", "0.5")
    assert sorted(filter(None, in_("EUR"))) == [1, 2]


@pytest.mark.parametrize(
    ("day", "found"), [(date(2026, 3, 9), 90), (date(2026, 3, 8), None), (date(2026, 3, 17), None)]
)
def test_rate_serves_the_week_after_its_day(day: date, found: int | None) -> None:
    committed(100, "USD")
    rate("USD", "EUR", "0.9", day)
    assert in_("EUR") == [found]


def test_nearest_earlier_day_is_taken() -> None:
    committed(100, "USD")
    rate("USD", "EUR", "0.8", date(2026, 3, 12))
    rate("USD", "EUR", "0.9", date(2026, 3, 14))
    assert in_("EUR") == [90]


def test_what_has_no_day_no_rate_or_no_amount_is_not_converted_and_counted() -> None:
    committed(100, "USD", None)
    committed(100, "JPY")
    committed(None, "")
    committed(100, "USD")
    rate("USD", "EUR", "0.9")
    rung = converted_rungs(converted(Commitment.objects.published(), to="EUR"))[CommitmentStatus.ANNOUNCED]
    assert (rung.amount, rung.count, rung.unconverted, rung.counted) == (90, 1, 2, True)


@pytest.mark.parametrize(
    ("target", "sources", "found"),
    [
        ("UAH", ("A bank", ECB, NBU), NBU),
        ("UAH", ("A bank", ECB), "A bank"),
        ("USD", ("A bank", NBU, ECB), ECB),
        ("USD", (NBU, "A bank"), "A bank"),
    ],
)
def test_of_several_sources_the_bank_that_sets_the_rate_goes_first(
    target: str, sources: tuple[str, ...], found: str
) -> None:
    committed(100, "EUR")
    for source in sources:
        rate("EUR", target, "2", source=source)
    (row,) = converted(Commitment.objects.published(), to=target)
    assert [quote.source for quote in row.quotes] == [found]


def test_rates_of_one_day_are_used_for_all_whenever_they_were_reported() -> None:
    committed(100, "USD")
    committed(50, "USD", None)
    committed(9, "JPY")
    rate("USD", "EUR", "0.9")
    rate("USD", "EUR", "0.8", date(2022, 2, 23))
    rows = converted(Commitment.objects.published(), to="EUR", rates_of=date(2022, 2, 24))
    found = sorted((row.commitment.currency, row.amount, row.day) for row in rows if row.amount)
    assert found == [("USD", 40, date(2022, 2, 24)), ("USD", 80, date(2022, 2, 24))]
    assert [row.commitment.currency for row in rows if row.amount is None] == ["JPY"]
    assert {quote.day for row in rows for quote in row.quotes} == {date(2022, 2, 23)}


def test_rungs_are_apart() -> None:
    committed(100, "EUR")
    committed(7, "EUR", status="under_consideration")
    rungs = converted_rungs(converted(Commitment.objects.published(), to="EUR"))
    assert (rungs[CommitmentStatus.ANNOUNCED].amount, rungs[CommitmentStatus.UNDER_CONSIDERATION].amount) == (100, 7)
    assert not rungs[CommitmentStatus.UNDER_CONSIDERATION].counted
    assert list(rungs) == list(CommitmentStatus)


def test_withheld_amount_is_not_converted(staff: User) -> None:
    commitment = committed(100, "USD")
    rate("USD", "EUR", "0.9")
    withhold_fact(commitment, scope=WithheldScope.AMOUNT, by=staff, reason="Asked for.")
    assert in_("EUR") == []


def test_currencies_with_rates_are_offered() -> None:
    rate("EUR", "USD", "1.25")
    assert targets() == ["EUR", "USD"]


@pytest.mark.parametrize("size", [1, 4])
def test_queries_do_not_grow(django_assert_num_queries: DjangoAssertNumQueries, size: int) -> None:
    for _ in range(size):
        committed(100, "USD")
    rate("USD", "EUR", "0.9")
    with django_assert_num_queries(3):
        assert in_("EUR") == [90] * size
