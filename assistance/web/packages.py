"""The data package, built when somebody asks for it and kept until records change.

So it never tells what was withheld meanwhile, and has no timer to fall behind. Each server process keeps its own.
"""

from __future__ import annotations

import hashlib
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from assistance.interchange.package import RestlessError, Stamp, build_package
from assistance.interchange.public.freshness import keep
from assistance.models.moments import asked_moment
from assistance.models.record_state import state_of_records
from assistance.web.errors import unavailable


@dataclass(frozen=True, kw_only=True)
class Built:
    """A package: the ``file`` it is in, which goes when nobody holds this any longer, and what tells it from others.

    ``state`` is that of the records, the day and the settings it was built of.
    """

    file: IO[bytes]
    stamp: Stamp
    tag: str
    state: str

    def opened(self) -> IO[bytes]:
        """Return the file, opened once more: several may be reading it."""
        return Path(self.file.name).open("rb")


class Kept:
    """The package of today that was built last, by this process; others wait while it is built anew."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._built: Built | None = None

    def current(self) -> Built:
        """Return the package as the records are now; raise ``RestlessError`` where they do not stand still."""
        with self._lock:
            state = _state()
            if self._built is None or self._built.state != state:
                self._built = _build(state)
            return self._built


KEPT = Kept()


def show(request: HttpRequest) -> HttpResponseBase:
    """Return the package, of the day that is asked about: those are not kept, as there are so many days."""
    try:
        built = _build(_state()) if asked_moment() else KEPT.current()
    except RestlessError:
        return unavailable(request, why="database")
    tag = quote_etag(built.tag)
    unchanged: HttpResponse | None = get_conditional_response(request, etag=tag)
    response: HttpResponseBase = unchanged or FileResponse(
        built.opened(),
        as_attachment=True,
        filename=f"datapackage-{built.stamp.version}.zip",
        content_type="application/zip",
    )
    response["ETag"] = tag
    keep(response)
    return response


def _state() -> str:
    """Return what the package of now hangs on; embargoes end by days."""
    return f"{timezone.localdate()} {settings.DATA_LICENCE} {settings.SITE_URL} {state_of_records()}"


def _build(state: str) -> Built:
    file = tempfile.NamedTemporaryFile(prefix="datapackage-", suffix=".zip")  # noqa: SIM115 - it lives as long as Built
    stamp = build_package(file)
    file.flush()
    return Built(file=file, stamp=stamp, tag=hashlib.file_digest(file, "sha256").hexdigest(), state=state)
