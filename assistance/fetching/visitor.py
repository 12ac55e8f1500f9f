"""A guest of other hosts: it says who it is, keeps to their robots.txt, pauses, and comes back when it is asked to."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from protego import Protego

from assistance.fetching.answers import Answer, ask
from assistance.fetching.errors import FetchError
from assistance.fetching.network import whole
from assistance.vocabulary.labels import gettext_noop

#: What robots.txt calls us by.
NAME = "assistance-tracker"
#: How many seconds of pause a run takes upon itself; who asks for more is asked again in another run.
PATIENCE = 60
MOST_REDIRECTS = 5
ROBOTS_BYTES = 1_000_000
REDIRECTS = frozenset({301, 302, 303, 307, 308})
BUSY = frozenset({429, 503})
ACCEPT = (
    "text/html, application/pdf, text/plain;q=0.9, application/rss+xml, application/atom+xml, application/xml;q=0.9"
)

_DISALLOWED = gettext_noop(
    "is not for programs: the host's robots.txt forbids it. Ask the publisher, or do it by hand."
)
_NO_ROBOTS = gettext_noop(
    "is left alone: the host's robots.txt answers with an error (%(status)s), so nobody knows what it allows. "
    "It is asked again the next time."
)
_LEFT_ALONE = gettext_noop("is left until the next time: the host's robots.txt asks for pauses of %(seconds)s seconds.")
_BUSY = gettext_noop("is busy (%(status)s). The host is left alone until the next time.")
_STATUS = gettext_noop("cannot be had: the host answers with status %(status)s. Open the address in a browser.")
_IN_CIRCLES = gettext_noop("leads on more than %(most)s times. Give the address that it ends at.")
_LEADS_NOWHERE = gettext_noop("leads on without a word of where to. Give the address that it should end at.")


@dataclass(frozen=True, kw_only=True)
class Manners:
    """How hosts are asked: as whom, with how many seconds between two questions, and how long one may take.

    ``home`` is the address that tells a host who asks; ``private_hosts`` may stand in a private network.
    """

    home: str
    delay: float = 2
    seconds: float = 60
    private_hosts: frozenset[str] = frozenset()


class Visitor:
    """Asks hosts, for one run: it remembers what their robots.txt say, and who wants to be left alone."""

    def __init__(
        self,
        manners: Manners,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._manners = manners
        self._clock, self._sleep = clock, sleep
        self._not_before: dict[str, float] = {}
        self._resting: dict[str, FetchError] = {}
        self._rules: dict[str, Protego | FetchError] = {}
        #: Those who ask for longer pauses than a run takes: one question a run.
        self._asked_once: set[str] = set()

    def get(self, address: str, *, most: Callable[[str], int], etag: str = "", last_modified: str = "") -> Answer:
        """Return what stands at ``address`` or where that leads to: status 200 with its bytes, or 304 if unchanged.

        ``most`` tells for a media type how many bytes are taken; ``etag`` and ``last_modified`` are what the host said
        of the state that is known. Raises ``FetchError`` for everything else.
        """
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        answer = self._followed(whole(address), most, {name: said for name, said in known.items() if said})
        if answer.status == 200 or (answer.status == 304 and (etag or last_modified)):
            return answer
        raise FetchError(_STATUS, passing=answer.status >= 500, status=answer.status)

    def _followed(self, here: str, most: Callable[[str], int], known: dict[str, str]) -> Answer:
        """Ask for ``here`` and go where it leads, each time only where the host's robots.txt lets us."""
        for _step in range(MOST_REDIRECTS + 1):
            self._require_welcome(here)
            answer = self._asked(here, most, known)
            if answer.status not in REDIRECTS:
                return answer
            here = _next(answer)
        raise FetchError(_IN_CIRCLES, most=MOST_REDIRECTS)

    def _asked(self, address: str, most: Callable[[str], int], known: dict[str, str]) -> Answer:
        """Ask once, after a pause; a host that is busy once more, where it names a pause that is not too long."""
        host = _host(address)
        if host in self._resting:
            raise self._resting[host]
        for last in (False, True):
            self._pause(address)
            answer = self._ask(address, most, known)
            if answer.status not in BUSY:
                return answer
            wait = answer.seconds_to_wait()
            if wait is None or wait > PATIENCE or last:
                break
            self._not_before[host] = max(self._not_before[host], self._clock() + wait)
        self._resting[host] = FetchError(_BUSY, passing=True, wait=wait, status=answer.status)
        raise self._resting[host]

    def _ask(self, address: str, most: Callable[[str], int], known: dict[str, str]) -> Answer:
        manners = self._manners
        headers = {
            "User-Agent": f"{NAME} (+{manners.home})",
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        try:
            return ask(
                address,
                headers=headers | known,
                most=most,
                seconds=manners.seconds,
                private_hosts=manners.private_hosts,
            )
        finally:
            self._not_before[_host(address)] = self._clock() + manners.delay

    def _pause(self, address: str) -> None:
        """Wait until the host may be asked again."""
        host = _host(address)
        if host in self._not_before:
            more = min(self._asked_for(address), PATIENCE) - self._manners.delay
            self._sleep(max(0.0, self._not_before[host] + max(0.0, more) - self._clock()))

    def _asked_for(self, address: str) -> float:
        """Return for how many seconds between two questions the host's robots.txt asks."""
        rules = self._rules.get(_origin(address))
        return (rules.crawl_delay(NAME) or 0) if isinstance(rules, Protego) else 0

    def _require_welcome(self, address: str) -> None:
        """Raise ``FetchError`` unless the host's robots.txt lets us ask for ``address``."""
        origin = _origin(address)
        if origin not in self._rules:
            try:
                self._rules[origin] = self._robots(origin)
            except FetchError as error:
                self._rules[origin] = error
        rules = self._rules[origin]
        if isinstance(rules, FetchError):
            raise rules
        if not rules.can_fetch(address, NAME):
            raise FetchError(_DISALLOWED)
        if self._asked_for(address) > PATIENCE:
            if origin in self._asked_once:
                raise FetchError(_LEFT_ALONE, passing=True, seconds=round(self._asked_for(address)))
            self._asked_once.add(origin)

    def _robots(self, origin: str) -> Protego:
        """Return the rules of ``origin``; no file means no rules, and an error of the host that nothing is allowed."""
        here = f"{origin}/robots.txt"
        for _step in range(MOST_REDIRECTS + 1):
            answer = self._asked(here, lambda _kind: ROBOTS_BYTES, {})
            if answer.status >= 500:
                raise FetchError(_NO_ROBOTS, passing=True, status=answer.status)
            if answer.status not in REDIRECTS:
                return Protego.parse(answer.body.decode("utf-8", errors="replace"))
            here = _next(answer)
        return Protego.parse("")


def _next(answer: Answer) -> str:
    place = str(answer.said["Location"] or "")
    try:
        further = urljoin(answer.address, place) if place else ""
    except ValueError:
        further = ""
    if not further:
        raise FetchError(_LEADS_NOWHERE)
    return whole(further)


def _host(address: str) -> str:
    return str(urlsplit(address).hostname)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
