"""What stands beside the records: changes, exchange rates, how complete all is, and how much is withheld."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from assistance.interchange.package.fields import (
    Field,
    FieldValue,
    Table,
    code,
    currency,
    day,
    each,
    moment,
    number,
    own_key,
    text,
    whole,
)
from assistance.models import Commitment, ExchangeRate, Need, Release, StatedTotal
from assistance.reports import PublicChange, PublicChanges, changes_of_all, completeness, withheld
from assistance.reports.withheld import Kind as Withholdable
from assistance.vocabulary import ChangeKind, CommitmentStatus, Subject


def newest_change() -> PublicChange | None:
    """Return the change of something public that was recorded last, None where nothing ever was public."""
    return next(iter(PublicChanges(changes_of_all())[:1]), None)


def _changes() -> Iterator[PublicChange]:
    """Yield the changes, the newest first, as the page tells them; none of an earlier day, which has no changes."""
    return iter(PublicChanges(changes_of_all()))


def _figure(side: str, name: str) -> Callable[[PublicChange], Any]:
    def read(row: PublicChange) -> Any:
        value = getattr(getattr(row, side), name, None)
        return None if value == "" else value

    return read


def _status(row: PublicChange) -> str | None:
    return row.step.status if row.step else row.status.value if row.status else None


def _sides() -> Iterator[Field]:
    """Yield the figures of a commitment before and after the change."""
    yield number("amount_before", _("Amount before, as stated."), _figure("before", "amount"))
    yield currency("currency_before", _("Currency before."), _figure("before", "currency"))
    yield day("period_start_before", _("First day of the period before."), _figure("before", "period_start"))
    yield day("period_end_before", _("Last day of the period before."), _figure("before", "period_end"))
    yield number("amount", _("Amount after, as stated."), _figure("after", "amount"))
    yield currency("currency", _("ISO 4217 code. Amounts of two currencies must not be added."),
                   _figure("after", "currency"))  # fmt: skip
    yield day("period_start", _("First day of the period after."), _figure("after", "period_start"))
    yield day("period_end", _("Last day of the period after."), _figure("after", "period_end"))


def _counted() -> Iterator[tuple[str, int]]:
    """Yield how much is withheld: records by kind, and public commitments by fact; in the order of the names."""
    facts = withheld()
    kinds: dict[str, Withholdable] = {
        "commitments": Commitment,
        "needs": Need,
        "releases": Release,
        "stated_totals": StatedTotal,
    }
    numbers = {name: withheld(kind).records for name, kind in kinds.items()}
    numbers |= {"amounts": facts.amounts, "places": facts.places, "equipment": facts.equipment}
    return iter(sorted(numbers.items()))


def _completeness() -> Iterator[tuple[str, FieldValue]]:
    found = completeness()
    names = ("claims_decided", "claims_waiting", "publishers", "releases_public", "releases_read")
    return ((name, getattr(found, name)) for name in names)


CHANGES = Table(
    name="changes",
    about=_("What became public, moved, came or was taken back, the latest first."),
    rows=_changes,
    dated=False,
    fields=(
        text("id", _("Name of the change: its own for ever."), lambda row: row.name, required=True),
        moment("recorded_at", _("Time at which it was recorded."), lambda row: row.recorded_at, required=True),
        day("happened_on", _("Day on which it happened, where a source gives it."), lambda row: row.happened_on),
        day("told_on", _("Day on which the release was published that says it."), lambda row: row.told_on),
        code("kind", _("Kind of change, by its code."), ChangeKind, lambda row: row.kind, required=True),
        code("subject", _("What kind of record changed."), Subject, lambda row: row.subject, required=True),
        whole("record_id", _("Number of the record; empty where it is public no longer."),
              lambda row: row.record.pk if row.record else None),
        code("status_before", _("Status before, by its code."), CommitmentStatus,
             lambda row: row.step.old_status if row.step else None),
        code("status", _("Status after, by its code."), CommitmentStatus, _status),
        *_sides(),
        whole("release_id", _("Number of the release that says it."),
              lambda row: row.release.pk if row.release else None, of="releases"),
    ),
)  # fmt: skip

RATES = Table(
    name="rates",
    about=_("The exchange rates that amounts are converted with."),
    rows=lambda: each(ExchangeRate.objects.all()),
    fields=(
        own_key(_("Number of the rate.")),
        day("date", _("Day of the rate."), lambda row: row.date, required=True),
        currency("currency", _("The currency of which one unit is told."), lambda row: row.currency, required=True),
        currency("target", _("The currency it is told in."), lambda row: row.target, required=True),
        number("rate", _("What one unit of the first was worth in units of the second."), lambda row: row.rate,
               required=True),
        text("source", _("Who says so."), lambda row: row.source, required=True),
    ),
)  # fmt: skip

WITHHELD = Table(
    name="withheld",
    about=_("How much of the whole tracker is withheld today: records of a kind, or facts of public commitments."),
    rows=_counted,
    key=("what",),
    fields=(
        text("what", _("What is withheld."), lambda row: row[0], required=True),
        whole("number", _("How many."), lambda row: row[1], required=True),
    ),
)

COMPLETENESS = Table(
    name="completeness",
    about=_("How much was read and decided on; releases and claims are counted public or not."),
    rows=_completeness,
    key=("what",),
    dated=False,
    fields=(
        text("what", _("What is counted."), lambda row: row[0], required=True),
        whole("number", _("How many."), lambda row: row[1], required=True),
    ),
)

TABLES = (CHANGES, RATES, WITHHELD, COMPLETENESS)
