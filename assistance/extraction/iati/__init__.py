"""What an IATI activity says, each fact with the element that says it. Plain Python, as all of the extractor."""

from assistance.extraction.iati.reading import Activity, read_activity

__all__ = ["Activity", "read_activity"]
