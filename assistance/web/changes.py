"""Changes: what became public, moved up or down, came or was taken back, day by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from assistance.filters import ChangeFilter
from assistance.interchange.public import CHANGES, PublicColumn, PublicTable
from assistance.models import Commitment, Need, Organisation, StatedTotal
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports import PublicChange, PublicChanges, changes_asked_for, changes_of
from assistance.reports.change_sources import Scope
from assistance.vocabulary import Fact, PartyRole, Subject
from assistance.web.change_words import grounds_of_change, title_of_change, words_of_change
from assistance.web.downloads import download, wanted
from assistance.web.evidence import Passage, passage_around, passage_of, passage_with_all
from assistance.web.facts import PAGES, words_of
from assistance.web.pages import matching, page_of, query_of, render_list

if TYPE_CHECKING:
    from django.core.paginator import _SupportsPagination

#: How many commitments the overview tells of, and among how many changes they are looked for: one may have several.
LATEST = 6
LOOKED_AT = 25


@dataclass(frozen=True, kw_only=True)
class ShownChange:
    """A change with its sentence and the person's own grounds for it."""

    change: PublicChange
    words: str
    grounds: str

    @cached_property
    def passage(self) -> Passage | None:
        """The words of a release it rests on; put together only where they are shown, as the overview does not."""
        return passage_behind(self.change)


@dataclass(frozen=True, kw_only=True)
class ChangedRecord:
    """A record with what changed of it one after the other; its address is empty where it is public no longer."""

    subject: Subject
    record: Any
    title: str
    address: str
    changes: tuple[ShownChange, ...]


@dataclass(frozen=True, kw_only=True)
class ChangedDay:
    """What was recorded on one day."""

    day: date
    records: tuple[ChangedRecord, ...]


def index(request: HttpRequest, ending: str = "") -> HttpResponse:
    """List what changed in public, the newest first, narrowed as asked."""
    filterset = filter_of(request)
    changes = PublicChanges(scope_of(filterset) if filterset.form.is_valid() else None)
    if wanted(filterset, ending):
        table = with_words(request, CHANGES)
        return download(request, filterset, table, changes, page="web:changes", ending=ending)
    page = page_of(request, cast("_SupportsPagination[PublicChange]", changes))
    feed = reverse("web:changes-feed") + query_of(request, filterset.form)
    context = {"page": page, "days": days_of(page), "feed": feed}
    return render_list(request, "web/changes.html", filterset, context)


def filter_of(request: HttpRequest) -> ChangeFilter:
    """Return the filter of the list of changes as it is asked for."""
    filterset = ChangeFilter(request.GET, queryset=Commitment.objects.published(), request=request)
    for name in ("project", "commitment"):
        filterset.form.fields[name].widget = HiddenInput()
    return filterset


def scope_of(filterset: ChangeFilter) -> Scope:
    """Return what changes a valid form asks for."""
    return changes_asked_for(filterset.form.cleaned_data, cast("CommitmentQuerySet", matching(filterset)))


def days_of(changes: Iterable[PublicChange]) -> list[ChangedDay]:
    """Return ``changes`` by the day they were recorded on and, where they follow one another, by record.

    Those of records that are public no longer stand alone, as none tells whether two are of one record.
    """
    return [
        ChangedDay(day=day, records=tuple(_records(rows)))
        for day, rows in groupby(changes, key=lambda change: localdate(change.recorded_at))
    ]


def _records(changes: Iterable[PublicChange]) -> Iterable[ChangedRecord]:
    for _key, rows in groupby(changes, key=lambda change: (change.subject, change.record or change.name)):
        told = tuple(shown(change) for change in rows)
        first = told[0].change
        yield ChangedRecord(
            subject=first.subject,
            record=first.record,
            title=title_of_change(first),
            address=address_of(first),
            changes=told,
        )


def shown(change: PublicChange) -> ShownChange:
    """Return ``change`` with its words."""
    grounds = "" if change.claim else grounds_of_change(change)
    return ShownChange(change=change, words=words_of_change(change), grounds=grounds)


def passage_behind(change: PublicChange) -> Passage | None:
    """Return the words of a release that a change rests on, None where no release that is public says it."""
    if isinstance(change.record, Need | StatedTotal):
        return passage_around(change.record)
    claim = change.claim
    if claim is None:
        return None
    if change.step:
        return passage_of(claim, words_of(claim, Fact.STATUS))
    if change.delivery:
        return passage_of(claim, change.delivery.claim_item)
    return passage_with_all(claim)


def address_of(change: PublicChange) -> str:
    """Return the address of the page that shows the record of ``change``, empty where it is public no longer."""
    record = change.record
    if record is None:
        return ""
    if isinstance(record, StatedTotal):
        return f"{reverse('web:release', args=[record.release_id])}#total-{record.pk}"
    if isinstance(record, Organisation):
        return reverse(f"web:{PAGES[change.role or PartyRole.FUNDING]}", args=[record.pk])
    return reverse(f"web:{change.subject.value}", args=[record.pk])


def ways_to_changes(**asked: object) -> dict[str, str]:
    """Return the addresses of the list and of the feed of the changes that a query asks for, all without one."""
    query = f"?{urlencode(asked, doseq=True)}" if asked else ""
    return {"changes": reverse("web:changes") + query, "feed": reverse("web:changes-feed") + query}


def latest_changes() -> list[ChangedRecord]:
    """Return the commitments that changed last, each with what changed of it."""
    newest = PublicChanges(changes_of(Commitment.objects.published()))[:LOOKED_AT]
    return [record for day in days_of(newest) for record in day.records][:LATEST]


def with_words(request: HttpRequest, table: PublicTable) -> PublicTable:
    """Return ``table`` with the sentence and the whole address of each change after its name."""

    def address(change: PublicChange) -> str | None:
        there = address_of(change)
        return request.build_absolute_uri(there) if there else None

    told = (
        PublicColumn(name="address", about=_("Address of its page."), read=address),
        PublicColumn(name="words", about=_("What changed, in a sentence."), read=words_of_change),
    )
    return replace(table, columns=(table.columns[0], *told, *table.columns[1:]))
