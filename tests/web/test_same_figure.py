"""One figure wherever it is asked for: on pages, in a chart's table and file, in each format of a list, in the API."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from assistance.models import Organisation
from tests import factories as make
from tests.web.conftest import LANGUAGES, address, chart_address, file_address
from tests.web.html import page

pytestmark = pytest.mark.django_db

#: What Japan announced and what it handed over, in dollars; the rest of what is there must not be in them.
ANNOUNCED, DELIVERED = Decimal("1234567.75"), Decimal(250_000)
SHOWN = {
    "en": ("USD 1,234,567.75", "USD 250,000"),
    "uk": ("1 234 567,75 USD", "250 000 USD"),
}


@pytest.fixture
def japan() -> Organisation:
    """Japan, with amounts in two currencies on several rungs, and others beside it that are outside every sum."""
    japan, norway = make.OrganisationFactory(japan=True), make.OrganisationFactory(name_en="Norway")
    for donor, status, amount, currency in (
        (japan, "announced", "1234000.25", "USD"),
        (japan, "announced", "567.50", "USD"),
        (japan, "announced", "77", "EUR"),
        (japan, "delivered", "250000", "USD"),
        (japan, "under_consideration", "900000", "USD"),
        (japan, "cancelled", "4000", "USD"),
        (norway, "announced", "33", "NOK"),
    ):
        make.CommitmentFactory(public=True, status=status, amount=amount, currency=currency, donors=[donor])
    make.CommitmentFactory(public=True, status="announced", donors=[japan])
    make.CommitmentFactory(status="announced", amount="5", currency="USD", donors=[japan])
    return japan


def sums(rows: list[dict[str, Any]], status: str = "status", amount: str = "amount") -> tuple[Decimal, Decimal]:
    """Return what the dollars of ``rows`` come to that are announced, and that are delivered."""
    told = [(row[status], Decimal(str(row[amount]))) for row in rows if row["currency"] == "USD" and row[amount]]
    return (
        sum((figure for name, figure in told if name == "announced"), Decimal()),
        sum((figure for name, figure in told if name == "delivered"), Decimal()),
    )


def in_csv(client: Client, there: str, asked: dict[str, Any]) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(client.get(there, asked).content.decode("utf-8-sig"))))


def in_xlsx(client: Client, there: str, asked: dict[str, Any]) -> list[dict[str, Any]]:
    book = load_workbook(io.BytesIO(client.get(there, asked).content))
    names, *rows = book.worksheets[0].iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_figure_is_the_same_on_every_page_that_shows_it(client: Client, japan: Organisation, language: str) -> None:
    asked = {"donor": japan.pk}
    shown = {
        "overview": page(client.get(address("overview", language=language))).text,
        "donor": page(client.get(address("donor", japan.pk, language=language))).text,
        "list": page(client.get(address("commitments", language=language), asked)).text,
        "ladder": page(client.get(chart_address("chart", "ladder", language) + "?currency=USD")).all("table")[0].text,
        "by donor": page(client.get(chart_address("chart", "donor", language) + "?currency=USD")).all("table")[0].text,
    }
    missing = {name: [figure for figure in SHOWN[language] if figure not in text] for name, text in shown.items()}
    assert missing == {name: [] for name in shown}


def test_figure_is_the_same_in_every_file_and_in_the_api(client: Client, japan: Organisation) -> None:
    asked = {"donor": japan.pk}
    found = {
        "ladder as CSV": sums(in_csv(client, chart_address("chart-csv", "ladder"), {"currency": "USD"})),
        "by donor as CSV": sums(in_csv(client, chart_address("chart-csv", "donor"), {"currency": "USD"})),
        "CSV": sums(in_csv(client, file_address("commitments", "csv"), asked), "status_code"),
        "XLSX": sums(in_xlsx(client, file_address("commitments", "xlsx"), asked), "status_code"),
        "JSON": sums(client.get(file_address("commitments", "json"), asked).json()["rows"], "status_code"),
        "API": sums(client.get("/api/v1/commitments/", asked).json()["results"]),
        "totals of the API": sums(
            [
                {"status": row["status"], **each}
                for row in client.get("/api/v1/reports/totals/", asked).json()["rows"]
                for each in row["sums"]
            ]
        ),
    }
    assert found == dict.fromkeys(found, (ANNOUNCED, DELIVERED))
