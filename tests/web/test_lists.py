"""Lists: filters and their errors, pages, order, and as many queries for many rows as for few."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assistance.vocabulary import Relation
from tests import factories as make
from tests.web.conftest import World, address
from tests.web.html import page

pytestmark = pytest.mark.django_db

#: How many queries each page needs, whatever it shows.
QUERIES = {
    "overview": 34,
    "changes": 25,
    "commitments": 27,
    "commitment": 30,
    "donors": 9,
    "donor": 43,
    "recipients": 9,
    "donor-timeline": 19,
    "recipient": 39,
    "projects": 9,
    "project": 40,
    "project-timeline": 19,
    "releases": 8,
    "release": 15,
    "equipment-overview": 8,
    "equipment-category": 8,
    "equipment": 17,
    "needs": 9,
    "need": 16,
    "as-of": 1,
    "method": 1,
    "chart": 8,
    "data": 2,
    "worked-examples": 1,
    "accessibility": 1,
    "privacy": 1,
    "report": 0,
    "report_sent": 1,
    "places": 10,
    "converted": 2,
    "changes-between": 3,
}


def titles(client: Client, name: str, query: dict[str, object]) -> list[str]:
    """Return what the rows of a list are headed with."""
    response = client.get(address(name), query)
    assert response.status_code == 200
    return [cell.text for cell in page(response).all("th", scope="row")]


def test_queries_do_not_grow_with_the_rows(client: Client, grow: Callable[[World, int], World]) -> None:
    world = World()
    counted: dict[str, int] = {}
    for size in (2, 5):
        grow(world, size)
        for name, there in world.addresses().items():
            with CaptureQueriesContext(
                connection,
            ) as captured:
                client.get(there)
            counted[name] = len(captured)
        assert counted == QUERIES, size


@pytest.mark.parametrize(
    ("name", "query", "words"),
    [
        ("commitments", {"status": "rumoured"}, "rumoured"),
        ("commitments", {"year": "soon"}, "Enter a number."),
        ("commitments", {"donor": "12345"}, "12345"),
        ("commitments", {"donor": "9" * 30}, "9" * 30),
        ("commitments", {"q": "a\x00b"}, "Null characters are not allowed."),
        ("donors", {"country": "QQ"}, "QQ"),
        ("recipients", {"type": "1"}, "1"),
        ("projects", {"sector": "magic"}, "magic"),
        ("releases", {"published_after": "yesterday"}, "Enter a valid date."),
        ("equipment", {"category": "tank"}, "tank"),
        ("equipment", {"commitment": "77777"}, "choice"),
        ("needs", {"category": "hope"}, "hope"),
    ],
)
def test_a_bad_filter_value_is_named_beside_its_field(
    client: Client, world: World, name: str, query: dict[str, str], words: str
) -> None:
    response = client.get(address(name), query)
    assert response.status_code == 400
    found = page(response)
    problems = found.all("span", class_="problem")
    assert len(problems) == 1
    assert words in problems[0].text
    assert problems[0].attributes["id"] == f"id_{next(iter(query))}-problem"
    assert not found.all("table")


def test_filters_narrow_the_list_and_say_so(client: Client, world: World) -> None:
    make.CommitmentFactory(public=True, title_en="Training of sappers", kind="training", status="agreed")
    assert titles(client, "commitments", {"status": "agreed"}) == ["Training of sappers"]
    assert titles(client, "commitments", {"kind": ["training", "mixed"]}) == ["Training of sappers"]
    assert len(titles(client, "commitments", {"donor": world.donors[0].pk})) == 2
    response = client.get(address("commitments"), {"status": "agreed", "order": "title", "currency": "USD"})
    chosen = [(link.text, link.attributes["href"]) for link in page(response).all("a") if "Take away" in link.text]
    assert chosen == [
        ("Take away: Status: Agreed", "/en/commitments/?currency=USD&order=title"),
        ("Take away: Currency: USD – US Dollar", "/en/commitments/?status=agreed&order=title"),
    ]
    assert "Nothing public matches." in page(response).text


def test_the_filters_chosen_stay_chosen(client: Client, world: World) -> None:
    found = page(client.get(address("commitments"), {"status": "agreed", "year": "2026", "has_amount": "true"}))
    checked = [
        (box.attributes["name"], box.attributes["value"]) for box in found.all("input") if "checked" in box.attributes
    ]
    assert checked == [("status", "agreed"), ("year", "2026"), ("has_amount", "true")]


def test_only_currencies_and_countries_in_use_are_offered(client: Client, world: World) -> None:
    make.CommitmentFactory(amount=1, currency="XAF")
    make.CommitmentFactory(public=True, donors=[make.OrganisationFactory(japan=True)])
    offered = [
        box.attributes["value"] for box in page(client.get(address("commitments"))).all("input", name="currency")
    ]
    assert offered == ["USD"]
    chosen = page(client.get(address("commitments"), {"currency": "EUR"})).all("input", name="currency")
    assert [box.attributes["value"] for box in chosen] == ["USD", "EUR"]
    countries = page(client.get(address("donors"))).all("label")
    assert "Japan 1" in [label.text for label in countries]


def test_several_claims_do_not_multiply_a_filtered_sum(client: Client, world: World) -> None:
    for _ in range(2):
        claim = make.ClaimFactory(release=world.releases[0])
        make.CommitmentClaimFactory(commitment=world.commitments[0], claim=claim, relation=Relation.REPEATS)
    found = page(client.get(address("commitments"), {"year": "2026", "order": "oldest"}))
    assert found.all("ul", class_="ladder-line")[0].text == "Announced 2 USD 5,000,000"


def test_pages_hold_25_and_keep_the_query(client: Client) -> None:
    for number in range(27):
        make.CommitmentFactory(public=True, title_en=f"Number {number:02}", title_uk="")
    assert len(titles(client, "commitments", {"order": "title"})) == 25
    assert titles(client, "commitments", {"order": "title", "page": 2}) == ["Number 25", "Number 26"]
    found = page(client.get(address("commitments"), {"order": "title", "status": "announced"}))
    assert [link.attributes["href"] for link in found.all("a", rel="next")] == ["?order=title&status=announced&page=2"]
    assert found.all("h2")[0].text == "27 commitments"
    for wrong in ("3", "0", "x", "9" * 30):
        assert client.get(address("commitments"), {"page": wrong}).status_code == 404


def test_commitments_come_newest_first_and_undated_last(client: Client) -> None:
    for title, day in (("Undated", None), ("Old", date(2020, 1, 1)), ("New", date(2026, 5, 1))):
        commitment = make.CommitmentFactory(public=True, title_en=title, title_uk="")
        make.CommitmentClaimFactory(commitment=commitment, claim__release__published_on=day)
    assert titles(client, "commitments", {}) == ["New", "Old", "Undated"]
    assert titles(client, "commitments", {"order": "oldest"}) == ["Old", "New", "Undated"]


def test_releases_and_needs_come_newest_first(client: Client) -> None:
    for title, day in (("Undated", None), ("Old", date(2020, 1, 1)), ("New", date(2026, 5, 1))):
        release = make.ReleaseFactory(public=True, title=title, published_on=day)
        make.NeedFactory(release=release, visibility="public", what_en=title)
    assert titles(client, "releases", {}) == ["New", "Old", "Undated"]
    assert titles(client, "needs", {}) == ["New Drones", "Old Drones", "Undated Drones"]


def test_organisations_come_by_their_names_in_the_reader_s_language(client: Client) -> None:
    for english, ukrainian in (
        ("Poland", "Польща"), ("Austria", "Швеція"), ("", "Естонія"), ("Spain", "Іспанія"), ("Union", "Європа"),
        ("Izium", "Ізюм"), ("Japan", "Японія"),
    ):  # fmt: skip
        donor = make.OrganisationFactory(name_en=english, name_uk=ukrainian)
        make.CommitmentFactory(public=True, donors=[donor])
    assert titles(client, "donors", {}) == ["Austria", "Izium", "Japan", "Poland", "Spain", "Union", "Естонія"]
    found = page(client.get(address("donors", language="uk")))
    assert [cell.text for cell in found.all("th", scope="row")] == [
        "Естонія", "Європа", "Ізюм", "Іспанія", "Польща", "Швеція", "Японія",
    ]  # fmt: skip


def test_a_merged_organisation_leads_on_to_the_one_it_became(client: Client, world: World) -> None:
    kept = world.donors[0]
    duplicate = make.OrganisationFactory(merged_into=kept)
    response = client.get(address("donor", duplicate, "uk"))
    assert response.status_code == 301
    assert response["Location"] == address("donor", kept, "uk")
    assert client.get(address("recipient", duplicate)).status_code == 404


def test_a_merged_project_leads_on_to_the_one_it_became(client: Client) -> None:
    kept, draft = make.ProjectFactory(), make.ProjectFactory()
    make.CommitmentFactory(project=kept, public=True)
    make.CommitmentFactory(project=draft)
    response = client.get(address("project", make.ProjectFactory(merged_into=kept), "uk"))
    assert response.status_code == 301
    assert response["Location"] == address("project", kept, "uk")
    assert client.get(address("project", make.ProjectFactory(merged_into=draft))).status_code == 404


def test_an_organisation_has_a_page_only_in_a_public_role(client: Client, world: World) -> None:
    donor = world.donors[0]
    implementer = world.commitments[0].parties.get(role="implementing").organisation
    assert client.get(address("recipient", donor)).status_code == 404
    assert client.get(address("donor", implementer)).status_code == 404
    assert client.get(address("donor", make.OrganisationFactory())).status_code == 404


def test_equipment_of_one_commitment_is_kept_when_narrowed_again(client: Client, world: World) -> None:
    one = world.commitments[0]
    found = page(client.get(address("equipment"), {"commitment": one.pk}))
    assert len(found.all("tr", id=f"line-{one.equipment.get().pk}")) == 1
    assert len(found.all("th", scope="row")) == 1
    assert [field.attributes["value"] for field in found.all("input", type="hidden", name="commitment")] == [
        str(one.pk)
    ]


def test_equipment_of_the_latest_commitment_comes_first(client: Client) -> None:
    for name in ("radios", "pumps"):
        make.EquipmentLineFactory(commitment=make.CommitmentFactory(public=True), name_en=name)
    rows = titles(client, "equipment", {})
    assert [row.split(" ")[0] for row in rows] == ["pumps", "radios"]
