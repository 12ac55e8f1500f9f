"""What every resource shares: rows of the ledger out; rows in, rehearsed first, written as a whole or not at all.

The library's ``import_data`` runs the rows, each in a savepoint and all in one transaction, which it takes back for a
preview and for a single bad row. What is read, compared and refused is told here; what is written is the caller's:
nothing in this package writes the ledger.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import tablib
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource

from assistance.interchange.asking import Reading, Refusals, Rights, Writer
from assistance.interchange.cells import Cell, CellError, as_text
from assistance.interchange.columns import Column, Use
from assistance.interchange.plans import Change, Effect, Plan, Problem, RowPlan
from assistance.interchange.tables import MAX_WRITTEN, Heading, Table, TableError


class LedgerResource(Resource):  # type: ignore[misc]
    """Base of the resources. A subclass names its columns, the first of which is ``id``, and its records."""

    #: The name of the sheet, and of the files.
    name: str

    class Meta:
        instance_loader_class = BaseInstanceLoader
        skip_diff = True
        chunk_size = 500

    def __init__(self, *, write: Writer | None = None, rights: Rights | None = None) -> None:
        super().__init__()
        self.write = write
        self.rights = rights or Rights(add=False, change=lambda _record: False, publish=False)
        self._records: dict[int, Any] = {}
        self._versions: dict[int, int] = {}
        self._twice: dict[int, int] = {}
        self._readings: list[Reading] = []
        self._current = Reading()
        self._written = 0
        self._seen: Mapping[int, str] | None = None
        self._table: Table

    def records(self) -> QuerySet[Any]:
        """Return the records with all that their columns tell, in a fixed number of queries and a total order."""
        raise NotImplementedError

    def refusals(self, record: Any, values: dict[str, Any]) -> Refusals:
        """Return what is wrong with ``values`` together, though each could stand alone; ``record`` None is added."""
        return {}

    def is_public(self, record: Any, values: dict[str, Any]) -> bool:
        """Return whether the row changes what the public sees."""
        return False

    def whole(self, values: dict[str, Any]) -> Any:
        """Return the record that a new one will be a part of, None where it stands for itself."""
        return None

    def blank(self, values: dict[str, Any]) -> Any:
        """Return what a record that is about to be added would say in the columns that are only shown."""
        return self._meta.model()

    # What the pages need to know of the columns

    @property
    def columns(self) -> list[Column]:
        """The columns, in order."""
        return list(self.fields.values())

    def headings(self) -> list[Heading]:
        """Return the columns as a file has them: those only shown may be missing, the number of the record not."""
        return [
            Heading(column.column_name, shown=column.use == Use.SHOWN and column.column_name != "id")
            for column in self.columns
        ]

    def dictionary(self) -> list[tuple[str, str, str]]:
        """Return each column's name, what it is and the codes it takes, in the reader's language."""
        return [(column.column_name, column.explained(), column.codes()) for column in self.columns]

    # Out

    def rows(self, records: QuerySet[Any]) -> tuple[list[str], list[Sequence[Cell]]]:
        """Return the headings and a row for each of ``records``."""
        chosen = self.records().filter(pk__in=records.order_by().values("pk"))
        dataset = self.export(chosen)
        return list(dataset.headers or ()), list(dataset)

    # In

    def plan(self, table: Table, *, commit: bool = False, seen: Mapping[int, str] | None = None) -> Plan:
        """Return what ``table`` does to the ledger; with ``commit`` do it, unless a single row is refused.

        ``seen`` are the marks of an earlier plan by the number of its rows: a row that would do otherwise by now is
        refused. Nothing stays written where the plan is refused. Raises ``TableError`` where it writes too much.
        """
        self._written = 0
        self._table, self._seen = table, seen
        self._readings = [Reading() for _line in table.lines]
        rows = tablib.Dataset(*(line.cells for line in table.lines), headers=table.headings)
        result = self.import_data(
            rows, dry_run=not commit, use_transactions=True, rollback_on_validation_errors=True, raise_errors=False
        )
        for broken in (*result.base_errors, *(error for row in result.rows for error in row.errors)):
            raise broken.error
        return Plan(tuple(self._told(place, row) for place, row in enumerate(result.rows)))

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Fetch and hold the records that the rows are about."""
        keys: dict[int, int] = {}
        for line in self._table.lines:
            key = self._key(dict(zip(self._table.headings, line.cells, strict=True)))
            if key is not None and keys.setdefault(key, line.number) != line.number:
                self._twice[line.number] = keys[key]
        model: Any = self._meta.model
        list(model._base_manager.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
        self._records = {record.pk: record for record in self.records().filter(pk__in=keys)}
        versions = model.history.filter(**{f"{model._meta.pk.name}__in": keys}).order_by().values("id")
        self._versions = {row["id"]: row["last"] for row in versions.annotate(last=Max("history_id"))}

    def _key(self, row: Mapping[str, Cell]) -> int | None:
        try:
            key: int | None = self.fields["id"].clean(row)
        except CellError:
            return None
        return key

    def get_or_init_instance(self, instance_loader: Any, row: Mapping[str, Cell]) -> tuple[Any, bool]:
        """Return the record of a row and False, or a blank one and True."""
        key = self._key(row)
        record = self._records.get(key) if key is not None else None
        return (self._meta.model(), True) if record is None else (record, False)

    def import_instance(self, instance: Any, row: Mapping[str, Cell], **kwargs: Any) -> None:
        """Read a row and compare it with its record; raise ``ValidationError`` with all that is wrong, by column."""
        reading = self._current = self._readings[kwargs["row_number"] - 1]
        record = instance if instance.pk is not None else None
        reading.record = record
        errors = self._read(reading, row, record) or self._compare(reading, row, record)
        errors = errors or self._forbidden(reading, record) or self._passed_by(reading, kwargs["row_number"])
        twice = self._twice.get(self._table.lines[kwargs["row_number"] - 1].number)
        if twice:
            errors = {"id": _("Row %(number)d has the same number.") % {"number": twice}, **errors}
        if errors:
            raise ValidationError({name or NON_FIELD_ERRORS: words for name, words in errors.items()})

    def _read(self, reading: Reading, row: Mapping[str, Cell], record: Any) -> Refusals:
        errors: Refusals = {}
        for column in self.columns:
            if column.column_name not in row:
                continue
            try:
                reading.values[column.column_name] = column.clean(row)
            except CellError as error:
                errors[column.column_name] = str(error)
        if record is None and reading.values.get("id") is not None:
            errors["id"] = _("There is no record of this number. Leave the cell empty to add one.")
        return errors

    def _compare(self, reading: Reading, row: Mapping[str, Cell], record: Any) -> Refusals:
        """Note what the row says otherwise than ``record``; return what it may not say otherwise."""
        values = reading.values
        errors: Refusals = {}
        changes = []
        for column in self.columns:
            name = column.column_name
            if name not in values or name == "id":
                continue
            if column.use == Use.SHOWN or (column.use == Use.ONCE and record is not None):
                shown = record or self.blank(values)
                if row[name] is not None and not column.same(column.get_value(shown), values[name]):
                    errors[name] = str(column.elsewhere)
                continue
            old = column.get_value(record) if record is not None else None
            if record is None or not column.same(old, values[name]):
                was = "" if record is None else as_text(column.widget.render(old))
                values[name] = values[name].strip() if isinstance(values[name], str) else values[name]
                changes.append(Change(name, was, as_text(column.widget.render(values[name]))))
            else:
                values[name] = old
        reading.changes = tuple(change for change in changes if record is not None or change.new)
        reading.seen = self._mark(record, reading.changes)
        return errors or (self.refusals(record, values) if reading.changes else {})

    def _forbidden(self, reading: Reading, record: Any) -> Refusals:
        if not reading.changes:
            return {}
        if record is None and not self.rights.add:
            return {"": _("You may not add such records.")}
        whole = self.whole(reading.values) if record is None else None
        if whole is not None and not self.rights.change(whole):
            return {"": _("You may not add to this record: it is public or withheld.")}
        if record is not None and not self.rights.change(record):
            return {"": _("You may not change this record.")}
        if self.is_public(record, reading.values) and not self.rights.publish:
            return {"": _("This is public. Only who may make records public can change it by an import.")}
        return {}

    def _passed_by(self, reading: Reading, number: int) -> Refusals:
        """Refuse a row that does something else by now than when it was looked at."""
        if self._seen is None or self._seen.get(self._table.lines[number - 1].number) == reading.seen:
            return {}
        return {"": _("The record was changed after the preview%(by)s.") % {"by": self._changed_by(reading.record)}}

    def _changed_by(self, record: Any) -> str:
        if record is None:
            return ""
        last = record.history.select_related("history_user").first()
        return _(", by %(user)s") % {"user": last.history_user} if last and last.history_user else ""

    def _mark(self, record: Any, changes: Iterable[Change]) -> str:
        """Return what stands for a row's changes and the version of the record they are made to."""
        version = self._versions.get(record.pk) if record is not None else None
        told = [record and record.pk, version, [[change.column, change.old, change.new] for change in changes]]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """Leave out a row that changes nothing; one with errors is refused right after."""
        reading = self._current
        return not import_validation_errors and reading.record is not None and not reading.changes

    def validate_instance(self, instance: Any, import_validation_errors: Any = None, **kwargs: Any) -> None:
        """Raise what ``import_instance`` found; what the database would refuse is found on writing."""
        if import_validation_errors:
            raise ValidationError(import_validation_errors)

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:  # noqa: FBT001
        """Have the row written."""
        if self.write is None:
            raise TypeError("This resource only exports: it was given nobody to write.")
        reading = self._current
        self._written += 1
        if self._written > MAX_WRITTEN:
            raise TableError(
                _("The file adds or changes more than %(rows)d records. Split it.") % {"rows": MAX_WRITTEN}
            )
        values = {
            column.attribute or column.column_name: reading.values[column.column_name]
            for column in self.columns
            if column.use == Use.EDITED or (column.use == Use.ONCE and reading.record is None)
        }
        written = self.write(reading.record, values)
        if reading.record is None:
            reading.record = written

    def save_m2m(self, *args: Any, **kwargs: Any) -> None:
        """Do nothing: the writer writes all of a row."""

    def _told(self, place: int, result: Any) -> RowPlan:
        reading, line = self._readings[place], self._table.lines[place]
        problems = self._problems(result.validation_error)
        effect = Effect.REFUSED if problems else Effect.UNCHANGED
        if not problems and result.import_type != result.IMPORT_TYPE_SKIP:
            effect = Effect.ADDS if result.import_type == result.IMPORT_TYPE_NEW else Effect.OVERWRITES
        known = reading.record if effect != Effect.ADDS else None
        title = str(reading.record) if reading.record is not None else ""
        key = known.pk if known is not None else None
        return RowPlan(line.number, effect, key, title, reading.changes, problems, reading.seen)

    def _problems(self, error: ValidationError | None) -> tuple[Problem, ...]:
        """Return what is wrong by column; what the database's own checks found bears the names of its fields."""
        if error is None:
            return ()
        columns = {column.attribute: column.column_name for column in self.columns if column.attribute}
        columns |= {column.column_name: column.column_name for column in self.columns}
        found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        return tuple(Problem(columns.get(name, ""), words) for name, several in found.items() for words in several)
