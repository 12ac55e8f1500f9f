"""Reading a data package as its description says, and finding whatever in it is otherwise than described."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

Rows = list[dict[str, str]]
READ = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "date": date.fromisoformat,
    "datetime": lambda text: datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ"),
    "boolean": lambda text: {"true": True, "false": False}[text],
}


def read_package(content: bytes) -> tuple[dict[str, Any], dict[str, Rows]]:
    """Return what a package says of itself, and the rows of its tables by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        told = json.loads(package.read("datapackage.json"))
        files = {each["name"]: package.read(each["path"]).decode() for each in told["resources"]}
    return told, {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in files.items()}


def texts_of(content: bytes) -> str:
    """Return all that stands in a package, one file after the other."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join(package.read(name).decode() for name in package.namelist())


def records_of(content: bytes) -> str:
    """Return what a package tells of records: all its tables but that of the codes there are."""
    _told, tables = read_package(content)
    return "\n".join(json.dumps(rows, ensure_ascii=False) for name, rows in tables.items() if name != "codes")


def faults_of(content: bytes) -> list[str]:
    """Return what is otherwise than a package describes itself: sizes, fields, types, constraints and keys."""
    told, tables = read_package(content)
    faults = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for resource in told["resources"]:
            data = package.read(resource["path"])
            if (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}") != (resource["bytes"], resource["hash"]):
                faults.append(f"{resource['name']}: size or hash")
    for resource in told["resources"]:
        faults += [f"{resource['name']}: {fault}" for fault in _faults(resource, tables)]
    return faults


def _faults(resource: dict[str, Any], tables: dict[str, Rows]) -> Iterator[str]:
    rows, schema = tables[resource["name"]], resource["schema"]
    names = [field["name"] for field in schema["fields"]]
    if len(rows) != resource["rows"] or any(list(row) != names for row in rows):
        yield "rows or names of fields"
    for field in schema["fields"]:
        for row in rows:
            if not _fits(row[field["name"]], field):
                yield f"{field['name']}: {row[field['name']]!r}"
    keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
    if len(set(keys)) < len(keys) or any("" in key for key in keys):
        yield "key"
    for foreign in schema["foreignKeys"]:
        there = tables[foreign["reference"]["resource"] or resource["name"]]
        known = {row[foreign["reference"]["fields"]] for row in there}
        if lost := {row[foreign["fields"]] for row in rows} - known - {""}:
            yield f"{foreign['fields']}: {lost} is not there"


def _fits(text: str, field: dict[str, Any]) -> bool:
    limits = field.get("constraints", {})
    if not text:
        return not limits.get("required", False)
    READ[field["type"]](text)
    return text in limits.get("enum", [text]) and re.fullmatch(limits.get("pattern", ".*"), text, re.DOTALL) is not None
