"""Lists as files: exactly the rows of the page, the same in every format, and nothing a spreadsheet would compute."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from assistance.models import Commitment
from assistance.vocabulary import WithheldScope
from tests import factories as make
from tests.web.conftest import DOWNLOADS, World, address, file_address
from tests.web.html import page

pytestmark = pytest.mark.django_db

#: How many queries the CSV of each list needs, whatever it holds.
QUERIES = {
    "commitments": 8,
    "donors": 3,
    "recipients": 3,
    "projects": 3,
    "releases": 1,
    "equipment": 2,
    "needs": 1,
    "changes": 19,
}


def from_csv(response: HttpResponse) -> list[dict[str, str]]:
    """Return the rows of a CSV."""
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def from_xlsx(response: HttpResponse) -> list[dict[str, Any]]:
    """Return the rows of a workbook's first sheet."""
    names, *rows = load_workbook(io.BytesIO(response.content)).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("name", DOWNLOADS)
def test_every_format_has_the_same_rows_in_the_same_order(
    client: Client, world: World, name: str, language: str
) -> None:
    told = client.get(file_address(name, "json", language)).json()
    in_csv = from_csv(client.get(file_address(name, "csv", language)))
    in_xlsx = from_xlsx(client.get(file_address(name, "xlsx", language)))
    shown = client.get(address(name, language=language)).context["page"].paginator.count
    assert told["count"] == len(told["rows"]) == len(in_csv) == len(in_xlsx) == shown > 0
    assert [*told["rows"][0], "as_of", "selection", "source"] == list(in_csv[0]) == list(in_xlsx[0])
    keys = [row["id"] for row in told["rows"]]
    assert [str(key) for key in keys] == [row["id"] for row in in_csv]
    assert keys == [row["id"] for row in in_xlsx]


def test_a_figure_is_the_same_on_the_page_in_every_file_and_in_the_api(client: Client, world: World) -> None:
    commitment = world.commitments[0]
    Commitment.objects.filter(pk=commitment.pk).update(amount=Decimal("1234567.5"), currency="EUR")
    asked = {"currency": "EUR"}
    (in_json,) = client.get(file_address("commitments", "json"), asked).json()["rows"]
    (in_csv,) = from_csv(client.get(file_address("commitments", "csv"), asked))
    (in_xlsx,) = from_xlsx(client.get(file_address("commitments", "xlsx"), asked))
    (in_api,) = client.get("/api/v1/commitments/", asked).json()["results"]
    assert in_json["amount"] == in_api["amount"] == "1234567.50"
    assert (in_csv["amount"], in_xlsx["amount"]) == ("1234567.5", 1234567.5)
    assert in_json["currency"] == in_api["currency"] == in_csv["currency"] == in_xlsx["currency"] == "EUR"
    assert "EUR 1,234,567.5" in page(client.get(address("commitments"), asked)).all("table")[0].text


@time_machine.travel("2026-11-22T10:00:00Z", tick=False)
def test_a_file_says_when_and_out_of_what_it_was_taken(client: Client, world: World) -> None:
    asked = {"status": "announced", "order": "title", "page": "1", "size": "50"}
    response = client.get(file_address("commitments", "csv"), asked)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="commitments-2026-11-22.csv"'
    row = from_csv(response)[0]
    assert row["as_of"] == "2026-11-22T12:00:00+02:00"
    assert row["selection"] == "Status: Announced"
    assert row["source"] == "http://testserver/en/commitments/?status=announced&order=title&size=50"
    assert row["address"] == "http://testserver" + address("commitment", int(row["id"]))
    ukrainian = client.get(file_address("commitments", "json", "uk")).json()
    assert ukrainian["selection"] == "усе оприлюднене"
    assert ukrainian["rows"][0]["status"] == "Оголошено"


def test_all_rows_are_in_the_file_and_not_one_page(client: Client) -> None:
    make.CommitmentFactory.create_batch(27, public=True)
    make.CommitmentFactory()
    assert len(from_csv(client.get(file_address("commitments", "csv"), {"page": "2"}))) == 27


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "'="])
def test_a_text_is_no_formula_to_a_spreadsheet(client: Client, start: str) -> None:
    text = f"{start}1+1"
    make.CommitmentFactory(public=True, title_en=text)
    assert from_csv(client.get(file_address("commitments", "csv")))[0]["title_en"] == f"'{text}"
    assert from_xlsx(client.get(file_address("commitments", "xlsx")))[0]["title_en"].startswith("'")
    assert client.get(file_address("commitments", "json")).json()["rows"][0]["title_en"] == text


def test_what_is_withheld_is_empty_and_named(client: Client, world: World) -> None:
    for commitment in world.commitments:
        for scope in (WithheldScope.AMOUNT, WithheldScope.PLACE, WithheldScope.EQUIPMENT):
            make.WithholdingFactory(commitment=commitment, scope=scope)
    for row in client.get(file_address("commitments", "json")).json()["rows"]:
        told = {name: row[name] for name in ("amount", "currency", "places", "place_codes", "item_categories")}
        assert told == {"amount": None, "currency": None, "places": [], "place_codes": [], "item_categories": []}
        assert set(row["withheld"]) == {"amount", "place", "equipment"}
    for row in from_xlsx(client.get(file_address("commitments", "xlsx"))):
        assert (row["amount"], row["places"], row["item_categories"]) == (None, None, None)


@pytest.mark.parametrize("name", DOWNLOADS)
def test_a_page_offers_its_files_as_it_is_narrowed(client: Client, world: World, name: str) -> None:
    found = page(client.get(address(name), {"size": "50"}))
    links = [link.attributes["href"] for link in found.all("a") if "download" in link.attributes]
    assert links == [f"{file_address(name, ending)}?size=50" for ending in ("csv", "xlsx", "json")]
    for link in links:
        assert client.get(link).status_code == 200


def test_a_refused_filter_or_format_is_no_file(client: Client, world: World) -> None:
    refused = client.get(file_address("commitments", "csv"), {"year": "soon"})
    assert refused.status_code == 400
    assert "Enter a number." in page(refused).text
    assert client.get(file_address("commitments", "ods")).status_code == 404
    assert client.post(file_address("commitments", "csv")).status_code == 405


def test_queries_do_not_grow_with_the_rows(client: Client, grow: Callable[[World, int], World]) -> None:
    world = World()
    for size in (2, 5):
        grow(world, size)
        counted = {}
        for name in DOWNLOADS:
            with CaptureQueriesContext(connection) as captured:
                client.get(file_address(name, "csv"))
            counted[name] = len(captured)
        assert counted == QUERIES, size


def test_the_workbook_explains_its_columns(client: Client, world: World) -> None:
    book = load_workbook(io.BytesIO(client.get(file_address("needs", "xlsx")).content))
    explained = [row[0] for row in book["dictionary"].iter_rows(values_only=True)]
    assert explained == ["Column", *from_xlsx(client.get(file_address("needs", "xlsx")))[0]]
    assert json.loads(client.get(file_address("needs", "json")).content)["table"] == "needs"
