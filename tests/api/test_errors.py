from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from assistance.interchange.problems import KINDS, kind_of, problem
from assistance.vocabulary import COUNTRIES, CommitmentStatus, Sector
from tests.api.conftest import Get
from tests.api.dataset import Everything
from tests.api.refusals import NOT_FOUND, wrong
from tests.web.html import page

pytestmark = pytest.mark.django_db

LISTS = [
    "commitments", "claims", "donors", "recipients", "projects", "equipment", "deliveries", "releases", "needs", "rates"
]  # fmt: skip
ADDRESSES = ["", *(f"{name}/" for name in (*LISTS, "changes")), "reports/totals/", "schema/"]
GROUPINGS = [
    "donor", "channel", "recipient", "status", "kind", "sector", "item_category", "place", "year", "month", "currency"
]  # fmt: skip
#: What every row may be asked, and every list beside its filters.
OF_ALL = "as_of, lang, recorded"
OF_ROWS = f"fields, {OF_ALL}"
OF_LISTS = f"cursor, format, hxl, order, page, page_size, updated_since, {OF_ROWS}"
ALLOWED = {
    "commitments": "channel, currency, donor, expand, has_amount, in, item_category, kind, month, place, project, q, "
    "recipient, sector, status, valuation_basis, year",
    "claims": "commitment, donor, kind, language, project, published_after, published_before, publisher, q, recipient, "
    "relation, release, status",
    "donors": "country, expand, q, type",
    "recipients": "country, expand, q, type",
    "projects": "place, q, sector",
    "equipment": "category, commitment, donor, expand, item, project, q, recipient, status",
    "deliveries": "category, commitment, donor, equipment, happened_after, happened_before, in, project, recipient, "
    "stage, status",
    "releases": "expand, language, published_after, published_before, publisher, q",
    "needs": "asked_again, category, coverage, covered, q",
    "rates": "currency, date_after, date_before, source, target",
}


def allowed(*names: str) -> str:
    """Return the names as a refusal tells them."""
    return ", ".join(sorted(", ".join(names).split(", ")))


def no_choice(field: str, value: str, allowed: list[str]) -> dict[str, Any]:
    message = f"Select a valid choice. {value} is not one of the available choices."
    return {"field": field, "message": message, "allowed": allowed}


def no_such(field: str, allowed: str) -> dict[str, Any]:
    message = f"There is no such parameter here. Allowed: {allowed or 'none'}."
    return {"field": field, "message": message, "allowed": allowed.split(", ") if allowed else []}


@pytest.mark.parametrize("name", LISTS)
def test_unknown_parameter_of_a_list_is_named_with_the_allowed_ones(get: Get, name: str) -> None:
    assert get(f"{name}/?colour=red&page=1", status=400) == wrong(no_such("colour", allowed(ALLOWED[name], OF_LISTS)))


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", ["colour", "page=1", "format=json"])
def test_unknown_parameter_of_a_row_is_refused(get: Get, everything: Everything, name: str, query: str) -> None:
    address = f"{name}/{everything.rows[name].pk}/?{query}"
    more = "in" if "in" in ALLOWED[name].split(", ") else ""
    told = allowed(OF_ROWS, more) if more else allowed(OF_ROWS)
    assert get(address, status=400) == wrong(no_such(query.partition("=")[0], told))


def test_unknown_parameters_are_all_named(get: Get) -> None:
    assert get("?a=1&b=2", status=400) == wrong(no_such("a", OF_ALL), no_such("b", OF_ALL))


def test_unknown_parameter_of_totals_is_refused(get: Get) -> None:
    assert [error["field"] for error in get("reports/totals/?order=newest", status=400)["errors"]] == ["order"]


def test_unknown_parameter_of_the_schema_is_refused(client: Client) -> None:
    response = client.get("/api/v1/schema/?colour=red", headers={"accept": "application/vnd.oai.openapi+json"})
    assert (response.status_code, response.json()) == (400, wrong(no_such("colour", "lang")))
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("commitments/?status=promised", no_choice("status", "promised", [*CommitmentStatus])),
        ("commitments/?year=soon", {"field": "year", "message": "Enter a number."}),
        (
            "commitments/?year=2101",
            {"field": "year", "message": "Ensure this value is less than or equal to 2100."},
        ),
        ("commitments/?has_amount=2", no_choice("has_amount", "2", ["true", "false"])),
        ("commitments/?order=size", no_choice("order", "size", ["newest", "oldest", "amount", "title"])),
        ("donors/?country=XX", no_choice("country", "XX", sorted(COUNTRIES))),
        ("projects/?sector=war", no_choice("sector", "war", [*Sector])),
        ("releases/?published_after=soon", {"field": "published_after", "message": "Enter a valid date."}),
        ("needs/?covered=perhaps", no_choice("covered", "perhaps", ["true", "false"])),
        (
            "reports/totals/?by=moon",
            {
                "field": "by",
                "message": f"There is no grouping of this name. Allowed: {', '.join(GROUPINGS)}.",
                "allowed": GROUPINGS,
            },
        ),
        ("reports/totals/?status=promised", no_choice("status", "promised", [*CommitmentStatus])),
    ],
)
def test_bad_value_is_named_with_its_message_and_what_may_be_given(
    get: Get, address: str, expected: dict[str, Any]
) -> None:
    assert get(address, status=400) == wrong(expected)


@pytest.mark.parametrize(
    ("address", "field", "value"),
    [
        ("commitments/?donor=99999999999999999999", "donor", "99999999999999999999"),
        ("equipment/?commitment=0", "commitment", "That choice"),
    ],
)
def test_record_that_is_none_is_refused_without_a_list_of_all_records(
    get: Get, everything: Everything, address: str, field: str, value: str
) -> None:
    refused = no_choice(field, value, [])
    del refused["allowed"]
    assert get(address, status=400) == wrong(refused)


def test_bad_values_are_all_named(get: Get) -> None:
    errors = get("commitments/?status=promised&year=soon", status=400)["errors"]
    assert [error["field"] for error in errors] == ["status", "year"]


def test_error_is_told_in_the_language_asked_for(client: Client) -> None:
    response = client.get("/api/v1/commitments/?year=soon", headers={"accept-language": "uk"})
    assert response.json() == {
        "type": "/data/#problem-bad-parameter",
        "title": "Параметр хибний",
        "status": 400,
        "detail": "year: Введіть число.",
        "errors": [{"field": "year", "message": "Введіть число."}],
    }


@pytest.mark.parametrize("address", [f"{name}/{key}/" for name in LISTS for key in (999999, 10**30)])
def test_row_that_is_not_there_is_not_found(get: Get, address: str) -> None:
    assert get(address, status=404) == NOT_FOUND


@pytest.mark.parametrize("address", ["nothing/", "commitments/abc/", "commitments/1/claims/", "reports/", "reports/x/"])
def test_other_address_is_not_found(get: Get, address: str) -> None:
    assert get(address, status=404) == NOT_FOUND


@pytest.mark.parametrize("address", ["commitments", "commitments/1", "nothing"])
def test_address_without_its_last_slash_leads_to_the_one_with_it(client: Client, address: str) -> None:
    response = client.get(f"/api/v1/{address}")
    assert (response.status_code, response["Location"]) == (301, f"/api/v1/{address}/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_method_that_writes_is_refused(client: Client, address: str, method: str) -> None:
    headers = {"accept": "application/vnd.oai.openapi+json"} if address == "schema/" else {}
    response = getattr(client, method)(f"/api/v1/{address}", headers=headers)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "/data/#problem-method-not-allowed",
        "title": "This address is not asked in that way",
        "status": 405,
        "detail": f'Method "{method.upper()}" not allowed.',
        "errors": [],
    }


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_method_that_writes_to_a_row_is_refused(client: Client, everything: Everything, method: str) -> None:
    for name, row in everything.rows.items():
        assert getattr(client, method)(f"/api/v1/{name}/{row.pk}/").status_code == 405


def test_method_that_writes_is_refused_before_any_csrf_check() -> None:
    assert Client(enforce_csrf_checks=True).post("/api/v1/commitments/").status_code == 405


@pytest.mark.parametrize("method", ["head", "options"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_head_and_options_are_answered(client: Client, address: str, method: str) -> None:
    assert getattr(client, method)(f"/api/v1/{address}").status_code == 200


def test_other_form_than_json_is_not_acceptable(client: Client) -> None:
    response = client.get("/api/v1/needs/", headers={"accept": "image/png"})
    assert (response.status_code, response["Content-Type"]) == (406, "application/problem+json")
    assert response.json() == {
        "type": "/data/#problem-not-acceptable",
        "title": "There is no answer in that format",
        "status": 406,
        "detail": "Could not satisfy the request Accept header.",
        "errors": [],
    }


def test_answer_to_a_browser_is_json(get: Get, client: Client) -> None:
    response = client.get("/api/v1/", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize("address", ["/api/", "/api/v2/commitments/", "/api/v1/nothing/at/all/"])
def test_address_beside_the_versions_is_not_found_in_the_same_shape(client: Client, address: str) -> None:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response.json()["type"] == "/data/#problem-not-found"


def test_fault_of_ours_has_the_same_shape_and_says_nothing_of_itself(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> Any:
        raise ValueError("secret")

    monkeypatch.setattr("assistance.api.views.commitments.Commitments.rows", staticmethod(fail))
    client.raise_request_exception = False
    response = client.get("/api/v1/commitments/")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert response.json() == {
        "type": "/data/#problem-server-error",
        "title": "Something went wrong here",
        "status": 500,
        "detail": "The fault is the tracker's, and it was noted. If it stays, report it as a mistake.",
        "errors": [],
    }


def test_host_that_is_none_of_ours_is_refused_in_the_same_shape(client: Client) -> None:
    response = client.get("/api/v1/", headers={"host": "elsewhere.example"})
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert response.json()["type"] == "/data/#problem-bad-request"


@pytest.mark.parametrize("language", ["en", "uk"])
def test_every_kind_of_error_is_explained_where_its_type_leads(client: Client, language: str) -> None:
    response = client.get("/data/", headers={"accept-language": language}, follow=True)
    assert response.redirect_chain == [(f"/{language}/data/", 302)]
    anchors = [element.attributes["id"] for element in page(response).all("dt") if "id" in element.attributes]
    assert anchors == [f"problem-{kind.name}" for kind in KINDS]


def test_status_without_a_kind_of_its_own_is_told_by_its_name() -> None:
    assert json.loads(problem(kind_of(418)).content) == {
        "type": "about:blank",
        "title": "I'm a Teapot",
        "status": 418,
        "detail": "I'm a Teapot",
        "errors": [],
    }
