"""The dossier of a donor in words, in the active language: one text for the page and for the document."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from assistance import reports
from assistance.admin.links import NOTHING
from assistance.admin.question_text import between, in_words
from assistance.interchange.documents import Document, Entry, Section, Table
from assistance.models import Claim, Commitment
from assistance.templatetags.figures import hedged, money, quantity, value_of
from assistance.vocabulary import ClockKind

#: Words of a passage that are quoted at most: a dossier is read at a table.
QUOTED = 60


def dossier_document(dossier: reports.Dossier) -> Document:
    """Return ``dossier`` in the active language."""
    officer = dossier.donor.desk_officer
    notes = [_("As known on %(day)s.") % {"day": _day(dossier.today)}]
    if officer:
        notes.append(_("Desk officer: %(name)s.") % {"name": officer.get_full_name() or officer.get_username()})
    return Document(
        title=_("Dossier: %(donor)s") % {"donor": dossier.donor},
        language=(get_language() or "en")[:2],
        mark=_("Internal. Holds drafts and what is not public; not to be handed over."),
        notes=tuple(notes),
        sections=tuple(section for section in _sections(dossier) if section),
    )


def _sections(dossier: reports.Dossier) -> Iterable[Section | None]:
    yield _glance(dossier)
    yield _open_promises(dossier)
    yield _clocks(_("Overdue, silent, ending"), dossier.overdue, _("Nothing promised is overdue."))
    yield _equipment(dossier)
    if dossier.valued:
        yield _values(dossier)
    if dossier.owed:
        yield _clocks(_("What those who receive owe by law"), dossier.owed, "")
    yield _thanks(dossier)
    if dossier.totals:
        yield _totals(dossier)
    yield _questions(dossier)


def _day(day: date | None) -> str:
    return date_format(day, "j E Y") if day else _("unknown")


def _named(commitment: Commitment) -> str:
    return f"#{commitment.pk} {commitment}"


def _glance(dossier: reports.Dossier) -> Section:
    rows = [
        (
            _(rung.status.label),
            str(rung.count),
            "; ".join(money(entry.amount, entry.currency) for entry in rung.sums) or NOTHING,
            str(rung.without_amount) if rung.without_amount else NOTHING,
        )
        for rung in dossier.ladder.rungs
        if rung.count
    ]
    headers = (_("Status"), _("Commitments"), _("Amounts, currency by currency"), _("Without an amount"))
    if not rows:
        return Section(title=_("At a glance"), notes=(_("No commitment of this donor is known."),))
    note = _(
        "Each row is one status: rows and currencies are never added. "
        "A commitment given jointly stands with its full sum."
    )
    last = dossier.last_word
    entries = (_quoted(_("The last word"), (), last),) if last else ()
    return Section(
        title=_("At a glance"), notes=(note,), table=Table(headers=headers, rows=tuple(rows)), entries=entries
    )


def _quoted(title: str, facts: tuple[str, ...], claim: Claim | None) -> Entry:
    if claim is None:
        return Entry(title=title, facts=facts, source=_("No release speaks of it."))
    release = claim.release
    words = {"day": _day(release.published_on), "title": release.title, "publisher": release.publisher or NOTHING}
    return Entry(
        title=title,
        facts=facts,
        quote=Truncator(" ".join(claim.words.split())).words(QUOTED, truncate="…"),
        quote_language=release.language,
        source=_("%(day)s, “%(title)s” (%(publisher)s)") % words,
    )


def _open_promises(dossier: reports.Dossier) -> Section:
    entries = [_promise(promise) for promise in dossier.open_promises]
    return Section(
        title=_("Open promises"),
        notes=() if entries else (_("No promise is open."),),
        entries=tuple(entries),
    )


def _promise(promise: reports.Promise) -> Entry:
    commitment = promise.commitment
    facts = [_(promise.status.label), hedged(commitment)]
    if promise.beside:
        facts.append(_("together with %(donors)s") % {"donors": ", ".join(map(str, promise.beside))})
    if promise.due_on:
        facts.append(_("due by %(day)s") % {"day": _day(promise.due_on)})
    return _quoted(_named(commitment), tuple(facts), promise.last_word)


def _clocks(title: str, running: Iterable[reports.Clock], nothing: str) -> Section:
    rows = [(_(clock.kind.label), _named(clock.commitment), _day(_told(clock)), _days(clock)) for clock in running]
    if not rows:
        return Section(title=title, notes=(nothing,))
    headers = (_("Clock"), _("Commitment"), _("Day"), _("How long"))
    return Section(title=title, table=Table(headers=headers, rows=tuple(rows)))


def _told(clock: reports.Clock) -> date | None:
    """Return the day that is shown: of a silent commitment that of the last word, else the one it is due on."""
    return clock.since if clock.kind == ClockKind.SILENT else clock.due_on


def _days(clock: reports.Clock) -> str:
    if clock.kind == ClockKind.SILENT and clock.days_since is not None:
        words = ngettext("nothing heard for %(days)s day", "nothing heard for %(days)s days", clock.days_since)
        return words % {"days": clock.days_since}
    if clock.days_over:
        return ngettext("%(days)s day over", "%(days)s days over", clock.days_over) % {"days": clock.days_over}
    return ngettext("%(days)s day left", "%(days)s days left", clock.days_left) % {"days": clock.days_left}


def _equipment(dossier: reports.Dossier) -> Section:
    rows = [
        (
            f"{row.line} (#{row.line.commitment_id})",
            _counted(row, quantity(row.promised)),
            _counted(row, _arrived(row.handed_over)),
            _counted(row, _outstanding(row)),
        )
        for row in dossier.equipment
    ]
    if not rows:
        return Section(title=_("Equipment"), notes=(_("No equipment is promised."),))
    headers = (_("Item"), _("Promised"), _("Handed over"), _("Outstanding"))
    return Section(title=_("Equipment"), table=Table(headers=headers, rows=tuple(rows)))


def _values(dossier: reports.Dossier) -> Section:
    rows = [
        (
            f"{event.line} (#{event.line.commitment_id})",
            f"{event.get_stage_display()}, {_day(event.happened_on)}",
            value_of(event),
            event.get_value_scope_display(),
            event.get_valuation_basis_display(),
        )
        for event in dossier.valued
    ]
    headers = (_("Item"), _("Delivery"), _("Value"), _("Value of"), _("Valuation basis"))
    note = _("What reports state that deliveries were worth; added neither to one another nor to what was promised.")
    return Section(title=_("Value of what came"), notes=(note,), table=Table(headers=headers, rows=tuple(rows)))


def _counted(row: reports.Balance, number: str) -> str:
    return f"{number} {row.line.unit}" if row.line.unit and any(sign.isdigit() for sign in number) else number


def _arrived(arrived: reports.Arrived) -> str:
    if not arrived.anything:
        return NOTHING
    if arrived.upper is None:
        return _("%(number)s or more") % {"number": quantity(arrived.known)} if arrived.known else _("number unknown")
    return between(arrived.known, arrived.upper)


def _outstanding(row: reports.Balance) -> str:
    return between(row.outstanding, row.outstanding_upper)


def _thanks(dossier: reports.Dossier) -> Section:
    rows = [
        (_day(thanks.given_on), thanks.occasion, thanks.by_whom or NOTHING, str(thanks.release or NOTHING))
        for thanks in dossier.thanks
    ]
    if not rows:
        return Section(title=_("Thanks given"), notes=(_("No thanks are recorded."),))
    headers = (_("Day"), _("Occasion"), _("By whom"), _("Release"))
    return Section(title=_("Thanks given"), table=Table(headers=headers, rows=tuple(rows)))


def _totals(dossier: reports.Dossier) -> Section:
    """Set totals that releases state beside what is itemised; a gap is told, nothing is added."""
    rows = [
        (
            " ".join(part for part in (money(row.total.amount, row.total.currency), row.total.scope) if part),
            money(row.itemised, row.total.currency) if row.itemised is not None else NOTHING,
            money(row.gap, row.total.currency) if row.gap is not None else NOTHING,
            f"{row.total.release} ({_day(row.total.release.published_on)})",
        )
        for row in dossier.totals
    ]
    headers = (_("Stated in all"), _("Itemised here"), _("Gap"), _("Release"))
    note = _("What releases state over many commitments, beside the sum of those known in that currency; never added.")
    return Section(title=_("Stated totals"), notes=(note,), table=Table(headers=headers, rows=tuple(rows)))


def _questions(dossier: reports.Dossier) -> Section:
    entries = [
        Entry(title=_named(commitment), points=tuple(in_words(question) for question in questions))
        for commitment, questions in groupby(dossier.questions, key=lambda question: question.commitment)
    ]
    nothing = () if entries else (_("Nothing is open, overdue or unknown."),)
    return Section(title=_("Questions to ask"), notes=nothing, entries=tuple(entries))
