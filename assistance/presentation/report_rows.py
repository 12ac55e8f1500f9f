"""The records of a report in words: commitments, what happened to them, equipment and needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assistance.interchange.report.content import Column, Field, Section, Sentence, Table
from assistance.presentation.charts import commitments
from assistance.presentation.footnotes import Footnotes, day, numbered
from assistance.reports import Arrival, AskedNeed, Balance, Entry, Item, Narrative, Step
from assistance.templatetags.figures import as_firmly, hedged, quantity, quantity_to
from assistance.templatetags.units import for_number
from assistance.vocabulary import FIRM_STATUSES, ChangeKind, PartyRole, Progress

#: Kinds of a change of status, by what they are to the reader of a report.
UP = (ChangeKind.UP, ChangeKind.RESUMED, ChangeKind.REVIVED)


def _dated(at: date | None) -> Field:
    return Field(text=day(at) if at else _("day unknown"), value=at)


def _plain(text: str) -> Field:
    return Field(text=text, value=text or None)


def _amount_of(number: Decimal | None, unit: str) -> str:
    return f"{quantity(number)} {for_number(unit, number)}".strip() if number is not None else _("number unknown")


def commitments_section(narrative: Narrative, notes: Footnotes) -> Section:
    """Return every commitment that is covered, with a footnote on all that tells it."""
    rows = tuple(tuple(_entry(entry, notes, narrative.target)) for entry in narrative.entries)
    columns = tuple(_entry_columns(narrative.target))
    table = Table(name="commitments", caption=_("Commitments"), columns=columns, rows=rows)
    return Section(title=_("Commitments"), tables=(table,))


def _entry_columns(target: str) -> Iterator[Column]:
    yield Column(name="id", label=_("No."), meaning=_("Number of the commitment."))
    yield Column(name="title", label=_("Title"), meaning=_("Title of the commitment."))
    yield Column(name="donors", label=_("Donor"), meaning=_("Those who fund it."))
    yield Column(name="recipients", label=_("Recipient"), meaning=_("Those who receive it."))
    yield Column(name="status_code", label="", meaning=_("Status, by its code."))
    yield Column(name="status", label=_("Status"), meaning=_("Status of the commitments."))
    yield Column(name="amount", label=_("Amount"), meaning=_("Amount as stated; of a range the lower end."))
    yield Column(name="amount_upper", label="", meaning=_("Upper end of a range."))
    yield Column(name="currency", label="", meaning=_("ISO 4217 code. Amounts of two currencies must not be added."))
    if target:
        label = _("In %(currency)s") % {"currency": target}
        yield Column(name="converted", label=label, meaning=_("Amount at the rate of the day of the first report."))
    yield Column(name="first_reported", label=_("First reported"), meaning=_("Day of the first dated release."))


def _entry(entry: Entry, notes: Footnotes, target: str) -> Iterator[Field]:
    row = entry.commitment
    note = notes.on(entry.sources, of=numbered(row.pk))
    yield Field(text=str(row.pk), value=row.pk)
    yield _plain(row.title)
    yield _plain("; ".join(str(each) for each in row.organisations_in(PartyRole.FUNDING)))
    yield _plain("; ".join(str(each) for each in row.organisations_in(PartyRole.RECIPIENT)))
    yield _plain(row.status)
    yield _plain(str(row.get_status_display()))
    yield Field(text=hedged(row), value=row.amount, note=note)
    yield Field(text="", value=row.amount_upper)
    yield _plain(row.currency)
    if target:
        yield _converted(entry)
    yield _dated(entry.first_reported)


def _converted(entry: Entry) -> Field:
    if entry.converted is None:
        return _plain("")
    if entry.converted.amount is None:
        return Field(text=_("not converted"))
    return Field(text=as_firmly(entry.converted), value=entry.converted.amount)


def changes_section(narrative: Narrative, notes: Footnotes) -> Section:
    """Return what is new, what moved and what came in the days, in sentences and row by row."""
    title = _("What happened in these days") if narrative.days.asked else _("What happened")
    up = [row for row in narrative.steps if row.kind in UP]
    down = [row for row in narrative.steps if row.kind not in UP]
    sentences = []
    if narrative.new:
        words = _("First reported: %(commitments)s.") % {"commitments": commitments(len(narrative.new))}
        sentences.append(Sentence(text=words, note=notes.on_all(narrative.new)))
    for found, words in (
        (up, _("Moved up the ladder or taken up again: %(changes)s.")),
        (down, _("Moved down, suspended or cancelled: %(changes)s.")),
    ):
        if found:
            told = ngettext("%(count)s change of status", "%(count)s changes of status", len(found))
            note = notes.on_rows(source for row in found for source in row.sources)
            sentences.append(Sentence(text=words % {"changes": told % {"count": len(found)}}, note=note))
    if narrative.arrivals:
        told = ngettext("%(count)s delivery", "%(count)s deliveries", narrative.deliveries)
        words = _("Handed over or taken on the balance: %(deliveries)s.")
        words = words % {"deliveries": told % {"count": narrative.deliveries}}
        note = notes.on_rows(source for row in narrative.arrivals for source in row.sources)
        sentences.append(Sentence(text=words, note=note))
    if not sentences:
        return Section(title=title, sentences=(Sentence(text=_("Nothing public happened.")),))
    return Section(title=title, sentences=tuple(sentences), tables=(_changes(narrative, notes),))


def _changes(narrative: Narrative, notes: Footnotes) -> Table:
    columns = (
        Column(name="day", label=_("Day"), meaning=_("Day it was reported on or happened.")),
        Column(name="kind_code", label="", meaning=_("Kind of change, by its code.")),
        Column(name="kind", label=_("What changed"), meaning=_("Kind of change.")),
        Column(name="id", label=_("No."), meaning=_("Number of the commitment.")),
        Column(name="title", label=_("Commitment"), meaning=_("Title of the commitment.")),
        Column(name="told", label=_("What is told"), meaning=_("The change in words.")),
    )
    rows: list[Entry | Step | Arrival] = [*narrative.new, *narrative.steps, *narrative.arrivals]
    ordered = sorted(rows, key=lambda row: _day_of(row) or date.min, reverse=True)
    caption = _("Changes, the latest first")
    return Table(name="changes", caption=caption, columns=columns, rows=tuple(_change(row, notes) for row in ordered))


def _day_of(row: Entry | Step | Arrival) -> date | None:
    return row.first_reported if isinstance(row, Entry) else row.day


def _change(row: Entry | Step | Arrival, notes: Footnotes) -> tuple[Field, ...]:
    if isinstance(row, Entry):
        code, kind, told = "new", _("First report"), hedged(row.commitment)
    elif isinstance(row, Step):
        before, after = row.change.get_old_status_display(), row.change.get_status_display()
        code, kind, told = row.kind.value, _(row.kind.label), f"{before} → {after}"
    else:
        delivery = row.delivery
        code, kind = delivery.stage, str(delivery.get_stage_display())
        told = f"{delivery.line.name}: {_amount_of(delivery.quantity, delivery.line.unit)}"
    return (
        _dated(_day_of(row)),
        _plain(code),
        _plain(kind),
        Field(text=str(row.commitment.pk), value=row.commitment.pk),
        _plain(row.commitment.title),
        Field(text=told, value=told, note=notes.on(row.sources, of=numbered(row.commitment.pk))),
    )


def equipment_section(narrative: Narrative, notes: Footnotes) -> Section:
    """Return equipment promised against what was handed over, item by item, never added over units."""
    if not narrative.items:
        return Section(title=_("Equipment"), sentences=(Sentence(text=_("No equipment is told of.")),))
    firm = [row for row in narrative.items if row.commitment.status in FIRM_STATUSES]
    sentences = [_progress(step, firm, notes) for step in Progress if any(row.progress == step for row in firm)]
    if outside := len(narrative.items) - len(firm):
        words = _("Considered, suspended or cancelled: %(entries)s.")
        sentences.append(Sentence(text=words % {"entries": _entries(outside)}))
    columns = (
        Column(name="id", label=_("No."), meaning=_("Number of the commitment.")),
        Column(name="item", label=_("Item"), meaning=_("What is promised.")),
        Column(name="category", label="", meaning=_("Category of the item.")),
        Column(name="unit", label="", meaning=_("What is counted; empty for pieces.")),
        Column(name="promised", label=_("Promised"), meaning=_("How many are promised; empty where unknown.")),
        Column(name="handed_over", label=_("Handed over"), meaning=_("How many came for certain.")),
        Column(name="handed_over_upper", label="",
               meaning=_("How many came at the most; empty where some came in unknown number.")),
        Column(name="outstanding", label=_("Outstanding"),
               meaning=_("How many are still to come; empty where unknown.")),
        Column(name="progress", label=_("How far it has come"), meaning=_("How far it has come.")),
    )  # fmt: skip
    rows = tuple(tuple(_item(row, notes)) for row in narrative.items)
    table = Table(name="equipment", caption=_("Promised against handed over"), columns=columns, rows=rows)
    return Section(title=_("Equipment"), sentences=tuple(sentences), tables=(table,))


def _entries(count: int) -> str:
    return ngettext("%(count)s entry", "%(count)s entries", count) % {"count": count}


def _progress(step: Progress, firm: Iterable[Item], notes: Footnotes) -> Sentence:
    found = [row for row in firm if row.progress == step]
    words = _("%(status)s: %(told)s.") % {"status": _(step.label), "told": _entries(len(found))}
    return Sentence(text=words, note=notes.on_rows(source for row in found for source in row.sources))


def _item(row: Item, notes: Footnotes) -> Iterator[Field]:
    account, line = row.account, row.account.line
    yield Field(text=str(row.commitment.pk), value=row.commitment.pk)
    yield _plain(line.name)
    yield _plain(str(line.get_category_display()))
    yield _plain(line.unit)
    yield Field(
        text=_amount_of(account.promised, line.unit),
        value=account.promised,
        note=notes.on(row.sources, of=numbered(row.commitment.pk)),
    )
    yield Field(text=_arrived(account), value=account.handed_over.known)
    yield Field(text="", value=account.handed_over.upper)
    yield Field(text=quantity_to(account.outstanding, account.outstanding_upper), value=account.outstanding)
    yield _plain(_(row.progress.label))


def _arrived(account: Balance) -> str:
    came = account.handed_over
    if not came.anything:
        return _("none reported")
    return _or_more(came.known) if came.upper is None else quantity_to(came.known, came.upper)


def _or_more(known: Decimal) -> str:
    return _("%(number)s or more") % {"number": quantity(known)} if known else _("number unknown")


def needs_section(narrative: Narrative, notes: Footnotes) -> Section:
    """Return what is asked for and how far it is covered."""
    columns = (
        Column(name="need", label=_("Need"), meaning=_("What is asked for.")),
        Column(name="unit", label="", meaning=_("What is counted; empty for pieces.")),
        Column(
            name="asked_for", label=_("How many are needed"), meaning=_("How many are asked for; empty where unknown.")
        ),
        Column(name="covered", label=_("Covered"), meaning=_("How many are covered for certain.")),
        Column(name="missing", label=_("Missing"), meaning=_("How many are missing; empty where unknown.")),
        Column(name="state", label=_("How far it is covered"), meaning=_("How far it is covered.")),
    )
    if not narrative.needs:
        return Section(title=_("Needs"), sentences=(Sentence(text=_("No public need is told of here.")),))
    rows = tuple(tuple(_need(row, notes)) for row in narrative.needs)
    return Section(
        title=_("Needs"), tables=(Table(name="needs", caption=_("Needs covered"), columns=columns, rows=rows),)
    )


def _need(row: AskedNeed, notes: Footnotes) -> Iterator[Field]:
    need, account = row.need, row.account
    yield _plain(need.what)
    yield _plain(need.unit)
    yield Field(text=_amount_of(need.quantity, need.unit), value=need.quantity, note=notes.on(row.sources))
    yield Field(
        text=_or_more(account.covered) if account.at_least else quantity(account.covered), value=account.covered
    )
    yield Field(text=quantity(account.missing), value=account.missing)
    yield _plain(_(account.state.label))
