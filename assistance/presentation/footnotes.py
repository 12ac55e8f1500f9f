"""Footnotes: the releases a figure rests on, with their very words, numbered in the order of reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from assistance.interchange.report.content import Note, Quotation
from assistance.models import Release
from assistance.reports import Entry, Source

#: Words of a passage that a footnote quotes at most.
QUOTED = 80
#: How many passages a footnote on a figure quotes; of more it says where these stand.
IN_FULL = 4
#: Addresses that a document may lead to.
WEB = ("https://", "http://")


def day(at: date | None) -> str:
    """Return the day in words."""
    return date_format(at, "j E Y") if at else _("on an unknown day")


def numbered(commitment: int) -> str:
    """Return what a commitment is called by its number."""
    return _("No. %(number)s") % {"number": commitment}


class Footnotes:
    """Makes footnotes. They are to be made in the order they are read in, as that is how they are numbered."""

    def __init__(self) -> None:
        self._made = 0
        self._quoted: dict[tuple[int, str], int] = {}

    def on(self, sources: Iterable[Source], *, of: str = "") -> Note:
        """Return a footnote with the words of ``sources``, which speak of the record ``of``."""
        quotations = tuple(self._quotations(sources, of))
        return self._note("" if quotations else _without(of), quotations)

    def on_rows(self, sources: Iterable[Source]) -> Note:
        """Return a footnote on a number of rows of the table below: their releases, or that these are quoted there."""
        found = tuple(dict.fromkeys(sources))
        if len(found) > IN_FULL:
            return self._note(_("The releases, with their words, are in the footnotes of the table below."), ())
        return self.on(found)

    def on_all(self, entries: Sequence[Entry]) -> Note:
        """Return a footnote on a figure that ``entries`` make up: their releases, or where these are quoted."""
        if sum(len(entry.sources) for entry in entries) > IN_FULL:
            words = _("Made up of: %(numbers)s. Their releases and the very words are in the table of commitments.")
            keys = sorted(entry.commitment.pk for entry in entries)
            return self._note(words % {"numbers": ", ".join(map(numbered, keys))}, ())
        named = [(numbered(entry.commitment.pk), entry.sources) for entry in entries]
        quotations = tuple(each for of, sources in named for each in self._quotations(sources, of))
        return self._note(" ".join(_without(of) for of, sources in named if not sources), quotations)

    def _quotations(self, sources: Iterable[Source], of: str) -> Iterator[Quotation]:
        """Yield one quotation for each release, its passages in order; one that was quoted before says where."""
        passages: dict[int, dict[str, Source]] = defaultdict(dict)
        for source in sources:
            passages[source.release.pk][" ".join(source.words.split())] = source
        for key, found in passages.items():
            words = " […] ".join(found)
            number = self._quoted.setdefault((key, words), self._made + 1)
            release = next(iter(found.values())).release
            yield _quotation(release, words, of, first=number if number <= self._made else None)

    def _note(self, text: str, quotations: tuple[Quotation, ...]) -> Note:
        self._made += 1
        return Note(number=self._made, text=text, quotations=quotations)


def _without(of: str) -> str:
    words = _("No release of it is shown: staff decided it, or what its release tells is withheld.")
    return f"{of}: {words}" if of else words


def _quotation(release: Release, words: str, of: str, *, first: int | None) -> Quotation:
    told = {
        "publisher": release.publisher or _("publisher unknown"),
        "title": release.title,
        "day": day(release.published_on),
        "number": first,
    }
    line = _("%(publisher)s, “%(title)s”, %(day)s") % told
    if first:
        line = _("%(publisher)s, %(day)s: quoted in footnote %(number)s") % told
    return Quotation(
        of=of,
        line=f"{of}: {line}" if of else line,
        again=first is not None,
        publisher=release.publisher,
        title=release.title,
        day=release.published_on.isoformat() if release.published_on else "",
        address=release.source_url if release.source_url.startswith(WEB) else "",
        words=Truncator(words).words(QUOTED, truncate=" …"),
        language=release.language,
    )
