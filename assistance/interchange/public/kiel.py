"""Commitments in the columns of the Ukraine Support Tracker of the Kiel Institute, for those who work with them.

Source: the names of columns of its sheet “Bilateral Assistance, MAIN DATA” as its users' programs read them. The words
in the columns are told as far as ours say the same; what we do not know is empty, never 0 and never a price.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from assistance.interchange.public.tables import PublicColumn, PublicTable, Value, column, word
from assistance.models import Commitment, EquipmentLine
from assistance.reports import Balance, Converted, balance
from assistance.vocabulary import CommitmentStatus, ItemCategory, Kind, PartyRole, Sector

#: What Kiel counts: neither what is merely considered nor what was stopped or called off.
COUNTED = (
    CommitmentStatus.ANNOUNCED,
    CommitmentStatus.AGREED,
    CommitmentStatus.IN_DELIVERY,
    CommitmentStatus.DELIVERED,
    CommitmentStatus.COMPLETED,
)
#: What has come whole, so that its amount is the value of what was delivered.
ARRIVED = (CommitmentStatus.DELIVERED, CommitmentStatus.COMPLETED)
#: Sectors whose equipment and services are humanitarian whoever gets them; of the others our records do not tell.
HUMANITARIAN = (Sector.DEMINING, Sector.FIRE_RESCUE, Sector.ENERGY, Sector.MEDICAL, Sector.SHELTER)
EURO = "EUR"


@dataclass(frozen=True, kw_only=True)
class KielRow:
    """One item of a ``commitment``, or, without an item, its amount, where several items share it or none is named.

    ``bears_amount`` tells which row of a commitment its amount stands on; ``euros`` is the same converted.
    """

    commitment: Commitment
    account: Balance | None
    bears_amount: bool
    euros: Converted | None


def kiel_rows(commitments: Iterable[Commitment], euros: Mapping[int, Converted]) -> Iterator[KielRow]:
    """Yield the rows of ``commitments``, fetched with their items and accounts; ``euros`` by number."""
    for commitment in commitments:
        if commitment.status not in COUNTED:
            continue
        lines: list[EquipmentLine] = list(commitment.equipment.all())
        found = euros.get(commitment.pk)
        if not lines or (len(lines) > 1 and commitment.amount is not None):
            yield KielRow(commitment=commitment, account=None, bears_amount=True, euros=found)
        for line in lines:
            alone = len(lines) == 1
            yield KielRow(commitment=commitment, account=balance(line), bears_amount=alone, euros=found)


def _month(row: KielRow) -> int:
    day = row.commitment.first_reported  # type: ignore[attr-defined]
    return day.month if day else 0


def _measure(row: KielRow) -> str:
    """Return “Allocation” for what is earmarked in a concrete package or on its way, else “Commitment”."""
    commitment = row.commitment
    if commitment.status == CommitmentStatus.ANNOUNCED:
        return "Commitment"
    if commitment.status == CommitmentStatus.AGREED:
        specified = commitment.amount is not None or any(line.quantity for line in commitment.equipment.all())
        return "Allocation" if specified else "Commitment"
    return "Allocation"


def _general_type(row: KielRow) -> str | None:
    commitment = row.commitment
    if any(line.category == ItemCategory.WEAPON_AMMO for line in commitment.equipment.all()):
        return "Military"
    if commitment.kind == Kind.FINANCIAL:
        return "Financial"
    sectors = {each.sector for each in commitment.sectors.all()}
    return "Humanitarian" if sectors & set(HUMANITARIAN) and not sectors & {Sector.POLICING, Sector.BORDER} else None


def _of_item(read: Callable[[Balance], Value]) -> Callable[[KielRow], Value]:
    return lambda row: read(row.account) if row.account else None


def _handed_over(account: Balance) -> Decimal | None:
    """Return how many came for certain; none reported is unknown here, not 0."""
    return account.handed_over.known or None


def _in_euros(row: KielRow) -> Decimal | None:
    return row.euros.amount if row.euros else None


def _on_its_row(read: Callable[[KielRow], Value]) -> Callable[[KielRow], Value]:
    """Return what reads a figure that stands once for each commitment, so that it can be added up."""
    return lambda row: read(row) if row.bears_amount else None


def _delivered(row: KielRow) -> Value:
    return _in_euros(row) if row.bears_amount and row.commitment.status in ARRIVED else None


def _rates(row: Any) -> tuple[str, ...]:
    quotes = row.euros.quotes if row.euros else ()
    return tuple(f"{each.currency}/{each.target} {each.rate.normalize():f} {each.day}" for each in quotes)


def _empty(name: str) -> PublicColumn:
    return column(name, _("Always empty: the tracker does not know it, and estimates nothing."), lambda row: None)


def _item(row: Balance) -> str:
    return row.line.name_en or row.line.name_uk


KIEL = PublicTable(
    name="kiel",
    columns=(
        column("donor", _("Those who fund it; joint donors stay together, as no split is told."),
               lambda row: tuple(each.name for each in row.commitment.organisations_in(PartyRole.FUNDING))),
        column("announcement_date", _("Day of the first dated release that speaks of it."),
               lambda row: row.commitment.first_reported),
        _empty("earmarked_year"),
        column("month", _("Month of that day, 1 to 12; 0 where no release is dated."), _month),
        column("month_exists_dummy", _("1 where there is a month, else 0."), lambda row: int(bool(_month(row)))),
        column("measure", _("“Allocation” for what is in delivery, delivered or completed, and for what is agreed with "
                            "an amount or a number of items; else “Commitment”. What is considered, suspended or "
                            "cancelled is left out."), _measure),
        column("aid_type_general", _("“Military” where weapons or ammunition are promised, “Financial” for money, "
                                     "“Humanitarian” for demining, rescue, energy, medicine and shelter; empty "
                                     "for other assistance, of which the tracker does not tell."), _general_type),
        _empty("aid_type_specific"),
        column("item", _("Item; empty on the row that bears the amount of several items, or where none is named."),
               _of_item(_item)),
        column("item_type", _("Category of the item, in the tracker's words."),
               _of_item(lambda row: word(ItemCategory, row.line.category))),
        column("item_numb", _("How many were promised; empty where nobody said how many."),
               _of_item(lambda row: row.promised)),
        column("item_numb_deliv", _("How many were handed over for certain; empty where none is reported."),
               _of_item(_handed_over)),
        _empty("item_price_USD"),
        _empty("item_value_estimate_USD"),
        _empty("item_value_estimate_deliv_USD"),
        column("tot_activity_value", _("Amount of the whole commitment as stated, on each of its rows: not to be added "
                                       "up."), lambda row: row.commitment.amount),
        column("tot_activity_value_EUR", _("The same in euros at the rate of the day of the first report; empty where "
                                           "there is none."), _in_euros),
        _empty("tot_activity_value_constant_currency"),
        column("tot_sub_activity_value", _("Amount as stated, on one row of each commitment: to be added up, one "
                                           "currency at a time."), _on_its_row(lambda row: row.commitment.amount)),
        column("tot_sub_activity_value_EUR", _("The same in euros."), _on_its_row(_in_euros)),
        _empty("tot_sub_activity_value_EUR_redistr"),
        column("tot_value_deliv_EUR", _("The same for what is delivered or completed."), _delivered),
        column("currency", _("ISO 4217 code. Amounts of two currencies must not be added."),
               lambda row: row.commitment.currency or None),
        column("rates", _("The rates of the euro that were used, with their days."), _rates),
        column("commitment_id", _("Number of the commitment."), lambda row: row.commitment.pk),
        column("item_id", _("Number of the item."), _of_item(lambda row: row.line.pk)),
        column("status_code", _("Status, by its code."), lambda row: row.commitment.status),
    ),
)  # fmt: skip
