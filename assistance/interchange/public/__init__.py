"""What readers download: the rows of a public list as CSV, XLSX or JSON, all three out of one table of columns."""

from assistance.interchange.public.changes import CHANGES
from assistance.interchange.public.commitments import COMMITMENTS, with_items
from assistance.interchange.public.converted import with_converted
from assistance.interchange.public.kiel import KIEL, kiel_rows
from assistance.interchange.public.listed import CLAIMS, COVERAGE, RATES, STATED_TOTALS
from assistance.interchange.public.listed import DELIVERIES as DELIVERIES_LISTED
from assistance.interchange.public.lists import EQUIPMENT, NEEDS, ORGANISATIONS, PROJECTS, RELEASES
from assistance.interchange.public.records import DELIVERIES, EVIDENCE, Delivered, told_by
from assistance.interchange.public.tables import (
    FORMATS,
    PublicColumn,
    PublicTable,
    Taken,
    as_json,
    csv_in_parts,
    with_address,
    written,
    written_whole,
    xlsx_into,
)
from assistance.interchange.public.taking import dated_in_words, dated_name, taken_now

__all__ = [
    "CHANGES",
    "CLAIMS",
    "COMMITMENTS",
    "COVERAGE",
    "DELIVERIES",
    "DELIVERIES_LISTED",
    "EQUIPMENT",
    "EVIDENCE",
    "FORMATS",
    "KIEL",
    "NEEDS",
    "ORGANISATIONS",
    "PROJECTS",
    "RATES",
    "RELEASES",
    "STATED_TOTALS",
    "Delivered",
    "PublicColumn",
    "PublicTable",
    "Taken",
    "as_json",
    "csv_in_parts",
    "dated_in_words",
    "dated_name",
    "kiel_rows",
    "taken_now",
    "told_by",
    "with_address",
    "with_converted",
    "with_items",
    "written",
    "written_whole",
    "xlsx_into",
]
