"""How tables, days and earlier versions of rows are written in SQL on one connection, for one moment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone
from simple_history.utils import get_history_model_for_model

from assistance.models.claims import Claim, Decision
from assistance.models.commitments import Commitment
from assistance.models.equipment import DeliveryOccasion, DeliverySettlement
from assistance.models.moments import Moment
from assistance.models.needs import Need
from assistance.models.organisations import Organisation
from assistance.models.projects import Project
from assistance.models.releases import Release
from assistance.models.status_changes import StatusChange
from assistance.models.totals import StatedTotal
from assistance.models.withholdings import Withholding
from assistance.vocabulary import Visibility

Model = type[models.Model]

#: When a row was recorded that is written once. What was read from a release is recorded with its claim or release.
RECORDED_AT: Mapping[Model, str] = {
    Claim: "recorded_at",
    Decision: "made_at",
    StatusChange: "made_at",
    DeliveryOccasion: "made_at",
    DeliverySettlement: "made_at",
}

#: Records of their own: one that is gone today is not shown at any date. Rows of theirs that are gone are.
RECORDS: tuple[Model, ...] = (Release, Commitment, Need, StatedTotal, Organisation, Project)


def end_of(day: date) -> datetime:
    """Return the moment at which ``day`` is over in the time zone of the site."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=timezone.get_default_timezone())


class Sight:
    """Writes the parts of a rule. ``schema`` is where the tables are, beside the temporary views that shadow them.

    ``shadowed`` are the models with a rule. The keys of their rows that are known are listed once, and so are the
    versions that stood at the moment: asked for again and again, they are not to be found anew each time.
    """

    def __init__(
        self, moment: Moment, connection: BaseDatabaseWrapper, schema: str, shadowed: Collection[Model]
    ) -> None:
        self.moment, self.connection, self.schema = moment, connection, schema
        self.shadowed = frozenset(shadowed)
        self.day = f"'{moment.day.isoformat()}'"
        self.end = self.time(end_of(moment.day))

    def time(self, moment: datetime) -> str:
        """Return ``moment`` as a literal."""
        zone = "+00" if self.connection.features.supports_timezones else ""
        return f"'{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}{zone}'"

    def quote(self, name: str) -> str:
        """Return ``name`` quoted."""
        return self.connection.ops.quote_name(name)

    def stored(self, model: Model) -> str:
        """Return the name of the table itself."""
        return f"{self.quote(self.schema)}.{self.shown(model)}"

    def shown(self, model: Model) -> str:
        """Return the name of the view that shadows the table, or of the table where none does."""
        return self.quote(model._meta.db_table)

    def knows(self, model: Model, key: str) -> str:
        """Return the condition that the row ``key`` of ``model`` is known."""
        rows = self.keys(model) if model in self.shadowed else self.stored(model)
        return f"EXISTS (SELECT 1 FROM {rows} k WHERE k.id = {key})"

    def keys(self, model: Model) -> str:
        """Return the name of the temporary table with the keys of the rows that are known, as ``id``."""
        return self.quote(f"known_{model._meta.db_table}")

    def versions(self, model: Model) -> str:
        """Return the name of the temporary table with each key and its newest version, as ``id`` and ``version``."""
        return self.quote(f"then_{model._meta.db_table}")

    def has_versions(self, model: Model) -> bool:
        """Return whether rows of ``model`` are read from their history."""
        return self.moment.recorded is not None and hasattr(model, "history") and model is not Withholding

    def newest_versions(self, model: Model) -> str:
        """Return the query for key and version of every row that stood at the moment of the records."""
        history = get_history_model_for_model(model)
        end = self.time(end_of(self.moment.recorded or self.moment.day))
        return f"SELECT h.id, h.history_id FROM {self.stored(history)} h WHERE {self._newest(history, end)}"

    def only_if(self, condition: str, value: str) -> str:
        """Return ``value`` under ``condition``, else NULL."""
        return f"CASE WHEN {condition} THEN {value} END"

    def was_recorded(self, model: Model, key: str, end: str) -> str:
        """Return the condition that the row ``key`` was recorded before ``end``."""
        history = self.stored(get_history_model_for_model(model))
        return f"EXISTS (SELECT 1 FROM {history} v WHERE v.id = {key} AND v.history_date < {end})"

    def recorded(self, model: Model) -> str:
        """Return the rows of ``model`` as they were recorded by the moment: as they are, unless it asks for a day."""
        if self.moment.recorded is None:
            return self.stored(model)
        end = self.time(end_of(self.moment.recorded))
        if model in RECORDED_AT:
            return f"(SELECT * FROM {self.stored(model)} WHERE {RECORDED_AT[model]} < {end})"
        if model is StatedTotal.donors.through:
            return self._donors_then()
        return self._versions(model) if self.has_versions(model) else self.stored(model)

    def columns(self, model: Model) -> list[str]:
        """Return the names of the columns of ``model``."""
        return [str(field.column) for field in model._meta.concrete_fields]

    def _versions(self, model: Model) -> str:
        """Return the version of each row that stood, with what no version keeps as it is today."""
        history = get_history_model_for_model(model)
        kept = {field.column for field in history._meta.concrete_fields}
        values = {
            name: f"h.{self.quote(name)}" if name in kept else f"t.{self.quote(name)}" for name in self.columns(model)
        }
        today = f" JOIN {self.stored(model)} t ON t.id = h.id" if model in RECORDS else ""
        values |= self._as_shown_today(model)
        selected = ", ".join(f"{value} AS {self.quote(name)}" for name, value in values.items())
        stood = f"{self.versions(model)} v JOIN {self.stored(history)} h ON h.history_id = v.version"
        return f"(SELECT {selected} FROM {stood}{today})"

    def _newest(self, history: Model, end: str) -> str:
        newer = (
            f"SELECT 1 FROM {self.stored(history)} v WHERE v.id = h.id AND v.history_date < {end} "
            "AND (v.history_date > h.history_date OR v.history_date = h.history_date AND v.history_id > h.history_id)"
        )
        return f"h.history_date < {end} AND h.history_type <> '-' AND NOT EXISTS ({newer})"

    def _as_shown_today(self, model: Model) -> dict[str, str]:
        """Return what of the versions of ``model`` is not told: what is not public today was public at no date."""
        values = {}
        if "visibility" in self.columns(model):
            opened = self.among("t.id", self.moment.today.opened.get(model, ()))
            public = f"t.visibility = '{Visibility.PUBLIC.value}' OR {opened}"
            values["visibility"] = f"CASE WHEN {public} THEN h.visibility ELSE t.visibility END"
        if model is Commitment:
            # An earlier title may tell what is withheld today; staff saw to it that today's does not.
            partly = self.among("t.id", self.moment.today.partly)
            titles = ("title_en", "title_uk")
            values |= {name: f"CASE WHEN {partly} THEN t.{name} ELSE h.{name} END" for name in titles}
        return values

    def among(self, value: str, keys: Collection[int]) -> str:
        """Return the condition that ``value`` is one of ``keys``."""
        return f"{value} IN ({', '.join(str(int(key)) for key in sorted(keys))})" if keys else "1 = 0"

    def _donors_then(self) -> str:
        """Return the donors of stated totals, which the history keeps with each version of the total."""
        kept = self.stored(apps.get_model("assistance", "historicalstatedtotal_donors"))
        return (
            f"(SELECT m.m2m_history_id AS id, m.statedtotal_id, m.organisation_id FROM {kept} m "
            f"JOIN {self.versions(StatedTotal)} v ON v.version = m.history_id)"
        )
