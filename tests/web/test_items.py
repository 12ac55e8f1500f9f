"""Equipment as a whole: asked for, promised, handed over and outstanding, each number leading to its entries."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import pytest
from django.test import Client

from assistance.models import Organisation
from assistance.vocabulary import WithheldManner, WithheldScope
from tests import factories as make
from tests.web.conftest import LANGUAGES, address, category_address
from tests.web.html import Page, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def japan() -> Organisation:
    """Japan, which gives 22 machines, of which some came, and systems nobody counted; with Norway it gives 5 sets."""
    japan, norway = make.OrganisationFactory(japan=True), make.OrganisationFactory(name_en="Norway")
    for donors, name, quantity, unit in (
        ([japan], "machines", 22, ""), ([japan], "systems", None, ""), ([japan, norway], "machines", 5, "sets"),
    ):  # fmt: skip
        line = make.EquipmentLineFactory(
            commitment=make.CommitmentFactory(public=True, status="agreed", donors=donors),
            category="demining_machine", name_en=name, name_uk="", quantity=quantity, unit=unit,
        )  # fmt: skip
        if quantity == 22:
            make.DeliveryEventFactory(line=line, quantity=4)
    considered = make.CommitmentFactory(public=True, status="under_consideration", donors=[japan])
    make.EquipmentLineFactory(commitment=considered, category="demining_machine", name_en="machines", quantity=900)
    make.NeedFactory(public=True, category="demining_machine", what_en="machines", quantity=30)
    make.NeedFactory(public=True, category="drone", quantity=None)
    return japan


def rows(found: Page) -> list[list[str]]:
    """Return the rows of the tables of a page, as texts."""
    cells = [element for element in found.elements if element.tag in {"th", "td"}]
    told: list[list[str]] = []
    for cell in cells:
        if cell.attributes.get("scope") == "row":
            told.append([])
        if cell.attributes.get("scope") != "col" and told:
            told[-1].append(cell.text)
    return told


def test_overview_tells_each_category_and_each_donor(client: Client, japan: Organisation) -> None:
    found = page(client.get(address("equipment-overview")))
    outside = "1 entry considered, suspended or cancelled: in none of these numbers"
    assert rows(found) == [
        [f"Demining machines {outside}", "30", "22 and 1 entry in unknown number 5 sets", "4 sets: none reported",
         "18 and 1 entry in unknown number 5 sets"],
        ["Drones", "unknown", "none", "none", "none"],
        [f"Japan {outside}", "2", "0", "1", "0", "1"],
        ["Japan Norway", "1", "0", "0", "0", "1"],
    ]  # fmt: skip
    assert "900" not in found.text


def test_category_tells_each_item_and_each_donor_with_the_needs(client: Client, japan: Organisation) -> None:
    found = page(client.get(category_address("demining_machine")))
    outside = "1 entry considered, suspended or cancelled: in none of these numbers"
    *told, need = rows(found)[1:]
    assert told == [
        [f"machines {outside}", "30", "22 5 sets", "4 sets: none reported", "18 5 sets"],
        ["systems", "nothing public", "unknown", "none reported", "unknown"],
        [f"Japan {outside}", "22 and 1 entry in unknown number", "4", "18 and 1 entry in unknown number"],
        ["Japan Norway", "5 sets", "sets: none reported", "5 sets"],
    ]  # fmt: skip
    assert need[1].startswith("30 The service still needs 40 drones.")
    assert [need[0], *need[2:]] == ["machines", "asked for in 1 release on 2 November 2026", "Open"]


def test_each_number_leads_to_its_entries(client: Client, japan: Organisation) -> None:
    found = page(client.get(category_address("demining_machine", "uk")))
    links = {link.attributes["href"] for link in found.all("a") if "/equipment/lines/?" in link.attributes["href"]}
    assert len(links) == 5
    counts = {there: client.get(there).context["page"].paginator.count for there in links}
    start = "/uk/equipment/lines/?"
    assert counts[f"{start}category=demining_machine&item=machines"] == 3
    assert counts[f"{start}category=demining_machine&item=systems"] == 1
    assert counts[f"{start}category=demining_machine"] == 4
    assert counts[f"{start}category=demining_machine&donor={japan.pk}"] == 4


def test_entries_of_donors_nobody_named_have_no_list_of_their_own(client: Client) -> None:
    make.EquipmentLineFactory(commitment=make.CommitmentFactory(public=True), category="drone", quantity=77)
    found = page(client.get(category_address("drone")))
    assert ["Donor not named", "77", "none reported", "77"] in rows(found)
    assert [link.text for link in found.all("a", href="/en/equipment/lines/?category=drone")][1:] == ["77", "77"]


def test_a_query_of_the_list_leads_on_to_the_list(client: Client) -> None:
    response = client.get(address("equipment-overview") + "?category=drone&page=2")
    assert (response.status_code, response["Location"]) == (302, "/en/equipment/lines/?category=drone&page=2")
    assert client.get(address("equipment-overview") + "?utm=1").status_code == 200


def test_category_that_there_is_not_is_missing_and_an_empty_one_says_so(client: Client) -> None:
    assert client.get("/en/equipment/hope/").status_code == 404
    assert (
        "Nothing public is promised or asked for in this category." in page(client.get(category_address("drone"))).text
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_drawing_file_and_table_tell_the_same(client: Client, japan: Organisation, language: str) -> None:
    found = page(client.get(address("equipment-overview", language=language)))
    (mark,) = found.all("a", class_="mark")
    assert mark.attributes["href"] == category_address("demining_machine", language)
    assert [part.rsplit(": ")[-1].split()[0] for part in mark.attributes["aria-label"].split("; ")] == ["3", "1", "2"]
    svg = client.get(address("equipment-svg", language=language))
    assert svg["Content-Type"] == "image/svg+xml"
    assert mark.attributes["aria-label"] in "".join(ElementTree.fromstring(svg.content).itertext())
    told = client.get(address("equipment-csv", language=language)).content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(told)))
    names = ("category", "unit", "asked_for", "promised", "promised_unknown")
    assert [tuple(row[name] for name in names) for row in lines] == [
        ("demining_machine", "", "30", "22", "1"),
        ("demining_machine", "sets", "", "5", "0"),
        ("drone", "", "", "", "0"),
    ]
    assert [(row["entries"], row["entries_part"], row["entries_none"]) for row in lines] == [
        ("2", "1", "1"), ("1", "0", "1"), ("0", "0", "0"),
    ]  # fmt: skip


@pytest.mark.parametrize("manner", WithheldManner)
def test_withheld_equipment_is_in_no_number(client: Client, japan: Organisation, manner: str) -> None:
    for link in japan.party_in.all():
        make.WithholdingFactory(commitment=link.commitment, scope=WithheldScope.EQUIPMENT, manner=manner)
    assert [row[0] for row in rows(page(client.get(address("equipment-overview"))))] == ["Demining machines", "Drones"]
    told = rows(page(client.get(category_address("demining_machine"))))
    assert [row[:3] for row in told[:2]] == [["Demining machines", "30", "none"], ["machines", "30", "none"]]


def test_sitemap_holds_the_categories_that_have_anything(client: Client, japan: Organisation) -> None:
    sitemap = client.get("/sitemap-equipment.xml").content.decode()
    assert sitemap.count("<loc>") == 4
    assert f"<loc>http://testserver{category_address('drone')}</loc>" in sitemap
