"""Addresses of the web, and connections to none but public hosts.

Staff enter addresses and pages lead on to others. So that nobody reaches what stands beside the tracker in its own
network, it is the network address connected to that is looked at, not the name: names may be given any address.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Set as AbstractSet
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from assistance.fetching.errors import FetchError
from assistance.vocabulary.labels import gettext_noop

#: How long a host may take to take a call, in seconds.
CONNECTING = 10
#: How many of a host's network addresses are tried.
MOST_TRIED = 4
LONGEST_ADDRESS = 1000
PORTS = {"http": 80, "https": 443}
#: IPv6 addresses that stand for an IPv4 address where a network translates them (RFC 6052).
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_NO_ADDRESS = gettext_noop("is no address of a page. Write it whole, such as https://example.org/news/1.")
_TOO_LONG = gettext_noop("is longer than %(most)s characters. Give a shorter address of the same page.")
_WITH_PASSWORD = gettext_noop("names a user or a password. Give an address that is open to everybody.")
_NOT_FOUND = gettext_noop("cannot be found: there is no host “%(host)s”, or names cannot be looked up just now.")
_PRIVATE = gettext_noop(
    "is on “%(host)s”, a host of a private network (%(address)s), and such are not asked. "
    "If it is your own, name it in FETCH_PRIVATE_HOSTS."
)
_NO_ANSWER = gettext_noop("cannot be reached: talking to “%(host)s” failed (%(problem)s).")


def whole(address: str) -> str:
    """Return ``address`` as it is asked for: in ASCII, without the part after “#”.

    Raises ``FetchError`` where it is no address on the web (http or https), or names a user.
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise FetchError(_NO_ADDRESS) from error
    if not host or not address.strip().isprintable() or " " in host:
        raise FetchError(_NO_ADDRESS)
    if "@" in parts.netloc:
        raise FetchError(_WITH_PASSWORD)
    named = f"[{host}]" if ":" in host else host
    if port != PORTS[parts.scheme]:
        named = f"{named}:{port}"
    path, query = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~"), quote(parts.query, safe="/%:@!$&'()*+,;=~?[]")
    found = urlunsplit((parts.scheme, named, path, query, ""))
    if len(found) > LONGEST_ADDRESS:
        raise FetchError(_TOO_LONG, most=LONGEST_ADDRESS)
    return found


def is_public(address: str) -> bool:
    """Tell whether ``address``, an IPv4 or IPv6 address, is that of a host on the public network."""
    found: Any = ipaddress.ip_address(address.partition("%")[0])
    if found.version == 6:
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if found in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        found = inner or found
    return bool(found.is_global and not found.is_multicast)


def connected(host: str, port: int, *, private_hosts: AbstractSet[str]) -> socket.socket:
    """Return a connection to ``host``, not yet encrypted.

    Raises ``FetchError`` where it cannot be found or does not answer, or where one of its network addresses is not
    public and it is none of ``private_hosts``.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(_NOT_FOUND, passing=True, host=host) from error
    for *_rest, place in found:
        if host not in private_hosts and not is_public(str(place[0])):
            raise FetchError(_PRIVATE, host=host, address=str(place[0]))
    problem: OSError = OSError()
    for family, kind, protocol, _name, place in found[:MOST_TRIED]:
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(CONNECTING)
        try:
            connection.connect(place)
        except OSError as error:
            connection.close()
            problem = error
        else:
            return connection
    raise no_answer(host, problem) from problem


def no_answer(host: str, problem: Exception) -> FetchError:
    """Return the refusal for a host that cannot be talked to."""
    return FetchError(_NO_ANSWER, passing=True, host=host, problem=str(problem) or type(problem).__name__)


def encrypted(connection: socket.socket, host: str) -> ssl.SSLSocket:
    """Return ``connection`` for talking to ``host`` with encryption, whose handshake is still to be made."""
    return ssl.create_default_context().wrap_socket(connection, server_hostname=host, do_handshake_on_connect=False)
