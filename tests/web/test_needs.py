"""The page of one need: who asks for it and in what words, and what covers it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from assistance.models import Need
from assistance.vocabulary import CommitmentStatus, WithheldManner, WithheldScope
from tests import factories as make
from tests.web.conftest import World, address, file_address
from tests.web.html import page

pytestmark = pytest.mark.django_db


def asked(day: date | None, **facts: object) -> Need:
    """Return a public need that a release of ``day`` states."""
    return make.NeedFactory(
        release=make.ReleaseFactory(public=True, published_on=day, publisher="State Service"), visibility="public",
        **facts,
    )  # fmt: skip


def facts_of(client: Client, need: Need) -> str:
    return page(client.get(address("need", need))).all("dl", class_="facts")[0].text


def test_a_need_tells_its_words_its_account_and_what_covers_it(client: Client, world: World) -> None:
    found = page(client.get(address("need", world.needs[0])))
    assert found.all("h1")[0].text == "drones"
    assert "Coverage Part covered 10 covered, 30 missing" in found.all("dl", class_="facts")[0].text
    (row,) = [row.text for row in found.all("tr") if row.attributes.get("id", "").startswith("line-")]
    assert row.startswith(f"generators {world.commitments[0].title_en} Organisation")
    assert "Announced 10 10 " in row
    assert "Japan will hand over 10 generators" in row
    (entry,) = found.all("ol", class_="timeline")
    assert "1 January 2026" in entry.text
    assert "It asks for: drones – 40" in entry.text
    assert "The service still needs 40 drones." in entry.text
    assert [link.text for link in found.all("a", href=f"/api/v1/needs/{world.needs[0].pk}/")] == [
        f"/api/v1/needs/{world.needs[0].pk}/"
    ]


def test_a_need_tells_every_release_that_asks_for_it_the_latest_first(client: Client) -> None:
    first = asked(date(2025, 5, 1))
    again = asked(date(2026, 2, 1), repeats=first, quantity=None)
    make.NeedFactory(repeats=first)
    make.NeedFactory(release=make.ReleaseFactory(), visibility="public", repeats=first)
    assert "asked for in 2 releases since 1 May 2025, last on 1 February 2026" in facts_of(client, first)
    found = page(client.get(address("need", first)))
    anchors = [entry.attributes["id"] for entry in found.all("li") if "id" in entry.attributes]
    assert anchors == [f"need-{again.pk}", f"need-{first.pk}"]
    response = client.get(address("need", again, "uk"))
    assert (response.status_code, response["Location"]) == (302, address("need", first, "uk"))


def test_a_need_whose_first_asking_is_not_public_has_its_own_page_and_its_coverage(client: Client) -> None:
    hidden = make.NeedFactory()
    again = asked(date(2026, 2, 1), repeats=hidden)
    line = make.EquipmentLineFactory(commitment__public=True, name_en="quadcopters")
    make.NeedCoverageFactory(need=hidden, line=line)
    assert client.get(address("need", hidden)).status_code == 404
    assert "Part covered" in facts_of(client, again)
    assert "quadcopters" in page(client.get(address("need", again))).text
    assert "10 – quadcopters" in page(client.get(address("needs"))).text


@pytest.mark.parametrize("status", [CommitmentStatus.CANCELLED, CommitmentStatus.UNDER_CONSIDERATION])
def test_what_does_not_stand_covers_nothing_and_comes_last(client: Client, status: CommitmentStatus) -> None:
    need = asked(None)
    for name, its_status in (("considered", status), ("promised", CommitmentStatus.AGREED)):
        commitment = make.CommitmentFactory(public=True, status=its_status)
        line = make.EquipmentLineFactory(commitment=commitment, name_en=name)
        make.NeedCoverageFactory(need=need, line=line, quantity=None)
    rows = [row.text for row in page(client.get(address("need", need))).all("tr") if "id" in row.attributes]
    assert [row.split()[0] for row in rows] == ["promised", "considered"]
    assert ["covers nothing" in row for row in rows] == [False, True]
    assert "Covered, how much is unknown" in facts_of(client, need)


def test_an_open_need_says_that_nothing_covers_it(client: Client) -> None:
    need = asked(None, quantity=None, what_uk="")
    make.NeedCoverageFactory(need=need, line__commitment__visibility="draft")
    found = page(client.get(address("need", need, "uk")))
    assert found.all("h1")[0].text == "drones"
    text = page(client.get(address("need", need))).text
    assert "Nothing public covers it yet." in text
    assert "undated State Service" in " ".join(text.split())


@pytest.mark.parametrize("manner", WithheldManner)
def test_withheld_equipment_covers_no_need_on_its_page(client: Client, world: World, manner: str) -> None:
    make.WithholdingFactory(commitment=world.commitments[0], scope=WithheldScope.EQUIPMENT, manner=manner)
    need = asked(None)
    make.NeedCoverageFactory(need=need, line=world.commitments[0].equipment.get())
    text = page(client.get(address("need", need))).text
    assert "generators" not in text
    assert "Open" in facts_of(client, need)


@pytest.mark.parametrize("facts", [{}, {"withheld": True}])
def test_a_need_that_is_not_public_has_no_page(client: Client, facts: dict[str, bool]) -> None:
    need = make.NeedFactory(release__visibility="public", **facts)
    assert client.get(address("need", need)).status_code == 404
    assert client.get(address("need", make.NeedFactory(visibility="public"))).status_code == 404


def test_needs_have_addresses_in_the_file_and_the_sitemap(client: Client, world: World) -> None:
    make.NeedFactory(public=True, repeats=world.needs[0])
    there = [f"http://testserver{address('need', need)}" for need in world.needs]
    rows = client.get(file_address("needs", "json")).json()["rows"]
    assert sorted(row["address"] for row in rows) == sorted(there)
    sitemap = client.get("/sitemap-needs.xml").content.decode()
    assert sitemap.count("<loc>") == 2 * len(there)
    assert all(f"<loc>{address}</loc>" in sitemap for address in there)
