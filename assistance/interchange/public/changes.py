"""Columns of the public changes: what is public no longer has no title and no number of its record."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from assistance.interchange.public.tables import PublicTable, Value, column, word
from assistance.models import Commitment
from assistance.reports import PublicChange
from assistance.vocabulary import ChangeKind, PartyRole, Subject


def _of_record(*names: str) -> Callable[[PublicChange], Value]:
    """Return what reads the first of ``names`` that the record has: records call their titles otherwise."""
    return lambda row: next((getattr(row.record, name) or None for name in names if hasattr(row.record, name)), None)


def _names(role: PartyRole) -> Callable[[PublicChange], Value]:
    def read(row: PublicChange) -> Value:
        record = row.record
        parties = record.organisations_in(role) if isinstance(record, Commitment) else []
        return tuple(organisation.name for organisation in parties)

    return read


def _figure(side: str, name: str) -> Callable[[PublicChange], Value]:
    def read(row: PublicChange) -> Value:
        value: Value = getattr(getattr(row, side), name, None)
        return None if value == "" else value

    return read


def _status(row: PublicChange) -> Value:
    return row.step.status if row.step else row.status.value if row.status else None


CHANGES = PublicTable(
    name="changes",
    columns=(
        column("id", _("Name of the change: its own for ever."), lambda row: row.name, hxl="#meta+id"),
        column("recorded_on", _("Day on which the change was recorded here."),
               lambda row: localdate(row.recorded_at), hxl="#date+recorded"),
        column("recorded_at", _("Time at which it was recorded."),
               lambda row: localtime(row.recorded_at).isoformat(timespec="seconds"), hxl="#date+time+recorded"),
        column("happened_on", _("Day on which it happened, where a source gives it."), lambda row: row.happened_on,
               hxl="#date+occurred"),
        column("told_on", _("Day on which the release was published that says it."), lambda row: row.told_on,
               hxl="#date+published"),
        column("kind_code", _("Kind of change, by its code."), lambda row: row.kind.value, hxl="#event+type+code"),
        column("kind", _("Kind of change."), lambda row: word(ChangeKind, row.kind), hxl="#event+type"),
        column("subject", _("What kind of record changed."), lambda row: word(Subject, row.subject),
               hxl="#meta+subject"),
        column("record_id", _("Number of the record; empty where it is public no longer."),
               lambda row: row.record.pk if row.record else None, hxl="#activity+id+internal"),
        column("title_en", _("Title in English, empty where there is none."),
               _of_record("title_en", "what_en", "name_en", "scope_en"), hxl="#activity+project+name+i_en"),
        column("title_uk", _("Title in Ukrainian, empty where there is none."),
               _of_record("title_uk", "what_uk", "name_uk", "scope_uk"), hxl="#activity+project+name+i_uk"),
        column("donors", _("Those who fund it."), _names(PartyRole.FUNDING), hxl="#org+name+funder"),
        column("recipients", _("Those who receive it."), _names(PartyRole.RECIPIENT), hxl="#org+name+recipient"),
        column("status_before", _("Status before, by its code."),
               lambda row: row.step.old_status if row.step else None, hxl="#status+code+before"),
        column("status", _("Status after, by its code."), _status, hxl="#status+code"),
        column("amount_before", _("Amount before, as stated."), _figure("before", "amount"),
               hxl="#value+funding+total+before"),
        column("currency_before", _("Currency before."), _figure("before", "currency"),
               hxl="#value+funding+total+currency+before"),
        column("amount", _("Amount after, as stated."), _figure("after", "amount"), hxl="#value+funding+total"),
        column("currency", _("ISO 4217 code. Amounts of two currencies must not be added."),
               _figure("after", "currency"), hxl="#value+funding+total+currency"),
        column("period_start_before", _("First day of the period before."), _figure("before", "period_start"),
               hxl="#date+start+before"),
        column("period_end_before", _("Last day of the period before."), _figure("before", "period_end"),
               hxl="#date+end+before"),
        column("period_start", _("First day of the period after."), _figure("after", "period_start"),
               hxl="#date+start"),
        column("period_end", _("Last day of the period after."), _figure("after", "period_end"), hxl="#date+end"),
        column("release_id", _("Number of the release that says it."),
               lambda row: row.release.pk if row.release else None, hxl="#meta+id+release"),
        column("release", _("Title of that release."), lambda row: row.release.title if row.release else None,
               hxl="#meta+title"),
        column("publisher", _("Who published it."),
               lambda row: (row.release.publisher or None) if row.release else None, hxl="#org+name+publisher"),
        column("original", _("Address of the original."),
               lambda row: (row.release.source_url or None) if row.release else None, hxl="#meta+url+original"),
    ),
)  # fmt: skip
