"""The front page of the admin: what waits, what is due, how well releases are read, what happened this week.

Each part is shown to those who may see the records behind it, and costs nothing to the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone

from assistance import reports
from assistance.admin.visibility import acting_user
from assistance.models import Claim, Commitment, Correction, Decision, ImportRun, Release
from assistance.vocabulary import ClockKind, Reading

LAST_RELEASES, LAST_IMPORTS = 5, 3

#: How many days back “this week” reaches, today included.
WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A count with its length beside the longest one, in percent."""

    word: Any
    count: int
    length: int


@dataclass(frozen=True, kw_only=True)
class ClockCount:
    """How many clocks of a kind have run out and how many still run; ``mine`` are those of the user's donors."""

    kind: ClockKind
    over: int
    running: int
    mine: int


def dashboard(site: AdminSite, request: HttpRequest) -> dict[str, Any]:
    """Return what the front page shows, without the parts the user may not see."""
    today = timezone.localdate()
    may = {
        model: site._registry[model].has_view_permission(request)
        for model in (Claim, Commitment, Correction, ImportRun, Release)
    }
    context: dict[str, Any] = {}
    if may[Claim]:
        context |= _queue(today)
    if may[Commitment]:
        context["clocks"] = _clocks(request, today)
    if may[Correction]:
        context["reported"] = Correction.objects.open().count()
    if may[Release]:
        context["releases"] = _last_releases()
    if may[ImportRun]:
        context["imports"] = list(ImportRun.objects.newest(LAST_IMPORTS))
    if may[Claim] or may[Commitment]:
        context["lately"] = reports.lately(
            since=timezone.now() - WEEK,
            decisions=Decision.objects.all() if may[Claim] else None,
            commitments=Commitment.objects.all() if may[Commitment] else None,
        )
    return context


def _queue(today: date) -> dict[str, Any]:
    ages = reports.queue_by_age(today=today)
    quality = reports.reading_quality(Decision.objects.all())
    awaiting, decided = sum(row.count for row in ages), sum(row.decided for row in quality)
    return {
        "awaiting": awaiting,
        "ages": bars((row.age, row.count) for row in ages),
        "quality": [row for row in quality if row.enough],
        "few": [row for row in quality if not row.enough],
        "readings": list(Reading),
        "decided": decided,
        "reviewed": reports.share_of(decided, decided + awaiting),
    }


def bars(counts: Iterable[tuple[Any, int]]) -> list[Bar]:
    """Return a bar for each of ``counts``, the longest of full length."""
    rows = list(counts)
    longest = max((count for _word, count in rows), default=0)
    return [Bar(word=word, count=count, length=reports.share_of(count, longest)) for word, count in rows]


def _clocks(request: HttpRequest, today: date) -> list[ClockCount]:
    awake = [clock for clock in reports.clocks(Commitment.objects.all(), today=today) if clock.snooze is None]
    me = acting_user(request)
    over = Counter(clock.kind for clock in awake if clock.days_over or clock.kind == ClockKind.SILENT)
    every = Counter(clock.kind for clock in awake)
    mine = Counter(clock.kind for clock in awake if me in clock.officers)
    return [
        ClockCount(kind=kind, over=over[kind], running=every[kind] - over[kind], mine=mine[kind]) for kind in ClockKind
    ]


def _last_releases() -> list[Release]:
    """Return the releases stored last, with how many claims each has and how many of them wait."""
    waiting = Q(claims__in=Claim.objects.needing_review().values("pk"))
    counted = Release.objects.defer("text").annotate(
        found=Count("claims", distinct=True), waiting=Count("claims", filter=waiting, distinct=True)
    )
    return list(counted.order_by("-pk")[:LAST_RELEASES])
