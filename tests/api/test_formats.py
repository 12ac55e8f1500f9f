"""Lists as CSV, XLSX and NDJSON: the whole list as it is narrowed, made while it is sent."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from assistance.api import files
from assistance.api.urls import ROWS
from assistance.models import Commitment
from assistance.review import withhold_fact
from assistance.vocabulary import WithheldScope
from tests.api.conftest import Get
from tests.api.dataset import Everything
from tests.factories import CommitmentFactory

pytestmark = pytest.mark.django_db

NAMES = [*ROWS, "changes"]


def content(client: Client, address: str, **headers: str) -> bytes:
    """Return the whole file at an address below the API."""
    response = client.get(f"/api/v1/{address}", headers=headers)
    assert response.status_code == 200, response
    assert response.streaming
    return b"".join(response)  # type: ignore[arg-type]


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize("name", NAMES)
def test_file_has_the_rows_of_the_list_in_its_order(
    client: Client, get: Get, everything: Everything, name: str
) -> None:
    listed = get(f"{name}/")["results"]
    keys = [str(row["id"]) for row in listed]
    assert [row["id"] for row in rows_of(content(client, f"{name}/?format=csv"))] == keys
    book = load_workbook(io.BytesIO(content(client, f"{name}/?format=xlsx")))
    assert [str(row[0].value) for row in list(book.worksheets[0].rows)[1:]] == keys
    assert book.sheetnames == [name, "dictionary"]
    lines = content(client, f"{name}/?format=ndjson").decode().splitlines()
    assert [json.loads(line) for line in lines] == listed


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("commitments", "commitments"), ("donors", "donors"), ("recipients", "recipients"), ("projects", "projects"),
        ("releases", "releases"), ("needs", "needs"), ("equipment", "equipment/lines"),
    ],
)  # fmt: skip
def test_file_is_that_of_the_page_but_for_its_source(
    client: Client, everything: Everything, name: str, page: str
) -> None:
    ours = rows_of(content(client, f"{name}/?format=csv"))
    theirs = rows_of(client.get(f"/en/{page}.csv").content)
    for row in (*ours, *theirs):
        del row["source"]
    assert ours == theirs


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/csv", "text/csv; charset=utf-8"),
        ("application/x-ndjson", "application/x-ndjson"),
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("text/html;q=0.5, application/x-ndjson", "application/x-ndjson"),
        ("*/*", "application/json"),
    ],
)
def test_form_is_chosen_by_the_header(client: Client, accept: str, media_type: str) -> None:
    response = client.get("/api/v1/needs/", headers={"accept": accept})
    assert (response.status_code, response["Content-Type"]) == (200, media_type)
    assert "Accept" in response["Vary"]
    b"".join(response)  # type: ignore[arg-type]


def test_parameter_goes_before_the_header(client: Client) -> None:
    response = client.get("/api/v1/needs/?format=csv", headers={"accept": "application/json, text/csv;q=0.1"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="needs-2026-11-22.csv"'
    b"".join(response)  # type: ignore[arg-type]


def test_form_there_is_not_is_refused(client: Client, get: Get, everything: Everything) -> None:
    assert client.get("/api/v1/needs/", headers={"accept": "application/pdf"}).status_code == 406
    (error,) = get("needs/?format=pdf", status=400)["errors"]
    assert (error["field"], error["allowed"]) == ("format", ["json", "csv", "xlsx", "ndjson"])
    one = f"/api/v1/needs/{everything.need.pk}/"
    assert client.get(one, headers={"accept": "text/csv"}).status_code == 406


@pytest.mark.parametrize(
    ("query", "field"),
    [("format=csv&page=2", "page"), ("format=ndjson&cursor=", "cursor"), ("format=xlsx&fields=id", "fields"),
     ("format=csv&in=USD", "in"), ("format=csv&expand=claims", "expand"), ("format=csv&status=lost", "status")],
)  # fmt: skip
def test_what_a_file_cannot_be_asked_is_refused(get: Get, everything: Everything, query: str, field: str) -> None:
    assert [error["field"] for error in get(f"commitments/?{query}", status=400)["errors"]] == [field]


def test_spreadsheet_has_hashtags_where_they_are_asked_for(client: Client, get: Get, everything: Everything) -> None:
    tags, row = rows_of(content(client, "commitments/?format=csv&hxl=1"))
    assert (tags["amount"], tags["source"]) == ("#value+funding+total", "#meta+source+url")
    (plain,) = rows_of(content(client, "commitments/?format=csv"))
    assert row["id"] == plain["id"]
    assert (
        len(content(client, "commitments/?format=ndjson&hxl=1").splitlines()) == get("commitments/?hxl=1")["count"] == 1
    )
    (error,) = get("commitments/?format=csv&hxl=yes", status=400)["errors"]
    assert (error["field"], error["allowed"]) == ("hxl", ["1"])


def test_lines_have_the_fields_that_are_asked_for(client: Client, everything: Everything) -> None:
    told = content(client, "commitments/?format=ndjson&fields=id,kind&in=USD").decode()
    row = json.loads(told)
    assert (row["id"], row["kind"], row["converted"]["amount"]) == (everything.commitment.pk, "equipment", "2500000.00")


def test_file_says_what_it_was_narrowed_to_and_where_it_is_from(client: Client, everything: Everything) -> None:
    (row,) = rows_of(content(client, "commitments/?status=in_delivery&format=csv"))
    assert row["selection"] == "status=in_delivery"
    assert row["source"] == "http://testserver/api/v1/commitments/?status=in_delivery&format=csv"
    assert rows_of(content(client, "commitments/?status=agreed&format=csv")) == []


def test_file_stands_in_the_language_and_as_of_the_day_asked_for(client: Client, everything: Everything) -> None:
    address = f"http://testserver/as-of/2026-11-05/uk/commitments/{everything.commitment.pk}/"
    for there in ("/api/v1/commitments/?as_of=2026-11-05&", "/as-of/2026-11-05/api/v1/commitments/?"):
        response = client.get(f"{there}format=csv&lang=uk")
        (row,) = rows_of(b"".join(response))  # type: ignore[arg-type]
        assert (row["status"], row["places"]) == ("Оголошено", "Харківська область")
        assert row["address"] == address
        assert response["Content-Disposition"].endswith('-as-of-2026-11-05.csv"')
        lines = b"".join(client.get(f"{there}format=ndjson&lang=uk"))  # type: ignore[arg-type]
        assert json.loads(lines)["url"] == address


def test_formula_is_made_harmless(client: Client) -> None:
    CommitmentFactory(public=True, title_en="=1+1", title_uk="")
    (row,) = rows_of(content(client, "commitments/?format=csv"))
    assert row["title_en"] == "'=1+1"
    book = load_workbook(io.BytesIO(content(client, "commitments/?format=xlsx")))
    assert book.worksheets[0]["C2"].value == "'=1+1"


@pytest.mark.parametrize("ending", ["csv", "ndjson", "xlsx"])
def test_file_is_fetched_a_batch_at_a_time(client: Client, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    monkeypatch.setattr(files, "BATCH", 2)
    keys = [CommitmentFactory(public=True).pk for _ in range(5)]
    with CaptureQueriesContext(connection) as captured:
        content(client, f"commitments/?format={ending}")
    fetched = [query["sql"] for query in captured if '"assistance_commitment"."title_en"' in query["sql"]]
    chosen = [[key for key in keys if " IN (" in sql and str(key) in sql.rpartition(" IN (")[2]] for sql in fetched]
    assert [len(each) for each in chosen] == [2, 2, 1]


def test_lines_are_sent_before_the_last_rows_are_fetched(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BATCH", 1)
    CommitmentFactory.create_batch(3, public=True)
    parts = iter(client.get("/api/v1/commitments/?format=ndjson"))  # type: ignore[call-overload]
    with CaptureQueriesContext(connection) as captured:
        next(parts)
    first = len(captured)
    with CaptureQueriesContext(connection) as captured:
        assert len(list(parts)) == 2
    assert len(captured) == 2 * first


@pytest.mark.parametrize("name", ["commitments", "equipment", "deliveries", "claims"])
def test_withheld_fact_is_in_no_file(client: Client, everything: Everything, staff: Any, name: str) -> None:
    secret = {"commitments": "2500000", "equipment": "генератори", "deliveries": "195000", "claims": "USD 2.5 million"}
    Commitment.objects.filter(pk=everything.commitment.pk).update(title_en="Aid", title_uk="")
    scope = WithheldScope.EQUIPMENT if name == "equipment" else WithheldScope.AMOUNT
    for ending in ("csv", "ndjson"):
        assert secret[name] in content(client, f"{name}/?format={ending}").decode()
    withhold_fact(everything.commitment, scope=scope, by=staff, reason="Asked for.")
    for ending in ("csv", "ndjson"):
        assert secret[name] not in content(client, f"{name}/?format={ending}").decode()
