"""What changed since a moment, and what is gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assistance.models import Commitment, EquipmentLine, Need, Organisation, Release
from assistance.models.history import erase, write
from assistance.review import (
    change_status,
    lift,
    merge,
    merge_organisations,
    publish,
    withhold,
    withhold_fact,
)
from assistance.review.visibility import withdraw
from assistance.vocabulary import CommitmentStatus, Relation, WithheldScope
from tests.api.conftest import Get
from tests.api.test_queries import fill
from tests.factories import (
    ClaimFactory,
    CommitmentFactory,
    DeliveryEventFactory,
    EquipmentLineFactory,
    NeedFactory,
    OrganisationFactory,
    StatedTotalFactory,
)

pytestmark = pytest.mark.django_db

SINCE = "updated_since=2026-11-25"


def on(day: int) -> time_machine.travel:
    """Stop the clock at noon of a day of November 2026; all was made public on the 22nd."""
    return time_machine.travel(datetime(2026, 11, day, 12, tzinfo=UTC), tick=False)


class World:
    """A public commitment with a line that came, its donor and recipient, a need and a total; another beside it."""

    def __init__(self, staff: User) -> None:
        self.staff = staff
        self.japan = OrganisationFactory(japan=True)
        self.service = OrganisationFactory(emergency_service=True)
        self.claim = ClaimFactory(complete=True, release__public=True)
        self.commitment = CommitmentFactory(
            title_en="Aid", title_uk="", with_amount=True, donors=[self.japan], recipients=[self.service],
            claims=[self.claim], with_project=True,
        )  # fmt: skip
        self.line = EquipmentLineFactory(commitment=self.commitment)
        self.delivery = DeliveryEventFactory(line=self.line, valued=True)
        self.need = NeedFactory(release=self.claim.release)
        self.total = StatedTotalFactory(release=self.claim.release, donors=[self.japan])
        self.other = CommitmentFactory(donors=[OrganisationFactory()], claims=[ClaimFactory(release__public=True)])
        for record in (self.commitment, self.need, self.total, self.other):
            publish(record, by=staff)

    @property
    def stored(self) -> Commitment:
        return Commitment.objects.get(pk=self.commitment.pk)


@pytest.fixture
def world(staff: User) -> World:
    return World(staff)


def changed(get: Get, name: str) -> list[Any]:
    return [row["id"] for row in get(f"{name}/?{SINCE}&cursor=")["results"]]


def gone(get: Get, name: str) -> list[dict[str, Any]]:
    return list(get(f"{name}/?{SINCE}")["gone"])


NAMES = [
    "commitments", "claims", "donors", "recipients", "projects", "equipment", "deliveries", "releases", "needs",
    "stated-totals", "rates", "changes",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_nothing_changed_after_all_was_made_public(get: Get, world: World, name: str) -> None:
    answer = get(f"{name}/?{SINCE}")
    assert (answer["results"], answer["gone"]) == ([], [])
    assert len(get(f"{name}/?updated_since=2026-11-22")["results"]) == len(get(f"{name}/")["results"])
    assert all(row["updated_at"] == "2026-11-22T12:00:00+02:00" for row in get(f"{name}/")["results"])


def edited(world: World) -> None:
    stored = world.stored
    stored.title_en = "More aid"
    write(stored, by=world.staff)


def risen(world: World) -> None:
    change_status(world.stored, to=CommitmentStatus.AGREED, by=world.staff, reason="Signed.", happened_on=None)


def told_again(world: World) -> None:
    merge(ClaimFactory(complete=True), into=world.stored, relation=Relation.REPEATS, by=world.staff)


def delivered(world: World) -> None:
    DeliveryEventFactory(line=world.line)


def renamed(world: World) -> None:
    japan = Organisation.objects.get(pk=world.japan.pk)
    japan.name_en = "State of Japan"
    write(japan, by=world.staff)


def held(world: World) -> None:
    withhold_fact(world.stored, scope=WithheldScope.AMOUNT, by=world.staff, reason="Asked for.")


def asked_otherwise(world: World) -> None:
    need = Need.objects.get(pk=world.need.pk)
    need.quantity = 41
    write(need, by=world.staff)


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (edited, {"commitments", "claims", "equipment", "deliveries"}),
        (risen, {"commitments", "claims", "equipment", "deliveries", "donors", "recipients", "projects"}),
        (told_again, {"commitments"}),
        (delivered, {"commitments", "equipment"}),
        (renamed, {"commitments", "donors"}),
        (held, {"commitments", "deliveries"}),
        (asked_otherwise, {"needs"}),
    ],
)
def test_change_tells_in_every_list_that_shows_it(
    get: Get, world: World, change: Callable[[World], None], names: set[str]
) -> None:
    with on(26):
        change(world)
        keys = {
            "commitments": world.commitment.pk, "claims": world.claim.pk, "donors": world.japan.pk,
            "recipients": world.service.pk, "projects": world.stored.project_id, "equipment": world.line.pk,
            "deliveries": world.delivery.pk, "needs": world.need.pk,
        }  # fmt: skip
        assert {name for name in names if keys[name] in changed(get, name)} == names
        assert world.other.pk not in changed(get, "commitments")
        assert get(f"commitments/{world.other.pk}/")["updated_at"] == "2026-11-22T12:00:00+02:00"
        if "commitments" in names:
            assert get(f"commitments/{world.commitment.pk}/")["updated_at"] == "2026-11-26T14:00:00+02:00"


def note_for_staff(world: World) -> None:
    stored = world.stored
    stored.note = "Ring them up."
    write(stored, by=world.staff)


def claim_of_a_draft(world: World) -> None:
    """Link a claim whose release is withheld afterwards: nothing of it is shown."""
    claim = ClaimFactory(complete=True)
    merge(claim, into=world.stored, relation=Relation.REPEATS, by=world.staff)
    release = Release.objects.get(pk=claim.release_id)
    release.visibility = "draft"
    write(release, by=world.staff)


@pytest.mark.parametrize("change", [note_for_staff, claim_of_a_draft])
def test_change_that_the_public_cannot_see_is_none(get: Get, world: World, change: Callable[[World], None]) -> None:
    with on(26):
        change(world)
        assert changed(get, "commitments") == []


def test_withheld_amount_changes_unseen_and_its_withholding_and_lifting_are_told(get: Get, world: World) -> None:
    with on(23):
        withholding = withhold_fact(world.stored, scope=WithheldScope.AMOUNT, by=world.staff, reason="Asked for.")
    with on(26):
        stored = world.stored
        stored.amount = 3
        write(stored, by=world.staff)
        assert changed(get, "commitments") == []
        row = get(f"commitments/{world.commitment.pk}/")
        assert (row["amount"], row["updated_at"]) == (None, "2026-11-23T14:00:00+02:00")
    with on(27):
        lift(withholding, by=world.staff, reason="No longer.")
        assert changed(get, "commitments") == [world.commitment.pk]


def test_withholding_that_ends_by_itself_is_a_change(get: Get, world: World) -> None:
    with on(23):
        withhold_fact(
            world.stored, scope=WithheldScope.AMOUNT, by=world.staff, reason="Asked for.", until=date(2026, 11, 26)
        )
    with on(25):
        assert changed(get, "commitments") == []
    with on(27):
        assert changed(get, "commitments") == [world.commitment.pk]


@pytest.mark.parametrize("taken", [withhold, withdraw])
def test_commitment_that_went_takes_along_what_belongs_to_it_and_nothing_else_is_told(
    get: Get, world: World, taken: Callable[..., object]
) -> None:
    keys = {
        "commitments": world.commitment.pk, "claims": world.claim.pk, "donors": world.japan.pk,
        "recipients": world.service.pk, "projects": world.commitment.project_id, "equipment": world.line.pk,
        "deliveries": world.delivery.pk,
    }  # fmt: skip
    with on(26):
        taken(world.stored, by=world.staff, reason="Asked for.")
        for name, key in keys.items():
            tombstone = {"id": key, "gone": True, "gone_at": "2026-11-26T14:00:00+02:00", "merged_into": None}
            assert gone(get, name) == [tombstone], name
            assert changed(get, name) == [], name
        assert "Aid" not in str([gone(get, name) for name in keys])
        assert get("commitments/?updated_since=2026-11-27")["gone"] == []


def test_row_that_was_erased_is_gone(get: Get, world: World) -> None:
    with on(24):
        line = EquipmentLineFactory(commitment=world.stored)
    with on(26):
        erase(EquipmentLine.objects.get(pk=line.pk), by=world.staff)
        assert [row["id"] for row in gone(get, "equipment")] == [line.pk]


def test_withheld_equipment_is_gone_and_what_was_added_meanwhile_was_never_there(get: Get, world: World) -> None:
    with on(26):
        withhold_fact(world.stored, scope=WithheldScope.EQUIPMENT, by=world.staff, reason="Asked for.")
    with on(27):
        EquipmentLineFactory(commitment=world.stored)
        assert [row["id"] for row in gone(get, "equipment")] == [world.line.pk]
        assert [row["id"] for row in gone(get, "deliveries")] == [world.delivery.pk]


def test_need_and_total_that_were_withdrawn_are_gone(get: Get, world: World) -> None:
    with on(26):
        withdraw(world.need, by=world.staff, reason="Not so.")
        withhold(world.total, by=world.staff, reason="Asked for.")
        assert [row["id"] for row in gone(get, "needs")] == [world.need.pk]
        assert [row["id"] for row in gone(get, "stated-totals")] == [world.total.pk]


def test_release_that_tells_what_is_withheld_is_gone_with_its_claims(get: Get, world: World) -> None:
    with on(26):
        held(world)
        assert [row["id"] for row in gone(get, "releases")] == [world.claim.release_id]
        assert [row["id"] for row in gone(get, "claims")] == [world.claim.pk]


def test_merged_organisation_leads_to_the_one_it_became(get: Get, world: World) -> None:
    kept = OrganisationFactory(name_en="Nippon", name_uk="", country="JP")
    with on(26):
        japan = Organisation.objects.get(pk=world.japan.pk)
        merge_organisations(kept=kept, duplicate=japan, by=world.staff, reason="The same.")
        (tombstone,) = gone(get, "donors")
        assert (tombstone["id"], tombstone["merged_into"]) == (world.japan.pk, kept.pk)


def test_draft_that_was_never_public_is_not_gone(get: Get, world: World) -> None:
    with on(26):
        draft = CommitmentFactory(donors=[OrganisationFactory()], claims=[ClaimFactory()])
        line = EquipmentLineFactory(commitment=draft)
        DeliveryEventFactory(line=line)
        erase(EquipmentLineFactory(commitment=draft), by=world.staff)
        for name in NAMES:
            assert gone(get, name) == [], name


def test_moment_is_a_day_or_a_time_with_its_zone(get: Get, world: World) -> None:
    for written in ("2026-11-22T12:00:00%2B02:00", "2026-11-22T12:00:00+02:00", "2026-11-22T10:00:00Z", "2026-11-22"):
        assert len(get(f"commitments/?updated_since={written}")["results"]) == 2, written
    assert get("commitments/?updated_since=2026-11-22T10:00:01Z")["results"] == []
    assert "gone" not in get("commitments/")


@pytest.mark.parametrize("written", ["soon", "2026-11-22T12:00:00", "2026-02-30", "9999-12-31"])
def test_moment_that_is_none_is_refused(client: Client, world: World, written: str) -> None:
    response = client.get(f"/api/v1/needs/?updated_since={written}")
    if written == "9999-12-31":
        assert response.json()["results"] == []
    else:
        assert [error["field"] for error in response.json()["errors"]] == ["updated_since"]


def test_what_changed_is_asked_of_today_alone(client: Client, world: World) -> None:
    address = f"/as-of/2026-11-22/api/v1/commitments/?{SINCE}"
    assert [error["field"] for error in client.get(address).json()["errors"]] == ["updated_since"]
    (row, *_others) = client.get("/as-of/2026-11-22/api/v1/commitments/").json()["results"]
    assert row["updated_at"] is None


@pytest.mark.parametrize("number", [1, 3])
def test_what_changed_takes_a_fixed_number_of_queries(client: Client, number: int) -> None:
    fill(number)
    counted = {}
    for name in NAMES:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/api/v1/{name}/?updated_since=2026-11-01").status_code == 200
        counted[name] = len(captured)
    assert counted == QUERIES


#: How many queries each list needs where it is asked what changed.
QUERIES = {
    "commitments": 11, "claims": 16, "donors": 8, "recipients": 8, "projects": 11, "equipment": 11, "deliveries": 10,
    "releases": 10, "needs": 8, "stated-totals": 10, "rates": 6, "changes": 21,
}  # fmt: skip
