"""``datapackage.json``: what is in the package, table by table and field by field.

Source: the profile “tabular-data-package” of the Frictionless specifications, version 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from assistance.interchange.package.fields import Field, Table

NAME = "international-assistance-to-ukraine"
TITLE = _("International assistance to Ukraine: commitments, equipment, needs and their sources")


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """Of when a package is, and whose.

    ``changed_at`` is the time of the newest public change, None where nothing was public yet; with ``known_on`` it is
    as of that day, and with ``recorded_on`` by the records of that one. ``licence`` is an address, empty for none
    declared; ``site`` is the address of the tracker.
    """

    changed_at: datetime | None
    known_on: date | None
    recorded_on: date | None
    licence: str
    site: str

    @property
    def version(self) -> str:
        """What tells packages apart."""
        if self.known_on:
            return f"as-of-{self.known_on}" + (f"-recorded-{self.recorded_on}" if self.recorded_on else "")
        return f"{self.changed_at:%Y-%m-%d}" if self.changed_at else "empty"


@dataclass(frozen=True, kw_only=True)
class Written:
    """A table as it was written: how many rows and bytes, and the SHA-256 of these."""

    table: Table
    rows: int
    size: int
    sha256: str

    @property
    def path(self) -> str:
        """Where it stands in the package."""
        return f"data/{self.table.name}.csv"


def descriptor(written: Sequence[Written], stamp: Stamp) -> dict[str, Any]:
    """Return the description of the package of tables ``written``."""
    told: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": NAME,
        **_both("title", TITLE),
        **_both("description", _("Public records alone, each commitment once. README.md tells how they are counted.")),
        "homepage": f"{stamp.site}/en/data/",
        "version": stamp.version,
        "sources": [{"title": "Public releases", "path": f"{stamp.site}/en/releases/"}],
    }
    if stamp.changed_at:
        told["created"] = stamp.changed_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    days = {"known_on": stamp.known_on, "recorded_on": stamp.recorded_on}
    told |= {name: day.isoformat() for name, day in days.items() if day}
    if stamp.licence:
        told["licenses"] = [{"path": stamp.licence}]
    return told | {"resources": [_resource(each) for each in written]}


def _resource(written: Written) -> dict[str, Any]:
    table = written.table
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": written.path,
        **_both("description", table.about),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.size,
        "hash": f"sha256:{written.sha256}",
        "rows": written.rows,
        "schema": {
            "fields": [_field(each) for each in table.fields],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [_reference(each, table) for each in table.fields if each.of],
        },
    }


def _reference(field: Field, table: Table) -> dict[str, Any]:
    """Return the other table that ``field`` leads to; a table names itself by an empty text."""
    resource = "" if field.of == table.name else field.of
    return {"fields": field.name, "reference": {"resource": resource, "fields": "id"}}


def _field(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.pattern:
        constraints["pattern"] = field.pattern
    if field.words:
        constraints["enum"] = [word.value for word in field.words]
    told: dict[str, Any] = {"name": field.name, "type": field.type, **_both("description", field.about)}
    if field.type == "boolean":
        told |= {"trueValues": ["true"], "falseValues": ["false"]}
    if field.words:
        told["codes"] = field.words.__name__
    return told | ({"constraints": constraints} if constraints else {})


def _both(name: str, words: str | Promise) -> dict[str, str]:
    """Return ``words`` in English under ``name``, and in Ukrainian beside it."""
    told = {}
    for language, key in (("en", name), ("uk", f"{name}_uk")):
        with override(language):
            told[key] = str(words)
    return told
