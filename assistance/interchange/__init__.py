"""The ledger in files: what can be exported, and imported again with a preview of every difference."""

from assistance.interchange.asking import Rights, Writer
from assistance.interchange.commitments import CommitmentResource
from assistance.interchange.csv_file import write_csv
from assistance.interchange.deliveries import DeliveryResource
from assistance.interchange.equipment import EquipmentResource
from assistance.interchange.organisations import OrganisationResource
from assistance.interchange.plans import Change, Effect, Plan, Problem, RowPlan
from assistance.interchange.rates import RateResource
from assistance.interchange.reading import read_table
from assistance.interchange.resource import LedgerResource
from assistance.interchange.tables import MAX_BYTES, MAX_ROWS, MAX_WRITTEN, Table, TableError
from assistance.interchange.xlsx_file import write_xlsx

__all__ = [
    "MAX_BYTES",
    "MAX_ROWS",
    "MAX_WRITTEN",
    "Change",
    "CommitmentResource",
    "DeliveryResource",
    "Effect",
    "EquipmentResource",
    "LedgerResource",
    "OrganisationResource",
    "Plan",
    "Problem",
    "RateResource",
    "Rights",
    "RowPlan",
    "Table",
    "TableError",
    "Writer",
    "read_table",
    "write_csv",
    "write_xlsx",
]
