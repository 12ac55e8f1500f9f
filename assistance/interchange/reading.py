"""Which format a file is in, and its table."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from assistance.interchange.csv_file import read_csv
from assistance.interchange.tables import MAX_BYTES, Heading, Table, TableError
from assistance.interchange.xlsx_file import read_xlsx

_ZIPPED = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read_table(data: bytes, *, sheet: str, known: Sequence[Heading]) -> Table:
    """Return the table in ``data``, a workbook with ``sheet`` or a CSV file; its bytes tell which, not its name.

    Raises ``TableError`` where it is neither, or is too large.
    """
    if len(data) > MAX_BYTES:
        raise TableError(_("The file is larger than %(size)d MB. Split it.") % {"size": MAX_BYTES // 1_000_000})
    if data.startswith(_OLD_EXCEL):
        raise TableError(_("This is a file of the old kind of Excel, or one with a password. Save it as XLSX."))
    return read_xlsx(data, sheet, known) if data.startswith(_ZIPPED) else read_csv(data, known)
