"""Sources of releases on the staff pages: what is taken, fetching now, and what is told of the last time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from assistance.models import Release, Source
from tests.admin.pages import add, address, errors_of, save, words
from tests.factories import FetchedAddressFactory, SourceFactory
from tests.serving import Reply, xml

pytestmark = pytest.mark.django_db

NEW = {"title": "News of the ministry", "kind": "feed", "address": "https://example.org/feed"}


def fetch(client: Client, source: Source) -> Any:
    return client.post(address(Source, "fetch", source.pk), {"sent": "yes"}, follow=True)


def test_source_is_entered_and_its_history_says_by_whom(staff_page: Client) -> None:
    assert add(staff_page, Source, **NEW, publisher="MIA", licence="CC BY 4.0").status_code == 302
    source = Source.objects.get()
    assert (source.publisher, source.licence, source.enabled, source.asked_at) == ("MIA", "CC BY 4.0", True, None)
    assert source.history.get().history_user.username == "staff"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"address": ""}, "Enter the address of the feed."),
        ({"address": "news"}, "Enter a valid URL."),
        ({"address": "ftp://example.org/feed"}, "is no address of a page"),
        ({"address": "https://staff:secret@example.org/feed"}, "names a user or a password"),
        ({"addresses": "https://example.org/1"}, "A feed has no list of addresses."),
        ({"kind": "list"}, "A list of addresses has no feed."),
        ({"kind": "list", "address": ""}, "Enter the addresses, one a line."),
        ({"kind": "list", "address": "", "addresses": "https://example.org/1\nnews"}, "has on line 2 “news”"),
    ],
)
def test_source_that_cannot_be_fetched_from_is_refused(staff_page: Client, typed: dict[str, str], message: str) -> None:
    assert message in errors_of(add(staff_page, Source, **NEW | typed))
    assert not Source.objects.exists()


def test_second_source_of_one_feed_is_refused(staff_page: Client) -> None:
    SourceFactory(address=NEW["address"])
    page = add(staff_page, Source, **NEW)
    assert page.status_code == 200
    assert Source.objects.count() == 1


def test_another_address_forgets_the_state_of_the_feed(staff_page: Client) -> None:
    source = SourceFactory(etag='"7"', last_modified="Mon, 06 May 2024 07:00:00 GMT", counts={"stored": 1})
    save(staff_page, source, licence="CC BY 4.0")
    assert Source.objects.get().etag == '"7"'
    save(staff_page, source, address="https://example.org/other")
    source = Source.objects.get()
    assert (source.etag, source.last_modified, source.counts) == ("", "", {"stored": 1})


@pytest.mark.usefixtures("asks_this_machine")
def test_source_is_fetched_from_at_the_press_of_a_button(
    staff_page: Client, host: Any, django_capture_on_commit_callbacks: Any
) -> None:
    text = b"Norway hands over generators\n\nNorway has handed over 20 generators to Ukraine's rescuers.\n"
    host.put("/1", Reply(text, said={"Content-Type": "text/plain"}))
    items = f"<item><link>{host.home}/1</link></item><item><link>{host.home}/2</link></item>"
    feed = host.put("/feed", xml(f"<rss><channel><title>News</title>{items}</channel></rss>"))
    source = SourceFactory(address=feed)

    with django_capture_on_commit_callbacks(execute=True):
        page = fetch(staff_page, source)

    assert page.redirect_chain == [(address(Source, "change", source.pk), 302)]
    assert "is fetched in the background" in words(page)
    release = Release.objects.get()
    assert release.history.get().history_user.username == "staff"
    shown = words(staff_page.get(address(Source, "change", source.pk)))
    assert "Stored: 1; Refused: 1" in shown
    assert f"{host.home}/1" in shown
    assert f'<a href="{address(Release, "change", release.pk)}">Norway hands over generators</a>' in shown
    assert "cannot be had: the host answers with status 404." in shown


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"alive_at": timedelta(0)}, "It is being fetched from already."),
        ({"wait_until": timedelta(hours=1)}, "Its host asked to be left alone."),
    ],
)
def test_source_that_may_not_be_asked_now_is_not(
    staff_page: Client, facts: dict[str, timedelta], message: str, django_capture_on_commit_callbacks: Any
) -> None:
    source = SourceFactory(**{name: timezone.now() + later for name, later in facts.items()})
    with django_capture_on_commit_callbacks() as ordered:
        page = fetch(staff_page, source)
    assert message in words(page)
    assert ordered == []


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, "–"),
        ({"asked_at": timedelta(0)}, "Nothing new"),
        (
            {"asked_at": timedelta(0), "counts": {"stored": 2, "failed": 1, "left": 5}},
            "Stored: 2; Not reached, asked again the next time: 1; Left for the next time: 5",
        ),
        ({"asked_at": timedelta(0), "reason": "is busy (%(status)s).", "details": {"status": 503}}, "is busy (503)."),
        ({"alive_at": timedelta(0)}, "It is being fetched from now."),
    ],
)
def test_list_tells_what_came_of_each_source(staff_page: Client, facts: dict[str, Any], told: str) -> None:
    moments = {name: timezone.now() + value for name, value in facts.items() if isinstance(value, timedelta)}
    SourceFactory(**facts | moments)
    assert f'<td class="field-came_to">{told}</td>' in words(staff_page.get(address(Source, "changelist")))


def test_page_shows_the_addresses_asked_for_last(staff_page: Client) -> None:
    source = SourceFactory()
    now = timezone.now()
    for minutes in range(51):
        FetchedAddressFactory(
            source=source,
            refused=True,
            asked_at=now - timedelta(minutes=minutes),
            address=f"https://example.org/-{minutes}-",
        )
    shown = words(staff_page.get(address(Source, "change", source.pk)))
    assert [minutes for minutes in range(51) if f"https://example.org/-{minutes}-" in shown] == list(range(50))
