"""Places: a tile for every region, counting what the table and the file count; a withheld place stands on none."""

from __future__ import annotations

import csv
import io

import pytest
from django.contrib.auth.models import User
from django.test import Client

from assistance.models import Commitment
from assistance.reports import region_rows, totals
from assistance.review import withhold_fact
from assistance.vocabulary import Region, WithheldManner, WithheldScope
from assistance.web.maps import TILES, map_drawing
from tests import factories as make
from tests.web.conftest import LANGUAGES, address, chart_address
from tests.web.html import page

pytestmark = pytest.mark.django_db

KHARKIV, SUMY = Region.KHARKIV, Region.SUMY


@pytest.fixture
def placed() -> Commitment:
    """USD 5 to Kharkiv, USD 7 to Kharkiv and Sumy together, EUR 9 considered for Kharkiv, one that tells no region."""
    first = make.CommitmentFactory(public=True, regions=[KHARKIV], amount=5, currency="USD")
    make.CommitmentFactory(public=True, regions=[KHARKIV, SUMY], amount=7, currency="USD", status="agreed")
    make.CommitmentFactory(public=True, regions=[KHARKIV], amount=9, currency="EUR", status="under_consideration")
    make.CommitmentFactory(regions=[SUMY])
    make.CommitmentFactory(public=True)
    return first


def test_every_region_has_a_tile_of_its_own() -> None:
    assert set(TILES) == set(Region)
    assert len({(column, line) for column, line, _short in TILES.values()}) == len(Region)


def test_region_s_sums_hold_only_what_goes_to_it_alone(placed: Commitment) -> None:
    rows = {row.region: row for row in region_rows(totals(Commitment.objects.published(), by="place"))}
    kharkiv, sumy = rows[KHARKIV], rows[SUMY]
    assert (kharkiv.count, kharkiv.firm, kharkiv.together) == (3, 2, 1)
    assert [[(entry.currency, entry.amount) for entry in row.sums] for row in kharkiv.alone] == [
        [("EUR", 9)], [("USD", 5)],
    ]  # fmt: skip
    assert (sumy.count, sumy.firm, sumy.together, sumy.alone) == (1, 1, 1, ())
    assert sum(row.count for row in rows.values()) == 4


def test_tiles_tell_in_words_what_they_count_and_lead_to_it(client: Client, placed: Commitment) -> None:
    drawing = map_drawing(region_rows(totals(Commitment.objects.published(), by="place")))
    told = {mark.words.partition(":")[0]: mark for mark in drawing.marks}
    mark = told["Kharkiv region"]
    assert mark.words == ("Kharkiv region: 2 promised or given; 1 outside every sum; 1 of them names other regions too")
    assert told["Crimea"].words == "Crimea: no public commitment names it"
    assert told["Crimea"].shade == 0
    assert mark.href == "/en/commitments/?place=UA-63"
    assert page(client.get(mark.href)).all("h2")[0].text == "3 commitments"


@pytest.mark.parametrize("language", LANGUAGES)
def test_tile_table_and_file_tell_the_same(client: Client, placed: Commitment, language: str) -> None:
    found = page(client.get(address("places", language=language)))
    cells = [cell.text for cell in found.all("td")]
    assert [cells[:2], cells[3:5]] == [["1", "1"], ["2", "1"]]
    text = client.get(chart_address("chart-csv", "map", language)).content.decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["in_sums"] == "yes"]
    assert sum(int(row["commitments"]) for row in rows if "UA-63" in row["group"].split(";")) == 2
    stated = {(frozenset(row["group"].split(";")), row["amount"]) for row in rows if row["currency"]}
    assert stated == {(frozenset({"UA-63"}), "5"), (frozenset({"UA-63", "UA-59"}), "7")}


def test_page_tells_how_many_name_no_region(client: Client, placed: Commitment) -> None:
    text = page(client.get(address("places"))).text
    assert "3 public commitments tell the region they go to. 1 more tells none" in text
    assert "No public commitment names these regions: Vinnytsia region" in text


@pytest.mark.parametrize("manner", WithheldManner)
def test_withheld_place_stands_on_no_tile(
    client: Client, staff: User, placed: Commitment, manner: WithheldManner
) -> None:
    withhold_fact(placed, scope=WithheldScope.PLACE, manner=manner, by=staff, reason="Asked for.")
    rows = {row.region: row for row in region_rows(totals(Commitment.objects.published(), by="place"))}
    assert (rows[KHARKIV].count, rows[KHARKIV].firm) == (2, 1)
    assert "Of 1 the place is withheld" in page(client.get(address("places"))).text


def test_map_has_its_page_at_places(client: Client) -> None:
    response = client.get(chart_address("chart", "map"))
    assert (response.status_code, response["Location"]) == (301, address("places"))
    assert client.get(chart_address("chart-svg", "map") + "?currency=USD").status_code == 404
