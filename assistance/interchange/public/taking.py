"""When rows are taken and as of which day, in words and in the name of a file."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assistance.interchange.public.tables import Taken
from assistance.models.moments import asked_moment


def taken_now(*selection: str, source: str) -> Taken:
    """Return that rows are taken now, of the day that is asked about."""
    asked = asked_moment()
    return Taken(
        at=timezone.localtime(),
        selection="; ".join([*dated_in_words(), *selection]),
        source=source,
        known_on=asked.day if asked else None,
        recorded_on=asked.recorded if asked else None,
    )


def dated_name() -> str:
    """Return what the date that is asked about adds to the name of a file, nothing for the present."""
    asked = asked_moment()
    if asked is None:
        return ""
    return f"-as-of-{asked.day.isoformat()}" + (f"-recorded-{asked.recorded.isoformat()}" if asked.recorded else "")


def dated_in_words() -> list[str]:
    """Return in words as of which day rows are, nothing for the present."""
    asked = asked_moment()
    days = {_("as of"): asked.day, _("as recorded on"): asked.recorded} if asked else {}
    return [f"{words} {date_format(day, 'j E Y')}" for words, day in days.items() if day]
