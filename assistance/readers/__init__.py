"""Files in, text out: plain text, web pages and PDF. Plain Python without settings, clock, network or database."""

from assistance.readers.bounded import Bounds
from assistance.readers.formats import SUFFIXES, heaviest, read_bytes, read_data, read_file, within
from assistance.readers.plain import read_plain
from assistance.readers.reading import DocumentError, Reading, told

__all__ = [
    "SUFFIXES",
    "Bounds",
    "DocumentError",
    "Reading",
    "heaviest",
    "read_bytes",
    "read_data",
    "read_file",
    "read_plain",
    "told",
    "within",
]
