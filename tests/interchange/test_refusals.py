"""Rows and files that are refused, each in words that name the place and say what to do."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import translation

from assistance import interchange
from assistance.interchange import (
    CommitmentResource,
    DeliveryResource,
    EquipmentResource,
    LedgerResource,
    OrganisationResource,
    RateResource,
    Rights,
    TableError,
)
from assistance.interchange.tables import MAX_ROWS
from assistance.models import Commitment, ExchangeRate, Organisation
from assistance.review import put_rate
from tests.factories import (
    ClaimFactory,
    CommitmentFactory,
    DeliveryEventFactory,
    EquipmentLineFactory,
    ExchangeRateFactory,
    OrganisationFactory,
    ProjectFactory,
)
from tests.interchange.exchanging import counts, imported, new_row, problems, row_of, workbook
from tests.review.states import unchanged

pytestmark = pytest.mark.django_db

RATE = ["id", "currency", "target", "date", "rate", "source"]
GOOD = [None, "USD", "UAH", "2026-11-20", "41.5", "National Bank"]


def csv_of(*rows: list[Any], headings: list[str] = RATE) -> bytes:
    return interchange.write_csv(headings, rows)


def refusal(resource: type[LedgerResource], data: bytes) -> str:
    with pytest.raises(TableError) as refused:
        interchange.read_table(data, sheet=resource.name, known=resource().headings())
    return str(refused.value)


def typed(resource: type[LedgerResource], record: Any, **changes: Any) -> list[tuple[str, str]]:
    """Return what is wrong where ``changes`` are typed into the row of ``record``, by column."""
    with unchanged():
        plan = imported(resource, row_of(record, resource, **changes), commit=True)
    return [(column, words) for _number, column, words in problems(plan)]


# Files


@pytest.mark.parametrize(
    ("headings", "message"),
    [
        (["id", "currency", "target", "date", "rate"], "The column “source” is missing"),
        (["id", "currency", "target", "date"], "The columns “rate”, “source” are missing"),
        ([*RATE, "colour"], "There is no column “colour” here"),
        ([*RATE, "rate"], "The column “rate” stands here twice"),
        (["id", "", "currency", "target", "date", "rate", "source"], "Column 2 has no name"),
        ([], "The file is empty"),
    ],
)
def test_file_with_other_columns_is_refused(headings: list[str], message: str) -> None:
    assert message in refusal(RateResource, csv_of(GOOD, headings=headings))


def test_file_without_rows_is_refused() -> None:
    assert "no rows" in refusal(RateResource, csv_of())


def test_file_with_too_many_rows_is_refused() -> None:
    assert f"more than {MAX_ROWS} rows" in refusal(RateResource, csv_of(*[GOOD] * (MAX_ROWS + 1)))


def test_file_that_writes_too_many_records_is_refused_and_writes_none(
    staff: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistance.interchange.resource.MAX_WRITTEN", 2)
    same = ExchangeRateFactory()
    rows = [[*GOOD[:5], bank] for bank in ("A", "B", "C")]
    unwritten = [same.pk, "USD", "UAH", same.date, same.rate, same.source]
    with unchanged(), pytest.raises(TableError, match="adds or changes more than 2 records"):
        imported(RateResource, csv_of(unwritten, *rows), by=staff, commit=True)
    assert counts(imported(RateResource, csv_of(unwritten, *rows[:2]), by=staff)) == {"unchanged": 1, "adds": 2}


def test_file_too_large_is_refused() -> None:
    assert "larger than 5 MB" in refusal(RateResource, b"x" * (interchange.MAX_BYTES + 1))


def test_file_with_a_cell_beyond_the_headings_is_refused_with_its_row() -> None:
    assert "Row 2 has more cells" in refusal(RateResource, csv_of([*GOOD, "left over"]))


def test_headings_in_any_order_and_empty_rows_are_taken(staff: User) -> None:
    rows = [GOOD, [None] * 6, [None] * 6, [*GOOD[:5], "Another bank"]]
    data = interchange.write_csv([*RATE[1:], "ID"], [[*row[1:], row[0]] for row in rows])
    plan = imported(RateResource, data, by=staff)
    assert [(row.number, row.effect) for row in plan.rows] == [(2, "adds"), (5, "adds")]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_csv_is_read_as_spreadsheets_save_it(separator: str, encoding: str) -> None:
    text = separator.join(RATE) + "\r\n" + separator.join(["", "USD", "UAH", "20.11.2026", "41.5", "Банк «Схід»"])
    table = interchange.read_table(text.encode(encoding), sheet="rates", known=RateResource().headings())
    assert table.lines[0].cells == (None, "USD", "UAH", "20.11.2026", "41.5", "Банк «Схід»")
    assert table.read_as == ("Windows-1251" if encoding == "cp1251" else "")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("id;Müller Café".encode("latin-1"), "neither UTF-8 nor Windows-1251"),
        (b"id;\x98", "neither UTF-8 nor Windows-1251"),
        (b"id\0;x", "no CSV file"),
        (b'id,currency,target,date,rate,source\n,"USD', "Line 2 of the file cannot be read"),
        (b"\xd0\xcf\x11\xe0 old", "old kind of Excel"),
        (b"PK\x03\x04 broken", "workbook is broken"),
    ],
)
def test_file_that_is_no_table_is_refused(data: bytes, message: str) -> None:
    assert message in refusal(RateResource, data)


def test_workbook_without_the_sheet_is_refused_with_those_it_has() -> None:
    message = refusal(RateResource, workbook({"organisations": [RATE, GOOD], "dictionary": [["x"]]}))
    assert "no sheet “rates”" in message
    assert "“organisations”, “dictionary”" in message


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("=1+1", "Cell E2 holds a formula"),
        (True, "Cell E2 holds neither text, number nor day"),
        ("#REF!", "Cell E2 holds an error"),
    ],
)
def test_workbook_cell_that_is_no_value_is_refused_with_its_place(cell: Any, message: str) -> None:
    row = [*GOOD[:4], cell, GOOD[5]]
    assert message in refusal(RateResource, workbook({"rates": [RATE, row]}))


def test_workbook_of_numbers_and_days_is_read_as_they_are_shown() -> None:
    row = [None, "USD", "UAH", datetime(2026, 11, 20), 0.1 + 0.2, "Bank"]
    plan = imported(RateResource, workbook({"Rates": [RATE, row]}))
    assert problems(plan) == []
    assert {change.column: change.new for change in plan.rows[0].changes} == {
        "currency": "USD",
        "target": "UAH",
        "date": "2026-11-20",
        "rate": "0.3",
        "source": "Bank",
    }


def test_workbook_that_unpacks_to_far_more_is_refused() -> None:
    out = io.BytesIO(workbook({"rates": [RATE, GOOD]}))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/media/bomb.xml", b"0" * 61_000_000)
    assert out.tell() < interchange.MAX_BYTES
    assert "unpacks to more" in refusal(RateResource, out.getvalue())


def test_workbook_that_defines_entities_is_refused() -> None:
    out = io.BytesIO(workbook({"rates": [RATE, GOOD]}))
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr("xl/extra.xml", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "a">]><x/>')
    assert "workbook is broken" in refusal(RateResource, out.getvalue())


def test_workbook_with_cells_far_off_is_refused() -> None:
    assert "more than 200 columns" in refusal(RateResource, workbook({"rates": [RATE, [*GOOD, *[None] * 200, "far"]]}))


# Rows


@pytest.mark.parametrize(
    ("changes", "column", "message"),
    [
        ({"rate": "41,250"}, "rate", "may be read in two ways"),
        ({"rate": "forty"}, "rate", "is no number"),
        ({"rate": "0"}, "rate", "above zero"),
        ({"rate": "1.123456789"}, "rate", "8 decimal places"),
        ({"rate": ""}, "rate", "may not be empty"),
        ({"currency": "XXX"}, "currency", "no ISO 4217 currency"),
        ({"target": "USD"}, "target", "two different currencies"),
        ({"date": "31.02.2026"}, "date", "is no day"),
        ({"date": "soon"}, "date", "is no day"),
        ({"id": "999999"}, "id", "no record of this number"),
        ({"id": "1.5"}, "id", "no number of a record"),
    ],
)
def test_rate_that_cannot_stand_is_refused(changes: dict[str, Any], column: str, message: str) -> None:
    [(found, words)] = typed(RateResource, ExchangeRateFactory(), **changes)
    assert found == column
    assert message in words


def test_rate_that_is_there_already_is_refused() -> None:
    one, other = ExchangeRateFactory(), ExchangeRateFactory()
    [(_column, words)] = typed(RateResource, one, date=other.date)
    assert "already exists" in words


def test_one_bad_row_refuses_the_whole_file(staff: User) -> None:
    rate = ExchangeRateFactory()
    rows = [[rate.pk, "USD", "UAH", rate.date, 50, rate.source], GOOD, [None, "USD", "UAH", "2026-11-21", -1, "Bank"]]
    with unchanged():
        plan = imported(RateResource, csv_of(*rows), by=staff, commit=True)
    assert problems(plan) == [(4, "rate", "A rate is above zero.")]
    assert counts(plan) == {"overwrites": 1, "adds": 1, "refused": 1}


def test_row_that_clashes_with_an_earlier_one_refuses_the_file(staff: User) -> None:
    with unchanged():
        plan = imported(RateResource, csv_of(GOOD, GOOD), by=staff, commit=True)
    assert [row.effect for row in plan.rows] == ["adds", "refused"]


def test_record_that_stands_twice_in_the_file_is_refused() -> None:
    rate = ExchangeRateFactory()
    row = [rate.pk, "USD", "UAH", rate.date, rate.rate, rate.source]
    assert problems(imported(RateResource, csv_of(row, row))) == [(3, "id", "Row 2 has the same number.")]


@pytest.mark.parametrize(
    ("changes", "column", "message"),
    [
        ({"donors": "Japan; Atlantis"}, "donors", "No organisation goes by the name “Atlantis”"),
        ({"kind": "gift"}, "kind", "The codes: financial, equipment, training, services, mixed."),
        ({"kind": ""}, "kind", "may not be empty"),
        ({"regions": "UA-63; UA-99"}, "regions", "see the list of columns"),
        ({"status": "delivered"}, "status", "changes on the commitment's own page"),
        ({"visibility": "public"}, "visibility", "on their own pages"),
        ({"grounds": "A letter."}, "grounds", "new commitments only"),
        ({"title_en": "", "title_uk": ""}, "title_en", "Give a title"),
        ({"amount": "5", "currency": ""}, "currency", "needs its currency"),
        ({"amount": "-5"}, "amount", "above zero"),
        ({"upper": "1"}, "upper", "above its lower end"),
        ({"amount": "", "currency": "", "hedge": "about"}, "hedge", "nothing to be more or less firm"),
        ({"amount": "1.005"}, "amount", "2 decimal places"),
        ({"amount": "10000000000000"}, "amount", "digits"),
        ({"period_start": "2026-02-01", "period_end": "2026-01-01"}, "period_end", "before the start"),
        ({"period_start": "2026-01-01T10:00"}, "period_start", "is no day"),
        ({"project": "Atlantis"}, "project", "No project has the title"),
        ({"project": "Winter"}, "project", "Several projects have the title"),
        ({"title_en": "x" * 301}, "title_en", "at most 300 characters"),
    ],
)
def test_commitment_that_cannot_stand_is_refused(changes: dict[str, Any], column: str, message: str) -> None:
    OrganisationFactory(japan=True)
    ProjectFactory(title_en="Winter", title_uk="")
    ProjectFactory(title_en="winter", title_uk="")
    commitment = CommitmentFactory(with_amount=True, with_sector=True)
    [(found, words)] = typed(CommitmentResource, commitment, **changes)
    assert found == column
    assert message in words


@pytest.mark.parametrize("cell", ["Winter", "Heating", "#{merged}"])
def test_commitment_names_a_merged_project_and_means_the_kept_one(cell: str) -> None:
    kept = ProjectFactory(title_en="Winter")
    merged = ProjectFactory(title_en="Heating", merged_into=kept)
    ProjectFactory(title_en="winter", merged_into=kept)
    column = CommitmentResource().fields["project"].widget
    assert column.clean(cell.format(merged=merged.pk)) == kept
    assert column.render(kept) == "Winter"


def test_new_commitment_without_status_and_grounds_is_refused() -> None:
    data = new_row(CommitmentResource, title_en="Boilers", kind="equipment", hedge="exact", valuation_basis="unknown")
    assert problems(imported(CommitmentResource, data)) == [
        (2, "status", "This cell may not be empty."),
        (2, "grounds", "This cell may not be empty."),
    ]


def test_organisation_that_was_merged_is_refused() -> None:
    kept = OrganisationFactory(name_en="Japan")
    merged = OrganisationFactory(merged_into=kept)
    assert typed(OrganisationResource, merged, country="JP") == [
        ("id", f"This organisation was merged into #{kept.pk} Japan. Change that one.")
    ]


@pytest.mark.parametrize(
    ("changes", "column", "message"),
    [
        ({"name_en": "", "name_uk": ""}, "name_en", "Give a name"),
        ({"aliases": "UNDP; Other"}, "", "“UNDP” already belongs to"),
        ({"country": "XX"}, "country", "no ISO 3166-1"),
        ({"type": "99"}, "type", "is no code"),
        ({"type": ""}, "type", "Give the type"),
    ],
)
def test_organisation_that_cannot_stand_is_refused(changes: dict[str, Any], column: str, message: str) -> None:
    OrganisationFactory(undp=True)
    [(found, words)] = typed(OrganisationResource, OrganisationFactory(japan=True), **changes)
    assert found == column
    assert message in words


@pytest.mark.parametrize(
    ("changes", "column", "message"),
    [
        ({"commitment": "999999"}, "commitment", "no commitment of this number"),
        ({"commitment": ""}, "commitment", "may not be empty"),
        ({"commitment": "OTHER"}, "commitment", "stays with its commitment"),
        ({"commitment_title": "Something else"}, "commitment_title", "not the title of that commitment"),
        ({"name_en": "", "name_uk": ""}, "name_en", "Name the item"),
        ({"quantity": "-1"}, "quantity", "not below zero"),
        ({"category": "toy"}, "category", "vehicle, demining_machine"),
    ],
)
def test_line_that_cannot_stand_is_refused(changes: dict[str, Any], column: str, message: str) -> None:
    other = CommitmentFactory()
    changes = {name: str(other.pk) if value == "OTHER" else value for name, value in changes.items()}
    found = typed(EquipmentResource, EquipmentLineFactory(), **changes)
    assert found[0][0] == column
    assert message in found[0][1]


@pytest.mark.parametrize(
    ("changes", "column", "message"),
    [
        ({"line": "999999"}, "line", "no equipment line of this number"),
        ({"item": "Something else"}, "item", "not the name of that item"),
        ({"claim": "999999"}, "claim", "no claim of this number"),
        ({"claim": "OTHER"}, "claim", "rests on words of claim"),
        ({"claim": "", "note": ""}, "note", "the grounds in words"),
        ({"stage": ""}, "stage", "may not be empty"),
        ({"quantity": "-1"}, "quantity", "not below zero"),
        ({"value": "7"}, "currency", "A value needs its currency"),
        ({"currency": "USD"}, "currency", "A value needs its currency"),
        ({"value": "0", "currency": "USD"}, "value", "above zero"),
        ({"value": "7", "currency": "XXX"}, "currency", "no ISO 4217 currency"),
        ({"value": "12345678901234", "currency": "USD"}, "value", "13 digits before the decimal point"),
        ({"value": "7", "currency": "USD", "value_upper": "6"}, "value_upper", "above its lower end, the value"),
        ({"value_hedge": "about"}, "value_hedge", "nothing to be more or less firm"),
        ({"value_scope": "batch"}, "value_scope", "needs the value, and the claim"),
        ({"value_scope": "ship"}, "value_scope", "item, batch"),
        ({"notice_published_on": "2026-11-01"}, "notice_published_on", "on the recipient's balance"),
        ({"report_filed_on": "2026-11-01"}, "report_filed_on", "follows customs clearance"),
    ],
)
def test_delivery_that_cannot_stand_is_refused(changes: dict[str, Any], column: str, message: str) -> None:
    other = ClaimFactory()
    changes = {name: str(other.pk) if value == "OTHER" else value for name, value in changes.items()}
    found = dict(typed(DeliveryResource, DeliveryEventFactory(reported=True), **changes))
    assert message in found[column]


def test_refusals_are_told_in_the_readers_language() -> None:
    rate = ExchangeRateFactory()
    with translation.override("uk"):
        [(column, words)] = typed(RateResource, rate, rate="0")
    assert (column, words) == ("rate", "Курс більший за нуль.")


# Rights


@pytest.mark.parametrize(
    ("rights", "effects"),
    [
        (Rights(add=True, change=lambda _record: False, publish=True), ["refused", "adds"]),
        (Rights(add=False, change=lambda _record: True, publish=True), ["overwrites", "refused"]),
        (Rights(add=False, change=lambda _record: False, publish=False), ["refused", "refused"]),
    ],
)
def test_row_needs_the_right_to_what_it_does(staff: User, rights: Rights, effects: list[str]) -> None:
    rate = ExchangeRateFactory()
    data = csv_of([rate.pk, "USD", "UAH", rate.date, 50, rate.source], GOOD)
    assert [row.effect for row in imported(RateResource, data, by=staff, rights=rights).rows] == effects


@pytest.mark.parametrize("public", [True, False])
def test_public_record_needs_the_right_to_publish(staff: User, *, public: bool) -> None:
    line = EquipmentLineFactory(commitment=CommitmentFactory(public=public, note=""))
    event = DeliveryEventFactory(line=line)
    rights = Rights(add=True, change=lambda _record: True, publish=False)
    files = [
        (CommitmentResource, row_of(line.commitment, CommitmentResource, note="For us.")),
        (EquipmentResource, row_of(line, EquipmentResource, unit="sets")),
        (EquipmentResource, new_row(EquipmentResource, commitment=line.commitment.pk, name_en="x", category="other")),
        (DeliveryResource, row_of(event, DeliveryResource, note="Seen.")),
    ]
    plans = [imported(resource, data, by=staff, rights=rights) for resource, data in files]
    assert [plan.is_refused for plan in plans] == [public] * 4
    untouched = imported(CommitmentResource, row_of(line.commitment, CommitmentResource), rights=rights)
    assert counts(untouched) == {"unchanged": 1}


# What changed meanwhile


def test_record_changed_since_it_was_looked_at_is_refused(staff: User) -> None:
    rate, other = ExchangeRateFactory(), ExchangeRateFactory()
    rows = [[each.pk, "USD", "UAH", each.date, 50, each.source] for each in (rate, other)]
    seen = {row.number: row.seen for row in imported(RateResource, csv_of(*rows), by=staff).rows}
    facts = {"currency": "USD", "target": "UAH", "date": rate.date, "source": rate.source}
    put_rate(rate, by=staff, rate=Decimal(45), **facts)
    with unchanged():
        plan = imported(RateResource, csv_of(*rows), by=staff, seen=seen, commit=True)
    assert problems(plan) == [(2, "", "The record was changed after the preview, by staff.")]


# What is written


def test_import_writes_each_record_with_its_author_and_reason(staff: User) -> None:
    rate = ExchangeRateFactory()
    plan = imported(
        RateResource, csv_of([rate.pk, "usd", "UAH", rate.date, "41,3", rate.source], GOOD), by=staff, commit=True
    )
    assert counts(plan) == {"overwrites": 1, "adds": 1}
    rate.refresh_from_db()
    added = ExchangeRate.objects.exclude(pk=rate.pk).get()
    assert (rate.rate, added.rate, added.date) == (Decimal("41.3"), Decimal("41.5"), date(2026, 11, 20))
    for record in (rate, added):
        version = record.history.first()
        assert (version.history_user, version.history_change_reason) == (staff, "imported from test")


def test_organisation_renamed_by_import_keeps_its_old_name_and_loses_those_left_out(staff: User) -> None:
    japan = OrganisationFactory(japan=True)
    first = row_of(japan, OrganisationResource, aliases="Nippon; JP")
    imported(OrganisationResource, first, by=staff, commit=True)
    second = row_of(japan, OrganisationResource, name_en="State of Japan", aliases="Nippon")
    imported(OrganisationResource, second, by=staff, commit=True)
    names = set(Organisation.objects.get().aliases.values_list("name", flat=True))
    assert names == {"State of Japan", "Japan", "Японія", "Nippon"}


def test_commitment_added_by_import_has_a_first_status_with_its_grounds(staff: User) -> None:
    japan, undp = OrganisationFactory(japan=True), OrganisationFactory(undp=True)
    data = new_row(
        CommitmentResource,
        title_en="Boilers",
        kind="equipment",
        status="agreed",
        grounds="Letter of the embassy.",
        amount="2 500 000,50",
        currency="usd",
        hedge="about",
        valuation_basis="stated",
        donors="Японія; Japan",
        implementers="undp",
        sectors="energy",
        regions="ua-63; UA-32",
    )
    assert counts(imported(CommitmentResource, data, by=staff, commit=True)) == {"adds": 1}
    commitment = Commitment.objects.get()
    change = commitment.status_changes.get()
    assert (change.status, change.old_status, change.reason) == ("agreed", "", "Letter of the embassy.")
    assert (commitment.amount, commitment.currency, commitment.visibility) == (Decimal("2500000.50"), "USD", "draft")
    parties = {(party.organisation, party.role) for party in commitment.parties.all()}
    assert parties == {(japan, "funding"), (undp, "implementing")}
    assert {place.region for place in commitment.places.all()} == {"UA-63", "UA-32"}
    assert "проон" in commitment.search_text
    assert commitment.history.count() == 1


def test_commitment_overwritten_writes_only_the_rows_that_differ(staff: User) -> None:
    japan, undp = OrganisationFactory(japan=True), OrganisationFactory(undp=True)
    commitment = CommitmentFactory(donors=[japan], recipients=[undp])
    kept = commitment.parties.get(organisation=undp)
    data = row_of(commitment, CommitmentResource, donors="ПРООН", title_uk="Тепла зима")
    assert counts(imported(CommitmentResource, data, by=staff, commit=True)) == {"overwrites": 1}
    commitment.refresh_from_db()
    assert commitment.parties.get(role="recipient").pk == kept.pk
    assert commitment.parties.get(role="funding").organisation == undp
    assert "тепла зима" in commitment.search_text
    assert commitment.status_changes.count() == 0


def test_line_and_delivery_added_by_import(staff: User) -> None:
    commitment = CommitmentFactory()
    data = new_row(EquipmentResource, commitment=f"#{commitment.pk}", name_en="Saws", category="other")
    imported(EquipmentResource, data, by=staff, commit=True)
    line = commitment.equipment.get()
    assert (line.quantity, line.unit) == (None, "")
    cells = {"stage": "handed_over", "counting": "increment", "quantity": 2, "note": "Seen there.", "item": "Saws"}
    imported(DeliveryResource, new_row(DeliveryResource, line=line.pk, **cells), by=staff, commit=True)
    event = line.deliveries.get()
    assert (event.quantity, event.note, event.history.get().history_user) == (Decimal(2), "Seen there.", staff)
    commitment.refresh_from_db()
    assert "saws" in commitment.search_text


def test_resource_that_only_exports_writes_nothing() -> None:
    table = interchange.read_table(csv_of(GOOD), sheet="rates", known=RateResource().headings())
    with pytest.raises(TypeError, match="nobody to write"):
        RateResource(rights=Rights(add=True, change=lambda _record: True, publish=True)).plan(table)
