"""Dates: when the release was published, and the period an assistance runs for."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from assistance.extraction.findings import Period
from assistance.extraction.text import Sentence, Source
from assistance.extraction.wordlists import table

_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_YEARS = re.compile(r"(?<![\d.,$€£№-])((?:19|20)\d\d)(?: ?- ?((?:19|20)\d\d))?(?![\d%]|[.,]\d)")
_HEAD_PARAGRAPHS = 6


@dataclass(frozen=True, slots=True)
class Dated:
    """A day at ``plain[start:end]``."""

    start: int
    end: int
    day: date


@cache
def months() -> dict[str, int]:
    """Return the number of each month by its names, in all forms and in small letters."""
    return {form: number for number, forms in enumerate(table("dates")["months"], start=1) for form in forms}


@cache
def _named() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?P<m1>{names})\.?"
        rf"|(?P<m2>{names})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)"
        rf"(?!\w)(?:,? (?P<y>\d{{4}})(?!\d))?",
        re.IGNORECASE,
    )


def published(source: Source) -> date | None:
    """Return the day the release gives for itself: in its first lines, or after its title."""
    for number, (start, end, _) in enumerate(source.paragraphs[:_HEAD_PARAGRAPHS]):
        line = source.plain[start : min(end, start + 300)]
        if number == 0 and len(source.paragraphs) > 1:
            continue
        short = end - start <= 80
        match = _NUMERIC.search(line) if short else None
        if match:
            day = _day(int(match[3]), int(match[2]), int(match[1]))
            if day:
                return day
        day = _named_day(line, short=short)
        if day:
            return day
    return None


def _named_day(line: str, *, short: bool) -> date | None:
    """Return the first day with a year of a date line, or of a dateline such as "KYIV, 4 April 2024 –"."""
    iso = _ISO.search(line) if short else None
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    match = _named().search(line if short else line[:60])
    if not match or not match["y"] or not (short or re.match(r"[\s.]*(?:\([^)\n]{1,60}\))?\s*-", line[match.end() :])):
        return None
    return _day(int(match["y"]), months()[(match["m1"] or match["m2"]).lower()], int(match["d1"] or match["d2"]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find(source: Source, near: date | None) -> tuple[Dated, ...]:
    """Return the days named in the text. One without a year is completed only from ``near``, the day of publication."""
    found = []
    for match in _named().finditer(source.plain):
        year = int(match["y"]) if match["y"] else near.year if near else None
        month = months()[(match["m1"] or match["m2"]).lower()]
        day = _day(year, month, int(match["d1"] or match["d2"])) if year else None
        if day:
            found.append(Dated(match.start(), match.end(), day))
    for match in _NUMERIC.finditer(source.plain):
        day = _day(int(match[3]), int(match[2]), int(match[1]))
        if day:
            found.append(Dated(match.start(), match.end(), day))
    return tuple(sorted(found, key=lambda dated: dated.start))


def period(source: Source, sentence: Sentence) -> Period | None:
    """Return the years a sentence gives for the assistance: "in the period 2023-2024", "since 2015", "in 2024"."""
    for match in _YEARS.finditer(source.plain, sentence.start, sentence.end):
        before = source.plain[max(sentence.start, match.start() - 24) : match.start()].lower().split()
        lead = before[-1] if before else ""
        first = date(int(match[1]), 1, 1)
        span = source.span(match.start(), match.end())
        if match[2]:
            last = date(int(match[2]), 12, 31)
            return Period(span=span, rule="dates.years", start=first, end=last) if last > first else None
        if lead in table("dates")["open_start"]:
            return Period(span=span, rule="dates.since", start=first)
        if lead in table("dates")["within"]:
            return Period(span=span, rule="dates.year", start=first, end=date(int(match[1]), 12, 31))
    return None
