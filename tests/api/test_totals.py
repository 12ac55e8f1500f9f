from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assistance.models import ECB, NBU, Commitment
from assistance.reports import GROUPINGS, totals
from tests.api.conftest import Get
from tests.factories import CommitmentClaimFactory, CommitmentFactory, ExchangeRateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def test_totals_by_donor_name_joint_donors_together(get: Get) -> None:
    japan, germany = OrganisationFactory(japan=True), OrganisationFactory(name_en="Germany")
    CommitmentFactory(public=True, donors=[japan, germany], amount="1234567890123.45", currency="USD")
    CommitmentFactory(public=True, donors=[japan], status="under_consideration")
    answer = get("reports/totals/?by=donor")
    assert (answer["by"], answer["note"].startswith("Public commitments, each counted once.")) == ("donor", True)
    parts = [{"value": str(germany.pk), "label": "Germany"}, {"value": str(japan.pk), "label": "Japan"}]
    assert [row["parts"] for row in answer["rows"]] == [parts, parts[1:]]
    assert [row["counted"] for row in answer["rows"]] == [True, False]
    assert [row["without_amount"] for row in answer["rows"]] == [0, 1]


def test_totals_write_amounts_as_strings_of_one_currency(get: Get) -> None:
    for amount, currency in (("0.10", "USD"), ("0.20", "USD"), ("7", "EUR")):
        CommitmentFactory(public=True, amount=amount, currency=currency)
    (row,) = get("reports/totals/")["rows"]
    assert row == {
        "parts": [{"value": "announced", "label": "Announced"}],
        "status": "announced",
        "counted": True,
        "count": 3,
        "without_amount": 0,
        "withheld": 0,
        "sums": [
            {"currency": "EUR", "amount": "7.00", "count": 1, "bases": ["unknown"]},
            {"currency": "USD", "amount": "0.30", "count": 2, "bases": ["unknown"]},
        ],
        "converted": None,
    }


def told_of(amount: int, currency: str, **more: Any) -> None:
    """Add a public commitment that was first reported on 16 March 2026."""
    commitment = CommitmentFactory(public=True, amount=amount, currency=currency, **more)
    CommitmentClaimFactory(commitment=commitment, claim__release__published_on=date(2026, 3, 16))


@pytest.fixture
def rates() -> None:
    """The rates of two days: dollars and hryvnias in euros, of three sources."""
    for source, currency, target, value, day in (
        (ECB, "EUR", "USD", "1.25", date(2026, 3, 16)),
        ("A bank", "EUR", "USD", "2", date(2026, 3, 16)),
        (NBU, "EUR", "UAH", "50", date(2026, 3, 16)),
        ("A bank", "EUR", "UAH", "60", date(2026, 3, 16)),
        (ECB, "EUR", "USD", "1.1", date(2022, 2, 24)),
    ):
        ExchangeRateFactory(currency=currency, target=target, rate=Decimal(value), date=day, source=source)


def quote(target: str, rate: str, source: str, day: str = "2026-03-16") -> dict[str, str]:
    return {"currency": "EUR", "target": target, "day": day, "rate": rate, "source": source}


def test_totals_in_one_currency_stand_beside_what_is_stated_rung_by_rung(get: Get, rates: None) -> None:
    for amount, currency in ((100, "USD"), (500, "UAH"), (7, "EUR"), (3, "JPY")):
        told_of(amount, currency)
    told_of(1000, "USD", status="under_consideration")
    CommitmentFactory(public=True, amount=9, currency="USD")
    answer = get("reports/totals/?in=EUR")
    assert (answer["converted_to"], answer["rates_of"]) == ("EUR", None)
    assert "the National Bank of Ukraine goes before" in answer["note"]
    dollars, hryvnias = quote("USD", "1.25000000", ECB), quote("UAH", "50.00000000", NBU)
    assert [row["converted"] for row in answer["rows"]] == [
        {"amount": "800.00", "count": 1, "unconverted": 0, "quotes": [dollars]},
        {"amount": "97.00", "count": 3, "unconverted": 2, "quotes": [hryvnias, dollars]},
    ]


def test_totals_at_the_rates_of_one_day_convert_all_at_them(get: Get, rates: None) -> None:
    told_of(110, "USD")
    CommitmentFactory(public=True, amount=220, currency="USD")
    told_of(500, "UAH")
    answer = get("reports/totals/?in=EUR&rates_of=2022-02-25")
    assert (answer["converted_to"], answer["rates_of"]) == ("EUR", "2022-02-25")
    assert "prices are not taken into account" in answer["note"]
    used = [quote("USD", "1.10000000", ECB, "2022-02-24")]
    (row,) = answer["rows"]
    assert row["converted"] == {"amount": "300.00", "count": 2, "unconverted": 1, "quotes": used}


@pytest.mark.parametrize(
    ("query", "name", "words"),
    [
        ("in=CHF", "in", "Allowed: EUR, UAH, USD."),
        ("in=EUR&rates_of=yesterday", "rates_of", "There is no such day."),
        ("in=EUR&rates_of=2026-11-23", "rates_of", "has not come yet"),
        ("rates_of=2022-02-24", "rates_of", "Name the currency"),
    ],
)
def test_totals_in_what_cannot_be_converted_say_what_to_do(
    get: Get, rates: None, query: str, name: str, words: str
) -> None:
    (error,) = get(f"reports/totals/?{query}", status=400)["errors"]
    assert (error["field"], words in error["message"]) == (name, True)


def written(by: str) -> list[dict[str, Any]]:
    return [
        {
            "parts": [{"value": value, "label": label} for value, label in row.parts],
            "status": row.status.value,
            "counted": row.counted,
            "count": row.count,
            "without_amount": row.without_amount,
            "withheld": row.withheld,
            "sums": [
                {"currency": e.currency, "amount": f"{e.amount:.2f}", "count": e.count, "bases": [*e.bases]}
                for e in row.sums
            ],
            "converted": None,
        }
        for row in totals(Commitment.objects.published(), by=by)
    ]


@pytest.mark.parametrize("by", sorted(GROUPINGS))
def test_totals_are_exactly_the_rows_of_the_report(get: Get, by: str) -> None:
    CommitmentFactory.create_batch(2, public=True, complete=True)
    CommitmentFactory(public=True, status="cancelled", with_amount=True)
    CommitmentFactory(public=True)
    CommitmentFactory(complete=True)
    answer = get(f"reports/totals/?by={by}")
    assert answer["rows"] == written(by)
    assert sum(row["count"] for row in answer["rows"]) == 4


def test_totals_without_grouping_are_by_status(get: Get) -> None:
    assert get("reports/totals/")["by"] == get("reports/totals/?by=")["by"] == "status"


def test_totals_with_filters_add_up_what_the_list_shows(get: Get) -> None:
    japan = OrganisationFactory(japan=True)
    CommitmentFactory(public=True, donors=[japan], amount="5", currency="USD", with_claim=True)
    CommitmentFactory(public=True, amount="9", currency="USD", with_claim=True)
    (row,) = get(f"reports/totals/?by=currency&donor={japan.pk}&year=2026")["rows"]
    assert row["sums"] == [{"currency": "USD", "amount": "5.00", "count": 1, "bases": ["unknown"]}]


def test_totals_each_have_a_note_of_their_own(get: Get) -> None:
    assert len({get(f"reports/totals/?by={by}")["note"] for by in GROUPINGS}) == len(GROUPINGS)
