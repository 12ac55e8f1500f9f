"""One question to a host: what is taken, and how it is bounded."""

import gzip
import time
import zlib

import pytest

from assistance.fetching import FetchError
from tests.fetching.conftest import guest, up_to
from tests.serving import Reply, html

PAGE = b"<h1>Norway hands over 20 generators</h1>"


def refused(host, clock, path="/1", most=1000, **manners):
    with pytest.raises(FetchError) as refusal:
        guest(clock, **manners).get(host.home + path, most=up_to(most))
    return refusal.value


def test_page_comes_with_what_the_host_says_of_it(host, clock):
    address = host.put("/1", html(PAGE, etag='"7"', last_modified="Sat, 21 Nov 2026 10:00:00 GMT"))

    answer = guest(clock).get(address, most=up_to(1000))

    assert (answer.address, answer.status, answer.body) == (address, 200, PAGE)
    assert (answer.kind, answer.charset) == ("text/html", "utf-8")
    assert (answer.etag, answer.last_modified) == ('"7"', "Sat, 21 Nov 2026 10:00:00 GMT")


def test_guest_says_who_asks(host, clock):
    host.put("/1", html(PAGE))
    guest(clock).get(f"{host.home}/1", most=up_to(1000))

    said = host.headers_of("/1")
    assert said["user-agent"] == "assistance-tracker (+https://tracker.example.org)"
    assert said["accept-encoding"] == "gzip"


def test_page_not_changed_comes_without_bytes(host, clock):
    host.put("/1", html(PAGE, etag='"7"'))

    answer = guest(clock).get(
        f"{host.home}/1", most=up_to(1000), etag='"7"', last_modified="Sat, 21 Nov 2026 10:00:00 GMT"
    )

    assert (answer.status, answer.body) == (304, b"")
    assert host.headers_of("/1")["if-none-match"] == '"7"'


def test_not_changed_without_being_asked_is_refused(host, clock):
    host.put("/1", Reply(status=304))
    assert str(refused(host, clock)).startswith("cannot be had: the host answers with status 304.")


@pytest.mark.parametrize(("status", "passing"), [(404, False), (410, False), (403, False), (500, True), (502, True)])
def test_status_of_an_error_is_told(host, clock, status, passing):
    host.put("/1", Reply(b"Sorry", status=status))

    error = refused(host, clock)

    assert str(error).startswith(f"cannot be had: the host answers with status {status}.")
    assert error.passing is passing


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_packed_page_is_unpacked(host, clock, pack):
    coding = {gzip.compress: "gzip", zlib.compress: "deflate"}[pack]
    host.put("/1", html(pack(PAGE), content_encoding=coding))
    assert guest(clock).get(f"{host.home}/1", most=up_to(1000)).body == PAGE


def test_page_of_just_the_size_is_taken(host, clock):
    host.put("/1", html(PAGE))
    assert guest(clock).get(f"{host.home}/1", most=up_to(len(PAGE))).body == PAGE


def unending(handler):
    """Send without a length and without end."""
    while True:
        handler.wfile.write(b"x" * 65536)


@pytest.mark.parametrize(
    "reply",
    [
        html(b"x" * 1001),
        html(gzip.compress(b"x" * 1001), content_encoding="gzip"),
        html(gzip.compress(b"\0" * 300_000_000, compresslevel=1), content_encoding="gzip"),
        Reply(unending, said={"Content-Type": "text/html"}),
    ],
    ids=["page", "packed", "bomb", "unending"],
)
def test_page_larger_than_its_bound_is_refused(host, clock, reply):
    host.put("/1", reply)
    most = 1000 if not isinstance(reply.body, bytes) or len(reply.body) < 1_000_000 else 2_000_000
    error = refused(host, clock, most=most)
    assert str(error).startswith(f"is larger than {most} bytes.")
    assert error.passing is False


def test_bound_is_that_of_the_media_type(host, clock):
    host.put("/1", Reply(b"x" * 50, said={"Content-Type": "application/pdf; version=2"}))
    most = {"text/html": 10, "application/pdf": 100}
    assert len(guest(clock).get(f"{host.home}/1", most=lambda kind: most[kind]).body) == 50


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (html(PAGE, content_length="500"), "broke off before its end"),
        (html(gzip.compress(PAGE)[:-9], content_encoding="gzip"), "broke off before its end"),
        (
            Reply(lambda handler: handler.wfile.write(b"20\r\nbut little"), said={"Transfer-Encoding": "chunked"}),
            "broke off before its end",
        ),
        (html(b"no gzip at all", content_encoding="gzip"), "cannot be unpacked"),
        (html(gzip.compress(PAGE) + b"tail", content_encoding="gzip"), "cannot be unpacked"),
        (html(PAGE, content_encoding="br"), "is packed as “br”"),
    ],
    ids=["short", "short gzip", "short chunk", "damaged", "tail", "brotli"],
)
def test_half_an_answer_is_none(host, clock, reply, message):
    host.put("/1", reply)
    assert message in str(refused(host, clock))


def trickle(handler):
    for _ in range(100):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("said", [{}, {"Content-Length": "100"}], ids=["without length", "with length"])
def test_answer_that_trickles_is_cut_off(host, clock, said):
    host.put("/1", Reply(trickle, said=said))
    begun = time.perf_counter()

    error = refused(host, clock, seconds=0.3)

    assert str(error) == "took longer than 0 seconds. It is asked again the next time."
    assert error.passing is True
    assert time.perf_counter() - begun < 2


def test_encryption_that_fails_is_told(host, clock):
    with pytest.raises(FetchError) as refusal:
        guest(clock).get(f"https://127.0.0.1:{host.port}/1", most=up_to(1000))
    assert str(refusal.value).startswith("cannot be reached: talking to “127.0.0.1” failed (")


def test_what_a_host_says_is_told_without_what_cannot_be_printed(host, clock):
    host.put("/1", html(PAGE, content_encoding="z\x00\x1bip" + "x" * 500))
    error = refused(host, clock)
    assert error.details == {"coding": "zip" + "x" * 297}
    assert str(error).startswith("is packed as “zipxxx")
