"""The data package: as it describes itself, the same to the byte of the same records, and nothing withheld in it."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import FileResponse
from django.test import Client
from django.utils import timezone

from assistance.interchange.package import RestlessError, archive, build_package, fields
from assistance.models import Commitment, Release
from assistance.models.as_of import known
from assistance.models.history import write
from assistance.review import withhold, withhold_fact
from assistance.vocabulary import CommitmentStatus, WithheldManner, WithheldScope
from tests import factories as make
from tests.interchange.packages import faults_of, read_package, texts_of
from tests.web.conftest import World, add_commitment, noon_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    """Three public commitments with all that belongs to them, and a rate."""
    made = World()
    for number in range(3):
        add_commitment(made, number)
    make.ExchangeRateFactory()
    return made


def built() -> bytes:
    """Return the package as it is built now."""
    out = io.BytesIO()
    build_package(out)
    return out.getvalue()


def fetched(client: Client, address: str = "/datapackage.zip") -> bytes:
    """Return the package that the site offers at ``address``."""
    response = client.get(address)
    assert isinstance(response, FileResponse)
    return response.getvalue()


def test_package_is_as_it_describes_itself(world: World, staff: User) -> None:
    withhold_fact(
        world.commitments[2], scope=WithheldScope.AMOUNT, manner=WithheldManner.COARSENED, by=staff, reason="Asked for."
    )
    content = built()
    told, tables = read_package(content)
    assert faults_of(content) == []
    assert told["profile"] == "tabular-data-package"
    assert {each["profile"] for each in told["resources"]} == {"tabular-data-resource"}
    empty = {name for name, rows in tables.items() if not rows}
    assert empty == set()
    held = [row["id"] for row in tables["commitments"] if row["amount_withheld"] == "true"]
    assert held == [row["commitment_id"] for row in tables["commitment_withheld"]] == [str(world.commitments[2].pk)]


def test_every_field_and_table_is_explained_in_both_languages(world: World) -> None:
    told, _tables = read_package(built())
    described = [told, *told["resources"], *(each for one in told["resources"] for each in one["schema"]["fields"])]
    same = [each["name"] for each in described if each["description"] == each["description_uk"]]
    assert same == []


def test_rows_join_to_what_the_records_say(world: World) -> None:
    _told, tables = read_package(built())
    commitment = world.commitments[0]
    (row,) = [row for row in tables["commitments"] if row["id"] == str(commitment.pk)]
    assert Decimal(row["amount"]) == commitment.amount
    assert row["in_sums"] == "true"
    organisations = {row["id"]: row["name_en"] for row in tables["organisations"]}
    donors = [
        organisations[party["organisation_id"]]
        for party in tables["commitment_parties"]
        if (party["commitment_id"], party["role"]) == (row["id"], "funding")
    ]
    assert donors == [world.donors[0].name_en]
    releases = {row["id"]: row["title"] for row in tables["releases"]}
    claims = [row for row in tables["claims"] if row["commitment_id"] == row["id"] or row["release_id"] in releases]
    assert {releases[claim["release_id"]] for claim in claims} == {each.title for each in world.releases}


def test_same_records_make_the_same_bytes_at_another_time(world: World) -> None:
    first = built()
    with time_machine.travel(timezone.now() + timedelta(days=40, hours=7), tick=False):
        assert built() == first


def test_same_records_make_the_same_bytes_in_another_order_of_rows(world: World) -> None:
    first = built()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA reverse_unordered_selects = ON")
        else:
            for model in apps.get_app_config("assistance").get_models():
                keys = model._default_manager.order_by("-pk").values_list("pk", flat=True)
                for key in keys:
                    cursor.execute(f"UPDATE {model._meta.db_table} SET id = id WHERE id = %s", [key])
        try:
            again = built()
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA reverse_unordered_selects = OFF")
    assert again == first


def test_same_bytes_however_many_rows_are_held_at_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first = built()
    monkeypatch.setattr(fields, "AT_ONCE", 1)
    monkeypatch.setattr(archive, "AT_ONCE", 2)
    assert built() == first


def test_changed_record_makes_another_package(world: World, staff: User) -> None:
    first = built()
    stored = Commitment.objects.get(pk=world.commitments[0].pk)
    stored.title_en = "Another title"
    write(stored, by=staff)
    assert built() != first


def test_stamp_is_the_newest_public_change_and_not_the_making(world: World, staff: User) -> None:
    with noon_of(7):
        withhold(world.commitments[0], by=staff, reason="Not now.")
    with noon_of(10):
        told, tables = read_package(built())
    assert told["created"] == max(row["recorded_at"] for row in tables["changes"]) == "2026-12-07T10:00:00Z"
    assert told["version"] == "2026-12-07"


def test_files_of_the_archive_bear_no_time_and_no_machine(world: World) -> None:
    with zipfile.ZipFile(io.BytesIO(built())) as package:
        heads = {(each.date_time, each.external_attr >> 16, each.create_system) for each in package.infolist()}
    assert heads == {((1980, 1, 1, 0, 0, 0), 0o100644, 3)}


@pytest.mark.parametrize("licence", ["", "https://creativecommons.org/licenses/by/4.0/"])
def test_licence_is_told_or_told_to_be_missing(world: World, settings: LazySettings, licence: str) -> None:
    settings.DATA_LICENCE = licence
    content = built()
    told, _tables = read_package(content)
    assert told.get("licenses") == ([{"path": licence}] if licence else None)
    assert ("has not declared a licence" in texts_of(content)) is not bool(licence)


def test_text_like_a_formula_is_neutralised(world: World) -> None:
    Commitment.objects.filter(pk=world.commitments[0].pk).update(title_en='=HYPERLINK("http://x")')
    _told, tables = read_package(built())
    assert tables["commitments"][0]["title_en"] == '\'=HYPERLINK("http://x")'


def test_drafts_and_withheld_records_are_not_in_it(world: World, staff: User) -> None:
    make.CommitmentFactory(title_en="Nobody knows of this draft")
    withhold(world.commitments[0], by=staff, reason="Not now.")
    content = built()
    _told, tables = read_package(content)
    assert faults_of(content) == []
    assert "Nobody knows" not in texts_of(content)
    assert [row["id"] for row in tables["commitments"]] == [str(each.pk) for each in world.commitments[1:]]
    assert {row["what"]: row["number"] for row in tables["withheld"]}["commitments"] == "1"


def test_considered_commitment_is_in_it_and_outside_the_sums(world: World) -> None:
    Commitment.objects.filter(pk=world.commitments[0].pk).update(status=CommitmentStatus.UNDER_CONSIDERATION)
    _told, tables = read_package(built())
    assert [row["in_sums"] for row in tables["commitments"]] == ["false", "true", "true"]


def test_package_as_of_a_day_holds_what_was_told_by_then(client: Client, world: World) -> None:
    content = fetched(client, "/as-of/2026-01-02/datapackage.zip")
    told, tables = read_package(content)
    assert faults_of(content) == []
    assert (told["known_on"], told["version"]) == ("2026-01-02", "as-of-2026-01-02")
    assert [row["id"] for row in tables["commitments"]] == [str(world.commitments[0].pk), str(world.commitments[1].pk)]
    assert not {"changes", "completeness"} & set(tables)
    with known(as_of=date(2026, 1, 2)):
        assert built() == content


def test_site_offers_the_package_that_the_command_builds(client: Client, world: World, tmp_path: Path) -> None:
    response = client.get("/datapackage.zip")
    assert isinstance(response, FileResponse)
    path = tmp_path / "package.zip"
    call_command("build_datapackage", "--out", str(path), "--verbosity", "0")
    assert response.getvalue() == path.read_bytes()
    assert response["Content-Type"] == "application/zip"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Disposition"] == f'attachment; filename="datapackage-{timezone.localdate()}.zip"'
    again = client.get("/datapackage.zip", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.post("/datapackage.zip").status_code == 405
    assert "/datapackage.zip" in client.get("/en/data/").content.decode()


def test_package_is_built_once_until_something_is_written(
    client: Client, world: World, staff: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = fetched(client)
    monkeypatch.setattr("assistance.web.packages.build_package", None)
    assert fetched(client) == first
    monkeypatch.undo()
    withhold(world.commitments[0], by=staff, reason="Not now.")
    assert world.commitments[0].title_en not in texts_of(fetched(client))


def test_package_is_begun_anew_where_records_are_written_meanwhile(world: World) -> None:
    written: list[Release] = []

    def meanwhile(_written: object) -> None:
        if not written:
            written.append(make.ReleaseFactory(public=True, title="Came meanwhile"))

    out = io.BytesIO()
    build_package(out, progress=meanwhile)
    assert faults_of(out.getvalue()) == []
    assert "Came meanwhile" in texts_of(out.getvalue())


def test_command_stores_nothing_where_records_never_stand_still(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(b"before")
    states = iter(range(100))
    monkeypatch.setattr("assistance.interchange.package.archive.state_of_records", lambda: str(next(states)))
    with pytest.raises(CommandError, match="Records were written all the while"):
        call_command("build_datapackage", "--out", str(path), "--verbosity", "0")
    assert [each.name for each in tmp_path.iterdir()] == ["package.zip"]
    assert path.read_bytes() == b"before"
    with pytest.raises(RestlessError):
        build_package(io.BytesIO())


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["--recorded", "2026-01-01"], "name by --as-of the day"),
        (["--as-of", "2099-01-01"], "has not come yet"),
        (["--as-of", "2026-01-02", "--recorded", "2026-01-01"], "Records of an earlier day"),
        (["--as-of", "yesterday"], "is no day"),
        (["--out", "/nowhere/at/all.zip"], "cannot be written"),
    ],
)
def test_command_says_what_is_wrong(db: None, asked: list[str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("build_datapackage", *asked)


def test_command_tells_each_table_and_the_stamp(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "package.zip"
    day = timezone.localdate()
    call_command("build_datapackage", "--out", str(path), "--as-of", str(day), "--recorded", str(day))
    told = capsys.readouterr()
    assert told.out == f"{path}: as-of-{day}-recorded-{day}, no licence declared (DATA_LICENCE)\n"
    assert "data/commitments.csv: 3" in told.err
    assert read_package(path.read_bytes())[0]["recorded_on"] == str(day)


def test_moments_are_written_in_utc() -> None:
    kyiv = datetime(2026, 7, 1, 1, 30, tzinfo=ZoneInfo("Europe/Kyiv"))
    assert fields.written_as_csv(kyiv) == "2026-06-30T22:30:00Z"


def test_rows_are_quoted_as_csv_wants_it(world: World) -> None:
    Commitment.objects.filter(pk=world.commitments[0].pk).update(title_en='A "quoted", long\ntitle')
    with zipfile.ZipFile(io.BytesIO(built())) as package:
        text = package.read("data/commitments.csv").decode()
    assert next(csv.DictReader(io.StringIO(text, newline="")))["title_en"] == 'A "quoted", long\ntitle'
