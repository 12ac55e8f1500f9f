"""Amounts in one currency, where a report is asked for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from assistance.api.errors import WrongParameterError
from assistance.models.moments import asked_day
from assistance.reports import targets

IN = OpenApiParameter(
    "in",
    str,
    description="Currency that amounts are converted into beside what is stated, such as `EUR`; one that has rates.",
)
RATES_OF = OpenApiParameter(
    "rates_of",
    OpenApiTypes.DATE,
    description=(
        "With `in`: convert every amount at the rates of this day, so that sums can be compared over time. These are "
        "constant exchange rates; prices are not taken into account. Without it, the day of the first report counts."
    ),
)
CONVERTING = [IN, RATES_OF]


#: What is said of converted amounts, by whether one day's rates are used.
AT_THE_DAY: Promise = gettext_lazy(
    "Converted amounts are at the rate of the day a commitment was first reported, or of the nearest day within the "
    "week before."
)
AT_ONE_DAY: Promise = gettext_lazy(
    "Converted amounts are all at the rates of one day, rates_of, or of the nearest day within the week before; prices "
    "are not taken into account."
)
RATES: Promise = gettext_lazy(
    "For the hryvnia the National Bank of Ukraine goes before other sources, for other currencies the European Central "
    "Bank; without a rate between two currencies, their rates to the euro are used. What has no rate or no day is "
    "counted in unconverted and is in no sum. Every amount is rounded to whole units."
)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The currency that amounts are wanted in, empty for none, and the day whose rates are used for all, if any."""

    to: str
    rates_of: date | None

    @property
    def note(self) -> str:
        """What is said of the converted amounts, empty where none are wanted."""
        return f" {AT_ONE_DAY if self.rates_of else AT_THE_DAY} {RATES}" if self.to else ""


def wanted_in(request: Request) -> Wanted:
    """Return what conversion ``request`` asks for; raise ``WrongParameterError`` for what cannot be."""
    to, text = request.query_params.get(IN.name, ""), request.query_params.get(RATES_OF.name, "")
    if to and to not in (known := targets()):
        message = _("There are no rates of this currency. Allowed: %(names)s.")
        told = message % {"names": ", ".join(known) or _("none")}
        raise WrongParameterError({IN.name: [told]}, {IN.name: tuple(known)})
    if text and not to:
        raise WrongParameterError({RATES_OF.name: [_("Name the currency to convert into too, such as in=EUR.")]})
    return Wanted(to=to, rates_of=_day(text) if text else None)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        message = _("There is no such day. Write it as year, month and day, such as 2024-06-30.")
        raise WrongParameterError({RATES_OF.name: [message]}) from error
    if day > asked_day():
        message = _("There are no rates of a day that has not come yet. Choose an earlier one.")
        raise WrongParameterError({RATES_OF.name: [message]})
    return day
