"""What days can be asked about."""

from __future__ import annotations

from datetime import date

from django.db.models import Min
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assistance.models import Release


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
