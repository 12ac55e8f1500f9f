"""What the tests of files share: a rich ledger, files of it, and an import of them."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook

from assistance import interchange, review
from assistance.admin.commitments import put_commitment
from assistance.admin.exchange import writer
from assistance.interchange import (
    CommitmentResource,
    DeliveryResource,
    EquipmentResource,
    LedgerResource,
    OrganisationResource,
    Plan,
    RateResource,
    Rights,
)
from assistance.vocabulary import PartyRole, Region, Sector
from tests.factories import (
    CommitmentFactory,
    CommitmentPartyFactory,
    DeliveryEventFactory,
    EquipmentLineFactory,
    ExchangeRateFactory,
    OrganisationFactory,
    ProjectFactory,
)

RESOURCES: list[type[LedgerResource]] = [
    OrganisationResource,
    RateResource,
    CommitmentResource,
    EquipmentResource,
    DeliveryResource,
]
ALL = Rights(add=True, change=lambda _record: True, publish=True)

#: Text that has gone wrong in one spreadsheet or another.
AWKWARD = [
    "=1+1",
    "'=1+1",
    "''@x",
    "+380 44",
    "-5",
    "@home",
    "\tTab",
    "'apostrophe",
    ' a, b; "c" ',
    "two\r\nlines\nand a third\rlast",
    "_x000D_ and _x005F",
    "2026-11-22",
    "0012",
    "1,500",
    "їжак, м'ясо ’ʼ",
    "bell\x07",
]


def rich_ledger() -> None:
    """Fill the ledger with records of every kind, full of what spreadsheets stumble over."""
    japan, undp = OrganisationFactory(japan=True), OrganisationFactory(undp=True)
    odd = OrganisationFactory(name_en='"Help; now" fund', name_uk="", identifier="XM-1")
    OrganisationFactory(name_en="Japan, Government of", merged_into=japan)
    twins = [ProjectFactory(title_en="Winter", title_uk="Зима") for _ in range(2)]
    for place, text in enumerate(AWKWARD):
        commitment = CommitmentFactory(
            title_en=text,
            note=text,
            complete=place % 2 == 0,
            public=place % 3 == 0,
            amount=Decimal("0.10") if place % 2 else Decimal("9999999999999.99"),
            currency="USD",
            period_start=date(2024, 2, 29),
            project=twins[place % 2],
            donors=[japan, odd],
            recipients=[undp],
            sectors=[Sector.CYBER, Sector.BORDER],
            regions=[Region.LVIV, Region.KYIV],
        )
        CommitmentPartyFactory(commitment=commitment, organisation=odd, role=PartyRole.ACCOUNTABLE.value)
        line = EquipmentLineFactory(commitment=commitment, name_en=text, unit=text, quantity=Decimal("0.1"))
        EquipmentLineFactory(commitment=commitment, quantity=None)
        DeliveryEventFactory(line=line, note=text, quantity=Decimal("1234567.5"))
        DeliveryEventFactory(
            line=line, reported=True, valued=True, value=Decimal("9999999999999.99"), value_scope="batch",
            value_hedge="about",
        )  # fmt: skip
        ExchangeRateFactory(rate=Decimal("41.12345678"), source=text)
    ExchangeRateFactory(rate=Decimal("123456789.12345678"))


def exported(resource: type[LedgerResource], kind: str) -> bytes:
    """Return a file of every record of ``resource``."""
    headings, rows = resource().rows(resource._meta.model._default_manager.all())
    if kind == "csv":
        return interchange.write_csv(headings, rows)
    return interchange.write_xlsx(resource.name, headings, rows, [("", "", ""), *resource().dictionary()])


def workbook(sheets: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    """Return a workbook with ``sheets``, as a spreadsheet would save it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(resource: type[LedgerResource], by: Any) -> Any:
    """Return what writes a row of ``resource`` in the name of ``by``."""
    function = {
        OrganisationResource: review.put_organisation,
        RateResource: review.put_rate,
        EquipmentResource: review.put_line,
        DeliveryResource: review.put_delivery,
        CommitmentResource: put_commitment,
    }[resource]

    return writer(function, by=by, why="imported from test")


def imported(resource: type[LedgerResource], data: bytes, *, by: Any = None, rights: Rights = ALL, **how: Any) -> Plan:
    """Return what importing ``data`` does; it is written with ``commit=True`` only."""
    table = interchange.read_table(data, sheet=resource.name, known=resource().headings())
    return resource(write=put(resource, by), rights=rights).plan(table, **how)


def row_of(record: Any, resource: type[LedgerResource], **changes: Any) -> bytes:
    """Return a CSV file of ``record`` alone, with ``changes`` typed into its cells."""
    headings, rows = resource().rows(type(record)._default_manager.filter(pk=record.pk))
    typed = dict(zip(headings, rows[0], strict=True)) | changes
    return interchange.write_csv(headings, [[typed[name] for name in headings]])


def new_row(resource: type[LedgerResource], **cells: Any) -> bytes:
    """Return a CSV file of one row that adds a record of ``cells``."""
    headings = [heading.name for heading in resource().headings()]
    return interchange.write_csv(headings, [[cells.get(name) for name in headings]])


def counts(plan: Plan) -> dict[str, int]:
    """Return how many rows have which effect."""
    return dict(Counter(row.effect.value for row in plan.rows))


def problems(plan: Plan) -> list[tuple[int, str, str]]:
    """Return row, column and words of all that is wrong."""
    return [(row.number, problem.column, problem.words) for row in plan.rows for problem in row.problems]
