"""Which addresses are asked, and which hosts may be connected to."""

import socket

import pytest

from assistance.fetching import FetchError, whole
from assistance.fetching.network import is_public
from tests.fetching.conftest import guest, up_to
from tests.serving import Reply, html


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("https://example.org", "https://example.org/"),
        (" HTTP://Example.org:80/a?b=1#c ", "http://example.org/a?b=1"),
        ("https://example.org:8443/новини/1?рік=2024", "https://example.org:8443/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/1?%D1%80%D1%96%D0%BA=2024"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://мвс.укр/1", "https://xn--b1atq.xn--j1amh/1"),
        ("http://[2001:db8::1]/1", "http://[2001:db8::1]/1"),
    ],
)  # fmt: skip
def test_address_is_written_as_it_is_asked_for(given, asked):
    assert whole(given) == asked


@pytest.mark.parametrize(
    "given",
    ["", "example.org/1", "ftp://example.org/1", "file:///etc/passwd", "https://", "https://example.org:x/",
     "https://exa mple.org/", "https://example.org/a\nHost: b", "https://a..b/", "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(given):
    with pytest.raises(FetchError, match="is no address of a page"):
        whole(given)


def test_address_that_is_too_long_to_be_kept_is_refused():
    start = "https://example.org/"
    assert len(whole(start + "a" * (1000 - len(start)))) == 1000
    with pytest.raises(FetchError, match="is longer than 1000 characters"):
        whole(start + "ї" * 200)


def test_address_with_a_password_is_refused():
    with pytest.raises(FetchError, match="names a user or a password"):
        whole("https://staff:secret@example.org/")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
    ],
)
def test_network_address_is_told_to_be_public_or_not(address, public):
    assert is_public(address) is public


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"])
def test_private_host_is_not_asked(host, clock, name):
    with pytest.raises(FetchError) as refusal:
        guest(clock, private_hosts=frozenset()).get(f"http://{name}:{host.port}/1", most=up_to(1000))
    assert str(refusal.value).startswith(f"is on “{name}”, a host of a private network (")
    assert host.asked == []


def test_private_host_is_asked_where_it_is_named(host, clock):
    host.put("/1", html(b"<p>On the intranet</p>"))
    visitor = guest(clock, private_hosts=frozenset({"localhost"}))
    assert visitor.get(f"http://localhost:{host.port}/1", most=up_to(1000)).body == b"<p>On the intranet</p>"


def test_name_with_one_private_address_among_public_ones_is_not_asked(host, clock, monkeypatch):
    places = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, host.port)) for ip in ("93.184.216.34", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: places)
    with pytest.raises(FetchError, match=r"a host of a private network \(127\.0\.0\.1\)"):
        guest(clock).get(f"http://rebound.example.org:{host.port}/1", most=up_to(1000))


def test_redirect_to_a_private_host_is_not_followed(host, clock):
    address = host.put("/1", Reply(status=302, said={"Location": f"http://localhost:{host.port}/secret"}))
    with pytest.raises(FetchError, match="is on “localhost”, a host of a private network"):
        guest(clock).get(address, most=up_to(1000))
    assert "/secret" not in host.asked


def test_name_that_nobody_knows_is_told(clock, monkeypatch):
    def unknown(*_args, **_kwargs):
        raise socket.gaierror("Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(FetchError, match=r"there is no host “gone\.example\.org”") as refusal:
        guest(clock).get("https://gone.example.org/", most=up_to(1000))
    assert refusal.value.passing is True


def test_host_that_takes_no_call_is_told(clock):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(FetchError, match=r"talking to “127\.0\.0\.1” failed"):
        guest(clock).get(f"http://127.0.0.1:{port}/", most=up_to(1000))
