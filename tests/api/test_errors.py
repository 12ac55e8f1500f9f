from __future__ import annotations

import pytest
from django.test import Client

from tests.api.conftest import Get
from tests.api.dataset import Everything

pytestmark = pytest.mark.django_db

LISTS = ["commitments", "donors", "projects", "equipment", "releases", "needs"]
ADDRESSES = ["", *(f"{name}/" for name in LISTS), "reports/totals/", "schema/"]
NO_GROUPING = ["There is no grouping of this name. Allowed: donor, recipient, status, sector, place, year, currency."]
ALLOWED = {
    "commitments": "currency, donor, has_amount, item_category, kind, order, page, page_size, place, project, q, "
    "recipient, sector, status, valuation_basis, year",
    "donors": "country, page, page_size, q, type",
    "projects": "page, page_size, place, q, sector",
    "equipment": "category, commitment, donor, item, page, page_size, project, q, recipient, status",
    "releases": "language, page, page_size, published_after, published_before, publisher, q",
    "needs": "asked_again, category, coverage, covered, page, page_size, q",
}


def no_choice(value: str) -> list[str]:
    return [f"Select a valid choice. {value} is not one of the available choices."]


def no_such(allowed: str) -> list[str]:
    return [f"There is no such parameter here. Allowed: {allowed}."]


@pytest.mark.parametrize("name", LISTS)
def test_unknown_parameter_of_a_list_is_named_with_the_allowed_ones(get: Get, name: str) -> None:
    assert get(f"{name}/?colour=red&page=1", status=400) == {"colour": no_such(ALLOWED[name])}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", ["colour", "page=1", "format=json"])
def test_unknown_parameter_of_a_row_is_refused(get: Get, everything: Everything, name: str, query: str) -> None:
    address = f"{name}/{everything.rows[name].pk}/?{query}"
    assert get(address, status=400) == {query.partition("=")[0]: no_such("none")}


def test_unknown_parameters_are_all_named(get: Get) -> None:
    assert get("?a=1&b=2", status=400) == {"a": no_such("none"), "b": no_such("none")}


def test_unknown_parameter_of_totals_is_refused(get: Get) -> None:
    assert list(get("reports/totals/?order=newest", status=400)) == ["order"]


def test_unknown_parameter_of_the_schema_is_refused(client: Client) -> None:
    response = client.get("/api/v1/schema/?colour=red", headers={"accept": "application/vnd.oai.openapi+json"})
    assert (response.status_code, response.json()) == (400, {"colour": no_such("lang")})


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("commitments/?status=promised", {"status": no_choice("promised")}),
        ("commitments/?year=soon", {"year": ["Enter a number."]}),
        ("commitments/?year=2101", {"year": ["Ensure this value is less than or equal to 2100."]}),
        ("commitments/?donor=99999999999999999999", {"donor": no_choice("99999999999999999999")}),
        ("commitments/?has_amount=2", {"has_amount": no_choice("2")}),
        ("donors/?country=XX", {"country": no_choice("XX")}),
        ("projects/?sector=war", {"sector": no_choice("war")}),
        ("equipment/?commitment=0", {"commitment": no_choice("That choice")}),
        ("releases/?published_after=soon", {"published_after": ["Enter a valid date."]}),
        ("needs/?covered=perhaps", {"covered": no_choice("perhaps")}),
        ("reports/totals/?by=moon", {"by": NO_GROUPING}),
        ("reports/totals/?status=promised", {"status": no_choice("promised")}),
    ],
)
def test_bad_value_is_named_with_its_message(get: Get, address: str, expected: dict[str, list[str]]) -> None:
    assert get(address, status=400) == expected


def test_bad_values_are_all_named(get: Get) -> None:
    assert list(get("commitments/?status=promised&year=soon", status=400)) == ["status", "year"]


@pytest.mark.parametrize("address", [f"{name}/{key}/" for name in LISTS for key in (999999, 10**30)])
def test_row_that_is_not_there_is_not_found(get: Get, address: str) -> None:
    assert get(address, status=404) == {"detail": ["There is nothing public at this address."]}


@pytest.mark.parametrize("address", ["nothing/", "commitments/abc/", "commitments/1/claims/", "reports/", "reports/x/"])
def test_other_address_is_not_found(get: Get, address: str) -> None:
    assert get(address, status=404) == {"detail": ["There is nothing public at this address."]}


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
    assert response.json() == {"detail": [f'Method "{method.upper()}" not allowed.']}


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
    response = client.get("/api/v1/needs/", headers={"accept": "text/csv"})
    assert (response.status_code, list(response.json())) == (406, ["detail"])


def test_answer_to_a_browser_is_json(get: Get, client: Client) -> None:
    response = client.get("/api/v1/", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert response["Content-Type"] == "application/json"
