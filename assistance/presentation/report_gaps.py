"""What is overdue or silent, and what a report leaves out and why, in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from assistance.interchange.report.content import Column, Field, Section, Sentence, Table
from assistance.presentation.charts import commitments
from assistance.presentation.footnotes import Footnotes, day, numbered
from assistance.reports import Late, Narrative
from assistance.templatetags.figures import quantity
from assistance.vocabulary import ClockKind, WithheldScope


def late_section(narrative: Narrative, notes: Footnotes) -> Section:
    """Return what is overdue or silent by what is public."""
    if not narrative.late:
        return Section(title=_("Overdue and silent"), sentences=(Sentence(text=_("Nothing is overdue or silent.")),))
    columns = (
        Column(name="kind", label=_("What"), meaning=_("Whether the promised day is over or nothing was heard.")),
        Column(name="id", label=_("No."), meaning=_("Number of the commitment.")),
        Column(name="title", label=_("Commitment"), meaning=_("Title of the commitment.")),
        Column(name="since", label=_("Since"), meaning=_("The promised day, or the day of the last public word.")),
        Column(name="days", label=_("Days"), meaning=_("How many days ago that was.")),
    )
    table = Table(
        name="late",
        caption=_("Overdue and silent"),
        columns=columns,
        rows=tuple(tuple(_late(row, notes)) for row in narrative.late),
    )
    words = _("Overdue: the promised day is over. Silent: no public word for a long time. Of all that is asked for.")
    return Section(title=_("Overdue and silent"), sentences=(Sentence(text=words),), tables=(table,))


def _late(row: Late, notes: Footnotes) -> Iterator[Field]:
    kind = _("Promised day is over") if row.kind == ClockKind.PROMISE_PASSED else _("No public word")
    yield Field(text=kind, value=kind)
    yield Field(text=str(row.commitment.pk), value=row.commitment.pk)
    yield Field(text=row.commitment.title, value=row.commitment.title)
    yield Field(text=day(row.since), value=row.since, note=notes.on(row.sources, of=numbered(row.commitment.pk)))
    yield Field(text=quantity(Decimal(row.days)), value=row.days)


def left_out(narrative: Narrative, notes: Footnotes) -> Section:
    """Return what is in no figure, and why."""
    told = []
    if narrative.beside:
        words = _("No release of these days speaks of them: %(commitments)s.")
        told.append(words % {"commitments": commitments(narrative.beside)})
    if narrative.undated:
        words = _("Among these, no release of theirs has a day: %(commitments)s.")
        told.append(words % {"commitments": commitments(narrative.undated)})
    held = [row for row in narrative.entries if row.commitment.withholds(WithheldScope.AMOUNT)]
    without = [row for row in narrative.entries if row.commitment.amount is None and row not in held]
    sentences = [Sentence(text=each) for each in told]
    for rows, words in (
        (without, _("In no sum, as no amount is stated: %(commitments)s.")),
        (held, _("In no sum, as the amount is withheld: %(commitments)s.")),
    ):
        if rows:
            text = words % {"commitments": commitments(len(rows))}
            sentences.append(Sentence(text=text, note=notes.on_all(rows)))
    return Section(title=_("What is left out, and why"), sentences=(*sentences, *_never_in(narrative)))


def _never_in(narrative: Narrative) -> Iterator[Sentence]:
    """Yield what is in no report, whatever it is about."""
    if narrative.withheld.records:
        words = _("Withheld as a whole, in the whole tracker: %(commitments)s. Whose they are, is not told.")
        yield Sentence(text=words % {"commitments": commitments(narrative.withheld.records)})
    yield Sentence(
        text=_("In no sum of what is promised or given: what is under consideration, suspended or cancelled.")
    )
    yield Sentence(text=_("Drafts are in nothing here. Amounts are never guessed, and an unknown number is never 0."))
