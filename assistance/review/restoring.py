"""Bringing back an earlier state of a record, as a new change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Field, Model
from django.utils.translation import gettext as _
from simple_history.utils import get_history_model_for_model, get_m2m_reverse_field_name

from assistance.models import (
    Commitment,
    CommitmentParty,
    CommitmentPlace,
    CommitmentSector,
    DeliveryEvent,
    EquipmentLine,
    Need,
    NeedCoverage,
    Organisation,
    OrganisationAlias,
    Project,
    ProjectPlace,
    ProjectReference,
    ProjectSector,
)
from assistance.models.history import erase, write
from assistance.review.errors import ReviewError, require_reason
from assistance.review.holding import check, hold
from assistance.review.lines import remove_line
from assistance.review.organisations import name_organisation
from assistance.review.search import refresh_search_texts

#: The rows that come back with a record, by their foreign key to it. Claims and decisions have doors of their own.
ROWS: Mapping[type[Model], Mapping[type[Model], str]] = {
    Commitment: {
        CommitmentParty: "commitment",
        CommitmentSector: "commitment",
        CommitmentPlace: "commitment",
        EquipmentLine: "commitment",
    },
    EquipmentLine: {DeliveryEvent: "line"},
    Need: {NeedCoverage: "need"},
    Organisation: {OrganisationAlias: "organisation"},
    Project: {ProjectSector: "project", ProjectPlace: "project", ProjectReference: "project"},
}


@dataclass(frozen=True)
class RowStep:
    """What becomes of one row: it is to be ``gone``, or to be as in ``wanted``; ``now`` is the row as it stands."""

    now: Model | None
    wanted: Model | None


@dataclass(frozen=True)
class Restoration:
    """What restoring a version would do: the fields it changes, the steps of rows, and why it cannot be done."""

    fields: list[Field[Any, Any]]
    several: list[Any]
    steps: list[RowStep]
    problem: str

    @property
    def is_empty(self) -> bool:
        """Whether everything is so already."""
        return not (self.fields or self.several or self.steps)


def restoration(record: Model, version: Any, *, by: User) -> Restoration:
    """Return what restoring ``version`` of ``record`` would do, found by doing it and taking it back."""
    fields, several = changed_fields(record, version), changed_lists(record, version)
    steps, problem = row_steps(record, version), ""
    before = {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}
    try:
        with transaction.atomic():
            restore(record, version, by=by, reason="?")
            transaction.set_rollback(True)
    except ReviewError as error:
        problem = str(error)
    for name, value in before.items():
        setattr(record, name, value)
    record._state.fields_cache.clear()
    return Restoration(fields, several, steps, problem)


@transaction.atomic
def restore(record: Model, version: Any, *, by: User, reason: str) -> None:
    """Write over ``record`` and its rows what ``version`` of its history holds, as a new change.

    Only what staff edit comes back: never a status, a visibility or a text. The rows come back as they stood until
    the next version. Raises ``ReviewError``, and changes nothing, without a reason, where everything is so already,
    and where a part cannot come back: with all such parts named.
    """
    require_reason(reason, _("Restoring needs a reason. Give one."))
    hold(record)
    if getattr(record, "merged_into_id", None):
        raise ReviewError(_("It was merged into another record. Restore that one."))
    fields, several, steps = changed_fields(record, version), changed_lists(record, version), row_steps(record, version)
    if not (fields or several or steps):
        raise ReviewError(_("Everything is as it was then already."))
    for field in fields:
        setattr(record, field.attname, value_then(version, field))
    problems = _attempt(lambda: check(record, exclude=("search_text",)), str(record))
    if not problems:
        write(record, by=by, why=reason)
    for field in several:
        getattr(record, field.name).set(listed(version, field))
    for step in sorted(steps, key=lambda step: step.wanted is not None):
        problems += _attempt(lambda step=step: _take(step, by, reason), str(step.now or step.wanted))
    if isinstance(record, Organisation) and not problems:
        problems += _attempt(lambda: name_organisation(record, by=by), str(record))
    if problems:
        raise ReviewError(_("Nothing was restored. %(problems)s") % {"problems": " ".join(problems)})
    refresh_search_texts(_found_by(record))


def changed_fields(record: Model, version: Any) -> list[Field[Any, Any]]:
    """Return the fields that staff edit in which ``record`` and ``version`` differ."""
    return [
        field
        for field in version.tracked_fields
        if field.editable and not field.primary_key and getattr(record, field.attname) != value_then(version, field)
    ]


def value_then(version: Any, field: Field[Any, Any]) -> Any:
    """Return the value of ``field`` in ``version``; for a project that was merged since, the one it was merged into."""
    value = getattr(version, field.attname)
    if field.related_model is not Project or value is None:
        return value
    return Project.objects.filter(pk=value).values_list("merged_into", flat=True).first() or value


def listed(version: Any, field: Any) -> list[Model]:
    """Return the records that ``field``, one of several values, held in ``version``."""
    name = get_m2m_reverse_field_name(field)
    return [getattr(row, name) for row in getattr(version, field.name).select_related(name)]


def changed_lists(record: Model, version: Any) -> list[Any]:
    """Return the fields of several values in which ``record`` and ``version`` differ."""
    return [
        field
        for field in version._history_m2m_fields
        if {each.pk for each in listed(version, field)} != {each.pk for each in getattr(record, field.name).all()}
    ]


def row_steps(record: Model, version: Any) -> list[RowStep]:
    """Return what has to become of the rows of ``record`` for them to be what they were until ``version`` was over."""
    steps: list[RowStep] = []
    following = version.next_record
    for model, name in ROWS.get(type(record), {}).items():
        history = get_history_model_for_model(model)._default_manager.order_by("history_date", "history_id")
        past = history.filter(history_date__lt=following.history_date) if following else history
        now = {row.pk: row for row in model._default_manager.filter(**{name: record.pk})}
        of_record = history.filter(**{name: record.pk}).values("id")
        last = {row.id: row for row in past.filter(id__in=of_record)}
        wanted = {
            key: row.instance
            for key, row in last.items()
            if row.history_type != "-" and getattr(row, f"{name}_id") == record.pk
        }
        for key in sorted(now.keys() | wanted.keys()):
            standing, then = now.get(key), wanted.get(key)
            if standing is None or then is None or _differ(standing, then):
                steps.append(RowStep(standing, then))
    return steps


def _differ(row: Model, other: Model) -> bool:
    return any(
        getattr(row, field.attname) != getattr(other, field.attname)
        for field in row._meta.concrete_fields
        if field.editable
    )


def _take(step: RowStep, by: User, reason: str) -> None:
    """Take one step; raise ``ReviewError`` where something rests on a row to be removed, or one cannot stand."""
    row = step.now or step.wanted
    if row is None:
        return
    if step.wanted is None:
        if isinstance(row, EquipmentLine):
            remove_line(row, by=by, why=reason)
        else:
            erase(row, by=by, why=reason)
        return
    for field in row._meta.concrete_fields:
        if field.editable:
            setattr(row, field.attname, getattr(step.wanted, field.attname))
    row._state.adding = step.now is None
    party = row.organisation if isinstance(row, CommitmentParty) else None
    if party is not None and party.merged_into_id:
        raise ReviewError(_("It was merged into another organisation since."))
    check(row)
    write(row, by=by, why=reason)


def _attempt(step: Any, name: str) -> list[str]:
    """Return why ``step`` cannot be taken, with the ``name`` of what it is about; nothing where it was taken."""
    try:
        with transaction.atomic():
            step()
    except ReviewError as error:
        return [f"{name}: {error}"]
    return []


def _found_by(record: Model) -> Any:
    """Return the commitments whose search text holds what ``record`` says."""
    if isinstance(record, Commitment):
        return [record]
    if isinstance(record, EquipmentLine):
        return [record.commitment]
    if isinstance(record, Organisation):
        return Commitment.objects.filter(parties__organisation=record).distinct()
    return record.commitments.all() if isinstance(record, Project) else []
