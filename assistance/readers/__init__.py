"""Files in, text out: plain text, web pages, PDF, and IATI activity by activity.

Plain Python without settings, clock, network or database.
"""

from assistance.readers.bounded import Bounds
from assistance.readers.formats import SUFFIXES, heaviest, read_bytes, read_data, read_file, within
from assistance.readers.iati import ActivityText, count_activities, read_activities
from assistance.readers.plain import read_plain
from assistance.readers.reading import DocumentError, Reading, told

__all__ = [
    "SUFFIXES",
    "ActivityText",
    "Bounds",
    "DocumentError",
    "Reading",
    "count_activities",
    "heaviest",
    "read_activities",
    "read_bytes",
    "read_data",
    "read_file",
    "read_plain",
    "told",
    "within",
]
