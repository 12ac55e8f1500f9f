"""What is exported and imported again changes nothing, whatever stands in it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from assistance import interchange
from assistance.interchange import LedgerResource
from assistance.interchange.cells import neutralised, plain, restored
from assistance.interchange.columns import joined
from assistance.interchange.names import parted
from assistance.interchange.tables import Heading
from tests.factories import (
    CommitmentFactory,
    DeliveryEventFactory,
    EquipmentLineFactory,
    ExchangeRateFactory,
    OrganisationFactory,
)
from tests.interchange.exchanging import RESOURCES, counts, exported, imported, rich_ledger
from tests.review.states import unchanged

ONE_COLUMN = [Heading("text")]

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)
dangerous = st.builds("".join, st.tuples(st.sampled_from(["", "'", "''"]), st.sampled_from("=+-@\t\r\n"), texts))
numbers = st.decimals(min_value=-(10**13), max_value=10**13, places=8, allow_nan=False)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_round_trip_of_a_rich_ledger_changes_nothing(db: None, resource: type[LedgerResource], kind: str) -> None:
    rich_ledger()
    data = exported(resource, kind)
    with unchanged():
        plan = imported(resource, data, commit=True)
    assert [row for row in plan.rows if row.effect != "unchanged"] == []
    assert counts(plan) == {"unchanged": resource._meta.model._default_manager.count()}


@given(text=texts | dangerous)
def test_escape_is_taken_off_again(text: str) -> None:
    assert restored(neutralised(text)) == text
    assert neutralised(text)[0] not in "=+-@\t\r\n"


@settings(max_examples=40)
@given(rows=st.lists(texts | dangerous, min_size=1, max_size=5))
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_text_comes_back_as_it_was(kind: str, rows: list[str]) -> None:
    cells = [(text,) for text in rows]
    data = (
        interchange.write_csv(["text"], cells)
        if kind == "csv"
        else interchange.write_xlsx("sheet", ["text"], cells, [("",)])
    )
    table = interchange.read_table(data, sheet="sheet", known=ONE_COLUMN)
    assert [line.cells for line in table.lines] == cells


@settings(max_examples=40)
@given(number=numbers)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_number_comes_back_as_it_was(kind: str, number: object) -> None:
    resource = interchange.RateResource()
    data = (
        interchange.write_csv(["text"], [(number,)])
        if kind == "csv"
        else interchange.write_xlsx("sheet", ["text"], [(number,)], [("",)])
    )
    cell = interchange.read_table(data, sheet="sheet", known=ONE_COLUMN).lines[0].cells[0]
    assert resource.fields["rate"].clean({"rate": cell}) == number
    assert "e" not in plain(number).lower()


@given(names=st.lists(texts.map(lambda text: " ".join(text.split())).filter(bool), max_size=4))
def test_names_in_one_cell_come_apart_again(names: list[str]) -> None:
    assert parted(joined(names)) == names


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_export_takes_the_same_queries_for_any_number_of_records(db: None, resource: type[LedgerResource]) -> None:
    def one_more() -> None:
        commitment = CommitmentFactory(complete=True, donors=[OrganisationFactory()])
        DeliveryEventFactory(line=EquipmentLineFactory(commitment=commitment), reported=True)
        ExchangeRateFactory()

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as taken:
            resource().rows(resource._meta.model._default_manager.all())
        return len(taken)

    one_more()
    few = queries()
    for _ in range(5):
        one_more()
    assert queries() == few


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_unchanged_row_costs_its_savepoint_alone(db: None, resource: type[LedgerResource]) -> None:
    rich_ledger()
    data = exported(resource, "csv")
    with CaptureQueriesContext(connection) as taken:
        rows = imported(resource, data).rows
    besides = [query["sql"] for query in taken if "SAVEPOINT" not in query["sql"]]
    assert len(rows) > 4
    assert len(besides) <= 12
