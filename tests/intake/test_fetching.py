"""Releases fetched from feeds and addresses: what is stored, what is kept of it, and what is refused."""

from __future__ import annotations

import gzip
from datetime import date, timedelta

import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from assistance.fetching import FetchError, Visitor
from assistance.intake import Visit, fetch_address, fetch_list, fetch_source, fetching, new_visitor, order_fetch
from assistance.models import Claim, Commitment, FetchedAddress, Release, Source
from assistance.vocabulary import Visibility
from tests.factories import SourceFactory, UserFactory
from tests.readers.pages import page_of, pdf_of
from tests.serving import Reply, html, xml

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("asks_this_machine")]

WORDS = "Japan handed over 10 generators worth USD 2.5 million to the State Emergency Service of Ukraine."


@pytest.fixture
def clerk():
    return UserFactory(username="clerk")


@pytest.fixture
def visit(clerk):
    return Visit(by=clerk, visitor=new_visitor(), most=50)


def plain(number, **said):
    text = f"Release {number}\n\n{WORDS} Part {number}.\n"
    headers = {name.replace("_", "-"): value for name, value in said.items()}
    return Reply(text.encode(), said={"Content-Type": "text/plain; charset=utf-8", **headers})


def feed_of(host, *paths, day="Mon, 06 May 2024 10:00:00 +0300"):
    items = "".join(
        f"<item><title>Title of {path}</title><link>{host.home}{path}</link><pubDate>{day}</pubDate></item>"
        for path in paths
    )
    return xml(f"<rss version='2.0'><channel><title>The feed</title>{items}</channel></rss>", Etag='"feed-1"')


def source_at(host, *paths, **facts):
    return SourceFactory(address=host.put("/feed", feed_of(host, *paths)), **facts)


def outcomes(report):
    return [(fetched.address.rpartition("/")[2], fetched.outcome.value) for fetched in report.fetched]


def again(source):
    return Source.objects.get(pk=source.pk)


def test_feed_is_stored_as_an_import_would_store_it(host, visit, clerk):
    host.put("/1.txt", plain(1))
    source = source_at(host, "/1.txt", publisher="MIA", licence="CC BY 4.0", language="en")

    report = fetch_source(source, visit)

    assert outcomes(report) == [("1.txt", "stored")]
    release = Release.objects.get()
    assert release.text == f"Release 1\n\n{WORDS} Part 1.\n"
    facts = (release.title, release.publisher, release.source_url, release.published_on, release.language)
    assert facts == ("Title of /1.txt", "MIA", f"{host.home}/1.txt", date(2024, 5, 6), "en")
    assert (release.licence, release.rendition, release.retrieved_at) == ("CC BY 4.0", "original", timezone.now())
    assert release.history.get().history_user == clerk
    assert Claim.objects.filter(release=release).count() == report.fetched[0].claims == 1


def test_fetching_publishes_nothing(host, visit):
    host.put("/1.txt", plain(1))
    fetch_source(source_at(host, "/1.txt"), visit)
    assert [release.visibility for release in Release.objects.all()] == [Visibility.DRAFT]
    assert not Release.objects.published().exists()
    assert not Commitment.objects.exists()


def test_page_tells_of_itself_before_the_feed_does(host, visit):
    head = (
        "<title>Generators for rescuers | MIA</title><meta property='og:site_name' content='Ministry'>"
        "<meta property='article:published_time' content='2024-05-05'>"
    )
    host.put("/1", html(page_of(f"<main><h1>Generators for rescuers</h1><p>{WORDS}</p></main>", head)))

    fetch_source(source_at(host, "/1"), visit)

    release = Release.objects.get()
    facts = (release.title, release.publisher, release.published_on, release.source_url)
    assert facts == ("Generators for rescuers", "Ministry", date(2024, 5, 5), f"{host.home}/1")


def test_feed_tells_what_the_page_does_not(host, visit):
    host.put("/1", html(page_of(f"<main><p>{WORDS}</p></main>")))
    fetch_source(source_at(host, "/1"), visit)
    release = Release.objects.get()
    facts = (release.title, release.publisher, release.published_on)
    assert facts == ("Title of /1", "The feed", date(2024, 5, 6))


def test_pdf_is_read_whatever_the_host_calls_it(host, visit):
    pdf = pdf_of([(72, 720, 20, "Generators for rescuers"), (72, 680, 11, WORDS)])
    host.put("/1.pdf", Reply(pdf, said={"Content-Type": "application/octet-stream"}))
    host.put("/2", Reply(pdf.replace(b"%PDF", b"%PDF"), said={"Content-Type": "text/html"}))

    report = fetch_list(f"{host.home}/1.pdf\n{host.home}/2\n", visit)

    assert outcomes(report) == [("1.pdf", "stored"), ("2", "unchanged")]
    assert WORDS in Release.objects.get().text


def test_address_that_a_page_names_is_believed_on_its_own_host_alone(host, visit):
    own = page_of(f"<h1>One</h1><p>{WORDS}</p>", "<link rel=canonical href='https://example.org/victim'>")
    host.put("/1", html(own))
    fetch_list(f"{host.home}/1", visit)
    assert Release.objects.get().source_url == f"{host.home}/1"


def test_address_of_a_release_is_the_one_that_was_led_to(host, visit):
    host.put("/1.txt", Reply(status=301, said={"Location": "/news/1.txt"}))
    host.put("/news/1.txt", plain(1))
    fetch_list(f"{host.home}/1.txt", visit)
    assert Release.objects.get().source_url == f"{host.home}/news/1.txt"
    assert FetchedAddress.objects.get().address == f"{host.home}/1.txt"


def test_second_time_nothing_changed_and_little_is_asked(host, visit):
    host.put("/1.txt", plain(1, Etag='"a"'))
    host.put("/2.txt", plain(2))
    source = source_at(host, "/1.txt", "/2.txt")
    fetch_source(source, visit)
    before = list(Release.objects.values_list("pk", "sha256"))
    host.forget()

    report = fetch_source(again(source), visit)

    assert (report.fetched, report.failed) == ([], False)
    assert host.asked == ["/feed"]
    assert host.headers_of("/feed")["if-none-match"] == '"feed-1"'
    assert list(Release.objects.values_list("pk", "sha256")) == before


def test_pages_known_are_asked_whether_they_changed_when_the_feed_did(host, visit):
    host.put("/1.txt", plain(1, Etag='"a"'))
    host.put("/2.txt", plain(2, **{"Last-Modified": "Mon, 06 May 2024 07:00:00 GMT"}))
    host.put("/3.txt", plain(3))
    source = source_at(host, "/1.txt", "/2.txt", "/3.txt")
    fetch_source(source, visit)
    Source.objects.update(etag="")

    report = fetch_source(again(source), visit)

    assert outcomes(report) == [("1.txt", "unchanged"), ("2.txt", "unchanged"), ("3.txt", "unchanged")]
    assert host.headers_of("/1.txt")["if-none-match"] == '"a"'
    assert host.headers_of("/2.txt")["if-modified-since"] == "Mon, 06 May 2024 07:00:00 GMT"
    assert Release.objects.count() == 3


def test_changed_text_of_a_known_address_supersedes(host, visit):
    address = host.put("/1.txt", plain(1, Etag='"a"'))
    fetch_list(address, visit)
    first = Release.objects.get()
    host.put("/1.txt", plain(2, Etag='"b"'))

    report = fetch_list(address, visit)

    assert outcomes(report) == [("1.txt", "supersedes")]
    assert Release.objects.standing().get().supersedes == first
    assert FetchedAddress.objects.get().etag == '"b"'


def test_what_was_not_had_is_asked_again_though_the_feed_did_not_change(host, visit):
    host.put("/1.txt", Reply(status=500), plain(1))
    host.put("/2.txt", plain(2))
    source = source_at(host, "/1.txt", "/2.txt")

    first = fetch_source(source, visit)
    second = fetch_source(again(source), visit)

    assert outcomes(first) == [("1.txt", "failed"), ("2.txt", "stored")]
    assert outcomes(second) == [("1.txt", "stored"), ("2.txt", "unchanged")]
    assert (first.failed, second.failed) == (True, False)
    assert again(source).etag == '"feed-1"'


def test_more_than_a_run_takes_is_left_for_the_next_one_new_pages_first(host, clerk):
    for number in range(1, 6):
        host.put(f"/{number}.txt", plain(number))
    source = source_at(host, *(f"/{number}.txt" for number in range(1, 6)))

    runs = [fetch_source(again(source), Visit(by=clerk, visitor=new_visitor(), most=2)) for _ in range(3)]

    assert [[name for name, _outcome in outcomes(run)] for run in runs] == [
        ["1.txt", "2.txt"],
        ["3.txt", "4.txt"],
        ["5.txt", "1.txt"],
    ]
    assert runs[0].counts == {"stored": 2, "left": 3}


def test_what_came_of_a_source_is_kept_with_it_and_leaves_no_version(host, visit):
    host.put("/1.txt", plain(1))
    host.put("/2.png", Reply(b"\x89PNG", said={"Content-Type": "image/png"}))
    source = source_at(host, "/1.txt", "/2.png", "/3.txt")

    fetch_source(source, visit)

    kept = again(source)
    assert kept.counts == {"stored": 1, "refused": 2}
    assert (kept.asked_at, kept.alive_at, kept.reason) == (timezone.now(), None, "")
    assert kept.history.count() == 1
    rows = source.fetched.order_by("pk").values_list("outcome", "reason", "details", "release")
    kind = "is of the kind “%(kind)s”, which is not read. Pages, PDF and plain text are."
    status = "cannot be had: the host answers with status %(status)s. Open the address in a browser."
    assert list(rows) == [
        ("stored", "", {}, Release.objects.get().pk),
        ("refused", kind, {"kind": "image/png"}, None),
        ("refused", status, {"status": 404}, None),
    ]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=404), "answers with status 404"),
        (xml("<rss><channel><title>Half"), "faulty XML"),
        (xml('<!DOCTYPE rss [<!ENTITY a "ha">]><rss><channel><title>&a;</title></channel></rss>'), "declares entities"),
        (html(b"<h1>No feed</h1>"), "is no feed"),
        (Reply(b"x", said={"Content-Type": "image/png"}), "is of the kind “image/png”"),
        (xml("<rss>" + " " * 10_000_000 + "</rss>"), "is larger than 10000000 bytes"),
        (Reply(status=302, said={"Location": "/feed"}), "leads on more than 5 times"),
    ],
)
def test_feed_that_cannot_be_read_is_told(host, visit, reply, reason):
    source = SourceFactory(address=host.put("/feed", reply))

    report = fetch_source(source, visit)

    assert reason in str(report.problem)
    assert report.failed is True
    kept = again(source)
    assert kept.reason % kept.details == str(report.problem)
    assert (kept.counts, kept.alive_at, kept.etag) == ({}, None, "")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(WORDS.encode(), said={"Content-Type": "application/json"}), "is of the kind “application/json”"),
        (Reply(WORDS.encode()), r"is of the kind “\?”"),
        (Reply(b"", said={"Content-Type": "text/plain"}), "holds no text|is empty"),
        (Reply(b"x" * 1_000_001, said={"Content-Type": "text/plain"}), "is larger than 1000000 bytes"),
        (
            Reply(gzip.compress(b"x" * 9_000_000), said={"Content-Type": "text/plain", "Content-Encoding": "gzip"}),
            "is larger than 1000000 bytes",
        ),
        (html(page_of("<p>Short.</p>")), "holds no text of a release"),
        (Reply("Новини".encode("windows-1251"), said={"Content-Type": "text/plain"}), "UTF-8"),
        (
            Reply("Новини".encode(), said={"Content-Type": "text/plain; charset=ascii"}),
            r"is not in the encoding that its host names \(ascii\)",
        ),
    ],
)
def test_page_that_cannot_be_read_is_refused_and_nothing_of_it_stored(host, visit, reply, reason):
    report = fetch_list(host.put("/1", reply), visit)
    assert outcomes(report) == [("1", "refused")]
    with pytest.raises(ValueError, match=reason):
        raise report.fetched[0].problem
    assert not Release.objects.exists()
    assert FetchedAddress.objects.get().release is None


def test_release_that_the_database_refuses_leaves_nothing_behind(host, visit):
    host.put("/1.txt", plain(1, Etag='"a"'))
    text = f"Japan gives USD 99,000,000,000,000,000 to Ukraine. {WORDS}"
    host.put("/2.txt", Reply(text.encode(), said={"Content-Type": "text/plain", "Etag": '"b"'}))

    report = fetch_list(f"{host.home}/2.txt\n{host.home}/1.txt", visit)

    assert outcomes(report) == [("2.txt", "refused"), ("1.txt", "stored")]
    assert Release.objects.get().source_url == f"{host.home}/1.txt"
    assert Claim.objects.exclude(release=Release.objects.get()).count() == 0
    assert FetchedAddress.objects.get(address=f"{host.home}/2.txt").etag == ""


IN_UKRAINIAN = page_of(f"<h1>Київ</h1><p>{WORDS} Україна.</p>")
IN_POLISH = f"<html><body><h1>Łódź</h1><p>{WORDS} Gdańsk, Łódź, Poznań.</p></body></html>".encode("iso8859-2")


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ("Україна отримала".encode("koi8-u"), "text/plain; charset=koi8-u", "Україна отримала"),
        (IN_POLISH, "text/html; charset=iso-8859-2", "Gdańsk, Łódź"),
        (IN_UKRAINIAN, "text/html; charset=koi8-u", "Україна"),
        (IN_UKRAINIAN, "text/html; charset=no-such", "Україна"),
    ],
    ids=["text in koi8-u", "page in latin 2", "page wrongly called koi8-u", "page in an unknown encoding"],
)
def test_encoding_is_the_one_that_can_be_believed(host, visit, body, kind, text):
    fetch_list(host.put("/1", Reply(body, said={"Content-Type": kind})), visit)
    assert text in Release.objects.get().text


def test_letters_that_cannot_be_read_are_told(host, visit):
    page = page_of(f"<h1>Київ</h1><p>{WORDS} {'Україна ' * 30}</p>").replace("Київ".encode(), "Ки".encode() + b"\xff")
    report = fetch_list(host.put("/1", html(page)), visit)
    assert (report.fetched[0].outcome, report.fetched[0].doubtful) == ("stored", 1)


def test_page_that_robots_forbid_is_refused(host, visit):
    host.put("/robots.txt", Reply(b"User-agent: *\nDisallow: /1"))
    report = fetch_list(host.put("/1.txt", plain(1)), visit)
    assert outcomes(report) == [("1.txt", "refused")]
    assert host.pages_asked() == []


def test_host_that_asks_to_be_left_alone_is(host, visit):
    host.put("/1.txt", Reply(status=429, said={"Retry-After": "7200"}))
    host.put("/2.txt", plain(2))
    source = source_at(host, "/1.txt", "/2.txt")

    first = fetch_source(source, visit)
    host.forget()
    second = fetch_source(again(source), visit)

    assert outcomes(first) == [("1.txt", "failed"), ("2.txt", "failed")]
    assert again(source).wait_until == timezone.now() + timedelta(hours=2)
    assert str(second.put_off) == "asked to be left alone until 2026-11-22 14:00."
    assert (second.failed, host.asked) == (False, [])


def test_host_is_left_alone_for_a_day_at_most(host, visit):
    source = SourceFactory(address=host.put("/feed", Reply(status=503, said={"Retry-After": "99999999"})))
    fetch_source(source, visit)
    assert again(source).wait_until == timezone.now() + timedelta(days=1)


def test_source_is_fetched_from_by_one_at_a_time(host, visit):
    source = source_at(host, alive_at=timezone.now())
    report = fetch_source(source, visit)
    assert str(report.put_off).startswith("is being fetched from already.")
    assert host.asked == []


def test_fetching_that_breaks_off_is_told_and_lets_go_of_the_source(host, visit, monkeypatch, caplog):
    def break_off(*_args, **_kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(fetching, "read_feed", break_off)
    source = source_at(host, "/1.txt")

    report = fetch_source(source, visit)

    assert str(report.problem) == "made fetching break off (ZeroDivisionError()). Report it with the address."
    assert again(source).alive_at is None
    assert "Fetching broke off." in caplog.text


def test_fetching_that_is_stopped_lets_go_of_the_source(host, visit, monkeypatch):
    def stop(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(fetching, "read_feed", stop)
    source = source_at(host, "/1.txt")
    with pytest.raises(KeyboardInterrupt):
        fetch_source(source, visit)
    assert again(source).alive_at is None
    assert again(source).reason == "was not read to its end: whoever fetched was stopped."


def test_list_of_a_source_is_fetched(host, visit):
    host.put("/1.txt", plain(1))
    source = SourceFactory(listing=True, addresses=f"# ours\n{host.home}/1.txt\n", publisher="MIA")
    assert outcomes(fetch_source(source, visit)) == [("1.txt", "stored")]
    assert Release.objects.get().publisher == "MIA"


def test_address_is_a_feed_or_a_page_by_what_stands_there(host, visit):
    host.put("/1.txt", plain(1))
    page = host.put("/2.txt", plain(2))
    feed = host.put("/feed", feed_of(host, "/1.txt"))

    assert outcomes(fetch_address(feed, visit)) == [("1.txt", "stored")]
    assert outcomes(fetch_address(page, visit)) == [("2.txt", "stored")]
    assert host.pages_asked() == ["/feed", "/1.txt", "/2.txt"]


def test_page_known_is_asked_whether_it_changed(host, visit):
    page = host.put("/1.txt", plain(1, Etag='"a"'))
    fetch_address(page, visit)
    assert outcomes(fetch_address(page, visit)) == [("1.txt", "unchanged")]
    assert host.headers_of("/1.txt")["if-none-match"] == '"a"'


def test_address_that_cannot_be_asked_is_told(visit):
    problem = fetch_address("http://localhost/feed", visit).problem
    assert str(problem).startswith("is on “localhost”, a host of a private network (")


def test_manners_are_those_of_the_settings(settings):
    settings.FETCH_PRIVATE_HOSTS = ["Intranet.Example.org"]
    settings.FETCH_DELAY = 7
    visitor = new_visitor()
    assert isinstance(visitor, Visitor)
    manners = visitor._manners
    assert (manners.home, manners.delay, manners.seconds) == (django_settings.SITE_URL, 7, 5)
    assert manners.private_hosts == {"intranet.example.org"}


def test_order_is_worked_on_in_the_background(host, clerk, django_capture_on_commit_callbacks):
    host.put("/1.txt", plain(1))
    source = source_at(host, "/1.txt")

    with django_capture_on_commit_callbacks(execute=True):
        order_fetch(source, by=clerk)
        assert again(source).asked_at is None

    assert again(source).counts == {"stored": 1}
    assert Release.objects.get().history.get().history_user == clerk


def test_problems_are_told_in_the_words_of_their_errors():
    error = FetchError("is busy (%(status)s).", passing=True, wait=5, status=503)
    assert (str(error), error.details, error.passing, error.wait) == ("is busy (503).", {"status": 503}, True, 5)
