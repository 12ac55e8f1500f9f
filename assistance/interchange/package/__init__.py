"""The data package: all public tables as CSV with keys to join them by, described and stamped, in one ZIP."""

from assistance.interchange.package.archive import RestlessError, build_package, stamp_of_records
from assistance.interchange.package.descriptor import Stamp, Written

__all__ = ["RestlessError", "Stamp", "Written", "build_package", "stamp_of_records"]
