"""What days can be asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assistance.models import Release

#: How far apart two days are where only the later one is given.
YEAR = timedelta(days=365)
#: The names that two days to compare, and that of the records, stand under in an address.
FROM, TO, RECORDS_OF = "from", "to", "records_of"


class DayError(ValueError):
    """Nothing can be told of a day; ``name`` is what it stands under, the message says why and what to do."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


@dataclass(frozen=True, kw_only=True)
class TwoDays:
    """Two days to compare, ``recorded`` the day of the records where they are not those of today."""

    first: date
    last: date
    recorded: date | None


def two_days(query: Mapping[str, str]) -> TwoDays:
    """Return the days that ``query`` asks for: until today unless given, from a year before. Raises ``DayError``."""
    recorded = _day_in(query, RECORDS_OF)
    last = _day_in(query, TO) or recorded or timezone.localdate()
    first = _day_in(query, FROM) or max(last - YEAR, min(first_day() or last, last))
    for name, day in ((FROM, first), (TO, last)):
        if problem := problem_with(day, recorded):
            raise DayError(name if query.get(name) else RECORDS_OF, problem)
    if first > last:
        raise DayError(FROM, _("The earlier day is after the later one. Change them over."))
    return TwoDays(first=first, last=last, recorded=recorded)


def _day_in(query: Mapping[str, str], name: str) -> date | None:
    text = query.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        message = _("There is no such day. Write it as year, month and day, such as 2024-06-30.")
        raise DayError(name, message) from error


def first_day() -> date | None:
    """Return the day of the earliest public release, None where none has a day."""
    day: date | None = Release.objects.published().aggregate(day=Min("published_on"))["day"]
    return day


def problem_with(day: date, recorded: date | None = None) -> str:
    """Return why nothing can be told as of ``day``, or by the records of ``recorded``; empty where it can."""
    today = timezone.localdate()
    if future := next((each for each in (day, recorded) if each and each > today), None):
        return _("%(day)s has not come yet. Choose a day up to today.") % {"day": _in_words(future)}
    first = first_day()
    if first and day < first:
        return _("The earliest release here is of %(day)s. Choose that day or a later one.") % {"day": _in_words(first)}
    return _problem_with_records(day, recorded) if recorded else ""


def _problem_with_records(day: date, recorded: date) -> str:
    begun = Release.history.aggregate(at=Min("history_date"))["at"]
    if begun and recorded < timezone.localdate(begun):
        words = _("Our records begin on %(day)s. Choose that day or a later one for the records.")
        return words % {"day": _in_words(timezone.localdate(begun))}
    if recorded < day:
        return _("Records of an earlier day cannot tell what was known on a later one. Choose the later day for both.")
    return ""


def _in_words(day: date) -> str:
    return date_format(day, "j E Y")
