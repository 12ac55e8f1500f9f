"""What readers download: the rows of a public list as CSV, XLSX or JSON, all three out of one table of columns."""

from assistance.interchange.public.commitments import COMMITMENTS, with_items
from assistance.interchange.public.lists import EQUIPMENT, NEEDS, ORGANISATIONS, PROJECTS, RELEASES
from assistance.interchange.public.tables import FORMATS, PublicColumn, PublicTable, Taken, written

__all__ = [
    "COMMITMENTS",
    "EQUIPMENT",
    "FORMATS",
    "NEEDS",
    "ORGANISATIONS",
    "PROJECTS",
    "RELEASES",
    "PublicColumn",
    "PublicTable",
    "Taken",
    "with_items",
    "written",
]
