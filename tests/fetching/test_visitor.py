"""How a host is asked: its robots.txt, pauses, redirects, and hosts that are busy."""

import pytest

from assistance.fetching import FetchError
from tests.fetching.conftest import guest, up_to
from tests.serving import Reply, html

PAGE = html(b"<p>A page</p>")


def robots(text):
    return Reply(text.encode(), said={"Content-Type": "text/plain"})


def get(visitor, host, path):
    return visitor.get(host.home + path, most=up_to(1000))


def test_robots_are_asked_once_a_run(host, clock):
    host.put("/robots.txt", robots("User-agent: *\nDisallow: /private/"))
    host.put("/1", PAGE)
    host.put("/2", PAGE)
    visitor = guest(clock)

    get(visitor, host, "/1")
    get(visitor, host, "/2")

    assert host.asked == ["/robots.txt", "/1", "/2"]


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "/news/1", False),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/1", True),
        ("User-agent: *\nDisallow: /*?print=", "/news/1?print=1", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/news/1.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/news/1.pdf.html", True),
        ("User-agent: assistance-tracker\nDisallow: /\n\nUser-agent: *\nAllow: /", "/news/1", False),
        ("User-agent: otherbot\nDisallow: /", "/news/1", True),
        ("User-agent: *\nDisallow: /новини/", "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/1", False),
        ("<html>no robots at all</html>", "/news/1", True),
    ],
)
def test_rules_of_robots_are_kept(host, clock, rules, path, allowed):
    host.put("/robots.txt", robots(rules))
    host.put(path, PAGE)
    if allowed:
        assert get(guest(clock), host, path).status == 200
        return
    with pytest.raises(FetchError, match=r"the host's robots\.txt forbids it") as refusal:
        get(guest(clock), host, path)
    assert refusal.value.passing is False
    assert host.asked == ["/robots.txt"]


@pytest.mark.parametrize("status", [404, 401, 403, 410])
def test_host_without_robots_allows_everything(host, clock, status):
    host.put("/robots.txt", Reply(status=status))
    host.put("/1", PAGE)
    assert get(guest(clock), host, "/1").status == 200


@pytest.mark.parametrize("status", [500, 502])
def test_host_whose_robots_fail_is_left_alone(host, clock, status):
    host.put("/robots.txt", Reply(status=status))
    host.put("/1", PAGE)
    visitor = guest(clock)
    for _ in range(2):
        with pytest.raises(FetchError, match=rf"robots.txt answers with an error \({status}\)") as refusal:
            get(visitor, host, "/1")
        assert refusal.value.passing is True
    assert host.asked == ["/robots.txt"]


def test_robots_that_stand_elsewhere_are_followed(host, clock):
    host.put("/robots.txt", Reply(status=301, said={"Location": "/rules"}))
    host.put("/rules", robots("User-agent: *\nDisallow: /1"))
    host.put("/1", PAGE)
    with pytest.raises(FetchError, match="forbids it"):
        get(guest(clock), host, "/1")


def test_robots_that_lead_in_circles_are_none(host, clock):
    host.put("/robots.txt", Reply(status=301, said={"Location": "/robots.txt"}))
    host.put("/1", PAGE)
    assert get(guest(clock), host, "/1").status == 200


def test_host_is_given_a_pause_between_two_questions(host, clock):
    host.put("/1", PAGE)
    visitor = guest(clock, delay=3)
    get(visitor, host, "/1")
    get(visitor, host, "/1")
    assert clock.pauses == [3, 3]


def test_time_that_passed_anyhow_is_no_pause(host, clock):
    host.put("/1", PAGE)
    visitor = guest(clock, delay=3)
    get(visitor, host, "/1")
    clock.now += 2
    get(visitor, host, "/1")
    assert clock.pauses == [3, 1]


@pytest.mark.parametrize(("asked_for", "pause"), [(1, 3), (7, 7)])
def test_pause_is_at_least_what_robots_ask_for(host, clock, asked_for, pause):
    host.put("/robots.txt", robots(f"User-agent: *\nCrawl-delay: {asked_for}"))
    host.put("/1", PAGE)
    visitor = guest(clock, delay=3)
    get(visitor, host, "/1")
    get(visitor, host, "/1")
    assert clock.pauses == [pause, pause]


def test_host_that_asks_for_long_pauses_is_asked_once_a_run(host, clock):
    host.put("/robots.txt", robots("User-agent: *\nCrawl-delay: 86400"))
    host.put("/1", PAGE)
    visitor = guest(clock)
    assert get(visitor, host, "/1").status == 200
    with pytest.raises(FetchError, match="asks for pauses of 86400 seconds") as refusal:
        get(visitor, host, "/1")
    assert refusal.value.passing is True
    assert clock.pauses == [60]


def test_redirect_is_followed_to_its_end(host, clock):
    host.put("/1", Reply(status=301, said={"Location": "/2"}))
    host.put("/2", Reply(status=308, said={"Location": f"{host.home}/3#top"}))
    host.put("/3", PAGE)
    assert get(guest(clock), host, "/1").address == f"{host.home}/3"


def test_redirect_to_what_robots_forbid_is_not_followed(host, clock):
    host.put("/robots.txt", robots("User-agent: *\nDisallow: /2"))
    host.put("/1", Reply(status=302, said={"Location": "/2"}))
    with pytest.raises(FetchError, match="forbids it"):
        get(guest(clock), host, "/1")
    assert host.pages_asked() == ["/1"]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("/1", "leads on more than 5 times"),
        ("file:///etc/passwd", "is no address of a page"),
        ("http://[::1", "leads on without a word of where to"),
        ("", "leads on without a word of where to"),
    ],
)
def test_redirect_that_leads_nowhere_is_refused(host, clock, place, message):
    host.put("/1", Reply(status=302, said={"Location": place}))
    with pytest.raises(FetchError, match=message):
        get(guest(clock), host, "/1")


def busy(status, **said):
    return Reply(status=status, said={name.replace("_", "-"): words for name, words in said.items()})


@pytest.mark.parametrize(
    ("words", "pause"), [("17", 17), ("Sun, 22 Nov 2026 10:00:25 GMT", 25), ("Sun, 22 Nov 2026 09:00:00 GMT", 2)]
)
def test_busy_host_is_asked_once_more_after_the_pause_it_names(host, clock, words, pause):
    host.put("/1", busy(503, Retry_After=words), PAGE)
    assert get(guest(clock), host, "/1").status == 200
    assert clock.pauses == [2, pause]


@pytest.mark.parametrize(
    ("replies", "wait", "asked"),
    [
        ([busy(429, Retry_After="3600")], 3600, 1),
        ([busy(503, Retry_After="Sun, 22 Nov 2026 12:00:00 GMT")], 7200, 1),
        ([busy(503)], None, 1),
        ([busy(429, Retry_After="soon")], None, 1),
        ([busy(429, Retry_After="5"), busy(429, Retry_After="5")], 5, 2),
    ],
)
def test_host_that_stays_busy_is_left_alone_for_the_run(host, clock, replies, wait, asked):
    host.put("/1", *replies)
    host.put("/2", PAGE)
    visitor = guest(clock)
    for path in ("/1", "/2"):
        with pytest.raises(FetchError, match=r"is busy \((429|503)\)\. The host is left alone") as refusal:
            get(visitor, host, path)
        assert (refusal.value.passing, refusal.value.wait) == (True, wait)
    assert host.pages_asked() == ["/1"] * asked
