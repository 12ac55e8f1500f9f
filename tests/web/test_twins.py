"""Every page that shows records or figures has its JSON twin, and says so."""

from __future__ import annotations

import pytest
from django.test import Client

from assistance.models import Commitment
from assistance.web.urls import urlpatterns
from tests import factories as make
from tests.web.conftest import LANGUAGES, World, address, category_address, chart_address
from tests.web.html import page

pytestmark = pytest.mark.django_db

#: Pages of words and forms, without rows; what lies between two days is a report of the API.
WITHOUT = {
    "as-of", "changes-between", "method", "data", "worked-examples", "accessibility", "privacy", "report",
    "report_sent", "donor-timeline", "recipient-timeline", "project-timeline",
}  # fmt: skip


def twin(client: Client, there: str) -> str:
    """Return the address of the twin that the page at ``there`` names, empty where it names none."""
    found = page(client.get(there)).all("link", rel="alternate", type="application/json")
    return "".join(link.attributes["href"] for link in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_with_rows_has_a_twin_of_its_address(client: Client, world: World, language: str) -> None:
    make.ExchangeRateFactory(currency="EUR", target="USD")
    for name, there in world.addresses().items():
        if name in WITHOUT:
            continue
        here = there.replace("/en/", f"/{language}/", 1)
        told = twin(client, here)
        expected = f"{here.rstrip('/')}/overview.json" if name == "overview" else f"{here.rstrip('/')}.json"
        assert told == f"http://testserver{expected}", name
        response = client.get(expected)
        assert (response.status_code, response["Content-Type"]) == (200, "application/json"), name
        answer = response.json()
        assert answer["rows"], name
        assert answer["source"] == f"http://testserver{here}", name


def test_pages_of_words_have_none(client: Client, world: World) -> None:
    assert {name for name, there in world.addresses().items() if not twin(client, there)} >= WITHOUT - {
        "recipient-timeline", "report_sent"
    }  # fmt: skip


def test_every_chart_and_category_has_a_twin(client: Client, world: World) -> None:
    for there in (chart_address("chart", "ladder"), chart_address("chart", "sector"), category_address("drone")):
        assert twin(client, there) == f"http://testserver{there.rstrip('/')}.json"
        assert client.get(f"{there.rstrip('/')}.json").status_code == 200
    assert client.get("/en/charts/moon.json").status_code == 404
    assert client.get("/en/equipment/moon.json").status_code == 404


def test_twin_of_a_donor_has_the_rows_of_its_page(client: Client, world: World) -> None:
    donor = world.donors[0]
    answer = client.get(f"/en/donors/{donor.pk}.json").json()
    assert [row["id"] for row in answer["rows"]] == [donor.pk]
    assert {row["id"] for row in answer["commitments"]} == {row.pk for row in world.commitments}
    assert len(answer["equipment"]) == 2
    assert {row["id"] for row in answer["stated-totals"]} == {row.pk for row in world.totals}
    assert answer["api"] == f"http://testserver/api/v1/donors/{donor.pk}/"


def test_twin_of_a_release_and_of_a_need_have_what_belongs_to_them(client: Client, world: World) -> None:
    release, need = world.releases[0], world.needs[0]
    answer = client.get(f"/en/releases/{release.pk}.json").json()
    assert {name: len(answer[name]) for name in ("claims", "needs", "stated-totals")} == {
        "claims": 1, "needs": 1, "stated-totals": 1
    }  # fmt: skip
    assert answer["evidence"]
    covered = client.get(f"/en/needs/{need.pk}.json").json()["coverage"]
    assert [row["commitment_id"] for row in covered] == [world.commitments[0].pk]


def test_twin_of_what_is_not_public_is_none(client: Client, world: World) -> None:
    Commitment.objects.update(visibility="draft")
    for name, row in (("donors", world.donors[0]), ("projects", world.projects[0])):
        assert client.get(f"/en/{name}/{row.pk}.json").status_code == 404
    draft = make.NeedFactory()
    assert client.get(f"/en/needs/{draft.pk}.json").status_code == 404
    assert client.get(f"/en/releases/{draft.release.pk}.json").status_code == 404


def test_twin_of_a_merged_organisation_leads_on(client: Client, world: World) -> None:
    duplicate = make.OrganisationFactory(merged_into=world.donors[0])
    response = client.get(f"/en/donors/{duplicate.pk}.json")
    assert (response.status_code, response["Location"]) == (301, f"/en/donors/{world.donors[0].pk}.json")


def test_twin_as_of_a_day_stays_there(client: Client, world: World) -> None:
    there = f"/as-of/2026-11-20{address('donor', world.donors[0])}"
    told = twin(client, there)
    assert told == f"http://testserver{there.rstrip('/')}.json"
    assert client.get(told).json()["known_on"] == "2026-11-20"


def test_every_list_and_record_of_the_addresses_has_a_twin() -> None:
    names = {str(pattern.name) for pattern in urlpatterns}
    pages = {name for name in names if f"{name}-twin" in names or f"{name}-file" in names}
    assert pages >= {
        "overview", "commitments", "commitment", "donors", "donor", "recipients", "recipient", "projects", "project",
        "releases", "release", "equipment-overview", "equipment", "equipment-category", "needs", "need", "places",
        "chart", "converted", "changes",
    }  # fmt: skip
