"""The figures of a report in words: the ladder of certainty, its breakdowns, and amounts in one currency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from assistance.interchange.report.content import Column, Field, Picture, Section, Sentence, Table
from assistance.presentation.charts import (
    GROUPED,
    GroupRow,
    commitments,
    converted_drawing,
    group_drawing,
    group_rows,
    ladder_drawing,
)
from assistance.presentation.drawing import Drawing
from assistance.presentation.footnotes import Footnotes, day
from assistance.reports import Entry, Narrative, Rung, TotalsRow
from assistance.templatetags.figures import money, rate
from assistance.vocabulary import CommitmentStatus, WithheldScope

#: How many groups a chart draws; its table has all of them.
DRAWN = 12
#: The width and the height that a picture has beside its drawing, for margins and source.
MARGINS = 24


def picture_of(drawing: Drawing, narrative: Narrative) -> Picture:
    """Return ``drawing`` as a picture that stands alone, its links leading to the site."""
    site = settings.SITE_URL.rstrip("/")
    context = {"drawing": drawing, "site": site, "page": site + reverse("web:overview"), "today": narrative.today}
    return Picture(
        title=drawing.title,
        about="; ".join([drawing.about, *(mark.words for mark in drawing.marks)]),
        svg=render_to_string("web/charts/alone.svg", context),
        width=340 + MARGINS,
        height=drawing.whole_height,
    )


def glance(narrative: Narrative, notes: Footnotes) -> Section:
    """Return the ladder in sentences: what is promised or given rung by rung, then what is outside every sum."""
    if not narrative.entries:
        return Section(title=_("At a glance"), sentences=(Sentence(text=_("No public commitment is covered.")),))
    sentences = [
        Sentence(
            text=_("Covered: %(commitments)s.") % {"commitments": commitments(len(narrative.entries))},
            note=notes.on_all(narrative.entries),
        )
    ]
    rungs = sorted(narrative.ladder.rungs, key=lambda rung: not rung.counted)
    sentences += [_rung_sentence(rung, narrative, notes) for rung in rungs if rung.count]
    sentences.append(Sentence(text=_("Each status stands alone. Statuses and currencies are never added.")))
    return Section(title=_("At a glance"), sentences=tuple(sentences))


def _rung_sentence(rung: Rung, narrative: Narrative, notes: Footnotes) -> Sentence:
    told = [commitments(rung.count), *(money(entry.amount, entry.currency) for entry in rung.sums)]
    if rung.without_amount:
        told.append(_("with no amount stated: %(count)s") % {"count": rung.without_amount})
    if rung.withheld:
        told.append(_("with the amount withheld: %(count)s") % {"count": rung.withheld})
    if not rung.counted:
        told.append(_("outside every sum"))
    words = _("%(status)s: %(told)s.") % {"status": _(rung.status.label), "told": "; ".join(told)}
    return Sentence(text=words, note=notes.on_all(_at(narrative.entries, rung.status)))


def _at(entries: Iterable[Entry], status: CommitmentStatus) -> list[Entry]:
    return [entry for entry in entries if entry.commitment.status == status]


def ladder_section(narrative: Narrative, notes: Footnotes) -> Section:
    """Return the ladder as drawn and as its rows."""
    rows = [
        row
        for rung in narrative.ladder.rungs
        for row in _sum_rows(rung, _at(narrative.entries, rung.status), notes, ())
    ]
    tables = [
        Table(name="ladder", caption=_("By status and currency"), columns=tuple(_sum_columns()), rows=tuple(rows))
    ]
    pictures = [picture_of(ladder_drawing(narrative.ladder), narrative)] if narrative.entries else []
    if narrative.rungs and narrative.target:
        tables.append(_converted_table(narrative, notes))
        pictures.append(picture_of(converted_drawing(narrative.rungs, to=narrative.target), narrative))
    return Section(title=_("The ladder of certainty"), pictures=tuple(pictures), tables=tuple(tables))


def _sum_columns(group: str = "") -> Iterator[Column]:
    if group:
        yield Column(name="group", label=group, meaning=_("The group; of several named together, all of them."))
    yield Column(name="status_code", label="", meaning=_("Status, by its code."))
    yield Column(name="status", label=_("Status"), meaning=_("Status of the commitments."))
    yield Column(name="in_sums", label="", meaning=_("Whether the amounts are promised or given: yes or no."))
    yield Column(name="commitments", label=_("Commitments"), meaning=_("How many commitments the row counts."))
    yield Column(
        name="amount",
        label=_("Amount"),
        meaning=_("Exact sum of stated amounts in the currency; empty where none is stated or it is withheld."),
    )
    yield Column(name="currency", label="", meaning=_("ISO 4217 code. Amounts of two currencies must not be added."))


def _sum_rows(
    row: Rung | TotalsRow, entries: Sequence[Entry], notes: Footnotes, first: tuple[Field, ...]
) -> Iterator[tuple[Field, ...]]:
    """Yield a row for each currency, for what states no amount and for what is withheld, each with its footnote."""
    parts: list[tuple[str, Decimal | None, str, int, list[Entry]]] = []
    for entry in row.sums:
        stated = [each for each in entries if each.commitment.currency == entry.currency]
        parts.append((money(entry.amount, entry.currency), entry.amount, entry.currency, entry.count, stated))
    held = [each for each in entries if each.commitment.withholds(WithheldScope.AMOUNT)]
    silent = [each for each in entries if each.commitment.amount is None and each not in held]
    if row.without_amount:
        parts.append((_("no amount stated"), None, "", row.without_amount, silent))
    if row.withheld:
        parts.append((_("withheld"), None, "", row.withheld, held))
    for text, amount, currency, count, theirs in parts:
        yield (
            *first,
            Field(text=row.status.value, value=row.status.value),
            Field(text=_(row.status.label), value=_(row.status.label)),
            Field(text="", value="yes" if row.counted else "no"),
            Field(text=str(count), value=count),
            Field(text=text, value=amount, note=notes.on_all(theirs)),
            Field(text=currency, value=currency or None),
        )


def _converted_table(narrative: Narrative, notes: Footnotes) -> Table:
    """Return what stands on each rung in one currency; what could not be converted is counted."""
    columns = (
        Column(name="status_code", label="", meaning=_("Status, by its code.")),
        Column(name="status", label=_("Status"), meaning=_("Status of the commitments.")),
        Column(name="amount", label=_("In %(currency)s") % {"currency": narrative.target},
               meaning=_("Sum converted at the rate of the day each commitment was first reported.")),
        Column(name="currency", label="", meaning=_("ISO 4217 code. Amounts of two currencies must not be added.")),
        Column(name="commitments", label=_("Amounts converted"), meaning=_("How many amounts the sum holds.")),
        Column(name="unconverted", label=_("Not converted"), meaning=_("How many had no rate; they are in no sum.")),
    )  # fmt: skip
    rows = []
    for rung in (narrative.rungs or {}).values():
        stated = [row for row in _at(narrative.entries, rung.status) if row.converted is not None]
        if not stated:
            continue
        amount = rung.amount if rung.count else None
        text = money(amount, narrative.target) if amount is not None else _("none converted")
        rows.append((
            Field(text=rung.status.value, value=rung.status.value),
            Field(text=_(rung.status.label), value=_(rung.status.label)),
            Field(text=text, value=amount, note=notes.on_all(stated)),
            Field(text=narrative.target, value=narrative.target),
            Field(text=str(rung.count), value=rung.count),
            Field(text=str(rung.unconverted), value=rung.unconverted),
        ))  # fmt: skip
    caption = _("Converted into %(currency)s beside what is stated") % {"currency": narrative.target}
    return Table(name="ladder_converted", caption=caption, columns=columns, rows=tuple(rows))


def breakdown(narrative: Narrative, by: str, notes: Footnotes) -> Section:
    """Return the commitments by one grouping: the largest (or latest) groups as drawn, all of them as rows."""
    named = group_rows(narrative.by[by], by=by)
    drawn = named[-DRAWN:] if by == "month" else named[:DRAWN]
    page = settings.SITE_URL.rstrip("/") + reverse("web:chart", args=[by])
    rows = [
        row
        for group in named
        for totals in group.group.rows
        for row in _sum_rows(
            totals, _in_group(narrative, by, group, totals.status), notes, (Field(text=group.name, value=group.name),)
        )
    ]
    title, heading, _unknown = GROUPED[by]
    return Section(
        title=str(title),
        pictures=(picture_of(group_drawing(drawn, by=by, page=page), narrative),),
        tables=(Table(name=by, caption=str(title), columns=tuple(_sum_columns(str(heading))), rows=tuple(rows)),),
    )


def _in_group(narrative: Narrative, by: str, row: GroupRow, status: CommitmentStatus) -> list[Entry]:
    keys = {key for key, _name in row.group.parts}
    return [entry for entry in _at(narrative.entries, status) if narrative.keys_of(by, entry) == keys]


def rates_section(narrative: Narrative) -> Section:
    """Return every rate that was used, with its day and source, and how many amounts there was none for."""
    columns = (
        Column(name="day", label=_("Day"), meaning=_("Day of the rate.")),
        Column(name="currency", label=_("Currency"), meaning=_("What one unit is of.")),
        Column(name="target", label="", meaning=_("What the rate is in.")),
        Column(name="rate", label=_("Rate"), meaning=_("What one unit of the currency was worth.")),
        Column(name="source", label=_("Source of the rate"), meaning=_("Who set the rate.")),
    )
    rows = tuple(
        (
            Field(text=day(quote.day), value=quote.day),
            Field(text=money(Decimal(1), quote.currency), value=quote.currency),
            Field(text=quote.target, value=quote.target),
            Field(text=rate(quote.rate, quote.target), value=quote.rate),
            Field(text=quote.source, value=quote.source),
        )
        for quote in narrative.quotes
    )
    words = [
        _("Each amount is converted at the rate of the day it was first reported, or of a day within the week before.")
    ]
    if narrative.unconverted:
        words.append(_("Not converted, as there is no rate: %(count)s.") % {"count": narrative.unconverted})
    table = Table(name="rates", caption=_("Rates used"), columns=columns, rows=rows)
    return Section(title=_("Rates used"), sentences=tuple(Sentence(text=each) for each in words), tables=(table,))
