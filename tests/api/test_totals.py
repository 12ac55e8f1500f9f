from __future__ import annotations

from typing import Any

import pytest

from assistance.models import Commitment
from assistance.reports import GROUPINGS, totals
from tests.api.conftest import Get
from tests.factories import CommitmentFactory, OrganisationFactory

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
    }


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
