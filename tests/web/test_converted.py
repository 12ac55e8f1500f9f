"""Converted amounts beside those stated, with every rate named."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from assistance.models import ExchangeRate
from tests import factories as make
from tests.web.conftest import LANGUAGES, address
from tests.web.html import page

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 16)


@pytest.fixture(autouse=True)
def told() -> None:
    """USD 100 and JPY 5 announced on a day with a rate of the dollar alone, EUR 20 agreed."""
    for amount, currency, status in ((100, "USD", "announced"), (5, "JPY", "announced"), (20, "EUR", "agreed")):
        commitment = make.CommitmentFactory(public=True, amount=amount, currency=currency, status=status)
        make.CommitmentClaimFactory(commitment=commitment, claim__release__published_on=DAY)
    make.ExchangeRateFactory(currency="EUR", target="USD", date=DAY, rate=Decimal("1.25"), source="The bank")


def test_each_amount_stands_beside_what_is_stated_with_its_rate(client: Client) -> None:
    found = page(client.get(address("converted")))
    rows = [cell.text for cell in found.all("td") if cell.attributes["data-label"] != "Status"]
    assert rows == [
        "EUR 20", "EUR 20", "stated in this currency",
        "JPY 5", "not converted", "no rate of 16 March 2026",
        "USD 100", "EUR 80", "EUR 1 = USD 1.25 16 March 2026, The bank",
    ]  # fmt: skip
    assert "1 amount is not converted" in found.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_drawing_and_file_tell_the_same(client: Client, language: str) -> None:
    marks = [
        mark.attributes["aria-label"]
        for mark in page(client.get(address("converted", language=language) + "?in=EUR")).all("a", class_="mark")
    ]
    figures = ("EUR 20", "EUR 80") if language == "en" else ("20 EUR", "80 EUR")
    assert [figure in marks[-2 + place] for place, figure in enumerate(figures)] == [True, True]
    answer = client.get(address("converted-csv", language=language) + "?in=EUR").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(answer)))
    assert [(row["amount"], row["currency"], row["converted"], row["rates"]) for row in rows] == [
        ("20", "EUR", "20", ""), ("5", "JPY", "", ""), ("100", "USD", "80", "2026-03-16 EUR/USD 1.25"),
    ]  # fmt: skip


def test_drawing_tells_what_could_not_be_converted(client: Client) -> None:
    marks = [mark.attributes["aria-label"] for mark in page(client.get(address("converted"))).all("a", class_="mark")]
    assert "Announced: EUR 80; in 1 commitment; 1 not converted" in marks


@pytest.mark.parametrize("name", ["converted", "converted-svg", "converted-csv"])
def test_currency_without_rates_is_refused(client: Client, name: str) -> None:
    assert client.get(address(name) + "?in=USD").status_code == 200
    assert client.get(address(name) + "?in=CHF").status_code == 404


def test_amounts_at_the_rates_of_one_day_say_so_and_keep_the_day(client: Client) -> None:
    make.ExchangeRateFactory(currency="EUR", target="USD", date=date(2022, 2, 24), rate=Decimal(2), source="The bank")
    found = page(client.get(address("converted") + "?in=EUR&rates_of=2022-02-24"))
    assert "Amounts converted at the rates of 24 February 2022" in found.text
    assert "EUR 50 EUR 1 = USD 2 24 February 2022, The bank" in found.text
    assert "no rate of 24 February 2022" in found.text
    links = [link.attributes["href"] for link in found.all("a") if "rates_of" in link.attributes.get("href", "")]
    assert {link.partition("?")[2] for link in links} >= {
        "in=USD&rates_of=2022-02-24", "in=EUR&rates_of=2022-02-24",
    }  # fmt: skip
    answer = client.get(address("converted-csv") + "?in=EUR&rates_of=2022-02-24")
    assert 'filename="assistance-in-EUR-rates-of-2022-02-24.csv' in answer["Content-Disposition"]
    assert "2022-02-24 EUR/USD 2" in answer.content.decode()
    drawn = client.get(address("converted-svg") + "?in=EUR&rates_of=2022-02-24").content.decode()
    assert "converted to EUR at the rates of 24 February 2022" in drawn


@pytest.mark.parametrize("day", ["tomorrow", "2026-11-23", "2026-02-30"])
def test_rates_of_a_day_there_is_not_are_refused(client: Client, day: str) -> None:
    assert client.get(address("converted"), {"in": "EUR", "rates_of": day}).status_code == 404


def test_overview_compares_the_rungs_in_one_currency_and_says_what_is_not_converted(client: Client) -> None:
    make.CommitmentFactory(public=True, amount=900, currency="EUR", status="under_consideration")
    found = page(client.get(address("overview")))
    (line,) = found.all("div", class_="in-one-currency")
    assert line.text == (
        "For comparison, in EUR at the rate of the day each commitment was first reported: "
        "Announced EUR 80 in 1 commitment Agreed EUR 20 in 1 commitment "
        "Rates: The bank. 1 amount is not converted: there is no rate of its day. "
        "Nobody promised these sums; exchange rates move. Each amount with its rate"
    )


def test_overview_without_rates_compares_nothing(client: Client) -> None:
    ExchangeRate.objects.all().delete()
    found = page(client.get(address("overview")))
    assert not found.all("div", class_="in-one-currency")
    assert found.all("a", href=address("converted"))
