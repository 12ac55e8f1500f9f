"""What is going to be removed, told in every answer of it before it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http.response import HttpResponseBase
from django.utils.http import http_date

#: The page that tells how long what is deprecated stays.
POLICY = "/data/#deprecation-heading"


@dataclass(frozen=True, kw_only=True)
class Deprecation:
    """Since when (UTC) a view should not be used any more, when it ends at the earliest, and what takes its place.

    ``successor`` is an address, empty where nothing takes its place.
    """

    since: datetime
    sunset: datetime
    successor: str = ""

    def tell(self, response: HttpResponseBase) -> None:
        """Add it to ``response``: the headers of RFC 9745 and RFC 8594, with links to the policy and the successor."""
        response["Deprecation"] = f"@{_seconds(self.since)}"
        response["Sunset"] = http_date(_seconds(self.sunset))
        links = [f'<{POLICY}>; rel="deprecation"; type="text/html"']
        links += [f'<{self.successor}>; rel="successor-version"'] if self.successor else []
        response["Link"] = ", ".join(links)


def _seconds(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp())
