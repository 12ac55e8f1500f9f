"""Files in, text out: plain text, web pages and PDF. Plain Python without settings, clock, network or database."""

from assistance.readers.formats import SUFFIXES, read_bytes, read_file
from assistance.readers.plain import read_plain
from assistance.readers.reading import DocumentError, Reading

__all__ = ["SUFFIXES", "DocumentError", "Reading", "read_bytes", "read_file", "read_plain"]
