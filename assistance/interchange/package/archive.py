"""The package as a ZIP: of the same records the same bytes, whenever it is built, and few rows held at once."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC
from itertools import islice
from typing import IO

from django.conf import settings
from django.utils.translation import override

from assistance.interchange.package import commitments, equipment, figures, parties, sources
from assistance.interchange.package.codes import codes_of
from assistance.interchange.package.descriptor import Stamp, Written, descriptor
from assistance.interchange.package.fields import AT_ONCE, Table, written_as_csv
from assistance.interchange.package.readme import readme
from assistance.models.moments import asked_moment
from assistance.models.record_state import state_of_records

_LEDGER = (*commitments.TABLES, *equipment.TABLES, *sources.TABLES, *parties.TABLES, *figures.TABLES)
TABLES = (*_LEDGER, codes_of(_LEDGER))

#: The time that every file in the package bears: the earliest a ZIP can tell. The stamp is in the description.
_ALWAYS = (1980, 1, 1, 0, 0, 0)
#: How often it is begun anew where records were written meanwhile.
_ATTEMPTS = 3


class RestlessError(RuntimeError):
    """Raised where records were written again and again while the package was built, so that it would not agree."""


def stamp_of_records() -> Stamp:
    """Return of when the records are that a package would be built of now."""
    asked = asked_moment()
    newest = None if asked else figures.newest_change()
    return Stamp(
        changed_at=newest.recorded_at.astimezone(UTC) if newest else None,
        known_on=asked.day if asked else None,
        recorded_on=asked.recorded if asked else None,
        licence=settings.DATA_LICENCE,
        site=str(settings.SITE_URL).rstrip("/"),
    )


def build_package(out: IO[bytes], *, progress: Callable[[Written], None] = lambda _written: None) -> Stamp:
    """Write the package of what is public, of the day that is asked about, into ``out``, which can be rewound.

    ``progress`` is told of each table. Raises ``RestlessError`` where records do not stand still for that long.
    """
    for _attempt in range(_ATTEMPTS):
        out.seek(0)
        out.truncate()
        before = state_of_records()
        stamp = stamp_of_records()
        with override("en"):
            _write(out, stamp, progress)
        if state_of_records() == before:
            out.seek(0)
            return stamp
    raise RestlessError


def _write(out: IO[bytes], stamp: Stamp, progress: Callable[[Written], None]) -> None:
    with zipfile.ZipFile(out, "w") as package:
        written = []
        for table in TABLES:
            if table.dated or stamp.known_on is None:
                written.append(_write_table(package, table))
                progress(written[-1])
        for language, name in (("en", "README.md"), ("uk", "README.uk.md")):
            package.writestr(_entry(name), readme(written, stamp, language=language).encode())
        told = json.dumps(descriptor(written, stamp), ensure_ascii=False, indent=1) + "\n"
        package.writestr(_entry("datapackage.json"), told.encode())


def _write_table(package: zipfile.ZipFile, table: Table) -> Written:
    hashed, size, rows = hashlib.sha256(), 0, 0
    with package.open(_entry(f"data/{table.name}.csv"), "w") as file:
        for part, number in _parts(table):
            hashed.update(part)
            file.write(part)
            size, rows = size + len(part), rows + number
    return Written(table=table, rows=rows, size=size, sha256=hashed.hexdigest())


def _parts(table: Table) -> Iterator[tuple[bytes, int]]:
    """Yield the CSV of ``table`` part by part, each with the number of its rows; the first is the heading."""
    cells = ([written_as_csv(field.read(row)) for field in table.fields] for row in table.rows())
    heading = [field.name for field in table.fields]
    yield _lines([heading]), 0
    while part := list(islice(cells, AT_ONCE)):
        yield _lines(part), len(part)


def _lines(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def _entry(name: str) -> zipfile.ZipInfo:
    """Return the head of a file: always of one time, readable by all, and from no machine in particular."""
    entry = zipfile.ZipInfo(name, _ALWAYS)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    return entry
