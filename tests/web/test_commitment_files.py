"""Spreadsheets in the terms of others: hashtags of HXL, another currency, the columns of the Kiel tracker."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client
from openpyxl import load_workbook

from assistance.interchange import public
from assistance.interchange.public import KIEL, PublicTable, with_converted
from assistance.interchange.public.tables import ABOUT_THE_FILE
from assistance.models import Commitment
from assistance.review import withhold_fact
from assistance.vocabulary import CommitmentStatus, ItemCategory, Kind, Sector, WithheldManner, WithheldScope
from tests import factories as make
from tests.web.conftest import DOWNLOADS, World, file_address

pytestmark = pytest.mark.django_db

#: A hashtag and its attributes, by HXL 1.1.
TAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")
TABLES = [table for table in vars(public).values() if isinstance(table, PublicTable)]


def lines_of(client: Client, query: str, name: str = "commitments") -> list[list[str]]:
    """Return the lines of a CSV, the heading first."""
    content = client.get(file_address(name, "csv") + query).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content)))


def rows_of(client: Client, query: str) -> list[dict[str, str]]:
    heading, *lines = lines_of(client, query)
    return [dict(zip(heading, line, strict=True)) for line in lines]


def test_every_hashtag_is_well_formed_and_stands_once_in_its_table() -> None:
    tables = [*TABLES, with_converted(public.COMMITMENTS, {}, to="EUR")]
    tags = [(table.name, each.hxl) for table in tables for each in table.columns if each.hxl]
    assert [tag for _name, tag in tags if not TAG.fullmatch(tag)] == []
    assert [tag for _name, _about, tag in ABOUT_THE_FILE if not TAG.fullmatch(tag)] == []
    for table in tables:
        own = [each.hxl for each in table.columns if each.hxl] + [tag for _name, _about, tag in ABOUT_THE_FILE]
        assert sorted(own) == sorted(set(own)), table.name


def test_every_column_of_a_list_has_a_hashtag() -> None:
    without = [
        (table.name, each.name) for table in TABLES for each in table.columns if not each.hxl and table is not KIEL
    ]
    in_json_alone = [(table.name, each.name) for table in (public.EVIDENCE, public.COVERAGE) for each in table.columns]
    assert set(without) <= set(in_json_alone)


@pytest.mark.parametrize("name", DOWNLOADS)
def test_second_row_holds_the_hashtags_where_they_are_asked_for(client: Client, world: World, name: str) -> None:
    heading, tags, *rows = lines_of(client, "?hxl=1", name)
    plain_heading, *plain = lines_of(client, "", name)
    assert heading == plain_heading
    assert len(rows) == len(plain)
    assert len(tags) == len(heading)
    assert [tag for tag in tags if tag and not TAG.fullmatch(tag)] == []
    assert dict(zip(heading, tags, strict=True))["source"] == "#meta+source+url"
    assert all(not line[0].startswith("#") for line in plain)


def test_workbook_has_the_hashtags_too(client: Client, world: World) -> None:
    book = load_workbook(io.BytesIO(client.get(file_address("commitments", "xlsx") + "?hxl=1").content))
    heading, tags, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert dict(zip(heading, tags, strict=True))["amount"] == "#value+funding+total"
    assert len(rows) == 2


def test_json_has_no_hashtags_among_its_rows(client: Client, world: World) -> None:
    assert client.get(file_address("commitments", "json") + "?hxl=1").json()["count"] == 2


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?hxl=yes", "“hxl” is 1"),
        ("?in=XAG", "Allowed: EUR, JPY, UAH, USD."),
        ("?layout=excel", "Allowed: kiel."),
        ("?layout=kiel&in=EUR", "Leave out “layout” or “in”."),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(client: Client, world: World, query: str, words: str) -> None:
    make.ExchangeRateFactory(currency="EUR", target="USD")
    make.ExchangeRateFactory(currency="EUR", target="UAH")
    make.ExchangeRateFactory(currency="EUR", target="JPY")
    response = client.get(file_address("commitments", "csv") + query)
    assert response.status_code == 400
    assert words in response.content.decode()


def test_amounts_in_another_currency_stand_beside_with_rate_day_and_source(client: Client, world: World) -> None:
    day = world.releases[0].published_on
    make.ExchangeRateFactory(currency="EUR", target="USD", date=day, rate=Decimal("1.25"), source="Bank")
    first, second = world.commitments
    Commitment.objects.filter(pk=first.pk).update(amount=1000, amount_upper=2000, currency="USD")
    Commitment.objects.filter(pk=second.pk).update(amount=1000, currency="XAF")
    told = {row["id"]: row for row in rows_of(client, "?in=EUR")}
    names = ("amount", "amount_converted", "amount_upper_converted", "converted_to", "rate", "rate_date", "rate_source")
    assert [told[str(first.pk)][name] for name in names] == [
        "1000", "800", "1600", "EUR", "EUR/USD 1.25", str(day), "Bank",
    ]  # fmt: skip
    assert [told[str(second.pk)][name] for name in names] == ["1000", "", "", "EUR", "", "", ""]
    assert "amount_converted" not in lines_of(client, "")[0]


def test_withheld_amount_is_not_told_in_another_currency(client: Client, world: World, staff: User) -> None:
    make.ExchangeRateFactory(currency="EUR", target="USD", date=world.releases[0].published_on)
    withhold_fact(
        world.commitments[0], scope=WithheldScope.AMOUNT, manner=WithheldManner.HIDDEN, by=staff, reason="Asked for."
    )
    told = {row["id"]: row for row in rows_of(client, "?in=EUR")}
    assert told[str(world.commitments[0].pk)]["amount_converted"] == ""
    in_kiels = [row for row in rows_of(client, "?layout=kiel") if row["commitment_id"] == str(world.commitments[0].pk)]
    assert {(row["tot_activity_value"], row["tot_activity_value_EUR"]) for row in in_kiels} == {("", "")}


KIELS = (
    "donor", "announcement_date", "earmarked_year", "month", "month_exists_dummy", "measure", "aid_type_general",
    "aid_type_specific", "item", "item_type", "item_numb", "item_numb_deliv", "item_price_USD",
    "item_value_estimate_USD", "item_value_estimate_deliv_USD", "tot_activity_value", "tot_activity_value_EUR",
    "tot_activity_value_constant_currency", "tot_sub_activity_value", "tot_sub_activity_value_EUR",
    "tot_sub_activity_value_EUR_redistr", "tot_value_deliv_EUR",
)  # fmt: skip


def kiel(client: Client, commitment: Commitment) -> list[dict[str, str]]:
    """Return the rows of ``commitment`` in Kiel's columns."""
    return [row for row in rows_of(client, "?layout=kiel") if row["commitment_id"] == str(commitment.pk)]


def test_kiels_columns_stand_first_in_their_order(client: Client, world: World) -> None:
    assert tuple(lines_of(client, "?layout=kiel")[0][: len(KIELS)]) == KIELS


def test_commitment_of_one_item_is_one_row_with_its_amount(client: Client, db: None) -> None:
    release = make.ReleaseFactory(public=True, published_on=date(2024, 5, 2))
    donor = make.OrganisationFactory(japan=True)
    commitment = make.CommitmentFactory(
        public=True, donors=[donor], amount=1000, currency="USD", status=CommitmentStatus.DELIVERED,
        sectors=[Sector.ENERGY], claims=[make.ClaimFactory(release=release)], kind=Kind.EQUIPMENT,
    )  # fmt: skip
    line = make.EquipmentLineFactory(commitment=commitment, quantity=10, category=ItemCategory.GENERATOR_POWER)
    make.DeliveryEventFactory(line=line, quantity=4)
    make.ExchangeRateFactory(currency="EUR", target="USD", date=date(2024, 5, 2), rate=Decimal("1.25"))
    (row,) = kiel(client, commitment)
    assert [row[name] for name in KIELS] == [
        donor.name_en, "2024-05-02", "", "5", "1", "Allocation", "Humanitarian", "", line.name_en,
        "Generators and power equipment", "10", "4", "", "", "", "1000", "800", "", "1000", "800", "", "800",
    ]  # fmt: skip


def test_amount_of_several_items_stands_on_a_row_of_its_own_so_that_it_adds_up(client: Client, db: None) -> None:
    commitment = make.CommitmentFactory(public=True, amount=1000, currency="EUR", status=CommitmentStatus.AGREED)
    for _number in range(2):
        make.EquipmentLineFactory(commitment=commitment, quantity=None)
    rows = kiel(client, commitment)
    assert [bool(row["item"]) for row in rows] == [False, True, True]
    assert [row["tot_activity_value"] for row in rows] == ["1000", "1000", "1000"]
    assert [row["tot_sub_activity_value"] for row in rows] == ["1000", "", ""]
    assert {row["item_numb"] for row in rows} == {""}
    assert {(row["month"], row["month_exists_dummy"], row["announcement_date"]) for row in rows} == {("0", "0", "")}


def test_what_came_in_unknown_number_or_not_at_all_is_empty(client: Client, db: None) -> None:
    commitment = make.CommitmentFactory(public=True, status=CommitmentStatus.IN_DELIVERY)
    some = make.EquipmentLineFactory(commitment=commitment, quantity=5)
    make.DeliveryEventFactory(line=some, quantity=None)
    make.EquipmentLineFactory(commitment=commitment, quantity=5)
    assert [row["item_numb_deliv"] for row in kiel(client, commitment)] == ["", ""]


@pytest.mark.parametrize(
    ("status", "amount", "measure"),
    [
        (CommitmentStatus.ANNOUNCED, 5, "Commitment"),
        (CommitmentStatus.AGREED, None, "Commitment"),
        (CommitmentStatus.AGREED, 5, "Allocation"),
        (CommitmentStatus.IN_DELIVERY, None, "Allocation"),
        (CommitmentStatus.COMPLETED, None, "Allocation"),
    ],
)
def test_measure_follows_the_status(
    client: Client, db: None, status: CommitmentStatus, amount: int | None, measure: str
) -> None:
    commitment = make.CommitmentFactory(public=True, status=status, amount=amount, currency="EUR" if amount else "")
    assert [row["measure"] for row in kiel(client, commitment)] == [measure]


@pytest.mark.parametrize(
    "status", [CommitmentStatus.UNDER_CONSIDERATION, CommitmentStatus.SUSPENDED, CommitmentStatus.CANCELLED]
)
def test_what_is_considered_or_called_off_is_left_out(client: Client, db: None, status: CommitmentStatus) -> None:
    assert kiel(client, make.CommitmentFactory(public=True, status=status)) == []


@pytest.mark.parametrize(
    ("kind", "sectors", "category", "words"),
    [
        (Kind.EQUIPMENT, [Sector.DEMINING], ItemCategory.WEAPON_AMMO, "Military"),
        (Kind.FINANCIAL, [], None, "Financial"),
        (Kind.EQUIPMENT, [Sector.MEDICAL], ItemCategory.MEDICAL, "Humanitarian"),
        (Kind.EQUIPMENT, [Sector.MEDICAL, Sector.POLICING], ItemCategory.MEDICAL, ""),
        (Kind.TRAINING, [Sector.TRAINING], None, ""),
    ],
)
def test_type_of_aid_is_told_only_where_our_records_tell_it(
    client: Client, db: None, kind: Kind, sectors: list[Sector], category: ItemCategory | None, words: str
) -> None:
    commitment = make.CommitmentFactory(public=True, kind=kind, sectors=sectors)
    if category:
        make.EquipmentLineFactory(commitment=commitment, category=category)
    assert {row["aid_type_general"] for row in kiel(client, commitment)} == {words}


def test_limits_of_kiels_columns_are_told_in_the_dictionary(client: Client, world: World) -> None:
    book = load_workbook(io.BytesIO(client.get(file_address("commitments", "xlsx") + "?layout=kiel").content))
    told = dict(list(book["dictionary"].iter_rows(values_only=True))[1:])
    assert told["item_price_USD"] == "Always empty: the tracker does not know it, and estimates nothing."
    assert all(told[name] for name in KIELS)


def test_codes_stand_beside_the_words(client: Client, world: World) -> None:
    donor = world.donors[0]
    row = rows_of(client, "")[-1]
    assert row["kind_code"] == world.commitments[0].kind
    assert (row["donor_types"], row["donor_countries"]) == (donor.type, donor.country)
    assert (row["dac_codes"], row["iati_status_code"]) == ("23630", "1")
    assert row["item_category_codes"] == "generator_power"
