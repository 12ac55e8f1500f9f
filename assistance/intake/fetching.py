"""Releases fetched from feeds and addresses: what is new is stored as an import stores it, nothing is published."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from assistance.fetching import Answer, Entry, Feed, FetchError, Manners, Visitor, is_feed, listed, read_feed, whole
from assistance.intake.fetched_pages import Terms, fetched_document, page_bytes
from assistance.intake.recording import Stored
from assistance.intake.storing import findings_in, store
from assistance.models import FetchedAddress, Release, Source
from assistance.readers import DocumentError
from assistance.vocabulary import FetchOutcome, SourceKind
from assistance.vocabulary.labels import gettext_noop

logger = logging.getLogger(__name__)

OUTCOMES = {
    Stored.NEW: FetchOutcome.STORED,
    Stored.UNCHANGED: FetchOutcome.UNCHANGED,
    Stored.SUPERSEDES: FetchOutcome.SUPERSEDES,
}
#: The longest that a host is left alone because it asked for it.
LONGEST_WAIT = timedelta(days=1)
#: How many characters of what a host calls a state are kept; a longer word is not kept at all.
LONGEST_STATE = 255
NO_STATE = ("", "")

NO_FEED = gettext_noop("is no feed. Look for the address of the feed, or enter the page in a list of addresses.")
AT_WORK = gettext_noop("is being fetched from already. Wait until that is over.")
RESTING = gettext_noop("asked to be left alone until %(until)s.")
BROKEN_OFF = gettext_noop("was not read to its end: whoever fetched was stopped.")
UNFORESEEN = gettext_noop("made fetching break off (%(problem)s). Report it with the address.")


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What became of one address: the release, or the reason why there is none.

    ``doubtful`` counts the characters of its text that could not be read in the page's encoding; ``state`` is what
    its host calls the state that was had (ETag, Last-Modified).
    """

    address: str
    outcome: FetchOutcome
    release: Release | None = None
    claims: int = 0
    needs: int = 0
    doubtful: int = 0
    state: tuple[str, str] = NO_STATE
    problem: FetchError | DocumentError | None = None


@dataclass(kw_only=True)
class FetchReport:
    """What became of the addresses of a source, and how many are left for the next time.

    ``problem`` says why nothing was fetched, ``put_off`` why nothing was asked for now.
    """

    fetched: list[Fetched] = field(default_factory=list)
    left: int = 0
    problem: FetchError | None = None
    put_off: FetchError | None = None

    @property
    def counts(self) -> dict[str, int]:
        """The number of addresses of each outcome, and of those that are ``left``."""
        found = Counter(one.outcome.value for one in self.fetched)
        return dict(found) | ({"left": self.left} if self.left else {})

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left that the next time may have."""
        return not (self.left or self.problem or any(one.outcome == FetchOutcome.FAILED for one in self.fetched))

    @property
    def failed(self) -> bool:
        """Whether anything was not had."""
        return bool(self.problem or any(one.problem for one in self.fetched))


#: Is called after each address, with what became of it, its number, and how many there are.
Tell = Callable[[Fetched, int, int], None]


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Who fetches, as whose guest, how many addresses of a source at most, and whom progress is told."""

    by: User
    visitor: Visitor
    most: int
    tell: Tell = lambda _fetched, _number, _total: None


def new_visitor() -> Visitor:
    """Return a visitor with the manners that the settings prescribe."""
    return Visitor(
        Manners(
            home=settings.SITE_URL,
            delay=settings.FETCH_DELAY,
            seconds=settings.FETCH_SECONDS,
            private_hosts=frozenset(host.lower() for host in settings.FETCH_PRIVATE_HOSTS),
        )
    )


def fetch_source(source: Source, visit: Visit) -> FetchReport:
    """Fetch what is new from ``source``, and keep with it what came of that."""
    now = timezone.now()
    if source.wait_until and source.is_resting:
        until = timezone.localtime(source.wait_until).strftime("%Y-%m-%d %H:%M")
        return FetchReport(put_off=FetchError(RESTING, until=until))
    if not Source.objects.free(now).filter(pk=source.pk).update(alive_at=now):
        return FetchReport(put_off=FetchError(AT_WORK))
    report, state = FetchReport(problem=FetchError(BROKEN_OFF)), NO_STATE
    try:
        report, state = _from_source(source, visit)
    except Exception as error:
        report = FetchReport(problem=_told(error))
    finally:
        _keep(source, report, state)
    return report


def fetch_address(address: str, visit: Visit) -> FetchReport:
    """Fetch the feed or the page at ``address``, which is no source of the tracker's."""
    try:
        here = whole(address)
        known = FetchedAddress.objects.filter(address=here).first()
        answer = visit.visitor.get(here, most=page_bytes(here, or_feed=True), **_known_state(known))
        if is_feed(answer.body):
            return _fetch_all(read_feed(answer.body, address=answer.address), Terms(), visit, source=None)
        page = Feed(title="", entries=(Entry(address=here),))
        return _fetch_all(page, Terms(), visit, source=None, had=answer)
    except Exception as error:
        return FetchReport(problem=_told(error))


def fetch_list(text: str, visit: Visit) -> FetchReport:
    """Fetch the addresses in ``text``, one a line, which is no source of the tracker's."""
    try:
        return _fetch_all(_as_feed(text), Terms(), visit, source=None)
    except Exception as error:
        return FetchReport(problem=_told(error))


def _told(error: Exception) -> FetchError:
    """Return why a source could not be fetched from; what nobody foresaw goes into the log too."""
    if isinstance(error, FetchError):
        return error
    logger.error("Fetching broke off.", exc_info=error)
    return FetchError(UNFORESEEN, problem=repr(error)[:300])


def _as_feed(text: str) -> Feed:
    return Feed(title="", entries=tuple(Entry(address=address) for address in listed(text)))


def _from_source(source: Source, visit: Visit) -> tuple[FetchReport, tuple[str, str]]:
    """Return what became of the addresses of ``source``, and what its host calls the state of the feed."""
    terms = Terms(publisher=source.publisher, language=source.language, licence=source.licence)
    if source.kind == SourceKind.LIST:
        return _fetch_all(_as_feed(source.addresses), terms, visit, source=source), NO_STATE
    bound = page_bytes(source.address, or_feed=True)
    answer = visit.visitor.get(source.address, most=bound, etag=source.etag, last_modified=source.last_modified)
    if answer.status == 304:
        return FetchReport(), (source.etag, source.last_modified)
    if not is_feed(answer.body):
        raise FetchError(NO_FEED)
    report = _fetch_all(read_feed(answer.body, address=answer.address), terms, visit, source=source)
    # What is not had yet must be looked for again, though the feed will not have changed.
    return report, _state(answer.etag, answer.last_modified) if report.is_whole else NO_STATE


def _keep(source: Source, report: FetchReport, state: tuple[str, str]) -> None:
    """Write what came of ``source``; no version of its history, since nobody edited it."""
    problems = [*(one.problem for one in report.fetched), report.problem]
    waits = [one.wait for one in problems if isinstance(one, FetchError) and one.wait]
    now = timezone.now()
    Source.objects.filter(pk=source.pk).update(
        alive_at=None,
        asked_at=now,
        etag=state[0],
        last_modified=state[1],
        counts=report.counts,
        reason=report.problem.reason if report.problem else "",
        details=report.problem.details if report.problem else {},
        wait_until=now + min(timedelta(seconds=max(waits)), LONGEST_WAIT) if waits else None,
    )


def _state(etag: str, last_modified: str) -> tuple[str, str]:
    """Return what a host calls a state as it is kept."""
    kept = [word if len(word) <= LONGEST_STATE and word.isprintable() else "" for word in (etag, last_modified)]
    return kept[0], kept[1]


def _known_state(known: FetchedAddress | None) -> dict[str, str]:
    """Return what the host called the state of a page that is stored; without a release it is asked for anew."""
    if known is None or known.release_id is None:
        return {}
    return {"etag": known.etag, "last_modified": known.last_modified}


def _fetch_all(
    feed: Feed, terms: Terms, visit: Visit, *, source: Source | None, had: Answer | None = None
) -> FetchReport:
    """Fetch the pages that ``feed`` names: new ones first, then those asked for longest ago, as many as a run takes.

    ``had`` is the answer for its only page, where that is here already.
    """
    addresses = [entry.address for entry in feed.entries]
    known = {row.address: row for row in FetchedAddress.objects.filter(address__in=addresses)}
    turns = sorted(feed.entries, key=lambda entry: _last_asked(known.get(entry.address)))
    report = FetchReport(left=max(0, len(turns) - visit.most))
    for number, entry in enumerate(turns[: visit.most], start=1):
        if source is not None:
            Source.objects.filter(pk=source.pk).update(alive_at=timezone.now())
        fetched = _fetched(entry, known.get(entry.address), feed.title, terms, visit, had=had)
        _note(fetched, source)
        report.fetched.append(fetched)
        visit.tell(fetched, number, min(len(turns), visit.most))
    return report


def _last_asked(known: FetchedAddress | None) -> float:
    return known.asked_at.timestamp() if known else 0


def _fetched(
    entry: Entry, known: FetchedAddress | None, feed_title: str, terms: Terms, visit: Visit, *, had: Answer | None
) -> Fetched:
    """Ask for one page, store what is new there, and return what became of it."""
    address = entry.address
    try:
        answer = had or visit.visitor.get(address, most=page_bytes(address), **_known_state(known))
        if answer.status == 304 and known is not None:
            state = known.etag, known.last_modified
            return Fetched(address=address, outcome=FetchOutcome.UNCHANGED, release=known.release, state=state)
        document = fetched_document(answer, entry, terms, feed_title=feed_title)
        recording = store(document, findings_in(document), by=visit.by)
    except DocumentError as error:
        return Fetched(address=address, outcome=FetchOutcome.REFUSED, problem=error)
    except FetchError as error:
        outcome = FetchOutcome.FAILED if error.passing else FetchOutcome.REFUSED
        return Fetched(address=address, outcome=outcome, problem=error)
    return Fetched(
        address=address,
        outcome=OUTCOMES[recording.outcome],
        release=recording.release,
        claims=recording.claims,
        needs=recording.needs,
        doubtful=document.text.count("\ufffd"),
        state=_state(answer.etag, answer.last_modified),
    )


def _note(fetched: Fetched, source: Source | None) -> None:
    """Write down what became of an address; what its host called it before goes where it was not had."""
    facts = {
        "asked_at": timezone.now(),
        "outcome": fetched.outcome.value,
        "reason": fetched.problem.reason if fetched.problem else "",
        "details": fetched.problem.details if fetched.problem else {},
        "etag": fetched.state[0],
        "last_modified": fetched.state[1],
    }
    facts |= {"release": fetched.release} if fetched.release else {}
    facts |= {"source": source} if source else {}
    FetchedAddress.objects.update_or_create(address=fetched.address, defaults=facts)
