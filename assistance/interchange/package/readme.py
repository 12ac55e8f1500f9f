"""``README.md`` of the package: what is in it, how it is counted and written, and on what terms, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from assistance.interchange.package.descriptor import TITLE, Stamp, Written

#: The rules of counting, in the words of the method's page.
COUNTING: tuple[Promise, ...] = (
    gettext_lazy(
        "A claim is what one release says; a commitment is what staff decided there is. Several claims may speak of "
        "one commitment, which still counts once."
    ),
    gettext_lazy("What is under consideration, suspended or cancelled is shown apart and enters no sum."),
    gettext_lazy("Amounts stay in the currency they were stated in. Two currencies are never added."),
    gettext_lazy("A commitment without an amount is counted as one without an amount, never as zero."),
    gettext_lazy("An amount stated as about, at least or up to a number counts with that number, a range with its "
                 "lower end."),
    gettext_lazy("A quantity nobody stated is unknown, never zero; what is outstanding is then unknown too."),
    gettext_lazy("Totals that releases state over many commitments are kept beside the figures and added to nothing."),
    gettext_lazy(
        "What is withheld – for security, at a donor's request, during a procurement, to protect a person or until a "
        "day – is in no list and no sum. How many records that is in all is told, not whose they are: with a number "
        "for each donor or place one could find out."
    ),
    gettext_lazy(
        "The tracker knows what it has read. What nobody announced in writing, or what has not been read yet, is "
        "missing: silence is no zero."
    ),
)  # fmt: skip

#: How the files are to be read.
WRITING: tuple[Promise, ...] = (
    gettext_lazy("CSV in UTF-8, commas between cells, a heading in the first line; an empty cell is unknown, never 0."),
    gettext_lazy("Rows stand in the order of their key, changes the latest first. Fields whose names end in _id hold "
                 "the key of another table; datapackage.json says of which."),
    gettext_lazy("Amounts are exact numbers in full units of their currency. Days are written 2024-06-30, moments in "
                 "UTC."),
    gettext_lazy("A text that a spreadsheet would take for a formula has an apostrophe before it; take it off."),
    gettext_lazy("Of codes the table “codes” has the words, in English and Ukrainian."),
    gettext_lazy("The sum of a rung: the amounts in “commitments” of one status and one currency. By donor: join "
                 "“commitment_parties” on commitment_id where role is “funding”, and leave commitments of several "
                 "donors in a row of their own."),
    gettext_lazy("Of the same records the package is the same to the byte; it bears the time of the newest public "
                 "change, not that of its making."),
)  # fmt: skip


def readme(written: Sequence[Written], stamp: Stamp, *, language: str) -> str:
    """Return the text in ``language`` about a package of tables ``written``."""
    with override(language):
        return "\n".join(_lines(written, stamp)) + "\n"


def _lines(written: Sequence[Written], stamp: Stamp) -> Iterator[str]:
    yield f"# {TITLE}"
    yield ""
    yield _stamped(stamp)
    origin = _("Where it is from:")
    yield f"{origin} {stamp.site}"
    yield from _section(_("What is in it"), (f"`{each.path}` ({each.rows}): {each.table.about}" for each in written))
    yield from _section(_("How we count"), map(str, COUNTING))
    yield from _section(_("How it is written"), map(str, WRITING))
    yield from _section(_("Terms of use"), _terms(stamp))


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield f"## {heading}"
    yield ""
    yield from (f"- {line}" for line in lines)


def _stamped(stamp: Stamp) -> str:
    """Return of when the package is, in a sentence."""
    if stamp.known_on and stamp.recorded_on:
        days = {"day": date_format(stamp.known_on, "j E Y"), "recorded": date_format(stamp.recorded_on, "j E Y")}
        return _("What releases published by %(day)s told, by the records as they stood on %(recorded)s.") % days
    if stamp.known_on:
        day = {"day": date_format(stamp.known_on, "j E Y")}
        return _("What releases published by %(day)s told, by the records of today.") % day
    if stamp.changed_at is None:
        return _("Nothing is public yet.")
    return _("As of the newest public change: %(time)s UTC.") % {"time": f"{stamp.changed_at:%Y-%m-%d %H:%M}"}


def _terms(stamp: Stamp) -> Iterator[str]:
    if stamp.licence:
        told = _("The tracker's records may be used under this licence:")
        yield f"{told} {stamp.licence}"
    else:
        yield _("Whoever runs this tracker has not declared a licence for its records yet. Ask before you republish "
                "them as a whole; naming single facts with their source is free.")  # fmt: skip
    yield _("The texts of releases belong to their publishers; the words quoted from them are quotations.")
