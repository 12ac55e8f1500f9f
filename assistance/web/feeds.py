"""Feeds (Atom, RFC 4287) of what changed: of all, or of what a query of the changes or of the commitments asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assistance.filters import CommitmentFilter
from assistance.models import Commitment
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports import PublicChange, PublicChanges, changes_of
from assistance.web import changes, commitments
from assistance.web.change_words import title_of_change, words_of_change
from assistance.web.pages import chosen_in, matching, query_of

#: How many changes a feed tells of, the newest.
ENTRIES = 50

#: The day from which on the site's host names changes in tags (RFC 4151), and when a feed without any entry was made.
TAGGED = datetime(2026, 11, 22, tzinfo=UTC)

#: Characters that XML 1.0 has no way to write.
NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def of_changes(request: HttpRequest) -> HttpResponse:
    """Feed the changes that the query of the list of changes asks for; the page with the error where it has one."""
    filterset = changes.filter_of(request)
    if not filterset.form.is_valid():
        return changes.index(request)
    return _answer(request, filterset.form, PublicChanges(changes.scope_of(filterset)), page="web:changes")


def of_commitments(request: HttpRequest) -> HttpResponse:
    """Feed the changes of the commitments that a search finds; the page with the error where the query has one."""
    filterset = CommitmentFilter(request.GET, queryset=Commitment.objects.published(), request=request)
    if not filterset.form.is_valid():
        return commitments.index(request)
    found = changes_of(cast("CommitmentQuerySet", matching(filterset)))
    return _answer(request, filterset.form, PublicChanges(found), page="web:commitments")


def _answer(request: HttpRequest, form: Form, told: PublicChanges, *, page: str) -> HttpResponse:
    """Return the feed; like any page it is asked for again by its ETag, as no page tells when it last changed."""
    narrowed = "; ".join(f"{each.label}: {each.value}" for each in chosen_in(request, form))
    feed = ChangeFeed(
        told[:ENTRIES],
        site=request.build_absolute_uri("/").rstrip("/"),
        page=reverse(page),
        query=query_of(request, form),
        narrowed=narrowed,
    )
    response = feed(request)
    del response["Last-Modified"]
    return response


def tag_of(name: str) -> str:
    """Return the tag (RFC 4151) of what has a ``name`` in the reader's language: it stays whatever becomes of it."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{TAGGED:%Y-%m-%d}:{get_language()}/{name}"


class AtomOfChanges(Atom1Feed):
    """An Atom feed that says the same however often it is asked for, entries or none."""

    def latest_post_date(self) -> datetime:
        """Return when the newest entry was recorded."""
        return max((item["updateddate"] for item in self.items), default=TAGGED)


class ChangeFeed(Feed[PublicChange, None]):
    """The feed of ``told``, changes of what ``page`` shows with ``query``, told in words by ``narrowed``.

    ``site`` is what every address of the site begins with.
    """

    feed_type = AtomOfChanges

    def __init__(self, told: list[PublicChange], *, site: str, page: str, query: str, narrowed: str) -> None:
        self.told, self.site, self.page, self.query, self.narrowed = told, site, page, query, narrowed

    def title(self) -> str:
        """Return what the feed tells of."""
        return _legal(f"{_('Assistance tracker')}: {_('Changes')}" + (f" – {self.narrowed}" if self.narrowed else ""))

    def subtitle(self) -> str:
        """Return how to read it."""
        return _("The latest changes, at most %(number)s; the time is that of their being recorded.") % {
            "number": ENTRIES
        }

    def author_name(self) -> str:
        """Return who says it: the tracker, which names the release in each entry."""
        return _("Assistance tracker")

    def link(self) -> str:
        """Return the address of the page that shows the same."""
        return self.page + self.query

    def feed_url(self) -> str:
        """Return the address of the feed itself."""
        return f"{self.page.rstrip('/')}.atom{self.query}"

    def feed_guid(self) -> str:
        """Return the feed's own name."""
        return tag_of(f"{self.page.strip('/').partition('/')[2]}.atom{self.query}")

    def items(self) -> list[PublicChange]:
        """Return the changes."""
        return self.told

    def item_title(self, item: PublicChange) -> str:
        """Return the record's title and what kind of change it is; of what is public no longer the sentence."""
        title = title_of_change(item)
        return _legal(f"{title}: {_(item.kind.label)}" if title else words_of_change(item))

    def item_link(self, item: PublicChange) -> str:
        """Return the address of the record's page, of what has none any longer that of the list of changes."""
        return changes.address_of(item) or f"{reverse('web:changes')}#change-{item.name}"

    def item_guid(self, item: PublicChange) -> str:
        """Return the entry's own name."""
        return tag_of(f"change/{item.name}")

    def item_pubdate(self, item: PublicChange) -> datetime:
        """Return when the change was recorded."""
        return item.recorded_at

    def item_updateddate(self, item: PublicChange) -> datetime:
        """Return when the change was recorded: a change is never changed."""
        return item.recorded_at

    def item_categories(self, item: PublicChange) -> Iterable[str]:
        """Return the kind of change and of record, by their codes."""
        return (item.kind.value, item.subject.value)

    def item_description(self, item: PublicChange) -> str:
        """Return the sentence, how the record stands today and where the words are it rests on, as HTML."""
        context = {"entry": changes.shown(item), "change": item, "site": self.site}
        return _legal(" ".join(render_to_string("web/feed_entry.html", context).split()))


def _legal(text: str) -> str:
    return NOT_IN_XML.sub("", text)
