"""The ledger as an IATI 2.03 activities file, of which each public commitment is an activity."""

from assistance.interchange.iati.publisher import NoPublisherError, Publisher, publisher
from assistance.interchange.iati.writing import Written, write_activities

__all__ = ["NoPublisherError", "Publisher", "Written", "publisher", "write_activities"]
