"""What readers download: the rows of a public list as CSV, XLSX or JSON, all three out of one table of columns."""

from assistance.interchange.public.changes import CHANGES
from assistance.interchange.public.commitments import COMMITMENTS, with_items
from assistance.interchange.public.lists import EQUIPMENT, NEEDS, ORGANISATIONS, PROJECTS, RELEASES
from assistance.interchange.public.records import DELIVERIES, EVIDENCE, Delivered, told_by
from assistance.interchange.public.tables import FORMATS, PublicColumn, PublicTable, Taken, written, written_whole

__all__ = [
    "CHANGES",
    "COMMITMENTS",
    "DELIVERIES",
    "EQUIPMENT",
    "EVIDENCE",
    "FORMATS",
    "NEEDS",
    "ORGANISATIONS",
    "PROJECTS",
    "RELEASES",
    "Delivered",
    "PublicColumn",
    "PublicTable",
    "Taken",
    "told_by",
    "with_items",
    "written",
    "written_whole",
]
