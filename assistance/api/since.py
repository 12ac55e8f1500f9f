"""From which moment on rows are asked for: ``updated_since``."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from assistance.api.errors import WrongParameterError
from assistance.models.moments import asked_moment

UPDATED_SINCE = OpenApiParameter(
    "updated_since",
    str,
    description="Only what changed in public from this moment on: a day (from its midnight in the tracker's zone) or a "
    "moment with its zone, such as `2026-11-22T12:00:00Z`. The answer then has `gone` beside `results`: what ceased to "
    "be public since, by number and time. Not together with `as_of`.",
)


def asked_moment_in(request: Request) -> datetime | None:
    """Return the moment that ``request`` names, None without one; raise ``WrongParameterError`` where it is none."""
    written = request.query_params.get(UPDATED_SINCE.name, "").replace(" ", "+")
    if not written:
        return None
    if asked_moment():
        raise WrongParameterError(
            {UPDATED_SINCE.name: [_("What changed is of no day. Leave out “updated_since”, or the day.")]}
        )
    try:
        moment = _moment(parse_date(written) or parse_datetime(written))
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        message = _("Write a day, such as 2026-11-22, or a moment with its zone, such as 2026-11-22T12:00:00Z.")
        raise WrongParameterError({UPDATED_SINCE.name: [message]})
    return moment


def _moment(parsed: date | datetime | None) -> datetime | None:
    if isinstance(parsed, datetime):
        return None if is_naive(parsed) else parsed
    return make_aware(datetime.combine(parsed, time.min)) if parsed else None
