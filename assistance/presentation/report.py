"""A report in the active language: what it covers, and its sections in the order they are read."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assistance.interchange.report.content import Report, Section, Sentence, Words
from assistance.models.moments import asked_day
from assistance.presentation.asked import Asked
from assistance.presentation.footnotes import Footnotes, day
from assistance.presentation.report_figures import breakdown, glance, ladder_section, rates_section
from assistance.presentation.report_gaps import late_section, left_out
from assistance.presentation.report_rows import (
    changes_section,
    commitments_section,
    equipment_section,
    needs_section,
)
from assistance.reports import Narrative, narrative


def report_of(asked: Asked) -> Report:
    """Return the report on what is ``asked``, as known on the day that is asked about; public facts alone."""
    found = narrative(asked.commitments(), needs=asked.needs(), days=asked.days, today=asked_day(), to=asked.to)
    return Report(
        title=_("International assistance: %(what)s") % {"what": " · ".join(_subjects(asked))},
        language=(get_language() or "en")[:2],
        mark=_("Public facts only: no drafts, and nothing that is withheld."),
        stamp=_stamp(),
        covers=tuple(Sentence(text=text) for text in _covers(asked)),
        sections=tuple(_sections(found)),
        words=Words(sources=_("Sources"), back=_("Back to the text")),
    )


def _subjects(asked: Asked) -> Iterator[str]:
    """Yield what the report is about; names stand alone, in the nominative."""
    if asked.donor:
        yield _("donor %(name)s") % {"name": asked.donor}
    if asked.recipient:
        yield _("recipient %(name)s") % {"name": asked.recipient}
    if asked.sector:
        yield _("sector “%(name)s”") % {"name": _(asked.sector.label)}
    if asked.project:
        yield _("project “%(name)s”") % {"name": asked.project}
    if not asked.narrowed:
        yield _("all that is public")
    if asked.days.asked:
        yield _period(asked)


def _period(asked: Asked) -> str:
    since, until = asked.days.since, asked.days.until
    if since and until:
        return f"{day(since)} – {day(until)}"
    return _("from %(day)s") % {"day": day(since)} if since else _("until %(day)s") % {"day": day(until)}


def _covers(asked: Asked) -> Iterator[str]:
    if asked.days.asked:
        yield _("It covers the commitments that releases of these days speak of: %(days)s.") % {"days": _period(asked)}
        yield _("Status and amounts are those known on the day of this report, not those of the period’s end.")
    else:
        yield _("It covers all public commitments of what is named above, whatever their day.")
    yield _("Each figure has a footnote with its releases and their very words.")
    if asked.to:
        yield _("Amounts in %(currency)s are converted; what counts is what is stated.") % {"currency": asked.to}


def _stamp() -> str:
    """Return what the report was known by; the address shows the site as of the same day and records."""
    now, known_by = localtime(), asked_day()
    records = now.date()
    site = f"{settings.SITE_URL.rstrip('/')}/as-of/{known_by}/recorded/{records}/{(get_language() or 'en')[:2]}/"
    words = _("As told by releases up to %(day)s, in our records of %(records)s at %(time)s: %(address)s")
    return words % {
        "day": day(known_by),
        "records": day(records),
        "time": date_format(now, "H:i"),
        "address": site,
    }


def _sections(found: Narrative) -> Iterator[Section]:
    """Yield the sections; footnotes are numbered as they are made, so in this order."""
    notes = Footnotes()
    yield glance(found, notes)
    if found.entries:
        yield ladder_section(found, notes)
    yield changes_section(found, notes)
    if found.entries:
        yield breakdown(found, "sector", notes)
        yield breakdown(found, "month", notes)
        yield commitments_section(found, notes)
    yield equipment_section(found, notes)
    yield needs_section(found, notes)
    yield late_section(found, notes)
    yield left_out(found, notes)
    if found.target:
        yield rates_section(found)
