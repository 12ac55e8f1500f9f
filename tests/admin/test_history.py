"""The history page: what became of a record, and of the rows that belong to it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assistance.models import Commitment, Need, Organisation
from assistance.review import write
from tests.admin.pages import add, address, save
from tests.factories import (
    CommitmentFactory,
    CommitmentPartyFactory,
    DeliveryEventFactory,
    EquipmentLineFactory,
    NeedCoverageFactory,
    OrganisationFactory,
    ProjectFactory,
)


def rows_told(client: Client, record: Model) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """Return what the history page of ``record`` tells of its rows: which, what was done, and the differences."""
    page: Any = client.get(address(type(record), "history", record.pk))
    told = page.context["row_changes"]
    assert [row.version.history_date for row in told] == sorted(
        (row.version.history_date for row in told), reverse=True
    )
    return [(row.what, row.version.history_type, [(d.field, d.old, d.new) for d in row.differences]) for row in told]


def test_history_tells_of_a_party_added_changed_and_removed(staff_page: Client, staff: User) -> None:
    commitment, japan = CommitmentFactory(), OrganisationFactory(japan=True)
    save(staff_page, commitment, parties__0__organisation=str(japan.pk), parties__0__role="funding")
    save(staff_page, commitment, parties__0__role="implementing")
    save(staff_page, commitment, parties__0__DELETE="on")
    assert rows_told(staff_page, commitment) == [
        ("Party: Japan (Implementer)", "-", []),
        ("Party: Japan (Implementer)", "~", [("Role", "Donor", "Implementer")]),
        ("Party: Japan (Donor)", "+", []),
    ]
    page = staff_page.get(address(Commitment, "history", commitment.pk)).content.decode()
    table = page[page.index('id="row-history"') :]
    told = ("Party: Japan (Implementer)", "Role:", "<del>Donor</del>", "<ins>Implementer</ins>", staff.username)
    assert [word for word in told if word not in table] == []


def test_history_tells_why_a_row_was_changed(staff_page: Client, staff: User) -> None:
    party = CommitmentPartyFactory()
    write(party, by=staff, why="The embassy wrote.")
    page = staff_page.get(address(Commitment, "history", party.commitment_id)).content.decode()
    assert "The embassy wrote." in page[page.index('id="row-history"') :]


def test_history_names_a_party_that_is_gone_itself(staff_page: Client) -> None:
    party = CommitmentPartyFactory(organisation=OrganisationFactory(japan=True))
    commitment, organisation = party.commitment, party.organisation
    party.delete()
    organisation.delete()
    assert {what for what, _, _ in rows_told(staff_page, commitment)} == {"Party: Japan (Donor)"}


def test_history_of_a_commitment_tells_of_deliveries_of_lines_that_are_gone(staff_page: Client) -> None:
    line = EquipmentLineFactory(name_en="Boilers")
    event = DeliveryEventFactory(line=line)
    label = f"Delivery: Boilers, {event}"
    event.delete()
    line.delete()
    assert sorted((what, done) for what, done, _ in rows_told(staff_page, line.commitment)) == [
        (label, "+"),
        (label, "-"),
        ("Equipment line: Boilers", "+"),
        ("Equipment line: Boilers", "-"),
    ]


def test_history_tells_on_both_pages_that_a_row_moved(staff_page: Client) -> None:
    party, other = CommitmentPartyFactory(), CommitmentFactory(title_en="Other")
    before = party.commitment
    party.commitment = other
    party.save()
    moved = [("Commitment", before.title_en, "Other")]
    assert [(done, changes) for _, done, changes in rows_told(staff_page, before)] == [("~", moved), ("+", [])]
    assert [(done, changes) for _, done, changes in rows_told(staff_page, other)] == [("~", moved)]


def test_history_tells_of_rows_of_every_kind_of_record(staff_page: Client) -> None:
    coverage = NeedCoverageFactory(line=EquipmentLineFactory(name_en="Boilers"))
    project = ProjectFactory(with_sector=True, with_place=True, with_reference=True)
    commitment = CommitmentFactory(complete=True)
    event = DeliveryEventFactory()
    organisation = OrganisationFactory(japan=True)
    records = (coverage.need, project, commitment, event.line, organisation)
    kinds = [{what.partition(":")[0] for what, _, _ in rows_told(staff_page, record)} for record in records]
    assert kinds == [
        {"Coverage"},
        {"Sector", "Place", "Reference number"},
        {"Party", "Sector", "Place", "Equipment line", "Linked claim"},
        {"Delivery"},
        {"Alias"},
    ]
    assert isinstance(coverage.need, Need)


def test_history_of_another_records_rows_is_not_told(staff_page: Client) -> None:
    CommitmentFactory(complete=True)
    assert rows_told(staff_page, CommitmentFactory()) == []
    assert b'id="row-history"' not in staff_page.get(address(Commitment, "history", CommitmentFactory().pk)).content


def test_history_costs_no_more_for_more_rows(staff_page: Client) -> None:
    commitment = CommitmentFactory(complete=True)
    url = address(Commitment, "history", commitment.pk)
    DeliveryEventFactory(line=commitment.equipment.get())
    staff_page.get(url)
    with CaptureQueriesContext(
        connection,
    ) as few:
        staff_page.get(url)
    for _ in range(3):
        CommitmentPartyFactory(commitment=commitment)
        DeliveryEventFactory(line=EquipmentLineFactory(commitment=commitment))
    with CaptureQueriesContext(connection) as many:
        staff_page.get(url)
    assert len(many) == len(few)


def test_history_of_many_rows_comes_in_pages(staff_page: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("assistance.admin.base.StaffAdmin.history_list_per_page", 2)
    organisation = OrganisationFactory(japan=True)
    for number in range(3):
        organisation.aliases.create(name=f"Name {number}", normalised=f"name {number}")
    url = address(Organisation, "history", organisation.pk)
    first, last = staff_page.get(url), staff_page.get(url, {"rows": "99"})
    assert len(first.context["row_changes"]) == 2
    assert "?rows=2" in first.content.decode()
    assert last.context["row_changes"].number > 1


def test_history_of_a_commitment_added_by_hand_starts_with_one_version(staff_page: Client, staff: User) -> None:
    values = {"title_en": "Boilers", "kind": "equipment", "valuation_basis": "unknown", "first_status": "agreed"}
    assert add(staff_page, Commitment, grounds="Letter of the embassy.", **values).status_code == 302
    version = Commitment.objects.get().history.get()
    assert (version.history_type, version.status, version.history_user) == ("+", "agreed", staff)
    assert version.history_change_reason == "Letter of the embassy."
