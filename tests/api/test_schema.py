from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.test import Client
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from assistance.api.urls import REPORTS as REPORT_VIEWS
from tests.api.dataset import Everything
from tests.factories import CommitmentFactory, EquipmentLineFactory, NeedFactory, ReleaseFactory, StatedTotalFactory

pytestmark = pytest.mark.django_db

LISTS = [
    "commitments", "claims", "donors", "recipients", "projects", "equipment", "deliveries", "releases", "needs",
    "stated-totals", "rates",
]  # fmt: skip
STAFF = ["/api/v1/staff/releases/", "/api/v1/staff/queue/", "/api/v1/staff/queue/{id}/"]
STAFF += [f"/api/v1/staff/queue/{{id}}/{step}/" for step in ("accept", "merge", "reject")]
REPORTS = [f"/api/v1/reports/{name}/" for name in REPORT_VIEWS]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    out = io.StringIO()
    call_command("spectacular", format="openapi-json", stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def answers(data: Everything) -> list[tuple[str, str]]:
    """Return the addresses of every kind, each with its path in the schema."""
    rows = [(f"/api/v1/{name}/{row.pk}/", f"/api/v1/{name}/{{id}}/") for name, row in data.rows.items()]
    lists = [f"/api/v1/{name}/" for name in LISTS]
    return [*rows, *((path, path) for path in ["/api/v1/", *lists, "/api/v1/changes/", *REPORTS])]


def parts_of(schema: dict[str, Any], part: str) -> dict[str, Any]:
    """Return the paths or the schemas of ``schema`` by name."""
    found: dict[str, Any] = schema["paths"] if part == "paths" else schema["components"][part]
    return found


def operations(schema: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Return path, method and description of everything that can be asked."""
    return [(path, method, told) for path, methods in schema["paths"].items() for method, told in methods.items()]


def quoted(path: str) -> str:
    """Return ``path`` as a pointer has it."""
    return path.replace("/", "~1").replace("{", "%7B").replace("}", "%7D")


def floats_in(content: bytes) -> list[str]:
    """Return the numbers with a fraction or an exponent that stand in the JSON outside of strings."""
    found: list[str] = []
    json.loads(content, parse_float=found.append)
    return found


def fill_in_blanks() -> None:
    """Add rows that state as little as they may, so that every null is met."""
    CommitmentFactory(public=True, title_uk="", with_donor=True)
    EquipmentLineFactory(commitment__public=True, uncounted=True)
    NeedFactory(public=True, quantity=None)
    StatedTotalFactory(public=True, donors=[])
    ReleaseFactory(public=True, published_on=None, publisher="", source_url="", licence="")


def test_schema_is_valid_without_warnings() -> None:
    out = io.StringIO()
    call_command("spectacular", fail_on_warn=True, validate=True, stdout=out)
    assert yaml.safe_load(out.getvalue())["openapi"] == "3.1.0"


def test_schema_is_the_one_that_was_agreed(schema: dict[str, Any]) -> None:
    kept = json.loads((Path(__file__).parent / "schema.json").read_text(encoding="utf-8"))
    changed = sorted(
        name
        for part in ("paths", "schemas")
        for name in parts_of(schema, part).keys() | parts_of(kept, part).keys()
        if parts_of(schema, part).get(name) != parts_of(kept, part).get(name)
    )
    assert schema == kept, (
        f"The schema of the API changed in {', '.join(changed) or 'its head'}. Programs of others rest on it: what is "
        "removed or changed needs a deprecation first. If the change is meant, run “make schema” and commit the file."
    )


def test_schema_describes_every_parameter_in_a_sentence(schema: dict[str, Any]) -> None:
    for path, _method, operation in operations(schema):
        for parameter in operation.get("parameters", []):
            sentence = parameter["description"].partition("\n\n")[0]
            assert sentence.endswith("."), f"{path} does not say what {parameter['name']} means: see api/meanings.py"


def test_schema_shows_an_example_of_every_address_that_fits_it(schema: dict[str, Any]) -> None:
    registry: Registry[Any] = Registry().with_resource(
        "schema", Resource.from_contents(schema, default_specification=DRAFT202012)
    )
    for path, method, operation in operations(schema):
        status = "201" if "201" in operation["responses"] else "200"
        answer = operation["responses"][status]["content"]["application/json"]
        assert "examples" in answer, f"No example of {path}: run “make examples” on the demo's database."
        reference = f"schema#/paths/{quoted(path)}/{method}/responses/{status}/content/application~1json/schema"
        validator = Draft202012Validator({"$ref": reference}, registry=registry)
        errors = [error.message for error in validator.iter_errors(answer["examples"]["demo"]["value"])]
        assert errors == [], f"The example of {path} is out of date: run “make examples” on the demo's database."


def test_schema_describes_every_address(schema: dict[str, Any]) -> None:
    rows = [path for name in LISTS for path in (f"/api/v1/{name}/", f"/api/v1/{name}/{{id}}/")]
    assert set(schema["paths"]) == {"/api/v1/", "/api/v1/changes/", *REPORTS, *rows, *STAFF}
    assert {method for path, method, _operation in operations(schema) if path not in STAFF} == {"get"}


def test_schema_asks_a_token_for_what_is_for_staff_and_for_nothing_else(schema: dict[str, Any]) -> None:
    guarded = {path for path, _method, operation in operations(schema) if operation.get("security") == [{"token": []}]}
    assert guarded == set(STAFF)
    assert schema["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/vnd.oai.openapi+json"])
def test_schema_is_served_as_json(client: Client, schema: dict[str, Any], accept: str) -> None:
    response = client.get("/api/v1/schema/", headers={"accept": accept})
    assert (response.status_code, response["Content-Type"].endswith("json")) == (200, True)
    assert json.loads(response.content) == schema


@pytest.mark.parametrize("name", [*LISTS, "changes"])
def test_schema_names_the_parameters_that_are_allowed(client: Client, schema: dict[str, Any], name: str) -> None:
    refusal = client.get(f"/api/v1/{name}/?colour=red").json()["errors"][0]
    described = sorted(parameter["name"] for parameter in schema["paths"][f"/api/v1/{name}/"]["get"]["parameters"])
    assert refusal["allowed"] == described


@pytest.mark.parametrize("path", REPORTS)
def test_schema_names_the_parameters_of_reports(client: Client, schema: dict[str, Any], path: str) -> None:
    refusal = client.get(f"{path}?colour=red").json()["errors"][0]
    described = sorted(row["name"] for row in schema["paths"][path]["get"].get("parameters", []))
    assert refusal["allowed"] == described


def test_every_answer_fits_the_schema_and_nothing_more(
    client: Client, everything: Everything, schema: dict[str, Any]
) -> None:
    fill_in_blanks()
    for component in schema["components"]["schemas"].values():
        if component.get("type") == "object":
            component["additionalProperties"] = False
    registry: Registry[Any] = Registry().with_resource(
        "schema", Resource.from_contents(schema, default_specification=DRAFT202012)
    )
    for address, path in answers(everything):
        reference = f"schema#/paths/{quoted(path)}/get/responses/200/content/application~1json/schema"
        validator = Draft202012Validator({"$ref": reference}, registry=registry)
        assert [error.message for error in validator.iter_errors(client.get(address).json())] == [], address


def test_schema_describes_the_errors(schema: dict[str, Any]) -> None:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path, _method, operation in operations(schema):
        answers = operation["responses"]
        expected = {"400", "406", "429", "500", "503"} | ({"404"} if "{" in path else set())
        if path in STAFF:
            expected = {"400", "401", "403", "429", "500", "503"} | (set(answers) & {"404", "409", "413", "415", "422"})
        assert {status for status in answers if not status.startswith("2")} == expected, path
        assert all(answers[status]["content"] == problem for status in expected), path


def test_every_error_fits_the_schema_and_nothing_more(client: Client, schema: dict[str, Any]) -> None:
    parts = schema["components"]["schemas"]
    for name in ("Problem", "Fault"):
        parts[name]["additionalProperties"] = False
    registry: Registry[Any] = Registry().with_resource(
        "schema", Resource.from_contents(schema, default_specification=DRAFT202012)
    )
    validator = Draft202012Validator({"$ref": "schema#/components/schemas/Problem"}, registry=registry)
    for address in ("commitments/?year=soon&status=promised&colour=red", "commitments/?year=soon", "needs/9999/", "x/"):
        answer = client.get(f"/api/v1/{address}").json()
        assert [error.message for error in validator.iter_errors(answer)] == [], address


def test_no_answer_holds_a_float(client: Client, everything: Everything) -> None:
    CommitmentFactory(public=True, amount="0.1", currency="USD")
    for address, _ in answers(everything):
        assert floats_in(client.get(address).content) == [], address
