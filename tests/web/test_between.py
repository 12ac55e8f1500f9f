"""What changed between two days, as a page."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from assistance.models import Commitment
from assistance.review import withhold_fact
from assistance.vocabulary import WithheldScope
from tests import factories as make
from tests.web.conftest import LANGUAGES, World, address
from tests.web.html import page

pytestmark = pytest.mark.django_db

QUERY = "?from=2026-01-01&to=2026-01-02"


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_without_days_asks_for_them(client: Client, world: World, language: str) -> None:
    found = page(client.get(address("changes-between", language=language)))
    assert [field.attributes["name"] for field in found.all("input", type="date")] == ["from", "to"]
    assert not found.all("table")


def test_ladders_of_both_days_stand_side_by_side_with_what_makes_the_difference(client: Client, world: World) -> None:
    found = page(client.get(address("changes-between") + QUERY))
    assert [cell.text for cell in found.all("td")] == [
        "1 USD 2,500,000 in 1 commitment", "2 USD 5,000,000 in 2 commitments", "+1 +USD 2,500,000",
        "not known", "Announced USD 2,500,000",
    ]  # fmt: skip
    assert found.all("a", href=address("commitment", world.commitments[1]))
    assert "From 1 January 2026 to 2 January 2026" in found.text


def test_less_than_before_is_told_as_less(client: Client) -> None:
    commitment = make.CommitmentFactory(public=True, amount=5, currency="EUR", status="agreed")
    first, later = (make.ClaimFactory(release__public=True, release__published_on=date(2026, 1, n)) for n in (1, 2))
    for claim, relation in ((first, "first"), (later, "delivers")):
        make.CommitmentClaimFactory(commitment=commitment, claim=claim, relation=relation)
    make.StatusChangeFactory(commitment=commitment, claim=first, status="announced", reason="")
    make.StatusChangeFactory(commitment=commitment, claim=later, old_status="announced", status="agreed", reason="")
    found = page(client.get(address("changes-between") + QUERY))
    assert [cell.text for cell in found.all("td")] == [
        "1 EUR 5 in 1 commitment", "0", "−1 −EUR 5",
        "0", "1 EUR 5 in 1 commitment", "+1 +EUR 5",
        "Announced EUR 5", "Agreed EUR 5",
    ]  # fmt: skip


def test_permanent_address_tells_the_same_by_the_records_of_today(client: Client, world: World) -> None:
    found = page(client.get(address("changes-between") + QUERY))
    (link,) = [link for link in found.all("a") if "records_of" in link.attributes.get("href", "")]
    assert link.attributes["href"] == f"{QUERY}&records_of=2026-11-22"
    again = page(client.get(address("changes-between") + link.attributes["href"]))
    assert [table.text for table in again.all("table")] == [table.text for table in found.all("table")]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=soon", "There is no such day."),
        ("from=2026-01-02&to=2026-01-01", "The earlier day is after the later one."),
        ("from=2025-01-01", "The earliest release here is of 1 January 2026."),
        ("to=2027-01-01", "has not come yet"),
    ],
)
def test_days_that_cannot_be_compared_are_refused_with_the_reason(
    client: Client, world: World, query: str, words: str
) -> None:
    response = client.get(f"{address('changes-between')}?{query}")
    assert response.status_code == 400
    (problem,) = page(response).all("p", class_="notice")
    assert words in problem.text


def test_amount_that_is_withheld_shows_on_neither_day(client: Client, world: World, staff: User) -> None:
    commitment = Commitment.objects.get(pk=world.commitments[1].pk)
    withhold_fact(commitment, scope=WithheldScope.AMOUNT, by=staff, reason="Asked for.")
    found = page(client.get(address("changes-between") + QUERY))
    assert [cell.text for cell in found.all("td")][-2:] == ["not known", "Announced amount withheld"]


def test_same_days_have_no_difference(client: Client, world: World) -> None:
    found = page(client.get(address("changes-between") + "?from=2026-01-02&to=2026-01-02"))
    assert "No commitment stands otherwise." in found.text
    assert [cell.text for cell in found.all("td")][-1] == "no difference"


def test_comparison_below_a_date_leads_to_that_of_today(client: Client, world: World) -> None:
    response = client.get(f"/as-of/2026-01-02{address('changes-between')}{QUERY}")
    assert (response.status_code, response["Location"]) == (302, address("changes-between") + QUERY)
